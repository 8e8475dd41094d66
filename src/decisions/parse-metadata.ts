/** The part `metadata` of `curation.jsonc`: what a person says of games, and which entry of a source they are. */
import { getNodeValue, type Node } from 'jsonc-parser'
import { didYouMean } from '../config/checking/suggest.ts'
import type { EntryFields } from '../metadata/local/entry.ts'
import { isObject, number, text, texts, whole } from '../metadata/json.ts'
import { dateOf, playersOf, ratingOf } from '../metadata/values.ts'
import type { MetadataDecisions } from './decisions.ts'
import { knownPlatform, members, nameOf, part, type TextReader } from './reader.ts'

/** Undefined when nothing is decided. */
export function readMetadata(root: Node, reader: TextReader): MetadataDecisions | undefined {
  const node = part(root, 'metadata')
  if (!node) return undefined
  for (const [key, value] of members(node, 'metadata', reader))
    if (key !== 'pin' && key !== 'link')
      reader.tell(value.offset, `has no key "${key}" in metadata; its keys are pin, link`)
  return {
    pin: byRelease(part(node, 'pin'), 'metadata.pin', reader, (value) => pinOf(value, reader)),
    link: byRelease(part(node, 'link'), 'metadata.link', reader, (value) => linkOf(value, reader)),
  }
}

/** Platform → release → what is decided of it. */
function byRelease<V>(
  node: Node | undefined,
  name: string,
  reader: TextReader,
  read: (value: Node) => V | undefined,
): Readonly<Record<string, Readonly<Record<string, V>>>> {
  if (!node) return {}
  const platforms = members(node, name, reader).flatMap(([slug, releases]): [string, Record<string, V>][] => {
    if (!knownPlatform(slug, releases, reader)) return []
    const decided = members(releases, `${slug} of ${name}`, reader).flatMap(
      ([release, value]): [string, V][] => {
        const one = read(value)
        return one === undefined ? [] : [[nameOf(release), one]]
      },
    )
    return [[slug, Object.fromEntries(decided)]]
  })
  return Object.fromEntries(platforms)
}

/** Field → how what stands there is read. */
const FIELDS: { readonly [Field in keyof EntryFields]?: (value: unknown) => EntryFields[Field] | undefined } =
  {
    genres: textsOf,
    developers: textsOf,
    publishers: textsOf,
    franchises: textsOf,
    alternativeTitles: textsOf,
    description: text,
    released: (value) => dateOf(typeof value === 'number' ? String(value) : text(value)),
    players: (value) => playersOf(typeof value === 'number' ? String(value) : text(value)),
    rating: (value) => ratingOf(number(value), 100),
    achievements: whole,
    cooperative: (value) => (typeof value === 'boolean' ? value : undefined),
  }

function pinOf(node: Node, reader: TextReader): EntryFields | undefined {
  const known = Object.keys(FIELDS)
  const fields = members(node, 'a pin of metadata', reader).flatMap(([name, value]): [string, unknown][] => {
    const read = Object.entries(FIELDS).find(([field]) => field === name)?.[1]
    if (!read) {
      reader.tell(
        value.offset,
        `has no field "${name}" in a pin of metadata; its fields are ${known.join(', ')}`,
        didYouMean(name, known),
      )
      return []
    }
    const said: unknown = read(getNodeValue(value))
    if (said === undefined || (Array.isArray(said) && said.length === 0)) {
      reader.tell(value.offset, `has no ${name} in a pin of metadata that means anything`)
      return []
    }
    return [[name, said]]
  })
  return fields.length === 0 ? undefined : Object.fromEntries(fields)
}

/** Source → id of the entry there; null: none of those that are suggested. */
function linkOf(node: Node, reader: TextReader): Readonly<Record<string, string | null>> | undefined {
  const value: unknown = getNodeValue(node)
  const isRight =
    isObject(value) &&
    Object.values(value).every((ref) => ref === null || (typeof ref === 'string' && ref !== ''))
  if (isRight) return value as Readonly<Record<string, string | null>>
  reader.tell(node.offset, 'must name an entry, or null, for each source in a link of metadata')
  return undefined
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? texts(value) : texts([value])
}
