/** Looks at the parts of `curation.jsonc` one by one, and tells what is wrong with each in its line. */
import { findNodeAtLocation, type Node } from 'jsonc-parser'
import { codeFrame } from '../config/places/frame.ts'
import { lineColumn } from '../config/places/place.ts'
import { didYouMeanPlatform } from '../config/checking/suggest-platform.ts'
import { problem, type Problem } from '../errors.ts'
import { composed } from '../names/composed.ts'
import { platformBySlug } from '../platforms/lookup.ts'
import { listed } from '../wording.ts'
import { CURATION_FILE } from './decisions.ts'

export interface TextReader {
  readonly problems: Problem[]
  /** @param what completes "curation.jsonc …" */
  tell(offset: number, what: string, hint?: string): void
  /** @param what cannot be true, by what stands at these places */
  contradict(offsets: readonly number[], what: string): void
}

/** More than these nobody reads at once. */
const MOST_PROBLEMS = 50

export function readerOf(text: string, file: string): TextReader {
  const problems: Problem[] = []
  const at = (offset: number) => {
    const place = lineColumn(text, offset)
    return { file, ...place, frame: codeFrame(text, place.line, place.column) }
  }
  return {
    problems,
    tell(offset, what, hint) {
      if (problems.length >= MOST_PROBLEMS) return
      const more = { path: file, at: at(offset), ...(hint === undefined ? {} : { hint }) }
      problems.push(problem('decisions-invalid', `${CURATION_FILE} ${what}.`, more))
    },
    contradict(offsets, what) {
      if (problems.length >= MOST_PROBLEMS) return
      const lines = [...new Set(offsets.map((offset) => lineColumn(text, offset).line))]
      const where = `${lines.length === 1 ? 'line' : 'lines'} ${listed(lines)}`
      const more = { path: file, at: at(offsets.at(-1) ?? 0) }
      problems.push(problem('decisions-contradict', `${CURATION_FILE}, ${where}: ${what}.`, more))
    },
  }
}

/** An object of the file with keys of the user's; nothing for what is wrong in it. */
export function table<V>(
  root: Node,
  name: string,
  reader: TextReader,
  read: (key: string, value: Node, at: Node, reader: TextReader) => V | undefined,
): Record<string, V> {
  const node = part(root, name)
  if (!node) return {}
  const entries = members(node, name, reader).flatMap(([key, value]): [string, V][] => {
    const result = read(key, value, value.parent ?? value, reader)
    return result === undefined ? [] : [[key, result]]
  })
  return Object.fromEntries(entries)
}

/** A list of the file, item by item; nothing for what is wrong in it. */
export function list<V>(
  root: Node,
  name: string,
  reader: TextReader,
  read: (item: Node, index: number) => V | undefined,
): V[] {
  const node = part(root, name)
  if (!node) return []
  if (node.type !== 'array') {
    reader.tell(node.offset, `must have a list as "${name}"`)
    return []
  }
  return (node.children ?? []).flatMap((item, i) => {
    const result = read(item, i)
    return result === undefined ? [] : [result]
  })
}

/** The texts of an object that must have just these keys; `releases` is looked at by its reader. */
export function texts<K extends string>(
  node: Node,
  keys: readonly K[],
  what: string,
  reader: TextReader,
): Partial<Record<K, string>> {
  const found: Partial<Record<K, string>> = {}
  if (node.type !== 'object') {
    reader.tell(node.offset, `must have an object with ${keys.join(' and ')} as ${what}`)
    return found
  }
  const has = members(node, what, reader)
  for (const [key, value] of has) {
    const known = keys.find((one) => one === key)
    if (known === undefined)
      reader.tell(value.parent?.offset ?? value.offset, `has no key "${key}" in ${what}`)
    else if (value.type === 'string' && value.value !== '') found[known] = nameOf(value.value)
    else if (known !== 'releases') reader.tell(value.offset, `must have a text as ${known} of ${what}`)
  }
  for (const key of keys)
    if (!has.some(([one]) => one === key)) reader.tell(node.offset, `must say ${key} in ${what}`)
  return found
}

/** The texts of a list that must have at least so many; undefined after telling what is wrong. */
export function textList(
  node: Node | undefined,
  least: number,
  what: string,
  reader: TextReader,
): readonly string[] | undefined {
  if (!node) return undefined
  const found = (node.children ?? []).flatMap((one) => (one.type === 'string' ? [nameOf(one.value)] : []))
  if (node.type === 'array' && found.length === node.children?.length && found.length >= least) return found
  reader.tell(node.offset, `must have ${what}`)
  return undefined
}

/** A name as the catalog has it, however an editor composes its letters. */
export function nameOf(value: unknown): string {
  return composed(String(value))
}

/** A key that stands there twice would silently undo the first. */
export function members(node: Node, what: string, reader: TextReader): [string, Node][] {
  if (node.type !== 'object') {
    reader.tell(node.offset, `must have an object as ${what}`)
    return []
  }
  const seen = new Set<string>()
  return (node.children ?? []).flatMap((property): [string, Node][] => {
    const [key, value] = property.children ?? []
    if (!key || !value) return []
    const name = String(key.value)
    if (seen.has(name)) reader.tell(key.offset, `says "${name}" twice in ${what}`)
    seen.add(name)
    return [[name, value]]
  })
}

export function part(root: Node | undefined, key: string): Node | undefined {
  return root?.type === 'object' ? findNodeAtLocation(root, [key]) : undefined
}

export function knownPlatform(slug: string, node: Node, reader: TextReader): boolean {
  if (platformBySlug(slug)) return true
  const what = `names the platform "${slug}", which curator does not know`
  reader.tell(node.offset, what, didYouMeanPlatform(slug))
  return false
}
