/** Reads a release name of the No-Intro and Redump conventions into typed facts. Never throws, whatever the name. */
import { brackets, type Bracketed } from './brackets.ts'
import { classifyRound, classifySquare } from './classify.ts'
import { collectFacts } from './collect.ts'
import type { ReleaseFacts, Tag } from './facts.ts'
import { makeLabel } from './label.ts'
import { GOOD_REGIONS } from './tables/regions.ts'

interface NameOptions {
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
  return collectFacts({ name, title, label, shortName: label.toLowerCase(), tags })
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
  const number = LETTERED_NUMBER.exec(name) ?? (options.numbered === true ? NUMBER.exec(name) : null)
  const start = number ? number[0].length : 0
  if (number) tags.push({ kind: 'number', text: number[0].slice(0, -3), span: [0, start] })
  if (!name.startsWith('[BIOS]', start) || name.slice(start + 6).trim() === '') return start
  tags.push({ kind: 'bios', text: 'BIOS', span: [start, start + 6] })
  return start + 6
}

/** Returns where the title ends. */
function readTags(name: string, start: number, found: readonly Bracketed[], tags: Tag[]): number {
  let titleEnd: number | undefined
  let i = 0
  for (const { start: from, end: to, square } of found) {
    i++
    if (from < start) continue
    const text = name.slice(from + 1, to - 1)
    const meaning = square ? classifySquare(text) : classifyRound(text)
    if (titleEnd === undefined) {
      const next = found[i]?.start ?? name.length
      // `Euro Demo (Future) 94 (Europe)`: words nobody knows, with more title behind them, are part of the title
      const inTitle = meaning.kind === 'additional' && name.slice(to, next).trim() !== ''
      if (inTitle || name.slice(start, from).trim() === '') continue
      titleEnd = readTitleVersion(name, start, from, tags)
    }
    const { kind, value } = meaning
    const span: Tag['span'] = [from, to]
    tags.push(value === undefined ? { kind, text, span } : { kind, text, span, value })
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
