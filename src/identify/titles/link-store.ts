/** The tables `title_link` and `ingestion_candidate`: only what differs is written, under one run. */
import { rowWriter } from '../../catalog/insert-rows.ts'
import { columnsOf } from '../../catalog/pack-rows.ts'
import type { Db } from '../../catalog/sqlite.ts'
import type { Link, Verdict } from './judging.ts'
import type { TitleCandidate } from './title-candidates.ts'

/** Is told each release of which something may be owned now that was not, or the other way round. */
export type Touch = (platform: string, release: string) => void

const TITLE_MATCHING = 'title_matching'

interface LinkStore {
  /** Ids of the contents that something is written of; with `due`, only of those that changed or are listed by now. */
  ids(which: 'all' | 'due'): readonly number[]
  /** Once for each content. */
  write(content: number, verdict: Verdict): void
  /** Writes what waits, and closes the record of the run, if there is any. */
  finish(tried: number): void
}

interface LinkRow {
  readonly platform: string
  readonly release: string
  readonly type: Link['type']
  readonly confidence: number
  readonly evidence: string
  readonly owns: number
}

type CandidateRow = Pick<TitleCandidate, 'platform' | 'release' | 'game' | 'score'> & {
  readonly evidence: string
}

/** @param now milliseconds since the epoch */
export function linkStore(db: Db, now: number, touch: Touch): LinkStore {
  const changed = db.prepare('select 1 from content_changed where rom_file_id = ?')
  const linkOf = db.prepare<[number], LinkRow>(LINK)
  const candidatesOf = db.prepare<[number], CandidateRow>(CANDIDATES)
  const dropLink = db.prepare('delete from title_link where rom_file_id = ?')
  const dropCandidates = db.prepare('delete from ingestion_candidate where rom_file_id = ?')
  const putLink = db.prepare(PUT_LINK)
  const putCandidate = rowWriter(db, 'ingestion_candidate', CANDIDATE_COLUMNS)
  const platforms = new Map(db.prepare<[], [string, number]>('select slug, id from platform').raw().all())
  const counts = { title: 0, automatic: 0, decision: 0, candidates: 0 }
  let run: number | undefined
  // a first build is spared a question a content
  const isNew = db.prepare(`${ALL_IDS} limit 1`).get() === undefined
  const runId = (): number => {
    run ??= Number(db.prepare(OPEN).run(TITLE_MATCHING, now, now).lastInsertRowid)
    return run
  }
  const writeLink = (content: number, link: LinkRow | undefined): void => {
    const before = isNew ? undefined : linkOf.get(content)
    if (!before && !link) return
    const isSame = JSON.stringify(before) === JSON.stringify(link)
    const isOther = !isSame || changed.get(content) !== undefined
    if (before && isOther) touch(before.platform, before.release)
    if (link && isOther) touch(link.platform, link.release)
    if (isSame) return
    const id = runId()
    dropLink.run(content)
    if (!link) return
    counts[link.type]++
    putLink.run({ content, ...link, run: id })
  }
  return {
    ids: (which) =>
      db
        .prepare<[], number>(which === 'all' ? ALL_IDS : DUE_IDS)
        .pluck()
        .all(),
    write(content, { link, candidates }) {
      writeLink(content, link && linkRow(link))
      const rows = candidates.map(candidateRow)
      const before = isNew ? [] : candidatesOf.all(content)
      if (before.length === rows.length && JSON.stringify(before) === JSON.stringify(rows)) return
      const id = runId()
      if (before.length > 0) dropCandidates.run(content)
      counts.candidates += rows.length
      for (const [position, { platform, release, game, score, evidence }] of rows.entries()) {
        const on = platforms.get(platform) ?? null
        putCandidate.add([content, position, on, release, game, score, evidence, id])
      }
    },
    finish(tried) {
      if (run === undefined) return
      putCandidate.flush()
      const links = counts.title + counts.automatic + counts.decision
      db.prepare('update import_log set records = ?, notes = ? where id = ?').run(
        links,
        JSON.stringify({ tried, ...counts }),
        run,
      )
    },
  }
}

// in the order of the columns: rows are compared as texts

function linkRow({ platform, release, type, confidence, evidence, owns }: Link): LinkRow {
  return { platform, release, type, confidence, evidence: JSON.stringify(evidence), owns: owns ? 1 : 0 }
}

function candidateRow({ platform, release, game, score, evidence }: TitleCandidate): CandidateRow {
  return { platform, release, game, score, evidence: JSON.stringify(evidence) }
}

const LINK = `
  select p.slug as platform, l.release_name as release, l.match_type as type, l.confidence, l.evidence, l.owns
  from title_link l join platform p on p.id = l.platform_id where l.rom_file_id = ?`

/** Of a content, best first. */
export const CANDIDATES = `
  select p.slug as platform, i.release_name as release, i.game, i.score, i.evidence
  from ingestion_candidate i join platform p on p.id = i.platform_id where i.rom_file_id = ? order by i.position`

const ALL_IDS = `
  select rom_file_id from title_link union select rom_file_id from ingestion_candidate order by 1`

const DUE_IDS = `
  select rom_file_id from (select rom_file_id from title_link union select rom_file_id from ingestion_candidate) k
  where rom_file_id in (select rom_file_id from content_changed)
    or exists (select 1 from content_match m where m.rom_file_id = k.rom_file_id) order by 1`

const OPEN = `
  insert into import_log (source, started_at, finished_at, status) values (?, ?, ?, 'completed')`

const PUT_LINK = `
  insert into title_link (rom_file_id, platform_id, release_name, match_type, confidence, evidence, owns, run)
  select @content, id, @release, @type, @confidence, @evidence, @owns, @run from platform where slug = @platform`

const CANDIDATE_COLUMNS = columnsOf('rom_file_id position platform_id release_name game score evidence run')
