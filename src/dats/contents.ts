/** What games of DATs are made of, in one word: by it the same game is known under another name, or in another DAT. */
import { hash } from 'node:crypto'
import { byCodeUnit } from '../order.ts'

/** A row of `dat_rom` with its game's, as `romColumns` asks for them; hashes are hex. */
export interface RomRow extends Readonly<Partial<Record<HashKind, string | null>>> {
  readonly release: string
  readonly log: number
  readonly game: number | string
}

type HashKind = 'sha1' | 'md5' | 'crc32' | 'sha256'

/** The best first. */
const KINDS: readonly HashKind[] = ['sha1', 'md5', 'crc32', 'sha256']

/** Of `dat_game g` and `dat_rom r`. The hashes that are not asked for count as none. */
export function romColumns(kinds: readonly HashKind[] = KINDS): string {
  return `g.release_name as release, g.log_id as log, g.id as game, ${hashColumns(kinds)}`
}

/** Of a table `r` with a ROM a row. */
export function hashColumns(kinds: readonly HashKind[] = KINDS): string {
  return kinds.map((kind) => `${HASHES[kind]} as ${kind}`).join(', ')
}

/** A CRC-32 says little without the size. */
const HASHES: Readonly<Record<HashKind, string>> = {
  sha1: 'iif(r.sha1 is null, null, hex(r.sha1))',
  md5: 'iif(r.md5 is null, null, hex(r.md5))',
  crc32: "r.crc32 || '-' || r.size",
  sha256: 'iif(r.sha256 is null, null, hex(r.sha256))',
}

/** A game of a DAT: what it is a shape of, and its ROMs by every kind of hash that all of them have. */
interface GameContents {
  readonly release: string
  readonly log: number
  readonly game: number | string
  /** `kind hashes`, the best kind first: two DATs need not state the same kinds. */
  readonly contents: readonly string[]
}

interface ContentOptions {
  /** ROMs without any hash are passed over; else a game that has one is made of nothing that could be compared. */
  readonly skipUnhashed?: boolean
}

/** `rows`: those of one game stand together. */
export function* gameContents(rows: Iterable<RomRow>, options: ContentOptions = {}): Generator<GameContents> {
  let roms: RomRow[] = []
  for (const row of rows) {
    if (roms[0] && roms[0].game !== row.game) {
      yield contentsOf(roms[0], roms, options)
      roms = []
    }
    roms.push(row)
  }
  if (roms[0]) yield contentsOf(roms[0], roms, options)
}

function contentsOf(
  { release, log, game }: RomRow,
  roms: readonly RomRow[],
  { skipUnhashed }: ContentOptions,
): GameContents {
  const hashed = skipUnhashed ? roms.filter((rom) => KINDS.some((kind) => rom[kind])) : roms
  const contents: string[] = []
  for (const kind of KINDS) {
    const hashes = hashed.flatMap((rom) => rom[kind] ?? [])
    if (hashes.length > 0 && hashes.length === hashed.length) contents.push(`${kind} ${together(hashes)}`)
  }
  return { release, log, game, contents }
}

/** In whatever order a DAT lists them. */
function together(hashes: readonly string[]): string {
  const [only] = hashes
  if (only !== undefined && hashes.length === 1) return only
  return hash('sha1', hashes.toSorted(byCodeUnit).join('\n'))
}
