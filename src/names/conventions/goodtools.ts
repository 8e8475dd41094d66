/**
 * GoodTools: `Title (U) (M3) (V1.1) [T+Fre] [b1] [!]`, `Title V1.0 by Author (PD)`, `Title (1983) (Publisher) (PAL)`.
 * Some codes mean other things in other sets, so the platform counts.
 */
import { byPattern, OPAQUE, type Convention, type TagMeaning, type TagPattern } from '../convention.ts'
import { isCompany } from '../companies.ts'
import { looseDate } from '../dates.ts'
import type { ReleaseFacts, Tag, TagKind, Unstated } from '../facts.ts'
import {
  COPIERS,
  REGION_CODES,
  REGION_LETTERS,
  ROUND,
  SETS,
  SQUARE,
  TRANSLATIONS,
} from '../tables/goodtools.ts'
import { canonicalRegion } from '../regions.ts'
import { known, vague } from './no-intro.ts'

/** What people make who sign it: a title may end in `by` and a name. */
const MADE_AT_HOME: readonly TagKind[] = ['homebrew', 'hack', 'hack-of', 'demo', 'beta', 'proto']

/** For the set of a platform. */
export function goodTools(platform: string): Convention {
  const { regions, lists = false, credits = false } = SETS.get(platform) ?? {}
  const regionsOf = (text: string): string | undefined =>
    (regions?.get(text) ?? regionCode(text, lists))?.join(', ') ?? canonicalRegion(text)
  return {
    round: (text, before) => readRound(text, before, regionsOf, credits),
    square: readSquare,
    context: (before) => (has(before, 'region') ? 'region ' : '') + contextOf(before.at(-1)),
    split: splitFacts,
    further: readFurther,
    // `Be Ball (J)` before `Be Ball (Tai Sang Version) (J)`; of a hack, the one that is not trained as well
    variants: new Set(['edition', 'fixed', 'hardware', 'info', 'modified', 'trained']),
    ...(credits ? { unstated: madeFor } : {}),
    unidentified: /^ZZZ_(?:UNK_)?/,
    titleTails: [
      { kind: 'date', pattern: / ((\d{4}-\d\d-\d\d))$/ },
      { kind: 'version', pattern: / ((?:v|ver ?)\.?(\d[\w.]{0,12}))(?<!v\d)$/i },
      // `Custom Robo V2 (J)` is another game than `Custom Robo (J)`
      { kind: 'version', pattern: / (v(\d))$/i, beside: [...MADE_AT_HOME, 'author', 'date', 'publisher'] },
      { kind: 'beta', pattern: / (beta ?(\d{0,3}))$/i, beside: [...MADE_AT_HOME, 'author'] },
      // behind the name there may be more: `Ono by Maxim V1.01 (PD)`
      { kind: 'author', pattern: / (by (\S.{0,60}))$/i, beside: MADE_AT_HOME },
    ],
    kept: new Set([
      'media',
      'demo',
      'sample',
      'program',
      'addon',
      'manual',
      'video',
      'audio',
      'bios',
      'system',
      'author',
      'hack-of',
      'id',
      'additional',
    ]),
    inTitle: (kind) => kind === 'additional' || kind === 'info' || kind === 'edition',
    ofTitle: (title) => (/\bBIOS\b/.test(title) ? 'bios' : undefined), // `SMS BIOS V1.3 (UE)`
  }
}

function contextOf(last: Tag | undefined): string {
  return last ? `${last.kind}${OF_ITS_TIME.test(last.text) ? ' of its time' : ''}` : ''
}

/** A set without regions is that of a machine of the USA; who copied its games elsewhere is known by name. */
function madeFor({ videoStandard = '', tags }: ReleaseFacts): Unstated {
  const abroad = tags.flatMap(({ kind, text }) => (kind === 'publisher' ? (COPIERS.get(text) ?? []) : []))
  return { region: abroad[0] ?? televisionsOf(videoStandard), language: 'En' }
}

/** Where its televisions stand. */
function televisionsOf(standard: string): string {
  if (/^(?:PAL-?M|M-?PAL)$/.test(standard)) return 'Brazil'
  return /^PAL(?!-NTSC)/.test(standard) ? 'Europe' : 'USA'
}

function readRound(
  text: string,
  before: readonly Tag[],
  regionsOf: (text: string) => string | undefined,
  credits: boolean,
): TagMeaning {
  const last = before.at(-1)
  const sure = byPattern(ROUND, text)
  if (sure) return sure
  const region = has(before, 'region') ? canonicalRegion(text) : regionsOf(text)
  if (region !== undefined && !credits) return { kind: 'region', value: region }
  const languages = languageList(text)
  if (languages !== undefined) return { kind: 'language', value: languages }
  const date = looseDate(text)
  if (date !== undefined) return date === '' ? { kind: 'date' } : { kind: 'date', value: date }
  if (isCompany(text)) return { kind: 'publisher', value: text }
  // what stands behind a code explains it: `[f1] (Z64-Save)`
  if (last && CODES.has(last.kind)) return { kind: 'info' }
  if (last?.kind === 'proto' || last?.kind === 'beta') return { kind: 'info' }
  const word = known(text)
  if (word && word.kind !== 'id' && word.kind !== 'serial') return word
  if (credits && last && OF_ITS_TIME.test(last.text)) return { kind: 'publisher', value: text }
  if (credits || last?.kind === 'date') return { kind: 'author', value: text }
  return / by \S/.test(text) ? { kind: 'info' } : (vague(text) ?? OPAQUE)
}

/** A year in which games were sold, and nobody made them at home: who stands behind it is a firm, known or not. */
const OF_ITS_TIME = /^19[78]\d$/

/** Behind a status in one pair of brackets: of `Prototype - Sep 11, 1994 - B` it is the second one of that day. */
function readFurther(text: string): TagMeaning {
  const date = looseDate(text)
  if (date !== undefined) return date === '' ? { kind: 'date' } : { kind: 'date', value: date }
  const region = canonicalRegion(text)
  if (region !== undefined) return { kind: 'region', value: region }
  return byPattern(ROUND, text) ?? { kind: 'info' }
}

const CODES: ReadonlySet<string> = new Set(SQUARE.map(({ kind }: TagPattern) => kind))

function readSquare(text: string): TagMeaning {
  const [, language] = /^T[+-](\w{3})/.exec(text) ?? []
  const code = language === undefined ? undefined : TRANSLATIONS.get(language)
  if (code !== undefined) return { kind: 'translation', value: code }
  return byPattern(SQUARE, text) ?? OPAQUE
}

function regionCode(text: string, lists: boolean): readonly string[] | undefined {
  const code = REGION_CODES.get(text)
  if (code) return code
  if (text === 'UK' && !lists) return ['UK']
  if (text.length > 5) return undefined
  const regions: string[] = []
  for (const letter of text) {
    const region = REGION_LETTERS.get(letter)
    if (region === undefined || regions.includes(region)) return undefined
    regions.push(region)
  }
  return regions.length === 0 ? undefined : regions
}

/** `Eng-Spa-Fre` */
function languageList(text: string): string | undefined {
  const codes = text.split('-').map((word) => TRANSLATIONS.get(word))
  return codes.includes(undefined) ? undefined : codes.join()
}

/** `Prototype - Apr 25, 1995 - QTEST` holds a status, a date and a word; `V0.3 Beta` and `V0.3Beta` a version and a status. */
function splitFacts(text: string): readonly string[] {
  const [version] = UNFINISHED_VERSION.exec(text) ?? []
  if (version !== undefined) return [version, text.slice(version.length)]
  return /^(?:proto|beta|alpha|demo|[A-Z][\w ]{0,20} proto)/i.test(text) ? text.split(/(?<= - )/) : [text]
}

const UNFINISHED_VERSION = /^v\.?\d[\d.]{0,12}[ _-]?(?=(?:alpha|beta|demo|preview|rc|wip) ?\d{0,3}$)/i

function has(tags: readonly Tag[], wanted: TagKind): boolean {
  return tags.some(({ kind }) => kind === wanted)
}
