/**
 * Which files may be put in order, and what each is: sound, known by a hash that proves it, and listed by a DAT in use.
 * Everything else stays where it is, with the reason.
 */
import { prepareOnce, type Db } from '../catalog/sqlite.ts'
import { isSure } from '../catalog/sure-match.sql.ts'
import { nameOf } from '../disk/path.ts'
import { calledAs, sheetKindOf, type SheetKind } from '../inventory/discs/sheet.ts'
import { isAuxiliary } from '../inventory/roles.ts'
import { byCodeUnit } from '../order.ts'
import { splitName } from '../targets/names/names.ts'
import type { Stay } from './plan.ts'

/** Of the roots with these names. Reads the catalog only: what was found when they were last scanned. */
export function claimedFiles(
  db: Db,
  roots: readonly string[],
): { readonly claimed: readonly Claimed[]; readonly stays: readonly Stay[] } {
  const claimed: Claimed[] = []
  const stays: Stay[] = []
  for (const row of filesIn(db, roots)) {
    const path = `${row.root}/${row.path}`
    const doubtful = doubt(row)
    const found: Claims =
      doubtful !== undefined
        ? { reason: doubtful }
        : row.role === 'archive'
          ? archiveClaims(db, row.content)
          : looseClaims(db, row)
    if ('reason' in found) stays.push({ path, reason: found.reason })
    else claimed.push({ ...row, path, holds: found.holds, claim: bestClaim(found.claims, row.path) })
  }
  return withTheirSheets(db, claimed, stays)
}

/** Where a sheet stays, what it names does too: under another name, or elsewhere, the disc could not be played any more. */
function withTheirSheets(
  db: Db,
  claimed: readonly Claimed[],
  stays: readonly Stay[],
): { readonly claimed: readonly Claimed[]; readonly stays: readonly Stay[] } {
  const sheetOf = new Map<string, string>()
  for (const { path } of stays) {
    const kind = sheetKindOf(path)
    // a list of discs is made anew wherever they go
    if (kind === undefined || kind === 'm3u') continue
    for (const file of tracksOf(db, path)) sheetOf.set(file, path)
  }
  if (sheetOf.size === 0) return { claimed, stays }
  const kept = claimed.flatMap(({ path }) => {
    const sheet = sheetOf.get(path.toLowerCase())
    return sheet === undefined ? [] : [{ path, reason: `${nameOf(sheet)} names it, which stays` }]
  })
  const staying = new Set(kept.map(({ path }) => path))
  return {
    claimed: claimed.filter(({ path }) => !staying.has(path)),
    stays: [...stays, ...kept].sort((a, b) => byCodeUnit(a.path, b.path)),
  }
}

/** What a sheet names, in lower case; both paths with the names of their roots. */
function tracksOf(db: Db, path: string): readonly string[] {
  const at = path.indexOf('/')
  const files = prepareOnce(db, NAMED)
    .pluck()
    .all(path.slice(0, at), path.slice(at + 1)) as readonly string[]
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  return files.map((file) => `${folder}${file}`.toLowerCase())
}

/** Files that are there and of which is not known just now what they are: what was made of them stays as it is. */
interface Doubtful {
  readonly paths: ReadonlySet<string>
  readonly sha1s: ReadonlySet<string>
}

export function doubtfulFiles(db: Db, roots: readonly string[]): Doubtful {
  const rows = prepareOnce(db, DOUBTFUL).all(JSON.stringify(roots)) as readonly {
    readonly path: string
    readonly sha1: Buffer | null
  }[]
  return {
    paths: new Set(rows.map(({ path }) => path)),
    sha1s: new Set(rows.flatMap(({ sha1 }) => sha1?.toString('hex') ?? [])),
  }
}

interface FileRow {
  readonly root: string
  /** In the root. */
  readonly path: string
  readonly size: number
  readonly mtime: number
  readonly role: 'rom' | 'archive'
  readonly content: number
  readonly sha1: Buffer
  readonly settled: number
  readonly listed: number
  readonly faulty: number
}

/** Why what the catalog says of a file is not enough to move it. */
function doubt({ faulty, listed, settled }: FileRow): string | undefined {
  if (faulty === 1) return 'something is wrong with it: see `curator files --failed`'
  if (listed === 1) return "only its list of members was read: its root has `hashing: 'quick'`"
  return settled === 1 ? undefined : 'changed a moment ago, read again in the next run'
}

function filesIn(db: Db, roots: readonly string[]): readonly FileRow[] {
  return prepareOnce(db, FILES).all(JSON.stringify(roots)) as readonly FileRow[]
}

/** A verified file, and what it is. */
export interface Claimed extends FileRow {
  /** With the name of its root. */
  readonly path: string
  readonly claim: Claim
  /** SHA-1s of the ROMs in it. */
  readonly holds: readonly string[]
}

/** What a file may be called: a release, and its name there. Of an archive the name is the release. */
export interface Claim {
  readonly platform: string
  readonly release: string
  readonly name: string
}

type Claims =
  | { readonly claims: readonly [Claim, ...Claim[]]; readonly holds: readonly string[] }
  | { readonly reason: string }

function looseClaims(db: Db, { content, sha1 }: FileRow): Claims {
  const { claims, isGuess } = claimsOf(db, content, CALLS_TRACKS_SO)
  const [first, ...more] = claims
  if (!first) return { reason: isGuess ? GUESSED : UNKNOWN }
  return { claims: [first, ...more], holds: [sha1.toString('hex')] }
}

const UNKNOWN = 'no DAT lists it'
const SEVERAL = 'it holds several releases'
const GUESSED = 'only its CRC-32, or what it says of itself or of its tracks, is what a DAT lists'

/** An archive belongs to a release when all that is in it does. */
function archiveClaims(db: Db, archive: number): Claims {
  const members = prepareOnce(db, MEMBERS).all(archive) as readonly MemberRow[]
  const roms = members.filter(({ path, size, role }) => size > 0 && role !== 'archive' && !isAuxiliary(path))
  if (roms.length === 0) return { reason: 'nothing in it is a game' }
  let common: Map<string, Claim> | undefined
  const holds = new Set<string>()
  for (const { content, sha1 } of roms) {
    if (content === null || sha1 === null) return { reason: 'something in it cannot be read' }
    const { claims, isGuess } = claimsOf(db, content, NAMES_TRACKS)
    if (claims.length === 0) return { reason: `of something in it ${isGuess ? GUESSED : UNKNOWN}` }
    const releases = new Map(claims.map((claim) => [releaseKey(claim), { ...claim, name: claim.release }]))
    const before = common
    common = before ? new Map([...before].filter(([key]) => releases.has(key))) : releases
    if (common.size === 0) return { reason: SEVERAL }
    holds.add(sha1.toString('hex'))
  }
  const [first, ...more] = common?.values() ?? []
  return first ? { claims: [first, ...more], holds: [...holds].sort() } : { reason: SEVERAL }
}

interface MemberRow {
  readonly path: string
  readonly size: number
  readonly content: number | null
  readonly sha1: Buffer | null
  readonly role: string | null
}

/**
 * How well a sheet fits a release. In an archive it is enough that it names the tracks: they lie in there too, and stay what
 * they are called.
 */
const NAMES_TRACKS = 1
const CALLS_TRACKS_SO = 2

/** `least`: of a sheet whose hash proves nothing. */
function claimsOf(
  db: Db,
  content: number,
  least: number,
): { readonly claims: readonly Claim[]; readonly isGuess: boolean } {
  const rows = prepareOnce(db, CLAIMS).all({ content }) as readonly ClaimRow[]
  const claims = rows.flatMap(({ platform, release, name, sure, fits, kind }) => {
    if (sure === 0 && fits < least) return []
    return { platform, release, name: fits > 0 && kind !== null ? calledAs(name, kind) : name }
  })
  return { claims, isGuess: rows.length > 0 }
}

/** `fits`: of a sheet, of this kind, `NAMES_TRACKS`, or `CALLS_TRACKS_SO` where it calls them as the DAT does; else 0. */
interface ClaimRow extends Claim {
  readonly sure: number
  readonly fits: number
  readonly kind: SheetKind | null
}

/** Of several releases that hold the same: the one that the file is called by, else the first by name. */
function bestClaim(claims: readonly [Claim, ...Claim[]], path: string): Claim {
  const { stem } = splitName(nameOf(path))
  const isCalled = ({ release, name }: Claim) => release === stem || splitName(nameOf(name)).stem === stem
  const isBetter = (a: Claim, b: Claim) =>
    (Number(isCalled(b)) - Number(isCalled(a)) ||
      byCodeUnit(releaseKey(a), releaseKey(b)) ||
      byCodeUnit(a.name, b.name)) < 0
  return claims.reduce((best, claim) => (isBetter(claim, best) ? claim : best))
}

export function releaseKey({ platform, release }: Pick<Claim, 'platform' | 'release'>): string {
  return `${platform}/${release}`
}

const NAMED = `
  select n.value from library_root r join file_instance f on f.root_id = r.id
    join rom_file_metadata k on k.rom_file_id = f.rom_file_id and k.key = 'sheet.files', json_each(k.value) n
  where r.name = ? and f.path = ? and f.status = 'present'`

const FILES = `
  select r.name as root, f.path, f.size, f.mtime, f.role, c.id as content, c.sha1,
    f.settled, f.listed, f.problem is not null as faulty
  from library_root r join file_instance f on f.root_id = r.id join rom_file c on c.id = f.rom_file_id
  where r.name in (select value from json_each(?)) and f.status = 'present'
    and f.role in ('rom', 'archive')
  order by r.name, f.path`

const DOUBTFUL = `
  select r.name || '/' || f.path as path, c.sha1
  from library_root r join file_instance f on f.root_id = r.id left join rom_file c on c.id = f.rom_file_id
  where r.name in (select value from json_each(?)) and f.status = 'present'
    and (f.rom_file_id is null or f.problem is not null or f.settled = 0 or f.listed = 1)`

const MEMBERS = `
  select m.path, m.size, m.rom_file_id as content, c.sha1, c.content_role as role
  from archive_member m left join rom_file c on c.id = m.rom_file_id where m.archive_id = ? order by m.ordinal`

/** As the health of the library has it: a CRC-32, and what a CHD says of itself, make probable and not sure. */
const CLAIMS = `
  select p.slug as platform, x.release_name as release, x.rom as name, max(x.sure) as sure, max(x.fits) as fits,
    (select value from rom_file_metadata where rom_file_id = @content and key = 'sheet.kind') as kind
  from (
    select r.platform_id, r.name as release_name, e.name as rom, ${isSure('m')} as sure,
      coalesce((select 1 + (s.names is null) from fitting_sheet s
        where m.match_by = 'tracks' and s.game_id = e.game_id and s.rom_file_id = m.rom_file_id), 0) as fits
    from content_match m join dat_rom e on e.id = m.dat_entry_id
      join release_block a on a.dat_game_id = e.game_id join game_release r on r.id = a.release_id
    where m.rom_file_id = @content
    union all
    select platform_id, release_name, rom, 0, 1 + (names is null) from v_unlisted_sheet where rom_file_id = @content) x
    join platform p on p.id = x.platform_id
  group by p.slug, x.release_name, x.rom order by p.slug, x.release_name, x.rom`
