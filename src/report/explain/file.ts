/** What a file, or a content, is: where it lies, what the DATs call it, and where it goes. */
import type { Db } from '../../catalog/sqlite.ts'
import type { ResolvedConfig } from '../../config/resolved.ts'
import { metadataOf } from '../../inventory/header-facts/metadata.ts'
import type { Retry } from '../../inventory/trouble.ts'
import { hexCrc } from '../../wording.ts'
import { discPlace, type DiscPlace } from '../files/disc-places.ts'
import { outputsOf, type OutputPlace } from './explain.ts'
import { listedReader, troublesInWords } from '../files/contents.ts'
import { listedMatchesOf, matchesOf, type MatchExplanation } from './matches.ts'
import { namedContents, type TitleLink, type TitleSuggestion } from './title-links.ts'

export interface FileExplanation {
  readonly root: string
  readonly path: string
  readonly status: string
  readonly size: number
  readonly problem?: string
  /** Where it belongs when it is one of the files of a disc, or one of the discs of a game. */
  readonly disc?: DiscPlace
  /** Only what the archive's own list says is known of its members. */
  readonly listed?: true
  /** The file itself, then the members of an archive. Empty when it was never read (an auxiliary file). */
  readonly contents: readonly ContentExplanation[]
}

export interface ContentExplanation {
  /** Path inside the archive. */
  readonly member?: string
  readonly sha1: string
  readonly crc32: string
  readonly size: number
  readonly views: readonly { readonly kind: string; readonly sha1: string; readonly size: number }[]
  readonly matches: readonly MatchExplanation[]
  /** What it is by its name, or by a decision. */
  readonly link?: TitleLink
  /** What it may be by its name, best first. */
  readonly candidates: readonly TitleSuggestion[]
  readonly outputs: readonly OutputPlace[]
  readonly problem?: string
  /** What the content says of itself, by key: `header.title`, `container.note`. It proves nothing. */
  readonly says: Readonly<Record<string, string>>
}

interface InstanceRow extends Retry {
  readonly root: string
  readonly path: string
  readonly status: string
  readonly size: number
  readonly problem: string | null
  readonly content: number | null
  readonly id: number
  readonly listed: number
}

const INSTANCE = `select r.name as root, f.path, f.status, f.size, f.problem, f.failures, f.retry_at as retryAt,
  f.rom_file_id as content, f.id, f.listed
  from file_instance f join library_root r on r.id = f.root_id`

/** A file by its root and its path in it, in whatever way accents are composed: people type them in another one than disks have. */
export function explainPath(
  db: Db,
  config: ResolvedConfig,
  root: string,
  path: string,
): FileExplanation | undefined {
  const at = db.prepare<[string, string], InstanceRow>(`${INSTANCE} where r.name = ? and f.path = ?`)
  const row = at.get(root, path) ?? at.get(root, path.normalize('NFC')) ?? at.get(root, path.normalize('NFD'))
  return row && explainInstance(db, config, row)
}

/** Every file that holds a content, as it is or in an archive. */
export function explainContent(db: Db, config: ResolvedConfig, sha1: string): FileExplanation[] {
  const rows = db
    .prepare<[{ readonly sha1: Buffer }], InstanceRow>(
      `with content as (select id from rom_file where sha1 = @sha1 union select rom_file_id from rom_view where sha1 = @sha1)
       ${INSTANCE} where f.rom_file_id in content
         or f.rom_file_id in (select archive_id from archive_member where rom_file_id in content)
       order by r.name, f.path`,
    )
    .all({ sha1: Buffer.from(sha1, 'hex') })
  return rows.map((row) => explainInstance(db, config, row))
}

/** The MD5 that some DAT states beside a SHA-1, in hex; both lower case. */
export function listedMd5(db: Db, sha1: string): string | undefined {
  return db
    .prepare<[Buffer], string>(
      'select lower(hex(md5)) from dat_rom where sha1 = ? and md5 is not null limit 1',
    )
    .pluck()
    .get(Buffer.from(sha1, 'hex'))
}

function explainInstance(db: Db, config: ResolvedConfig, row: InstanceRow): FileExplanation {
  const { root, path, status, size, problem, content, id, listed } = row
  const contents = content === null ? [] : [explainRom(db, config, content), ...members(db, config, content)]
  const disc = status === 'present' ? discPlace(db, root, path) : undefined
  return {
    root,
    path,
    status,
    size,
    ...(problem ? { problem: troublesInWords(problem, status === 'present' ? row : undefined) } : {}),
    ...(disc && { disc }),
    ...(listed === 1 ? { listed: true, contents: listedMembers(db, id) } : { contents }),
  }
}

/** By CRC-32 and size: no more is known of them. */
function listedMembers(db: Db, file: number): ContentExplanation[] {
  return listedReader(db)(file).map(({ member, crc32, size }) => {
    const matches = listedMatchesOf(db, Number.parseInt(crc32, 16), size)
    return { ...(member !== undefined && { member }), sha1: '', crc32, size, views: [], ...NOTHING, matches }
  })
}

function members(db: Db, config: ResolvedConfig, archive: number): ContentExplanation[] {
  const rows = db
    .prepare<
      [number],
      { path: string; content: number | null; problem: string | null; size: number; crc32: number }
    >(
      `select path, rom_file_id as content, problem, size, crc32 from archive_member where archive_id = ? order by ordinal`,
    )
    .all(archive)
  return rows.map(({ path, content, problem, size, crc32 }) => {
    const unread = { sha1: '', crc32: hexCrc(crc32), size, views: [], matches: [], ...NOTHING }
    const known = content === null ? unread : explainRom(db, config, content)
    return { member: path, ...known, ...(problem ? { problem: troublesInWords(problem) } : {}) }
  })
}

const NOTHING = { candidates: [], outputs: [], says: {} } as const

function explainRom(db: Db, config: ResolvedConfig, id: number): ContentExplanation {
  const rom = db
    .prepare<[number], { sha1: Buffer; crc32: number; size: number }>(
      'select sha1, crc32, size from rom_file where id = ?',
    )
    .get(id)
  const views = db
    .prepare<[number], { kind: string; sha1: Buffer; size: number }>(
      'select kind, sha1, size from rom_view where rom_file_id = ? order by kind',
    )
    .all(id)
  const matches = matchesOf(db, id)
  const byPlatform = new Map<string, Set<string>>()
  for (const { platform, release } of matches) {
    byPlatform.set(platform, (byPlatform.get(platform) ?? new Set()).add(release))
  }
  const { link, candidates } = namedContents(db)(id)
  if (link?.owns)
    byPlatform.set(link.platform, (byPlatform.get(link.platform) ?? new Set()).add(link.release))
  return {
    sha1: rom?.sha1.toString('hex') ?? '',
    crc32: hexCrc(rom?.crc32 ?? 0),
    size: rom?.size ?? 0,
    views: views.map((v) => ({ kind: v.kind, sha1: v.sha1.toString('hex'), size: v.size })),
    matches,
    ...(link && { link }),
    candidates,
    outputs: [...byPlatform].flatMap(([platform, releases]) => outputsOf(db, config, platform, releases)),
    // its text says nothing that its other lines do not
    says: Object.fromEntries([...metadataOf(db, id)].filter(([key]) => key !== 'sheet.text')),
  }
}
