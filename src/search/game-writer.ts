/** Writes games into the search index: only what differs from what it holds. */
import { createHash } from 'node:crypto'
import { prepareOnce, type Db } from '../catalog/sqlite.ts'
import { isCorrectable, slipsOf } from './slips.ts'

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

export interface GameWriter {
  put(game: IndexedGame, owned: boolean): void
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
export function gameWriter(db: Db, platform: number): GameWriter {
  const known = new Map(
    (prepareOnce(db, KNOWN).all(platform) as Known[]).map((game) => [game.atomicId, game]),
  )
  const insert = prepareOnce(db, INSERT)
  const update = prepareOnce(db, UPDATE)
  const drop = prepareOnce(db, 'delete from search_game where id = ?')
  const putTitle = prepareOnce(
    db,
    'insert into search_title (owned, plain, platform_id, game_id) values (?, ?, ?, ?)',
  )
  const dropTitle = prepareOnce(
    db,
    'delete from search_title where owned = ? and plain = ? and platform_id = ? and game_id = ?',
  )
  const putText = prepareOnce(
    db,
    'insert into search_text (rowid, titles, fused, names, facets) values (?, ?, ?, ?, ?)',
  )
  const dropText = prepareOnce(db, 'delete from search_text where rowid = ?')
  const enterWord = wordWriter(db)

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
      const id = before?.id ?? Number(insert.run(now).lastInsertRowid)
      if (before) update.run({ ...now, id })
      if (before?.titles !== now.titles || before.owned !== now.owned) {
        if (before) forgetTitles(before)
        for (const plain of titles) putTitle.run(now.owned, plain, platform, id)
      }
      if (before?.titles === now.titles && before.names === now.names) return
      if (before) dropText.run(id)
      const words = wordsOf(titles)
      const others = wordsOf(names).filter((word) => !words.includes(word))
      putText.run(
        id,
        words.join(' '),
        wordsOf(titles.map(fused)).join(' '),
        others.join(' '),
        facet(platform),
      )
      for (const word of words) enterWord(word)
    },
    finish() {
      for (const game of known.values()) {
        forgetTitles(game)
        dropText.run(game.id)
        drop.run(game.id)
      }
    },
  }
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

/** Each once: where in a text a word stands is not kept. */
function wordsOf(texts: readonly string[]): readonly string[] {
  return [...new Set(texts.flatMap((text) => (text === '' ? [] : text.split(' '))))]
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.split('\n')
}

function fingerprint(names: readonly string[]): string {
  return createHash('sha1').update(names.join('\n')).digest('base64')
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

/** Words stay when their titles go: a correction that finds nothing harms nobody. */
function wordWriter(db: Db): (word: string) => void {
  const enter = prepareOnce(db, 'insert or ignore into search_word (word) values (?)')
  const slip = prepareOnce(db, 'insert or ignore into search_slip (slip, word_id) values (?, ?)')
  const seen = new Set<string>()
  return (word) => {
    if (!isCorrectable(word) || seen.has(word)) return
    seen.add(word)
    const { changes, lastInsertRowid } = enter.run(word)
    if (changes === 0) return
    for (const number of slipsOf(word)) slip.run(number, lastInsertRowid)
  }
}

const KNOWN = `
  select id, atomic_id as atomicId, title, owned, first_year as firstYear, last_year as lastYear, regions, titles, names
  from search_game where platform_id = ?`

const INSERT = `
  insert into search_game (platform_id, atomic_id, title, owned, first_year, last_year, regions, titles, names)
  values (@platform, @atomicId, @title, @owned, @firstYear, @lastYear, @regions, @titles, @names)`

const UPDATE = `
  update search_game set title = @title, owned = @owned, first_year = @firstYear, last_year = @lastYear,
    regions = @regions, titles = @titles, names = @names
  where id = @id`
