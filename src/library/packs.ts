/**
 * Releases that are packed: whole ones, each as a TorrentZip with the names of its DAT, as far as these are safe. What is a
 * TorrentZip already stays one; what is not whole stays as it is.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { prepareOnce, type Db } from '../catalog/sqlite.ts'
import { isSure } from '../catalog/sure-match.sql.ts'
import { packedZips, type MadeFiles } from '../catalog/recipes.ts'
import { groupBy } from '../groups.ts'
import { sourceFinder } from '../inventory/source-finder.ts'
import type { Source } from '../inventory/hashing/content.ts'
import { byCodeUnit } from '../order.ts'
import { memberName, zipFile } from '../targets/zip-file.ts'
import { releaseKey, type Claimed } from './claims.ts'
import type { Pack } from './plan.ts'
import { NAME_RULES } from './template.ts'

/** `file`: the first of those that are packed. */
interface Packed {
  readonly file: Claimed
  readonly pack: Pack
}

/** `where`: the absolute path of a file. */
export function packUp(
  db: Db,
  files: readonly Claimed[],
  where: (path: string) => string,
): { readonly packs: readonly Packed[]; readonly others: readonly Claimed[] } {
  const find: Finders = { sourcesOf: sourceFinder(db), knownZip: packedZips(db).find }
  // an archive is a release by itself; loose files make one together
  const groups = groupBy(files, ({ role, path, claim }) =>
    role === 'archive' ? `archive ${path}` : releaseKey(claim),
  )
  const packs: Packed[] = []
  const others: Claimed[] = []
  for (const group of groups.values()) {
    const packed = isTorrentZip(group, where) ? undefined : packOf(db, group, where, find)
    if (packed) packs.push(packed)
    else others.push(...group)
  }
  return { packs, others }
}

interface Finders {
  readonly sourcesOf: (sha1: string) => readonly Source[]
  readonly knownZip: MadeFiles['find']
}

function packOf(
  db: Db,
  group: readonly Claimed[],
  where: (path: string) => string,
  { sourcesOf, knownZip }: Finders,
): Packed | undefined {
  const sorted = group.toSorted((a, b) => byCodeUnit(a.path, b.path))
  const [file] = sorted
  if (!file) return undefined
  const own = new Set(sorted.map(({ path }) => where(path)))
  const held = new Set(sorted.flatMap(({ holds }) => holds))
  for (const variant of variantsOf(db, file.claim)) {
    const roms = wholeRoms(variant, held)
    if (!roms) continue
    const parts = roms.flatMap(({ name, sha1, size, crc32 }) => {
      const source = sourcesOf(sha1).find((one) => own.has(one.file))
      return source ? [{ name: memberName(name, NAME_RULES.posix), size, crc32, source }] : []
    })
    if (parts.length < roms.length) return undefined
    const { sha1: recipe, size } = zipFile(
      '',
      '',
      roms.map((rom, n) => ({ ...rom, name: parts[n]?.name ?? '', content: rom.sha1 })),
    )
    const known = knownZip(recipe)
    return {
      file,
      pack: {
        recipe,
        parts,
        sources: sorted.map(({ path, size: bytes, mtime, sha1 }) => ({
          path,
          size: bytes,
          mtime,
          sha1: sha1.toString('hex'),
        })),
        holds: roms.map(({ sha1 }) => sha1).sort(),
        size: known?.size ?? size,
        sha1: known?.sha1 ?? '',
        mtime: Math.floor(Math.max(...sorted.map(({ mtime }) => mtime))),
      },
    }
  }
  return undefined
}

interface RomRow {
  readonly variant: number
  readonly name: string
  readonly sha1: Buffer | null
  readonly size: number
  readonly crc32: number
}

interface Rom {
  readonly name: string
  readonly sha1: string
  readonly size: number
  readonly crc32: number
}

function variantsOf(db: Db, { platform, release }: Claimed['claim']): readonly (readonly RomRow[])[] {
  const rows = prepareOnce(db, ROMS).all(platform, release) as readonly RomRow[]
  return [...groupBy(rows, ({ variant }) => variant).values()]
}

/** Each ROM of a variant, in its order; undefined when one is not held. */
function wholeRoms(variant: readonly RomRow[], held: ReadonlySet<string>): readonly Rom[] | undefined {
  const roms = new Map<string, Rom | undefined>()
  for (const { name, sha1, size, crc32 } of variant) {
    const hex = sha1?.toString('hex')
    const rom = hex !== undefined && held.has(hex) ? { name, sha1: hex, size, crc32 } : undefined
    roms.set(name, roms.get(name) ?? rom)
  }
  const all = [...roms.values()].filter((rom) => rom !== undefined)
  return all.length > 0 && all.length === roms.size ? all : undefined
}

/** What seals the directory of one: the comment at its very end. */
const SEAL = /TORRENTZIPPED-[0-9A-F]{8}$/
const SEAL_BYTES = 22

function isTorrentZip([file, ...more]: readonly Claimed[], where: (path: string) => string): boolean {
  if (!file || more.length > 0 || file.role !== 'archive') return false
  try {
    const fd = openSync(where(file.path), 'r')
    try {
      const tail = Buffer.alloc(SEAL_BYTES)
      readSync(fd, tail, 0, SEAL_BYTES, Math.max(0, fstatSync(fd).size - SEAL_BYTES))
      return SEAL.test(tail.toString('latin1'))
    } finally {
      closeSync(fd)
    }
  } catch {
    return false // it cannot be read now: packing it will say why
  }
}

const ROMS = `
  select a.variant, e.name, c.sha1, c.size, c.crc32
  from game_release r join platform p on p.id = r.platform_id
    join release_block a on a.release_id = r.id join dat_rom e on e.game_id = a.dat_game_id
    left join content_match m on m.dat_entry_id = e.id and ${isSure('m')}
    left join rom_file c on c.id = m.rom_file_id
  where p.slug = ? and r.name = ? and coalesce(e.size, 1) > 0 and coalesce(e.status, '') <> 'nodump'
    and (e.optional = 0 or c.id is not null)
  order by a.variant, e.part, e.id, c.sha1`
