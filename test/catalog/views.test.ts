/** The views for people: what waits for a decision, and which files a playlist is made of. */
import { describe, expect, it } from 'vitest'
import type { Db } from '../../src/catalog/sqlite.ts'
import { logiqxDat } from '../support/dat.ts'
import { withProject, type TestProject } from '../support/project.ts'
import { makeZip } from '../support/archives/zip.ts'
import { sha1 } from '../support/sha1.ts'

function shelf(project: TestProject): void {
  project.configure({
    roots: { roms: './roms' },
    dats: { all: './dats' },
    playlists: { list: { titles: ['Bravo', 'Alpha', 'Charlie'] } },
    targets: { plain: { preset: 'folder', path: './out', policy: 'everything', playlists: ['list'] } },
  })
  project.write(
    'dats/gb.dat',
    logiqxDat('Nintendo - Game Boy', [
      { name: 'Alpha (USA).gb', bytes: 'alpha' },
      { name: 'Bravo (USA).gb', bytes: 'bravo' },
      { name: 'Charlie (USA).gb', bytes: 'charlie' },
    ]),
  )
  project.write('roms/a/Alpha.gb', 'alpha')
  project.write('roms/b/Alpha again.gb', 'alpha')
  project.write('roms/pack.zip', makeZip([{ name: 'deep/Bravo.gb', data: 'bravo' }]))
  project.write('roms/x/stranger.gb', 'stranger')
  project.write('roms/x/its twin.gb', 'stranger')
  project.write('roms/odd.xyz', 'odd')
}

function todo(db: Db): readonly unknown[] {
  return db
    .prepare(
      'select kind, platform, subject, key, settles, detail from v_curation_todo order by kind, subject',
    )
    .raw()
    .all()
}

describe('v_curation_todo', () => {
  it('has a row for each content that is nothing, and for each extension that nobody knows', async () => {
    await withProject(async (project) => {
      shelf(project)
      await project.build()
      expect(await project.session(({ db }) => todo(db))).toEqual([
        ['extension', null, '.xyz', 'xyz', 1, 'roms/odd.xyz'],
        ['unmatched', null, 'roms/odd.xyz', sha1('odd'), 1, null],
        ['unmatched', null, 'roms/x/its twin.gb', sha1('stranger'), 2, null],
      ])
    })
  })

  it('has what DATs and hashes disagree on, and winners that only their name made', async () => {
    await withProject(async (project) => {
      shelf(project)
      await project.build()
      const rows = await project.session(({ db }) => {
        db.exec(`
          delete from file_instance where path in ('odd.xyz', 'x/stranger.gb', 'x/its twin.gb');
          insert into content_match (rom_file_id, dat_entry_id, match_by)
            select m.rom_file_id, e.id, 'sha1' from content_match m, dat_rom e
            where m.dat_entry_id = (select id from dat_rom where name = 'Alpha (USA).gb') and e.name = 'Charlie (USA).gb';
          insert into match_conflict (rom_file_id, dat_entry_id, detail)
            select rom_file_id, dat_entry_id, 'sha1 differs' from content_match
            where dat_entry_id = (select id from dat_rom where name = 'Bravo (USA).gb');
          delete from content_match where dat_entry_id = (select id from dat_rom where name = 'Bravo (USA).gb');
          update dat_game set clone_of = 'Parent (USA)' where name like 'Alpha%' or name like 'Bravo%'`)
        db.prepare('insert into node_page (key, page, content) values (?, ?, ?)').run(
          'select:best/gb',
          '0',
          JSON.stringify([
            {
              game: 'Tie',
              ranked: [{ name: 'Tie (B)' }, { name: 'Tie (A)', lostTo: { criterion: 'name' } }],
            },
            {
              game: 'Owned',
              ranked: [{ name: 'Owned (B)' }, { name: 'Alpha (USA)', lostTo: { criterion: 'name' } }],
            },
            {
              game: 'Won',
              ranked: [{ name: 'Won (B)' }, { name: 'Won (A)', lostTo: { criterion: 'region' } }],
            },
          ]),
        )
        return todo(db)
      })
      expect(rows).toEqual([
        ['clone-group', 'gb', 'Parent (USA)', 'gb/Parent (USA)', 2, 'Alpha (USA) / Bravo (USA)'],
        ['conflict', 'gb', 'Bravo (USA).gb', sha1('bravo'), 1, 'sha1 differs'],
        ['last-resort', 'gb', 'Owned', 'gb/Owned (B)', 1, 'Owned (B) / Alpha (USA)'],
        ['last-resort', 'gb', 'Tie', 'gb/Tie (B)', 0, 'Tie (B) / Tie (A)'],
        ['two-games', 'gb', 'Alpha / Charlie', sha1('alpha'), 2, null],
      ])
    })
  })

  it('has a parent and a clone of it that are two games here, but for a BIOS', async () => {
    await withProject(async (project) => {
      shelf(project)
      await project.build()
      const clones = (sql: string) =>
        project.session(({ db }) => {
          db.exec(sql)
          return todo(db).filter((row) => Array.isArray(row) && row[0] === 'clone-group')
        })
      expect(await clones("update dat_game set clone_of = 'Bravo (USA)' where name = 'Alpha (USA)'")).toEqual(
        [['clone-group', 'gb', 'Bravo (USA)', 'gb/Bravo (USA)', 2, 'Alpha (USA) / Bravo (USA)']],
      )
      expect(
        await clones("update atomic_game_unit set cluster = 'bios|' || title where title = 'Alpha'"),
      ).toEqual([])
    })
  })

  it('asks nothing of a BIOS that is in many machines', async () => {
    await withProject(async (project) => {
      const rom = `<rom name="bios" size="4" sha1="${sha1('bios')}"`
      const machine = (name: string, more: string) => `<machine name="${name}" ${more}</machine>`
      project.configure({
        roots: { roms: './roms' },
        dats: { mame: './mame.xml' },
        targets: { plain: { preset: 'folder', path: './out', policy: 'everything' } },
      })
      project.write(
        'mame.xml',
        `<mame build="0.1">${machine('chips', `isbios="yes">${rom}/>`)}
        ${machine('game', `romof="chips">${rom} merge="bios"/>`)}</mame>`,
      )
      project.write('roms/bios', 'bios')
      await project.build()
      expect(await project.session(({ db }) => todo(db))).toEqual([])
    })
  })
})

describe('v_playlist_export_manifest', () => {
  it('says where each ROM of a playlist is taken from: loose files first, and nowhere for what is not there', async () => {
    await withProject(async (project) => {
      shelf(project)
      await project.build()
      const rows = await project.session(({ db }) => {
        db.exec(`insert into playlist_item (playlist_id, position, platform_id, release_name)
          select id, 9, (select id from platform where slug = 'gb'), 'Charlie (USA)' from playlist`)
        return db
          .prepare(
            'select playlist, policy, position, platform, rom, root, path, member, sha1 from v_playlist_export_manifest',
          )
          .raw()
          .all()
      })
      expect(rows).toEqual([
        ['list', 'everything', 0, 'gb', 'Bravo (USA).gb', 'roms', 'pack.zip', 'deep/Bravo.gb', sha1('bravo')],
        ['list', 'everything', 1, 'gb', 'Alpha (USA).gb', 'roms', 'a/Alpha.gb', null, sha1('alpha')],
        ['list', 'everything', 9, 'gb', 'Charlie (USA).gb', null, null, null, null],
      ])
    })
  })
})

describe('v_library_health', () => {
  it('counts each file once where it belongs: verified, probable, named, unmatched, missing, damaged', async () => {
    await withProject(async (project) => {
      shelf(project)
      const weak = logiqxDat('Nintendo - Game Boy Color', [
        { name: 'Delta (USA).gbc', bytes: 'delta' },
        { name: 'Echo (USA).gbc', bytes: 'echo' },
      ]).replace(/ sha1="[0-9a-f]+"/g, '')
      project.write('dats/gbc.dat', weak)
      project.write('roms/delta.gbc', 'delta')
      project.write('roms/gone.gb', 'charlie')
      project.write('roms/bad.zip', makeZip([{ name: 'x.gb', data: 'alpha' }]).subarray(0, 30))
      project.write('roms/a/notes.txt', 'mine')
      project.write(
        'curation.jsonc',
        `{ "match": { "${sha1('stranger')}": { "platform": "gbc", "release": "Echo (USA)" } } }`,
      )
      await project.build()
      project.remove('roms/gone.gb')
      await project.build()
      const rows = await project.session(({ db }) =>
        db
          .prepare(
            `select platform, verified, probable, named, unmatched, missing, damaged from v_library_health
             where root = 'roms' order by platform`,
          )
          .raw()
          .all(),
      )
      expect(rows).toEqual([
        // odd.xyz, and the zip that cannot be read
        [null, 0, 0, 0, 1, 0, 1],
        // Alpha twice and the pack that holds Bravo; Charlie was there once
        ['gb', 3, 0, 0, 0, 1, 0],
        // Delta by its CRC-32 alone; the stranger and its twin by decision
        ['gbc', 0, 1, 2, 0, 0, 0],
      ])
    })
  })
})

describe('v_romset_complete', () => {
  it('has a release as owned when every ROM of it that can exist is there, in whatever files', async () => {
    await withProject(async (project) => {
      const parts = (names: readonly string[], more = '') =>
        names
          .map((name) => `<rom name="${name}" size="${name.length}" crc="0" sha1="${sha1(name)}"/>`)
          .join('') + more
      project.write(
        'dats/gb.dat',
        `<?xml version="1.0"?><datafile><header><name>Nintendo - Game Boy</name></header>
          <game name="Whole (USA)">${parts(['w1', 'w2'])}</game>
          <game name="Half (USA)">${parts(['h1', 'h2'])}</game>
          <game name="Dumped (USA)">${parts(['d1'], '<rom name="never.bin" size="9" status="nodump"/>')}</game>
          <game name="None (USA)">${parts(['n1'])}</game></datafile>`,
      )
      project.write('roms/1.gb', 'w1')
      project.write('roms/pack.zip', makeZip([{ name: 'other name.gb', data: 'w2' }]))
      project.write('roms/2.gb', 'h1')
      project.write('roms/3.gb', 'd1')
      project.configure({
        roots: { roms: './roms' },
        dats: { all: './dats' },
        targets: { plain: { preset: 'folder', path: './out', policy: 'everything' } },
      })
      await project.build()
      const rows = () =>
        project.session(({ db }) =>
          db
            .prepare(
              'select version_id, policy, platform, game, release_name, owned from v_romset_complete order by game',
            )
            .raw()
            .all(),
        )
      const games = (whole: 0 | 1) => [
        [1, 'everything', 'gb', 'Dumped', 'Dumped (USA)', 1],
        [1, 'everything', 'gb', 'Half', 'Half (USA)', 0],
        [1, 'everything', 'gb', 'None', 'None (USA)', 0],
        [1, 'everything', 'gb', 'Whole', 'Whole (USA)', whole],
      ]
      expect(await rows()).toEqual(games(1))
      project.remove('roms/pack.zip')
      await project.build()
      expect(await rows()).toEqual(games(0))
    })
  })
})

describe('v_company_canonical', () => {
  it('has every string with the company it is, who says so, and what became of that', async () => {
    await withProject(async (project) => {
      project.write('dats/gb.dat', logiqxDat('Nintendo - Game Boy', [{ name: 'Alpha (USA).gb', bytes: 'a' }]))
      project.write('roms/a.gb', 'a')
      project.write(
        'own.csv',
        'platform,name,developer,publisher\ngb,Alpha (USA),Human Entertainment,"SQUARE CO., LTD."\n',
      )
      project.configure({
        roots: { roms: './roms' },
        dats: { all: './dats' },
        metadata: { sources: { own: { kind: 'csv', path: './own.csv' } } },
        playlists: { list: { where: { genre: ['x'] } } },
        targets: { plain: { preset: 'folder', path: './out', policy: 'everything', playlists: ['list'] } },
      })
      project.write('curation.jsonc', '{ "companies": { "Human": ["Human Entertainment"] } }')
      await project.build()
      const rows = await project.session(({ db }) =>
        db
          .prepare(
            `select name, canonical, source, links from v_company_canonical
             where name in ('Human Entertainment', 'SQUARE CO., LTD.', 'Square', 'Square Enix') order by name`,
          )
          .raw()
          .all(),
      )
      expect(rows).toEqual([
        ['Human Entertainment', 'Human', 'decision', null],
        ['SQUARE CO., LTD.', 'Square', 'seed', 'merged into Square Enix'],
        ['Square', 'Square', 'seed', 'merged into Square Enix'],
        ['Square Enix', 'Square Enix', 'seed', null],
      ])
    })
  })
})
