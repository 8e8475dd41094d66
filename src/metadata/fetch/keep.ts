/** Keeps what providers answered, as an import a provider: what is said again costs nothing, and all can be undone. */
import { prepareOnce, type Db } from '../../catalog/sqlite.ts'
import { byCodeUnit } from '../../order.ts'
import type { Identification } from '../client.ts'
import type { GameResult } from '../game.ts'
import { fieldsSaid } from '../local/entry.ts'
import { FETCHED } from '../local/store.ts'
import { entryWriter } from '../local/writer.ts'
import type { HashSet, Via } from '../provider.ts'
import { askedGame, type AskedGame } from './games.ts'
import { dropSuggestions, keepSuggestions } from './suggestions.ts'

export interface Answered {
  readonly game: AskedGame
  readonly found: Identification
  /** What others say of the game that was found, by its ids there. */
  readonly more?: readonly GameResult[]
}

export interface Kept {
  /** Games of which something is new. */
  readonly told: number
  /** Games that may be one of several entries, for people to decide. */
  readonly suggested: number
}

/** @param now milliseconds since the epoch */
export function keepAnswers(db: Db, answers: readonly Answered[], now: number): Kept {
  const sorted = answers.toSorted(
    (a, b) => byCodeUnit(a.game.platform, b.game.platform) || byCodeUnit(a.game.release, b.game.release),
  )
  const logs = logWriter(db, now)
  return db.transaction(() => {
    let told = 0
    let suggested = 0
    for (const { game: asked, found, more = [] } of sorted) {
      // since it was asked for, a build may have numbered the games anew, or taken it away
      const game = askedGame(db, asked.platform, asked.release)
      if (!game) continue
      if (found.match) {
        dropSuggestions(db, game.id)
        const { game: first, via } = found.match
        const hashes = via === 'hash' ? asked.hashes : {}
        const news = [first, ...more].filter((one) =>
          keepAnswer(db, game, { result: one, via: one === first ? via : 'id', hashes }, logs.of),
        )
        if (news.length > 0) told++
      } else if (found.suggestions.length > 0) {
        keepSuggestions(db, game, found.suggestions, logs.id)
        suggested++
      }
    }
    logs.finish()
    return { told, suggested }
  })()
}

interface Found {
  readonly result: GameResult
  readonly via: Via
  /** By which it was found, as is told with what it says. */
  readonly hashes: HashSet
}

/** What strangers' providers say besides is not kept. */
const COMPARED: ReadonlySet<Via> = new Set<Via>(['hash', 'serial', 'id', 'exact', 'key'])

/** Returns whether it says anything new. */
function keepAnswer(
  db: Db,
  game: AskedGame,
  { result, via, hashes: { crc32, md5 } }: Found,
  writerOf: (provider: string) => ReturnType<typeof entryWriter>,
): boolean {
  const { provider, id, title } = result
  const fields = fieldsSaid(result)
  if (Object.keys(fields).length === 0) return false
  const known = knownEntries(db, game, provider)
  const [only] = known.length === 1 ? known : []
  const foundBy = COMPARED.has(via) ? via : undefined
  if (only?.ref === id && only.found_by === (foundBy ?? null) && only.fields === JSON.stringify(fields))
    return false
  for (const before of known) dropEntry(db, game, before)
  writerOf(provider).entry({
    platform: game.platform,
    name: game.release,
    ref: id,
    ...(title === undefined ? {} : { title }),
    ...(crc32 === undefined ? {} : { crc32: Number.parseInt(crc32, 16) }),
    ...(md5 === undefined ? {} : { md5 }),
    fields,
    ...(foundBy === undefined ? {} : { foundBy }),
  })
  return true
}

interface KnownEntry {
  readonly id: number
  readonly log_id: number
  readonly ref: string | null
  readonly fields: string
  readonly found_by: Via | null
}

/** What the provider said of the game before. */
function knownEntries(db: Db, { platform, release }: AskedGame, provider: string): readonly KnownEntry[] {
  return prepareOnce(
    db,
    `select e.id, e.log_id, e.ref, e.fields, e.found_by from metadata_entry e join import_log l on l.id = e.log_id
       join platform p on p.id = e.platform_id where l.source = ? and p.slug = ? and e.name = ?`,
  ).all(`${FETCHED}${provider}`, platform, release) as KnownEntry[]
}

function dropEntry(db: Db, { platform }: AskedGame, { id, log_id: log }: KnownEntry): void {
  prepareOnce(db, 'delete from metadata_entry where id = ?').run(id)
  prepareOnce(
    db,
    `update metadata_part set entries = entries - 1
     where log_id = ? and platform_id = (select id from platform where slug = ?)`,
  ).run(log, platform)
  prepareOnce(db, 'delete from metadata_part where log_id = ? and entries <= 0').run(log)
}

/** One import for each provider that says something. */
function logWriter(db: Db, now: number) {
  const writers = new Map<string, ReturnType<typeof entryWriter>>()
  const ids = new Map<string, number>()
  const begin = prepareOnce(
    db,
    `insert into import_log (source, started_at, status) values (?, ?, 'running') returning id`,
  ).pluck()
  const end = prepareOnce(
    db,
    `update import_log set status = 'completed', finished_at = ?, records = ? where id = ?`,
  )
  const id = (provider: string): number => {
    const known = ids.get(provider) ?? (begin.get(`${FETCHED}${provider}`, now) as number)
    ids.set(provider, known)
    return known
  }
  return {
    id,
    of(provider: string) {
      const writer = writers.get(provider) ?? entryWriter(db, id(provider))
      writers.set(provider, writer)
      return writer
    },
    finish(): void {
      for (const [provider, log] of ids) end.run(now, writers.get(provider)?.finish() ?? 0, log)
    },
  }
}
