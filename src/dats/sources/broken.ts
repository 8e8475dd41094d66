/**
 * Which of the files that a source sent in vain a config would have used. They are told as problems: what it does not use
 * harms nobody, and is only mentioned.
 */
import { byCodeUnit } from '../../order.ts'
import { matcherOf } from '../importing/find.ts'
import { filesOf, type DatSource } from './declared.ts'
import type { PartState } from './state.ts'

/** Their sentences, sorted by path. */
export async function brokenIn(
  source: DatSource,
  part: string,
  broken: PartState['broken'] = {},
): Promise<readonly string[]> {
  const globs = filesOf(source)
  const tests = await Promise.all(globs.map(matcherOf))
  const isUsed = (path: string): boolean =>
    globs.some((glob) => path === glob || path.startsWith(`${glob}/`)) || tests.some((test) => test(path))
  return Object.entries(broken)
    .filter(([path]) => isUsed(part === '' ? path : `${part}/${path}`))
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(([, sentence]) => sentence)
}

/** Sentences about what was not taken, without those that are problems. */
export function harmless(refused: readonly string[], broken: readonly string[]): readonly string[] {
  return refused.filter((sentence) => !broken.includes(sentence))
}
