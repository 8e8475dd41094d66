/** Finds the releases that the entries of clone lists speak of, and gathers what is said of each. */
import { addTo } from '../../groups.ts'
import type { Release } from '../selection.ts'
import type { Preferences } from '../preferences.ts'
import type { CloneEntry, CloneList } from './clone-list.ts'
import { heldResults } from './filters.ts'
import { nameIndex } from './name-index.ts'
import type { Cover, Listing } from './listing.ts'
import { regexTester } from './regex.ts'

/** What the lists say of each release, by its name; of releases no list knows there is nothing. */
export function matchCloneLists(
  releases: readonly Release[],
  lists: readonly CloneList[],
  preferences: Preferences,
): ReadonlyMap<string, Listing> {
  const claims = new Map<string, Claim[]>()
  const test = regexTester()
  const index = nameIndex(releases, test)
  for (const list of lists) {
    for (const entry of list.entries) {
      const found = index.find(entry.nameType, entry.term)
      for (const release of found.releases) {
        const said = { ...entry, ...heldResults(entry.filters, release, preferences, test) }
        const claim: Claim = {
          list,
          entry: said.superset ? { ...said, role: 'superset' } : said,
          exactness: found.exactness,
        }
        addTo(claims, release.name, claim)
      }
    }
  }
  return new Map([...claims].map(([name, said]) => [name, listingOf(said)]))
}

/** Search terms that find no release: the list is older than the DAT, or for another one. */
export function unmatchedTerms(releases: readonly Release[], { entries }: CloneList): string[] {
  const index = nameIndex(releases, regexTester())
  return entries.flatMap(({ nameType, term }) =>
    index.find(nameType, term).releases.length > 0 ? [] : [term],
  )
}

interface Claim {
  readonly list: CloneList
  readonly entry: CloneEntry
  readonly exactness: number
}

/** Of several entries the most exact one counts, then the first. Compilations and shared supersets add up. */
function listingOf(claims: readonly Claim[]): Listing {
  const [best] = claims.toSorted((a, b) => b.exactness - a.exactness)
  const exact = claims.filter(({ exactness }) => exactness === best?.exactness)
  const covering = coversOf(claims)
  const own = covering.length > 0 ? undefined : exact.find(({ entry }) => entry.group !== undefined)
  const said = exact.map(({ entry }) => entry)
  const first = own?.entry ?? covering[0]?.entry
  const categories = first?.categories ?? said.find((entry) => entry.categories)?.categories
  const localNames = first?.localNames ?? said.find((entry) => entry.localNames)?.localNames
  return {
    ...(own?.entry.group === undefined ? {} : { group: own.entry.group.toLowerCase() }),
    source: sourceOf(own ?? covering[0] ?? best),
    superset: own?.entry.role === 'superset',
    priority: first?.priority ?? 1,
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
