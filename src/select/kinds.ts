/** What kind of thing a release is. Releases of different kinds are never the same game. */
import type { ReleaseClass } from '../names/facts.ts'
import type { Release } from './selection.ts'

/** Classes that make a release something other than a game, the most telling one first. */
const APART = ['bios', 'device', 'program', 'addon', 'manual', 'audio', 'video', 'demo', 'sample'] as const

type ReleaseKind = 'game' | (typeof APART)[number]

/** What DAT categories say beyond the name. */
const BY_CATEGORY: ReadonlyMap<string, ReleaseClass> = new Map([
  ['Demos', 'demo'],
  ['Applications', 'program'],
  ['Add-Ons', 'addon'],
  ['Audio', 'audio'],
  ['Video', 'video'],
  ['Console', 'bios'],
])

/** The classes of the name and of the DAT's categories. */
export function classesOf({ facts: { classes }, categories }: Release): readonly ReleaseClass[] {
  // some DATs put one release into several categories; then it is a game first of all
  if (categories.length === 0 || categories.includes('Games')) return classes
  const implied = categories.flatMap((category) => BY_CATEGORY.get(category) ?? [])
  return [...new Set([...classes, ...implied])]
}

export function kindOf(release: Release): ReleaseKind {
  const classes = classesOf(release)
  if (classes.length === 0) return 'game'
  return APART.find((kind) => classes.includes(kind)) ?? 'game'
}
