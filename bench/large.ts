/**
 * `npx jiti bench/large.ts [options]`: search and status over a catalog of a million DAT entries, in this process. What is
 * measured is CPU time as well as time: on a machine that does other things, only the first says what the work takes.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openCatalog } from '../src/catalog/catalog.ts'
import type { Db } from '../src/catalog/sqlite.ts'
import type { ResolvedConfig } from '../src/config/resolved.ts'
import { NO_DECISIONS } from '../src/decisions/decisions.ts'
import { conditionOf } from '../src/report/condition.ts'
import { statusOf } from '../src/report/status.ts'
import { storedCounts } from '../src/report/stored.ts'
import type { ReviewKind } from '../src/review/item.ts'
import { openReview } from '../src/review/review.ts'
import type { Verdict } from '../src/review/verdict.ts'
import { waiting } from '../src/review/waiting.ts'
import { parseQuery } from '../src/search/query.ts'
import { refreshSearch } from '../src/search/refresh.ts'
import { search } from '../src/search/search.ts'
import { openProject } from '../src/steps/project.ts'
import { makeLargeCatalog } from './large-catalog.ts'

const HELP = `npx jiti bench/large.ts [options]

  --entries N   ROMs that DATs list (default 1000000)
  --files N     (default 200000)
  --state DIR   keep the catalog there, and use it again
`

/** What was typed, letter by letter; a slip is taken back with two keys. */
const SESSION = [
  'chrono trigger',
  'chorno triger',
  'super mario world',
  'the legend of zelda',
  'megaman x',
  'final fantasy 3',
  'sonic the hedgehog 2',
  'street fighter ii turbo',
  'symphony of the night',
  'platform:nes castle',
  'racing have:yes',
  'dragon quest year:1990..1992',
  'soccer region:japan',
  'unknown thing',
]

/** What builds and people leave behind. */
const CHANGES: readonly (readonly [what: string, sql: string])[] = [
  [
    '50 files were in no DAT any more',
    `delete from content_match where rom_file_id in (select rom_file_id from content_match order by rom_file_id limit 50);
     update platform set holdings = holdings + 1`,
  ],
  [
    'a DAT listed 200 games otherwise',
    `update platform set games = games + 1 where id = 1;
     update atomic_game_unit set changed = (select games from platform where id = 1)
     where id in (select id from atomic_game_unit where platform_id = 1 order by id limit 200)`,
  ],
  ['two games were joined', 'update atomic_game_unit set concept_id = 1 where id in (1, 2)'],
  ['a company got another name', "update company_alias set group_id = 2 where name = 'Company 1'"],
  [
    'one platform got other metadata',
    `insert or replace into node (key, version, hash, deps, pages, why, run, ms)
     select 'metadata:' || slug, '', hex(randomblob(4)), '', '', '', 0, 0 from platform where id = 1`,
  ],
]

const { values } = parseArgs({
  options: {
    entries: { type: 'string', default: '1000000' },
    files: { type: 'string', default: '200000' },
    state: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})
if (values.help) console.log(HELP)
else await main(values.state ?? mkdtempSync(join(tmpdir(), 'curator-large-')), values.state !== undefined)

async function main(state: string, keep: boolean): Promise<void> {
  if (!existsSync(join(state, 'catalog.db')))
    makeLargeCatalog(state, { entries: Number(values.entries), files: Number(values.files) })
  const config = await configIn(state)
  const { db, close } = openCatalog(state)
  try {
    console.log(`first index: ${shown(await timed(() => refreshSearch(db)))}`)
    db.exec('update platform set games = games + 1, holdings = holdings + 1 where id = 1')
    console.log(`one platform changed: ${shown(await timed(() => refreshSearch(db)))}`)
    const keys = SESSION.flatMap((text) => Array.from(text, (_, i) => text.slice(0, i + 1)))
    const session: Measured[] = []
    for (const typed of keys) session.push(await timed(() => answer(db, typed)))
    console.log(
      `search as you type, ${keys.length} keys: p50 ${shown(at(session, 0.5))}, p95 ${shown(at(session, 0.95))}`,
    )
    console.log(`first status: ${shown(await timed(() => status(db, config)))}`)
    const later: Measured[] = []
    for (let i = 0; i < 5; i++) later.push(await timed(() => status(db, config)))
    console.log(`status: ${shown(at(later, 0.5))}`)
    console.log(`first status --health: ${shown(await timed(() => conditionOf(db, config)))}`)
    console.log(`status --health: ${shown(await timed(() => conditionOf(db, config)))}`)
    for (const [what, sql] of CHANGES) {
      db.exec(sql)
      console.log(`status, the first after ${what}: ${shown(await timed(() => status(db, config)))}`)
      console.log(`  and what --health adds: ${shown(await timed(() => conditionOf(db, config)))}`)
    }
    db.exec('delete from port_platform')
    console.log(
      `status, the first with metadata of all games: ${shown(await timed(() => status(db, config)))}`,
    )
    for (const [kind, verdict] of [
      ['unmatched', 'refuse'],
      ['port', 'split'],
    ] as const)
      console.log(
        `review: next item after a decision (${kind}): ${shown(await nextItem(db, state, kind, { do: verdict }))}`,
      )
  } finally {
    close()
    if (!keep) rmSync(state, { recursive: true })
  }
}

/** A filter that is not typed to its end is wrong, and told so as quickly. */
function answer(db: Db, typed: string): void {
  try {
    refreshSearch(db)
    search(db, parseQuery(typed), 20)
  } catch {
    // as the command line would say it
  }
}

async function configIn(dir: string): Promise<ResolvedConfig> {
  writeFileSync(
    join(dir, 'curator.config.json'),
    JSON.stringify({ roots: { roms: '/roms' }, dats: {}, targets: {} }),
  )
  return (await openProject(dir, { env: {} })).config
}

/** In a queue of everything that is in no DAT, and a file of decisions that grows. */
async function nextItem(db: Db, dir: string, kind: ReviewKind, verdict: Verdict): Promise<Measured> {
  const review = await openReview(
    async (body) => body(db),
    dir,
    () => 0,
  )
  const times: Measured[] = []
  for (let i = 0; i < 50; i++) {
    const [item] = review.items({ kinds: [kind] })
    if (!item) break
    const cpu = process.cpuUsage()
    const began = performance.now()
    await review.decide(item, verdict)
    for (const next of review.items().slice(0, 1)) await review.evidence(next)
    const { user, system } = process.cpuUsage(cpu)
    times.push({ ms: performance.now() - began, cpuMs: (user + system) / 1000 })
  }
  return at(times, 0.95)
}

/** What of the status grows with the catalog: not the walk of the roots, and not the devices. */
async function status(db: Db, config: ResolvedConfig): Promise<void> {
  await statusOf(db, [], config, [], { waiting: await waiting(db, NO_DECISIONS, 0) })
  storedCounts(db, ['best'])
}

interface Measured {
  readonly ms: number
  readonly cpuMs: number
}

async function timed(work: () => unknown): Promise<Measured> {
  const cpu = process.cpuUsage()
  const began = performance.now()
  await work()
  const ms = performance.now() - began
  const { user, system } = process.cpuUsage(cpu)
  return { ms, cpuMs: (user + system) / 1000 }
}

function at(measured: readonly Measured[], share: number): Measured {
  const pick = (of: keyof Measured): number =>
    measured.map((one) => one[of]).sort((a, b) => a - b)[Math.floor(measured.length * share)] ?? 0
  return { ms: pick('ms'), cpuMs: pick('cpuMs') }
}

function shown({ ms, cpuMs }: Measured): string {
  return `${ms.toFixed(1)} ms (${cpuMs.toFixed(1)} ms of CPU)`
}
