/**
 * A catalog of a size nobody builds for a test: rows made by SQL, of which only search and status need to make sense.
 * The same numbers give the same catalog.
 */
import { openCatalog } from '../src/catalog/catalog.ts'
import type { Db } from '../src/catalog/sqlite.ts'

export interface LargeCatalog {
  /** ROMs that DATs list. */
  readonly entries: number
  readonly files: number
}

const PLATFORMS = 40
const REGIONS = ['USA', 'Europe', 'Japan', 'World', 'Brazil', 'Korea']
const WORDS = 40_000
const COMPANIES = 3000
/** So many games in a hundred came out on another platform before. */
const PORTS = 12
/** Titles that queries of the recorded session look for. */
const FAMOUS = [
  'Chrono Trigger',
  'Super Mario World',
  'Legend of Zelda, The - A Link to the Past',
  'Mega Man X',
  'Final Fantasy III',
  'Sonic the Hedgehog 2',
  'Street Fighter II Turbo',
  'Castlevania - Symphony of the Night',
]

interface Game {
  readonly title: string
  readonly company: string
  readonly year: number
}

/** Of ten releases four are the first of their game, as in large DATs; one file in ten is in no DAT. */
export function makeLargeCatalog(state: string, { entries, files }: LargeCatalog): void {
  const catalog = openCatalog(state)
  try {
    const { db } = catalog
    db.exec('pragma synchronous = off')
    db.transaction(() => {
      enterDats(db)
      enterCompanies(db)
      enterGames(db, entries)
      enterFiles(db, entries, files)
      enterSteps(db)
    })()
  } finally {
    catalog.close()
  }
}

function enterDats(db: Db): void {
  db.exec(`
    insert into library_root (id, name, path) values (1, 'roms', '/roms');
    insert into import_log (id, source, started_at, finished_at, status) values (100000, 'file_ingestion', 0, 0, 'completed');
    with n(i) as (select 1 union all select i + 1 from n where i < ${PLATFORMS})
    insert into import_log (id, source, file_name, file_hash, started_at, finished_at, status)
      select i, 'dat', i || '.dat', cast(i as blob), 0, 0, 'completed' from n;
    insert into dat_file (dat, path, size, mtime, ctime, ino, log_id, platform_id, name, digest, dialect)
      select 'all', id || '.dat', 0, 0, 0, 0, id, id, 'DAT ' || id, id, 'no-intro' from import_log where id <= ${PLATFORMS};
    update platform set games = 1, holdings = 1 where id <= ${PLATFORMS}`)
}

function enterCompanies(db: Db): void {
  db.exec(`
    with n(i) as (select 1 union all select i + 1 from n where i < ${COMPANIES})
    insert into company (id, name, form) select i, 'Company ' || i, 'company' || i from n;
    insert into company_alias_group (id, company_id) select id, id from company;
    insert into company_alias (name, form, group_id, source) select name, form, id, 'spelling' from company`)
}

/** Of every other game some source says who made it, and who published it. */
function enterGames(db: Db, entries: number): void {
  const random = generator(1)
  const words = vocabulary(random)
  const unit = db.prepare(
    'insert into atomic_game_unit (id, title, platform_id, cluster) values (?, ?, ?, ?)',
  )
  const release = db.prepare(
    'insert into game_release (id, platform_id, name, atomic_id, year, log_id) values (?, ?, ?, ?, ?, ?)',
  )
  const region = db.prepare(
    'insert into release_region (release_id, position, region_id) values (?, 0, (select id from region where name = ?))',
  )
  const game = db.prepare(
    'insert into dat_game (id, log_id, platform_id, name, release_name, variant, year) values (?, ?, ?, ?, ?, 0, ?)',
  )
  const artifact = db.prepare('insert into release_block (release_id, variant, dat_game_id) values (?, 0, ?)')
  const rom = db.prepare(
    'insert into dat_rom (id, game_id, part, name, size, crc32, sha1) values (?, ?, 0, ?, 1024, ?, ?)',
  )
  const made = ['developer', 'publisher'].map((part) =>
    db.prepare(`insert into release_${part} (release_id, position, alias, log_id) values (?, 0, ?, ?)`),
  )
  const used = new Map<string, number>()
  const unused = (name: string): string => {
    const times = used.get(name) ?? 0
    used.set(name, times + 1)
    return times === 0 ? name : `${name} (Alt ${times})`
  }
  let first: Game = { title: '', company: '', year: 0 }
  let firstId = 0
  const games: Game[] = []
  const nextGame = (): Game => {
    const before = games[Math.floor(random() * games.length)]
    if (before && games.length >= FAMOUS.length && random() * 100 < PORTS) return before
    return {
      title: FAMOUS[games.length] ?? titleOf(words, random),
      company: `Company ${1 + Math.floor(random() * COMPANIES)}`,
      year: 1980 + Math.floor(random() * 40),
    }
  }
  for (let id = 1; id <= entries; id++) {
    const platform = (Math.floor(id / 10) % PLATFORMS) + 1
    const isFirst = id % 10 < 4
    if (isFirst) {
      first = nextGame()
      firstId = id
      games.push(first)
      unit.run(id, first.title, platform, `game||${id}`)
    }
    const where = REGIONS[Math.floor(random() * REGIONS.length)] ?? ''
    const name = unused(`${first.title} (${where})${isFirst ? '' : ` (Rev ${id % 10})`}`)
    const year = String(first.year)
    release.run(id, platform, name, firstId, year, platform)
    if (isFirst && games.length % 2 === 0) for (const one of made) one.run(id, first.company, platform)
    region.run(id, where)
    game.run(id, platform, platform, name, name, year)
    artifact.run(id, id)
    rom.run(id, id, `${name}.bin`, id, hashOf(id))
  }
}

function enterFiles(db: Db, entries: number, files: number): void {
  const random = generator(2)
  const content = db.prepare('insert into rom_file (id, sha1, crc32, size) values (?, ?, ?, 1024)')
  const match = db.prepare(
    "insert into content_match (rom_file_id, dat_entry_id, match_by) values (?, ?, 'sha1')",
  )
  const instance = db.prepare(
    `insert into file_instance (root_id, path, size, mtime, ctime, ino, settled, rom_file_id, role, status, first_seen,
       last_seen, log_id)
     values (1, ?, 1024, 0, 0, ?, 1, ?, 'rom', 'present', 0, 0, 100000)`,
  )
  const nameOf = db.prepare<[number], string>('select name from dat_game where id = ?').pluck()
  for (let id = 1; id <= files; id++) {
    const entry = Math.max(1, Math.floor((id * entries) / files) - (id % 7))
    const isKnown = id % 10 !== 0
    content.run(id, hashOf(isKnown ? entry : -id), entry)
    if (isKnown) match.run(id, entry)
    const name = isKnown ? nameOf.get(entry) : `unknown thing ${Math.floor(random() * 1e9).toString(36)}`
    instance.run(`${id % 200}/${name}.bin`, id, id)
  }
}

/** What status reads of the steps: the platforms, and how much of each shelf is owned. */
function enterSteps(db: Db): void {
  const slugs = db.prepare<[number], string>('select slug from platform where id <= ? order by slug').pluck()
  const value = db.prepare('insert into node_value (key, value) values (?, ?)')
  const listed = slugs.all(PLATFORMS)
  value.run('platforms:', JSON.stringify(listed))
  const shelves = Array.from({ length: 32 }, (_, i) => String(i))
  for (const slug of listed) {
    value.run(`select:best/${slug}`, JSON.stringify(shelves))
    for (const shelf of shelves)
      value.run(`pick:best/${slug}/${shelf}`, JSON.stringify({ owned: 140, missing: 170, better: 20 }))
  }
}

function hashOf(n: number): Buffer {
  const bytes = Buffer.alloc(20)
  bytes.writeInt32BE(Math.imul(n, 0x9e3779b1) | 0, 0)
  bytes.writeInt32BE(n, 4)
  return bytes
}

const SYLLABLES =
  'ba bo bu ka ko ki da do de fa fi ga go ha hi jo ju la lo li ma mo mi na no ne pa po ra ro ri sa so su ta to ti va vo wa ya zo'.split(
    ' ',
  )
const COMMON =
  'super of world the star battle dragon quest soccer racing no ii 2 3 war king land adventure'.split(' ')

function vocabulary(random: () => number): readonly string[] {
  const made = Array.from({ length: WORDS }, () => {
    const parts = 2 + Math.floor(random() * 3)
    return Array.from({ length: parts }, () => SYLLABLES[Math.floor(random() * SYLLABLES.length)]).join('')
  })
  return [...COMMON, ...made]
}

/** Few words are in many titles, and many in few. */
function titleOf(words: readonly string[], random: () => number): string {
  const length = 1 + Math.floor(random() * 4)
  const text = Array.from({ length }, () => words[Math.floor(words.length * random() ** 3)] ?? '')
  return text.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ')
}

/** mulberry32. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
