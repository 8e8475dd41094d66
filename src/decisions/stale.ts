/** Decisions that do nothing any more: told, so that they do not pile up unseen. */
import { problem, type Problem } from '../errors.ts'
import { byCodeUnit } from '../order.ts'
import { CURATION_FILE, type Decisions } from './decisions.ts'

export interface Known {
  /** Whether any root holds a content, or held it once. */
  holds(sha1: string): boolean
  /** Whether a DAT in use lists a release. */
  lists(platform: string, release: string): boolean
}

/** @param path of the file, for messages */
export function staleDecisions({ match, grouping }: Decisions, known: Known, path: string): Problem[] {
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
  return problems
}
