/** Where a game was sold, and in which languages, where a DAT says so beside its name: Logiqx's `<release>`. */
import type { ReleaseFacts } from '../../names/facts.ts'
import { canonicalRegion, isLanguage } from '../../names/regions.ts'
import { REGION_CODES } from '../../names/tables/region-codes.ts'
import type { DatGame } from '../dat.ts'

export interface Stated {
  /** As our tables call them. */
  readonly regions: readonly string[]
  readonly languages: readonly string[]
}

/** What is kept of a game; null where that is nothing, or nothing but the regions that its name has as well. */
export function statedText({ name, regions = [], languages = [] }: DatGame): string | null {
  const all: Stated = {
    regions: [...new Set(regions.flatMap((code) => regionOf(code) ?? []))],
    languages: [...new Set(languages.flatMap((code) => languageOf(code) ?? []))],
  }
  if (all.languages.length === 0 && all.regions.every((region) => name.includes(region))) return null
  return JSON.stringify(all)
}

export function parseStated(text: string): Stated {
  return JSON.parse(text) as Stated
}

/** The name has the first word: a DAT only speaks where it is silent. */
export function completed(facts: ReleaseFacts, { regions, languages }: Stated): ReleaseFacts {
  return {
    ...facts,
    regions: facts.regions.length > 0 ? facts.regions : regions,
    languages: facts.languages.length > 0 ? facts.languages : languages,
  }
}

function regionOf(code: string): string | undefined {
  const text = code.trim()
  return REGION_CODES.get(text.toUpperCase()) ?? canonicalRegion(text)
}

/** `en`, `EN`, `pt-br`: as names write them. */
function languageOf(code: string): string | undefined {
  const [language = '', variant] = code.trim().split(/[-_]/)
  const plain = language.slice(0, 1).toUpperCase() + language.slice(1).toLowerCase()
  const exact = variant === undefined ? plain : `${plain}-${variantOf(variant)}`
  if (isLanguage(exact)) return exact
  return isLanguage(plain) ? plain : undefined
}

/** Scripts are words, countries are not: `Zh-Hans`, `Pt-BR`. */
function variantOf(text: string): string {
  return text.length > 2 ? text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase() : text.toUpperCase()
}
