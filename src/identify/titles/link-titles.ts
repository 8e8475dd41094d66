/**
 * Links contents that no DAT lists by hash with the releases that their names stand for, or suggests some. Goes through
 * what changed only. Runs inside the transaction of `identify`, before that forgets which contents changed.
 */
import type { Db } from '../../catalog/sqlite.ts'
import { byCodeUnit } from '../../order.ts'
import { decidedPlatforms, decidedVerdicts } from './decided-links.ts'
import { linkStore, type Touch, type Verdict } from './link-store.ts'
import { changedUnlisted, contentReader, unlistedContents, type UnknownContent } from './named-contents.ts'
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
  const due = dueContents(db, rules, basis, seen).filter(({ id }) => !decided.has(id))
  const judge = judgeOf(db, rules, new Set(Object.keys(basis.dats)))
  const isDue = new Set([...due.map(({ id }) => id), ...decided.keys()])
  for (const id of store.ids(basis.rules === seen.rules ? 'due' : 'all'))
    if (!isDue.has(id)) store.write(id, { candidates: [] })
  for (const { id } of due) store.write(id, judge(id))
  for (const [id, verdict] of decided) store.write(id, verdict)
  rememberBasis(db, basis)
  store.finish(due.length)
}

interface Due {
  readonly id: number
  /** Slugs of the platforms that it may be of. */
  readonly platforms: string
}

/** Those of one platform after each other: its titles are read once then. */
function dueContents(db: Db, rules: TitleRules, basis: Basis, seen: Basis): readonly Due[] {
  const slugs = [...new Set([...Object.keys(basis.dats), ...Object.keys(seen.dats)])]
  // without DATs there is nothing to be named after, now or before
  if (slugs.length === 0) return []
  const others = slugs.filter((slug) => basis.dats[slug] !== seen.dats[slug])
  const isNew = basis.rules !== seen.rules
  const changed = new Set(changedUnlisted(db))
  const read = contentReader(db, decidedPlatforms(db, rules.contents))
  const known = new Set(slugs)
  const due: Due[] = []
  for (const id of isNew || others.length > 0 ? unlistedContents(db) : changed) {
    const content = read(id)
    if (!content) continue
    const platforms = candidatesOf(content, rules, known).map(({ platform }) => platform)
    if (isNew || changed.has(id) || platforms.some((platform) => others.includes(platform)))
      due.push({ id, platforms: platforms.join(' ') })
  }
  return due.sort((a, b) => byCodeUnit(a.platforms, b.platforms) || a.id - b.id)
}

function candidatesOf(
  content: UnknownContent,
  rules: TitleRules,
  listed: ReadonlySet<string>,
): readonly PlatformCandidate[] {
  const roots = content.roots.flatMap((root) =>
    Object.hasOwn(rules.roots, root) ? (rules.roots[root] ?? []) : [],
  )
  return platformCandidates({ ...content.signs, roots }, rules, listed)
}

function judgeOf(db: Db, rules: TitleRules, listed: ReadonlySet<string>): (id: number) => Verdict {
  const read = contentReader(db, decidedPlatforms(db, rules.contents))
  const indexOf = indexes(db)
  return (id) => {
    const content = read(id)
    if (!content) return { candidates: [] }
    const { link, candidates } = titleCandidates(content, candidatesOf(content, rules, listed), indexOf)
    if (!link || !rules.autoLink) return { candidates }
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
  const held = new Map<string, TitleIndex>()
  return (platform) => {
    const stated = (): StatedSerials[] =>
      serials.all(platform).map(([release, text]) => ({ release, serials: text.split(/[,;]\s*/) }))
    const index = held.get(platform) ?? titleIndex(platform, releases.iterate(platform), stated)
    held.delete(platform)
    held.set(platform, index)
    const [oldest] = held.keys()
    if (held.size > MOST_INDEXES && oldest !== undefined) held.delete(oldest)
    return index
  }
}
