/**
 * Links contents that no DAT lists by hash with the releases that their names stand for, or suggests some. Goes through
 * what changed only. Runs inside the transaction of `identify`, before that forgets which contents changed.
 */
import type { Db } from '../../catalog/sqlite.ts'
import { addTo } from '../../groups.ts'
import { byCodeUnit } from '../../order.ts'
import { decidedPlatforms, decidedVerdicts } from './decided-links.ts'
import { judgeOf, MOST_INDEXES, NOTHING, platformFinder, type Verdict } from './judging.ts'
import { linkStore, type Touch } from './link-store.ts'
import { listedNames } from './listed-names.ts'
import { changedUnlisted, namedContents, unlistedContents, type UnknownContent } from './named-contents.ts'
import type { PlatformCandidate } from './platform-candidates.ts'
import { basisNow, basisSeen, rememberBasis, type Basis, type TitleRules } from './rules.ts'

/**
 * @param now milliseconds since the epoch, for the record of the run
 * @param verdicts of all contents that are due, where somebody else has come to them
 */
export function linkTitles(
  db: Db,
  rules: TitleRules,
  now: number,
  touch: Touch,
  verdicts?: Iterable<readonly [id: number, verdict: Verdict]>,
): void {
  const basis = basisNow(db, rules)
  const seen = basisSeen(db)
  const store = linkStore(db, now, touch)
  const decided = decidedVerdicts(db, rules.matches)
  const others = new Set(store.ids(basis.rules === seen.rules ? 'due' : 'all'))
  let tried = 0
  for (const [id, verdict] of verdicts ?? judged(db, rules, basis, seen)) {
    if (decided.has(id)) continue
    others.delete(id)
    store.write(id, verdict)
    tried++
  }
  for (const id of others) if (!decided.has(id)) store.write(id, NOTHING)
  for (const [id, verdict] of decided) store.write(id, verdict)
  rememberBasis(db, basis)
  store.finish(tried)
}

function* judged(
  db: Db,
  rules: TitleRules,
  basis: Basis,
  seen: Basis,
): Generator<readonly [id: number, verdict: Verdict]> {
  const judge = judgeOf(rules, Object.keys(basis.dats), listedNames(db))
  for (const [id, content] of dueContents(db, rules, basis, seen)) yield [id, judge(content)]
}

type Named = readonly [id: number, content: UnknownContent]

/** Contents that names are to be read of. Where the titles of all platforms fit, as they come; else those of one platform after each other. */
export function* dueContents(db: Db, rules: TitleRules, basis: Basis, seen: Basis): Generator<Named> {
  const decided = decidedPlatforms(db, rules.contents)
  const slugs = [...new Set([...Object.keys(basis.dats), ...Object.keys(seen.dats)])]
  // without DATs there is nothing to be named after, now or before
  if (slugs.length === 0) return
  const others = slugs.filter((slug) => basis.dats[slug] !== seen.dats[slug])
  const isNew = basis.rules !== seen.rules
  const changed = new Set(isNew ? [] : changedUnlisted(db))
  const platformsOf = platformFinder(rules, new Set(slugs))
  const byPlatforms = new Map<string, number[]>()
  const ids = isNew || others.length > 0 ? unlistedContents(db) : changed
  for (const named of namedContents(db, ids, decided)) {
    const [id, content] = named
    // in a first build all are due, and whoever takes them asks for their platforms anyway
    const isDue =
      isNew || changed.has(id) || platformsOf(content).some(({ platform }) => others.includes(platform))
    if (!isDue) continue
    if (slugs.length <= MOST_INDEXES) yield named
    else addTo(byPlatforms, slugsOf(platformsOf(content)), id)
  }
  const sorted = [...byPlatforms].sort(([a], [b]) => byCodeUnit(a, b))
  yield* namedContents(
    db,
    sorted.flatMap(([, some]) => some),
    decided,
  )
}

function slugsOf(platforms: readonly PlatformCandidate[]): string {
  return platforms.map(({ platform }) => platform).join(' ')
}
