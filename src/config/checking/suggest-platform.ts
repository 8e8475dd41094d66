/** "Did you mean …?" for a word that is no slug of a platform. */
import { platformCalled } from '../../platforms/lookup.ts'
import { PLATFORMS } from '../../platforms/table.ts'
import { asking, didYouMean } from './suggest.ts'

/**
 * A sentence that names the slug of the platform that is called so (`megadrive`, `Nintendo 64`), else the one that needs
 * the fewest slips; nothing when none is near.
 *
 * @param slugs that may stand there
 */
export function didYouMeanPlatform(
  word: string,
  slugs: readonly string[] = PLATFORMS.map(({ slug }) => slug),
): string | undefined {
  const called = platformCalled(word)
  return called !== undefined && slugs.includes(called) ? asking(called) : didYouMean(word, slugs)
}
