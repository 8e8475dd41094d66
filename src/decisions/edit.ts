/** Changes single decisions in the text of `curation.jsonc`: comments, order and layout of the rest stay as they are. */
import { getNodeValue, type Node } from 'jsonc-parser'
import { groupBy } from '../groups.ts'
import { byCodeUnit } from '../order.ts'
import type { MatchDecision } from './decisions.ts'
import { editLinks, type LinkEdit } from './edit-metadata.ts'
import {
  appended,
  childrenOf,
  inserted,
  isSilent,
  nodeAt,
  removed,
  replaced,
  type Replacement,
} from './splice.ts'

/** `undefined` and `remove` take a decision out. */
export type DecisionEdit =
  /** Null: it is none of the suggested. */
  | { readonly kind: 'match'; readonly sha1: string; readonly to: MatchDecision | null | undefined }
  /** `of`: an extension, or the SHA-1 of one content. Null: of no platform. */
  | { readonly kind: 'platform'; readonly of: string; readonly to: string | null | undefined }
  | { readonly kind: 'dat'; readonly name: string; readonly to: string | undefined }
  | {
      readonly kind: 'same' | 'different'
      readonly platform: string
      readonly releases: readonly string[]
      readonly remove?: true
    }
  /** Platform → release. */
  | {
      readonly kind: 'ports' | 'notPorts'
      readonly releases: Readonly<Record<string, string>>
      readonly remove?: true
    }
  | { readonly kind: 'title'; readonly platform: string; readonly release: string; readonly to?: string }
  | { readonly kind: 'pin'; readonly platform: string; readonly release: string; readonly remove?: true }
  /** Which entry of a source the game of a release is. Null: none of the suggested. */
  | {
      readonly kind: 'metadata'
      readonly platform: string
      readonly release: string
      readonly source: string
      readonly to: string | null | undefined
    }
  | { readonly kind: 'companies'; readonly name: string; readonly to: readonly string[] | undefined }
  | { readonly kind: 'differentCompanies'; readonly names: readonly string[]; readonly remove?: true }

/** What a file begins with that curator makes. */
const HEADING =
  '// What you decided, for curator. Edit it as you like: docs/review.md tells what may stand here.'

/**
 * The text must be one that `parseDecisions` takes. Saying what is said already changes nothing; of two edits of one
 * decision the last counts. Thousands of edits cost little more than one.
 */
export function editDecisions(text: string, edits: readonly DecisionEdit[]): string {
  const slots = edits.flatMap((edit) => (edit.kind === 'metadata' ? [] : [slotOf(edit)]))
  const last = new Map(slots.map((slot) => [`${slot.key} ${slot.id}`, slot]))
  let edited = isSilent(text) ? `${text.trimEnd() || HEADING}\n{\n}\n` : text
  for (const [key, some] of groupBy(last.values(), (slot) => slot.key)) edited = changed(edited, key, some)
  const links = edits.filter((edit) => edit.kind === 'metadata')
  return links.length === 0 ? edited : editLinks(edited, links)
}

/** The place of a decision: in which table or list of the file, and which one there. */
interface Slot {
  readonly key: DecisionEdit['kind']
  /** In a table its key; in a list a text that only this decision has. */
  readonly id: string
  /** What is to stand there; undefined: nothing. */
  readonly value: unknown
}

/** The kinds that stand in lists; all others stand in tables. */
const LISTS = ['same', 'different', 'ports', 'notPorts', 'title', 'pin', 'differentCompanies'] as const

export type ListEdit = Extract<DecisionEdit, { readonly kind: (typeof LISTS)[number] }>

export function isOfList(edit: DecisionEdit): edit is ListEdit {
  return isList(edit.kind)
}

function isList(key: string): boolean {
  return LISTS.some((list) => list === key)
}

function slotOf(edit: Exclude<DecisionEdit, LinkEdit>): Slot {
  const { kind: key } = edit
  if (isOfList(edit)) {
    const item = itemOf(edit)
    return { key, id: listId(key, item), value: isOut(edit) ? undefined : item }
  }
  switch (edit.kind) {
    case 'match':
      return { key, id: edit.sha1, value: edit.to }
    case 'platform':
      return { key, id: edit.of, value: edit.to }
    case 'dat':
    case 'companies':
      return { key, id: edit.name, value: edit.to }
  }
}

/** What tells a decision of a list from others: a text that is the same for two edits of one decision. */
export function listIdOf(edit: ListEdit): string {
  return `${edit.kind} ${listId(edit.kind, itemOf(edit))}`
}

export function isOut(edit: ListEdit): boolean {
  return edit.kind === 'title' ? edit.to === undefined : edit.remove === true
}

function itemOf(edit: ListEdit): unknown {
  switch (edit.kind) {
    case 'ports':
    case 'notPorts':
      return edit.releases
    case 'differentCompanies':
      return edit.names
    case 'title':
      return { platform: edit.platform, release: edit.release, title: edit.to }
    case 'pin':
      return { platform: edit.platform, release: edit.release }
    case 'same':
    case 'different':
      return { platform: edit.platform, releases: edit.releases }
  }
}

/** Order does not count among releases or names; what a title says does not tell it from another. */
function listId(key: string, item: unknown): string {
  if (Array.isArray(item)) return JSON.stringify(unordered(item))
  if (typeof item !== 'object' || item === null) return JSON.stringify(item)
  if (key === 'ports' || key === 'notPorts')
    return JSON.stringify(Object.entries(item).sort(([a], [b]) => byCodeUnit(a, b)))
  const { platform, release, releases } = item as Readonly<Record<string, unknown>>
  return JSON.stringify([platform, Array.isArray(releases) ? unordered(releases) : release])
}

function unordered(values: readonly unknown[]): string[] {
  return [...new Set(values.map((value) => JSON.stringify(value)))].sort(byCodeUnit)
}

/** What stands there is replaced, what is new comes after it, and what is out goes last, one by one: places move then. */
function changed(text: string, key: Slot['key'], slots: readonly Slot[]): string {
  const place = nodeAt(text, [key])
  const there = placesIn(place, key)
  const replacements: Replacement[] = []
  const fresh: string[] = []
  for (const { id, value } of slots) {
    if (value === undefined) continue
    const node = there.get(id)
    if (!node) fresh.push(isList(key) ? inWords(value) : `${JSON.stringify(id)}: ${inWords(value)}`)
    else if (isOther(node, value, key)) replacements.push({ node, by: inWords(value) })
  }
  let edited = replaced(text, replacements)
  if (fresh.length > 0 && place && replacements.length === 0) edited = appended(text, place, fresh)
  else if (fresh.length > 0) edited = inserted(edited, key, isList(key) ? '[]' : '{}', fresh)
  for (const { id, value } of slots)
    if (value === undefined && there.has(id)) edited = withoutAll(edited, key, id)
  return edited === text ? text : withoutEmpty(edited, key)
}

/** What nothing is left of goes, unless someone wrote into it, or beside it. */
function withoutEmpty(text: string, key: Slot['key']): string {
  const node = nodeAt(text, [key])
  if (!node) return text
  const end = node.offset + node.length
  const isEmpty = text.slice(node.offset + 1, end - 1).trim() === ''
  return isEmpty && !/^[ \t]*,?[ \t]*\//.test(text.slice(end)) ? removed(text, node) : text
}

/** A list may say the same twice. */
function withoutAll(text: string, key: Slot['key'], id: string): string {
  let edited = text
  for (;;) {
    const node = placesIn(nodeAt(edited, [key]), key).get(id)
    if (!node) return edited
    edited = removed(edited, node)
  }
}

function placesIn(node: Node | undefined, key: string): Map<string, Node> {
  return new Map(
    childrenOf(node).flatMap((child): [string, Node][] => {
      if (isList(key)) return [[listId(key, getNodeValue(child)), child]]
      const [name, value] = childrenOf(child)
      return name && value ? [[String(name.value), value]] : []
    }),
  )
}

/** Of a list only titles say more than what tells them apart. */
function isOther(node: Node, value: unknown, key: string): boolean {
  if (isList(key) && key !== 'title') return false
  return sorted(getNodeValue(node)) !== sorted(value)
}

/** Whatever the order of its keys. */
function sorted(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return JSON.stringify(value)
  return JSON.stringify(Object.entries(value).sort(([a], [b]) => byCodeUnit(a, b)))
}

/** On one line, with spaces where people put them. */
function inWords(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inWords).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${inWords(item)}`)
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`
}
