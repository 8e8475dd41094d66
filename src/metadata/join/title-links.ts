/** Joins entries that are known by titles alone, game by game, with the caution that providers' answers are met with. */
import { addTo } from '../../groups.ts'
import { thousandths } from '../../identify/titles/nearness/best-scores.ts'
import { leftOut } from '../../identify/titles/spelling/left-out.ts'
import { nearTitles, type NearTitle } from '../../identify/titles/nearness/titles.ts'
import { nearness, titleShape } from '../../identify/titles/nearness/nearness.ts'
import { matchKey, plainTitle } from '../../identify/titles/spelling/title-key.ts'
import { byCodeUnit } from '../../order.ts'
import type { SearchResult } from '../game.ts'
import { judge } from '../match.ts'
import { searchResult } from '../result.ts'
import { yearOf } from '../values.ts'
import { refOf, type JoinEntry, type SourceEntries } from './entries.ts'
import type { DecidedGames, Link, Suggestion } from './link.ts'
import type { JoinTarget, Targets } from './targets.ts'

/** Of one source, for one game. */
export const MOST_SUGGESTED = 8

interface Wanted {
  readonly game: number
  readonly title: string
  readonly year: number | undefined
  readonly targets: readonly JoinTarget[]
}

interface Claim {
  readonly wanted: Wanted
  readonly entry: JoinEntry
  readonly via: 'exact' | 'key'
}

/** What a person said of one game takes nothing from another that an entry is found to be by its title as well. */
export function titleLinks(
  targets: Targets,
  source: SourceEntries,
  {
    known,
    linkedEntries,
    decided,
  }: {
    readonly known: ReadonlySet<number>
    readonly linkedEntries: ReadonlySet<number>
    readonly decided: DecidedGames
  },
): { readonly links: readonly Link[]; readonly suggestions: readonly Suggestion[] } {
  const titled = source.entries.filter(({ id, title }) => title !== undefined && !linkedEntries.has(id))
  if (titled.length === 0) return { links: [], suggestions: [] }
  const index = indexOf(titled, source)
  const claims = new Map<number, Claim[]>()
  const suggestions = new Map<string, Suggestion>()
  const suggest = (wanted: Wanted, result: SearchResult, reason: string, near?: number): void => {
    const score = near ?? nearnessOf(wanted.title, result)
    const suggestion = suggestionOf(wanted, result, { source: source.part.source, reason, score })
    const key = `${wanted.game} ${result.id}`
    const before = suggestions.get(key)
    if (!before || before.score < suggestion.score) suggestions.set(key, suggestion)
  }
  const suggestNear = (wanted: Wanted): void => {
    for (const { item, nearness: near } of index.near(wanted.title))
      suggest(wanted, index.result(item), 'a title that looks like it', near)
  }
  for (const wanted of wantedOf(targets, source, known)) {
    const { match, others } = judge(
      { title: wanted.title, platform: source.part.platform, ...(wanted.year && { year: wanted.year }) },
      index.named(wanted.title),
    )
    const entry = match && index.entry(match.result.id)
    // it only says that the entry is disputed
    if (decided.get(wanted.game)?.has(entry?.id ?? 0) === false) continue
    if (match && entry) {
      const list = claims.get(entry.id) ?? []
      list.push({ wanted, entry, via: match.via })
      claims.set(entry.id, list)
    } else
      for (const other of others) suggest(wanted, other, 'the same title, but something speaks against it')
    if (!match) suggestNear(wanted)
  }
  const links = [...claims.values()].flatMap((list) => {
    const sure = undisputed(list)
    for (const { wanted, entry } of list)
      if (!sure.some((one) => one.wanted.game === wanted.game)) {
        suggest(wanted, index.result(entry), 'several games are called so')
        suggestNear(wanted)
      }
    const open = sure.filter(({ wanted }) => !decided.has(wanted.game))
    return open.flatMap(({ wanted, entry, via }) => wanted.targets.map((target) => ({ target, entry, via })))
  })
  const linked = new Set(links.map(({ target }) => target.game))
  const taken = new Set([...decided.values()].flatMap((entries) => [...entries]))
  const isAsked = ({ game, ref }: Suggestion): boolean =>
    !linked.has(game) && !decided.has(game) && !taken.has(index.entry(ref)?.id ?? 0)
  return { links, suggestions: bestOf([...suggestions.values()].filter(isAsked)) }
}

/** Two games of one spelling (`Goal!`, `Goal!!`) cannot both be the entry: the one that agrees in what spelling leaves out. */
function undisputed(claims: readonly Claim[]): readonly Claim[] {
  const isOne = (some: readonly Claim[]): boolean =>
    new Set(some.map(({ wanted }) => spelling(wanted.title))).size === 1
  if (isOneGame(claims)) return claims
  const agreeing = claims.filter(
    ({ wanted, entry }) => spelling(wanted.title) === spelling(entry.title ?? ''),
  )
  return isOne(agreeing) && isOneGame(agreeing) ? agreeing : []

  /** Of one spelling; and each a disc of its own, where the catalog has several games. */
  function isOneGame(some: readonly Claim[]): boolean {
    const discs = new Map<string, Set<number>>()
    for (const { wanted } of some)
      for (const { name } of wanted.targets) {
        const disc = /\(Disc [^()]*\)/i.exec(name)?.[0].toLowerCase() ?? ''
        discs.set(disc, (discs.get(disc) ?? new Set()).add(wanted.game))
      }
    const games = new Set(some.map(({ wanted }) => wanted.game))
    return games.size === 1 || (isOne(some) && [...discs.values()].every((of) => of.size === 1))
  }
}

function spelling(title: string): string {
  const plain = plainTitle(title)
  return `${plain} ${leftOut(title, plain)}`
}

/** Each title of each game that the source was not found to know yet. */
function* wantedOf(targets: Targets, source: SourceEntries, known: ReadonlySet<number>): Generator<Wanted> {
  const titles = targets.titles()
  const games = new Map<number, Map<string, { year: number | undefined; targets: JoinTarget[] }>>()
  for (const target of targets.all) {
    if (known.has(target.game)) continue
    const of =
      games.get(target.game) ?? new Map<string, { year: number | undefined; targets: JoinTarget[] }>()
    games.set(target.game, of)
    const read = titles.get(target.id)
    const alias = source.named.get(target.name)
    for (const title of alias === undefined ? (read?.titles ?? []) : [alias]) {
      const wanted = of.get(title) ?? { year: undefined, targets: [] }
      of.set(title, wanted)
      wanted.targets.push(target)
      if (read?.year !== undefined) wanted.year = Math.min(wanted.year ?? read.year, read.year)
    }
  }
  for (const [game, of] of games) for (const [title, wanted] of of) yield { game, title, ...wanted }
}

interface TitleIndex {
  /** All that are called so, spelling aside. */
  named(title: string): readonly SearchResult[]
  /** That look like it, best first. */
  near(title: string): readonly NearTitle<JoinEntry>[]
  entry(ref: string): JoinEntry | undefined
  result(entry: JoinEntry): SearchResult
}

function indexOf(entries: readonly JoinEntry[], { part, titles }: SourceEntries): TitleIndex {
  const titlesOf = (entry: JoinEntry) => [entry.title ?? '', ...(titles.get(entry.id) ?? [])]
  const byRef = new Map<string, JoinEntry>()
  const byKey = new Map<string, JoinEntry[]>()
  for (const entry of entries) {
    byRef.set(refOf(entry), entry)
    const keys = titlesOf(entry).map((title) => matchKey(plainTitle(title)))
    for (const key of new Set(keys)) if (key !== '') addTo(byKey, key, entry)
  }
  const result = (entry: JoinEntry): SearchResult =>
    searchResult(part.source, {
      id: refOf(entry),
      title: entry.title ?? '',
      alternativeTitles: titles.get(entry.id) ?? [],
      platforms: [part.platform],
      year: yearOf(entry.released),
    })
  const near = nearTitles(entries, titlesOf, refOf)
  return {
    named: (title) => (byKey.get(matchKey(plainTitle(title))) ?? []).map(result),
    near: (title) => near(title, MOST_SUGGESTED),
    entry: (ref) => byRef.get(ref),
    result,
  }
}

function suggestionOf(
  { game }: Wanted,
  { id, title }: SearchResult,
  told: { readonly source: string; readonly reason: string; readonly score: number },
): Suggestion {
  return { ...told, game, ref: id, title, score: thousandths(told.score) }
}

/** Of the title that is nearest. */
export function nearnessOf(wanted: string, { title, alternativeTitles }: SearchResult): number {
  const shape = titleShape(wanted)
  return Math.max(...[title, ...alternativeTitles].map((one) => nearness(shape, titleShape(one))))
}

function bestOf(suggestions: readonly Suggestion[]): readonly Suggestion[] {
  const sorted = suggestions.toSorted(
    (a, b) => a.game - b.game || b.score - a.score || byCodeUnit(a.ref, b.ref),
  )
  const counts = new Map<number, number>()
  return sorted.filter(({ game }) => {
    const count = (counts.get(game) ?? 0) + 1
    counts.set(game, count)
    return count <= MOST_SUGGESTED
  })
}
