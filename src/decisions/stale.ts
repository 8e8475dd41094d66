/** Decisions that do nothing any more: told, so that they do not pile up unseen. */
import { problem, type Problem } from '../errors.ts'
import { byCodeUnit } from '../order.ts'
import type { GroupingDecision } from '../select/decisions.ts'
import { CURATION_FILE, isSha1, type Decisions } from './decisions.ts'

interface Known {
  /** Whether any root holds a content, or held it once. */
  holds(sha1: string): boolean
  /** Whether a DAT in use lists a release. */
  lists(platform: string, release: string): boolean
  /** What a release that none lists may have meant: a sentence, or ''. */
  nearest(platform: string, release: string): string
  /** Whether a DAT that the config names has this name in its header. */
  names(dat: string): boolean
}

/** @param path of the file, for messages */
export function staleDecisions(decisions: Decisions, known: Known, path: string): Problem[] {
  const told = (what: string, hint?: string): Problem =>
    problem('decision-stale', `${CURATION_FILE} ${what}`, { path, ...(hint === undefined ? {} : { hint }) })
  return [
    ...staleMatches(decisions, known).map((what) => told(what)),
    ...staleGroupings(decisions, known).map(({ what, hint }) => told(what, hint)),
    ...staleReleases(decisions, known).map((what) => told(what)),
    ...stalePlatforms(decisions, known).map((what) => told(what)),
  ]
}

function staleMatches({ match }: Decisions, known: Known): string[] {
  return sorted(match).flatMap(([sha1, decision]) => {
    if (!known.holds(sha1)) return [`decides about ${sha1}, which no root ever held.`]
    return decision ? unlisted(decision.platform, [decision.release], '', known) : []
  })
}

function unlisted(
  platform: string,
  releases: readonly string[],
  where: string,
  { lists, nearest }: Known,
): string[] {
  const gone = releases.filter((release) => !lists(platform, release))
  if (gone.length === 0) return []
  const names = gone.map((name) => `"${name}"`).join(' and ')
  const meant = gone.map((name) => nearest(platform, name)).join('')
  return [`names ${names}, which no DAT of ${platform} lists${where}.${meant}`]
}

/** By way of a release that is gone, decisions that name it still mean something together: see `withImplied`. */
function staleGroupings(
  { grouping }: Decisions,
  known: Known,
): { readonly what: string; readonly hint?: string }[] {
  return sorted(grouping).flatMap(([platform, groups]) => {
    const shared = sharedIn(groups)
    return groups.flatMap(({ releases, source }) =>
      unlisted(platform, releases, ` (${source})`, known).map((what) =>
        releases.some((name) => shared.has(name) && !known.lists(platform, name))
          ? { what, hint: SHARED }
          : { what },
      ),
    )
  })
}

/** What several of these decisions name, one of them for what is the same game: others follow from it. */
function sharedIn(groups: readonly GroupingDecision[]): ReadonlySet<string> {
  const once = new Set<string>()
  const again = new Set<string>()
  for (const { releases } of groups)
    for (const name of new Set(releases)) (once.has(name) ? again : once).add(name)
  const joined = groups.flatMap(({ verdict, releases }) => (verdict === 'same' ? releases : []))
  return new Set(joined.filter((name) => again.has(name)))
}

const SHARED = 'Other decisions name it as well and count by way of it: change it in all of them.'

function staleReleases({ ports, notPorts, title, pin, metadata }: Decisions, known: Known): string[] {
  const named: (readonly [key: string, platform: string, releases: readonly string[]])[] = [
    ...ports.flatMap((port) => portReleases('ports', port)),
    ...notPorts.flatMap((port) => portReleases('notPorts', port)),
    ...sorted(title).map(([platform, titles]) => ['title', platform, Object.keys(titles)] as const),
    ...sorted(pin).map(([platform, releases]) => ['pin', platform, releases] as const),
    ...sorted(metadata?.pin ?? {}).map(([slug, all]) => ['metadata.pin', slug, Object.keys(all)] as const),
    ...sorted(metadata?.link ?? {}).map(([slug, all]) => ['metadata.link', slug, Object.keys(all)] as const),
  ]
  return named.flatMap(([key, platform, releases]) =>
    releases.flatMap((release) => unlisted(platform, [release], ` (${key})`, known)),
  )
}

function portReleases(
  key: string,
  port: Readonly<Record<string, string>>,
): (readonly [key: string, platform: string, releases: readonly string[]])[] {
  return Object.entries(port).map(([platform, name]) => [key, platform, [name]])
}

function stalePlatforms({ platform, dat }: Decisions, { holds, names }: Known): string[] {
  return [
    ...sorted(platform).flatMap(([of]) =>
      isSha1(of) && !holds(of) ? [`decides about ${of}, which no root ever held.`] : [],
    ),
    ...sorted(dat).flatMap(([name]) =>
      names(name) ? [] : [`names the DAT "${name}", which the config names no more.`],
    ),
  ]
}

function sorted<V>(table: Readonly<Record<string, V>>): [string, V][] {
  return Object.entries(table).sort(([a], [b]) => byCodeUnit(a, b))
}
