/** Finds the releases that the entries of clone lists speak of, and gathers what is said of each. */
import { CuratorError, problem } from '../../errors.ts'
import { addTo } from '../../groups.ts'
import { effectiveLanguages, type Preferences } from '../preferences.ts'
import type { Release } from '../selection.ts'
import type { CloneEntry, CloneList } from './clone-list.ts'
import { heldResults } from './filters.ts'
import { nameIndex } from './name-index.ts'
import type { Cover, Listing } from './listing.ts'
import { regexTester } from './regex.ts'

/**
 * What the lists say of each release, by its name; of releases no list knows there is nothing. Throws a `CuratorError`
 * when an expression takes too long.
 */
export function matchCloneLists(
  releases: readonly Release[],
  lists: readonly CloneList[],
  preferences: Preferences,
): ReadonlyMap<string, Listing> {
  const claims = new Map<string, Claim[]>()
  let file = ''
  const test = regexTester((pattern, cause) => tooSlow(file, pattern, cause))
  const index = nameIndex(releases, test)
  const spoken = spokenLanguages(releases, lists, preferences)
  for (const list of lists) {
    file = list.file
    for (const entry of list.entries) {
      const found = index.find(entry.nameType, entry.term)
      for (const release of found.releases) {
        const languages = spoken.get(release.name)
        const said = { ...entry, ...heldResults(entry.filters, release, { preferences, languages, test }) }
        const claim: Claim = {
          list,
          entry: said.superset ? { ...said, role: 'superset' } : said,
          exactness: found.exactness,
        }
        addTo(claims, release.name, claim)
      }
    }
  }
  const listings = new Map([...claims].map(([name, said]) => [name, listingOf(said)]))
  for (const [name, languages] of spoken) {
    listings.set(name, { ...(listings.get(name) ?? UNLISTED), languages })
  }
  return listings
}

const UNLISTED: Listing = { source: '', superset: false, priority: 1, covers: [] }

/** The languages of releases that have others than their names say. */
function spokenLanguages(
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

/** Most of the names may have been tried by then: whoever wrote it must make it simpler. */
function tooSlow(file: string, pattern: string, cause: unknown): CuratorError {
  const message = `${file}: The expression ${pattern} takes too long.`
  return new CuratorError(problem('clone-list-unreadable', message, { path: file }), { cause })
}

interface Claim {
  readonly list: CloneList
  readonly entry: CloneEntry
  readonly exactness: number
}

/**
 * Of several entries that name a game the most exact one counts, then the first. Compilations and shared supersets add
 * up; and so does what is said of the release without naming a game.
 */
function listingOf(claims: readonly Claim[]): Listing {
  const grouping = claims.filter(({ entry }) => entry.group !== undefined)
  const [best] = grouping.toSorted((a, b) => b.exactness - a.exactness)
  const exact = grouping.filter(({ exactness }) => exactness === best?.exactness)
  const bare = claims.filter(({ entry }) => entry.group === undefined)
  const covering = coversOf(claims)
  const own = covering.length > 0 ? undefined : exact[0]
  const first = own ?? covering[0]
  const said = [...bare, ...(first ? [first] : []), ...exact].map(({ entry }) => entry)
  const categories = said.find((entry) => entry.categories)?.categories
  const localNames = said.find((entry) => entry.localNames)?.localNames
  return {
    ...(own?.entry.group === undefined ? {} : { group: own.entry.group.toLowerCase() }),
    source: sourceOf(first ?? bare[0]),
    superset: own?.entry.role === 'superset',
    priority: first?.entry.priority ?? 1,
    covers: covering.map(coverOf),
    ...(categories ? { categories } : {}),
    ...(localNames ? { localNames } : {}),
    ...flagged('englishFriendly', said),
    ...flagged('oldest', said),
    ...flagged('mia', said),
    ...flagged('ignore', said),
  }
}

/** A release that a list puts into several games stands for each of them and belongs to none. */
function coversOf(claims: readonly Claim[]): readonly Claim[] {
  const compilations = claims.filter(({ entry }) => entry.role === 'compilation')
  const supersets = claims.filter(({ entry }) => entry.role === 'superset')
  const several = new Set(supersets.map(({ entry }) => entry.group?.toLowerCase())).size > 1
  return [...compilations, ...(several ? supersets : [])]
}

function coverOf(claim: Claim): Cover {
  const { group = '', titlePosition, priority, role } = claim.entry
  return {
    group: group.toLowerCase(),
    source: sourceOf(claim),
    priority,
    superset: role === 'superset',
    ...(titlePosition === undefined ? {} : { position: titlePosition }),
  }
}

function sourceOf(claim: Claim | undefined): string {
  if (!claim) return ''
  const { list, entry } = claim
  return `${list.name}#${entry.group ?? entry.term}`
}

type Flag = 'englishFriendly' | 'oldest' | 'mia' | 'ignore'

function flagged<F extends Flag>(flag: F, entries: readonly CloneEntry[]): { [K in F]?: true } {
  return entries.some((entry) => entry[flag]) ? ({ [flag]: true } as { [K in F]?: true }) : {}
}
