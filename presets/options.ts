/** Checks a preset's options at run time: JSON and YAML configs have no compiler to do it. */
import type { ArcadeLayout } from '../src/targets/preset.ts'

/** What an option may be: any text, a list of texts, one of some words, a list of them, a map, a flag, a number. */
export type OptionKind =
  | 'text'
  | 'texts'
  | 'flag'
  | 'count'
  | { readonly oneOf: readonly string[] }
  | { readonly someOf: readonly string[] }
  | { readonly textByName: readonly string[] | 'any' }

export type OptionKinds = Readonly<Record<string, OptionKind>>

/** Where releases of several files go when only the path of single files is said: into a folder of their own. */
export function ownFolderIn(layout: string): string {
  return `${layout.slice(0, layout.lastIndexOf('/') + 1)}{release}/{file}`
}

/** Options every preset has. */
export const COMMON_OPTIONS = {
  path: 'text',
  policy: 'text',
  playlists: 'texts',
} as const satisfies OptionKinds

/** What the zips of arcade machines may hold: see the preset contract. */
export const ARCADE_LAYOUTS: readonly ArcadeLayout[] = ['split', 'merged', 'non-merged', 'full-non-merged']

/** Options of presets whose devices open zips. */
export interface ZipOptions {
  /**
   * How games are written: `extract`, each file loose (default), or `zip`, each release in a zip of its own, on
   * platforms whose files the device opens there.
   */
  readonly archives?: 'extract' | 'zip'
}

/** Options of presets whose devices play arcade machines. */
export interface ArcadeOptions {
  /**
   * What the zips of arcade machines hold. `split` (default): a clone's only what differs from its parent. `merged`:
   * a family in the parent's. `non-merged`: a clone's the parent's ROMs too. `full-non-merged`: those of BIOS sets
   * and devices as well.
   */
  readonly arcade?: ArcadeLayout
}

/** @throws Error that names the option and says what it takes. */
export function checkOptions(
  preset: string,
  kinds: OptionKinds,
  options: object,
  needed: readonly string[] = ['path', 'policy'],
): void {
  const given = new Map<string, unknown>(Object.entries(options).filter(([, value]) => value !== undefined))
  for (const name of needed) {
    if (!given.has(name)) throw new Error(`${preset}() needs the option \`${name}\`.`)
  }
  for (const [name, value] of given) {
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined
    if (kind === undefined) {
      throw new Error(`${preset}() has no option \`${name}\`. It has: ${Object.keys(kinds).join(', ')}.`)
    }
    if (!fits(value, kind)) throw new Error(`${preset}(): \`${name}\` must be ${inWords(kind)}.`)
  }
}

function fits(value: unknown, kind: OptionKind): boolean {
  if (kind === 'text') return typeof value === 'string' && value !== ''
  if (kind === 'flag') return typeof value === 'boolean'
  if (kind === 'count') return Number.isSafeInteger(value) && Number(value) > 0
  if (kind === 'texts') return isList(value) && value.every((item) => typeof item === 'string')
  if ('oneOf' in kind) return typeof value === 'string' && kind.oneOf.includes(value)
  if ('someOf' in kind) return isList(value) && value.every((item) => fits(item, { oneOf: kind.someOf }))
  if (typeof value !== 'object' || value === null || isList(value)) return false
  const { textByName: names } = kind
  return Object.entries(value).every(([name, text]) => {
    return typeof text === 'string' && (names === 'any' || names.includes(name))
  })
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}

function inWords(kind: OptionKind): string {
  if (kind === 'text') return 'a text'
  if (kind === 'texts') return 'a list of texts'
  if (kind === 'flag') return 'true or false'
  if (kind === 'count') return 'a whole number above 0'
  if ('oneOf' in kind) return kind.oneOf.map((word) => `'${word}'`).join(' or ')
  if ('someOf' in kind) return `a list of these: ${kind.someOf.join(', ')}`
  const names = kind.textByName === 'any' ? 'platform slug' : `one of: ${kind.textByName.join(', ')}`
  return `a map of texts, each named by ${kind.textByName === 'any' ? 'a ' : ''}${names}`
}
