/** Adds up what the tags of a name say. */
import { RELEASE_CLASSES, type ReleaseClass, type ReleaseFacts, type TagKind } from './facts.ts'
import { parseMedium } from './media.ts'
import { canonicalRegion } from './regions.ts'
import { GOOD_REGIONS } from './tables/regions.ts'

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** Of tags of one kind the first counts; regions, languages and classes add up. */
export function collectFacts({
  name,
  title,
  label,
  shortName,
  tags,
}: Pick<ReleaseFacts, 'name' | 'title' | 'label' | 'shortName' | 'tags'>): ReleaseFacts {
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
  for (const { kind, text, value } of tags) {
    if (kind === 'region') addRegions(regions, text)
    else if (kind === 'language') languageTags.push(text)
    else if (kind === 'revision') facts.revision ??= value ?? ''
    else if (kind === 'version') facts.version ??= value ?? ''
    else if (kind === 'date') facts.date ??= value ?? ''
    else if (kind === 'standard') facts.videoStandard ??= standardName(value ?? '')
    else if (kind === 'alt') facts.alt ||= Math.max(1, Number(value ?? 1))
    else if (kind === 'media' && value !== undefined) addDisc(facts, text)
    else if (isClass(kind) && !classes.includes(kind)) classes.push(kind)
  }
  if (!classes.includes('demo') && isDemoTitle(title)) classes.push('demo')
  if (languageTags.length > 0) addLanguages(facts, languageTags)
  return facts
}

const CLASSES: ReadonlySet<string> = new Set(RELEASE_CLASSES)

function isClass(kind: TagKind): kind is ReleaseClass {
  return CLASSES.has(kind)
}

/** Demos that say so in the title: a `Taikenban` is one whatever its tags are. */
function isDemoTitle(title: string): boolean {
  return /\b(?:Taikenban|Cheheompan|Trial (?:Dis[ck]|Edition|Version))|@barai/.test(title)
}

function addRegions(regions: string[], text: string): void {
  const only = canonicalRegion(text)
  if (only !== undefined) regions.push(only)
  else
    for (const code of GOOD_REGIONS.get(text) ?? text.split(', ')) regions.push(canonicalRegion(code) ?? code)
  if (regions.length > 1) regions.splice(0, regions.length, ...new Set(regions))
}

function addDisc(facts: Mutable<ReleaseFacts>, text: string): void {
  const number = parseMedium(text)?.number
  if (number !== undefined) facts.disc ??= number
}

/** A `+` parts the games of a compilation. Redump writes a second tag where No-Intro writes a longer list. */
function addLanguages(facts: Mutable<ReleaseFacts>, texts: readonly string[]): void {
  facts.languages = [...new Set(texts.flatMap((text) => text.split(/[,+]/).map((code) => code.trim())))]
  const [only = ''] = texts
  if (texts.length > 1 || !only.includes('+')) return
  facts.languageSlots = only.split('+').map((slot) => slot.split(',').map((code) => code.trim()))
}

function standardName(value: string): string {
  return value.toUpperCase().replace(/ ?HZ$/, 'Hz')
}
