/** What kind of thing a release is. Releases of different kinds are never the same game. */
import type { DumpMark } from '../../dats/releases/marks.ts'
import { RELEASE_CLASSES, type ReleaseClass } from '../../names/facts.ts'
import type { Release } from '../selection.ts'

/** Classes that make a release something other than a game, the most telling one first. */
const APART = ['bios', 'device', 'program', 'addon', 'manual', 'audio', 'video', 'demo', 'sample'] as const

type ReleaseKind = 'game' | (typeof APART)[number]

/** Classes that only DATs and clone lists know. */
const MORE_CLASSES = ['bonus', 'coverdisc', 'educational', 'mia', 'multimedia', 'nodump'] as const

/**
 * Kinds of release a policy can leave out. `preproduction` is alpha, beta, proto and debug together, and `demo` is
 * samples as well: what lay in shops and with the press to try the game.
 */
export type PolicyClass = ReleaseClass | (typeof MORE_CLASSES)[number] | 'preproduction'

export const POLICY_CLASSES: readonly PolicyClass[] = [...RELEASE_CLASSES, ...MORE_CLASSES, 'preproduction']

/** Classes of releases that were not finished. */
export const PREPRODUCTION: readonly PolicyClass[] = ['alpha', 'beta', 'proto', 'debug', 'preproduction']

/** What the categories of DATs and clone lists say beyond the name. */
const BY_CATEGORY: ReadonlyMap<string, PolicyClass> = new Map([
  ['Add-Ons', 'addon'],
  ['Applications', 'program'],
  ['Audio', 'audio'],
  ['BIOS', 'bios'],
  ['Bonus Discs', 'bonus'],
  ['Console', 'bios'],
  ['Coverdisc', 'coverdisc'],
  ['Coverdiscs', 'coverdisc'],
  ['Demos', 'demo'],
  ['Device', 'device'],
  ['Educational', 'educational'],
  ['Hack', 'hack'],
  ['Magazines', 'multimedia'],
  ['Manuals', 'manual'],
  ['Multimedia', 'multimedia'],
  ['Pirate', 'pirate'],
  ['Preproduction', 'preproduction'],
  ['Promotional', 'promo'],
  ['Video', 'video'],
])

/** What is system software though no DAT marks it `[BIOS]`: the cartridges that make a SNES a Game Boy. */
const SYSTEM_SOFTWARE: ReadonlySet<string> = new Set(['super game boy', 'super game boy 2'])

/** Tags whose kind says less than they do. */
const BY_TAG: ReadonlyMap<string, PolicyClass> = new Map([
  ['mia', 'mia'],
  ['magazine', 'multimedia'],
])

const BY_MARK: Readonly<Record<DumpMark, PolicyClass>> = { mia: 'mia', baddump: 'bad', nodump: 'nodump' }

/** The classes of the name, of the DAT's categories and its marks, and of clone lists. */
export function classesOf({ facts, categories, marks, listing }: Release): readonly PolicyClass[] {
  const known: PolicyClass[] = marks?.map((mark) => BY_MARK[mark]) ?? []
  for (const { kind, text } of facts.tags) {
    const more = kind === 'dump' || kind === 'channel' ? BY_TAG.get(text.toLowerCase()) : undefined
    if (more) known.push(more)
  }
  if (listing?.mia) known.push('mia')
  if (SYSTEM_SOFTWARE.has(facts.shortName)) known.push('bios')
  // some DATs put one release into several categories; then it is a game first of all
  if (!categories.includes('Games')) {
    known.push(...categories.flatMap((category) => BY_CATEGORY.get(category) ?? []))
  }
  return known.length === 0 ? facts.classes : [...new Set([...facts.classes, ...known])]
}

/** Whether a policy that leaves out `wanted` leaves out a release of these classes. */
export function isOfClass(classes: readonly PolicyClass[], wanted: PolicyClass): boolean {
  if (wanted === 'preproduction') return classes.some((name) => PREPRODUCTION.includes(name))
  if (wanted === 'demo') return classes.includes('demo') || classes.includes('sample')
  return classes.includes(wanted)
}

/** Whether these classes make a release something other than a game. */
export function isApart(classes: readonly PolicyClass[]): boolean {
  return APART.some((kind) => classes.includes(kind))
}

export function kindOf(release: Release): ReleaseKind {
  const classes = classesOf(release)
  if (classes.length === 0) return 'game'
  return APART.find((kind) => classes.includes(kind)) ?? 'game'
}
