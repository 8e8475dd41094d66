/** The rules of what the user decided in `curation.jsonc`, and identification with it: by hash, by decision, by name. */
import { dirname, join } from 'node:path'
import { curationHash, readDecisions } from '../decisions/curation-file.ts'
import { CURATION_FILE, hasDecisions, type Decisions } from '../decisions/decisions.ts'
import { rule, type Rule } from '../engine/rule.ts'
import { identify } from '../identify/match.ts'
import { titlesDue, type TitleRules } from '../identify/titles/rules.ts'
import type { GroupingDecision } from '../select/decisions.ts'
import type { World } from './world.ts'

export interface DecisionRules {
  readonly decisions: Rule<Decisions>
  /** By platform: which of its releases are one game, and which are not. */
  readonly grouping: Rule<readonly GroupingDecision[]>
  readonly all: readonly Rule[]
}

export function decisionRules(world: World): DecisionRules {
  const dir = dirname(world.config.file)

  const curation = rule<string>({
    kind: 'curation',
    version: '1',
    probe: true,
    run: () => curationHash(dir),
  })

  const decisions = rule<Decisions>({
    kind: 'decisions',
    version: '1',
    async run({ need }) {
      await need(curation, '')
      return readDecisions(dir)
    },
  })

  const grouping = rule<readonly GroupingDecision[]>({
    kind: 'grouping',
    version: '1',
    run: async ({ need }, platform) => (await need(decisions, '')).grouping[platform] ?? [],
  })

  return { decisions, grouping, all: [curation, decisions, grouping] }
}

/**
 * Compares what changed, and returns what `identify` does. What reads names is loaded when there is something for it to
 * do. Decisions that do nothing any more are told.
 */
export async function identifyAll(
  world: World,
  decisions: Decisions,
): Promise<Readonly<Record<string, number>>> {
  const { db, now, problems, config } = world
  const rules = titleRules(world, decisions)
  const titles = titlesDue(db, rules) ? await import('../identify/titles/link-titles.ts') : undefined
  const numbers = identify(db, titles && ((touch) => titles.linkTitles(db, rules, now(), touch)))
  if (hasDecisions(decisions)) {
    const [{ staleDecisions }, { contentFinder, releaseFinder }] = await Promise.all([
      import('../decisions/stale.ts'),
      import('../identify/titles/decided-links.ts'),
    ])
    const contentOf = contentFinder(db)
    const known = { holds: (sha1: string) => contentOf(sha1) !== undefined, lists: releaseFinder(db) }
    problems.push(...staleDecisions(decisions, known, join(dirname(config.file), CURATION_FILE)))
  }
  return numbers
}

function titleRules({ config }: World, { platform, match }: Decisions): TitleRules {
  const roots = Object.entries(config.roots).flatMap(([name, root]) =>
    root.platform === undefined ? [] : [[name, root.platform] as const],
  )
  return {
    autoLink: config.matching.autoLink,
    owned: config.matching.owned,
    roots: Object.fromEntries(roots),
    links: config.platformLinks,
    extensions: platform,
    matches: match,
  }
}
