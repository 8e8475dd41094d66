/** The hard limits of a policy. Nothing else removes a release. */
import { canonicalRegion, languageMeets } from '../names/regions.ts'
import { anyGlob, nameGlob } from './glob.ts'
import { classesOf } from './kinds.ts'
import type { Policy } from './policy.ts'
import { effectiveLanguages, preferencesOf } from './preferences.ts'
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
    if (excluded.length > 0) {
      const classes = classesOf(release)
      const hit = excluded.find((entry) => classes.includes(entry))
      if (hit) return `exclude: ${hit}`
    }
    if (onlyRegions && !facts.regions.some((region) => onlyRegions.has(region))) return 'only: regions'
    if (languages) {
      const spoken = effectiveLanguages(facts, preferences)
      if (!languages.some((wanted) => spoken.some((stated) => languageMeets(stated, wanted))))
        return 'only: languages'
    }
    if (onlyNames && !onlyNames(name)) return 'only: names'
    const drop = drops.find(({ test }) => test(name))
    return drop && `drop: ${drop.pattern}`
  }
}
