/** A DAT of what a root holds, as the last scan saw it: for a collection that no DAT describes yet. */
import type { Db } from '../../catalog/sqlite.ts'
import type { DatGame, DatHeader, DatRom } from '../../dats/dat.ts'
import { nameOf } from '../../disk/path.ts'
import { byCodeUnit } from '../../order.ts'

interface FolderDat {
  readonly header: DatHeader
  readonly games: readonly DatGame[]
  /** Files and members whose bytes are not known: they are in no game. */
  readonly skipped: number
}

/**
 * An archive is a game, and so are the loose files of a folder that are called alike: `Game.cue` and
 * `Game (Track 1).bin`. Two games of one name are told apart by their folders. Sorted by name.
 */
export function folderDat(db: Db, root: string): FolderDat {
  const rows = db.prepare<[string, string], FileRow>(FILES).all(root, root)
  const groups = new Map<string, { readonly roms: DatRom[] }>()
  let skipped = 0
  for (const row of rows) {
    const { archive, path } = row
    if (path === null || row.sha1 === null || row.size === null) {
      skipped++
      continue
    }
    const key = archive === null ? withoutTrack(withoutExtension(path)) : withoutExtension(archive)
    const group = groups.get(key) ?? { roms: [] }
    groups.set(key, group)
    group.roms.push(romOf({ ...row, path }))
  }
  const short = new Map<string, number>()
  for (const key of groups.keys()) short.set(nameOf(key), (short.get(nameOf(key)) ?? 0) + 1)
  const games = [...groups].map(([key, { roms }]) => ({
    name: short.get(nameOf(key)) === 1 ? nameOf(key) : key,
    categories: [],
    roms: roms.sort((a, b) => byCodeUnit(a.name, b.name)),
  }))
  return {
    header: { name: root, description: `${root} (dir2dat)`, author: 'curator' },
    games: games.sort((a, b) => byCodeUnit(a.name, b.name)),
    skipped,
  }
}

/** Whether any scan looked at it: of one that none did, an empty DAT would say that it holds nothing. */
export function isScanned(db: Db, root: string): boolean {
  return db.prepare('select 1 from library_root where name = ?').get(root) !== undefined
}

interface FileRow {
  /** Path of the archive below the root; null for a loose file. */
  readonly archive: string | null
  /** Of the loose file below the root, or of the member in the archive; null where nobody knows its members. */
  readonly path: string | null
  readonly size: number | null
  readonly crc32: number | null
  readonly md5: Buffer | null
  readonly sha1: Buffer | null
  readonly sha256: Buffer | null
}

const OF_ROOT = `f.status = 'present' and f.root_id = (select id from library_root where name = ?)`

/** Files that are no ROMs have another role. An archive stands for its members, or for what nobody knows of it. */
const FILES = `select null as archive, f.path, r.size, r.crc32, r.md5, r.sha1, r.sha256
    from file_instance f left join rom_file r on r.id = f.rom_file_id
    where ${OF_ROOT} and f.role = 'rom'
  union all
  select f.path, a.path, r.size, r.crc32, r.md5, r.sha1, r.sha256
    from file_instance f left join archive_member a on a.archive_id = f.rom_file_id
    left join rom_file r on r.id = a.rom_file_id
    where ${OF_ROOT} and f.role = 'archive' and (a.archive_id is not null or f.problem is not null or f.listed = 1)
  order by 1, 2`

function romOf({
  archive,
  path,
  size,
  crc32,
  md5,
  sha1,
  sha256,
}: FileRow & { readonly path: string }): DatRom {
  return {
    name: archive === null ? nameOf(path) : path,
    ...(size === null ? {} : { size }),
    ...(crc32 === null ? {} : { crc32 }),
    ...(md5 === null ? {} : { md5: md5.toString('hex') }),
    ...(sha1 === null ? {} : { sha1: sha1.toString('hex') }),
    ...(sha256 === null ? {} : { sha256: sha256.toString('hex') }),
  }
}

function withoutExtension(path: string): string {
  const dot = path.lastIndexOf('.')
  return dot > path.lastIndexOf('/') + 1 ? path.slice(0, dot) : path
}

function withoutTrack(stem: string): string {
  return stem.replace(/ \(Track \d+\)$/i, '')
}
