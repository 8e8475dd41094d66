/** Writes the games of one DAT and their ROMs as rows of the catalog, and sums up what they say. */
import { rowWriter } from '../catalog/insert-rows.ts'
import { prepareOnce, type Db } from '../catalog/sqlite.ts'
import { soleSha256, type DatGame } from './dat.ts'
import { listDigest } from './digest.ts'
import { marksOf } from './marks.ts'
import { releaseNameOf } from './release-name.ts'
import { statedText } from './stated.ts'

export interface EntryCounts {
  readonly games: number
  readonly entries: number
  /** Equal for two DATs that list the same games, whatever their order and their header. */
  readonly digest: string
  /** Some file can only be recognised by its MD5, or by its SHA-256. */
  readonly needsMd5: boolean
  readonly needsSha256: boolean
  /** The name of every release, once for each of its variants. */
  releases(): Iterable<string>
}

interface EntryWriter {
  game(game: DatGame): void
  /** Resolves parents given by id. To be called once, after the last game. */
  finish(): EntryCounts
}

/** Must be used in a transaction: rows are written as games arrive. */
export function entryWriter(db: Db, logId: number, platformId: number): EntryWriter {
  const games = rowWriter(db, 'dat_game', GAME_COLUMNS)
  const roms = rowWriter(db, 'dat_rom', ROM_COLUMNS, games)
  const machines = rowWriter(db, 'dat_machine', MACHINE_COLUMNS, games)
  /** Blocks of one release are its variants: with a header or without, another byte order, another serial. */
  const variants = new Map<string, number>()
  const namesById = new Map<string, string>()
  const clones: { readonly parentId: string; readonly game: number }[] = []
  const digest = listDigest()
  let gameId = Number(prepareOnce(db, 'select coalesce(max(id), 0) from dat_game').pluck().get())
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
      games.add([
        gameId,
        logId,
        platformId,
        name,
        release,
        variant,
        cloneOf,
        id,
        year,
        categoryText,
        description ?? null,
        marksOf(game.roms) || null,
        stated,
      ])
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
        const mia = rom.mia ? 1 : 0
        const hashes = [rom.md5, rom.sha1, sha256]
        roms.add([gameId, part, rom.name, size, crc32, status, merge, serial, mia], hashes)
      }
    },
    finish() {
      games.flush()
      roms.flush()
      machines.flush()
      const adopt = prepareOnce(db, 'update dat_game set clone_of = ? where id = ?')
      for (const { parentId, game } of clones) {
        const parent = namesById.get(parentId)
        if (parent !== undefined) adopt.run(parent, game)
      }
      const needs = { needsMd5, needsSha256 }
      return { games: count, entries, digest: digest.text(), ...needs, releases: () => repeated(variants) }
    },
  }
}

function* repeated(texts: ReadonlyMap<string, number>): Generator<string> {
  for (const [text, times] of texts) for (let i = 0; i < times; i++) yield text
}

const named = (names: readonly string[]) => names.map((name) => ({ name }))
const seldom = (names: readonly string[]) => names.map((name) => ({ name, usually: null }))

const GAME_COLUMNS = [
  ...named(['id', 'log_id', 'platform_id', 'name', 'release_name', 'variant']),
  ...seldom(['clone_of', 'external_id', 'year', 'categories', 'description', 'marks', 'stated']),
]

const MACHINE_COLUMNS = named([
  'game_id',
  'rom_of',
  'sample_of',
  'is_bios',
  'is_device',
  'devices',
  'samples',
])

/** First what `add` takes as values, then the BLOBs. */
const ROM_COLUMNS = [
  ...named(['game_id', 'part', 'name', 'size', 'crc32']),
  ...seldom(['status', 'merge', 'serial']),
  { name: 'mia', usually: 0 as const },
  { name: 'md5', bytes: 16, usually: null },
  { name: 'sha1', bytes: 20, usually: null },
  { name: 'sha256', bytes: 32, usually: null },
]

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
