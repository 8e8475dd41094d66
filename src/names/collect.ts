/** Adds up what the tags of a name say. */
import type { Mutable } from '../mutable.ts'
import { RELEASE_CLASSES, type ReleaseClass, type ReleaseFacts, type TagKind } from './facts.ts'
import { parseMedium } from './media.ts'
import { TITLE_CLASSES } from './tables/tags.ts'

/**
 * Of tags of one kind the first counts; regions, languages and classes add up.
 * @param ofTitle what kind of thing the title says it is, in this convention
 */
export function collectFacts(
  {
    name,
    title,
    label,
    shortName,
    tags,
  }: Pick<ReleaseFacts, 'name' | 'title' | 'label' | 'shortName' | 'tags'>,
  ofTitle?: ReleaseClass,
): ReleaseFacts {
  const regions: string[] = []
  const languageTags: string[] = []
  const classes: ReleaseClass[] = []
  // one literal and then single fields: names come by the hundred thousand, and spreading is what costs
  const facts: Mutable<ReleaseFacts> = {
    name,
    title,
    label,
    shortName,
    regions,
    languages: [],
    classes,
    alt: 0,
    tags,
  }
  for (const { kind, text, value = '' } of tags) {
    if (kind === 'region') addAll(regions, value === '' ? [] : value.split(', '))
    else if (kind === 'language') languageTags.push(value)
    else if (kind === 'language-count') facts.languageCount ??= Number(value)
    else if (kind === 'revision') facts.revision ??= value
    else if (kind === 'version') facts.version ??= value
    else if (kind === 'date') facts.date ||= value
    else if (kind === 'standard') facts.videoStandard ??= standardName(value === '' ? text : value)
    else if (kind === 'alt') facts.alt ||= value === '' ? 1 : Number(value)
    else if (kind === 'media') addDisc(facts, text, value)
    else if (kind === 'publisher' || kind === 'author') facts.publisher ??= value
    else addAll(classes, classesOf(kind))
    if (kind === 'translation' && value !== '') languageTags.push(value)
  }
  if (facts.date === '') delete facts.date
  if (facts.publisher === '') delete facts.publisher
  if (MAY_TELL.test(title)) addAll(classes, classesOfTitle(title))
  if (ofTitle) addAll(classes, [ofTitle])
  if (languageTags.length > 0) addLanguages(facts, languageTags)
  return facts
}

const CLASSES: ReadonlySet<string> = new Set(RELEASE_CLASSES)

/** Kinds of tag that put a release into other classes than their own. */
const CLASSES_OF: ReadonlyMap<TagKind, readonly ReleaseClass[]> = new Map<TagKind, readonly ReleaseClass[]>([
  ['cracked', ['hack', 'cracked']],
  ['trained', ['hack', 'trained']],
  ['fixed', ['hack', 'fixed']],
  ['modified', ['hack', 'modified']],
  ['hack-of', ['hack']],
  ['overdump', ['bad']],
  ['underdump', ['bad']],
  ['virus', ['bad']],
])

function classesOf(kind: TagKind): readonly ReleaseClass[] {
  return CLASSES_OF.get(kind) ?? (isClass(kind) ? [kind] : [])
}

function isClass(kind: TagKind): kind is ReleaseClass {
  return CLASSES.has(kind)
}

function addAll<T>(list: T[], more: readonly T[]): void {
  for (const item of more) if (!list.includes(item)) list.push(item)
}

/** One look tells that nearly all titles have none of these words. */
const MAY_TELL = new RegExp(TITLE_CLASSES.map(({ pattern }) => `(?:${pattern.source})`).join('|'))

function classesOfTitle(title: string): ReleaseClass[] {
  return TITLE_CLASSES.flatMap(({ kind, pattern }) => (pattern.test(title) ? [kind] : []))
}

/** `value` is the one spelling; without a number (`Bonus Disc`) it is empty. */
function addDisc(facts: Mutable<ReleaseFacts>, text: string, value: string): void {
  if (facts.disc !== undefined || value === '') return
  const number = parseMedium(value)?.number
  if (number !== undefined) facts.disc = number
  const count = parseMedium(text)?.count
  if (count !== undefined) facts.discs = count
}

/** A `+` parts the games of a compilation. Redump writes a second tag where No-Intro writes a longer list. */
function addLanguages(facts: Mutable<ReleaseFacts>, texts: readonly string[]): void {
  facts.languages = [...new Set(texts.flatMap((text) => text.split(/[,+]/)))]
  const [only = ''] = texts
  if (texts.length > 1 || !only.includes('+')) return
  facts.languageSlots = only.split('+').map((slot) => slot.split(','))
}

function standardName(value: string): string {
  return value.toUpperCase().replace(/ ?HZ$/, 'Hz')
}
