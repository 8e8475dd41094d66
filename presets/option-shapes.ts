/** What the options of presets may be, as data, and as the shapes by which configs are checked and `schema.json` is made. */
import { mapValues } from '../src/config/map-values.ts'
import type { Field, ObjectShape, Shape } from '../src/config/checking/shape.ts'

/** What an option may be: any text, a list of texts, one of some words, a list of them, a map, a flag, a number. */
type OptionKind =
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

/** What may be said of one platform. */
const PLATFORM_WISH: OptionKinds = { folder: 'folder', core: 'text' }

const TEXT: Shape = { kind: 'text', what: 'a text' }
const FOLDER: Shape = { kind: 'text', what: 'a folder', mayBeEmpty: true }

/** All that a preset may be called with. */
export function presetShape(kinds: OptionKinds): ObjectShape {
  const needed: Field = { shape: TEXT, required: true }
  return { kind: 'object', fields: { ...mapValues(kinds, optionField), path: needed, policy: needed } }
}

function optionField(kind: OptionKind): Field {
  const isNeeded = typeof kind === 'object' && 'oneOf' in kind && kind.isNeeded === true
  return { shape: optionShape(kind), ...(isNeeded ? { required: true } : {}) }
}

function optionShape(kind: OptionKind): Shape {
  if (kind === 'text') return TEXT
  if (kind === 'texts') return { kind: 'list', of: TEXT }
  if (kind === 'folder') return FOLDER
  if (kind === 'flag') return { kind: 'flag' }
  if (kind === 'count') return { kind: 'count', least: 1 }
  if ('oneOf' in kind) return { kind: 'one-of', values: kind.oneOf }
  if ('someOf' in kind) return { kind: 'list', of: { kind: 'one-of', values: kind.someOf } }
  if ('flagOr' in kind)
    return {
      kind: 'either',
      what: 'true, false or an object',
      of: [{ kind: 'flag' }, fieldsShape(kind.flagOr)],
    }
  if ('fields' in kind) return fieldsShape(kind.fields)
  if ('fieldsByName' in kind) return { kind: 'table', of: fieldsShape(kind.fieldsByName) }
  if ('platforms' in kind) return platformsShape(kind.platforms)
  return { kind: 'table', of: FOLDER, ...keysAmong(kind.textByName) }
}

function platformsShape(slugs: readonly string[] | 'any'): Shape {
  const slug: Shape = slugs === 'any' ? TEXT : { kind: 'one-of', values: slugs, what: PLAYED }
  return {
    kind: 'either',
    what: 'a list of platforms, or an object of them',
    of: [
      { kind: 'list', of: slug },
      { kind: 'table', of: fieldsShape(PLATFORM_WISH), ...keysAmong(slugs) },
    ],
  }
}

const PLAYED = 'a platform that it plays'

function keysAmong(slugs: readonly string[] | 'any'): Pick<Extract<Shape, { kind: 'table' }>, 'keys'> {
  return slugs === 'any' ? {} : { keys: { among: slugs, what: PLAYED } }
}

function fieldsShape(kinds: OptionKinds): ObjectShape {
  return { kind: 'object', fields: mapValues(kinds, optionField) }
}
