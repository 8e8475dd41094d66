/**
 * Links contents that no DAT lists by hash with the releases that their names stand for, or suggests some. Goes through
 * what changed only. Runs inside the transaction of `identify`, before that forgets which contents changed.
 */
import type { Db } from '../../catalog/sqlite.ts'
import { addTo } from '../../groups.ts'
import { byCodeUnit } from '../../order.ts'
import { holding } from '../../remembering.ts'
import { decidedPlatforms, decidedVerdicts } from './decided-links.ts'
import { nameReader } from './file-names.ts'
import { linkStore, NOTHING, type Touch, type Verdict } from './link-store.ts'
import { changedUnlisted, namedContents, unlistedContents, type UnknownContent } from './named-contents.ts'
import { isPackedDisc } from './packed.ts'
import { platformCandidates, type PlatformCandidate } from './platform-candidates.ts'
import { basisNow, basisSeen, rememberBasis, type Basis, type TitleRules } from './rules.ts'
import { titleCandidates } from './title-candidates.ts'
import { titleIndex, type StatedSerials, type TitleIndex } from './title-index.ts'

/** @param now milliseconds since the epoch, for the record of the run */
export function linkTitles(db: Db, rules: TitleRules, now: number, touch: Touch): void {
  const basis = basisNow(db, rules)
  const seen = basisSeen(db)
  const store = linkStore(db, now, touch)
  const decided = decidedVerdicts(db, rules.matches)
  const ground: Ground = {
    db,
    rules,
    decided: decidedPlatforms(db, rules.contents),
    platformsOf: platformFinder(rules, new Set(Object.keys(basis.dats))),
  }
  const others = new Set(store.ids(basis.rules === seen.rules ? 'due' : 'all'))
  const judge = judgeOf(ground)
  let tried = 0
  for (const [id, content] of dueContents(ground, basis, seen)) {
    if (decided.has(id)) continue
    others.delete(id)
    store.write(id, judge(content))
    tried++
  }
  for (const id of others) if (!decided.has(id)) store.write(id, NOTHING)
  for (const [id, verdict] of decided) store.write(id, verdict)
  rememberBasis(db, basis)
  store.finish(tried)
}

/** What contents are judged by. */
interface Ground {
  readonly db: Db
  readonly rules: TitleRules
  readonly decided: ReadonlyMap<number, string | null>
  readonly platformsOf: (content: UnknownContent) => readonly PlatformCandidate[]
}

type Named = readonly [id: number, content: UnknownContent]

/** Where the titles of all platforms fit, as they come; else those of one platform after each other. */
function* dueContents(ground: Ground, basis: Basis, seen: Basis): Generator<Named> {
  const { db, rules, decided } = ground
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

/** So many different signs are remembered: the files of a library hardly ever have more. */
const MOST_SIGNS = 1000

function platformFinder(
  rules: TitleRules,
  listed: ReadonlySet<string>,
): (content: UnknownContent) => readonly PlatformCandidate[] {
  const known = new Map<string, readonly PlatformCandidate[]>()
  return ({ roots: names, signs }) => {
    const key = keyOf(names, signs)
    const before = known.get(key)
    if (before) return before
    const roots = names.flatMap((root) => (Object.hasOwn(rules.roots, root) ? (rules.roots[root] ?? []) : []))
    const found = platformCandidates({ ...signs, roots }, rules, listed)
    if (known.size >= MOST_SIGNS) known.clear()
    known.set(key, found)
    return found
  }
}

/** Equal for equal signs only. Nearly all contents have one extension: to write all as JSON would take much longer. */
function keyOf(roots: readonly string[], { extensions, header, decided }: UnknownContent['signs']): string {
  const [only] = extensions
  const said = extensions.length === 1 && only !== undefined ? only : JSON.stringify(extensions)
  return `${JSON.stringify(roots)} ${header} ${decided === null ? '-' : decided} ${extensions.length} ${said}`
}

function judgeOf({ db, rules, platformsOf }: Ground): (content: UnknownContent) => Verdict {
  const indexOf = indexes(db)
  const read = nameReader()
  return (content) => {
    const { link, candidates } = titleCandidates(content, platformsOf(content), indexOf, read)
    if (!link || !rules.autoLink) return candidates.length === 0 ? NOTHING : { candidates }
    const { platform, release, score, evidence } = link.candidate
    const owns = rules.owned === 'always' || (rules.owned === 'packed' && isPacked(content))
    return { link: { platform, release, type: link.type, confidence: score, evidence, owns }, candidates: [] }
  }
}

function isPacked({ signs }: UnknownContent): boolean {
  return signs.extensions.length > 0 && signs.extensions.every(isPackedDisc)
}

/** As many are held as a disc image has platforms to choose from; the titles of all platforms would be too many. */
const MOST_INDEXES = 24

function indexes(db: Db): (platform: string) => TitleIndex {
  const inUse = `g.platform_id = (select id from platform where slug = ?)
    and g.log_id in (select log_id from dat_file where log_id is not null)`
  const releases = db
    .prepare<[string], string>(`select distinct g.release_name from dat_game g where ${inUse}`)
    .pluck()
  const serials = db
    .prepare<[string], [release: string, serials: string]>(
      `select g.release_name, r.serial from dat_game g join dat_rom r on r.game_id = g.id
       where ${inUse} and r.serial is not null group by g.release_name, r.serial`,
    )
    .raw()
  return holding(MOST_INDEXES, (platform) => {
    const stated = (): StatedSerials[] =>
      serials.all(platform).map(([release, text]) => ({ release, serials: text.split(/[,;]\s*/) }))
    return titleIndex(platform, releases.iterate(platform), stated)
  })
}
