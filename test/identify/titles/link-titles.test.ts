/** Links by name in the catalog: what is written, when, and what it makes of what is owned. */
import { describe, expect, it } from 'vitest'
import type { Db } from '../../../src/catalog/sqlite.ts'
import { identify } from '../../../src/identify/match.ts'
import { linkTitles } from '../../../src/identify/titles/link-titles.ts'
import { CROWD } from '../../../src/identify/titles/named-contents.ts'
import { titlesDue, type TitleRules } from '../../../src/identify/titles/rules.ts'
import { byCodeUnit } from '../../../src/order.ts'
import { PLATFORMS } from '../../../src/platforms/table.ts'
import { allHoldings, gameOf, romOf, shelf } from '../support.ts'
import { RULES } from './rules.ts'
import { sha1 } from '../../support/sha1.ts'

/** As a build does it. Returns the holdings numbers. */
function run(db: Db, rules: TitleRules = RULES) {
  const isDue = titlesDue(db, rules)
  return identify(db, isDue ? (touch) => linkTitles(db, rules, 1_000, touch) : undefined)
}

function links(db: Db): string[] {
  return db
    .prepare<[], string>(
      `select release_name || ' ' || match_type || printf(' %g ', confidence) || owns from title_link order by 1`,
    )
    .pluck()
    .all()
}

function candidates(db: Db): string[] {
  return db
    .prepare<[], string>(
      "select release_name || printf(' %g', score) from ingestion_candidate order by rom_file_id, position",
    )
    .pluck()
    .all()
}

const runs = (db: Db) =>
  db
    .prepare<[], string>("select notes from import_log where source = 'title_matching' order by id")
    .pluck()
    .all()

const owned = (db: Db, platform: string) =>
  allHoldings(db, platform).map(([release, files]) => [release, files[0]?.name])

function gba() {
  const s = shelf()
  s.dat('no-intro', 'gba', [
    gameOf('Quiet Desert (USA)', romOf('Quiet Desert (USA).gba', 'desert')),
    gameOf('Lantern Kid 2 (USA)', romOf('Lantern Kid 2 (USA).gba', 'lantern 2')),
  ])
  return s
}

describe('contents that no DAT lists by hash', () => {
  it('are linked by a name that nothing speaks against, with what it rests on and the run that did it', () => {
    const s = gba()
    s.file('a/Quiet Desert (USA).gba', 'another dump')
    s.file('Lantern Kid 2 (USA).gba', 'lantern 2')
    run(s.db)
    expect(links(s.db)).toEqual(['Quiet Desert (USA) title 1 0'])
    const row = s.db.prepare<[], { evidence: string; source: string }>(
      'select l.evidence, i.source from title_link l join import_log i on i.id = l.run',
    )
    expect(row.get()).toEqual({
      evidence: JSON.stringify({
        from: 'Quiet Desert (USA)',
        title: 'name',
        likeness: 1,
        platform: 'extension',
        against: [],
      }),
      source: 'title_matching',
    })
    expect(runs(s.db)).toEqual(['{"tried":1,"title":1,"automatic":0,"decision":0,"candidates":0}'])
  })

  it('are suggested where something speaks against it', () => {
    const s = gba()
    s.file('Lantern Kid (USA).gba', 'the first one')
    run(s.db)
    expect(links(s.db)).toEqual([])
    expect(candidates(s.db)).toEqual(['Lantern Kid 2 (USA) 0.774'])
  })

  it('are linked by the name of the archive that holds nothing else', () => {
    const s = gba()
    s.zip('Quiet Desert (USA).zip', { 'qd.gba': 'another dump' })
    s.zip('Quiet Desert (USA) and more.zip', { 'x.gba': 'x', 'y.gba': 'y' })
    run(s.db)
    expect(links(s.db)).toEqual(['Quiet Desert (USA) title 1 0'])
  })

  it('are all looked at, however many there are', () => {
    const s = gba()
    const members: Record<string, string> = { 'Quiet Desert (USA).gba': 'another dump' }
    for (let i = 3; i < 1103; i++) members[`Lantern Kid ${i} (USA).gba`] = `other ${i}`
    s.zip('many.zip', members)
    run(s.db)
    expect(links(s.db)).toEqual(['Quiet Desert (USA) title 1 0'])
    expect(candidates(s.db).filter((one) => one.startsWith('Lantern Kid 2 (USA) 0.')).length).toBe(1100)
    expect(runs(s.db)).toEqual(['{"tried":1101,"title":1,"automatic":0,"decision":0,"candidates":1100}'])
  })

  it('are not held against titles that are merely alike where nobody could look at so many', () => {
    const s = gba()
    const unlisted = (from: number, to: number, extra: Readonly<Record<string, string>> = {}) => {
      const members: Record<string, string> = { ...extra }
      for (let i = from; i < to; i++) members[`Lantern Kid ${i} (USA).gba`] = `other ${i}`
      return members
    }
    const exact = 'Quiet Desert (USA).gba'
    const spelt = 'Lantern Kid II (Europe).gba'
    s.zip('crowd.zip', unlisted(1000, 1000 + CROWD - 1, { [exact]: 'another dump', [spelt]: 'another one' }))
    // it is in a crowd as well, and it is by itself
    s.file('Lantern Kid 1001 (USA).gba', 'other 1001')
    run(s.db)
    expect(links(s.db)).toEqual(['Quiet Desert (USA) title 1 0'])
    expect(candidates(s.db)).toEqual(['Lantern Kid 2 (USA) 0.882', 'Lantern Kid 2 (USA) 0.791'])

    // one less, and all of them are
    const t = gba()
    t.zip('many.zip', unlisted(1000, 1000 + CROWD - 1, { [exact]: 'another dump' }))
    run(t.db)
    expect(candidates(t.db).length).toBe(CROWD - 1)

    // those that a DAT lists are no strangers
    const u = gba()
    u.zip('listed.zip', unlisted(1000, 1000 + CROWD, { 'Lantern Kid 2 (USA).gba': 'lantern 2' }))
    run(u.db)
    expect(candidates(u.db).length).toBe(CROWD)
  })

  it('of so many platforms that not all titles are held at once', () => {
    const s = shelf()
    const roots: Record<string, string> = {}
    for (const { slug } of PLATFORMS.slice(0, 30)) {
      s.dat(slug, slug, [gameOf(`Quiet ${slug} (USA)`, romOf('x.rom', slug))])
      s.file(`${slug}/Quiet ${slug} (USA).rom`, `another dump of ${slug}`, { root: slug })
      roots[slug] = slug
    }
    run(s.db, { ...RULES, roots })
    expect(links(s.db)).toEqual(
      PLATFORMS.slice(0, 30)
        .map(({ slug }) => `Quiet ${slug} (USA) title 1 0`)
        .sort(byCodeUnit),
    )
  })

  it('only suggest when links are not wanted', () => {
    const s = gba()
    s.file('Quiet Desert (USA).gba', 'another dump')
    run(s.db, { ...RULES, autoLink: false })
    expect(links(s.db)).toEqual([])
    expect(candidates(s.db)).toEqual(['Quiet Desert (USA) 1'])
  })

  it('sheets and tracks are not asked for by name', () => {
    const s = shelf()
    s.dat('redump', 'psx', [
      gameOf('Riven (USA)', romOf('Riven (USA).cue', 'x'), romOf('Riven (USA).bin', 'y')),
    ])
    s.file('Riven (USA).cue', 'edited')
    s.file('Riven (USA) (Track 1).bin', 'other')
    run(s.db)
    expect([...links(s.db), ...candidates(s.db)]).toEqual([])
  })
})

describe('again', () => {
  it('nothing is done when nothing changed', () => {
    const s = gba()
    s.file('Quiet Desert (USA).gba', 'another dump')
    const before = run(s.db)
    expect(titlesDue(s.db, RULES)).toBe(false)
    const changes = () => s.db.prepare('select total_changes()').pluck().get()
    const count = changes()
    expect(run(s.db)).toEqual(before)
    expect(changes()).toBe(count)
  })

  it('what a DAT lists by all its hashes is not asked for by name, as long as names told nothing of it', () => {
    const s = gba()
    run(s.db)
    s.file('Quiet Desert (USA).gba', 'desert')
    expect(titlesDue(s.db, RULES)).toBe(false)
    s.file('Loud Desert (USA).gba', 'another dump')
    expect(titlesDue(s.db, RULES)).toBe(true)
    run(s.db)
    s.gone('Quiet Desert (USA).gba')
    expect(titlesDue(s.db, RULES)).toBe(false)
    s.gone('Loud Desert (USA).gba')
    expect(titlesDue(s.db, RULES)).toBe(true)
  })

  it('a link goes when its file does, or when a DAT lists the content', () => {
    const s = gba()
    s.file('Quiet Desert (USA).gba', 'another dump')
    run(s.db)
    s.gone('Quiet Desert (USA).gba')
    run(s.db)
    expect(links(s.db)).toEqual([])
    s.file('Quiet Desert (USA).gba', 'another dump')
    run(s.db)
    expect(links(s.db)).toEqual(['Quiet Desert (USA) title 1 0'])
    s.dat('more', 'gba', [gameOf('Quiet Desert (USA) (Rev 1)', romOf('q.gba', 'another dump'))])
    run(s.db)
    expect(links(s.db)).toEqual([])
    s.dropDat('more')
    run(s.db)
    expect(links(s.db)).toEqual(['Quiet Desert (USA) title 1 0'])
  })

  it('a DAT that goes takes its links with it, and one of another platform changes none', () => {
    const s = gba()
    s.file('Quiet Desert (USA).gba', 'another dump')
    run(s.db)
    s.dat('other', 'nes', [gameOf('Quiet Desert (USA)', romOf('q.nes', 'nes'))])
    run(s.db)
    expect(runs(s.db)).toHaveLength(1)
    s.dropDat('no-intro')
    run(s.db)
    expect(links(s.db)).toEqual([])
  })

  it('comes to the same, whatever happened before', () => {
    const s = gba()
    s.file('Quiet Desert (USA).gba', 'another dump')
    s.file('Lantern Kid (USA).gba', 'the first one')
    run(s.db)
    s.gone('Lantern Kid (USA).gba')
    run(s.db, { ...RULES, autoLink: false })
    s.file('Lantern Kid (USA).gba', 'the first one')
    run(s.db)
    const clean = gba()
    clean.file('Lantern Kid (USA).gba', 'the first one')
    clean.file('Quiet Desert (USA).gba', 'another dump')
    run(clean.db)
    expect([links(s.db), candidates(s.db)]).toEqual([links(clean.db), candidates(clean.db)])
  })
})

describe('what is owned by name', () => {
  it('discs in forms whose hash no DAT can state', () => {
    const s = shelf()
    s.dat('redump', 'psx', [
      gameOf('Riven (USA)', romOf('Riven (USA).cue', 'x'), romOf('Riven (USA).bin', 'y')),
    ])
    s.file('psx/Riven (USA).chd', 'packed')
    const rules = { ...RULES, roots: { roms: 'psx' } }
    expect(run(s.db, rules)).toEqual({ psx: 1 })
    expect(owned(s.db, 'psx')).toEqual([['Riven (USA)', 'Riven (USA).chd']])
    s.gone('psx/Riven (USA).chd')
    expect(run(s.db, rules)).toEqual({ psx: 2 })
    expect(owned(s.db, 'psx')).toEqual([])
  })

  it('no CHD of a release that lists know as another CHD', () => {
    const s = shelf()
    const listed = (name: string) => gameOf(name, romOf(`${name}.chd`, `listed ${name}`))
    s.dat('chds', 'psx', [listed('Riven (USA)'), listed('Myst (USA)')])
    s.dat('redump', 'psx', [gameOf('Myst (USA)', romOf('Myst (USA).bin', 'y'))])
    for (const name of ['Riven (USA)', 'Myst (USA)']) s.file(`${name}.chd`, `packed ${name}`)
    const rules = { ...RULES, roots: { roms: 'psx' } }
    run(s.db, rules)
    expect(links(s.db)).toEqual(['Myst (USA) title 1 1', 'Riven (USA) title 1 0'])
    expect(owned(s.db, 'psx')).toEqual([['Myst (USA)', 'Myst (USA).chd']])
    run(s.db, { ...rules, owned: 'always' })
    expect(owned(s.db, 'psx')).toContainEqual(['Riven (USA)', 'Riven (USA).chd'])
  })

  it('no damaged CHD, neither by itself nor in an archive', () => {
    const s = shelf()
    const games = ['Riven (USA)', 'Myst (USA)', 'Obsidian (USA)']
    s.dat(
      'redump',
      'psx',
      games.map((name) => gameOf(name, romOf(`${name}.bin`, name))),
    )
    for (const name of games) s.file(`${name}.chd`, name.toUpperCase())
    s.zip('a.zip', { 'Obsidian (USA).chd': 'cut', 'other.chd': 'sound' })
    const damaged = JSON.stringify([['disc-damaged', 'it is no sound CHD: it is cut short']])
    s.db.prepare("update file_instance set problem = ? where path = 'Riven (USA).chd'").run(damaged)
    s.db.prepare("update archive_member set problem = ? where path = 'Obsidian (USA).chd'").run(damaged)
    run(s.db, { ...RULES, roots: { roms: 'psx' } })
    expect(owned(s.db, 'psx')).toEqual([
      ['Myst (USA)', 'Myst (USA).chd'],
      ['Obsidian (USA)', 'Obsidian (USA).chd'],
    ])
    expect(links(s.db)).toEqual(['Myst (USA) title 1 1', 'Obsidian (USA) title 1 1'])
  })

  it('no machine of ROMs and a disk, of which a list wants the very CHD', () => {
    const s = shelf()
    s.dat('mame', 'arcade', [
      gameOf('driver', romOf('d.p1', 'rom'), { name: 'driver.chd', sha1: sha1('a disk'), isDisk: true }),
      gameOf('disk', { name: 'disk.chd', sha1: sha1('another disk'), isDisk: true }),
    ])
    s.file('arcade/driver/driver.chd', 'an older one')
    s.file('arcade/disk/disk.chd', 'an older one, too')
    const rules = { ...RULES, roots: { roms: 'arcade' } }
    run(s.db, rules)
    expect(owned(s.db, 'arcade')).toEqual([])
    // the user's word counts for a whole release, and is none for the ROMs beside a disk
    run(s.db, { ...rules, owned: 'always' })
    expect(owned(s.db, 'arcade')).toEqual([['disk', 'disk.chd']])
  })

  it.each([
    ['never', []],
    ['packed', []],
    ['always', [['Quiet Desert (USA)', 'Quiet Desert (USA).gba']]],
  ] as const)('of another dump: %s', (which, expected) => {
    const s = gba()
    s.file('Quiet Desert (USA).gba', 'another dump')
    run(s.db, { ...RULES, owned: which })
    expect(owned(s.db, 'gba')).toEqual(expected)
  })

  it('a content that a DAT lists comes before one of the right name', () => {
    const s = gba()
    s.file('Quiet Desert (USA).gba', 'another dump')
    s.file('x.gba', 'desert')
    run(s.db, { ...RULES, owned: 'always' })
    expect(allHoldings(s.db, 'gba')[0]?.[1][0]?.content.sha1).toBe(sha1('desert'))
  })
})

describe('what the user decided', () => {
  const decided = (matches: TitleRules['matches']): TitleRules => ({ ...RULES, matches })

  it('links, and counts as owned, whatever the name says', () => {
    const s = gba()
    s.file('xyz.gba', 'another dump')
    run(s.db, decided({ [sha1('another dump')]: { platform: 'gba', release: 'Quiet Desert (USA)' } }))
    expect(links(s.db)).toEqual(['Quiet Desert (USA) decision 1 1'])
    expect(owned(s.db, 'gba')).toEqual([['Quiet Desert (USA)', 'Quiet Desert (USA).gba']])
  })

  it('refuses what a name says, and gives it back when it is undecided', () => {
    const s = gba()
    s.file('Quiet Desert (USA).gba', 'another dump')
    run(s.db)
    run(s.db, decided({ [sha1('another dump')]: null }))
    expect([...links(s.db), ...candidates(s.db)]).toEqual([])
    run(s.db)
    expect(links(s.db)).toEqual(['Quiet Desert (USA) title 1 0'])
  })

  it('does nothing for a release that no DAT lists', () => {
    const s = gba()
    s.file('xyz.gba', 'another dump')
    run(s.db, decided({ [sha1('another dump')]: { platform: 'gba', release: 'Nobody Knows (USA)' } }))
    expect(links(s.db)).toEqual([])
  })
})
