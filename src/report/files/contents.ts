/** The contents of a file, its members included, and what the DATs call each. */
import type { Db } from '../../catalog/sqlite.ts'
import { isStated } from '../../inventory/hashing/content.ts'
import { decodeTroubles, nextTry, type Retry } from '../../inventory/trouble.ts'
import { hexCrc } from '../../wording.ts'
import { copyFinder, type Copies } from './duplicates.ts'
import { namedMatches } from '../explain/title-links.ts'

export interface FileContent {
  /** Path in the archive; in archives within it, ` / ` stands between the paths. */
  readonly member?: string
  /** How many archives it lies in. */
  readonly depth: number
  /** Absent when it could not be read. */
  readonly sha1?: string
  readonly crc32: string
  /** These two are known where some DAT has nothing better. */
  readonly md5?: string
  readonly sha256?: string
  readonly size: number
  /** The header or byte order that DATs may not count: `ines`, `smc`, … */
  readonly header?: string
  /** What it is packed in that curator knows and does not open: `CSO disc`. */
  readonly notOpened?: string
  readonly match?: FileMatch
  /** Where else it lies; only when duplicates are asked for. */
  readonly copies?: Copies
  readonly problem?: string
}

/**
 * The first DAT entry that lists it, as it is before without its header, by platform and release; else the release
 * that its name, or a decision, links it with.
 */
interface FileMatch {
  readonly platform: string
  readonly dat: string
  readonly release: string
  /** Absent where a name stands for a release of several ROMs. */
  readonly rom?: string
  /** The hash that agreed; `name`, or `decision`. */
  readonly by: string
  /**
   * 1: by a hash nobody makes collide by chance, or by your word. CRC-32 with size does, once in a large library; and a
   * hash that the file only states of itself was read by nobody. Of a name: how well it fits.
   */
  readonly confidence: number
}

/** Every hash that DATs give is of the whole content, and only CRC-32 is too short to be sure. */
const CONFIDENCE: Readonly<Record<string, number>> = { sha1: 1, md5: 1, sha256: 1, crc32: 0.99, tracks: 0.99 }
const STATED = 0.99

interface MemberRow {
  readonly ordinal: number
  readonly parent: number | null
  readonly depth: number
  readonly path: string
  readonly content: number | null
  readonly crc32: number
  readonly size: number
  readonly problem: string | null
}

interface RomRow {
  readonly sha1: Buffer
  readonly crc32: number
  readonly md5: Buffer | null
  readonly sha256: Buffer | null
  readonly size: number
  readonly header: string | null
  readonly container: string | null
}

/** Gives the contents of a file by the ids of what it holds and of itself. */
export function contentReader(
  db: Db,
  { withCopies = false }: { readonly withCopies?: boolean } = {},
): (content: number, file: number) => readonly FileContent[] {
  const rom = db.prepare<[number], RomRow>(ROM)
  const match = db.prepare<{ content: number }, Omit<FileMatch, 'confidence'> & { view: string }>(MATCH)
  const members = db.prepare<[number], MemberRow>(MEMBERS)
  const named = namedMatches(db)
  const copies = withCopies ? copyFinder(db) : () => undefined

  const known = (
    id: number,
    file: number,
    ordinal: number | null,
  ): Omit<FileContent, 'depth' | 'problem'> => {
    const row = rom.get(id)
    const listed = match.get({ content: id })
    const found = listed ? matchOf(listed) : named(id)
    const elsewhere = row && row.size > 0 ? copies(id, file, ordinal) : undefined
    return {
      ...(row && { sha1: row.sha1.toString('hex') }),
      crc32: hexCrc(row?.crc32 ?? 0),
      ...(row?.md5 && { md5: row.md5.toString('hex') }),
      ...(row?.sha256 && { sha256: row.sha256.toString('hex') }),
      size: row?.size ?? 0,
      ...(row?.header && { header: row.header.replace(/^no-/, '') }),
      ...(row?.container && { notOpened: row.container }),
      ...(found && { match: found }),
      ...(elsewhere && { copies: elsewhere }),
    }
  }
  return (id, file) => {
    const paths = new Map<number, string>()
    const inside = members.all(id).map(({ ordinal, parent, depth, path, content, crc32, size, problem }) => {
      const outer = parent === null ? undefined : paths.get(parent)
      const member = outer === undefined ? path : `${outer} / ${path}`
      paths.set(ordinal, member)
      const facts = content === null ? { crc32: hexCrc(crc32), size } : known(content, file, ordinal)
      return { member, depth, ...facts, ...(problem === null ? {} : { problem: troublesInWords(problem) }) }
    })
    return [{ depth: 0, ...known(id, file, null) }, ...inside]
  }
}

/** Of an archive of which only its own list was read: its members, and what a DAT calls them by CRC-32 and size. */
export function listedReader(db: Db): (file: number) => readonly FileContent[] {
  const members = db.prepare<[number], Listed>(
    'select * from listed_member where file_id = ? order by ordinal',
  )
  const match = db.prepare<[number, number], Omit<FileMatch, 'confidence' | 'by'>>(LISTED_MATCH)
  return (file) =>
    members.all(file).map(({ path, crc32, size }) => {
      const found = match.get(crc32, size)
      const by = { by: 'crc32', confidence: CONFIDENCE['crc32'] ?? 0 }
      return {
        member: path,
        depth: 1,
        crc32: hexCrc(crc32),
        size,
        ...(found && { match: { ...found, ...by } }),
      }
    })
}

interface Listed {
  readonly path: string
  readonly size: number
  readonly crc32: number
}

function matchOf({ view, ...match }: Omit<FileMatch, 'confidence'> & { view: string }): FileMatch {
  return { ...match, confidence: isStated(view) ? STATED : (CONFIDENCE[match.by] ?? 0) }
}

/** What the catalog keeps as the troubles of a file, as one clause, and when it is tried again. */
export function troublesInWords(problem: string, retry?: Retry): string {
  const again = retry && nextTry(retry)
  return [...decodeTroubles(problem).map(({ what }) => what), ...(again === undefined ? [] : [again])].join(
    '; ',
  )
}

const ROM = `
  select sha1, crc32, md5, sha256, size, (select min(kind) from rom_view v
    where v.rom_file_id = rom_file.id and v.kind not in ('chd', 'chd-raw')) as header,
    (select value from rom_file_metadata m where m.rom_file_id = rom_file.id and m.key = 'container.name') as container
  from rom_file where id = ?`

/** What a content is, by DATs: for its id as `@content`. */
export const MATCHES = `
  select e.log_id, e.platform_id, e.release_name, e.rom, m.match_by as "by", m.view
  from content_match m join dat_entry e on e.id = m.dat_entry_id where m.rom_file_id = @content
  union all
  select log_id, platform_id, release_name, rom, 'tracks', '' from v_unlisted_sheet where rom_file_id = @content`

const MATCH = `
  select p.slug as platform, coalesce((select min(d.dat) from dat_file d where d.log_id = e.log_id), '') as dat,
    e.release_name as release, e.rom, e.by, e.view
  from (${MATCHES}) e join platform p on p.id = e.platform_id
  order by e.view, p.slug, e.release_name, e.rom, dat limit 1`

const LISTED_MATCH = `
  select p.slug as platform, coalesce((select min(d.dat) from dat_file d where d.log_id = e.log_id), '') as dat,
    e.release_name as release, e.rom
  from dat_entry e join platform p on p.id = e.platform_id
  where e.crc32 = ? and e.size = ? order by p.slug, e.release_name, e.rom, dat limit 1`

const MEMBERS = `
  select ordinal, parent, depth, path, rom_file_id as content, crc32, size, problem
  from archive_member where archive_id = ? order by ordinal`
