/** Reads a `gamelist.xml` of EmulationStation and those who took it over. */
import { createReadStream } from 'node:fs'
import { dirname, extname, posix } from 'node:path'
import { pathToFileURL } from 'node:url'
import { checkRegular } from '../../../regular-file.ts'
import type { ArtKind } from '../../game.ts'
import { number, text, texts } from '../../json.ts'
import type { SaidArtwork, SaidFields } from '../../result.ts'
import { dateOf, playersOf, ratingOf } from '../../values.ts'
import { xmlRecords, type XmlRecord } from '../../xml.ts'

export interface GamelistGame {
  /** Relative to the list, with slashes, without `./`. */
  readonly path: string
  readonly title: string
  /** Lower case. */
  readonly md5?: string
  readonly fields: SaidFields
  readonly artwork: readonly SaidArtwork[]
}

const KINDS: Readonly<Record<string, ArtKind>> = {
  image: 'snap',
  thumbnail: 'box',
  marquee: 'logo',
  fanart: 'background',
  boxback: 'back',
  titleshot: 'title',
  cartridge: 'cartridge',
  manual: 'manual',
  map: 'map',
  bezel: 'bezel',
  video: 'video',
}

const FIELDS = [
  'path',
  'name',
  'desc',
  'rating',
  'releasedate',
  'developer',
  'publisher',
  'genre',
  'family',
  'players',
  'md5',
  'lang',
  'region',
  ...Object.keys(KINDS),
]
/** A list of every game there is would have 100 MB. */
const MOST_BYTES = 256_000_000
const MOST_GAMES = 200_000

/** In the order of the list. Rejects when the file cannot be read or is no XML. */
export async function readGamelist(file: string): Promise<readonly GamelistGame[]> {
  checkRegular(file)
  const games: GamelistGame[] = []
  const reader = xmlRecords(file, { records: ['game'], fields: FIELDS }, (_, record) => {
    const game = gameOf(record, dirname(file))
    if (game && games.length < MOST_GAMES) games.push(game)
  })
  // a chunk of a stream without an encoding is a buffer
  for await (const chunk of createReadStream(file, { end: MOST_BYTES }) as AsyncIterable<Buffer>)
    reader.write(chunk)
  reader.end()
  return games
}

function gameOf(record: XmlRecord, folder: string): GamelistGame | undefined {
  const path = inside(record.get('path'))
  if (path === undefined) return undefined
  const title = record.get('name') ?? posix.basename(path, extname(path))
  const md5 = record.get('md5')?.toLowerCase()
  const rating = number(record.get('rating'))
  return {
    path,
    title,
    ...(md5 !== undefined && /^[\da-f]{32}$/.test(md5) ? { md5 } : {}),
    fields: {
      description: text(record.get('desc')),
      developers: texts([record.get('developer')]),
      publishers: texts([record.get('publisher')]),
      genres: texts([record.get('genre')]),
      franchises: texts([record.get('family')]),
      released: dateOf(record.get('releasedate')),
      players: playersOf(record.get('players')),
      rating: ratingOf(rating === 0 ? undefined : rating, 1),
      languages: texts((record.get('lang') ?? '').split(',')),
      regions: texts((record.get('region') ?? '').split(',')),
    },
    artwork: Object.entries(KINDS).map(([element, kind]) => ({
      kind,
      url: urlOf(record.get(element), folder),
    })),
  }
}

/** Paths that lead out of the folder are not taken: the list is a stranger's. */
function inside(path: string | undefined): string | undefined {
  if (path === undefined) return undefined
  const clean = posix.normalize(path.replaceAll('\\', '/'))
  return clean === '.' ||
    clean.startsWith('..') ||
    clean.startsWith('/') ||
    clean.startsWith('~') ||
    /^[a-z]:/i.test(clean)
    ? undefined
    : clean
}

function urlOf(path: string | undefined, folder: string): string | undefined {
  const clean = inside(path)
  return clean === undefined ? undefined : pathToFileURL(`${folder}/${clean}`).href
}
