/** Finds the games that a list means: by hash, by the name of a release or a game, by a title spelt otherwise. */
import { addTo } from '../groups.ts'
import { haveOtherAccents } from '../identify/titles/spelling/accents.ts'
import { areWordsShifted } from '../identify/titles/spelling/joined-words.ts'
import { calledAlike, leftOutOf, readsOtherwise } from '../identify/titles/spelling/left-out.ts'
import { haveOtherMarks } from '../identify/titles/spelling/marks.ts'
import { nearTitles } from '../identify/titles/nearness/titles.ts'
import { isKeyOfTwo, matchKey, plainTitle, sequelNumbers } from '../identify/titles/spelling/title-key.ts'
import type { GameFacts } from '../metadata/facts.ts'
import { lazy } from '../lazy.ts'
import { MOST_NEAREST, nearestTo } from '../select/nearest.ts'
import type { Pick } from '../select/pick.ts'
import type { ListEntry } from './list-file.ts'
import { normalizeRelease, normalizeTitle } from './titles.ts'

export interface UnresolvedTitle {
  readonly title: string
  /** Of a word of a question: what it was asked as, such as `genre`. */
  readonly asked?: string
  /** As the list says it. */
  readonly platform?: string
  /** The nearest titles, best first; may be empty. */
  readonly nearest: readonly string[]
}

interface ResolveContext {
  readonly factsOf: (pick: Pick) => GameFacts
  /** Of the games with a ROM that an entry states: all their releases, as `platform/release`. */
  readonly releasesOf: (entry: ListEntry) => ReadonlySet<string>
  /** Of the games that have a release of this name, or with this title: all their releases, as `platform/release`. */
  readonly releasesNamed: (title: string) => ReadonlySet<string>
}

interface Resolved {
  /** In the order of the list. */
  readonly found: readonly Pick[]
  readonly unresolved: readonly UnresolvedTitle[]
}

export function resolveList(
  entries: readonly ListEntry[],
  picks: readonly Pick[],
  { factsOf, releasesOf, releasesNamed }: ResolveContext,
): Resolved {
  const found: Pick[] = []
  const unresolved: UnresolvedTitle[] = []
  if (entries.length === 0) return { found, unresolved }
  const full = index(picks, ({ platform, release }) => [`${platform}/${release}`])
  const places = lazy(() => new Map(picks.map((pick, place) => [pick, place])))
  const placeOf = (pick: Pick): number => places().get(pick) ?? picks.length
  /** In the order of the picks: a set has that in which the catalog came to know the releases. */
  const among = (releases: ReadonlySet<string>): readonly Pick[] =>
    [...releases].flatMap((release) => full(release) ?? []).sort((a, b) => placeOf(a) - placeOf(b))
  const called = ({ game }: Pick): readonly string[] => [game]
  const alsoCalled = (pick: Pick): readonly string[] => factsOf(pick).titles ?? []
  const byTitle = index(picks, called)
  const finders = [
    index(picks, ({ release }) => [release]),
    byTitle,
    toldApart(named(picks, called, normalizeTitle, isOther)),
    index(picks, ({ release }) => [normalizeRelease(release)], normalizeRelease),
    // a list names games: whichever release of one is kept, and whatever that is called
    (title: string) => among(releasesNamed(title)),
    unique(named(picks, called, keyOf, isOtherByKey)),
    unique(named(picks, alsoCalled, keyOf, isOtherByKey)),
  ]
  const nearest = nearestGames(picks, alsoCalled)
  /** A game of another platform than was asked for says of which it is. */
  const told = (platform: string | undefined) => (title: string) => {
    const on = new Set(byTitle(title)?.map((pick) => pick.platform))
    return platform === undefined || on.has(platform) ? title : `${title} (${[...on].sort().join(', ')})`
  }
  for (const entry of entries) {
    const fits = (some: readonly Pick[] | undefined) => {
      const here = some?.filter(({ platform }) => entry.platform === undefined || platform === entry.platform)
      return here && here.length > 0 ? here : undefined
    }
    const hits =
      fits(among(releasesOf(entry))) ??
      firstOf(finders, (find) => firstOf(entry.titles, (title) => fits(find(title))))
    if (hits) found.push(...gamesFirst(hits, entry.titles))
    else
      unresolved.push({
        title: entry.shown,
        ...(entry.platform === undefined ? {} : { platform: entry.platform }),
        nearest:
          unresolved.length < MOST_NEAR ? nearest(entry.titles.at(-1) ?? '').map(told(entry.platform)) : [],
      })
  }
  return { found, unresolved }
}

type Finder = (text: string) => readonly Pick[] | undefined

function index(
  picks: readonly Pick[],
  keysOf: (pick: Pick) => readonly string[],
  read: (text: string) => string = (text) => text,
): Finder {
  // most titles are found by the first ways
  const byKey = lazy(() => {
    const map = new Map<string, Pick[]>()
    for (const pick of picks) for (const key of new Set(keysOf(pick))) if (key !== '') addTo(map, key, pick)
    return map
  })
  return (text) => byKey().get(read(text))
}

/** Keys leave much out: only what one game alone has can be meant by one. */
function unique(find: Finder): Finder {
  return (text) => {
    const found = find(text)
    const games = new Set(found?.map(({ game }) => plainTitle(game)))
    return games.size === 1 ? found : undefined
  }
}

/** Of Mask and The Mask the one that is spelt as the title is; where neither is, only a person can tell which is meant. */
function toldApart(find: Finder): Finder {
  return (title) => {
    const found = find(title)
    if (!found || new Set(found.map(({ game }) => calledAlike(game))).size === 1) return found
    const alike = found.filter(({ game }) => calledAlike(game) === calledAlike(title))
    return alike.length > 0 ? alike : undefined
  }
}

/** Those with a name that reads as the title does, and is not told from it by something else. */
function named(
  picks: readonly Pick[],
  namesOf: (pick: Pick) => readonly string[],
  read: (title: string) => string,
  isAnother: (title: string, name: string) => boolean,
): Finder {
  const find = index(picks, (pick) => namesOf(pick).map(read), read)
  return (title) => {
    const key = read(title)
    const isCalled = (name: string): boolean => read(name) === key && !isAnother(title, name)
    const left = find(title)?.filter((pick) => namesOf(pick).some(isCalled)) ?? []
    return left.length > 0 ? left : undefined
  }
}

function isOther(title: string, name: string): boolean {
  return (
    readsOtherwise({ title }, { title: name }) ||
    haveOtherAccents(title, name) ||
    haveOtherMarks(title, name) ||
    haveOtherSigns(title, name)
  )
}

/** Keys leave more out than people do. */
function isOtherByKey(title: string, name: string): boolean {
  return (
    isOther(title, name) ||
    areWordsShifted(title, name) ||
    (isKeyOfTwo(matchKey(plainTitle(title))) && plainTitle(title) !== plainTitle(name))
  )
}

/** People leave articles, signs and exclamation marks away, and write no others: Goal! is not Goal!!, nor ♠ ♣. */
function haveOtherSigns(title: string, game: string): boolean {
  const [a, b] = [leftOutOf(title, plainTitle(title)), leftOutOf(game, plainTitle(game))]
  return (
    (a.article !== '' && b.article !== '' && a.article !== b.article) ||
    (a.signs !== '' && b.signs !== '' && a.signs !== b.signs) ||
    (a.marks > 0 && b.marks > 0 && a.marks !== b.marks)
  )
}

/** With what tells games apart that keys make one: `Darius +`, `Ranma 1/2`. */
function keyOf(title: string): string {
  const plain = plainTitle(title)
  const key = matchKey(plain)
  const { noes, joints, signs, ending } = leftOutOf(title, plain)
  return key === '' ? '' : `${key} ${sequelNumbers(plain)} ${noes} ${joints} ${signs} ${ending}`
}

function firstOf<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const result = find(item)
    if (result !== undefined) return result
  }
  return undefined
}

/** A title means the game; its demos only where there is no game, or when the release itself is named. */
function gamesFirst(hits: readonly Pick[], titles: readonly string[]): readonly Pick[] {
  if (hits.length === 1 || hits.some(({ release }) => titles.includes(release))) return hits
  const games = hits.filter(({ isApart }) => !isApart)
  return games.length > 0 ? games : hits
}

/** Looking for what was meant takes long; a list of which so much is not there is another list. */
const MOST_NEAR = 100

function nearestGames(
  picks: readonly Pick[],
  alsoCalled: (pick: Pick) => readonly string[],
): (title: string) => string[] {
  let byTitle: Map<string, string> | undefined
  const titles = lazy(() => {
    const map = new Map<string, Set<string>>()
    for (const pick of picks) {
      const known = map.get(pick.game) ?? new Set([pick.game])
      for (const title of alsoCalled(pick)) known.add(title)
      map.set(pick.game, known)
    }
    return map
  })
  const near = nearTitles(
    // read when it is first asked
    { [Symbol.iterator]: () => titles().keys() },
    (game) => [...(titles().get(game) ?? [])],
    (game) => game,
  )
  return (title) => {
    if (title.trim() === '') return []
    byTitle ??= new Map(picks.toReversed().map(({ game }) => [normalizeTitle(game), game]))
    const known = byTitle
    const alike = near(title, MOST_NEAREST).map(({ item }) => item)
    if (alike.length === MOST_NEAREST) return alike
    const slips = nearestTo(normalizeTitle(title), known.keys()).flatMap((one) => known.get(one) ?? [])
    return [...new Set([...alike, ...slips])].slice(0, MOST_NEAREST)
  }
}
