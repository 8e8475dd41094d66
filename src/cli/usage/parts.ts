/** Verbs of several parts: `curator dats update`. Each part is loaded when it is called. */
import { usageError } from '../../errors.ts'
import { ownValue } from '../../own-value.ts'
import type { Call } from '../call.ts'

export type Parts = Readonly<Record<string, (call: Call, words: readonly string[]) => Promise<number>>>

/**
 * Runs the part that the first word names. Throws `cli-usage` when there is none.
 *
 * @param of what the verb is about, for people: `Say what to do with DATs`
 */
export async function runPart(call: Call, verb: string, of: string, parts: Parts): Promise<number> {
  const [name, ...words] = call.positionals
  const part = name === undefined ? undefined : ownValue(parts, name)
  if (part) return part(call, words)
  const { didYouMean } = await import('../../config/checking/suggest.ts')
  const names = Object.keys(parts)
  const hint = (name === undefined ? undefined : didYouMean(name, names)) ?? `See \`curator ${verb} --help\`.`
  const message =
    name === undefined
      ? `Say what to do with ${of}: ${names.join(', ')}.`
      : `\`curator ${verb}\` has no \`${name}\`.`
  throw usageError(message, hint)
}

/** Throws `cli-usage` for words that nothing is known to be done with. `part`: of a verb, `romsets list`. */
export function refuseWords(part: string, [first]: readonly (string | undefined)[], hint?: string): void {
  if (first === undefined) return
  const [verb] = part.split(' ')
  throw usageError(`\`curator ${part}\` takes no \`${first}\`.`, hint ?? `See \`curator ${verb} --help\`.`)
}
