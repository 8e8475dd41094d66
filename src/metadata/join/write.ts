/** Writes what a platform's join came to into the catalog, in place of what was there. */
import { hash } from 'node:crypto'
import { rowWriter } from '../../catalog/insert-rows.ts'
import { columnsOf } from '../../catalog/pack-rows.ts'
import { recall, remember } from '../../catalog/meta.ts'
import { otherTitles } from '../../catalog/other-titles.ts'
import { platformId } from '../../catalog/platform-id.ts'
import { prepareOnce, type Db } from '../../catalog/sqlite.ts'
import type { CompanyResolver } from '../../companies/resolve.ts'
import { companyWriter, dropUnsaid } from '../../companies/store.ts'
import { remembering } from '../../remembering.ts'
import type { EntryField } from '../local/entry.ts'
import type { Claim } from './claims.ts'
import type { Link, Suggestion } from './link.ts'

interface Joined {
  readonly links: readonly Link[]
  readonly suggestions: readonly Suggestion[]
  /** Winners, by release (id of `game_release`) and by game (id of `atomic_game_unit`). */
  readonly releases: ReadonlyMap<number, ReadonlyMap<EntryField, Claim>>
  readonly games: ReadonlyMap<number, ReadonlyMap<EntryField, Claim>>
}

/** In one transaction, together with the games' count that tells search to look again where it finds them by other titles. */
export function writeJoined(db: Db, platform: string, joined: Joined, companies: CompanyResolver): void {
  db.transaction(() => {
    const id = platformId(db, platform)
    if (id === undefined) throw new Error(`the catalog has no platform ${platform}`)
    clear(db, id)
    writeLinks(db, joined.links)
    writeSuggestions(db, joined.suggestions)
    const decided = decisionLog(db)
    writeReleases(db, joined.releases, companies, decided)
    dropUnsaid(db)
    prepareOnce(db, 'delete from genre where id not in (select genre_id from release_genre)').run()
    writeGames(db, joined.games, decided)
    noteTitles(db, platform, id)
  })()
}

/** What was said before is gone with the entries that said it: so its hash is kept. */
function noteTitles(db: Db, platform: string, id: number): void {
  const mark = `other-titles:${platform}`
  const games = prepareOnce(db, 'select id from atomic_game_unit where platform_id = ? order by id').pluck()
  const titles = otherTitles(db, games.all(id) as number[])
  const now = titles.size === 0 ? '' : hash('sha1', JSON.stringify([...titles]))
  if (now === (recall(db, mark) ?? '')) return
  remember(db, mark, now)
  prepareOnce(db, 'update platform set games = games + 1 where id = ?').run(id)
}

const OF_RELEASES = ['metadata_link', 'release_developer', 'release_publisher', 'release_genre'] as const
const OF_GAMES = ['metadata_candidate', 'atomic_core_metadata', 'atomic_metadata_extension'] as const

function clear(db: Db, platform: number): void {
  for (const table of OF_RELEASES)
    prepareOnce(
      db,
      `delete from ${table} where release_id in (select id from game_release where platform_id = ?)`,
    ).run(platform)
  for (const table of OF_GAMES)
    prepareOnce(
      db,
      `delete from ${table} where atomic_id in (select id from atomic_game_unit where platform_id = ?)${
        table === 'metadata_candidate' ? ' and log_id is null' : '' // what providers suggested is theirs
      }`,
    ).run(platform)
}

function writeLinks(db: Db, links: readonly Link[]): void {
  const rows = rowWriter(db, 'metadata_link', columnsOf('release_id entry_id via'))
  const seen = new Set<string>()
  for (const { target, entry, via } of links) {
    const key = `${target.id} ${entry.id}`
    if (seen.has(key)) continue
    seen.add(key)
    rows.add([target.id, entry.id, via])
  }
  rows.flush()
}

function writeSuggestions(db: Db, suggestions: readonly Suggestion[]): void {
  const rows = rowWriter(
    db,
    'metadata_candidate',
    columnsOf('atomic_id source position ref title score reason'),
  )
  const counts = new Map<string, number>()
  for (const { game, source, ref, title, score, reason } of suggestions) {
    const position = counts.get(`${game} ${source}`) ?? 0
    counts.set(`${game} ${source}`, position + 1)
    rows.add([game, source, position, ref, title, score, reason])
  }
  rows.flush()
}

function writeReleases(
  db: Db,
  releases: Joined['releases'],
  companies: CompanyResolver,
  decided: () => number,
): void {
  const names = companyWriter(db, companies)
  const enterGenre = prepareOnce(
    db,
    'insert into genre (name) values (?) on conflict (name) do update set name = name returning id',
  ).pluck()
  const genreOf = remembering(Infinity, (name) => enterGenre.get(name) as number)
  const genres = rowWriter(db, 'release_genre', columnsOf('release_id position genre_id log_id'))
  const companyRows = (table: string) => rowWriter(db, table, columnsOf('release_id position alias log_id'))
  const developers = companyRows('release_developer')
  const publishers = companyRows('release_publisher')
  for (const [release, winners] of releases) {
    const put = (field: EntryField, each: (name: string, position: number, log: number) => void): void => {
      const claim = winners.get(field)
      if (!claim || !Array.isArray(claim.value)) return
      const log = claim.log ?? decided()
      for (const [position, name] of [...new Set(claim.value)].entries()) each(String(name), position, log)
    }
    put('genres', (name, position, log) => genres.add([release, position, genreOf(name), log]))
    for (const [field, rows] of [
      ['developers', developers],
      ['publishers', publishers],
    ] as const)
      put(field, (name, position, log) => {
        if (names.enter(name)) rows.add([release, position, name, log])
      })
  }
  for (const rows of [genres, developers, publishers]) rows.flush()
  names.finish()
}

function writeGames(db: Db, games: Joined['games'], decided: () => number): void {
  const core = rowWriter(
    db,
    'atomic_core_metadata',
    columnsOf('atomic_id description released player_count cooperative rating votes achievements log_id'),
  )
  const all = rowWriter(
    db,
    'atomic_metadata_extension',
    columnsOf('atomic_id field value source via release_name log_id'),
  )
  for (const [game, winners] of games) {
    if (winners.size === 0) continue
    const value = (field: EntryField) => winners.get(field)?.value
    const text = (field: EntryField): string | null => {
      const said = value(field)
      return typeof said === 'string' ? said : null
    }
    const number = (field: EntryField): number | null => {
      const said = value(field)
      return typeof said === 'number' ? said : null
    }
    const players = value('players')
    const most = typeof players === 'object' && 'most' in players ? players.most : null
    const cooperative = value('cooperative')
    const logs = Array.from(winners.values(), (claim) => claim.log ?? decided())
    core.add([
      game,
      text('description'),
      text('released'),
      most,
      typeof cooperative === 'boolean' ? Number(cooperative) : null,
      number('rating'),
      number('votes'),
      number('achievements'),
      Math.max(...logs),
    ])
    for (const [field, claim] of winners) {
      // the row above has it, and it is long
      const said = field === 'description' ? '""' : JSON.stringify(claim.value)
      all.add([game, field, said, claim.source, claim.via, claim.release, claim.log ?? decided()])
    }
  }
  core.flush()
  all.flush()
}

/** The row of `import_log` that what a person decided belongs to; made when it is needed. */
function decisionLog(db: Db): () => number {
  let id: number | undefined
  return () => {
    const known: unknown = prepareOnce(
      db,
      "select id from import_log where source = 'metadata:decisions' limit 1",
    )
      .pluck()
      .get()
    id ??= typeof known === 'number' ? known : undefined
    id ??= Number(
      prepareOnce(
        db,
        `insert into import_log (source, started_at, finished_at, status) values ('metadata:decisions', 0, 0, 'completed')`,
      ).run().lastInsertRowid,
    )
    return id
  }
}
