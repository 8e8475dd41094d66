/** What the words behind `curator romsets` mean: policies, platforms, numbers of versions. */
import { didYouMeanPlatform } from '../../../config/checking/suggest-platform.ts'
import { didYouMean } from '../../../config/checking/suggest.ts'
import type { ResolvedConfig } from '../../../config/resolved.ts'
import { usageError } from '../../../errors.ts'
import { ownValue } from '../../../own-value.ts'
import type { NamedPolicy } from '../../../report/romsets.ts'
import type { Steps } from '../../../steps/steps.ts'

/** Of a config with one policy that one, when no name is given. Throws `cli-usage`. */
export function policyNamed({ policies }: ResolvedConfig, word: string | undefined): NamedPolicy {
  const names = Object.keys(policies)
  const name = word ?? (names.length === 1 ? names[0] : undefined)
  const rules = name === undefined ? undefined : ownValue(policies, name)
  if (name !== undefined && rules) return { name, rules }
  const known = names.length > 0 ? `The config has ${names.join(', ')}.` : 'The config has none.'
  if (name === undefined) throw usageError('Name a policy.', known)
  const unused =
    name === 'everything' ? 'No target and no playlist uses it: declare it, or let one.' : undefined
  const hint = unused ?? didYouMean(name, names) ?? known
  throw usageError(`There is no policy named \`${name}\`.`, hint)
}

/** Slugs of all platforms that DATs list, or of the one that is wanted. Throws `cli-usage`. */
export async function platformsWanted(
  { engine, selection }: Steps,
  wanted: string | undefined,
): Promise<readonly string[]> {
  const listed = await engine.get(selection.platforms, '')
  if (wanted === undefined) return listed
  if (listed.includes(wanted)) return [wanted]
  const known = listed.length > 0 ? `The DATs list ${listed.join(', ')}.` : 'No DAT lists any.'
  throw usageError(
    `No DAT lists games for the platform \`${wanted}\`.`,
    didYouMeanPlatform(wanted, listed) ?? known,
  )
}

/** Undefined when the word is no number. */
export function versionIn(word: string | undefined): number | undefined {
  return word !== undefined && /^[1-9]\d{0,14}$/.test(word) ? Number(word) : undefined
}

/** Throws `cli-usage` when the word is no number of a version. */
export function versionOf(word: string | undefined): number {
  const version = versionIn(word)
  if (version !== undefined) return version
  const message =
    word === undefined ? 'Name a romset by its number.' : `\`${word}\` is no number of a romset.`
  throw usageError(message, '`curator romsets list` names them.')
}
