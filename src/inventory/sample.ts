/** Which files a verification reads: a share of them, those first that were verified longest ago. */
import type { Db } from '../catalog/sqlite.ts'
import { addTo } from '../groups.ts'
import { isIn } from './scan/trouble/unread-folders.ts'

export interface Sample {
  readonly files: number
  readonly bytes: number
  /** By root, files that were read before: their ids in order, and their bytes. */
  readonly known: ReadonlyMap<string, { readonly ids: readonly number[]; readonly bytes: number }>
  /** By root: paths of archives of which a quick scan knows only their own lists. */
  readonly listed: ReadonlyMap<string, readonly string[]>
}

/** `5%`, `12.5%`, or a share such as `0.05`; undefined when it is none of these. Throws nothing. */
export function parseSample(text: string): number | undefined {
  const [, number, percent] = /^(\d{1,3}(?:\.\d+)?)(%?)$/.exec(text) ?? []
  if (number === undefined) return undefined
  const share = Number(number) / (percent === '%' ? 100 : 1)
  return share > 0 && share <= 1 ? share : undefined
}

/**
 * A share of the files that comes round to all of them in time. Holds a number a file: there may be a million.
 * @param roots by name, with folders of theirs that are left out
 */
export function sampleOf(
  db: Db,
  roots: ReadonlyMap<string, readonly string[]>,
  share: number,
  now: number,
): Sample {
  const among = JSON.stringify([...roots.keys()])
  const all = db.prepare<[string], number>(`select count(*) ${AMONG}`).pluck().get(among) ?? 0
  const known = new Map<string, { ids: number[]; bytes: number }>()
  const listed = new Map<string, string[]>()
  let files = 0
  let bytes = 0
  const rows = db.prepare<[string, number, number], Row>(`${ROWS} ${AMONG} ${OLDEST_FIRST} limit ?`)
  const most = Math.ceil(all * share)
  const leavesOut = [...roots.values()].some((folders) => folders.length > 0)
  for (const row of rows.iterate(among, now, leavesOut ? -1 : most)) {
    if (leavesOut && isIn(row.path, roots.get(row.root) ?? [])) continue
    if (files === most) break
    files++
    bytes += row.size
    if (row.listed === 1) {
      addTo(listed, row.root, row.path)
      continue
    }
    const inRoot = known.get(row.root) ?? { ids: [], bytes: 0 }
    known.set(row.root, inRoot)
    inRoot.ids.push(row.id)
    inRoot.bytes += row.size
  }
  return { files, bytes, known, listed }
}

interface Row {
  readonly id: number
  readonly root: string
  readonly path: string
  readonly size: number
  readonly listed: number
}

const ROWS = 'select f.id, r.name as root, f.path, f.size, f.listed'

const AMONG = `
  from file_instance f join library_root r on r.id = f.root_id
  where f.status = 'present' and (f.rom_file_id is not null or f.listed = 1)
    and r.name in (select value from json_each(?))`

/** What was verified tomorrow was so by a clock that was wrong: nobody knows when. */
const OLDEST_FIRST = 'order by iif(f.verified_at > ?, null, f.verified_at) nulls first, r.name, f.path'
