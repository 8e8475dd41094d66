/** The items as the catalog has them, ranked by how much a decision settles. */
import { prepareOnce, type Db } from '../catalog/sqlite.ts'
import type { Decisions } from '../decisions/decisions.ts'
import { byCodeUnit } from '../order.ts'
import { isKind, KINDS, settlesAny, type ReviewFilter, type ReviewItem } from './item.ts'
import { settledBy } from './settled.ts'

interface Row {
  readonly kind: string
  readonly key: string
  readonly platform: string | null
  readonly subject: string
  readonly settles: number
  readonly detail: string | null
  readonly names: string
  readonly since: number
}

/** @param reviewed when the review was last done, in milliseconds since the epoch */
export function readQueue(db: Db, reviewed: number): ReviewItem[] {
  return readItems(db, reviewed).sort(byWeight)
}

/** Every item once, though several policies may bring it: then it settles more. In no order that means anything. */
export function readItems(db: Db, reviewed: number): ReviewItem[] {
  const rows = prepareOnce(
    db,
    `select kind, key, platform, min(subject) as subject, sum(settles) as settles, min(detail) as detail,
       min(names) as names, min(since) as since
     from curation_item group by kind, key, platform`,
  ).all() as Row[]
  return rows.flatMap((row) => itemOf(row, reviewed))
}

/** How many items of each kind settle something, decided or not. */
export function countKinds(db: Db): ReadonlyMap<string, number> {
  const rows = prepareOnce(
    db,
    `select kind, sum(items) from (
       select kind, count(*) as items from curation_item where settles > 0 and part not like 'select:%' group by kind
       union all
       select kind, count(distinct key) from curation_item where settles > 0 and part like 'select:%' group by kind)
     group by kind`,
  ).raw()
  return new Map(rows.all() as [string, number][])
}

function itemOf(
  { kind, key, platform, subject, settles, detail, names, since }: Row,
  reviewed: number,
): ReviewItem[] {
  if (!isKind(kind)) return []
  return [
    {
      id: `${kind}:${key}`,
      kind,
      ...(platform === null ? {} : { platform }),
      subject,
      key,
      settles,
      ...(detail === null ? {} : { detail }),
      isNew: since > reviewed,
      names: names === '[]' ? [] : (JSON.parse(names) as string[]),
    },
  ]
}

/** Those that no decision has settled, whether a build has followed it or not. */
export function openOnes(all: readonly ReviewItem[], decisions: Decisions): readonly ReviewItem[] {
  const isSettled = settledBy(decisions)
  return all.filter((item) => !isSettled(item))
}

function byWeight(a: ReviewItem, b: ReviewItem): number {
  return (
    b.settles - a.settles ||
    KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) ||
    byCodeUnit(a.subject, b.subject) ||
    byCodeUnit(a.id, b.id)
  )
}

export function passes({
  kinds = [],
  platform,
  onlyNew = false,
  all = false,
}: ReviewFilter): (item: ReviewItem) => boolean {
  return (item) =>
    (kinds.length === 0 ? all || settlesAny(item) : kinds.includes(item.kind)) &&
    (platform === undefined || item.platform === platform) &&
    (!onlyNew || item.isNew)
}
