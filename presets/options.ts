/** Checks a preset's options at run time: JSON and YAML configs have no compiler to do it. */
import { didYouMean } from '../src/config/suggest.ts'
import { PICTURE_FORMATS, PICTURE_KINDS } from '../src/targets/picture-files.ts'
import type { ArcadeLayout, Target, TargetOptions } from '../src/targets/preset.ts'

/** What an option may be: any text, a list of texts, one of some words, a list of them, a map, a flag, a number. */
export type OptionKind =
  | 'text'
  | 'texts'
  | 'flag'
  | 'count'
  /** A text that may be empty. */
  | 'folder'
  /** `isNeeded`: there is no default. */
  | { readonly oneOf: readonly string[]; readonly isNeeded?: true }
  | { readonly someOf: readonly string[] }
  | { readonly textByName: readonly string[] | 'any' }
  | { readonly platforms: readonly string[] | 'any' }
  | { readonly fields: OptionKinds }
  | { readonly fieldsByName: OptionKinds }
  | { readonly flagOr: OptionKinds }

export type OptionKinds = Readonly<Record<string, OptionKind>>

/** What is different for a platform on a target. */
export interface PlatformWish {
  /** Another folder than the device's own. */
  readonly folder?: string
  /** Core that plays it, where the device's playlists name cores. */
  readonly core?: string
}

/** Only these platforms; or, as a map, all that the device plays, and what is different for some. */
export type PlatformWishes<S extends string = string> =
  | readonly S[]
  | Readonly<Partial<Record<S, PlatformWish>>>

/** The two forms as one. `only`: absent when the user chose none. Folders said both ways: the map wins. */
export function platformWishes<S extends string>(options: {
  readonly platforms?: PlatformWishes<S>
  readonly folders?: Readonly<Partial<Record<S, string>>>
}): {
  readonly only: readonly S[] | undefined
  readonly folders: Readonly<Partial<Record<string, string>>>
  readonly cores: Readonly<Partial<Record<string, string>>>
} {
  const { platforms = {}, folders = {} } = options
  if (isList(platforms)) return { only: platforms as readonly S[], folders, cores: {} }
  const said = Object.entries<PlatformWish | undefined>(platforms)
  const take = (key: keyof PlatformWish) =>
    Object.fromEntries(said.flatMap(([slug, wish]) => (wish?.[key] === undefined ? [] : [[slug, wish[key]]])))
  return { only: undefined, folders: { ...folders, ...take('folder') }, cores: take('core') }
}

/** Where releases of several files go when only the path of single files is said: into a folder of their own. */
export function ownFolderIn(layout: string): string {
  return `${layout.slice(0, layout.lastIndexOf('/') + 1)}{release}/{file}`
}

/** Options every preset has, whether its device reads playlists or not. */
export const TARGET_OPTIONS = {
  path: 'text',
  policy: 'text',
  saves: { oneOf: ['keep-name', 'rename', 'warn'] },
  bios: 'flag',
  volume: { fields: { label: 'text', uuid: 'text', id: 'text' } },
  games: { fieldsByName: { exclude: 'flag', rename: 'text', core: 'text' } },
  artwork: {
    flagOr: {
      kinds: { someOf: PICTURE_KINDS },
      maxWidth: 'count',
      maxHeight: 'count',
      format: { oneOf: PICTURE_FORMATS },
    },
  },
} as const satisfies OptionKinds

/** Options every preset has whose device reads playlists. */
export const COMMON_OPTIONS = { ...TARGET_OPTIONS, playlists: 'texts' } as const satisfies OptionKinds

/** What the user wants of a target, whatever device it is. */
export function targetWishes({
  saves,
  bios,
  volume,
  games,
  artwork,
}: Omit<TargetOptions<string, string>, 'policy' | 'playlists'>): Pick<
  Target,
  'saves' | 'bios' | 'volume' | 'games' | 'artwork'
> {
  return {
    ...(saves === undefined ? {} : { saves }),
    ...(bios === undefined ? {} : { bios }),
    ...(volume === undefined ? {} : { volume }),
    ...(games === undefined ? {} : { games }),
    ...(artwork === undefined ? {} : { artwork }),
  }
}

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
export function checkOptions(preset: string, kinds: OptionKinds, options: object): void {
  if (typeof options !== 'object' || options === null)
    throw new Error(`${preset}() needs an object with options.`)
  const given = new Map<string, unknown>(Object.entries(options).filter(([, value]) => value !== undefined))
  for (const name of ['path', 'policy', ...Object.keys(kinds).filter((key) => isNeeded(kinds[key]))]) {
    if (!given.has(name)) throw new Error(`${preset}() needs the option \`${name}\`.`)
  }
  for (const [name, value] of given) {
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined
    if (kind === undefined) {
      const known = Object.keys(kinds)
      throw new Error(
        `${preset}() has no option \`${name}\`. ${guessOf(name, known)}It has: ${known.join(', ')}.`,
      )
    }
    if (fits(value, kind)) continue
    if (typeof kind === 'object' && 'fieldsByName' in kind)
      checkEntries(preset, name, kind.fieldsByName, value)
    const words = typeof kind === 'object' && 'oneOf' in kind ? kind.oneOf : []
    throw new Error(`${preset}(): \`${name}\` must be ${inWords(kind)}. ${guessOf(value, words)}`.trimEnd())
  }
}

/** Whether a preset cannot do without an option. */
export function isNeeded(kind: OptionKind | undefined): boolean {
  return typeof kind === 'object' && 'oneOf' in kind && kind.isNeeded === true
}

/** Says which entry of a map is wrong, and what of it. */
function checkEntries(preset: string, name: string, fields: OptionKinds, map: unknown): void {
  if (typeof map !== 'object' || map === null || isList(map)) return
  for (const [entry, value] of Object.entries<unknown>({ ...map })) {
    if (typeof value !== 'object' || value === null) continue
    for (const [key, item] of Object.entries<unknown>({ ...value })) {
      const kind = Object.hasOwn(fields, key) ? fields[key] : undefined
      const of = `${preset}(): \`${name}\` has "${entry}" with`
      if (kind === undefined) {
        const known = Object.keys(fields)
        throw new Error(
          `${of} \`${key}\`, which is no option of it. ${guessOf(key, known)}It has: ${known.join(', ')}.`,
        )
      }
      if (item !== undefined && !fits(item, kind))
        throw new Error(
          `${of} \`${key}\`, which must be ${inWords(kind)}${item === '' ? ' and is empty' : ''}.`,
        )
    }
  }
}

function guessOf(word: unknown, known: readonly string[]): string {
  const guess = typeof word === 'string' ? didYouMean(word, known) : undefined
  return guess === undefined ? '' : `${guess} `
}

function fits(value: unknown, kind: OptionKind): boolean {
  if (kind === 'text') return typeof value === 'string' && value !== ''
  if (kind === 'folder') return typeof value === 'string'
  if (kind === 'flag') return typeof value === 'boolean'
  if (kind === 'count') return Number.isSafeInteger(value) && Number(value) > 0
  if (kind === 'texts') return isList(value) && value.every((item) => typeof item === 'string')
  if ('oneOf' in kind) return typeof value === 'string' && kind.oneOf.includes(value)
  if ('someOf' in kind) return isList(value) && value.every((item) => fits(item, { oneOf: kind.someOf }))
  if ('platforms' in kind && isList(value))
    return value.every((item) => fits(item, kind.platforms === 'any' ? 'text' : { oneOf: kind.platforms }))
  if ('flagOr' in kind && typeof value === 'boolean') return true
  if (typeof value !== 'object' || value === null || isList(value)) return false
  if ('flagOr' in kind) return fitsAll(value, kind.flagOr)
  if ('platforms' in kind) {
    const { platforms: known } = kind
    const isKnown = Object.keys(value).every((slug) => known === 'any' || known.includes(slug))
    return isKnown && fits(value, { fieldsByName: PLATFORM_WISH })
  }
  if ('fields' in kind) return fitsAll(value, kind.fields)
  if ('fieldsByName' in kind)
    return Object.values(value).every(
      (item: unknown) => typeof item === 'object' && item !== null && fitsAll(item, kind.fieldsByName),
    )
  const { textByName: names } = kind
  return Object.entries(value).every(([name, text]) => {
    return typeof text === 'string' && (names === 'any' || names.includes(name))
  })
}

/** What may be said of one platform. */
export const PLATFORM_WISH: OptionKinds = { folder: 'folder', core: 'text' }

function fitsAll(value: object, fields: OptionKinds): boolean {
  return Object.entries(value).every(([name, item]) => {
    const kind = Object.hasOwn(fields, name) ? fields[name] : undefined
    return item === undefined || (kind !== undefined && fits(item, kind))
  })
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}

function inWords(kind: OptionKind): string {
  if (kind === 'text') return 'a text'
  if (kind === 'texts') return 'a list of texts'
  if (kind === 'folder') return 'a folder'
  if (kind === 'flag') return 'true or false'
  if (kind === 'count') return 'a whole number above 0'
  if ('oneOf' in kind) return kind.oneOf.map((word) => `'${word}'`).join(' or ')
  if ('someOf' in kind) return `a list of these: ${kind.someOf.join(', ')}`
  if ('platforms' in kind) {
    const slugs = kind.platforms === 'any' ? 'platform slugs' : `these: ${kind.platforms.join(', ')}`
    return `a list of ${slugs}; or a map from them to objects with ${fieldsInWords(PLATFORM_WISH)}`
  }
  if ('flagOr' in kind) return `true, false or an object with ${fieldsInWords(kind.flagOr)}`
  if ('fields' in kind) return `an object with ${fieldsInWords(kind.fields)}`
  if ('fieldsByName' in kind) return `a map of objects with ${fieldsInWords(kind.fieldsByName)}`
  const names = kind.textByName === 'any' ? 'platform slug' : `one of: ${kind.textByName.join(', ')}`
  return `a map of texts, each named by ${kind.textByName === 'any' ? 'a ' : ''}${names}`
}

function fieldsInWords(fields: OptionKinds): string {
  return Object.entries(fields)
    .map(([name, kind]) => `\`${name}\` (${inWords(kind)})`)
    .join(', ')
}
