/** Checks what a preset was called with: a config is compiled without a look at its types. */
import { check, type Known } from '../src/config/checking/check.ts'
import { asData } from '../src/config/reading/data.ts'
import type { TargetInPlace } from '../src/targets/preset.ts'
import { presetShape, type OptionKinds } from './option-shapes.ts'

const NOTHING_KNOWN: Known = {
  names: { roots: [], dats: [], policies: [], playlists: [], sources: [], pictures: [], identifiers: [] },
  words: {},
}

/**
 * Nothing where the options are right. Else what would stand in a config that is JSON: there the validation finds each
 * fault at its place, together with all else that is wrong with the config. An error thrown here would hide that.
 */
export function misuse(
  preset: string,
  kinds: OptionKinds,
  options: object,
): TargetInPlace<never, never> | undefined {
  const { data, refused } = asData(options)
  const isRight = refused.length === 0 && check(data, presetShape(kinds), NOTHING_KNOWN).length === 0
  if (isRight) return undefined
  const given = typeof options === 'object' && !Array.isArray(options) ? options : {}
  return { ...given, preset } as unknown as TargetInPlace<never, never>
}
