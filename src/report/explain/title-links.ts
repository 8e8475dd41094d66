/** What names say of contents that no DAT lists by hash: the link, and what else the content may be. */
import type { Db } from '../../catalog/sqlite.ts'
import type { Link } from '../../identify/titles/judging.ts'
import { CANDIDATES } from '../../identify/titles/link-store.ts'
import type { TitleEvidence } from '../../identify/titles/title-candidates.ts'
import { lazy } from '../../lazy.ts'

export interface TitleLink extends Omit<Link, 'evidence'> {
  /** What it rests on; empty for a decision. */
  readonly evidence: Partial<TitleEvidence>
  /** The run that made it: `curator log <run>`. */
  readonly run: number
}

export interface TitleSuggestion {
  readonly platform: string
  readonly release: string
  /** Title of the game. */
  readonly game: string
  /** 0 to 1. */
  readonly score: number
  readonly evidence: TitleEvidence
}

interface NamedContent {
  readonly link?: TitleLink
  /** For a person to decide, best first. */
  readonly candidates: readonly TitleSuggestion[]
}

/** The release that a name or a decision stands for, and where it is listed. */
interface NamedMatch {
  readonly platform: string
  readonly dat: string
  readonly release: string
  /** Absent where the release is more than one ROM: a name stands for all of them. */
  readonly rom?: string
  readonly by: 'name' | 'decision'
  readonly confidence: number
}

/** By the id of a content. */
export function namedContents(db: Db): (content: number) => NamedContent {
  const link = db.prepare<[number], LinkRow>(LINK)
  const candidates = db.prepare<[number], SuggestionRow>(CANDIDATES)
  return (content) => {
    const found = link.get(content)
    return {
      ...(found && { link: { ...found, evidence: evidenceOf(found), owns: found.owns === 1 } }),
      candidates: candidates
        .all(content)
        .map((row) => ({ ...row, evidence: JSON.parse(row.evidence) as TitleEvidence })),
    }
  }
}

/** By the id of a content; undefined for one that no name links. */
export function namedMatches(db: Db): (content: number) => NamedMatch | undefined {
  const match = db.prepare<[number], MatchRow>(MATCH)
  const listed = lazy(() => {
    const rows = db.prepare<[], ListedRow>(LISTED).all()
    return new Map(rows.map((row) => [`${row.platform}/${row.release}`, row]))
  })
  return (content) => {
    const found = match.get(content)
    if (!found) return undefined
    const { type, platform, release, confidence } = found
    const place = found.dat === null ? listed().get(`${platform}/${release}`) : found
    const dat = place?.dat ?? ''
    const rom = place?.rom ?? null
    const by = type === 'decision' ? 'decision' : 'name'
    return { platform, dat, release, ...(rom !== null && { rom }), by, confidence }
  }
}

interface LinkRow extends Omit<Link, 'evidence' | 'owns'> {
  readonly evidence: string
  readonly owns: number
  readonly run: number
}

type SuggestionRow = Omit<TitleSuggestion, 'evidence'> & { readonly evidence: string }

interface ListedRow {
  readonly platform: string
  readonly release: string
  readonly dat: string
  readonly rom: string | null
}

interface MatchRow extends Omit<ListedRow, 'dat'> {
  /** Null where nothing was made of what the DATs list: no target asked for it. */
  readonly dat: string | null
  readonly type: Link['type']
  readonly confidence: number
}

function evidenceOf({ evidence }: LinkRow): Partial<TitleEvidence> {
  return JSON.parse(evidence) as Partial<TitleEvidence>
}

const LINK = `
  select p.slug as platform, l.release_name as release, l.match_type as type, l.confidence, l.evidence, l.owns, l.run
  from title_link l join platform p on p.id = l.platform_id where l.rom_file_id = ?`

/** By way of the release: the games of a platform have no index of names. */
const MATCH = `
  select p.slug as platform, l.release_name as release, l.match_type as type, l.confidence,
    (select min(d.dat) from release_block a join dat_game g on g.id = a.dat_game_id
      join dat_file d on d.log_id = g.log_id where a.release_id = r.id) as dat,
    (select case when count(distinct e.name) = 1 then min(e.name) end
      from release_block a join dat_rom e on e.game_id = a.dat_game_id where a.release_id = r.id) as rom
  from title_link l join platform p on p.id = l.platform_id
    left join game_release r on r.platform_id = l.platform_id and r.name = l.release_name
  where l.rom_file_id = ?`

/** Of all that is linked, in one go through the games. */
const LISTED = `
  select p.slug as platform, g.release_name as release, min(d.dat) as dat,
    case when count(distinct e.name) = 1 then min(e.name) end as rom
  from dat_game g join dat_file d on d.log_id = g.log_id join platform p on p.id = g.platform_id
    left join dat_rom e on e.game_id = g.id
  where (g.platform_id, g.release_name) in (select platform_id, release_name from title_link)
  group by g.platform_id, g.release_name`
