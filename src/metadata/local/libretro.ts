/**
 * libretro's metadat: ClrMamePro text with one or more facts a game, keyed by CRC, serial or name. A file says one thing
 * of a platform (`genre/`, `developer/` …) or all of it (discs of Sony): every field is read from every file.
 * https://github.com/libretro/libretro-database/tree/master/metadat
 */
import { statSync } from 'node:fs'
import { addTo } from '../../groups.ts'
import { readRegular } from '../../regular-file.ts'
import type { CuratorError } from '../../errors.ts'
import { platformOfDat } from '../../platforms/lookup.ts'
import { text, texts } from '../json.ts'
import { dateOf, playersOf } from '../values.ts'
import { saidOnly, type EntryFields, type EntrySink, type LocalFile } from './entry.ts'
import { unknownPlatform, unreadable } from './trouble.ts'

/** The largest there is has 7 MB. */
const MOST_BYTES = 256_000_000
/** Games have ROMs in them, and those nothing. */
const MOST_DEPTH = 100
const TOKEN = /"((?:[^"\\\n]|\\.)*)"|[()]|[^\s()"]+/g

/** Boards that rate games by age, by the word of the file. */
const RATINGS: Readonly<Record<string, string>> = {
  esrb_rating: 'ESRB',
  bbfc_rating: 'BBFC',
  elspa_rating: 'ELSPA',
  pegi_rating: 'PEGI',
  cero_rating: 'CERO',
}

/** Words that say that nothing is known. */
const NOTHING = new Set(['n/a', 'unknown', '-', '?'])

export function readLibretro(file: LocalFile, sink: EntrySink): void {
  if ((statSync(file.path, { throwIfNoEntry: false })?.size ?? 0) > MOST_BYTES)
    throw unreadable(file.path, 'is too large to be metadata')
  let platform = file.platform
  for (const block of blocksOf(file.path, readRegular(file.path).toString())) {
    const { word } = block
    if (word === 'clrmamepro') {
      const name = block.values.get('name')?.[0] ?? ''
      platform ??= platformOfDat(name)
      if (platform === undefined) throw unknownPlatform(file.path, name)
    } else if (word === 'game' || word === 'machine') {
      if (platform === undefined) throw unknownPlatform(file.path, '')
      for (const entry of entriesOf(block)) sink.entry({ platform, ...entry })
    }
  }
  if (platform === undefined) throw unknownPlatform(file.path, '')
}

/** `word ( key value key value word ( … ) )`. */
interface Block {
  readonly word: string
  readonly values: Map<string, string[]>
  readonly inner: Block[]
}

/** A game is known by each of its ROMs. */
function entriesOf({ values, inner }: Block) {
  const one = (key: string) => text(values.get(key)?.[0])
  const fields = fieldsOf(one)
  if (Object.keys(fields).length === 0) return []
  const name = one('name') ?? one('comment') ?? one('description')
  const roms = inner.filter(({ word }) => word === 'rom' || word === 'disk')
  const keys = roms.map((rom) => {
    const crc = /^[0-9a-f]{1,8}$/i.exec(rom.values.get('crc')?.[0] ?? '')?.[0]
    const serial = text(rom.values.get('serial')?.[0]) ?? one('serial')
    return {
      ...(name === undefined ? {} : { name }),
      ...(crc === undefined ? {} : { crc32: Number.parseInt(crc, 16) }),
      ...(serial === undefined ? {} : { serial }),
      fields,
    }
  })
  return keys.length > 0 ? keys : name === undefined ? [] : [{ name, fields }]
}

function fieldsOf(one: (key: string) => string | undefined): EntryFields {
  const said = (key: string) => {
    const value = one(key)
    return value === undefined || NOTHING.has(value.toLowerCase()) ? undefined : value
  }
  // several companies or kinds in one text, as some of the sources it was made of have them
  const several = (key: string) => texts((said(key) ?? '').split(/\s+\/\s+|;/))
  const [month, day] = [said('releasemonth')?.padStart(2, '0'), said('releaseday')?.padStart(2, '0')]
  const date = [said('releaseyear'), month, month === undefined ? undefined : day]
  return saidOnly({
    genres: several('genre'),
    developers: several('developer'),
    publishers: several('publisher'),
    franchises: texts([said('franchise')]),
    released: dateOf(date.filter((part) => part !== undefined).join('-')),
    players: playersOf(said('users')),
    ageRatings: Object.entries(RATINGS).flatMap(([key, board]) => {
      const rating = said(key)
      return rating === undefined ? [] : [`${board} ${rating}`]
    }),
  })
}

/** The outermost blocks. Throws `metadata-unreadable` for what is no such text. */
function* blocksOf(path: string, source: string): Generator<Block> {
  const open: Block[] = []
  let word: string | undefined
  for (const [token, quoted] of source.matchAll(TOKEN)) {
    if (token === '(') {
      if (open.length === MOST_DEPTH)
        throw unreadable(path, 'is no metadat: its brackets are nested too deeply')
      open.push({ word: word ?? '', values: new Map(), inner: [] })
      word = undefined
    } else if (token === ')') {
      const closed = open.pop()
      if (!closed) throw unmatched(path)
      const outer = open.at(-1)
      if (outer) outer.inner.push(closed)
      else yield closed
      word = undefined
    } else if (word === undefined) word = quoted ?? token
    else {
      const block = open.at(-1)
      if (!block) throw unmatched(path)
      addTo(block.values, word, (quoted ?? token).replace(/\\(.)/g, '$1'))
      word = undefined
    }
  }
  if (open.length > 0 || word !== undefined) throw unmatched(path)
}

function unmatched(path: string): CuratorError {
  return unreadable(path, 'is no metadat: its brackets do not match')
}
