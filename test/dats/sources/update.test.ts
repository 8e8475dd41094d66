/** What holds for every source: what is taken, what is refused, and that one failure stops nothing else. */
import { mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { handOver, sourceNamedBy } from '../../../src/dats/sources/hand-over.ts'
import { readState, writeState } from '../../../src/dats/sources/state.ts'
import { sha1 } from '../../support/sha1.ts'
import { makeZip } from '../../support/archives/zip.ts'
import { testServer } from '../../support/server.ts'
import { dat, filesIn, harness, tarball, tempFolder } from './support.ts'

const NES = 'No-Intro/Nintendo - Nintendo Entertainment System (20260831-010203).dat'
const GB = 'No-Intro/Nintendo - Game Boy (20260831-010203).dat'

function pack(files: Readonly<Record<string, string>>): Buffer {
  return makeZip(Object.entries(files).map(([name, data]) => ({ name, data })))
}

describe('a mirror of No-Intro', () => {
  async function mirror() {
    const server = await testServer()
    const source = harness({ source: 'no-intro', mirror: `${server.url}/no-intro.zip` })
    return { server, ...source }
  }

  it('is asked on condition that it changed', async () => {
    const { server, update, files } = await mirror()
    const headers = { 'last-modified': 'Mon, 31 Aug 2026 04:00:00 GMT' }
    server.at('/no-intro.zip', {
      body: pack({ [NES]: dat('NES', 4), 'index.txt': 'x' }),
      etag: '"1"',
      headers,
    })
    expect(await update()).toMatchObject([
      { outcome: 'updated', version: '2026-08-31', changes: { games: 4 } },
    ])
    expect(await update()).toMatchObject([{ outcome: 'unchanged', version: '2026-08-31' }])
    expect(server.asked.at(-1)?.headers['if-none-match']).toBe('"1"')
    expect(Object.keys(files())).toEqual([NES])
  })

  it('is asked without the conditions of the mirror before it, whose file may be newer', async () => {
    const server = await testServer()
    const since = 'Mon, 31 Aug 2026 04:00:00 GMT'
    const answer = { body: pack({ [NES]: dat('NES', 4) }), headers: { 'last-modified': since } }
    server.at('/a.zip', answer)
    server.at('/b.zip', { status: 302, headers: { location: '/c.zip' } })
    server.at('/c.zip', answer)
    const [a, b] = ['a', 'b'].map((name) => ({
      source: 'no-intro' as const,
      mirror: `${server.url}/${name}.zip`,
    }))
    if (!a || !b) return
    await harness(a, b, b).update()
    expect(server.asked.map(({ path, headers }) => [path, headers['if-modified-since']])).toEqual([
      ['/a.zip', undefined],
      ['/b.zip', undefined],
      ['/c.zip', undefined],
      ['/b.zip', since],
      ['/c.zip', since],
    ])
  })

  it('is asked without condition when someone took a file away', async () => {
    const { server, update, files, folder } = await mirror()
    server.at('/no-intro.zip', { body: pack({ [NES]: dat('NES', 4), [GB]: dat('GB', 2) }), etag: '"1"' })
    await update()
    rmSync(join(folder, GB))
    expect(await update()).toMatchObject([{ outcome: 'updated', changes: { changed: [GB] } }])
    expect(Object.keys(files())).toEqual([GB, NES])
  })

  it.each<[string, string | Buffer, RegExp]>([
    ['a page called a zip', '<!DOCTYPE html><html>throttled</html>', /is an HTML page, not a DAT/],
    [
      'a zip that is cut short',
      pack({ [NES]: dat('NES', 400) }).subarray(0, 900),
      /cannot be unpacked: it is no whole zip/,
    ],
    ['a zip with a page in it', pack({ [NES]: '<html>' }), /was not taken: it is an HTML page/],
    ['a zip without a DAT', pack({ 'index.txt': 'x' }), /holds no DAT/],
    [
      'a DAT that stops in the middle',
      pack({ [NES]: dat('NES', 400).slice(0, 9000) }),
      /was not taken: line \d+: .*\.$/,
    ],
    ['a DAT without games', pack({ [NES]: dat('NES', 0) }), /was not taken: it lists no games/],
    [
      'a file that would leave its folder',
      pack({ '../../evil.dat': dat('NES', 9) }),
      /would leave its folder: \.\.\/\.\.\/evil\.dat/,
    ],
    ['nothing', '', /is empty/],
  ])('that sends %s is refused, and what was there stays', async (_, body, message) => {
    const { server, update, files, folder } = await mirror()
    server.at('/no-intro.zip', { body: pack({ [NES]: dat('NES', 4) }) })
    await update()
    const before = files()
    server.at('/no-intro.zip', { body })
    const [result] = await update()
    expect(result).toMatchObject({ outcome: 'failed' })
    expect(result?.why).toMatch(message)
    expect(result?.why).not.toContain(folder)
    expect(files()).toEqual(before)
    expect(readdirSync(folder).filter((name) => name.startsWith('.staging'))).toEqual([])
  })

  it.each([
    ['as it is', '/Game%20Boy%20(2026-09-01).dat', Buffer.from(dat('GB', 3))],
    ['gzipped', '/Game%20Boy%20(2026-09-01).dat.gz', gzipSync(dat('GB', 3))],
    ['as XML', '/Game%20Boy%20(2026-09-01).xml', Buffer.from(dat('GB', 3))],
  ])('may be a DAT alone, %s, which is called so that it is used', async (_, path, body) => {
    const server = await testServer()
    const { update, files } = harness({ source: 'no-intro', mirror: `${server.url}${path}` })
    server.at(path, { body })
    expect(await update()).toMatchObject([{ outcome: 'updated', version: '2026-09-01' }])
    expect(Object.keys(files())).toEqual(['Game Boy (2026-09-01).dat'])
  })

  it('that sends one bad file of several keeps the old one in its place', async () => {
    const { server, update, files } = await mirror()
    server.at('/no-intro.zip', { body: pack({ [NES]: dat('NES', 4), [GB]: dat('GB', 2) }) })
    await update()
    server.at('/no-intro.zip', { body: pack({ [NES]: dat('NES', 5), [GB]: '<html>' }) })
    const [result] = await update()
    expect(result).toMatchObject({ outcome: 'updated', changes: { changed: [NES], removed: [], games: 7 } })
    expect(result?.changes?.refused).toEqual([
      `${GB} was not taken: it is an HTML page, not a DAT: the download site probably answered with its error page.`,
    ])
    expect(files()[GB]).toBe(dat('GB', 2))
  })

  it('that sends one bad file says so each time, until it sends a good one', async () => {
    const { server, update } = await mirror()
    const page = `${GB} was not taken: it is an HTML page, not a DAT: the download site probably answered with its error page.`
    const send = (etag: string, gb: string) =>
      server.at('/no-intro.zip', { body: pack({ [NES]: dat('NES', 5), [GB]: gb }), etag })
    send('"1"', '<html>')
    expect(await update()).toMatchObject([{ outcome: 'updated', broken: [page] }])
    expect(await update()).toMatchObject([{ outcome: 'unchanged', broken: [page] }])
    expect(await update({ dryRun: true })).toMatchObject([{ outcome: 'updated', broken: [] }])
    send('"2"', dat('GB', 2))
    expect(await update()).toMatchObject([{ outcome: 'updated', broken: [] }])
    expect(await update()).toMatchObject([{ outcome: 'unchanged', broken: [] }])
  })

  it('that sends a list without games is at fault only if it had some', async () => {
    const { server, update } = await mirror()
    const send = (gb: string) =>
      server.at('/no-intro.zip', { body: pack({ [NES]: dat('NES', 5), [GB]: gb }) })
    const empty = `${GB} was not taken: it lists no games.`
    send(dat('GB', 0))
    expect(await update()).toMatchObject([{ broken: [], changes: { refused: [empty] } }])
    send(dat('GB', 2))
    expect(await update()).toMatchObject([{ broken: [], changes: { refused: [] } }])
    send(dat('GB', 0))
    expect(await update()).toMatchObject([{ broken: [empty], changes: { removed: [], refused: [empty] } }])
  })

  it.each([
    ['Game Boy', ['No-Intro/Nintendo - Game Boy*.dat'], 1],
    ['the folder', ['No-Intro'], 1],
    ['the file', [GB], 1],
    ['others', ['No-Intro/*Entertainment*.dat'], 0],
  ])('of which %s is used is at fault for what is used of it', async (_, only, faults) => {
    const server = await testServer()
    const { update } = harness({ source: 'no-intro', mirror: `${server.url}/no-intro.zip`, only })
    server.at('/no-intro.zip', { body: pack({ [NES]: dat('NES', 5), [GB]: '<html>' }) })
    const [result] = await update()
    expect(result?.changes?.refused).toHaveLength(1)
    expect(result?.broken).toHaveLength(faults)
  })

  it.each([
    ['Game Boy (20260101-000000).dat', 'Game Boy (20260501-000000).dat'],
    [
      'a/Game Boy - Datfile (987) (2026-01-01 12-00-00).dat',
      'Game Boy - Datfile (1001) (2026-05-01 12-00-00).dat',
    ],
    ['Game Boy (TOSEC-v2023-01-23_CM).dat', 'Game Boy (TOSEC-v2025-03-13_CM).dat'],
  ])('that sends a bad edition keeps %s, which %s was to replace', async (old, next) => {
    const { server, update, files } = await mirror()
    server.at('/no-intro.zip', { body: pack({ [NES]: dat('NES', 4), [old]: dat('GB', 2) }) })
    await update()
    server.at('/no-intro.zip', { body: pack({ [NES]: dat('NES', 5), [next]: '<html>' }) })
    expect(await update()).toMatchObject([{ outcome: 'updated', changes: { removed: [], games: 7 } }])
    expect(Object.keys(files()).sort()).toEqual([old, NES].sort())
    server.at('/no-intro.zip', { body: pack({ [NES]: dat('NES', 5), [next]: dat('GB', 3) }) })
    expect(await update()).toMatchObject([{ outcome: 'updated', changes: { removed: [old], games: 8 } }])
    server.at('/no-intro.zip', {
      body: pack({ [NES]: dat('NES', 5), 'Other (20260501-000000).dat': '<html>' }),
    })
    expect(await update()).toMatchObject([{ outcome: 'updated', changes: { removed: [next] } }])
  })

  it('that loses most of its games is not believed, unless it is forced', async () => {
    const { server, update, files } = await mirror()
    server.at('/no-intro.zip', { body: pack({ [NES]: dat('NES', 10) }) })
    await update()
    server.at('/no-intro.zip', { body: pack({ [NES]: dat('NES', 4) }) })
    expect((await update())[0]?.why).toBe(
      'It lists 4 games where there were 10: that looks like a mistake, and nothing was taken. `--force` takes it.',
    )
    expect(files()[NES]).toBe(dat('NES', 10))
    expect(await update({ force: true })).toMatchObject([
      { outcome: 'updated', changes: { games: 4, gamesBefore: 10 } },
    ])
    server.at('/no-intro.zip', { body: pack({ [NES]: dat('NES', 2) }) })
    expect(await update()).toMatchObject([{ outcome: 'updated' }])
  })

  it('whose pack brings the same files leaves them as they are', async () => {
    const { server, update, folder } = await mirror()
    server.at('/no-intro.zip', { body: pack({ [NES]: dat('NES', 4), [GB]: dat('GB', 2) }), etag: '"1"' })
    await update()
    const before = statSync(join(folder, NES)).ino
    server.at('/no-intro.zip', { body: pack({ [NES]: dat('NES', 4), [GB]: dat('GB', 3) }), etag: '"2"' })
    expect(await update()).toMatchObject([{ changes: { changed: [GB] } }])
    expect(statSync(join(folder, NES)).ino).toBe(before)
  })

  it('that takes no conditions, and sends the same once more, has updated nothing', async () => {
    const { server, update, folder } = await mirror()
    const same = { body: pack({ [NES]: dat('NES', 4) }) }
    server.at('/no-intro.zip', same)
    const [first] = await update()
    expect(first).toMatchObject({ outcome: 'updated', changes: { added: [NES] } })
    const before = statSync(join(folder, NES)).ino
    server.at('/no-intro.zip', same)
    const [second] = await update()
    expect(second).toMatchObject({ outcome: 'unchanged', version: first?.version })
    expect(second).not.toHaveProperty('changes')
    expect(statSync(join(folder, NES)).ino).toBe(before)
  })
})

describe('a folder of packs', () => {
  function dropFolder() {
    const folder = tempFolder()
    const put = (name: string, data: string | Buffer) => writeFileSync(join(folder, name), data)
    return { put, folder, ...harnessOf(folder) }
  }
  const harnessOf = (folder: string) => {
    const { update, files } = harness({ source: 'no-intro', folder })
    return { update, files }
  }

  it('gives the newest, judged by the date in its name, and needs no network', async () => {
    const { put, update, files } = dropFolder()
    put('No-Intro Love Pack (Standard) (2026-08-31).zip', pack({ [NES]: dat('NES', 4) }))
    put('No-Intro Love Pack (Standard) (2026-06-01).zip', pack({ [GB]: dat('GB', 4) }))
    const offline = 'the network is not touched'
    expect(await update({ offline })).toMatchObject([{ outcome: 'updated', version: '2026-08-31' }])
    expect(Object.keys(files())).toEqual([NES])
    expect(await update({ offline })).toMatchObject([{ outcome: 'unchanged' }])
  })

  it('takes single DATs, gzipped or not, and leaves the file where it is', async () => {
    const { put, update, files, folder } = dropFolder()
    put('mine.dat', dat('NES', 2))
    expect(await update()).toMatchObject([{ outcome: 'updated' }])
    expect(files()).toEqual({ 'mine.dat': dat('NES', 2) })
    expect(Object.keys(filesIn(folder))).toEqual(['mine.dat'])
    put('packed 2026-01-01.dat', gzipSync(dat('NES', 3)))
    expect(await update()).toMatchObject([{ version: '2026-01-01' }])
  })

  it('that is empty, or not there, is a failure', async () => {
    const { update, folder } = dropFolder()
    expect(await update()).toMatchObject([{ outcome: 'failed', why: `There is no pack in ${folder}.` }])
    const gone = harness({ source: 'no-intro', folder: join(folder, 'x') })
    expect((await gone.update())[0]?.why).toBe(`${join(folder, 'x')} cannot be read: no such file or folder.`)
  })
})

describe('sources', () => {
  it('are all tried, whatever one of them does; what cannot be asked is skipped with a reason', async () => {
    const server = await testServer()
    server.at('/no-intro.zip', { body: pack({ [NES]: dat('NES', 1) }) })
    const { update } = harness(
      { source: 'opengood', url: `${server.url}/nowhere` },
      { source: 'no-intro' },
      { source: 'tosec', url: server.url },
      { source: 'redump', url: server.url, systems: ['PSX'] },
    )
    const results = await update()
    expect(results.map(({ label, outcome }) => [label, outcome])).toEqual([
      ['opengood', 'failed'],
      ['no-intro', 'skipped'],
      ['tosec', 'failed'],
      ['redump/PSX', 'failed'],
    ])
    expect(results[1]?.why).toMatch(/^its site is not for programs: /)
  })

  it('are not asked without a network', async () => {
    const server = await testServer()
    const { update } = harness(
      { source: 'opengood', url: server.url },
      { source: 'no-intro', mirror: server.url },
    )
    const results = await update({ offline: 'frozen' })
    expect(results.map(({ outcome, why }) => [outcome, why])).toEqual([
      ['skipped', 'frozen'],
      ['skipped', 'frozen'],
    ])
    expect(server.asked).toEqual([])
  })

  it('stop when they are interrupted', async () => {
    const server = await testServer()
    const controller = new AbortController()
    controller.abort()
    const { update } = harness({ source: 'opengood', url: server.url })
    await expect(update({ signal: controller.signal })).rejects.toThrow(
      'Interrupted. What was fetched by then is kept; the next update goes on from there.',
    )
  })

  it('clear away what a killed update left, once it is old', async () => {
    const server = await testServer()
    const { update, folder } = harness({ source: 'no-intro', mirror: `${server.url}/x.zip` })
    server.at('/x.zip', { body: pack({ [NES]: dat('NES', 1) }) })
    for (const [name, hours] of [
      ['.staging-old', 30],
      ['.staging-new', 1],
    ] as const) {
      mkdirSync(join(folder, name), { recursive: true })
      const time = new Date(Date.now() - hours * 3_600_000)
      utimesSync(join(folder, name), time, time)
    }
    await update()
    expect(readdirSync(folder).filter((name) => name.startsWith('.staging'))).toEqual(['.staging-new'])
  })
})

describe('an undone edition', () => {
  const [old, next, newest] = [
    ['NES (20260901-000000).dat', dat('NES', 3)],
    ['NES (20261001-000000).dat', dat('NES', 3, { salt: 'bad' })],
    ['NES (20261101-000000).dat', dat('NES', 3, { salt: 'mended' })],
  ] as const
  const undone = new Set([sha1(next[1])])

  async function wentBack() {
    const packs = tempFolder()
    const mine = tempFolder()
    const put = (day: string, ...dats: readonly (readonly [string, string])[]): void =>
      writeFileSync(join(packs, `pack (${day}).zip`), pack(Object.fromEntries(dats)))
    const declared = harness({ source: 'no-intro', folder: packs })
    const { folder } = declared
    put('2026-10-01', next)
    await declared.update()
    writeFileSync(join(mine, old[0]), old[1])
    const source = { name: 'no-intro', source: { source: 'no-intro' }, folder } as const
    await handOver(join(mine, old[0]), source, { force: false, now: () => 0 })
    expect(declared.files()).toEqual(Object.fromEntries([old]))
    return { put, ...declared }
  }

  it('does not take the place of the one that is in use; a newer one does', async () => {
    const { update, files, put } = await wentBack()
    put('2026-10-02', next, [GB, dat('GB', 2)])
    expect(await update({ undone })).toMatchObject([
      {
        outcome: 'updated',
        version: '2026-10-02',
        changes: {
          added: [GB],
          removed: [],
          games: 5,
          refused: [
            'NES (20261001-000000).dat was not taken: its import was undone, and another edition is in use. Take its line out of curator.undone, and the next update takes it.',
          ],
        },
      },
    ])
    expect(files()).toEqual(Object.fromEntries([[GB, dat('GB', 2)], old]))
    expect(await update({ undone })).toMatchObject([{ outcome: 'unchanged' }])
    put('2026-11-01', newest, [GB, dat('GB', 2)])
    expect(await update({ undone })).toMatchObject([{ outcome: 'updated', changes: { refused: [] } }])
    expect(files()).toEqual(Object.fromEntries([[GB, dat('GB', 2)], newest]))
  })

  it('is no failure where nothing else is new, and is fetched when it is wanted again', async () => {
    const { update, files } = await wentBack()
    expect(await update({ undone })).toMatchObject([{ outcome: 'updated', changes: { added: [] } }])
    expect(files()).toEqual(Object.fromEntries([old]))
    expect(await update()).toMatchObject([{ outcome: 'updated', changes: { added: [next[0]] } }])
    expect(files()).toEqual(Object.fromEntries([next]))
  })

  it('stays where it is while no other is there: the build passes over it', async () => {
    const packs = tempFolder()
    writeFileSync(join(packs, 'pack (2026-10-01).zip'), pack(Object.fromEntries([next])))
    const { update, files } = harness({ source: 'no-intro', folder: packs })
    expect(await update({ undone })).toMatchObject([{ outcome: 'updated', changes: { refused: [] } }])
    expect(files()).toEqual(Object.fromEntries([next]))
  })
})

describe('a file handed over', () => {
  const options = { force: false, now: () => 0 }

  it('takes the place of all when it is a pack, and of the DAT of its name when it is one DAT', async () => {
    const [folder, mine] = [tempFolder(), tempFolder()]
    const declared = { name: 'n', source: { source: 'no-intro' }, folder } as const
    const put = (name: string, data: string | Buffer) => {
      writeFileSync(join(mine, name), data)
      return join(mine, name)
    }
    await handOver(
      put('pack (2026-08-31).zip', pack({ [NES]: dat('NES', 4), [GB]: dat('GB', 2) })),
      declared,
      options,
    )
    const later = put('Nintendo - NES (20260915-010203).dat', dat('NES', 5))
    expect(await handOver(later, declared, options)).toMatchObject({
      version: '2026-09-15',
      added: ['Nintendo - NES (20260915-010203).dat'],
      removed: [NES],
      games: 7,
    })
    expect(Object.keys(filesIn(folder))).toEqual(['Nintendo - NES (20260915-010203).dat', GB])
    await expect(handOver(put('page.dat', '<html>'), declared, options)).rejects.toThrow('is an HTML page')
    expect(Object.keys(filesIn(mine))).toHaveLength(3)
  })

  it('is a repository as GitHub packs it, in a zip as in a tarball', async () => {
    const row = [...['a', 'b'].map((digit) => digit.repeat(64)), 'c'.repeat(40), 'd'.repeat(32), '0']
    const smdb = `${row.with(1, 'x/Alpha (USA).nes').join('\t')}\n`
    const held = {
      'EverDrive Pack SMDBs/EverDrive N8 SMDB.txt': smdb,
      'EverDrive Pack SMDBs/SegaCD.txt': smdb,
      'LICENSE.txt': 'You may.',
    }
    const top = 'Hardware-Target-Game-Database-master'
    const mine = tempFolder()
    const zip = pack(Object.fromEntries(Object.entries(held).map(([path, text]) => [`${top}/${path}`, text])))
    for (const [name, bytes] of Object.entries({ 'a.zip': zip, 'a.tar.gz': tarball(top, held) })) {
      const folder = tempFolder()
      writeFileSync(join(mine, name), bytes)
      await handOver(join(mine, name), { name: 'h', source: { source: 'htgd' }, folder }, options)
      expect(Object.keys(filesIn(folder))).toEqual(Object.keys(held).slice(0, 2))
    }
  })

  it.each([
    ['No-Intro Love Pack (PC XML) (2026-08-31).zip', 'no-intro'],
    ['Nintendo - Game Boy (20260831-010203).dat', 'no-intro'],
    ['Sony - PlayStation - Datfile (10974) (2026-08-31 07-59-02).zip', 'redump'],
    ['TOSEC - DAT Pack - Complete (4743) (TOSEC-v2025-03-13).zip', 'tosec'],
    ['mame0288lx.zip', 'mame'],
    ['FinalBurn Neo (ClrMame Pro XML, Arcade only).dat', 'fbneo'],
    ['OpenNES.dat', 'opengood'],
    ['games.dat', undefined],
  ])('tells by its name where it comes from: %s', (name, source) => {
    expect(sourceNamedBy(`/downloads/${name}`)).toBe(source)
  })
})

describe('what is known of a source', () => {
  it('is nothing when the file is damaged, or of another curator', () => {
    const folder = tempFolder()
    expect(readState(folder)).toEqual({ parts: {} })
    const part = { version: '1', url: 'u', validators: {}, fetchedAt: 5, files: {} }
    writeState(folder, { parts: { b: part, a: part } })
    expect(Object.keys(readState(folder).parts)).toEqual(['a', 'b'])
    writeFileSync(join(folder, '.source.json'), '{"version": 99, "parts": {"x": {}}}')
    expect(readState(folder)).toEqual({ parts: {} })
    writeFileSync(join(folder, '.source.json'), '{')
    expect(readState(folder)).toEqual({ parts: {} })
  })
})
