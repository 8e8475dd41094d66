/** OpenVGDB's ROMs in our form: what is said of one ROM by all its releases. */
import { hash } from 'node:crypto'
import type { GameResult } from '../../game.ts'
import { address, idOf, text, texts } from '../../json.ts'
import { gameResult, type SaidFields } from '../../result.ts'
import { dateOf, earliest, plainText } from '../../values.ts'
import type { OpenVgdbRow } from './rows.ts'

export const NAME = 'openvgdb'
const ATTRIBUTION = 'OpenVGDB'

export interface OpenVgdbRom {
  /** Of the ROM. */
  readonly id: string
  /** Its `systemID`. */
  readonly system: string
  /** Eight hex digits, lower case. */
  readonly crc32?: string
  /** Lower case, like all hashes. */
  readonly md5?: string
  readonly sha1?: string
  /** As it is written; the first where there are several. */
  readonly serial?: string
  /** Of its file, without extension: as No-Intro and Redump called it in 2021. */
  readonly name?: string
  readonly title?: string
  /** That it has in other regions. */
  readonly titles: readonly string[]
  readonly fields: SaidFields
}

/** All ROMs of which the same is said. */
export interface OpenVgdbGame {
  /** Of the first of its ROMs. */
  readonly id: string
  /** A `systemID`. */
  readonly system: string
  readonly title: string | undefined
  readonly fields: SaidFields
}

/** To be told rows one after the other; hands on a ROM when its last row has come. Ends with `end`. */
export function romsOf(each: (rom: OpenVgdbRom) => void): { row(row: OpenVgdbRow): void; end(): void } {
  let rows: OpenVgdbRow[] = []
  const end = () => {
    const rom = romOf(rows)
    rows = []
    if (rom) each(rom)
  }
  return {
    row(row) {
      if (rows.length > 0 && rows[0]?.rom !== row.rom) end()
      if (rows.length < MOST_RELEASES) rows.push(row)
    },
    end,
  }
}

const MOST_RELEASES = 100

/** To be asked of ROMs one after the other: of each the id of its game, which is that of its first ROM. */
export function gameIds(): (rom: OpenVgdbRom) => string {
  const firstSaid = new Map<string, string>()
  return (rom) => {
    const saying = sayingOf(rom)
    const id = firstSaid.get(saying) ?? rom.id
    firstSaid.set(saying, id)
    return id
  }
}

/**
 * The same for ROMs of which the same is said: revisions, and releases in several regions. Whichever of them is meant,
 * nothing else would be said of it.
 */
function sayingOf({ system, title, titles, fields }: OpenVgdbRom): string {
  return hash('sha1', JSON.stringify([system, title, titles, fields]), 'base64')
}

export function toGame(
  { id, title, fields }: OpenVgdbGame,
  platforms: readonly string[],
  when: number,
): GameResult {
  return gameResult(NAME, { id, title, platforms, fields, attribution: ATTRIBUTION }, when)
}

function romOf(rows: readonly OpenVgdbRow[]): OpenVgdbRom | undefined {
  const [first] = rows
  const [id, system] = [idOf(first?.rom), idOf(first?.system)]
  if (!first || id === undefined || system === undefined) return undefined
  const [title, ...titles] = texts(rows.map((row) => row.title))
  const [crc32, md5, sha1] = [hashOf(first.crc, 8), hashOf(first.md5, 32), hashOf(first.sha1, 40)]
  const serial = text(text(first.serial)?.split(/[,/]/)[0])
  const name = text(first.name)
  return {
    id,
    system,
    ...(crc32 === undefined ? {} : { crc32 }),
    ...(md5 === undefined ? {} : { md5 }),
    ...(sha1 === undefined ? {} : { sha1 }),
    ...(serial === undefined ? {} : { serial }),
    ...(name === undefined ? {} : { name }),
    ...(title === undefined ? {} : { title }),
    titles,
    fields: fieldsOf(rows, titles),
  }
}

function hashOf(value: unknown, digits: number): string | undefined {
  const said = text(value)?.toLowerCase() ?? ''
  return said.length === digits && /^[\da-f]+$/.test(said) && !/^0+$/.test(said) ? said : undefined
}

/** Of every field what the first release says that says anything; of dates the first. */
function fieldsOf(rows: readonly OpenVgdbRow[], titles: readonly string[]): SaidFields {
  const first = <T>(read: (row: OpenVgdbRow) => T | undefined): T | undefined => {
    for (const row of rows) {
      const value = read(row)
      if (value !== undefined) return value
    }
    return undefined
  }
  return {
    alternativeTitles: titles,
    description: first(({ description }) => plainText(text(description))),
    developers: texts([first(({ developer }) => text(developer))]),
    publishers: texts([first(({ publisher }) => text(publisher))]),
    genres: genresOf(first(({ genre }) => text(genre))),
    released: earliest(rows.map(({ date }) => releasedOf(text(date)))),
    page: first(({ page }) => address(page)),
    regions: texts(rows.map(({ region }) => region)),
  }
}

/** Words of a path through kinds of games that name none. */
const NO_GENRE: ReadonlySet<string> = new Set(['general', 'miscellaneous', 'other'])

/** `Action,Platformer,2D`. */
function genresOf(path: string | undefined): readonly string[] {
  return texts((path ?? '').split(',')).filter((genre) => !NO_GENRE.has(genre.toLowerCase()))
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** `Aug 13, 1991`, `August 1995`, `Dec1, 1995`, `1995`, and what `dateOf` reads. */
export function releasedOf(said: string | undefined): string | undefined {
  const read = /^([a-z]{3,9})\.?\s*(?:(\d{1,2}),)?\s*(\d{4})$/i.exec(said ?? '')
  if (!read) return dateOf(said)
  const [, word = '', day = '', year = ''] = read
  const month = MONTHS.indexOf(word.slice(0, 3).toLowerCase()) + 1
  const parts = month === 0 ? [year] : [year, ...[String(month), day].filter((part) => part !== '')]
  return dateOf(parts.map((part) => part.padStart(2, '0')).join('-'))
}
