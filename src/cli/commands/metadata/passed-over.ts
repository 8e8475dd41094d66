/** Why none of the providers that were asked for by name could be asked for a game. */
import type { Outcome } from '../../../metadata/outcome.ts'
import type { HashSet, ProviderDefinition } from '../../../metadata/provider.ts'

interface Wanted {
  readonly platform?: string
  readonly hashes?: HashSet
}

/** @param named as they were asked for; one line for each, and none where another of them was asked */
export function passedOver(
  named: readonly ProviderDefinition[],
  { platform, hashes = {} }: Wanted,
  outcomes: readonly Outcome[],
): readonly string[] {
  if (outcomes.some(({ kind }) => kind !== 'skipped')) return []
  return named.flatMap(({ name, capabilities }) => {
    if (outcomes.some(({ provider }) => provider === name))
      return `${name}: is not asked, for it has no games of \`${platform ?? ''}\``
    const knows = capabilities.byHash.some((kind) => hashes[kind] !== undefined)
    return capabilities.search || knows
      ? []
      : `${name}: is not asked, for it knows games by their hashes alone, and none is known`
  })
}
