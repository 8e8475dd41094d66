/**
 * Tells which naming convention a DAT follows. Decided for the DAT as a whole, never for one name: `(A)`, `(1)` or
 * `(en)` mean other things under other conventions.
 */
import { canonicalRegion } from './regions.ts'

export type Dialect = (typeof DIALECTS)[number]

/**
 * `plain` is no convention we know. In the order of their say where DATs of several conventions list one name: it is
 * then most likely written as the earlier one does.
 */
export const DIALECTS = ['no-intro', 'redump', 'tosec', 'goodtools', 'mame', 'plain'] as const

/** How to read a name that DATs of these conventions list. */
export function strongestDialect(dialects: Iterable<Dialect>): Dialect {
  const listed = new Set(dialects)
  return DIALECTS.find((dialect) => listed.has(dialect)) ?? 'plain'
}

/** What of a DAT's header tells. */
interface NamingHeader {
  readonly name: string
  readonly description?: string
  readonly author?: string
  readonly homepage?: string
  readonly url?: string
}

/** From the header where that says who made the DAT, else from what stands in the names. Their order does not count. */
export function detectDialect(header: NamingHeader, names: Iterable<string>): Dialect {
  const { name, description, author, homepage, url } = header
  const text = [name, description, author, homepage, url].filter((part) => part !== undefined).join('\n')
  return MAKERS.find(({ pattern }) => pattern.test(text))?.dialect ?? byNames(names)
}

const MAKERS: readonly { readonly dialect: Dialect; readonly pattern: RegExp }[] = [
  { dialect: 'tosec', pattern: /\btosec/i },
  {
    dialect: 'goodtools',
    pattern: /\bopengood|\bgoodtools|^(?:Open|Good)[A-Z\d]\w*(?:\.\w+)?$/m,
  },
  { dialect: 'redump', pattern: /\bredump\b|^.* - Datfile \(\d+\)|- (?:Discs|BIOS Images) \(\d+\) \(/im },
  { dialect: 'no-intro', pattern: /\bno-intro\b/i },
  {
    dialect: 'mame',
    pattern: /\bmame\b|\bfb ?neo\b|\bfinalburn|\bfb ?alpha\b|progettosnaps|\bsoftware ?list/i,
  },
]

/** Of all names, the share that must show a convention before we believe in it, and that of discs on which Redump shows. */
const ENOUGH = 0.1
const DISCS = 0.02

/** TOSEC: a date, and a publisher with no space between. */
const TOSEC_SIGN = /\((?:19|20)[\dx]{2}(?:-[\dx]{2}){0,2}\)\(/i
const GOOD_SIGN =
  /\((?:[JUEBKW]{1,5}|M\d{1,2}|PD|PRG\d|REV\d\d)\)|\[(?:!|[abfhopt]\d[^\]]{0,20}|T[+-][A-Z][^\]]{0,60})\]/
const MAME_SIGN = /[( ]set \d|[( ]bootleg|[( ](?:rev|ver\.?|version) \w|, \d+ players\)/
const DISC_SIGN = /\(Dis[ck] \d/
const TAG = /\(([^()]{2,60})\)/

function byNames(names: Iterable<string>): Dialect {
  let all = 0
  let discs = 0
  const votes = { tosec: 0, goodtools: 0, mame: 0, 'no-intro': 0 }
  for (const name of names) {
    all++
    if (TOSEC_SIGN.test(name)) votes.tosec++
    else if (GOOD_SIGN.test(name)) votes.goodtools++
    else if (MAME_SIGN.test(name)) votes.mame++
    else if (hasRegion(name)) votes['no-intro']++
    if (DISC_SIGN.test(name)) discs++
  }
  // arcade names have regions too, but where there are sets and bootlegs it is never No-Intro
  if (votes.mame >= all * DISCS && votes.mame * 10 > votes['no-intro']) votes.mame += votes['no-intro']
  const best = (['no-intro', 'tosec', 'goodtools', 'mame'] as const).reduce((a, b) =>
    votes[b] > votes[a] ? b : a,
  )
  if (votes[best] === 0 || votes[best] < all * ENOUGH) return 'plain'
  return best === 'no-intro' && discs >= all * DISCS ? 'redump' : best
}

/** The first tag that may be one is a list of regions in words. */
function hasRegion(name: string): boolean {
  const [, text] = TAG.exec(name) ?? []
  return text !== undefined && text.split(', ').every((part) => canonicalRegion(part) !== undefined)
}
