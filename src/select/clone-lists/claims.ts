/** What the entries of clone lists say of each release that they find. */
import { CuratorError, problem } from '../../errors.ts'
import { addTo } from '../../groups.ts'
import { effectiveLanguages, type Preferences } from '../criteria/preferences.ts'
import type { Release } from '../selection.ts'
import type { CloneEntry, CloneList } from './clone-list.ts'
import { heldResults } from './filters.ts'
import { nameIndex } from './name-index.ts'
import { regexTester } from './regex.ts'

export interface Claim {
  readonly list: CloneList
  readonly entry: CloneEntry
  /** How exactly the search term tells the release: a more exact one beats a vaguer one. */
  readonly exactness: number
}

/**
 * By the name of the release, in the order of the lists and their entries. Throws a `CuratorError` when an expression
 * takes too long.
 */
export function claimsOn(
  releases: readonly Release[],
  lists: readonly CloneList[],
  preferences: Preferences,
  spoken: ReadonlyMap<string, readonly string[]>,
): ReadonlyMap<string, readonly Claim[]> {
  const claims = new Map<string, Claim[]>()
  let file = ''
  const test = regexTester((pattern, cause) => tooSlow(file, pattern, cause))
  const index = nameIndex(releases, test)
  for (const list of lists) {
    file = list.file
    for (const entry of list.entries) {
      const { releases: found, exactness } = index.find(entry.nameType, entry.term)
      for (const release of found) {
        const languages = spoken.get(release.name)
        const said = { ...entry, ...heldResults(entry.filters, release, { preferences, languages, test }) }
        addTo(claims, release.name, {
          list,
          entry: said.superset ? { ...said, role: 'superset' } : said,
          exactness,
        })
      }
    }
  }
  return claims
}

/** Most of the names may have been tried by then: whoever wrote it must make it simpler. */
function tooSlow(file: string, pattern: string, cause: unknown): CuratorError {
  const message = `${file}: The expression ${pattern} takes too long.`
  return new CuratorError(problem('clone-list-unreadable', message, { path: file }), { cause })
}

/** The languages of releases that have others than their names say. */
export function spokenLanguages(
  releases: readonly Release[],
  lists: readonly CloneList[],
  preferences: Preferences,
): ReadonlyMap<string, readonly string[]> {
  const known = lists.flatMap(({ languages }) => (languages ? [languages] : []))
  const spoken = new Map<string, readonly string[]>()
  if (known.length === 0) return spoken
  for (const { name, facts } of releases) {
    const list = known.find((languages) => Object.hasOwn(languages, name))
    const languages = list?.[name]
    if (!languages) continue
    const stated = effectiveLanguages(facts, preferences)
    if (languages.length !== stated.length || stated.some((code) => !languages.includes(code)))
      spoken.set(name, languages)
  }
  return spoken
}

/** The most exact of those that name a game, in their order. */
export function mostExact(claims: readonly Claim[]): readonly Claim[] {
  const grouping = claims.filter(({ entry }) => entry.group !== undefined)
  const best = Math.max(0, ...grouping.map(({ exactness }) => exactness))
  return grouping.filter(({ exactness }) => exactness === best)
}

/**
 * A release that a list puts into several games stands for each of them and belongs to none.
 * @param nameOf the game of a claim, where lists call one otherwise
 */
export function coversOf(
  claims: readonly Claim[],
  nameOf: (claim: Claim) => string = gameOf,
): readonly Claim[] {
  const compilations = claims.filter(({ entry }) => entry.role === 'compilation')
  const supersets = claims.filter(({ entry }) => entry.role === 'superset')
  const several = new Set(supersets.map(nameOf)).size > 1
  return [...compilations, ...(several ? supersets : [])]
}

/** The game, in lower case; '' where it names none. */
export function gameOf({ entry }: Claim): string {
  return entry.group?.toLowerCase() ?? ''
}
