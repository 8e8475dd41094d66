/**
 * MAME, FBNeo and other arcade DATs: `Title (World, set 1)`, `Title (Japan 931005)`, `Title (bootleg of Phoenix)`.
 * Brackets hold several facts, so each is a tag of its own: what commas part, a region before other words, a set, a date.
 */
import { byPattern, OPAQUE, type Convention, type TagMeaning } from '../convention.ts'
import { isCompany } from '../companies.ts'
import { looseDate, parseDate } from '../dates.ts'
import { exactEdition } from '../editions.ts'
import { LANGUAGES, LETTERS, PARTS, PLACES, TITLES, VERSION_REGIONS } from '../tables/mame.ts'

export const MAME: Convention = {
  round: (text) => readPart(text),
  square: (text) => readPart(text),
  split: (text) => text.split(/(?<=, |,(?=\S)| \/ )/).flatMap(splitWords),
  titleTails: [],
  kept: new Set(['media', 'demo', 'sample', 'bios', 'system']),
  regionIn: ({ text }) => regionOfVersion(text),
  // `Gauntlet (rev 14)`, beside `Gauntlet (German, rev 10)`, is for the world
  unstated: () => ({ region: 'World', language: 'En' }),
  // `Amidar` before `Amidar (Stern Electronics)`, `Bubbles` before `Bubbles (Solid Red label)`
  variants: new Set([
    'additional',
    'dump',
    'edition',
    'hardware',
    'id',
    'info',
    'pirate',
    'publisher',
    'serial',
  ]),
  // `Player's Edge Plus (PP0060) Standard Draw Poker (set 2)`
  ofTitle: (title) => TITLES.find(({ pattern }) => pattern.test(title))?.kind,
  inTitle: (kind) => kind !== 'region' && kind !== 'alt' && kind !== 'pirate',
}

/** `Violent Storm (ver JAC)` is for Japan. */
function regionOfVersion(text: string): string | undefined {
  for (const { pattern, letters } of VERSION_REGIONS) {
    const [, letter] = pattern.exec(text) ?? []
    if (letter !== undefined) return letters.get(letter)
  }
  return undefined
}

function readPart(whole: string): TagMeaning {
  const text = whole.replace(/\?$/, '') // a guess is the best there is
  const region = placesOf(text)
  if (region !== undefined) return { kind: 'region', value: region }
  const [, set] = /^(?:bios )?set ?(\d{1,3}|[a-z])$/i.exec(text) ?? []
  if (set !== undefined) return { kind: 'alt', value: String(setNumber(set) - 1) }
  const date = parseDate(text) ?? arcadeDate(text) ?? americanDate(text) ?? looseDate(text)
  if (date) return { kind: 'date', value: date }
  const edition = exactEdition(text)
  if (edition) return { kind: edition.kind }
  const language = LANGUAGES.get(text.replace(/ (?:language|text|version)$/i, ''))
  if (language !== undefined) return { kind: 'language', value: language }
  const part = byPattern(PARTS, text)
  if (part) return part
  return isCompany(text.replace(/ (?:UK|USA?|Japan|Europe|Korea)$/, ''))
    ? { kind: 'publisher', value: text }
    : OPAQUE
}

/** `World`, `US?`, `US/Euro`, `JUET`. */
function placesOf(text: string): string | undefined {
  const plain = text.replace(/^(?:and|\+|&|-) /, '')
  const place = PLACES.get(plain)
  if (place !== undefined) return place
  if (plain.includes('/')) {
    const places = plain.split('/').flatMap((word) => PLACES.get(word.trim()) ?? [])
    return places.length === plain.split('/').length ? [...new Set(places)].join(', ') : undefined
  }
  if (!/^(?=[JUE])J?U?E?T?B?K?A?L?$/.test(plain)) return undefined
  return [...new Set(Array.from(plain, (letter) => LETTERS.get(letter) ?? ''))].join(', ')
}

function setNumber(set: string): number {
  return /\d/.test(set) ? Math.max(1, Number(set)) : set.toUpperCase().charCodeAt(0) - 64
}

/** `931005`, `1995/09/21`, `93/10/5`. */
function arcadeDate(text: string): string | undefined {
  const [, year, m, d, m2, d2] = DATE.exec(text) ?? []
  const month = m ?? m2
  const day = d ?? d2
  if (year === undefined || month === undefined || day === undefined) return undefined
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > 31) return undefined
  const full = year.length === 4 ? year : `${Number(year) >= 70 ? '19' : '20'}${year}`
  return `${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

/** `95/03/22B` is the second one of that day. */
const DATE = /^((?:19|20)?\d\d)(?:(\d\d)(\d\d)|[/.](\d{1,2})[/.](\d{1,2})[A-Z.]?)(?: \d\d:\d\d)?$/

/** How American programmers write it: `9/28/95`. */
function americanDate(text: string): string | undefined {
  const [, month, day, year] = /^(\d{1,2})[/-](\d{1,2})[/-]((?:19|20)?\d\d)(?: \d\d:\d\d)?$/.exec(text) ?? []
  return year === undefined ? undefined : arcadeDate(`${year}/${month}/${day}`)
}

/** A region or a date in front, and a set or a date behind, are facts of their own. */
function splitWords(part: string): readonly string[] {
  const lead = leadOf(part)
  if (lead > 0) return [part.slice(0, lead), ...splitWords(part.slice(lead))]
  const at = part.search(TAIL)
  return at <= 0 ? [part] : [part.slice(0, at + 1), part.slice(at + 1)]
}

/** A set of the machine's BIOS is one of the game with it: `(Asia 970204, NO CD, BIOS set 1)` is no BIOS. */
const TAIL =
  /(?<!\bbios) (?:set \w{1,3}|\d{6}|\d{4}\/\d{1,2}\/\d{1,2}|\d{1,2}\/\d{1,2}\/\d{1,2}[A-Z]?)(?:, | \/ )?$/i

/** Players or a date before more words: `2 Players World`, `940223 Phoenix Edition`. */
const LEAD = /^(?:\d Players |\d{6} (?=[A-Za-z])|\d{4}[/.]\d{1,2}[/.]\d{1,2}[. ] ?(?=[A-Za-z]))/

/** A version or the number of a board before a region: `Ver. 1.3 US`, `GV021 Japan 1.00`. */
const PLACED = /^(?:v(?:er(?:sion)?)?\.? ?\d[\w.]*|[A-Z]{2}\d{3}) ([A-Z]\w+)(?=$|[ ,])/i

/** Length of a region's name with the space behind it, where more words follow. */
function leadOf(part: string): number {
  const [first = ''] = LEAD.exec(part) ?? []
  if (first !== '') return first.length
  const [front = '', place = ''] = PLACED.exec(part) ?? []
  if (front !== '' && placesOf(place) !== undefined) return front.length - place.length
  for (let space = part.indexOf(' '), words = 0; space > 0 && words < 3; words++) {
    const word = part.slice(0, space)
    if (placesOf(word) !== undefined && /[^ ,/]/.test(part.slice(space + 1))) {
      const longer = part.indexOf(' ', space + 1)
      const two = longer > 0 ? part.slice(0, longer) : ''
      return PLACES.has(two) ? longer + 1 : space + 1
    }
    space = part.indexOf(' ', space + 1)
  }
  return 0
}
