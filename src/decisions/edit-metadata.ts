/** Changes `metadata.link` in the text of `curation.jsonc`: platform → release → source → id of the entry there. */
import { getNodeValue } from 'jsonc-parser'
import type { DecisionEdit } from './edit.ts'
import { appended, childrenOf, nodeAt, removed, replaced } from './splice.ts'

export type LinkEdit = Extract<DecisionEdit, { readonly kind: 'metadata' }>

/** Of two edits of one link the last counts. */
export function editLinks(text: string, edits: readonly LinkEdit[]): string {
  let edited = text
  /** Releases of which the file says nothing yet: they come at once, however many. */
  const fresh = new Map<string, Map<string, Map<string, string | null>>>()
  for (const edit of last(edits)) {
    const { platform, release, source, to } = edit
    const isThere = nodeAt(edited, ['metadata', 'link', platform, release]) !== undefined
    if (isThere) edited = changed(edited, edit)
    else if (to !== undefined) entryOf(entryOf(fresh, platform), release).set(source, to)
  }
  for (const [platform, releases] of fresh) {
    const path = ['metadata', 'link', platform]
    edited = withTables(edited, path)
    const items = Array.from(
      releases,
      ([release, sources]) => `${JSON.stringify(release)}: ${inWords(sources)}`,
    )
    edited = appended(edited, nodeAt(edited, path), items)
  }
  return edited
}

function last(edits: readonly LinkEdit[]): LinkEdit[] {
  return [...new Map(edits.map((edit) => [JSON.stringify(pathOf(edit)), edit])).values()]
}

function pathOf({ platform, release, source }: LinkEdit): string[] {
  return ['metadata', 'link', platform, release, source]
}

function changed(text: string, edit: LinkEdit): string {
  const path = pathOf(edit)
  const node = nodeAt(text, path)
  if (edit.to === undefined) return node ? withoutEmpty(removed(text, node), path.slice(0, -1)) : text
  const by = JSON.stringify(edit.to)
  if (!node) return appended(text, nodeAt(text, path.slice(0, -1)), [`${JSON.stringify(edit.source)}: ${by}`])
  return getNodeValue(node) === edit.to ? text : replaced(text, [{ node, by }])
}

/** A table that nothing is left of goes as well, and then perhaps the one around it. */
function withoutEmpty(text: string, path: readonly string[]): string {
  const node = nodeAt(text, [...path])
  if (path.length === 0 || !node || childrenOf(node).length > 0) return text
  return withoutEmpty(removed(text, node), path.slice(0, -1))
}

function withTables(text: string, path: readonly string[]): string {
  return path.reduce((edited, key, depth) => {
    if (nodeAt(edited, path.slice(0, depth + 1))) return edited
    return appended(edited, nodeAt(edited, path.slice(0, depth)), [`${JSON.stringify(key)}: {}`])
  }, text)
}

function entryOf<K, A, B>(map: Map<K, Map<A, B>>, key: K): Map<A, B> {
  const known = map.get(key) ?? new Map<A, B>()
  map.set(key, known)
  return known
}

function inWords(sources: ReadonlyMap<string, string | null>): string {
  const fields = Array.from(sources, ([source, ref]) => `${JSON.stringify(source)}: ${JSON.stringify(ref)}`)
  return `{ ${fields.join(', ')} }`
}
