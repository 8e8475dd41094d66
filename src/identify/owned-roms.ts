/** What is owned of the ROMs of one DAT, whichever game they stand under. */
import type { Db } from '../catalog/sqlite.ts'
import { isStated, type MatchedAs } from '../inventory/hashing/content.ts'
import type { ViewKind } from '../inventory/hashing/view-kind.ts'
import type { Shape } from '../select/pick.ts'
import { readContents } from './contents.ts'

/** A content that is, as it is or as one of its views, what a DAT describes. */
interface OwnedRom {
  /** SHA-1 of the content. */
  readonly content: string
  readonly view?: ViewKind
  /** The bytes that the DAT describes; of a CHD, which it describes by what is in it, those of the file. */
  readonly bytes: Shape
}

/** The ROMs of a DAT by what it says of them. */
export interface OwnedRoms {
  /** Lower-case hex of a SHA-1, else CRC-32 and size. Undefined when it is not owned, or the DAT says neither. */
  find(rom: { readonly sha1?: string; readonly crc32?: number; readonly size?: number }): OwnedRom | undefined
}

/** `roots`: names of those that count; absent: all. */
export function ownedRoms(db: Db, log: number, roots?: readonly string[]): OwnedRoms {
  const rows = db
    .prepare<[number], MatchRow>(
      `select e.name, e.sha1, e.crc32, e.size, m.rom_file_id as content, m.view
       from dat_game g cross join dat_rom e on e.game_id = g.id cross join content_match m on m.dat_entry_id = e.id
       where g.log_id = ?`,
    )
    .all(log)
  const contents = readContents(db, new Set(rows.map(({ content }) => content)), roots)
  const found = new Map<string, OwnedRom>()
  for (const { name, sha1, crc32, size, content, view } of rows) {
    const owned = contents.get(content)
    // a disk is known by the word of its header, and written as it is; what else that names cannot be written
    if (isStated(view) && !name.endsWith('.chd')) continue
    const as = isStated(view) ? '' : view
    const bytes = as === '' ? owned?.content : owned?.views.find(({ kind }) => kind === as)
    const key = keyOf(sha1?.toString('hex'), crc32 ?? undefined, size ?? undefined)
    if (!owned || !bytes || key === undefined) continue
    const rom: OwnedRom = { content: owned.content.sha1, ...(as === '' ? {} : { view: as }), bytes }
    const known = found.get(key)
    if (!known || isBetter(rom, known)) found.set(key, rom)
  }
  return {
    find({ sha1, crc32, size }) {
      const key = keyOf(sha1, crc32, size)
      return key === undefined ? undefined : found.get(key)
    },
  }
}

interface MatchRow {
  readonly name: string
  readonly sha1: Buffer | null
  readonly crc32: number | null
  readonly size: number | null
  readonly content: number
  readonly view: MatchedAs | ''
}

function keyOf(sha1?: string, crc32?: number, size?: number): string | undefined {
  if (sha1 !== undefined) return sha1
  return crc32 === undefined ? undefined : `${crc32}/${size ?? ''}`
}

/** What needs no rearranging, then the least hash: never what was found first. */
function isBetter(a: OwnedRom, b: OwnedRom): boolean {
  const [plainA, plainB] = [a.view === undefined, b.view === undefined]
  return plainA === plainB ? a.content < b.content : plainA
}
