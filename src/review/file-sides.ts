/** What is known of a content that no DAT lists, and of the releases that it may be. */
import { prepareOnce, type Db } from '../catalog/sqlite.ts'
import type { MatchDecision } from '../decisions/decisions.ts'
import type { TitleEvidence } from '../identify/titles/title-candidates.ts'
import { amount, hexCrc, percent, plural } from '../wording.ts'
import type { Side } from './evidence.ts'
import { releaseFacts, type Fact } from './release-sides.ts'

const MOST_PLACES = 4
const MOST_FACTS = 8

/** @param sha1 of the content */
export function fileSide(db: Db, sha1: string, title: string): Side {
  const row = prepareOnce(db, 'select id, size, crc32 from rom_file where sha1 = ?').get(
    Buffer.from(sha1, 'hex'),
  ) as { id: number; size: number; crc32: number } | undefined
  if (!row) return { title, facts: [['SHA-1', sha1]] }
  const places = prepareOnce(db, PLACES)
    .pluck()
    .all(row.id, row.id, MOST_PLACES + 1) as string[]
  const said = prepareOnce(db, SAID).raw().all(row.id, MOST_FACTS) as [string, string][]
  return {
    title,
    facts: [
      // the title is one of them
      ...places
        .slice(0, MOST_PLACES)
        .flatMap((place): Fact[] => (places.length === 1 && place === title ? [] : [['lies in', place]])),
      ...(places.length > MOST_PLACES ? [['lies in', 'and elsewhere'] as const] : []),
      ['size', `${amount(row.size)} (${plural(row.size, 'byte')})`],
      ['SHA-1', sha1],
      ['CRC-32', hexCrc(row.crc32)],
      ...said.map(([key, value]): Fact => [`its ${key.replace('.', ' ')}`, value]),
    ],
  }
}

const PLACES = `
  select r.name || '/' || f.path from file_instance f join library_root r on r.id = f.root_id
  where f.rom_file_id = ? and f.status = 'present'
  union
  select r.name || '/' || f.path || '#' || a.path from archive_member a
    join file_instance f on f.rom_file_id = a.archive_id join library_root r on r.id = f.root_id
  where a.rom_file_id = ? and f.status = 'present'
  order by 1 limit ?`

const SAID = `
  select key, value from rom_file_metadata
  where rom_file_id = ? and (key like 'header.%' or key like 'container.%') order by key limit ?`

interface CandidateRow {
  readonly platform: string
  readonly release: string
  readonly score: number
  readonly evidence: string
}

/** Best first. */
export function candidatesOf(
  db: Db,
  sha1: string,
): readonly { readonly side: Side; readonly choice: MatchDecision }[] {
  const rows = prepareOnce(db, CANDIDATES).all(Buffer.from(sha1, 'hex')) as CandidateRow[]
  return rows.map(({ platform, release, score, evidence }) => {
    const { from, title, platform: by, against } = JSON.parse(evidence) as TitleEvidence
    const facts: Fact[] = [
      ['how alike', percent(score)],
      ['because of', `${HOW[title]} "${from}", and the platform by its ${by}`],
      ...(against.length === 0 ? [] : [['against it', against.join('; ')] as const]),
      ...releaseFacts(db, platform, release),
    ]
    return { side: { title: release, facts }, choice: { platform, release } }
  })
}

/** How a title was met, in words that go before what it was met in. */
const HOW: Readonly<Record<TitleEvidence['title'], string>> = {
  name: 'the name',
  title: 'the title in',
  key: 'a spelling of the title in',
  serial: 'the serial',
  header: 'the header',
  part: 'a part of the title in',
  similar: 'a title much like that in',
}

const CANDIDATES = `
  select p.slug as platform, i.release_name as release, i.score, i.evidence
  from ingestion_candidate i join platform p on p.id = i.platform_id join rom_file c on c.id = i.rom_file_id
  where c.sha1 = ? order by i.position`

/** @param extension lower case, without dot */
export function filesWithExtension(db: Db, extension: string): readonly Fact[] {
  const paths = prepareOnce(
    db,
    `select r.name || '/' || f.path from file_instance f join library_root r on r.id = f.root_id
     where f.status = 'present' and lower(f.path) like ? escape '!' order by 1 limit ?`,
  )
    .pluck()
    .all(`%.${extension.replace(/[!%_]/g, '!$&')}`, MOST_FACTS) as string[]
  return paths.map((path): Fact => ['file', path])
}
