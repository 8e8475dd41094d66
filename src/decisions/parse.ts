/** Reads the text of `curation.jsonc`. Every problem is told with its line. */
import { findNodeAtLocation, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser'
import { codeFrame } from '../config/frame.ts'
import { lineColumn } from '../config/place.ts'
import { didYouMean } from '../config/suggest.ts'
import { CuratorError, problem, type Problem } from '../errors.ts'
import { platformBySlug } from '../platforms/lookup.ts'
import { PLATFORMS } from '../platforms/table.ts'
import type { GroupingDecision } from '../select/decisions.ts'
import { CURATION_FILE, NO_DECISIONS, type Decisions, type MatchDecision } from './decisions.ts'

/**
 * An empty text decides nothing. Throws a `CuratorError` with all that is wrong (`decisions-invalid`).
 * @param file absolute, for messages
 */
export function parseDecisions(text: string, file: string): Decisions {
  if (text.trim() === '') return NO_DECISIONS
  const errors: ParseError[] = []
  const reader = readerOf(text, file)
  const root = treeOf(text, errors, reader)
  for (const { error, offset } of errors)
    reader.tell(offset, `is no JSON with comments: ${inWords(printParseErrorCode(error))}`)
  if (root && errors.length === 0) {
    const decisions = readRoot(root, reader)
    if (reader.problems.length === 0) return decisions
  }
  throw new CuratorError(reader.problems)
}

function treeOf(text: string, errors: ParseError[], reader: TextReader): Node | undefined {
  try {
    return parseTree(text, errors, { allowTrailingComma: true })
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    reader.tell(0, 'is nested too deeply')
    return undefined
  }
}

interface TextReader {
  readonly problems: Problem[]
  /** @param what completes "curation.jsonc …" */
  tell(offset: number, what: string, hint?: string): void
}

/** More than these nobody reads at once. */
const MOST_PROBLEMS = 50

function readerOf(text: string, file: string): TextReader {
  const problems: Problem[] = []
  return {
    problems,
    tell(offset, what, hint) {
      if (problems.length >= MOST_PROBLEMS) return
      const place = lineColumn(text, offset)
      problems.push(
        problem('decisions-invalid', `${CURATION_FILE} ${what}.`, {
          path: file,
          at: { file, ...place, frame: codeFrame(text, place.line, place.column) },
          ...(hint === undefined ? {} : { hint }),
        }),
      )
    },
  }
}

const KEYS = ['match', 'platform', 'same', 'different']

function readRoot(root: Node, reader: TextReader): Decisions {
  for (const [key, node] of members(root, 'the file', reader)) {
    if (key !== '$schema' && !KEYS.includes(key))
      reader.tell(node.offset, `has no key "${key}"; its keys are ${KEYS.join(', ')}`, didYouMean(key, KEYS))
  }
  const part = (key: string): Node | undefined => findNodeAtLocation(root, [key])
  return {
    match: table(part('match'), 'match', reader, readMatch),
    platform: table(part('platform'), 'platform', reader, readExtension),
    grouping: groupings(part('same'), part('different'), reader),
  }
}

/** An object with keys of the user's; nothing for what is wrong in it. */
function table<V>(
  node: Node | undefined,
  name: string,
  reader: TextReader,
  read: (key: string, value: Node, at: Node, reader: TextReader) => V | undefined,
): Record<string, V> {
  if (!node) return {}
  const entries = members(node, name, reader).flatMap(([key, value]): [string, V][] => {
    const result = read(key, value, value.parent ?? value, reader)
    return result === undefined ? [] : [[key, result]]
  })
  return Object.fromEntries(entries)
}

function readMatch(key: string, value: Node, at: Node, reader: TextReader): MatchDecision | null | undefined {
  if (!/^[0-9a-f]{40}$/.test(key)) {
    reader.tell(
      at.offset,
      `names "${key}" in match, which is no SHA-1: 40 digits and letters a to f, in lower case`,
    )
    return undefined
  }
  if (value.type === 'null') return null
  const { platform, release } = texts(value, ['platform', 'release'], 'a match', reader)
  if (platform === undefined || release === undefined) return undefined
  return knownPlatform(platform, value, reader) ? { platform, release } : undefined
}

function readExtension(key: string, value: Node, at: Node, reader: TextReader): string | undefined {
  if (!/^[a-z0-9_~+-]{1,16}$/.test(key)) {
    reader.tell(at.offset, `names "${key}" in platform, which is no extension in lower case and without dot`)
    return undefined
  }
  if (value.type !== 'string') {
    reader.tell(value.offset, `must give a platform for the extension "${key}", such as "nes"`)
    return undefined
  }
  const slug = String(value.value)
  return knownPlatform(slug, value, reader) ? slug : undefined
}

function groupings(
  same: Node | undefined,
  different: Node | undefined,
  reader: TextReader,
): Decisions['grouping'] {
  const all = [...grouping(same, 'same', reader), ...grouping(different, 'different', reader)]
  const byPlatform = new Map<string, GroupingDecision[]>()
  for (const { platform, ...decision } of all)
    byPlatform.set(platform, [...(byPlatform.get(platform) ?? []), decision])
  return Object.fromEntries(byPlatform)
}

function grouping(
  node: Node | undefined,
  verdict: GroupingDecision['verdict'],
  reader: TextReader,
): (GroupingDecision & { readonly platform: string })[] {
  if (!node) return []
  if (node.type !== 'array') {
    reader.tell(node.offset, `must have a list as "${verdict}"`)
    return []
  }
  return (node.children ?? []).flatMap((item, i) => {
    const { platform } = texts(item, ['platform', 'releases'], `an item of "${verdict}"`, reader)
    const list = item.type === 'object' ? findNodeAtLocation(item, ['releases']) : undefined
    const releases = (list?.children ?? []).flatMap((one) =>
      one.type === 'string' ? [String(one.value)] : [],
    )
    if (list && (list.type !== 'array' || releases.length !== list.children?.length || releases.length < 2)) {
      reader.tell(list.offset, `must have two or more names of releases in each item of "${verdict}"`)
      return []
    }
    if (platform === undefined || !list || !knownPlatform(platform, item, reader)) return []
    // by its place in the list, not by its line: a comment above it decides nothing
    return [{ platform, verdict, releases, source: `${CURATION_FILE}, ${verdict}[${i}]` }]
  })
}

/** The texts of an object that must have just these keys; `releases` is looked at by its reader. */
function texts<K extends string>(
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
    else if (value.type === 'string' && value.value !== '') found[known] = String(value.value)
    else if (known !== 'releases') reader.tell(value.offset, `must have a text as ${known} of ${what}`)
  }
  for (const key of keys)
    if (!has.some(([one]) => one === key)) reader.tell(node.offset, `must say ${key} in ${what}`)
  return found
}

/** A key that stands there twice would silently undo the first. */
function members(node: Node, what: string, reader: TextReader): [string, Node][] {
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

function knownPlatform(slug: string, node: Node, reader: TextReader): boolean {
  if (platformBySlug(slug)) return true
  const known = PLATFORMS.map((platform) => platform.slug)
  reader.tell(
    node.offset,
    `names the platform "${slug}", which curator does not know`,
    didYouMean(slug, known),
  )
  return false
}

/** `CloseBraceExpected` → `close brace expected`. */
function inWords(code: string): string {
  return code.replace(/(?<!^)([A-Z])/g, ' $1').toLowerCase()
}
