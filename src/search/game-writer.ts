/** Writes games into the search index: only what differs from what it holds. */
import { hash } from 'node:crypto'
import { rowWriter } from '../catalog/insert-rows.ts'
import { columnsOf } from '../catalog/pack-rows.ts'
import { prepareOnce, type Db } from '../catalog/sqlite.ts'
import { byCodeUnit } from '../order.ts'
import { textWriter } from './text-writer.ts'
import { endingsOf } from './words.ts'
import type { WordWriter } from './word-writer.ts'

export interface IndexedGame {
  readonly atomicId: number
  readonly title: string
  /** In plain form, the game's own first. */
  readonly titles: readonly string[]
  /** Names of its releases, in plain form. */
  readonly names: readonly string[]
  readonly years: readonly number[]
  /** Ids of its regions: `,3,17,`. */
  readonly regions: string
}

interface GameWriter {
  /** What is put is in the index after `flush`, which is to be called as late as may be: see `textWriter`. */
  put(game: IndexedGame, owned: boolean): void
  flush(): void
  /** Removes the games that were not put. */
  finish(): void
}

interface Known {
  readonly id: number
  readonly atomicId: number
  readonly title: string
  readonly owned: number
  readonly firstYear: number | null
  readonly lastYear: number | null
  readonly regions: string
  readonly titles: string
  readonly names: string
}

/** For the games of one platform. */
export function gameWriter(db: Db, platform: number, enter: WordWriter): GameWriter {
  const known = new Map(
    (prepareOnce(db, KNOWN).all(platform) as Known[]).map((game) => [game.atomicId, game]),
  )
  const games = rowWriter(db, 'search_game', GAME_COLUMNS)
  const titleRows = rowWriter(db, 'search_title', TITLE_COLUMNS)
  let newTitles: TitleRow[] = []
  const texts = textWriter(db)
  let newest = Number(prepareOnce(db, 'select coalesce(max(id), 0) from search_game').pluck().get())
  const update = prepareOnce(db, UPDATE)
  const drop = prepareOnce(db, 'delete from search_game where id = ?')
  const dropTitle = prepareOnce(
    db,
    'delete from search_title where owned = ? and plain = ? and platform_id = ? and game_id = ?',
  )

  const forgetTitles = ({ id, owned, titles }: Known): void => {
    for (const plain of linesOf(titles)) dropTitle.run(owned, plain, platform, id)
  }

  return {
    put({ atomicId, title, titles, names, years, regions }, isOwned) {
      const before = known.get(atomicId)
      known.delete(atomicId)
      const now = {
        platform,
        atomicId,
        title,
        owned: isOwned ? 1 : 0,
        firstYear: years.length === 0 ? null : Math.min(...years),
        lastYear: years.length === 0 ? null : Math.max(...years),
        regions,
        titles: titles.join('\n'),
        names: fingerprint(names),
      }
      if (before && isSame(before, now)) return
      const id = before?.id ?? ++newest
      if (before) update.run({ ...now, id })
      else games.add([id, ...Object.values(now)])
      if (before?.titles !== now.titles || before.owned !== now.owned) {
        if (before) forgetTitles(before)
        for (const plain of titles) newTitles.push([now.owned, plain, platform, id])
      }
      if (before?.titles === now.titles && before.names === now.names) return
      if (before) texts.drop(id)
      const words = wordsOf(titles)
      const others = wordsOf(names).filter((word) => !words.includes(word))
      const two = wordsOf(titles.map(fused))
      texts.add([id, withEndings(words), two.join(' '), withEndings(others), facet(platform)])
      for (const word of words) enter.put(word)
    },
    flush() {
      // in the order of their table: as they come, each would touch another page
      for (const row of newTitles.sort(byPlain)) titleRows.add(row)
      newTitles = []
      for (const rows of [games, titleRows, enter, texts]) rows.flush()
    },
    finish() {
      for (const game of known.values()) {
        forgetTitles(game)
        texts.drop(game.id)
        drop.run(game.id)
      }
    },
  }
}

/** A row of `search_title`, all of one platform. */
type TitleRow = readonly [owned: number, plain: string, platform: number, game: number]

function byPlain([ownedA, a, , gameA]: TitleRow, [ownedB, b, , gameB]: TitleRow): number {
  return ownedA - ownedB || byCodeUnit(a, b) || gameA - gameB
}

/** The word that all games of a platform have in `facets`. */
export function facet(platform: number): string {
  return `p${platform}`
}

/** Neighbouring words written as one: `mega man x` → `megaman manx`. */
function fused(plain: string): string {
  const words = plain.split(' ')
  return words
    .slice(1)
    .map((word, i) => `${words[i]}${word}`)
    .join(' ')
}

function withEndings(words: readonly string[]): string {
  return [...words, ...endingsOf(words)].join(' ')
}

/** Each once: where in a text a word stands is not kept. */
function wordsOf(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.flatMap((text) => (text === '' ? [] : text.split(' '))))]
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.split('\n')
}

function fingerprint(names: readonly string[]): string {
  return hash('sha1', names.join('\n'), 'base64')
}

function isSame(before: Known, now: Omit<Known, 'id'>): boolean {
  return (
    before.title === now.title &&
    before.owned === now.owned &&
    before.firstYear === now.firstYear &&
    before.lastYear === now.lastYear &&
    before.regions === now.regions &&
    before.titles === now.titles &&
    before.names === now.names
  )
}

const KNOWN = `
  select id, atomic_id as atomicId, title, owned, first_year as firstYear, last_year as lastYear, regions, titles, names
  from search_game where platform_id = ?`

/** Those of a game in the order in which `put` says them. */
const GAME_COLUMNS = columnsOf(
  'id platform_id atomic_id title owned first_year last_year regions titles names',
)
const TITLE_COLUMNS = columnsOf('owned plain platform_id game_id')

const UPDATE = `
  update search_game set title = @title, owned = @owned, first_year = @firstYear, last_year = @lastYear,
    regions = @regions, titles = @titles, names = @names
  where id = @id`
