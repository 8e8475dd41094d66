/** Reads a release name into typed facts, by the convention of the DAT it is from. Never throws, whatever the name. */
import { brackets, type Bracketed } from './brackets.ts'
import { collectFacts } from './collect.ts'
import { goodTools } from './conventions/goodtools.ts'
import { MAME } from './conventions/mame.ts'
import { NO_INTRO } from './conventions/no-intro.ts'
import { tosec } from './conventions/tosec.ts'
import { OPAQUE, type Convention, type TagMeaning, type TagReader } from './convention.ts'
import type { Dialect } from './dialect.ts'
import type { ReleaseFacts, Tag } from './facts.ts'
import { makeLabel } from './label.ts'
import { NUMBER } from './numbered.ts'
import { readTitleTails } from './title.ts'

/** What only a whole DAT can tell of its names. */
interface NameOptions {
  /** See `detectDialect`. Without it names are read as No-Intro's, which knows most words of the others. */
  readonly dialect?: Dialect
  /** Slug of the platform: some codes of GoodTools mean other things in other sets. */
  readonly platform?: string
  /** The DAT numbers its games (`0001 - Title`); `1943 - Kai` is a title. See `isNumbered`. */
  readonly numbered?: boolean
}

/** For one name. For many use `releaseNameParser`, which remembers what it has read. */
export function parseReleaseName(name: string, options: NameOptions = {}): ReleaseFacts {
  return parse(name, conventionOf(options), options.numbered === true)
}

/** For the names of a DAT: the same few tags stand behind them all, so each is classified once. */
export function releaseNameParser(options: NameOptions = {}): (name: string) => ReleaseFacts {
  const convention = remembering(conventionOf(options))
  return (name) => parse(name, convention, options.numbered === true)
}

function conventionOf({ dialect = 'plain', platform = '' }: NameOptions): Convention {
  switch (dialect) {
    case 'tosec':
      return tosec(platform)
    case 'goodtools':
      return goodTools(platform)
    case 'mame':
      return MAME
    case 'no-intro':
    case 'redump':
    case 'plain':
      return NO_INTRO
  }
}

/** The same convention, with what it says of a tag kept for the next one of the same text. */
function remembering(convention: Convention): Convention {
  const { round, square, context } = convention
  return { ...convention, round: remembered(round, context), square: remembered(square, context) }
}

const MOST_REMEMBERED = 20_000

function remembered(reader: TagReader, context: Convention['context']): TagReader {
  const known = new Map<string, TagMeaning>()
  return (text, before) => {
    const key = context ? `${context(before)}|${text}` : text
    const old = known.get(key)
    if (old) return old
    if (known.size >= MOST_REMEMBERED) known.clear()
    const meaning = reader(text, before)
    known.set(key, meaning)
    return meaning
  }
}

function parse(name: string, convention: Convention, numbered: boolean): ReleaseFacts {
  const tags: Tag[] = []
  const start = readPrefix(name, numbered, convention, tags)
  const prefixes = tags.length
  const tagsStart = readTags(name, start, convention, tags)
  const titleEnd = readTitleTails(name, [start, tagsStart], convention.titleTails, tags, prefixes)
  convention.review?.(tags)
  const title = name.slice(start, titleEnd).trim()
  const label = makeLabel(name, title, titleEnd, tags, convention)
  const shortName = label.toLowerCase().normalize('NFC')
  const stated = collectFacts({ name, title, label, shortName, tags }, convention.ofTitle?.(title))
  const { regionIn, variants: telling, unstated: unstatedOf } = convention
  if (!unstatedOf && !telling) return stated
  const told = isSilent(stated) && regionIn ? tags.flatMap((tag) => regionIn(tag) ?? []).slice(0, 1) : []
  const facts = told.length > 0 ? { ...stated, regions: told } : stated
  const variants = tags.filter(({ kind }) => telling?.has(kind)).length
  const unstated = isSilent(facts) ? unstatedOf?.(facts) : undefined
  if (variants === 0 && !unstated) return facts
  return { ...facts, ...(unstated ? { unstated } : {}), ...(variants > 0 ? { variants } : {}) }
}

function isSilent({ regions, languages }: ReleaseFacts): boolean {
  return regions.length === 0 && languages.length === 0
}

const LETTERED_NUMBER = /^[xz]B?\d{2,4} - /

/** Returns where the title begins. */
function readPrefix(name: string, numbered: boolean, { unidentified }: Convention, tags: Tag[]): number {
  const mark = unidentified?.exec(name)?.[0] ?? ''
  if (mark !== '' && mark !== name) {
    tags.push({ kind: 'info', text: mark, span: [0, mark.length] })
    return mark.length
  }
  const number = LETTERED_NUMBER.exec(name) ?? (numbered ? NUMBER.exec(name) : null)
  const start = number ? number[0].length : 0
  if (number) tags.push({ kind: 'number', text: number[0].slice(0, -3), span: [0, start] })
  if (!name.startsWith('[BIOS]', start) || name.slice(start + 6).trim() === '') return start
  tags.push({ kind: 'bios', text: 'BIOS', span: [start, start + 6] })
  return start + 6
}

/** Returns where the brackets behind the title begin. */
function readTags(name: string, start: number, convention: Convention, tags: Tag[]): number {
  const found = brackets(name)
  const opening = openingOf(name, start, found, convention)
  let end: number | undefined
  for (const [i, part] of found.entries()) {
    if (part.start < start || i < opening) continue
    if (tags.length >= MOST_TAGS) break
    const added = tagsOf(name, part, convention, tags)
    if (end === undefined) {
      const next = found[i + 1]?.start ?? name.length
      const inTitle =
        i !== opening &&
        added.every(({ kind }) => convention.inTitle(kind)) &&
        name.slice(part.end, next).trim() !== ''
      if (inTitle || name.slice(start, part.start).trim() === '') continue
      end = part.start
    }
    tags.push(...added)
  }
  return end ?? name.length
}

/** Index of the tag that the convention prescribes behind a title; -1 where it prescribes none or none is there. */
function openingOf(name: string, start: number, found: readonly Bracketed[], { opens }: Convention): number {
  if (!opens) return -1
  return found.findIndex(
    (part) => !part.square && part.start > start && opens(name.slice(part.start + 1, part.end - 1)),
  )
}

/** What stands behind so many tags is text: no name has them, and each is read with those before in view. */
const MOST_TAGS = 100

/** Longer ones are no tags of any convention, and need not be held against every pattern. */
const LONGEST_TAG = 200

function tagsOf(
  name: string,
  { start, end, square }: Bracketed,
  convention: Convention,
  before: Tag[],
): Tag[] {
  const text = name.slice(start + 1, end - 1)
  if (text.length > LONGEST_TAG) return [tagOf(OPAQUE, text, [start, end])]
  if (square) return [tagOf(convention.square(text, before), text, [start, end])]
  const parts = convention.split?.(text) ?? [text]
  if (parts.length < 2) return [tagOf(convention.round(text, before), text, [start, end])]
  const tags: Tag[] = []
  let at = start
  for (const [i, part] of parts.entries()) {
    const to = i === parts.length - 1 ? end : at + part.length + (i === 0 ? 1 : 0)
    const plain = part.replace(/[ ,/-]+$/, '').trim()
    const read = i === 0 ? convention.round : (convention.further ?? convention.round)
    tags.push(tagOf(read(plain, [...before, ...tags]), plain, [at, to]))
    at = to
  }
  return tags
}

function tagOf({ kind, value }: TagMeaning, text: string, span: Tag['span']): Tag {
  return value === undefined ? { kind, text, span } : { kind, text, span, value }
}
