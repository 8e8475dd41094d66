/** Writes the games of one DAT as rows of `dat_entry`, one a ROM, and sums up what they say. */
import { hash } from 'node:crypto'
import type { Db } from '../catalog/sqlite.ts'
import type { DatGame, DatRom } from './dat.ts'
import { releaseNameOf } from './release-name.ts'

interface EntryCounts {
  readonly games: number
  readonly entries: number
  /** Equal for two DATs that list the same games, whatever their order and their header. */
  readonly digest: string
  /** Some file can only be recognised by its MD5. */
  readonly needsMd5: boolean
}

interface EntryWriter {
  game(game: DatGame): void
  /** Resolves parents given by id. To be called once, after the last game. */
  finish(): EntryCounts
}

/** Must be used in a transaction: rows are written as games arrive. */
export function entryWriter(db: Db, logId: number, platformId: number): EntryWriter {
  const insert = db.prepare(
    `insert into dat_entry (log_id, platform_id, game, release_name, variant, part, rom, size, crc32, md5, sha1, status,
       merge, clone_of, external_id, year, categories, serial)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  /** Blocks of one release are its variants: with a header or without, another byte order, another serial. */
  const variants = new Map<string, number>()
  const namesById = new Map<string, string>()
  const clones: { readonly parentId: string; readonly first: number; readonly last: number }[] = []
  const digests: string[] = []
  let entries = 0
  let needsMd5 = false

  return {
    game(game) {
      const release = releaseNameOf(game)
      const variant = variants.get(release) ?? 0
      variants.set(release, variant + 1)
      if (game.id !== undefined) namesById.set(game.id, game.name)
      const categories = categoriesOf(game)
      digests.push(digestOf(game, categories))
      const { cloneOf = null, id = null, year = null } = game
      const categoryText = categories.length === 0 ? null : JSON.stringify(categories)
      let last = 0
      for (const [part, rom] of game.roms.entries()) {
        const { name, size = null, crc32 = null, status = null, merge = null, serial = null } = rom
        const row = [logId, platformId, game.name, release, variant, part, name, size, crc32, blob(rom.md5)]
        const { lastInsertRowid } = insert.run(
          ...row,
          blob(rom.sha1),
          status,
          merge,
          cloneOf,
          id,
          year,
          categoryText,
          serial,
        )
        last = Number(lastInsertRowid)
        needsMd5 ||= rom.md5 !== undefined && rom.sha1 === undefined
      }
      entries += game.roms.length
      if (game.cloneOfId !== undefined && cloneOf === null && last > 0) {
        clones.push({ parentId: game.cloneOfId, first: last - game.roms.length + 1, last })
      }
    },
    finish() {
      const adopt = db.prepare('update dat_entry set clone_of = ? where id between ? and ?')
      for (const { parentId, first, last } of clones) {
        const parent = namesById.get(parentId)
        if (parent !== undefined) adopt.run(parent, first, last)
      }
      return { games: digests.length, entries, digest: hash('sha1', digests.sort().join('')), needsMd5 }
    },
  }
}

/** What a DAT says in other words than categories, selection wants to know as well. */
function categoriesOf(game: DatGame): readonly string[] {
  const more = [...(game.isBios ? ['BIOS'] : []), ...(game.isDevice ? ['Device'] : [])]
  return more.length === 0 ? game.categories : [...game.categories, ...more]
}

/** Only what is kept counts: a new description changes nothing. */
function digestOf(game: DatGame, categories: readonly string[]): string {
  const { name, id, cloneOf, cloneOfId, year } = game
  return hash(
    'sha1',
    JSON.stringify([name, id, cloneOf, cloneOfId, year, categories, game.roms.map(factsOf)]),
  )
}

function factsOf({ name, size, crc32, md5, sha1, status, merge, serial }: DatRom) {
  return [name, size, crc32, md5, sha1, status, merge, serial]
}

function blob(hex: string | undefined): Buffer | null {
  return hex === undefined ? null : Buffer.from(hex, 'hex')
}
