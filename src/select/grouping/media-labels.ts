/**
 * Media that a DAT counts alike by a slip, and calls differently: of `(Disk 2 of 3)(Data Disk 1)` and `(Disk 2 of
 * 3)(Data Disk 2)` neither stands in for the other.
 */
import { addTo, pairs } from '../../groups.ts'
import type { ReleaseFacts } from '../../names/facts.ts'
import type { Apart } from '../decisions.ts'

/** Pairs of places whose releases are different media, though they have the same key. */
export function differentMedia(all: readonly Medium[]): readonly Pair[] {
  const labelled = new Map<string, Labelled[]>()
  for (const [place, { key, disc, release }] of all.entries()) {
    const named = disc === '' ? undefined : labelOf(release.facts)
    if (named) addTo(labelled, key, { place, ...named })
  }
  return [...labelled.values()].flatMap((media) => (isContested(media) ? pairsOf(media) : []))
}

interface Medium {
  readonly key: string
  /** Which disc of a set; '' where it says none. */
  readonly disc: string
  readonly release: { readonly facts: ReleaseFacts }
}

type Pair = Pick<Apart, 'a' | 'b'>

interface Labelled {
  readonly place: number
  readonly label: string
  /** The name without it. */
  readonly rest: string
}

function labelOf({ name, tags }: ReleaseFacts): Pick<Labelled, 'label' | 'rest'> | undefined {
  const tag = tags.find(({ kind }) => kind === 'media-label')
  if (!tag) return undefined
  const [start, end] = tag.span
  return { label: tag.text.toLowerCase(), rest: name.slice(0, start) + name.slice(end) }
}

/** Two have the same name but for what they are called. Else it is two editions that call a medium differently. */
function isContested(media: readonly Labelled[]): boolean {
  const labels = new Map<string, string>()
  return media.some(({ label, rest }) => {
    const known = labels.get(rest)
    labels.set(rest, label)
    return known !== undefined && known !== label
  })
}

function pairsOf(media: readonly Labelled[]): Pair[] {
  return pairs(media).flatMap(([one, other]) =>
    one.label === other.label ? [] : [{ a: one.place, b: other.place }],
  )
}
