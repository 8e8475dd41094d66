/** What contents say of themselves, in the catalog: the table `rom_file_metadata`. */
import { prepareOnce, type Db } from '../../catalog/sqlite.ts'
import { sheetKind, type Sheet } from '../discs/sheet.ts'
import type { Description } from './describe.ts'

/**
 * Puts what was read in place of what was known. A content under a name that tells nothing keeps what it said
 * under another. Returns whether anything changed.
 */
export function putMetadata(db: Db, romFileId: number, { metadata }: Pick<Description, 'metadata'>): boolean {
  if (metadata.length === 0 || isSame(metadataOf(db, romFileId), new Map(metadata))) return false
  prepareOnce(db, 'delete from rom_file_metadata where rom_file_id = ?').run(romFileId)
  const put = prepareOnce(db, 'insert into rom_file_metadata (rom_file_id, key, value) values (?, ?, ?)')
  for (const [key, value] of metadata) put.run(romFileId, key, value)
  // what is packed, and not opened, is counted otherwise
  prepareOnce(db, 'insert or ignore into content_doubt values (?)').run(romFileId)
  return true
}

/** By key, in the order of keys. */
export function metadataOf(db: Db, romFileId: number): ReadonlyMap<string, string> {
  const rows = prepareOnce(db, METADATA).raw().all(romFileId) as readonly (readonly [string, string])[]
  return new Map(rows)
}

/** The sheet that a content was read as, for `discsOfFolder`; its troubles are the file's. Undefined: it is none. */
export function sheetOf(metadata: ReadonlyMap<string, string>): Sheet | undefined {
  const kind = sheetKind(metadata.get('sheet.kind') ?? '')
  if (!kind) return undefined
  const disc = metadata.get('sheet.disc')
  return {
    kind,
    files: list(metadata.get('sheet.files')),
    companions: list(metadata.get('sheet.companions')),
    tracks: Number(metadata.get('sheet.tracks') ?? 0),
    ...(disc !== undefined && { disc: Number(disc) }),
    troubles: [],
  }
}

const METADATA = 'select key, value from rom_file_metadata where rom_file_id = ? order by key'

function list(json: string | undefined): readonly string[] {
  return json === undefined ? [] : (JSON.parse(json) as readonly string[])
}

function isSame(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && [...a].every(([key, value]) => b.get(key) === value)
}
