/** Decisions that do nothing any more: told, so that they do not pile up unseen. */
import { problem, type Problem } from '../errors.ts'
import { byCodeUnit } from '../order.ts'
import { CURATION_FILE, isSha1, type Decisions } from './decisions.ts'

export interface Known {
  /** Whether any root holds a content, or held it once. */
  holds(sha1: string): boolean
  /** Whether a DAT in use lists a release. */
  lists(platform: string, release: string): boolean
  /** Whether a DAT that the config names has this name in its header. */
  names(dat: string): boolean
}

/** @param path of the file, for messages */
export function staleDecisions(decisions: Decisions, known: Known, path: string): Problem[] {
  const { match, grouping } = decisions
  const stale = (what: string): Problem => problem('decision-stale', `${CURATION_FILE} ${what}.`, { path })
  const problems: Problem[] = []
  for (const [sha1, decision] of Object.entries(match).sort(([a], [b]) => byCodeUnit(a, b))) {
    if (!known.holds(sha1)) problems.push(stale(`decides about ${sha1}, which no root ever held`))
    else if (decision && !known.lists(decision.platform, decision.release))
      problems.push(stale(`names "${decision.release}", which no DAT of ${decision.platform} lists`))
  }
  for (const [platform, decisions] of Object.entries(grouping).sort(([a], [b]) => byCodeUnit(a, b))) {
    for (const { releases, source } of decisions) {
      const gone = releases.filter((release) => !known.lists(platform, release))
      const names = gone.map((name) => `"${name}"`).join(' and ')
      if (gone.length > 0)
        problems.push(stale(`names ${names}, which no DAT of ${platform} lists (${source})`))
    }
  }
  for (const [key, platform, release] of releasesIn(decisions))
    if (!known.lists(platform, release))
      problems.push(stale(`names "${release}", which no DAT of ${platform} lists (${key})`))
  for (const of of Object.keys(decisions.platform).sort(byCodeUnit))
    if (isSha1(of) && !known.holds(of)) problems.push(stale(`decides about ${of}, which no root ever held`))
  for (const dat of Object.keys(decisions.dat).sort(byCodeUnit))
    if (!known.names(dat)) problems.push(stale(`names the DAT "${dat}", which the config names no more`))
  return problems
}

/** What is decided of single releases. */
function releasesIn({
  ports,
  title,
  pin,
}: Decisions): (readonly [key: string, platform: string, release: string])[] {
  const of = (key: string, names: Readonly<Record<string, readonly string[]>>) =>
    Object.entries(names)
      .sort(([a], [b]) => byCodeUnit(a, b))
      .flatMap(([platform, all]) => all.map((release) => [key, platform, release] as const))
  const titles = Object.entries(title).map(([platform, all]) => [platform, Object.keys(all)])
  return [
    ...ports.flatMap((port) => Object.entries(port).map(([slug, name]) => ['ports', slug, name] as const)),
    ...of('title', Object.fromEntries(titles)),
    ...of('pin', pin),
  ]
}
