/** Says what a tag means. Order matters: fixed words, regions and languages first, vague patterns last. */
import type { TagKind } from './facts.ts'
import { parseDate } from './dates.ts'
import { exactEdition, wildEdition } from './editions.ts'
import { parseMedium } from './media.ts'
import { canonicalRegion, isLanguage } from './regions.ts'
import { BRACKET_TAGS, FIXED_TAGS, TAG_PATTERNS, VAGUE_PATTERNS, type TagPattern } from './tables/tags.ts'

interface TagMeaning {
  readonly kind: TagKind
  readonly value?: string
}

export function classifyRound(text: string): TagMeaning {
  return known(text) ?? ofList(text) ?? byPattern(VAGUE_PATTERNS, text) ?? { kind: 'additional' }
}

export function classifySquare(text: string): TagMeaning {
  return byPattern(BRACKET_TAGS, text) ?? { kind: 'additional' }
}

function known(text: string): TagMeaning | undefined {
  if (isRegionList(text)) return { kind: 'region' }
  if (isLanguageList(text)) return { kind: 'language' }
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

function asWildEdition(text: string): TagMeaning | undefined {
  const edition = wildEdition(text)
  return edition && { kind: edition.kind }
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

function isRegionList(text: string): boolean {
  if (canonicalRegion(text) !== undefined) return true
  return text.includes(', ') && text.split(', ').every((part) => canonicalRegion(part) !== undefined)
}

function isLanguageList(text: string): boolean {
  // every language code is an upper-case and a lower-case letter first
  if (!/^[A-Z][a-z](?:[-,+]|$)/.test(text)) return false
  return text.split(/[,+]/).every((code) => isLanguage(code.trim()))
}

function byPattern(patterns: readonly TagPattern[], text: string): TagMeaning | undefined {
  for (const { kind, pattern } of patterns) {
    const match = pattern.exec(text)
    if (!match) continue
    const value = match[1]
    return value === undefined || value === '' ? { kind } : { kind, value }
  }
  return undefined
}
