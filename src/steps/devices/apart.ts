/** Which parts of a target are known not to get in each other's way, since that was found out the last time. */
import { digest } from '../../engine/canonical.ts'
import type { Target } from '../../targets/preset.ts'
import { nodeOf, type Made } from './sections.ts'

/** To be left where each file of each part has its place to itself. */
export function noteApart(target: Target, parts: readonly Made[]): string {
  const note: Note = { names: namesOf(target), parts: parts.map((part) => [nodeOf(part), part.facts.digest]) }
  return JSON.stringify(note)
}

/** The nodes of those parts that are what they were when that was noted. */
export function apartBefore(
  note: string | undefined,
  target: Target,
  parts: readonly Made[],
): ReadonlySet<string> {
  if (!note) return new Set()
  const before = JSON.parse(note) as Note
  if (before.names !== namesOf(target)) return new Set()
  const digests = new Map(before.parts)
  const same = parts.filter((part) => digests.get(nodeOf(part)) === part.facts.digest)
  return new Set(same.map(nodeOf))
}

interface Note {
  /** A fingerprint of the rules by which paths are the same place. */
  readonly names: string
  readonly parts: readonly (readonly [node: string, digest: string])[]
}

function namesOf({ device: { names } }: Target): string {
  return digest(JSON.stringify(names))
}
