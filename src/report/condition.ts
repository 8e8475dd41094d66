/** The condition of the library, at more length than a status has room for. */
import type { Db } from '../catalog/sqlite.ts'
import type { ResolvedConfig } from '../config/resolved.ts'
import { estimateMs } from '../inventory/scan/reading/estimate.ts'
import type { Health } from '../identify/health.ts'
import { rootSummary } from '../inventory/roots.ts'
import { unknownExtensions, type UnknownExtension } from '../identify/unknown-extensions.ts'
import type { DuplicateSummary } from './files/duplicates.ts'
import { fileCounts } from './kept-counts.ts'
import type { RootVerification } from './verification.ts'

export interface Condition {
  readonly health: readonly Health[]
  readonly duplicates: DuplicateSummary
  /** Of files that nothing tells of, those that neither curator nor the config knows; most files first. */
  readonly unknownExtensions: readonly UnknownExtension[]
  /** How long it would take to read each root in full, going by how long it took before; null before that is known. */
  readonly reading: readonly { readonly root: string; readonly bytes: number; readonly ms: number | null }[]
  readonly verification: readonly RootVerification[]
}

export function conditionOf(db: Db, { roots }: ResolvedConfig): Condition {
  const summaries = rootSummary(db).filter(({ name }) => Object.hasOwn(roots, name))
  const { health, duplicates, verification } = fileCounts(db)
  return {
    health,
    duplicates,
    unknownExtensions: unknownExtensions(db, roots),
    reading: summaries.map(({ name, bytes }) => ({
      root: name,
      bytes,
      ms: estimateMs(db, name, bytes) ?? null,
    })),
    verification: verification.filter(({ root }) => Object.hasOwn(roots, root)),
  }
}
