/**
 * Which releases an entry is about. By what cannot be chance: a hash, a path, a serial, the name of the release; and where
 * an entry has nothing but a title, as providers' answers are judged (see `judge`). What is not sure is a suggestion.
 */
import { byCodeUnit } from '../../order.ts'
import { refOf, type JoinEntry, type SourceEntries } from './entries.ts'
import type { JoinTarget, Targets } from './targets.ts'
import { titleLinks } from './title-links.ts'

export type JoinVia = 'decision' | 'hash' | 'path' | 'serial' | 'id' | 'name' | 'exact' | 'key'

/** The surest first. */
export const VIAS: readonly JoinVia[] = ['decision', 'hash', 'path', 'serial', 'id', 'name', 'exact', 'key']

export interface Link {
  readonly target: JoinTarget
  readonly entry: JoinEntry
  readonly via: JoinVia
}

export interface Suggestion {
  /** Of `atomic_game_unit`. */
  readonly game: number
  readonly source: string
  readonly ref: string
  readonly title: string
  /** How much the titles look alike, from 0 to 1. */
  readonly score: number
  readonly reason: string
}

/** What a person said: release → source → id of the entry there, or null: it is none of the suggested. */
export type LinkDecisions = Readonly<Record<string, Readonly<Record<string, string | null>>>>

/** Games of which a person said which entries of the source they are; perhaps none. */
export type DecidedGames = ReadonlyMap<number, ReadonlySet<number>>

interface Linked {
  readonly links: readonly Link[]
  readonly suggestions: readonly Suggestion[]
}

/** Of all sources. The same whatever the order of the entries. */
export function linkEntries(
  targets: Targets,
  sources: readonly SourceEntries[],
  decisions: LinkDecisions,
): Linked {
  const links: Link[] = []
  const suggestions: Suggestion[] = []
  for (const source of sources) {
    const decided = decidedLinks(targets, source, decisions)
    const sure = source.entries.flatMap((entry) => sureLinks(targets, entry))
    const known = new Set(sure.map(({ target }) => target.game))
    for (const [game, entries] of decided.games) if (entries.size === 0) known.add(game)
    const linkedEntries = new Set(sure.map(({ entry }) => entry.id))
    const byTitle = titleLinks(targets, source, { known, linkedEntries, decided: decided.games })
    const isOpen = ({ target }: Link): boolean => !decided.games.has(target.game)
    links.push(...decided.links, ...sure.filter(isOpen), ...byTitle.links)
    suggestions.push(...byTitle.suggestions)
  }
  return { links, suggestions }
}

function decidedLinks(
  targets: Targets,
  { part, entries }: SourceEntries,
  decisions: LinkDecisions,
): { readonly links: readonly Link[]; readonly games: DecidedGames } {
  const links: Link[] = []
  const games = new Map<number, Set<number>>()
  for (const [release, bySource] of Object.entries(decisions).sort(([a], [b]) => byCodeUnit(a, b))) {
    const target = targets.byName.get(release)
    if (!target || !Object.hasOwn(bySource, part.source)) continue
    const ref = bySource[part.source]
    const its = games.get(target.game) ?? new Set()
    games.set(target.game, its)
    for (const entry of ref === null ? [] : entries.filter((one) => refOf(one) === ref)) {
      links.push({ target, entry, via: 'decision' })
      its.add(entry.id)
    }
  }
  return { links, games }
}

/** A hash beats what a name says: an entry whose name is another game's was renamed since. */
function sureLinks(targets: Targets, entry: JoinEntry): Link[] {
  const found = new Map<number, Link>()
  const add = (via: JoinVia, some: readonly JoinTarget[]): void => {
    const known = [...found.values()].map(({ target }) => target)
    const [first] = some
    if (via !== 'hash' && first && !some.every((target) => isOneGame(first, target))) return
    for (const target of some)
      if (!found.has(target.id) && (known.length === 0 || known.some((one) => isOneGame(one, target))))
        found.set(target.id, { target, entry, via })
  }
  // where they contradict each other: two games may have one CRC by chance
  if (entry.md5 !== undefined) add('hash', targets.md5(entry.md5))
  if (entry.crc32 !== undefined) add('hash', targets.crc(entry.crc32))
  if (entry.path !== undefined) add('path', targets.path(entry.path))
  if (entry.serial !== undefined) add('serial', targets.serial(entry.serial))
  const named = entry.name === undefined ? undefined : targets.byName.get(entry.name)
  // an answer has the name of the release that was asked for: that says nothing of how it was found
  if (named) add(entry.foundBy ?? 'name', [named])
  return [...found.values()]
}

/** Each disc of a set is a game of its own in the catalog; a serial may be that of all of them. */
function isOneGame(a: JoinTarget, b: JoinTarget): boolean {
  return a.game === b.game || withoutDisc(a.name) === withoutDisc(b.name)
}

function withoutDisc(name: string): string {
  return name.replace(/ ?\(Disc [^()]*\)/i, '')
}
