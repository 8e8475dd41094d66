/** Joins entries that are known by titles alone, game by game, with the caution that providers' answers are met with. */
import { addTo } from '../../groups.ts'
import { similarity } from '../../identify/titles/similarity.ts'
import { leftOut, matchKey, plainTitle } from '../../identify/titles/title-key.ts'
import { byCodeUnit } from '../../order.ts'
import type { SearchResult } from '../game.ts'
import { judge } from '../match.ts'
import { searchResult } from '../result.ts'
import { yearOf } from '../values.ts'
import type { JoinEntry, SourceEntries } from './entries.ts'
import type { Link, Suggestion } from './link.ts'
import type { JoinTarget, Targets } from './targets.ts'

/** Titles that begin alike are looked at for suggestions: so many letters. */
const BEGINNING = 5
/** Of those, so many before and behind it in the alphabet: sequels stand there. */
const LOOKED_AT = 40
const MOST_SUGGESTED = 5
const ALIKE = 0.85

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

export function titleLinks(
  targets: Targets,
  source: SourceEntries,
  {
    known,
    linkedEntries,
  }: { readonly known: ReadonlySet<number>; readonly linkedEntries: ReadonlySet<number> },
): { readonly links: readonly Link[]; readonly suggestions: readonly Suggestion[] } {
  const titled = source.entries.filter(({ id, title }) => title !== undefined && !linkedEntries.has(id))
  if (titled.length === 0) return { links: [], suggestions: [] }
  const index = indexOf(titled, source)
  const claims = new Map<number, Claim[]>()
  const suggestions = new Map<string, Suggestion>()
  const suggest = (wanted: Wanted, result: SearchResult, reason: string): void => {
    const suggestion = suggestionOf(wanted, result, source.part.source, reason)
    const key = `${wanted.game} ${result.id}`
    const before = suggestions.get(key)
    if (!before || before.score < suggestion.score) suggestions.set(key, suggestion)
  }
  for (const wanted of wantedOf(targets, source, known)) {
    const { match, others } = judge(
      { title: wanted.title, platform: source.part.platform, ...(wanted.year && { year: wanted.year }) },
      index.named(wanted.title),
    )
    const entry = match && index.entry(match.result.id)
    if (match && entry) {
      const list = claims.get(entry.id) ?? []
      list.push({ wanted, entry, via: match.via })
      claims.set(entry.id, list)
    } else
      for (const other of others) suggest(wanted, other, 'the same title, but something speaks against it')
    if (!match && others.length === 0)
      for (const near of index.near(wanted.title)) suggest(wanted, near, 'a title that looks like it')
  }
  const links = [...claims.values()].flatMap((list) => {
    const sure = undisputed(list)
    for (const { wanted, entry } of list)
      if (!sure.some((one) => one.wanted.game === wanted.game))
        suggest(wanted, index.result(entry), 'several games are called so')
    return sure.flatMap(({ wanted, entry, via }) => wanted.targets.map((target) => ({ target, entry, via })))
  })
  const linked = new Set(links.map(({ target }) => target.game))
  return { links, suggestions: bestOf([...suggestions.values()].filter(({ game }) => !linked.has(game))) }
}

/** Two games of one spelling (`Goal!`, `Goal!!`) cannot both be the entry: the one that agrees in what spelling leaves out. */
function undisputed(claims: readonly Claim[]): readonly Claim[] {
  const isOne = (some: readonly Claim[]): boolean =>
    new Set(some.map(({ wanted }) => spelling(wanted.title))).size === 1
  // discs of one game, and other shapes of it, are called the same
  if (isOne(claims) || new Set(claims.map(({ wanted }) => wanted.game)).size === 1) return claims
  const agreeing = claims.filter(
    ({ wanted, entry }) => spelling(wanted.title) === spelling(entry.title ?? ''),
  )
  return isOne(agreeing) ? agreeing : []
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
  near(title: string): readonly SearchResult[]
  entry(ref: string): JoinEntry | undefined
  result(entry: JoinEntry): SearchResult
}

function indexOf(entries: readonly JoinEntry[], { part, titles }: SourceEntries): TitleIndex {
  const byRef = new Map<string, JoinEntry>()
  const byKey = new Map<string, JoinEntry[]>()
  const byBeginning = new Map<string, { plain: string; entry: JoinEntry }[]>()
  for (const entry of entries) {
    byRef.set(refOf(entry), entry)
    const own = [entry.title ?? '', ...(titles.get(entry.id) ?? [])].map(plainTitle)
    for (const key of new Set(own.map(matchKey))) if (key !== '') addTo(byKey, key, entry)
    for (const plain of new Set(own))
      if (plain !== '') addTo(byBeginning, beginningOf(plain), { plain, entry })
  }
  for (const list of byBeginning.values())
    list.sort((a, b) => byCodeUnit(a.plain, b.plain) || byCodeUnit(refOf(a.entry), refOf(b.entry)))
  const result = (entry: JoinEntry): SearchResult =>
    searchResult(part.source, {
      id: refOf(entry),
      title: entry.title ?? '',
      alternativeTitles: titles.get(entry.id) ?? [],
      platforms: [part.platform],
      year: yearOf(entry.released),
    })
  return {
    named: (title) => (byKey.get(matchKey(plainTitle(title))) ?? []).map(result),
    near(title) {
      const plain = plainTitle(title)
      const found = new Map<string, { entry: JoinEntry; score: number }>()
      for (const one of around(byBeginning.get(beginningOf(plain)) ?? [], plain)) {
        const score = similarity(plain, one.plain)
        const before = found.get(refOf(one.entry))
        if (score >= ALIKE && (!before || before.score < score))
          found.set(refOf(one.entry), { entry: one.entry, score })
      }
      return [...found.values()]
        .sort((a, b) => b.score - a.score || byCodeUnit(refOf(a.entry), refOf(b.entry)))
        .slice(0, MOST_SUGGESTED)
        .map(({ entry }) => result(entry))
    },
    entry: (ref) => byRef.get(ref),
    result,
  }
}

/** Neighbours in a sorted list. */
function around<T extends { readonly plain: string }>(sorted: readonly T[], plain: string): readonly T[] {
  let [from, to] = [0, sorted.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((sorted[middle]?.plain ?? '') < plain) from = middle + 1
    else to = middle
  }
  return sorted.slice(Math.max(0, from - LOOKED_AT), from + LOOKED_AT)
}

/** Where words end is spelling: `Act Raiser`, `ActRaiser`. */
function beginningOf(plain: string): string {
  return matchKey(plain).slice(0, BEGINNING)
}

/** Its id in the source; where it has none, its title. */
function refOf({ ref, title = '' }: JoinEntry): string {
  return ref ?? title
}

function suggestionOf(wanted: Wanted, result: SearchResult, source: string, reason: string): Suggestion {
  const plain = plainTitle(wanted.title)
  const scores = [result.title, ...result.alternativeTitles].map((title) =>
    similarity(plain, plainTitle(title)),
  )
  return {
    game: wanted.game,
    source,
    ref: result.id,
    title: result.title,
    score: Math.round(Math.max(0, ...scores) * 1000) / 1000,
    reason,
  }
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
