/** What the catalog knows of the work ahead: how much there is to read, how long it takes, how much room it needs. */
import type { Db } from '../catalog/sqlite.ts'
import { datFileRows, type DatFileRow } from '../dats/importing/store.ts'
import { metadataFiles, type MetadataFileRow } from '../metadata/local/store.ts'
import { estimateMs } from '../inventory/scan/reading/estimate.ts'
import { rootSummary } from '../inventory/roots.ts'

export interface KnownFacts {
  /** By name: those that were scanned. */
  readonly roots: ReadonlyMap<string, KnownRoot>
  /** Bytes of the largest member of an archive: what a temporary file may have to hold. 0 when there is none. */
  readonly largestMember: number
  readonly dats: readonly DatFileRow[]
  readonly metadata: readonly MetadataFileRow[]
}

export interface KnownRoot {
  /** Where it was when it was scanned. */
  readonly path: string
  readonly files: number
  readonly bytes: number
  /** To read it in full, by earlier scans; absent before one of them took long enough to tell. */
  readonly ms?: number
}

export function knownFacts(db: Db): KnownFacts {
  const roots = rootSummary(db).map(({ name, path, files, bytes }) => {
    const ms = estimateMs(db, name, bytes)
    return [name, { path, files, bytes, ...(ms !== undefined && { ms }) }] as const
  })
  const largest = db.prepare<[], number | null>('select max(size) from archive_member').pluck().get()
  return {
    roots: new Map(roots),
    largestMember: largest ?? 0,
    dats: datFileRows(db),
    metadata: metadataFiles(db),
  }
}
