/** What the user decided about contents: links that no name has a say in, and contents that get none. */
import type { Db } from '../../catalog/sqlite.ts'
import { byCodeUnit } from '../../order.ts'
import { NOTHING, type Verdict } from './judging.ts'
import { releaseNames } from './listed-names.ts'
import type { TitleRules } from './rules.ts'

/**
 * By the id of the content. A decision about a content that no root ever held, or for a release that no DAT lists, has
 * no verdict: see `staleMatches`.
 */
export function decidedVerdicts(db: Db, matches: TitleRules['matches']): ReadonlyMap<number, Verdict> {
  const idOf = contentFinder(db)
  const isListed = releaseFinder(db)
  const verdicts = new Map<number, Verdict>()
  for (const [sha1, match] of Object.entries(matches).sort(([a], [b]) => byCodeUnit(a, b))) {
    const id = idOf(sha1)
    if (id === undefined) continue
    if (match === null) verdicts.set(id, NOTHING)
    else if (isListed(match.platform, match.release)) {
      const { platform, release } = match
      const link = { platform, release, type: 'decision', confidence: 1, evidence: {}, owns: true } as const
      verdicts.set(id, { link, candidates: [] })
    }
  }
  return verdicts
}

/** By the id of the content. */
export function decidedPlatforms(
  db: Db,
  contents: TitleRules['contents'],
): ReadonlyMap<number, string | null> {
  const idOf = contentFinder(db)
  return new Map(
    Object.entries(contents).flatMap(([sha1, platform]): [number, string | null][] => {
      const id = idOf(sha1)
      return id === undefined ? [] : [[id, platform]]
    }),
  )
}

/** The content itself, or the one of which it is a view. */
export function contentFinder(db: Db): (sha1: string) => number | undefined {
  const find = db
    .prepare<[{ readonly sha1: Buffer }], number>(
      `select id from rom_file where sha1 = @sha1
       union all select rom_file_id from rom_view where sha1 = @sha1 limit 1`,
    )
    .pluck()
  return (sha1) => find.get({ sha1: Buffer.from(sha1, 'hex') })
}

/** Whether a DAT in use lists a release. */
function releaseFinder(db: Db): (platform: string, release: string) => boolean {
  const namesOf = releaseNames(db)
  return (platform, release) => namesOf(platform).has(release)
}
