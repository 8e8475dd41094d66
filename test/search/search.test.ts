/** Finding games and files in a catalog: what fits, in which order, and how the index follows what changes. */
import fc from 'fast-check'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { putGames } from '../../src/catalog/games.ts'
import type { Db } from '../../src/catalog/sqlite.ts'
import { companyResolver } from '../../src/companies/resolve.ts'
import { companyWriter } from '../../src/companies/store.ts'
import { rebuildReleases } from '../../src/dats/releases/place.ts'
import { plainTitle } from '../../src/identify/titles/spelling/title-key.ts'
import { parseReleaseName } from '../../src/names/parse.ts'
import { parseQuery } from '../../src/search/query.ts'
import { refreshSearch } from '../../src/search/refresh.ts'
import { search, type SearchResult, type SearchResults } from '../../src/search/search.ts'
import { memoryCatalog } from '../support/catalog.ts'
import { putDevelopers, putGenres } from '../support/release-facts.ts'

let db: Db

beforeEach(() => {
  db = memoryCatalog()
  onTestFinished(() => void db.close())
  db.exec("insert into library_root (id, name, path) values (1, 'roms', '/roms')")
})

/** A game is its releases; the first one's title is its own. */
type Games = readonly (readonly [release: string, ...others: string[]])[]

/** Lists games in one DAT of the platform, in place of what it listed before. */
function list(platform: string, games: Games, years: Readonly<Record<string, string>> = {}): void {
  const id = db.prepare<[string], number>('select id from platform where slug = ?').pluck().get(platform) ?? 0
  const log = 1000 + id
  db.prepare('delete from dat_file where platform_id = ?').run(id)
  db.prepare('delete from dat_game where platform_id = ?').run(id)
  db.prepare(
    `insert or replace into import_log (id, source, started_at, status) values (?, 'dat', 0, 'completed')`,
  ).run(log)
  db.prepare(
    `insert into dat_file (dat, path, size, mtime, ctime, ino, log_id, platform_id, digest, dialect)
     values ('all', ?, 0, 0, 0, 0, ?, ?, '', 'no-intro')`,
  ).run(platform, log, id)
  for (const name of games.flat()) {
    const game = db
      .prepare(
        'insert into dat_game (log_id, platform_id, name, release_name, variant, year) values (?, ?, ?, ?, 0, ?)',
      )
      .run(log, id, name, name, years[name] ?? null).lastInsertRowid
    db.prepare('insert into dat_rom (game_id, part, name, size, crc32) values (?, 0, ?, 1, 1)').run(
      game,
      `${name}.bin`,
    )
  }
  rebuildReleases(db, platform)
  const idOf = db.prepare<[number, string], number>(
    'select id from game_release where platform_id = ? and name = ?',
  )
  putGames(
    db,
    platform,
    games.map((names) => ({
      cluster: names[0],
      title: parseReleaseName(names[0]).title,
      releases: names.map((name) => ({
        id: idOf.pluck().get(id, name) ?? 0,
        regions: parseReleaseName(name).regions,
      })),
    })),
  )
}

function put(path: string, release?: string): void {
  const content = db
    .prepare('insert into rom_file (sha1, crc32, size) values (randomblob(20), 1, 1)')
    .run().lastInsertRowid
  db.prepare(
    `insert into file_instance (root_id, path, size, mtime, ctime, ino, settled, rom_file_id, role, status, first_seen,
       last_seen) values (1, ?, 1, 0, 0, 0, 1, ?, 'rom', 'present', 0, 0)`,
  ).run(path, content)
  if (release === undefined) return
  db.prepare(
    `insert into content_match (rom_file_id, dat_entry_id, match_by)
     select ?, r.id, 'sha1' from dat_rom r join dat_game g on g.id = r.game_id where g.release_name = ?`,
  ).run(content, release)
  db.exec('update platform set holdings = holdings + 1')
}

function find(typed: string, limit = 20): SearchResults {
  refreshSearch(db)
  return search(db, parseQuery(typed), limit)
}

function shown(result: SearchResult): string {
  return result.kind === 'file' ? result.path : `${result.title} (${result.platform}, ${result.fit})`
}

const lines = (typed: string, limit?: number): readonly string[] => find(typed, limit).results.map(shown)

const SNES: Games = [
  ['Chrono Trigger (USA)', 'Chrono Trigger (Japan)'],
  ['Final Fantasy III (USA)', 'Final Fantasy VI (Japan)'],
  ['Mega Man X (USA)', 'Rockman X (Japan)'],
  ['Super Mario World (USA)'],
  ["Super Mario World 2 - Yoshi's Island (USA)"],
  ['Mario Paint (World)'],
  ['Mario is Missing! (USA)'],
  ['Legend of Zelda, The - A Link to the Past (USA)', 'Zelda no Densetsu - Kamigami no Triforce (Japan)'],
  ['Pokémon Stadium Demo (Europe)'],
]

describe('search', () => {
  it.each([
    ['chrono trigger', ['Chrono Trigger (snes, title)']],
    ['chorno triger', ['Chrono Trigger (snes, slip)']],
    ['final fantsay 3', ['Final Fantasy III (snes, slip)']],
    ['chorno t', ['Chrono Trigger (snes, slip)']],
    ['chro', ['Chrono Trigger (snes, beginning)']],
    ['trigger', ['Chrono Trigger (snes, words)']],
    ['final fantasy vi', ['Final Fantasy III (snes, title)']],
    ['final fantasy 3', ['Final Fantasy III (snes, words)']],
    ['megaman x', ['Mega Man X (snes, words)']],
    ['rock man', ['Mega Man X (snes, words)']],
    ['zelda link', ['Legend of Zelda, The - A Link to the Past (snes, words)']],
    ['the legend of zelda', ['Legend of Zelda, The - A Link to the Past (snes, beginning)']],
    ['zelda no densetsu', ['Legend of Zelda, The - A Link to the Past (snes, beginning)']],
    ['pokemon', ['Pokémon Stadium Demo (snes, beginning)']],
    ["yoshi's", ["Super Mario World 2 - Yoshi's Island (snes, words)"]],
    ['mario paint world', ['Mario Paint (snes, release)']],
    ['xyzzy', []],
    ['" OR "*', []],
  ])('%s', (typed, expected) => {
    list('snes', SNES)
    expect(lines(typed)).toEqual(expected)
  })

  it.each([
    ['final fantasy vi', 'Final Fantasy VI (Japan)'],
    ['rockman', 'Rockman X (Japan)'],
    ['densetsu zel', 'Zelda no Densetsu - Kamigami no Triforce (Japan)'],
    ['mega man japan', undefined], // no name has all of it
    ['fear 3', undefined], // its title has that already
    ['megaman', undefined],
  ])('tells as what a game was found that is called otherwise: %s', (typed, as) => {
    list('snes', [...SNES, ['Fear III (USA)', 'Fear III (Europe) (Disc 3)']])
    expect(find(typed).results.map((result) => (result.kind === 'game' ? result.as : ''))).toEqual([as])
  })

  it.each([
    ['クエスト', ['ドラゴンクエストV (snes, words)']],
    ['ﾄﾞﾗｺﾞﾝ', ['ドラゴンクエストV (snes, beginning)']],
    ['伝説', ['ゼルダの伝説 (snes, words)', 'Seiken Densetsu 3 (snes, words)', '三國志の伝説.zip']],
    ['國', ['三國志の伝説.zip']],
    ['聖剣 3', ['Seiken Densetsu 3 (snes, words)']],
    ['ンドラ', []],
  ])('finds a word within those that have no spaces between: %s', (typed, expected) => {
    const names = ['Seiken Densetsu 3 (Japan)', '新聖剣伝説 3 (Taiwan)'] as const
    list('snes', [['ドラゴンクエストV (Japan)'], ['ゼルダの伝説 (Japan)'], names])
    put('三國志の伝説.zip')
    expect(lines(typed)).toEqual(expected)
  })

  it('tells games of one title apart by a release of each, as the discs of a game', () => {
    const disc = (n: number) =>
      [`Chrono Cross (Japan) (Disc ${n})`, `Chrono Cross (USA) (Disc ${n})`] as const
    list('psx', [disc(1), disc(2), ['Chrono Trigger (Japan)']])
    list('snes', [['Chrono Trigger (USA)']])
    expect(find('chrono').results.map((result) => (result.kind === 'game' ? result.as : ''))).toEqual([
      'Chrono Cross (Japan) (Disc 1)',
      'Chrono Cross (Japan) (Disc 2)',
      undefined,
      undefined,
    ])
  })

  it.each([
    ['สวัสดี', 'สวัสดีชาวโลก (Thailand)', 'สวัสดีชาวโลก (snes, beginning)'],
    ['हिन्दी', 'नमस्ते हिन्दी (World)', 'नमस्ते हिन्दी (snes, words)'],
    ['שָׁלוֹם', 'שָׁלוֹם (Israel)', 'שָׁלוֹם (snes, title)'],
  ])('takes %s for one word, marks and all', (typed, release, expected) => {
    list('snes', [[release]])
    put(`${release}.sfc`)
    expect(lines(typed)).toEqual([expected, `${release}.sfc`])
  })

  it('puts the title first, then titles that begin so, then all words; and of equals what is owned', () => {
    list('snes', SNES)
    list('nes', [['Mario (USA)']])
    const [title, ...others] = [
      'Mario (nes, title)',
      'Mario is Missing! (snes, beginning)',
      'Mario Paint (snes, beginning)',
      'Super Mario World (snes, words)',
      "Super Mario World 2 - Yoshi's Island (snes, words)",
    ]
    expect(lines('mario')).toEqual([title, ...others])
    put('x.sfc', 'Mario Paint (World)')
    put('y.sfc', "Super Mario World 2 - Yoshi's Island (USA)")
    expect(lines('mario')).toEqual([title, others[1], others[0], others[3], others[2]])
    expect(lines('mario have:yes')).toEqual([others[1], others[3]])
    expect(lines('mario have:no platform:snes')).toEqual([others[0], others[2]])
  })

  it('says when there are more', () => {
    list('snes', SNES)
    expect([find('mario', 4).more, find('mario', 3).more]).toEqual([false, true])
    expect(lines('mario', 1)).toEqual(['Mario is Missing! (snes, beginning)'])
  })

  it('filters by platform, region and year', () => {
    list('snes', SNES, { 'Chrono Trigger (USA)': '1995-08-22', 'Chrono Trigger (Japan)': '1990' })
    list('nes', [['Super Mario Bros. (World)']], { 'Super Mario Bros. (World)': '1985' })
    expect(lines('mario platform:nes')).toEqual(['Super Mario Bros. (nes, words)'])
    expect(lines('mario region:world')).toEqual([
      'Mario Paint (snes, beginning)',
      'Super Mario Bros. (nes, words)',
    ])
    expect(lines('year:1990..1994')).toEqual(['Chrono Trigger (snes, beginning)'])
    expect(lines('year:1991..1994')).toEqual([])
    expect(lines('year:..1985')).toEqual(['Super Mario Bros. (nes, beginning)'])
    expect(find('chrono').results).toEqual([
      {
        kind: 'game',
        title: 'Chrono Trigger',
        platform: 'snes',
        fit: 'beginning',
        owned: false,
        year: 1990,
        regions: ['Japan', 'USA'],
        releases: 2,
      },
    ])
  })

  it('knows the years that names of TOSEC say, where the DAT says none', () => {
    const games: Games = [
      ['Foo Racer (1988)(Bar)(JP)', 'Foo Racer (1991-02)(Bar)(US)'],
      ['Foo Fighter (19xx)(Bar)'],
    ]
    list('gamegear', games, { 'Foo Fighter (19xx)(Bar)': '1989' })
    expect(find('foo racer').results).toMatchObject([{ year: 1988 }])
    expect(lines('foo year:1988')).toEqual(['Foo Racer (gamegear, beginning)'])
    expect(lines('foo year:1991')).toEqual(['Foo Racer (gamegear, beginning)'])
    expect(lines('foo year:1989..1990')).toEqual(['Foo Fighter (gamegear, beginning)'])
  })

  it('says the year of metadata, where neither the DAT nor the name says one', () => {
    list('snes', SNES, { 'Mario Paint (World)': '1992' })
    db.prepare(
      `insert into atomic_core_metadata (atomic_id, released, log_id)
       select id, '1995-03-11', (select max(id) from import_log) from atomic_game_unit`,
    ).run()
    expect(find('chrono year:1995').results).toMatchObject([{ title: 'Chrono Trigger', year: 1995 }])
    expect(find('paint').results).toMatchObject([{ title: 'Mario Paint', year: 1992 }])
  })

  it.each([
    ['platform:snse', 'There is no platform `snse`.'],
    ['region:Atlantis', 'There is no region `Atlantis`.'],
    ['have:maybe', '`have:` takes yes or no, not `maybe`.'],
    ['year:199x', '`year:199x` is no year: write 1994, 1990..1995, ..1989 or 2000..'],
    ['players:many', '`players:many` is no number.'],
  ])('refuses %s', (typed, message) => {
    expect(() => find(typed)).toThrow(message)
  })

  it('filters by genre and by developer, under any of its names', () => {
    list('snes', SNES)
    db.exec("insert into import_log (id, source, started_at, status) values (1, 'test', 0, 'completed')")
    const companies = companyWriter(db, companyResolver())
    companies.enter('Squaresoft, Inc.')
    companies.finish()
    const release =
      db
        .prepare<[], number>("select id from game_release where name = 'Chrono Trigger (USA)'")
        .pluck()
        .get() ?? 0
    putDevelopers(db, { release, log: 1, names: ['Squaresoft, Inc.'] })
    putGenres(db, { release, log: 1, names: ['Role-Playing'] })
    const found = ['Chrono Trigger (snes, beginning)']
    expect(lines('genre:role developer:square')).toEqual(found)
    expect(lines('developer:squaresoft')).toEqual(found)
    expect(lines('genre:puzzle,role-playing')).toEqual(found)
    expect(lines('genre:puzzle')).toEqual([])
    expect(lines('developer:capcom')).toEqual([])
  })

  it('finds files by name: as their game, or as themselves when they are none', () => {
    list('snes', SNES)
    put('old/ct_english_v2.smc', 'Chrono Trigger (USA)')
    put('new/My Homebrew v2.sfc')
    expect(lines('ct english')).toEqual(['Chrono Trigger (snes, file)'])
    expect(lines('homebrew')).toEqual(['new/My Homebrew v2.sfc'])
    expect(lines('homebrew kind:game')).toEqual([])
    expect(lines('v2 kind:file')).toEqual(['new/My Homebrew v2.sfc'])
    expect(lines('homebrew platform:snes')).toEqual([])
    db.exec("update file_instance set status = 'missing'")
    expect(lines('homebrew')).toEqual([])
  })
})

describe('the index', () => {
  const everything = (): readonly string[] => lines('have:yes,no', 1000)

  it('follows DATs that change, grow, shrink and go', () => {
    list('snes', SNES)
    expect(lines('chrono')).toEqual(['Chrono Trigger (snes, beginning)'])
    list('snes', [['Chrono Cross (USA)', 'Radical Dreamers (Japan)'], ['Mega Man X (USA)']])
    expect(everything()).toEqual(['Chrono Cross (snes, beginning)', 'Mega Man X (snes, beginning)'])
    expect(lines('radical')).toEqual(['Chrono Cross (snes, beginning)'])
    expect(lines('rockman')).toEqual([])
    db.exec('delete from dat_file; delete from dat_game')
    expect(everything()).toEqual([])
    expect(db.prepare('select count(*) from search_title').pluck().get()).toBe(0)
  })

  it('is written only where something changed', () => {
    list('snes', SNES)
    find('chrono')
    const total = db.prepare<[], number>('select total_changes()').pluck()
    const before = total.get() ?? 0
    find('zelda')
    expect((total.get() ?? 0) - before).toBe(0)
    list('snes', SNES)
    const listed = total.get() ?? 0
    find('zelda')
    const remembered = 2
    expect((total.get() ?? 0) - listed).toBe(remembered)
  })

  const titles = fc.uniqueArray(
    fc.array(
      fc.constantFrom('Super', 'Mario', 'of', 'the', 'War', 'Zürich', 'II', 'X', "Kirby's", 'ドラゴン'),
      {
        minLength: 1,
        maxLength: 4,
      },
    ),
    { minLength: 1, maxLength: 12, selector: (words) => plainTitle(words.join(' ')) },
  )

  it('finds every title by the beginnings of its own words', () => {
    fc.assert(
      fc.property(titles, fc.nat(), (all, seed) => {
        list(
          'nes',
          all.map((words) => [`${words.join(' ')} (USA)`] as const),
        )
        for (const words of all) {
          const plain = plainTitle(words.join(' ')).split(' ')
          const length = 1 + (seed % (plain.at(-1)?.length ?? 1))
          const typed = [...plain.slice(0, -1), plain.at(-1)?.slice(0, length)].join(' ')
          expect(lines(typed, 100).map((line) => line.replace(/ \(nes, .*$/, ''))).toContain(words.join(' '))
        }
      }),
      { numRuns: 15 },
    )
  })

  it('is the same after any history as when it is made at once', () => {
    fc.assert(
      fc.property(fc.array(titles, { minLength: 1, maxLength: 4 }), (history) => {
        const games = (all: readonly (readonly string[])[]): Games =>
          all.map((words) => [`${words.join(' ')} (USA)`])
        for (const all of history) {
          list('gb', games(all))
          refreshSearch(db)
        }
        list('gbc', games(history.at(-1) ?? []))
        for (const typed of ['', 'mario', 'super', 'x', 'of']) {
          const [was, is] = ['gb', 'gbc'].map((platform) =>
            lines(`${typed} platform:${platform}`, 100).map((line) =>
              line.replace(/, .*$/, '').replace(platform, ''),
            ),
          )
          expect(was).toEqual(is)
        }
      }),
      { numRuns: 10 },
    )
  })
})
