/** Reads a release name of the No-Intro and Redump conventions into typed facts. Never throws, whatever the name. */
import { brackets, type Bracketed } from './brackets.ts'
import { classifyRound, classifySquare } from './classify.ts'
import { RELEASE_CLASSES, type ReleaseClass, type ReleaseFacts, type Tag, type TagKind } from './facts.ts'
import { parseMedium } from './media.ts'
import { canonicalRegion } from './regions.ts'
import { GOOD_REGIONS } from './tables/regions.ts'

export interface NameOptions {
  /** The DAT numbers its games (`0001 - Title`). Only a whole DAT can tell: `1943 - Kai` is a title. See `isNumbered`. */
  readonly numbered?: boolean
}

/** Names of other conventions (TOSEC, GoodTools) give a right title and what tags the conventions share. */
export function parseReleaseName(name: string, options: NameOptions = {}): ReleaseFacts {
  const tags: Tag[] = []
  const start = readPrefix(name, options, tags)
  const titleEnd = readTags(name, start, brackets(name), tags)
  readRegionCode(tags)
  const title = name.slice(start, titleEnd).trim()
  const label = makeLabel(name, title, titleEnd, tags)
  return { name, title, label, shortName: label.toLowerCase(), tags, ...collect(tags, title) }
}

/** True when nearly every name begins with a number and a dash, as in No-Intro's numbered DATs. */
export function isNumbered(names: Iterable<string>): boolean {
  let all = 0
  let numbered = 0
  for (const name of names) {
    all++
    if (NUMBER.test(name)) numbered++
  }
  return all >= 20 && numbered >= all * 0.95
}

const NUMBER = /^\d{4} - /
const LETTERED_NUMBER = /^[xz]B?\d{2,4} - /

/** Returns where the title begins. */
function readPrefix(name: string, options: NameOptions, tags: Tag[]): number {
  const number = LETTERED_NUMBER.exec(name) ?? (options.numbered ? NUMBER.exec(name) : null)
  const start = number ? number[0].length : 0
  if (number) tags.push({ kind: 'number', text: number[0].slice(0, -3), span: [0, start] })
  const bios = /^\[BIOS\] ?/.exec(name.slice(start, start + 7))
  if (!bios || start + bios[0].length === name.length) return start
  tags.push({ kind: 'bios', text: 'BIOS', span: [start, start + 6] })
  return start + bios[0].length
}

/** Returns where the title ends. */
function readTags(name: string, start: number, found: readonly Bracketed[], tags: Tag[]): number {
  let titleEnd: number | undefined
  for (const [i, { start: from, end: to, square }] of found.entries()) {
    if (from < start) continue
    const text = name.slice(from + 1, to - 1)
    const meaning = square ? classifySquare(text) : classifyRound(text)
    if (titleEnd === undefined) {
      const next = found[i + 1]?.start ?? name.length
      // `Euro Demo (Future) 94 (Europe)`: words nobody knows, with more title behind them, are part of the title
      const inTitle = meaning.kind === 'additional' && name.slice(to, next).trim() !== ''
      if (inTitle || name.slice(start, from).trim() === '') continue
      titleEnd = readTitleVersion(name, start, from, tags)
    }
    tags.push({ ...meaning, text, span: [from, to] })
  }
  return titleEnd ?? readTitleVersion(name, start, name.length, tags)
}

/** A title that ends in a version (`Choro Q Ver. 1.02`) is that game in that version. `Kamen Rider V3` is a title. */
const TITLE_VERSION =
  /(?<=[^ -]) (?:- )?(v\d+\.[\d.]*\d[a-z]?|ver\.? ?\d[\d.]*|version \d[\d.]*|V\d\d L\d\d)$/i

function readTitleVersion(name: string, start: number, end: number, tags: Tag[]): number {
  const title = name.slice(start, end).trimEnd()
  if (!/\d[a-z]?$/i.test(title.slice(-2))) return end
  const match = TITLE_VERSION.exec(title)
  if (!match) return end
  const text = match[1] ?? ''
  const at = start + title.length - text.length
  tags.push({
    kind: 'version',
    text,
    span: [at, at + text.length],
    value: text.replace(/^\D+/, '').replace(' L', '.'),
  })
  return start + match.index
}

/** GoodTools' `(U)` is a region only as the first tag of a name that has no region in words. */
function readRegionCode(tags: Tag[]): void {
  const first = tags.findIndex(({ kind }) => kind !== 'number' && kind !== 'bios')
  const tag = tags[first]
  if (!tag || !GOOD_REGIONS.has(tag.text) || tags.some(({ kind }) => kind === 'region')) return
  tags[first] = { ...tag, kind: 'region' }
}

/** Tags that tell games apart rather than releases of one game. */
const KEPT: ReadonlySet<TagKind> = new Set([
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
  'made-in',
  'additional',
])

function makeLabel(name: string, title: string, titleEnd: number, tags: readonly Tag[]): string {
  const words = [title]
  let at = titleEnd
  for (const { kind, text, span, value } of tags) {
    if (span[0] < titleEnd) continue
    const between = name.slice(at, span[0]).trim()
    if (between !== '') words.push(between)
    if (KEPT.has(kind)) words.push(`(${kind === 'media' ? (value ?? text) : text})`)
    at = span[1]
  }
  const rest = name.slice(Math.max(at, titleEnd)).trim()
  if (rest !== '') words.push(rest)
  return words.join(' ')
}

type Collected = Omit<ReleaseFacts, 'name' | 'title' | 'label' | 'shortName' | 'tags'>

/** Of tags of one kind the first counts; regions and languages add up. */
function collect(tags: readonly Tag[], title: string): Collected {
  const found: { -readonly [K in keyof Collected]?: Collected[K] } = {}
  const regions: string[] = []
  const languageTags: string[] = []
  const kinds = new Set<TagKind>()
  let alt = 0
  for (const { kind, text, value } of tags) {
    kinds.add(kind)
    if (kind === 'region') addRegions(regions, text)
    else if (kind === 'language') languageTags.push(text)
    else if (kind === 'revision') found.revision ??= value ?? ''
    else if (kind === 'version') found.version ??= value ?? ''
    else if (kind === 'date') found.date ??= value ?? ''
    else if (kind === 'standard') found.videoStandard ??= standardName(value ?? '')
    else if (kind === 'alt') alt ||= Math.max(1, Number(value ?? 1))
    else if (kind === 'media' && value !== undefined) addDisc(found, text)
  }
  return { ...found, ...readLanguages(languageTags), regions, classes: readClasses(kinds, title), alt }
}

function addRegions(regions: string[], text: string): void {
  for (const spelling of GOOD_REGIONS.get(text) ?? text.split(', ')) {
    const region = canonicalRegion(spelling) ?? spelling
    if (!regions.includes(region)) regions.push(region)
  }
}

function addDisc(found: { disc?: number }, text: string): void {
  const number = parseMedium(text)?.number
  if (number !== undefined) found.disc ??= number
}

/** One list a game of a compilation; Redump writes a second tag where No-Intro writes a longer list. */
function readLanguages(texts: readonly string[]): Pick<ReleaseFacts, 'languages' | 'languageSlots'> {
  const [only] = texts
  if (only === undefined) return { languages: [] }
  const languages = [...new Set(texts.flatMap((text) => text.split(/[,+]/).map((code) => code.trim())))]
  if (texts.length > 1 || !only.includes('+')) return { languages }
  return {
    languages,
    languageSlots: only.split('+').map((slot) => slot.split(',').map((code) => code.trim())),
  }
}

/** Demos that say so in the title: a `Taikenban` is one whatever its tags are. */
const DEMO_TITLE = /\b(?:Taikenban|Cheheompan|@barai|Trial (?:Dis[ck]|Edition|Version))/

function readClasses(kinds: ReadonlySet<TagKind>, title: string): ReleaseClass[] {
  const demo = DEMO_TITLE.test(title)
  return RELEASE_CLASSES.filter((name) => kinds.has(name) || (name === 'demo' && demo))
}

function standardName(value: string): string {
  return value.toUpperCase().replace(/ ?HZ$/, 'Hz')
}
