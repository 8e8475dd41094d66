/** The rules of what the user decided in `curation.jsonc`, and identification with it: by hash, by decision, by name. */
import { dirname, join } from 'node:path'
import { recall, remember } from '../../catalog/meta.ts'
import type { Db } from '../../catalog/sqlite.ts'
import { curationHash, readDecisions } from '../../decisions/curation-file.ts'
import { CURATION_FILE, hasDecisions, isSha1, type Decisions } from '../../decisions/decisions.ts'
import { digest } from '../../engine/canonical.ts'
import { rule, type Rule } from '../../engine/rule.ts'
import type { Problem } from '../../errors.ts'
import { identify, type ByName } from '../../identify/match.ts'
import { isUnread, titlesDue, type TitleRules } from '../../identify/titles/rules.ts'
import type { GroupingDecision } from '../../select/decisions.ts'
import { withImplied } from '../../select/grouping/implied-decisions.ts'
import { nearestInWords } from '../devices/section-problems.ts'
import type { World } from '../world.ts'

export interface DecisionRules {
  readonly decisions: Rule<Decisions>
  /** By platform: which of its releases are one game, and which are not. */
  readonly grouping: Rule<readonly GroupingDecision[]>
  /** By platform: releases that are the best of their game. */
  readonly pins: Rule<readonly string[]>
  /** By platform: what the game of a release is called. Null: nothing is decided of any. */
  readonly titles: Rule<Readonly<Record<string, string>> | null>
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
    version: '5',
    async run({ need }) {
      await need(curation, '')
      return readDecisions(dir)
    },
  })

  const grouping = rule<readonly GroupingDecision[]>({
    kind: 'grouping',
    version: '2',
    run: async ({ need }, platform) => withImplied((await need(decisions, '')).grouping[platform] ?? []),
  })

  const pins = rule<readonly string[]>({
    kind: 'pins',
    version: '1',
    run: async ({ need }, platform) => (await need(decisions, '')).pin[platform] ?? [],
  })

  const titles = rule<Readonly<Record<string, string>> | null>({
    kind: 'titles',
    version: '1',
    run: async ({ need }, platform) => (await need(decisions, '')).title[platform] ?? null,
  })

  const all = [curation, decisions, grouping, pins, titles]
  return { decisions, grouping, pins, titles, all }
}

/**
 * Compares what changed, and returns what `identify` does. What reads names is loaded when there is something for it to
 * do. Decisions that do nothing any more are told.
 */
export async function identifyAll(
  world: World,
  decisions: Decisions,
): Promise<Readonly<Record<string, number>>> {
  const { db, problems, config } = world
  const rules = titleRules(world, decisions)
  const numbers = identify(db, titlesDue(db, rules) ? await linkerByName(world, rules) : undefined)
  if (hasDecisions(decisions))
    problems.push(...(await staleOnes(db, decisions, join(dirname(config.file), CURATION_FILE))))
  return numbers
}

async function linkerByName({ db, now, aside }: World, rules: TitleRules): Promise<ByName> {
  const { linkTitles } = await import('../../identify/titles/link-titles.ts')
  const { linkAside } = aside && isUnread(db) ? await import('../../identify/titles/spelling/aside.ts') : {}
  return (touch) => {
    const ended = linkAside?.(db, rules, now())
    if (ended) aside?.push(ended)
    else linkTitles(db, rules, now(), touch)
  }
}

/** What was stale with these decisions and imports: looked for again only when any of them changed. */
const STALE = 'decisions-stale'

async function staleOnes(db: Db, decisions: Decisions, path: string): Promise<readonly Problem[]> {
  const newest: unknown = db.prepare('select coalesce(max(id), 0) from import_log').pluck().get()
  const dats: unknown = db
    .prepare("select group_concat(name, '|' order by dat, path) from dat_file")
    .pluck()
    .get()
  const stamp = digest(JSON.stringify([path, decisions, newest, dats]))
  const seen = recall(db, STALE)
  const before = seen === undefined ? undefined : (JSON.parse(seen) as Seen)
  if (before?.stamp === stamp) return before.problems
  const [{ staleDecisions }, { contentFinder }, { releaseNames }, { nearestTo }] = await Promise.all([
    import('../../decisions/stale.ts'),
    import('../../identify/titles/decided-links.ts'),
    import('../../identify/titles/listed-names.ts'),
    import('../../select/nearest.ts'),
  ])
  const namesOf = releaseNames(db)
  const contentOf = contentFinder(db)
  const dat = db.prepare('select 1 from dat_file where name = ? limit 1')
  const known = {
    holds: (sha1: string) => contentOf(sha1) !== undefined,
    lists: (platform: string, release: string) => namesOf(platform).has(release),
    nearest: (platform: string, release: string) => nearestInWords(nearestTo(release, namesOf(platform))),
    names: (name: string) => dat.get(name) !== undefined,
  }
  const problems = staleDecisions(decisions, known, path)
  remember(db, STALE, JSON.stringify({ stamp, problems } satisfies Seen))
  return problems
}

interface Seen {
  readonly stamp: string
  readonly problems: readonly Problem[]
}

function titleRules({ config }: World, { platform, match }: Decisions): TitleRules {
  const decided = Object.entries(platform)
  const roots = Object.entries(config.roots).flatMap(([name, root]) =>
    root.platform === undefined ? [] : [[name, root.platform] as const],
  )
  return {
    autoLink: config.matching.autoLink,
    owned: config.matching.owned,
    roots: Object.fromEntries(roots),
    links: config.platformLinks,
    extensions: Object.fromEntries(decided.filter(([of]) => !isSha1(of))),
    contents: Object.fromEntries(decided.filter(([of]) => isSha1(of))),
    matches: match,
  }
}
