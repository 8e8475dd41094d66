/**
 * No-Intro and Redump: `Title (Region) (Languages) (Disc 1) (Rev 1) (Beta) (Date) (anything) (Unl) [b]`. Order of the
 * questions matters: fixed words, regions and languages first, vague patterns last. Names of no convention we know are
 * read this way too: it knows most words.
 */
import { byPattern, OPAQUE, type Convention, type TagMeaning, type TitleTail } from '../convention.ts'
import { parseDate } from '../dates.ts'
import { exactEdition, wildEdition } from '../editions.ts'
import type { Tag } from '../facts.ts'
import { parseMedium } from '../media.ts'
import { isCompany } from '../companies.ts'
import { canonicalRegion, isLanguage } from '../regions.ts'
import { SELDOM_ALONE } from '../tables/languages.ts'
import { GOOD_REGIONS } from '../tables/regions.ts'
import { BRACKET_TAGS, FIXED_TAGS, TAG_PATTERNS, VAGUE_PATTERNS } from '../tables/tags.ts'

/**
 * A title that ends in a version (`Choro Q Ver. 1.02`) is that game in that version. `Kamen Rider V3` is a title, and
 * what stands behind a dash (`Mobile Suit Gundam - Version 2.0`) is a game of its own, unless a tag says that it is the
 * version: `GameShark CDX - Version 3.3 (USA) (v3.3)`. So are the second Pokemon games, the later ones of Initial D and of
 * Phantasy Star Online, and what has a year for its version (`Samba de Amigo Ver. 2000`).
 */
const TITLE_TAILS: readonly TitleTail[] = [
  { kind: 'version', pattern: /(?<=[^ -]) ((?:v|ver\.? ?|version )((?!20\d\d\b)\d+\.[\d.]*\d[a-z]?))$/i },
  {
    kind: 'version',
    pattern:
      /(?<=[^ -])(?<!Initial D|Phantasy Star Online|Pokemon - (?:Black|White)|Pokemon Gold) ((?:ver\.? ?|version )((?!20\d\d\b)\d[\d.]*))$/i,
  },
  { kind: 'version', pattern: /(?<=[^ -]) (V(\d\d L\d\d))$/i },
  { kind: 'version', pattern: /(?<=[^ -]) (- (?:ver\.? ?|version )(\d[\d.]*))$/i, beside: ['version'] },
]

export const NO_INTRO: Convention = {
  round: (text) => known(text) ?? ofList(text) ?? vague(text) ?? asCompany(text) ?? OPAQUE,
  square: (text) => byPattern(BRACKET_TAGS, text) ?? OPAQUE,
  titleTails: TITLE_TAILS,
  kept: new Set([
    'media',
    'demo',
    'sample',
    'program',
    'addon',
    'promo',
    'manual',
    'video',
    'audio',
    'bios',
    'hardware',
    'id',
    'edition',
    'publisher', // two publishers had a Tetris each
    'additional',
  ]),
  tellsApart: isYear,
  // `Euro Demo (Future) 94 (Europe)`: words nobody knows, with more title behind them, are part of the title
  inTitle: (kind) => kind === 'additional' || kind === 'publisher',
  review: readRegionCode,
}

/** A day says when a release was made. A year alone says which game it is: two firms made a Poker, in 1991 and in 1995. */
function isYear({ kind, text }: Tag): boolean {
  return kind === 'date' && /^\d{4}$/.test(text)
}

/** What any convention may write in words: regions, languages, status, dates, media, editions. */
export function known(text: string): TagMeaning | undefined {
  const regions = regionList(text)
  if (regions !== undefined) return { kind: 'region', value: regions }
  const languages = languageList(text)
  if (languages !== undefined) return { kind: 'language', value: languages }
  const fixed = FIXED_TAGS.get(text.toLowerCase())
  if (fixed) return { kind: fixed }
  const edition = exactEdition(text)
  if (edition) return { kind: edition.kind }
  const date = parseDate(text)
  if (date) return { kind: 'date', value: date }
  const medium = parseMedium(text)
  if (medium) return { kind: 'media', value: medium.label }
  return byPattern(TAG_PATTERNS, text) ?? asWildEdition(text)
}

/** Words that say something about the box rather than the game. */
export function vague(text: string): TagMeaning | undefined {
  return byPattern(VAGUE_PATTERNS, text)
}

function asWildEdition(text: string): TagMeaning | undefined {
  const edition = wildEdition(text)
  return edition && { kind: edition.kind }
}

function asCompany(text: string): TagMeaning | undefined {
  return isCompany(text) ? { kind: 'publisher', value: text } : undefined
}

/** `(Virtual Console, Classic Mini)`: what one part says is true of the release. */
function ofList(text: string): TagMeaning | undefined {
  if (!text.includes(', ')) return undefined
  for (const part of text.split(', ')) {
    const meaning = known(part)
    // a region or a language among other words is part of a phrase
    if (meaning && meaning.kind !== 'region' && meaning.kind !== 'language') return meaning
  }
  return undefined
}

function regionList(text: string): string | undefined {
  const only = canonicalRegion(text)
  if (only !== undefined || !text.includes(', ')) return only
  const all: string[] = []
  for (const part of text.split(', ')) {
    const region = canonicalRegion(part)
    if (region === undefined) return undefined
    if (!all.includes(region)) all.push(region)
  }
  return all.join(', ')
}

/** Beside a language of many games, a code that we do not know is one too: `(Ni,En)`. */
function languageList(text: string): string | undefined {
  if (!/^[A-Z][a-z](?:[-,+]|$)/.test(text)) return undefined
  if (SELDOM_ALONE.has(text)) return undefined
  const codes = text.split(/[,+]/).map((code) => code.trim())
  const isOne = codes.some((code) => isLanguage(code) && !SELDOM_ALONE.has(code))
    ? (code: string) => LANGUAGE_CODE.test(code)
    : isLanguage
  return codes.every(isOne) ? text.replaceAll(' ', '') : undefined
}

const LANGUAGE_CODE = /^[A-Z][a-z](?:-[A-Z][A-Za-z]{1,3})?$/

/** GoodTools' `(U)` is a region only as the first tag of a name that has no region in words. */
function readRegionCode(tags: Tag[]): void {
  const first = tags.findIndex(({ kind }) => kind !== 'number' && kind !== 'bios')
  const tag = tags[first]
  const regions = tag && GOOD_REGIONS.get(tag.text)
  if (!regions || tags.some(({ kind }) => kind === 'region')) return
  tags[first] = { ...tag, kind: 'region', value: regions.join(', ') }
}
