/** What a game is called beside its other discs and demos. */
import type { Tag, TagKind } from './facts.ts'

/** Tags that tell games apart rather than releases of one game. */
const KEPT: ReadonlySet<TagKind> = new Set([
  'media',
  'demo',
  'sample',
  'program',
  'addon',
  'promo',
  'manual',
  'video',
  'audio',
  'bios',
  'hardware',
  'id',
  'edition',
  'made-in',
  'additional',
])

/** The title, what of the tags tells games apart, and text that stands between tags. */
export function makeLabel(name: string, title: string, titleEnd: number, tags: readonly Tag[]): string {
  let label = title
  let at = titleEnd
  for (const { kind, text, span, value } of tags) {
    const [start, end] = span
    if (start < titleEnd) continue
    if (start > at + 1) label = withText(label, name.slice(at, start))
    if (KEPT.has(kind)) label += ` (${kind === 'media' ? (value ?? text) : text})`
    at = end
  }
  return at < name.length ? withText(label, name.slice(at)) : label
}

function withText(label: string, between: string): string {
  const text = between.trim()
  return text === '' ? label : `${label} ${text}`
}
