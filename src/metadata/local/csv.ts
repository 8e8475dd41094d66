/**
 * Tables of one's own: CSV with commas, semicolons or tabs, and a line of column names. What a row is about: `platform`
 * and one of `title`, `name`, `crc`, `md5`, `serial`. Several genres, developers … stand in one cell with `;` or `|` between.
 */
import { defined } from '../../defined.ts'
import { addTo } from '../../groups.ts'
import { platformBySlug, platformCalled } from '../../platforms/lookup.ts'
import { number, text, texts, truth, whole } from '../json.ts'
import { dateOf, playersOf, ratingOf } from '../values.ts'
import { csvRecords } from './csv-rows.ts'
import { saidOnly, type EntryFields, type EntrySink, type LocalEntry, type LocalFile } from './entry.ts'
import { textOfFile } from './text-file.ts'
import { rowsLeftOut, unknownPlatform, unreadable } from './trouble.ts'

/** Column → what it may be called. */
const COLUMNS = {
  platform: ['platform', 'system'],
  title: ['title', 'game'],
  name: ['name', 'release', 'file'],
  crc: ['crc', 'crc32'],
  md5: ['md5'],
  serial: ['serial'],
  ref: ['id'],
  genre: ['genre', 'genres'],
  developer: ['developer', 'developers'],
  publisher: ['publisher', 'publishers'],
  franchise: ['franchise', 'franchises', 'series'],
  released: ['released', 'release date', 'year'],
  players: ['players'],
  cooperative: ['cooperative', 'coop'],
  rating: ['rating'],
  votes: ['votes'],
  achievements: ['achievements'],
  description: ['description', 'overview'],
} as const satisfies Readonly<Record<string, readonly string[]>>

type Column = keyof typeof COLUMNS

const KEYS: readonly Column[] = ['title', 'name', 'crc', 'md5', 'serial']

/**
 * Throws `metadata-unreadable` where no column says what a row is about. Returns what is to be said of rows whose platform
 * is not known: the others are used, if there are any.
 */
export function readCsv(file: LocalFile, sink: EntrySink): string | undefined {
  const [head, ...rows] = csvRecords(textOfFile(file.path))
  const columns = columnsOf(head?.cells ?? [])
  if (!KEYS.some((key) => columns.has(key)))
    throw unreadable(file.path, `its first line has none of the columns ${KEYS.join(', ')}`)
  const strange = new Map<string, number[]>()
  let used = 0
  for (const { cells, line, isOpen } of rows) {
    if (isOpen) throw unreadable(file.path, `a quotation mark in the row of line ${line} is not closed`)
    const cell = (column: Column) => text(cells[columns.get(column) ?? -1])
    const said = cell('platform')
    const slug = said === undefined ? file.platform : platformCalled(said)
    if (slug === undefined || !platformBySlug(slug)) {
      addTo(strange, said ?? slug ?? '', line)
      continue
    }
    used++
    sink.entry({ platform: slug, ...keysOf(cell), fields: fieldsOf(cell) })
  }
  const [first] = strange
  if (!first) return undefined
  const [name, [line]] = first
  if (used === 0) throw unknownPlatform(file.path, name, line)
  return rowsLeftOut(strange)
}

function columnsOf(head: readonly string[]): ReadonlyMap<Column, number> {
  const names = head.map((name) => name.trim().toLowerCase())
  const columns = new Map<Column, number>()
  for (const [column, called] of Object.entries(COLUMNS)) {
    const at = names.findIndex((name) => called.some((one) => one === name))
    if (at >= 0) columns.set(column as Column, at)
  }
  return columns
}

type Cell = (column: Column) => string | undefined

/** What the row is about. */
function keysOf(cell: Cell): Omit<LocalEntry, 'platform' | 'fields'> {
  const crc = /^[0-9a-f]{1,8}$/i.exec(cell('crc') ?? '')?.[0]
  const md5 = /^[0-9a-f]{32}$/i.exec(cell('md5') ?? '')?.[0]?.toLowerCase()
  const [title, name, serial, ref] = [cell('title'), cell('name'), cell('serial'), cell('ref')]
  const crc32 = crc === undefined ? undefined : Number.parseInt(crc, 16)
  return defined({ title, name, serial, ref, crc32, md5 })
}

function fieldsOf(cell: Cell): EntryFields {
  const several = (column: Column) => texts((cell(column) ?? '').split(/[;|]/))
  return saidOnly({
    genres: several('genre'),
    developers: several('developer'),
    publishers: several('publisher'),
    franchises: several('franchise'),
    released: dateOf(cell('released')),
    players: playersOf(cell('players')),
    cooperative: truth(cell('cooperative')),
    rating: ratingOf(number(cell('rating')), 100),
    votes: whole(cell('votes')),
    achievements: whole(cell('achievements')),
    description: cell('description'),
  })
}
