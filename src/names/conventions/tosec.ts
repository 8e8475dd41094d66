/**
 * TOSEC: `Title v1.0 (demo) (1986-06)(Publisher)(system)(video)(US)(en)(PD)(beta)(Disk 1 of 2)(label)[cr][a][more info]`.
 * Date and publisher are always there, so they say where the title ends and what the tag behind the date is.
 */
import { byPattern, OPAQUE, type Convention, type TagMeaning } from '../convention.ts'
import { parseDate } from '../dates.ts'
import type { Tag, TagKind } from '../facts.ts'
import { parseMedium } from '../media.ts'
import { canonicalRegion } from '../regions.ts'
import { COUNTRIES, LANGUAGE_CODES } from '../tables/iso.ts'
import {
  DUMP_FLAGS,
  JAPANESE_SYSTEMS,
  MEDIA_LABEL,
  MORE_INFO,
  ROUND,
  SYSTEMS,
  VIDEO,
} from '../tables/tosec.ts'

/**
 * What is in the usual language of a system goes without saying (TNC 2008, Language): English, but for systems of Japan
 * alone, where most names say `(JP)` and those that do not are as Japanese.
 */
export function tosec(platform: string): Convention {
  return JAPANESE_SYSTEMS.has(platform) ? TOSEC : { ...TOSEC, unstated: () => ({ language: 'En' }) }
}

const TOSEC: Convention = {
  round,
  square,
  context: (before) =>
    CONTEXT.map((kind) => (has(before, kind) ? 1 : 0)).join('') +
    (before.at(-1)?.kind ?? '') +
    (isOneOfMany(before.at(-1)) ? 1 : 0),
  unidentified: /^ZZZ-UNK-/,
  titleTails: [
    // the status of `v0.50beta`
    { kind: 'alpha', pattern: /(?<= v[\d.]{1,12})[ _-]?(alpha ?(\d{0,3}))$/i },
    { kind: 'beta', pattern: /(?<= v[\d.]{1,12})[ _-]?(beta ?(\d{0,3}))$/i },
    { kind: 'version', pattern: / (v(\d[\w.]{0,20}))$/ },
    { kind: 'revision', pattern: / (Rev ([A-Z]|(?:PRG)?\d[\w.]{0,10}))$/i },
  ],
  // `Slow Mole` before `Slow Mole [mapper 2]`
  variants: new Set(['info']),
  kept: new Set(['media', 'media-label', 'demo', 'sample', 'additional']),
  inTitle: (kind) => kind === 'additional',
  opens: (text) => isTosecDate(text) || isDemo(text),
}

/** What the meaning of a tag depends on, if it is there. */
const CONTEXT: readonly TagKind[] = ['media', 'translation', 'hack']

function round(text: string, before: readonly Tag[]): TagMeaning {
  const last = before.at(-1)?.kind
  if (last === 'date' && readMedium(text) === undefined) return publisher(text)
  if (isTosecDate(text)) return { kind: 'date', value: parseDate(text) ?? '' }
  return byPattern(ROUND, text) ?? byTable(text) ?? mediumOrLabel(text, before) ?? inWords(text)
}

/** `(-)` is an unknown publisher. */
function publisher(text: string): TagMeaning {
  return text === '-' ? { kind: 'publisher' } : { kind: 'publisher', value: text }
}

function byTable(text: string): TagMeaning | undefined {
  if (SYSTEMS.has(text)) return { kind: 'system', value: text }
  if (VIDEO.has(text)) return { kind: 'standard', value: text === 'PAL-60' ? 'PAL 60Hz' : text }
  const codes = text.split('-')
  const regions = codes.flatMap((code) => COUNTRIES.get(code) ?? [])
  if (regions.length === codes.length) return { kind: 'region', value: [...new Set(regions)].join(', ') }
  if (codes.every((code) => LANGUAGE_CODES.has(code)))
    return { kind: 'language', value: codes.map(capital).join() }
  return undefined
}

/**
 * The first numbered medium is the place in the set; what follows is a label: `(Disk 2 of 3)(Disk B)`. Behind a medium that
 * is one of so many it may be any words.
 */
function mediumOrLabel(text: string, before: readonly Tag[]): TagMeaning | undefined {
  const medium = readMedium(text)
  if (medium !== undefined && !has(before, 'media')) return { kind: 'media', value: medium }
  const isBehindOne = isOneOfMany(before.at(-1)) && canonicalRegion(text) === undefined
  return medium !== undefined || isBehindOne || MEDIA_LABEL.test(text) ? { kind: 'media-label' } : undefined
}

function isOneOfMany(tag: Tag | undefined): boolean {
  return tag?.kind === 'media' && / of \d/.test(tag.text)
}

/** `(Disk I)` is the ninth of a lettered set: TOSEC has no Roman numerals. */
function readMedium(text: string): string | undefined {
  const [, first, second] = /^(?:dis[ck][ .-]([a-z])|([a-z])[ -]dis[ck])$/i.exec(text) ?? []
  const letter = first ?? second
  if (letter !== undefined) return `Disc ${letter.toUpperCase().charCodeAt(0) - 64}`
  return parseMedium(text)?.label
}

/** Not in the convention, but in DATs. */
function inWords(text: string): TagMeaning {
  const region = canonicalRegion(text)
  return region === undefined ? OPAQUE : { kind: 'region', value: region }
}

const FLAG = /^(cr|tr|[abfhmoptuv])(\d{0,3})(?: (.+))?$/

function square(text: string, before: readonly Tag[]): TagMeaning {
  if (text === '!') return { kind: 'verified' }
  const [, flag = '', number = '', rest = ''] = FLAG.exec(text) ?? []
  const kind = DUMP_FLAGS.get(flag)
  if (kind === undefined || (kind === 'virus' && number !== '' && has(before, 'translation', 'hack')))
    return byPattern(MORE_INFO, text) ?? { kind: 'info' }
  if (kind === 'translation') return translation(rest)
  const value = kind === 'alt' || rest === '' ? number : rest
  return value === '' ? { kind } : { kind, value }
}

/** `[tr fr-partial Someone]`: the first word is the language. */
function translation(rest: string): TagMeaning {
  const [, code = ''] = /^([a-z]{2})(?:-|$| )/.exec(rest) ?? []
  return LANGUAGE_CODES.has(code) ? { kind: 'translation', value: capital(code) } : { kind: 'translation' }
}

function isTosecDate(text: string): boolean {
  return /^(?:19|20)[\dx]{2}(?:-[\dx]{2}){0,2}$/i.test(text)
}

function isDemo(text: string): boolean {
  return /^demo(?:-[a-z]{5,9})?$/i.test(text)
}

function has(tags: readonly Tag[], ...kinds: readonly TagKind[]): boolean {
  return tags.some(({ kind }) => kinds.includes(kind))
}

function capital(code: string): string {
  return code.charAt(0).toUpperCase() + code.slice(1)
}
