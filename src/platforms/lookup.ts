/** Which platform a slug, a DAT header name or a file extension means. */
import { addTo } from '../groups.ts'
import { lazy } from '../lazy.ts'
import { byCodeUnit } from '../order.ts'
import { platformOfSoftwareList } from './software-lists.ts'
import { PLATFORMS, type Platform } from './table.ts'

const BY_SLUG: ReadonlyMap<string, Platform> = new Map(PLATFORMS.map((platform) => [platform.slug, platform]))
const byDatName = lazy(indexDatNames)
const byName = lazy(indexNames)
const byExtension = lazy(indexExtensions)

/** Header names are at most this long in practice (No-Intro: 90); the rest of a longer one is not looked at. */
const LONGEST_NAME = 300

export function platformBySlug(slug: string): Platform | undefined {
  return BY_SLUG.get(slug)
}

/** Slug of the platform that people mean by this: its slug, its name, or what a DAT or libretro calls it. */
export function platformCalled(text: string): string | undefined {
  const called = text.trim()
  const slug = called.toLowerCase()
  return BY_SLUG.has(slug)
    ? slug
    : (byName().get(nameKey(called.slice(0, LONGEST_NAME))) ?? platformOfDat(called))
}

/**
 * Slug of the platform a DAT describes, read from the name in its header. The longest known beginning decides:
 * groups put additions at the end, as ` (Headered)` (No-Intro), ` - Datfile (123) (2026-01-31 …)` (Redump) or
 * ` - Games - [D88]` (TOSEC).
 */
export function platformOfDat(headerName: string): string | undefined {
  for (const name of shorterAndShorter(headerName)) {
    const slug = byDatName().get(nameKey(name))
    if (slug !== undefined) return slug
  }
  return isArcadeEmulator(headerName) ? 'arcade' : platformOfSoftwareList(headerName)
}

/** Slugs of the platforms whose games may have this extension, in table order. `.NES` and `nes` mean the same. */
export function platformsOfExtension(extension: string): readonly string[] {
  return byExtension().get(extension.replace(/^\./, '').toLowerCase()) ?? []
}

const MOST_NEAREST = 3

/** The known DAT names that look most like this one, best first: for "did you mean". */
export function nearestDatNames(headerName: string): readonly string[] {
  const wanted = pairsOf(nameKey(headerName.slice(0, LONGEST_NAME)))
  return PLATFORMS.flatMap((platform) => platform.datNames)
    .map((name) => ({ name, score: likeness(wanted, pairsOf(nameKey(name))) }))
    .filter(({ score }) => score >= 0.5)
    .sort((a, b) => b.score - a.score || byCodeUnit(a.name, b.name))
    .slice(0, MOST_NEAREST)
    .map(({ name }) => name)
}

function* shorterAndShorter(headerName: string): Generator<string> {
  let name = headerName
    .slice(0, LONGEST_NAME)
    .trim()
    .replace(/^(?:unofficial|non-redump) - /i, '')
  while (name !== '') {
    yield name
    const bracketed = name.endsWith(')') || name.endsWith(']')
    const cut = bracketed ? Math.max(name.lastIndexOf('('), name.lastIndexOf('[')) : name.lastIndexOf(' - ')
    if (cut < 1) return
    name = name.slice(0, cut).trimEnd().replace(/ -$/, '')
  }
}

/** MAME's header name carries its version: `MAME 0.37b5`, `MAME 2003-Plus`. Its software lists are consoles' games. */
function isArcadeEmulator(headerName: string): boolean {
  return /^(?:hb)?mame\b/i.test(headerName.trim()) && !/software/i.test(headerName)
}

/** Spellings differ in case, accents, spaces, hyphens and `&`; a `+` tells MSX2 from MSX2+. */
function nameKey(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9+]/g, '')
}

function pairsOf(text: string): ReadonlySet<string> {
  const pairs = new Set<string>()
  for (let i = 0; i + 1 < text.length; i++) pairs.add(text.slice(i, i + 2))
  return pairs
}

/** Dice's coefficient: 1 for equal sets, 0 for disjoint ones. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let common = 0
  for (const pair of a) if (b.has(pair)) common++
  return a.size + b.size === 0 ? 0 : (2 * common) / (a.size + b.size)
}

/** DAT names first: a plain platform name (`Game Boy`) only counts where no group uses it for something else. */
function indexDatNames(): ReadonlyMap<string, string> {
  const index = new Map<string, string>()
  for (const { slug, datNames } of PLATFORMS) for (const name of datNames) index.set(nameKey(name), slug)
  for (const { slug, name } of PLATFORMS) if (!index.has(nameKey(name))) index.set(nameKey(name), slug)
  return index
}

/** What people call some of them, and no DAT does; MAME's list `famicom` is that of the disks. */
const ALSO_CALLED: readonly [name: string, slug: string][] = [
  ['Famicom', 'nes'],
  ['Super Famicom', 'snes'],
  ['Super Nintendo', 'snes'],
]

/** `Mega Drive / Genesis` is called by either name too. */
function indexNames(): ReadonlyMap<string, string> {
  const index = new Map(ALSO_CALLED.map(([name, slug]) => [nameKey(name), slug]))
  for (const { name, slug } of PLATFORMS) for (const half of name.split(' / ')) index.set(nameKey(half), slug)
  for (const { name, slug } of PLATFORMS) index.set(nameKey(name), slug)
  return index
}

function indexExtensions(): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>()
  for (const { slug, extensions } of PLATFORMS) {
    for (const extension of extensions) {
      addTo(index, extension, slug)
    }
  }
  return index
}
