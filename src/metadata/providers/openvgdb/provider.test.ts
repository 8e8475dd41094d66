/** OpenVGDB: what is read of its database, wherever it lies, and which games it is taken to speak of. */
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { CuratorError } from '../../../errors.ts'
import type { Answer } from '../../answer.ts'
import type { LocalEntry } from '../../local/entry.ts'
import { readLocal } from '../../local/read.ts'
import type { Identified } from '../../provider.ts'
import { releasedOf } from './mapping.ts'
import { OPENVGDB } from './provider.ts'
import { logiqxDat } from '../../../../test/support/dat.ts'
import { withProject } from '../../../../test/support/project.ts'
import { makeZip } from '../../../../test/support/archives/zip.ts'
import { openVgdbBytes, writeOpenVgdb, type Rom } from './test-database.ts'
import { MD5, NOW, SHA1 } from '../../../../test/metadata/subjects.ts'
import { tempDir } from '../../../../test/support/cli.ts'
import { KNOWN_FILE, UNKNOWN_FILE } from '../../../../test/metadata/files-subject.ts'
import { providerChecks } from '../../contract.ts'

const TURTLE: Rom = {
  id: 7,
  name: 'Rocket Turtle (USA)',
  crc: '89ABCDEF',
  md5: MD5.toUpperCase(),
  sha1: SHA1.toUpperCase(),
  serial: 'SNS-RT-USA',
  releases: [
    {
      title: 'Rocket Turtle',
      region: 'USA',
      description: 'A turtle.<br>It flies &amp; falls.',
      developer: 'Pond Works',
      publisher: 'Pond Games',
      genre: 'Action,Platformer,2D',
      date: 'Aug 13, 1991',
      page: 'https://example.org/turtle',
    },
    { title: 'Raketen-Schildkröte', region: 'Europe', genre: 'Puzzle', date: 'April 1991' },
  ],
}

function folderOf(): string {
  const folder = tempDir('openvgdb-test')
  return folder
}

async function entriesOf(path: string, stateFolder: string): Promise<readonly LocalEntry[]> {
  const entries: LocalEntry[] = []
  const ignore = () => undefined
  const sink = { entry: (one: LocalEntry) => entries.push(one), file: ignore, title: ignore }
  await readLocal('openvgdb', { path }, sink, stateFolder)
  return entries
}

const SAID = {
  platform: 'snes',
  ref: '7',
  name: 'Rocket Turtle (USA)',
  title: 'Rocket Turtle',
  titles: ['Raketen-Schildkröte'],
  crc32: 0x89abcdef,
  md5: MD5,
  serial: 'SNS-RT-USA',
  fields: {
    alternativeTitles: ['Raketen-Schildkröte'],
    description: 'A turtle.\nIt flies & falls.',
    developers: ['Pond Works'],
    publishers: ['Pond Games'],
    genres: ['Action', 'Platformer', '2D'],
    released: '1991-04',
    page: 'https://example.org/turtle',
    regions: ['USA', 'Europe'],
  },
}

/** Tables beside the two that are read, texts that are empty or blank, several serials, releases of no ROM, no order. */
const WHOLE_FORM = `
  create table SYSTEMS (systemID integer primary key, systemName text, systemShortName text,
    systemHeaderSizeBytes integer, systemHashless integer, systemHeader integer, systemSerial text, systemOEID text);
  create table REGIONS (regionID integer primary key, regionName text);
  insert into SYSTEMS values (38, 'Sony PlayStation', 'PSX', null, 1, null, 1, 'openemu.system.psx');
  insert into REGIONS values (21, 'USA');
  create index by_hash on ROMs (romHashSHA1);
  insert into RELEASES (releaseID, romID, releaseTitleName) values (900, 4711, 'Of nothing');
  insert into RELEASES (releaseID, romID, releaseTitleName, releaseDeveloper, releasePublisher, releaseGenre,
      releaseDate, releaseDescription, releaseReferenceURL)
    values (902, 20, 'Disc Turtle', 'Pond Works', ' ', '', '1997', '', 'no address'),
           (901, 20, ' Disc Turtle ', '', '', ',', '', 'One.' || char(13, 10) || 'Two.', '');
  insert into RELEASES (releaseID, romID, releaseTitleName) values (903, 21, '');
  insert into ROMs (romID, systemID, romHashCRC, romHashMD5, romHashSHA1, romExtensionlessFileName, romSerial)
    values (20, 38, '', '', '', 'Disc Turtle (USA) (Disc 1)', 'SLUS-00664, SLUS-00665'), (21, null, '', '', '', '', '');`

describe('the database', () => {
  it.each([
    ['as it is', 'openvgdb.sqlite', (bytes: Buffer) => bytes],
    ['in its zip', 'openvgdb.zip', (bytes: Buffer) => makeZip([{ name: 'openvgdb.sqlite', data: bytes }])],
    [
      'in a zip with a folder',
      'v29.zip',
      (bytes: Buffer) => makeZip([{ name: 'v29/games.sqlite', data: bytes }]),
    ],
    ['under another name', 'games.db', (bytes: Buffer) => bytes],
  ])('is read %s, and nothing is left behind', async (_, name, pack) => {
    const folder = folderOf()
    const bytes = openVgdbBytes(join(folder, 'made', 'x.sqlite'), [TURTLE])
    const state = join(folder, 'state')
    writeFileSync(join(folder, name), pack(bytes))
    const before = readdirSync(folder)
    expect(await entriesOf(join(folder, name), state)).toEqual([SAID])
    expect(readdirSync(folder)).toEqual([...before, 'state'].sort())
    expect(readdirSync(state, { recursive: true })).toEqual(['spill'])
  })

  it('that is written with a log beside it is read as it is, and not touched', async () => {
    const folder = folderOf()
    const file = join(folder, 'openvgdb.sqlite')
    const bytes = openVgdbBytes(file, [TURTLE], 'pragma journal_mode = wal')
    expect([bytes[18], bytes[19]]).toEqual([2, 2])
    expect(await entriesOf(file, folder)).toEqual([SAID])
    expect(readFileSync(file).equals(bytes)).toBe(true)
    expect(readdirSync(folder)).toEqual(['openvgdb.sqlite', 'spill'])
  })

  it('is read in the whole form of the one that is offered, with its oddities', async () => {
    const folder = folderOf()
    const file = join(folder, 'openvgdb.sqlite')
    writeOpenVgdb(file, [TURTLE], WHOLE_FORM)
    expect(await entriesOf(file, folder)).toEqual([
      SAID,
      {
        platform: 'psx',
        ref: '20',
        name: 'Disc Turtle (USA) (Disc 1)',
        title: 'Disc Turtle',
        titles: [],
        serial: 'SLUS-00664',
        fields: { description: 'One.\nTwo.', developers: ['Pond Works'], released: '1997' },
      },
    ])
  })

  it('says the same of several ROMs under one id, and of others under their own', async () => {
    const folder = folderOf()
    const file = join(folder, 'openvgdb.sqlite')
    const { releases = [] } = TURTLE
    writeOpenVgdb(file, [
      { ...TURTLE, id: 8, name: 'Rocket Turtle (USA) (Rev 1)', crc: '00000001' },
      TURTLE,
      {
        id: 9,
        name: 'Rocket Turtle (Japan)',
        releases: [{ ...releases[0], title: 'Rocket Turtle', date: '1990' }],
      },
      { id: 10, system: 25, name: 'Rocket Turtle (USA)', releases },
      { id: 11, system: 999, name: 'Nowhere', releases },
    ])
    expect((await entriesOf(file, folder)).map(({ platform, ref, name }) => [platform, ref, name])).toEqual([
      ['snes', '7', 'Rocket Turtle (USA)'],
      ['snes', '7', 'Rocket Turtle (USA) (Rev 1)'],
      ['snes', '9', 'Rocket Turtle (Japan)'],
      ['nes', '10', 'Rocket Turtle (USA)'],
    ])
  })

  it.each<[string, Partial<Rom>]>([
    ['hashes that are none', { crc: 'xyz', md5: '12', sha1: null }],
    ['hashes of nothing', { crc: '00000000', md5: '0'.repeat(32) }],
  ])('with %s has none', async (_, odd) => {
    const folder = folderOf()
    const file = join(folder, 'openvgdb.sqlite')
    writeOpenVgdb(file, [{ ...TURTLE, ...odd }])
    const [entry] = await entriesOf(file, folder)
    expect([entry?.crc32, entry?.md5]).toEqual([undefined, undefined])
  })

  it('of an older form is read as far as it goes', async () => {
    const folder = folderOf()
    const file = join(folder, 'openvgdb.sqlite')
    writeOpenVgdb(
      file,
      [TURTLE],
      'alter table ROMs drop column romHashSHA1; alter table RELEASES drop column releaseGenre',
    )
    const [entry] = await entriesOf(file, folder)
    expect([entry?.md5, entry?.fields.genres]).toEqual([MD5, undefined])
  })

  it.each<[string, string]>([
    ['another database', 'drop table RELEASES'],
    ['a view in place of a table', 'alter table ROMs rename to x; create view ROMs as select * from x'],
    [
      'a column that is computed',
      `alter table ROMs drop column systemID;
       alter table ROMs add column systemID as (length(romHashMD5)) virtual`,
    ],
  ])('that is none is refused: %s', async (_, more) => {
    const folder = folderOf()
    const file = join(folder, 'openvgdb.sqlite')
    writeOpenVgdb(file, [TURTLE], more)
    await expect(entriesOf(file, folder)).rejects.toThrow(
      new RegExp(
        `^${file}: is no OpenVGDB: it has no table (?:ROMs|RELEASES) with (?:systemID|romID|releaseID)\\.$`,
      ),
    )
  })

  it.each<[string, string, Buffer]>([
    ['a text', 'openvgdb.sqlite', Buffer.from('<html>'.repeat(500))],
    ['nothing', 'openvgdb.sqlite', Buffer.alloc(0)],
    ['a zip of something else', 'openvgdb.zip', makeZip([{ name: 'readme.txt', data: 'x' }])],
    ['a zip that is none', 'openvgdb.zip', Buffer.from('PK, or not')],
  ])('that is %s is refused with a reason', async (_, name, bytes) => {
    const folder = folderOf()
    const file = join(folder, name)
    writeFileSync(file, bytes)
    const error: unknown = await entriesOf(file, folder).catch((failure: unknown) => failure)
    expect(error).toBeInstanceOf(CuratorError)
    expect(String(error)).toContain(file)
    expect(readdirSync(folder, { recursive: true }).map(String).sort()).toEqual(
      existsSync(join(folder, 'spill')) ? [name, 'spill'] : [name],
    )
  })

  it('may be damaged anywhere', async () => {
    const folder = folderOf()
    const bytes = openVgdbBytes(
      join(folder, 'made.sqlite'),
      Array.from({ length: 60 }, (_, id) => ({ ...TURTLE, id: id + 1 })),
    )
    const file = join(folder, 'openvgdb.sqlite')
    const damage = fc.record({
      at: fc.nat(bytes.length - 1),
      put: fc.uint8Array({ minLength: 1, maxLength: 40 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 6 }), fc.nat(4), async (damages, cut) => {
        const bad = Buffer.from(bytes.subarray(0, cut === 0 ? bytes.length >> 1 : bytes.length))
        for (const { at, put } of damages)
          bad.set(put.subarray(0, Math.max(0, bad.length - at)), Math.min(at, bad.length))
        writeFileSync(file, bad)
        await entriesOf(file, folder).catch((error: unknown) => {
          if (!(error instanceof CuratorError)) throw error
        })
        expect(readdirSync(join(folder, 'spill'))).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  it.each([
    ['Aug 13, 1991', '1991-08-13'],
    ['August 1995', '1995-08'],
    ['Dec1, 1995', '1995-12-01'],
    ['1995', '1995'],
    ['1995-02-03', '1995-02-03'],
    ['Fall 1995', '1995'],
    ['TBA', undefined],
    ['Aug 99, 1991', '1991-08'],
    [undefined, undefined],
  ])('dates %s as %s', (said, date) => expect(releasedOf(said)).toBe(date))
})

describe('the provider', () => {
  const open = (roms: readonly Rom[]) => {
    const folder = folderOf()
    const file = join(folder, 'openvgdb.sqlite')
    writeOpenVgdb(file, roms)
    const provider = OPENVGDB.open({
      key: () => file,
      connect: () => {
        throw new Error('it asks over the net')
      },
      now: () => NOW,
      stateFolder: folder,
    })
    onTestFinished(() => provider.close())
    return { provider, file, folder }
  }
  const foundBy = (answer: Answer<Identified>) =>
    answer.kind === 'hit'
      ? [answer.value.game.id, answer.value.via]
      : answer.kind === 'miss'
        ? answer.suggestions.map(({ title }) => title)
        : answer.message

  it('knows ROMs by each of their hashes, their serial and their name, on their platform alone', async () => {
    const { provider } = open([
      TURTLE,
      { ...TURTLE, id: 70, system: 25, md5: null, sha1: null, crc: '00000077' },
    ])
    const platform = 'snes'
    for (const hashes of [{ sha1: SHA1 }, { md5: MD5 }, { crc32: '89abcdef' }, { sha1: SHA1.toUpperCase() }])
      expect(foundBy(await provider.byHash!({ platform, hashes }))).toEqual(['7', 'hash'])
    expect(foundBy(await provider.byHash!({ platform: 'nes', hashes: { sha1: SHA1 } }))).toEqual([])
    expect(foundBy(await provider.byHash!({ platform, hashes: { sha1: MD5, md5: SHA1 } }))).toEqual([])
    const title = 'Nothing Of That Kind'
    expect(foundBy(await provider.identify({ platform, title, serial: 'sns rt usa' }))).toEqual([
      '7',
      'serial',
    ])
    expect(
      foundBy(await provider.identify({ platform, title, fileName: 'Rocket Turtle (USA).sfc' })),
    ).toEqual(['7', 'exact'])
    expect(foundBy(await provider.identify({ platform, title: 'raketen schildkrote' }))).toEqual([
      '7',
      'exact',
    ])
    expect(foundBy(await provider.identify({ platform: 'nes', title: 'Rocket Turtle' }))).toEqual([
      '70',
      'exact',
    ])
  })

  it('is not sure where one key is that of two games', async () => {
    const { provider } = open([
      TURTLE,
      { ...TURTLE, id: 8, name: 'Other', releases: [{ title: 'Rocket Turtle', developer: 'Somebody Else' }] },
    ])
    const platform = 'snes'
    expect(foundBy(await provider.byHash!({ platform, hashes: { sha1: SHA1, md5: MD5 } }))).toEqual([])
    const query = { platform, title: 'Rocket Turtle', serial: 'SNS-RT-USA' }
    expect(foundBy(await provider.identify(query))).toEqual(['Rocket Turtle', 'Rocket Turtle'])
  })

  it('reads the file once, and again when it is another', async () => {
    const { provider, file, folder } = open([TURTLE])
    await provider.getById('7')
    const index = join(folder, 'openvgdb.db')
    await provider.close()
    const made = statSync(index).mtimeMs
    const again = () =>
      OPENVGDB.open({
        key: () => file,
        connect: () => Promise.reject(new Error()) as never,
        now: () => NOW,
        stateFolder: folder,
      })
    const second = again()
    expect((await second.getById('7')).kind).toBe('hit')
    await second.close()
    expect(statSync(index).mtimeMs).toBe(made)
    writeOpenVgdb(file, [
      { ...TURTLE, id: 12 },
      { ...TURTLE, id: 13 },
    ])
    const third = again()
    expect([(await third.getById('7')).kind, (await third.getById('12')).kind]).toEqual(['miss', 'hit'])
    await third.close()
  })

  it('says where there is none', async () => {
    const { provider, file, folder } = open([TURTLE])
    rmSync(file)
    const message = `there is no openvgdb.sqlite at ${file}`
    expect(await provider.getById('7')).toEqual({ kind: 'unavailable', reason: 'malformed', message })
    writeFileSync(file, 'no database')
    expect(await provider.getById('7')).toEqual({
      kind: 'unavailable',
      reason: 'malformed',
      message: `${file}: file is not a database`,
    })
    expect(existsSync(join(folder, 'spill')) ? readdirSync(join(folder, 'spill')) : []).toEqual([])
  })
})

describe('in a build', () => {
  it('tells of games by their hashes, and by their titles when they are alone', async () => {
    await withProject(async (project) => {
      project.configure({
        roots: { roms: './roms' },
        dats: { d: './dats' },
        metadata: { sources: { vgdb: './openvgdb.sqlite' } },
        targets: { card: { preset: 'folder', path: './card', policy: 'everything' } },
      })
      project.write('roms/a.txt', '')
      const games = ['Rocket Turtle (Europe)', 'Rocket Turtle 2 (USA)', 'Blue Pond (USA)']
      project.write(
        'dats/snes.dat',
        logiqxDat(
          'Nintendo - Super Nintendo Entertainment System',
          games.map((name) => ({ name: `${name}.sfc`, bytes: name })),
        ),
      )
      writeOpenVgdb(project.at('openvgdb.sqlite'), [
        TURTLE,
        { id: 20, name: 'Blue Pond (Beta)', releases: [{ title: 'Blue Pond', genre: 'Puzzle,General' }] },
      ])
      const { report } = await project.build()
      expect(report.problems).toEqual([])
      const said = await project.session(({ db }) =>
        db
          .prepare(
            `select u.title, x.value, x.source, x.via from atomic_metadata_extension x
             join atomic_game_unit u on u.id = x.atomic_id where x.field = 'genres' order by 1`,
          )
          .raw()
          .all(),
      )
      expect(said).toEqual([
        ['Blue Pond', '["Puzzle"]', 'vgdb', 'exact'],
        ['Rocket Turtle', '["Action","Platformer","2D"]', 'vgdb', 'exact'],
      ])
      const second = await project.build()
      expect([second.report.outcome, second.ran]).toEqual(['nothing', []])
      expect(readdirSync(project.at('.curator/spill'))).toEqual([])
    })
  })

  it('is imported by the next build where there was no room for it', async () => {
    await withProject(async (project) => {
      project.configure({
        roots: { roms: './roms' },
        dats: {},
        metadata: { sources: { vgdb: './openvgdb.sqlite' } },
        targets: { card: { preset: 'folder', path: './card', policy: 'everything' } },
      })
      project.write('roms/a.txt', '')
      writeOpenVgdb(project.at('openvgdb.sqlite'), [TURTLE])
      project.write('.curator/spill', 'in the way')
      const { report } = await project.build()
      const [told] = report.problems
      expect([told?.code, told?.message]).toEqual([
        'no-space',
        expect.stringMatching(
          /^OpenVGDB cannot be unpacked: .+ cannot be written: something else is there already\.$/,
        ),
      ])
      project.remove('.curator/spill')
      expect((await project.build()).report.problems).toEqual([])
      const entries = await project.session(({ db }) =>
        db.prepare('select count(*) from metadata_entry').pluck().get(),
      )
      expect(entries).toBe(1)
    })
  })
})

describe('the contract', () => {
  const open = () => {
    const folder = tempDir('files')
    const [title, name] = [KNOWN_FILE.title, 'Rocket Turtle (USA)']
    writeOpenVgdb(join(folder, 'openvgdb.sqlite'), [{ id: 7, name, md5: MD5, releases: [{ title }] }])
    const provider = OPENVGDB.open({
      key: () => folder,
      connect: () => {
        throw new Error('it asks over the net')
      },
      now: () => NOW,
    })
    const breakDown = () => rmSync(folder, { recursive: true, force: true })
    return Promise.resolve({
      provider,
      breakDown,
      known: { ...KNOWN_FILE, id: '7' },
      unknown: UNKNOWN_FILE,
      near: 'Rocket Turtle 2',
    })
  }
  it.each(providerChecks(open))('$name', ({ run }) => expect(run()).resolves.toBeUndefined())
})
