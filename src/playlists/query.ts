/** Turns the `where` of a playlist into a test of single picks. */
import type { CompanyResolver } from '../companies/resolve.ts'
import { plainTitle } from '../identify/titles/spelling/title-key.ts'
import { COMPAT_STATUSES, RUN_TIERS, type GameFacts } from '../metadata/facts.ts'
import { canonicalRegion, languageMeets } from '../names/regions.ts'
import { ownValue } from '../own-value.ts'
import { anyGlob } from '../select/glob.ts'
import type { Pick } from '../select/pick.ts'
import type { Compatible, PlaylistQuery, Range, RunsOn } from './playlist.ts'

/** What is known of games beside what their releases are called. */
interface QueryContext {
  readonly factsOf: (pick: Pick) => GameFacts
  /** Tells which company a name means. */
  readonly companies: CompanyResolver
}

type Test = (pick: Pick) => boolean

/** Conditions that need what metadata says. */
const OF_FACTS = [
  'year',
  'genre',
  'developer',
  'publisher',
  'franchise',
  'players',
  'rating',
  'hasArtwork',
  'achievements',
  'runsOn',
  'compatible',
] as const satisfies readonly (keyof PlaylistQuery)[]

/** Whether a query asks for more than the names of releases tell. */
export function asksForFacts(query: PlaylistQuery): boolean {
  return within(query).some((one) => OF_FACTS.some((condition) => one[condition] !== undefined))
}

/** Whether a query names companies. */
export function asksForCompanies(query: PlaylistQuery): boolean {
  return within(query).some(({ developer, publisher }) => developer !== undefined || publisher !== undefined)
}

/** A query and all that it is made of. */
export function within(query: PlaylistQuery): readonly PlaylistQuery[] {
  const { all = [], any = [], not } = query
  return [query, ...[...all, ...any, ...(not ? [not] : [])].flatMap(within)]
}

export function queryOf(query: PlaylistQuery, context: QueryContext): Test {
  const { all, any, not } = query
  const inner = (queries: readonly PlaylistQuery[]) => queries.map((one) => queryOf(one, context))
  const tests: Test[] = [...namedConditions(query), ...factConditions(query, context)]
  if (all) tests.push(...inner(all))
  if (any) {
    const some = inner(any)
    tests.push((pick) => some.some((test) => test(pick)))
  }
  if (not) {
    const test = queryOf(not, context)
    tests.push((pick) => !test(pick))
  }
  return (pick) => tests.every((test) => test(pick))
}

/** What a release's name tells. */
function namedConditions({ platform, region, language, title }: PlaylistQuery): Test[] {
  const tests: Test[] = []
  if (platform) tests.push((pick) => platform.includes(pick.platform))
  if (region) {
    const wanted = new Set(region.map((spelling) => canonicalRegion(spelling) ?? spelling))
    tests.push(({ regions }) => regions.some((name) => wanted.has(name)))
  }
  if (language)
    tests.push(({ languages }) =>
      language.some((wanted) => languages.some((stated) => languageMeets(stated, wanted))),
    )
  if (title) {
    const test = anyGlob(title)
    tests.push(({ game }) => test(game))
  }
  return tests
}

/** What metadata tells. Where it says nothing, the condition does not hold. */
function factConditions(query: PlaylistQuery, { factsOf, companies }: QueryContext): Test[] {
  const { year, genre, developer, publisher, franchise, players, rating, hasArtwork, achievements } = query
  const { runsOn, compatible } = query
  const tests: Test[] = []
  const add = (test: (facts: GameFacts, pick: Pick) => boolean) =>
    tests.push((pick) => test(factsOf(pick), pick))
  if (year) add((facts, pick) => isWithin(pick.year ?? facts.year, year))
  if (genre) add(({ genres }) => hasWords(genres, genre))
  if (franchise) add(({ franchises }) => hasWords(franchises, franchise))
  if (developer) add(({ developers }) => isAnyOf(developers, developer, companies))
  if (publisher) add(({ publishers }) => isAnyOf(publishers, publisher, companies))
  if (players) add((facts) => isWithin(facts.players, players))
  if (rating) add((facts) => isWithin(facts.rating, rating))
  if (typeof hasArtwork === 'boolean') add(({ artwork = [] }) => artwork.length > 0 === hasArtwork)
  else if (hasArtwork) add(({ artwork = [] }) => hasArtwork.some((kind) => artwork.includes(kind)))
  if (typeof achievements === 'boolean') add((facts) => (facts.achievements ?? 0) > 0 === achievements)
  else if (achievements) add((facts) => isWithin(facts.achievements, achievements))
  if (runsOn) add(({ runsOn: known }) => runs(known, runsOn))
  if (compatible) add(({ compatible: known }) => isCompatible(known, compatible))
  return tests
}

/** `rpg` is in `role playing rpg`, and `shoot` is not in `shooter`. */
function hasWords(texts: readonly string[] = [], wanted: readonly string[]): boolean {
  const words = wanted.map(plainTitle).filter((plain) => plain !== '')
  return texts.some((text) => words.some((plain) => hasWord(text, plain)))
}

/** Of plain forms. */
export function hasWord(text: string, plain: string): boolean {
  return ` ${text} `.includes(` ${plain} `)
}

function isAnyOf(
  forms: readonly string[] = [],
  names: readonly string[],
  companies: CompanyResolver,
): boolean {
  return names.some((name) => {
    const form = companies(name)?.form
    return form !== undefined && forms.includes(form)
  })
}

function isWithin(value: number | undefined, { from = -Infinity, to = Infinity }: Range): boolean {
  return value !== undefined && value >= from && value <= to
}

function runs(known: GameFacts['runsOn'], { device, atLeast = 'fair' }: RunsOn): boolean {
  const tier = known && ownValue(known, device)
  return tier !== undefined && RUN_TIERS.indexOf(tier) >= RUN_TIERS.indexOf(atLeast)
}

/** What is said of all versions holds for a version of which nothing is said. */
function isCompatible(
  known: GameFacts['compatible'] = {},
  { emulator, version, atLeast = 'playable' }: Compatible,
): boolean {
  const keys = version === undefined ? [emulator] : [`${emulator} ${version}`, `${emulator} *`]
  const status = keys.flatMap((key) => ownValue(known, key) ?? [])[0]
  return status !== undefined && COMPAT_STATUSES.indexOf(status) >= COMPAT_STATUSES.indexOf(atLeast)
}
