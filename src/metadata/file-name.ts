/** What the name of a file tells a provider: the title, and ids that people or scrapers wrote into it. */
import { factsOfName } from '../identify/titles/file-names.ts'

interface NamedFile {
  readonly title: string
  /** By provider: `Game (igdb-1070).sfc`. */
  readonly ids: Readonly<Record<string, string>>
  readonly year?: number
}

/** Which tag means which provider. */
const TAGS: Readonly<Record<string, string>> = {
  igdb: 'igdb',
  moby: 'mobygames',
  ssfr: 'screenscraper',
  ra: 'retroachievements',
  tgdb: 'thegamesdb',
  sgdb: 'steamgriddb',
  hltb: 'hltb',
  launchbox: 'launchbox',
  hasheous: 'hasheous',
}

const LONGEST = 300
const EXTENSION = /\.[a-z\d]{1,5}$/i

/** @param name without folders; with or without extension */
export function readFileName(name: string): NamedFile {
  const stem = name.slice(-LONGEST).replace(EXTENSION, '')
  const ids: Record<string, string> = {}
  for (const [, tag = '', id = ''] of stem.matchAll(/[([]([a-z]{2,9})-([\w-]{1,60})[)\]]/gi)) {
    const provider = Object.hasOwn(TAGS, tag.toLowerCase()) ? TAGS[tag.toLowerCase()] : undefined
    if (provider !== undefined) ids[provider] = id
  }
  const { title, date } = factsOfName(stem)
  const year = date === undefined ? Number.NaN : Number(date.slice(0, 4))
  // dates of prototypes and of TOSEC are of that file; only a plain year says when the game came out
  const isYear = date !== undefined && /^\d{4}$/.test(date) && Number.isInteger(year)
  return { title, ids, ...(isYear ? { year } : {}) }
}
