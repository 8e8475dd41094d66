/** The hard limits of a policy. Nothing else removes a release. */
import { canonicalRegion, languageMeets } from '../names/regions.ts'
import { anyGlob, nameGlob } from './glob.ts'
import { classesOf, isOfClass } from './grouping/kinds.ts'
import type { Policy } from './policy.ts'
import { languagesOf, placeIn, preferencesOf } from './criteria/preferences.ts'
import type { Release } from './selection.ts'

/** Returns the rule that removes a release (`exclude: beta`, `drop: *Zelda*`), or undefined to let it pass. */
export function filterOf(policy: Policy): (release: Release) => string | undefined {
  const preferences = preferencesOf(policy)
  const { regions, languages, names } = policy.only ?? {}
  const onlyRegions = regions && new Set(regions.map((region) => canonicalRegion(region) ?? region))
  const onlyNames = names && anyGlob(names)
  const drops = (policy.drop ?? []).map((pattern) => ({ pattern, test: nameGlob(pattern) }))
  const excluded = policy.exclude ?? []
  return (release) => {
    const { facts, name } = release
    if (placeIn(preferences.pins, name) < Infinity) return undefined
    if (release.listing?.ignore) return 'clone list: ignore'
    if (excluded.length > 0) {
      const classes = classesOf(release)
      const hit = excluded.find((entry) => isOfClass(classes, entry))
      if (hit) return `exclude: ${hit}`
    }
    if (onlyRegions && !facts.regions.some((region) => onlyRegions.has(region))) return 'only: regions'
    if (languages) {
      const spoken = languagesOf(release, preferences)
      if (
        !isUnknown(release) &&
        !languages.some((wanted) => spoken.some((stated) => languageMeets(stated, wanted)))
      )
        return 'only: languages'
    }
    if (onlyNames && !onlyNames(name)) return 'only: names'
    const drop = drops.find(({ test }) => test(name))
    return drop && `drop: ${drop.pattern}`
  }
}

/** Of a release from nowhere known nobody can say what it speaks. */
function isUnknown({ facts, listing }: Release): boolean {
  if (listing?.languages) return false
  return facts.languages.length === 0 && facts.regions.every((region) => region === 'Unknown')
}
