/** Names that the words and options of a call mean. */
import { didYouMeanPlatform } from '../../config/checking/suggest-platform.ts'
import { didYouMean } from '../../config/checking/suggest.ts'
import { usageError } from '../../errors.ts'
import { platformBySlug } from '../../platforms/lookup.ts'

/** More than that are no answer to somebody who mistyped one. */
const MOST_TOLD = 20

/**
 * Throws `cli-usage` for a name that is none of the known ones, with the nearest, else with all of a few.
 *
 * @param what of what it is the name, for people: `root`
 */
export function checkName(what: string, name: string, known: readonly string[]): void {
  if (known.includes(name)) return
  const all = known.length > 0 && known.length <= MOST_TOLD ? `There are: ${known.join(', ')}.` : undefined
  const hint = didYouMean(name, known) ?? all
  throw usageError(`There is no ${what} \`${name}\`.`, hint)
}

/** Throws `cli-usage` for a slug of no platform. */
export function checkPlatform(slug: string | undefined): void {
  if (slug === undefined || platformBySlug(slug)) return
  throw usageError(`There is no platform \`${slug}\`.`, didYouMeanPlatform(slug))
}
