/** What the DATs say of a release, and what is owned of it. */
import { prepareOnce, type Db } from '../catalog/sqlite.ts'
import { amount, hexCrc, plural } from '../wording.ts'
import type { Side } from './evidence.ts'

export type Fact = readonly [name: string, value: string]

const MOST_ROMS = 3
const MOST_OTHERS = 6

export function releaseSide(db: Db, platform: string, release: string): Side {
  return { title: release, facts: releaseFacts(db, platform, release) }
}

export function releaseFacts(db: Db, platform: string, release: string): readonly Fact[] {
  const of = { platform, release }
  const row = prepareOnce(db, RELEASE).get(of) as ReleaseRow | undefined
  if (!row) return [['platform', platform]]
  const roms = prepareOnce(db, ROMS).all(of) as RomRow[]
  const others = prepareOnce(db, OTHERS)
    .pluck()
    .all(of, MOST_OTHERS + 1) as string[]
  return [
    ['platform', platform],
    ['listed by', row.dats],
    ...(row.parent === null ? [] : [['clone of', row.parent] as const]),
    ...(row.year === null ? [] : [['year', row.year] as const]),
    ...(row.regions === null ? [] : [['for', row.regions] as const]),
    ['game', row.title ?? release],
    ...others.slice(0, MOST_OTHERS).map((name): Fact => ['with', name]),
    ...(others.length > MOST_OTHERS ? [['with', 'and others'] as const] : []),
    ...roms.slice(0, MOST_ROMS).map((rom): Fact => ['ROM', romWords(rom)]),
    ...(roms.length > MOST_ROMS ? [['ROM', `${roms.length} in all`] as const] : []),
    ['owned', row.owned === 1 ? 'yes' : 'no'],
  ]
}

/** A DAT's entry, beside a content whose hashes agree with it in part only. */
export function entrySide(
  db: Db,
  of: { readonly sha1: string; readonly platform: string; readonly release: string },
): Side {
  const details = prepareOnce(db, CONFLICTS)
    .pluck()
    .all({ ...of, sha1: Buffer.from(of.sha1, 'hex') }) as string[]
  const facts = details.map((detail): Fact => ['differs', detail])
  return { title: of.release, facts: [...facts, ...releaseFacts(db, of.platform, of.release)] }
}

function romWords({ size, sha1, crc32, md5, sha256 }: RomRow): string {
  const bytes = size === null ? '' : `${amount(size)} (${plural(size, 'byte')}), `
  if (sha1) return `${bytes}SHA-1 ${sha1.toString('hex')}`
  if (crc32 !== null) return `${bytes}CRC-32 ${hexCrc(crc32)}`
  if (md5) return `${bytes}MD5 ${md5.toString('hex')}`
  return `${bytes}${sha256 ? `SHA-256 ${sha256.toString('hex')}` : 'no hash'}`
}

interface ReleaseRow {
  readonly title: string | null
  readonly year: string | null
  readonly regions: string | null
  readonly dats: string
  readonly parent: string | null
  readonly owned: 0 | 1
}

interface RomRow {
  readonly size: number | null
  readonly sha1: Buffer | null
  readonly crc32: number | null
  readonly md5: Buffer | null
  readonly sha256: Buffer | null
}

const OF = `(select r.id from game_release r join platform p on p.id = r.platform_id
    where p.slug = @platform and r.name = @release)`

const RELEASE = `
  select u.title, r.year,
    (select group_concat(n.name, ', ' order by g.position) from release_region g join region n on n.id = g.region_id
     where g.release_id = r.id) as regions,
    (select group_concat(distinct coalesce(f.name, f.path)) from release_block a join dat_game d on d.id = a.dat_game_id
       join dat_file f on f.log_id = d.log_id where a.release_id = r.id) as dats,
    (select min(d.clone_of) from release_block a join dat_game d on d.id = a.dat_game_id
     where a.release_id = r.id and d.clone_of is not null) as parent,
    exists (
      select 1 from release_block a join dat_rom e on e.game_id = a.dat_game_id
        join content_match m on m.dat_entry_id = e.id where a.release_id = r.id) as owned
  from game_release r left join atomic_game_unit u on u.id = r.atomic_id where r.id = ${OF}`

const ROMS = `
  select distinct e.size, e.sha1, e.crc32, e.md5, e.sha256 from release_block a join dat_rom e on e.game_id = a.dat_game_id
  where a.release_id = ${OF} and a.variant = (select min(variant) from release_block where release_id = a.release_id)
  order by e.part limit ${MOST_ROMS + 1}`

const OTHERS = `
  select o.name from game_release r join game_release o on o.atomic_id = r.atomic_id and o.id <> r.id
  where r.id = ${OF} order by o.name limit ?`

const CONFLICTS = `
  select x.detail from match_conflict x join rom_file c on c.id = x.rom_file_id
    join dat_entry e on e.id = x.dat_entry_id join platform p on p.id = e.platform_id
  where c.sha1 = @sha1 and p.slug = @platform and e.release_name = @release order by x.detail`
