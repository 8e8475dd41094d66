/** Makes rows of the games of one DAT and their ROMs, and sums up what they say. Needs no database. */
import { columnsOf, rowPacker, type Column, type RowBatch } from '../../catalog/pack-rows.ts'
import { detectDialect, type Dialect } from '../../names/dialect.ts'
import { isNumbered } from '../../names/numbered.ts'
import { soleSha256, type DatGame, type DatHeader } from '../dat.ts'
import { listDigest } from './digest.ts'
import { marksOf } from '../releases/marks.ts'
import { releaseNameOf } from '../releases/name.ts'
import { statedText } from '../releases/stated.ts'

export type EntryTable = keyof typeof ENTRY_COLUMNS

export interface EntryCounts {
  readonly games: number
  readonly entries: number
  /** Equal for two DATs that list the same games, whatever their order and their header. */
  readonly digest: string
  /** Some file can only be recognised by its MD5, or by its SHA-256. */
  readonly needsMd5: boolean
  readonly needsSha256: boolean
  /** What the names of its releases tell of how they are to be read. */
  readonly dialect: Dialect
  readonly numbered: boolean
  /** Games of which the DAT names the parent by its id: known when all have been read. */
  readonly clones: readonly Clone[]
}

interface Clone {
  readonly game: number
  readonly cloneOf: string
}

interface EntryRows {
  game(game: DatGame): void
  /** To be called once, after the last game. */
  finish(header: DatHeader): EntryCounts
}

/** `firstGame`: the id that the first row of a game gets. Rows that others refer to are handed over before them. */
export function entryRows(
  firstGame: number,
  deliver: (table: EntryTable, batch: RowBatch) => void,
): EntryRows {
  const into = (table: EntryTable) => (batch: RowBatch) => deliver(table, batch)
  const games = rowPacker(ENTRY_COLUMNS.dat_game, into('dat_game'))
  const roms = rowPacker(ENTRY_COLUMNS.dat_rom, into('dat_rom'), games)
  const machines = rowPacker(ENTRY_COLUMNS.dat_machine, into('dat_machine'), games)
  /** Blocks of one release are its variants: with a header or without, another byte order, another serial. */
  const variants = new Map<string, number>()
  const namesById = new Map<string, string>()
  const clones: { readonly parentId: string; readonly game: number }[] = []
  const digest = listDigest()
  let gameId = firstGame - 1
  let count = 0
  let entries = 0
  let needsMd5 = false
  let needsSha256 = false

  return {
    game(game) {
      if (game.id !== undefined) namesById.set(game.id, game.name)
      const categories = categoriesOf(game)
      const description = descriptionOf(game)
      const machine = machineOf(game)
      const stated = statedText(game)
      digest.add(game, [
        description,
        machine?.join('\n'),
        ...categories,
        ...(stated === null ? [] : [stated]),
      ])
      count++
      if (game.roms.length === 0) return
      const release = releaseNameOf(game)
      const variant = variants.get(release) ?? 0
      variants.set(release, variant + 1)
      gameId++
      const { name, cloneOf = null, id = null, year = null } = game
      const categoryText = categories.length === 0 ? null : JSON.stringify(categories)
      const marks = marksOf(game.roms) || null
      const seldom = [cloneOf, id, year, categoryText, description ?? null, marks, stated]
      games.add([gameId, name, release, variant, ...seldom])
      if (machine) machines.add([gameId, ...machine])
      if (game.cloneOfId !== undefined && cloneOf === null) {
        clones.push({ parentId: game.cloneOfId, game: gameId })
      }
      entries += game.roms.length
      for (const [part, rom] of game.roms.entries()) {
        const { size = null, crc32 = null, status = null, merge = null, serial = null } = rom
        needsMd5 ||= rom.md5 !== undefined && rom.sha1 === undefined
        const sha256 = soleSha256(rom)
        needsSha256 ||= sha256 !== undefined
        const flags = [rom.mia ? 1 : 0, rom.isOptional ? 1 : 0]
        const hashes = [rom.md5, rom.sha1, sha256]
        roms.add([gameId, part, rom.name, size, crc32, status, merge, serial, ...flags], hashes)
      }
    },
    finish(header) {
      games.flush()
      roms.flush()
      machines.flush()
      return {
        games: count,
        entries,
        digest: digest.text(),
        needsMd5,
        needsSha256,
        dialect: detectDialect(header, repeated(variants)),
        numbered: isNumbered(repeated(variants)),
        clones: clones.flatMap(({ parentId, game }): Clone[] => {
          const cloneOf = namesById.get(parentId)
          return cloneOf === undefined ? [] : [{ game, cloneOf }]
        }),
      }
    },
  }
}

/** The name of every release, once for each of its variants. */
function* repeated(texts: ReadonlyMap<string, number>): Generator<string> {
  for (const [text, times] of texts) for (let i = 0; i < times; i++) yield text
}

const seldom = (names: string): Column[] => columnsOf(names).map((column) => ({ ...column, usually: null }))

/** By table, in the order in which `add` takes them: first the values, then the BLOBs. */
export const ENTRY_COLUMNS = {
  dat_game: [
    ...columnsOf('id name release_name variant'),
    ...seldom('clone_of external_id year categories description marks stated'),
  ],
  dat_machine: columnsOf('game_id rom_of sample_of is_bios is_device devices samples'),
  dat_rom: [
    ...columnsOf('game_id part name size crc32'),
    ...seldom('status merge serial'),
    { name: 'mia', usually: 0 as const },
    { name: 'optional', usually: 0 as const },
    { name: 'md5', bytes: 16, usually: null },
    { name: 'sha1', bytes: 20, usually: null },
    { name: 'sha256', bytes: 32, usually: null },
  ],
} satisfies Record<string, readonly Column[]>

/** The columns of `dat_machine` but the first; undefined when there is nothing to say. */
function machineOf(game: DatGame): readonly (string | number | null)[] | undefined {
  const { romOf = null, sampleOf = null, isBios, isDevice, devices = [], samples = [] } = game
  const lists = [devices, samples].map((names) => (names.length === 0 ? null : JSON.stringify(names)))
  const machine = [romOf, sampleOf, isBios ? 1 : 0, isDevice ? 1 : 0, ...lists]
  return machine.every((value) => value === null || value === 0) ? undefined : machine
}

/** What a DAT says in other words than categories, selection wants to know as well. */
function categoriesOf(game: DatGame): readonly string[] {
  if (!game.isBios && !game.isDevice && !game.isMechanical) return game.categories
  const more = [
    ...(game.isBios ? ['BIOS'] : []),
    ...(game.isDevice ? ['Device'] : []),
    ...(game.isMechanical ? ['Mechanical'] : []),
  ]
  return [...game.categories, ...more]
}

/** Most DATs say the name once more, which says nothing. */
function descriptionOf({ name, description }: DatGame): string | undefined {
  return description === '' || description === name ? undefined : description
}
