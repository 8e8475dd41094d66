/** The releases of a platform, by all that an entry of a source may know them by. */
import { prepareOnce, type Db } from '../../catalog/sqlite.ts'
import { loadReleases } from '../../dats/releases/releases.ts'
import { lazy } from '../../lazy.ts'
import { plainSerial } from '../local/entry.ts'

export interface JoinTarget {
  /** Of `game_release`. */
  readonly id: number
  readonly name: string
  /** Of `atomic_game_unit`. */
  readonly game: number
}

export interface Targets {
  readonly all: readonly JoinTarget[]
  readonly byName: ReadonlyMap<string, JoinTarget>
  readonly byId: ReadonlyMap<number, JoinTarget>
  /** Releases with a ROM that has this CRC-32. */
  crc(crc32: number): readonly JoinTarget[]
  md5(md5: string): readonly JoinTarget[]
  /** In plain form. */
  serial(serial: string): readonly JoinTarget[]
  /** What lies at an absolute path, as far as it was identified. */
  path(path: string): readonly JoinTarget[]
  /** What people call it, as its name tells: one title, or several that are the same game. By release. */
  titles(): ReadonlyMap<number, TitledRelease>
}

interface TitledRelease {
  readonly titles: readonly string[]
  readonly year?: number
}

/** @param roots absolute paths of roots, by name */
export function loadTargets(db: Db, platform: string, roots: Readonly<Record<string, string>>): Targets {
  const all = prepareOnce(
    db,
    `select id, name, atomic_id as game from game_release
     where platform_id = (select id from platform where slug = ?) and atomic_id is not null order by name`,
  ).all(platform) as JoinTarget[]
  const byId = new Map(all.map((target) => [target.id, target]))
  const byRom = lazy(() => romKeys(db, platform, byId))
  return {
    all,
    byName: new Map(all.map((target) => [target.name, target])),
    byId,
    crc: (crc32) => byRom().crc.get(crc32) ?? NONE,
    md5: (md5) => byRom().md5.get(md5) ?? NONE,
    serial: (serial) => byRom().serial.get(serial) ?? NONE,
    path: pathFinder(db, byId, roots),
    titles: lazy(() => titlesOf(db, platform)),
  }
}

const NONE: readonly JoinTarget[] = []

interface RomKeys {
  readonly crc: Map<number, JoinTarget[]>
  readonly md5: Map<string, JoinTarget[]>
  readonly serial: Map<string, JoinTarget[]>
}

function romKeys(db: Db, platform: string, byId: ReadonlyMap<number, JoinTarget>): RomKeys {
  const keys: RomKeys = { crc: new Map(), md5: new Map(), serial: new Map() }
  const rows = prepareOnce(
    db,
    `select a.release_id, e.crc32, lower(hex(e.md5)), e.serial
     from game_release r join release_block a on a.release_id = r.id join dat_rom e on e.game_id = a.dat_game_id
     where r.platform_id = (select id from platform where slug = ?) and e.size is not 0
     order by a.release_id, a.variant, e.part`,
  )
  for (const row of rows.raw().iterate(platform)) {
    const [id, crc, md5, serials] = row as [number, number | null, string | null, string | null]
    const target = byId.get(id)
    if (!target) continue
    if (crc !== null && crc !== 0) enter(keys.crc, crc, target)
    if (md5 !== null && md5 !== '') enter(keys.md5, md5, target)
    // one disc may be sold under several
    for (const serial of serials?.split(/[,/]/) ?? []) {
      const plain = plainSerial(serial)
      if (plain !== '') enter(keys.serial, plain, target)
    }
  }
  return keys
}

function enter<K>(map: Map<K, JoinTarget[]>, key: K, target: JoinTarget): void {
  const known = map.get(key)
  if (!known) map.set(key, [target])
  else if (!known.includes(target)) known.push(target)
}

function titlesOf(db: Db, platform: string): ReadonlyMap<number, TitledRelease> {
  return new Map(
    loadReleases(db, platform).map(({ id, facts, year }) => {
      const read = Number(/^\d{4}/.exec(year ?? '')?.[0] ?? Number.NaN)
      return [id, { titles: facts.title.split(' ~ '), ...(Number.isNaN(read) ? {} : { year: read }) }]
    }),
  )
}

function pathFinder(
  db: Db,
  byId: ReadonlyMap<number, JoinTarget>,
  roots: Readonly<Record<string, string>>,
): Targets['path'] {
  const folders = Object.entries(roots).map(([name, path]): [string, string] => [
    name,
    path.endsWith('/') ? path : `${path}/`,
  ])
  const find = prepareOnce(
    db,
    `with held as (
       select f.rom_file_id as content from file_instance f join library_root t on t.id = f.root_id
         where t.name = @root and f.path = @path
       union
       select m.rom_file_id from file_instance f join library_root t on t.id = f.root_id
         join archive_member m on m.archive_id = f.rom_file_id where t.name = @root and f.path = @path)
     select a.release_id from held h join content_match c on c.rom_file_id = h.content
       join dat_rom e on e.id = c.dat_entry_id join release_block a on a.dat_game_id = e.game_id
     union
     select r.id from held h join title_link l on l.rom_file_id = h.content and l.owns = 1
       join game_release r on r.platform_id = l.platform_id and r.name = l.release_name`,
  ).pluck()
  return (path) => {
    for (const [root, folder] of folders) {
      if (!path.startsWith(folder)) continue
      const ids = find.all({ root, path: path.slice(folder.length) }) as number[]
      return ids.flatMap((id) => byId.get(id) ?? [])
    }
    return NONE
  }
}
