/**
 * The files that may be put in order: sound, known by a hash that proves it, and listed by a DAT in use. Everything else
 * stays where it is, with the reason.
 */
import { prepareOnce, type Db } from '../catalog/sqlite.ts'
import { factsByName } from '../dats/naming.ts'
import { nameOf } from '../disk/path.ts'
import { extensionOf, isAuxiliary } from '../inventory/roles.ts'
import { byCodeUnit } from '../order.ts'
import { splitName } from '../targets/names.ts'
import { packUp } from './packs.ts'
import type { LibraryFile, Pack, Stay } from './plan.ts'
import { compileTemplate } from './template.ts'

export interface Shelving {
  /** Names of the roots whose files are taken. */
  readonly roots: readonly string[]
  readonly template: string
  readonly names: 'fat' | 'posix'
  readonly archives: 'keep' | 'zip'
  /** Path of the library's folder on its disk. */
  readonly library: string
  /** The absolute path of a file. */
  where(path: string): string
}

export interface Verified {
  readonly files: readonly LibraryFile[]
  /** What is not put in order, and why. */
  readonly stays: readonly Stay[]
}

/** Reads the catalog, and of archives that may have to be packed anew their last bytes. */
export function verifiedFiles(db: Db, shelving: Shelving): Verified {
  const claimed: Claimed[] = []
  const stays: Stay[] = []
  for (const row of filesIn(db, shelving.roots)) {
    const path = `${row.root}/${row.path}`
    const doubtful = doubt(row)
    const found: Claims =
      doubtful !== undefined
        ? { reason: doubtful }
        : row.role === 'archive'
          ? archiveClaims(db, row.content)
          : looseClaims(db, row)
    if ('reason' in found) stays.push({ path, reason: found.reason })
    else {
      claimed.push({ ...row, path, holds: found.holds, claim: bestClaim(found.claims, row.path) })
    }
  }
  const shelve = shelver(db, shelving)
  const { packs, others } =
    shelving.archives === 'zip' ? packUp(db, claimed, shelving.where) : { packs: [], others: claimed }
  return {
    files: [...others.map((file) => shelve(file)), ...packs.map(({ file, pack }) => shelve(file, pack))],
    stays,
  }
}

/** Says where in the library a file belongs, or what is packed of it. */
function shelver(
  db: Db,
  { template, names, library }: Shelving,
): (file: Claimed, pack?: Pack) => LibraryFile {
  const layout = compileTemplate(template, names)
  const titles = titleReader(db)
  return ({ claim, path, size, mtime, sha1, holds, role }, pack) => {
    const { title, region } = titles(claim)
    const isWhole = pack !== undefined || role === 'archive'
    const place = layout.path({
      folder: claim.platform,
      platform: claim.platform,
      title,
      release: claim.release,
      name: isWhole ? claim.release : splitName(claim.name.replaceAll('\\', '/')).stem,
      extension: pack ? '.zip' : ownExtension(path, claim.name),
      region,
    })
    const to = `${library}/${place.path}`
    const release = claim.release
    if (!pack) return { path, size, mtime, sha1: sha1.toString('hex'), holds, to, release }
    return { path, size: pack.size, mtime: pack.mtime, sha1: pack.sha1, holds: pack.holds, to, release, pack }
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
  return settled === 1 ? undefined : 'it was changed a moment ago: it is read again in the next run'
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
interface Claim {
  readonly platform: string
  readonly release: string
  readonly name: string
}

type Claims =
  | { readonly claims: readonly [Claim, ...Claim[]]; readonly holds: readonly string[] }
  | { readonly reason: string }

function looseClaims(db: Db, { content, sha1 }: FileRow): Claims {
  const { claims, isGuess } = claimsOf(db, content)
  const [first, ...more] = claims
  if (!first) return { reason: isGuess ? GUESSED : UNKNOWN }
  return { claims: [first, ...more], holds: [sha1.toString('hex')] }
}

const UNKNOWN = 'no DAT lists it'
const SEVERAL = 'it holds several releases'
const GUESSED = 'only its CRC-32, or what it says of itself, is what a DAT lists'

/** An archive belongs to a release when all that is in it does. */
function archiveClaims(db: Db, archive: number): Claims {
  const members = prepareOnce(db, MEMBERS).all(archive) as readonly MemberRow[]
  const roms = members.filter(({ path, size, role }) => size > 0 && role !== 'archive' && !isAuxiliary(path))
  if (roms.length === 0) return { reason: 'nothing in it is a game' }
  let common: Map<string, Claim> | undefined
  const holds = new Set<string>()
  for (const { content, sha1 } of roms) {
    if (content === null || sha1 === null) return { reason: 'something in it cannot be read' }
    const { claims, isGuess } = claimsOf(db, content)
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

function claimsOf(db: Db, content: number): { readonly claims: readonly Claim[]; readonly isGuess: boolean } {
  const rows = prepareOnce(db, CLAIMS).all(content) as readonly (Claim & { readonly sure: number })[]
  const claims = rows.flatMap(({ platform, release, name, sure }) =>
    sure === 1 ? { platform, release, name } : [],
  )
  return { claims, isGuess: rows.length > 0 }
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

/** A file keeps its extension, which has a say in how it is read; the DAT has one in how that is spelled. */
function ownExtension(path: string, name: string): string {
  const own = extensionOf(path)
  if (own === '') return ''
  const { extension } = splitName(name)
  return extension.slice(1).toLowerCase() === own ? extension : path.slice(path.length - own.length - 1)
}

interface Called {
  readonly title: string
  readonly region: string
}

function titleReader(db: Db): (claim: Claim) => Called {
  const platforms = new Map<string, ReturnType<typeof factsByName>>()
  return ({ platform, release }) => {
    const facts = platforms.get(platform) ?? factsByName(db, { platform })
    platforms.set(platform, facts)
    const { title, regions } = facts(release)
    return { title, region: regions[0] ?? '' }
  }
}

const FILES = `
  select r.name as root, f.path, f.size, f.mtime, f.role, c.id as content, c.sha1,
    f.settled, f.listed, f.problem is not null as faulty
  from library_root r join file_instance f on f.root_id = r.id join rom_file c on c.id = f.rom_file_id
  where r.name in (select value from json_each(?)) and f.status = 'present'
    and f.role in ('rom', 'archive')
  order by r.name, f.path`

const MEMBERS = `
  select m.path, m.size, m.rom_file_id as content, c.sha1, c.content_role as role
  from archive_member m left join rom_file c on c.id = m.rom_file_id where m.archive_id = ? order by m.ordinal`

/** As the health of the library has it: a CRC-32, and what a CHD says of itself, make probable and not sure. */
const CLAIMS = `
  select p.slug as platform, r.name as release, e.name,
    max(m.match_by <> 'crc32' and m.view not in ('chd', 'chd-raw')) as sure
  from content_match m join dat_rom e on e.id = m.dat_entry_id
    join release_artifact a on a.dat_game_id = e.game_id join game_release r on r.id = a.release_id
    join platform p on p.id = r.platform_id
  where m.rom_file_id = ?
  group by p.slug, r.name, e.name order by p.slug, r.name, e.name`
