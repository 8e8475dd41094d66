/** What a game is called beside its other discs and demos. */
import type { Convention } from './convention.ts'
import type { Tag } from './facts.ts'

/** The title, what of the tags tells games apart, and text that stands between tags. */
export function makeLabel(
  name: string,
  title: string,
  titleEnd: number,
  tags: readonly Tag[],
  { kept, tellsApart }: Convention,
): string {
  let label = title
  let at = titleEnd
  let medium = false
  for (const tag of tags) {
    const { kind, text, span, value } = tag
    const [start, end] = span
    if (start < titleEnd) continue
    if (start > at + 1) label = withText(label, name.slice(at, start))
    at = end
    // what a disc is called matters only where its number is not known: `(Disk 2 of 3)(Data Disk)`
    if (!(kept.has(kind) || tellsApart?.(tag)) || (kind === 'media-label' && medium)) continue
    label += ` (${kind === 'media' ? (value ?? text) : text})`
    if (kind === 'media') medium = true
  }
  return at < name.length ? withText(label, name.slice(at)) : label
}

function withText(label: string, between: string): string {
  const text = between.trim()
  return text === '' ? label : `${label} ${text}`
}
