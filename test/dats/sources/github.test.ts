/** Sources on GitHub, against a server that answers in the shapes of GitHub's own. */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { makeZip } from '../../support/archives/zip.ts'
import { testServer, type TestServer } from '../../support/server.ts'
import { dat, harness, tarball } from './support.ts'

const SHA = '5cbd95e000000000000000000000000000000000'
const NEXT = '6cbd95e000000000000000000000000000000000'

describe('a whole repository', () => {
  const REFS = '/SnowflakePowered/opengood/info/refs?service=git-upload-pack'
  const pack = (sha: string) => `/SnowflakePowered/opengood/tar.gz/${sha}`
  const refs = (sha: string) => ({
    headers: { 'content-type': 'application/x-git-upload-pack-advertisement' },
    body: `001e# service=git-upload-pack\n00000155${sha} HEAD\0multi_ack symref=HEAD:refs/heads/master\n003f${sha} refs/heads/master\n0000`,
  })

  function serve(server: TestServer, sha: string, files: Readonly<Record<string, string>>): void {
    server.at(REFS, refs(sha))
    server.at(pack(sha), {
      headers: { 'content-type': 'application/x-gzip' },
      body: tarball(`opengood-${sha}`, files),
    })
  }

  it('is fetched at its head, and only what is wanted of it is kept', async () => {
    const server = await testServer()
    const { update, files } = harness({ source: 'opengood', url: `${server.url}/` })
    const long = `dats/${'Open'.repeat(30)}.dat`
    serve(server, SHA, {
      'README.md': 'hello',
      'dats/OpenNES.dat': dat('OpenNES', 2),
      [long]: dat('Long', 1),
      'dats/x/y.dat': 'no',
    })
    const [result] = await update()
    expect(result).toMatchObject({
      label: 'opengood',
      outcome: 'updated',
      version: SHA,
      changes: { added: ['dats/OpenNES.dat', long], changed: [], removed: [], games: 3, gamesBefore: 0 },
    })
    expect(Object.keys(files())).toEqual(['dats/OpenNES.dat', long])
  })

  it('is not fetched again while its head is the same', async () => {
    const server = await testServer()
    const { update } = harness({ source: 'opengood', url: server.url })
    serve(server, SHA, { 'dats/OpenNES.dat': dat('OpenNES', 2) })
    await update()
    server.asked.length = 0
    expect(await update()).toMatchObject([{ outcome: 'unchanged', version: SHA }])
    expect(server.paths()).toEqual([REFS])
  })

  it('brings changes, and tells them; a file that stayed the same is not touched', async () => {
    const server = await testServer()
    const { update, files } = harness({ source: 'opengood', url: server.url })
    serve(server, SHA, { 'dats/A.dat': dat('A', 2), 'dats/B.dat': dat('B', 2), 'dats/C.dat': dat('C', 2) })
    await update()
    serve(server, NEXT, { 'dats/A.dat': dat('A', 2), 'dats/B.dat': dat('B', 3), 'dats/D.dat': dat('D', 1) })
    expect(await update({ dryRun: true })).toEqual([
      {
        label: 'opengood',
        dat: 'opengood',
        source: 'opengood',
        outcome: 'updated',
        broken: [],
        version: NEXT,
        versionBefore: SHA,
      },
    ])
    expect(server.paths()).not.toContain(pack(NEXT))
    const [result] = await update()
    expect(result?.changes).toEqual({
      added: ['dats/D.dat'],
      changed: ['dats/B.dat'],
      removed: ['dats/C.dat'],
      games: 6,
      gamesBefore: 6,
      refused: [],
      broken: {},
    })
    expect(Object.keys(files())).toEqual(['dats/A.dat', 'dats/B.dat', 'dats/D.dat'])
  })

  it.each([
    ['a repository without a head', { body: '0000' }, 'does not tell the head of the repository.'],
    ['a repository that is gone', { status: 404 }, 'answered 404 (not found).'],
  ])('%s is a failure', async (_, answer, message) => {
    const server = await testServer()
    server.at(REFS, answer)
    const { update } = harness({ source: 'opengood', url: server.url })
    const why = `${server.url}/SnowflakePowered/opengood/info/refs ${message}`
    expect(await update()).toMatchObject([{ outcome: 'failed', why }])
  })

  it.each<[string, (sha: string) => Buffer | string, RegExp]>([
    [
      'cut short',
      (sha) => tarball(sha, { 'dats/A.dat': dat('A', 500) }).subarray(0, 900),
      /is damaged: it cannot be unpacked\.$/,
    ],
    [
      'no tarball',
      () => 'not found, sorry',
      /was not taken: it is not a DAT of any kind that curator reads\.$/,
    ],
    ['empty', (sha) => tarball(sha, { 'README.md': 'hello' }), /holds no DAT\.$/],
    [
      'full of traps',
      (sha) => tarball(sha, { 'dats/../../../evil.dat': dat('A', 1) }),
      /holds no DAT|would leave its folder/,
    ],
  ])('a tarball that is %s leaves everything as it was', async (_, body, message) => {
    const server = await testServer()
    const { update, files } = harness({ source: 'opengood', url: server.url })
    serve(server, SHA, { 'dats/A.dat': dat('A', 2) })
    await update()
    const before = files()
    server.at(REFS, refs(NEXT))
    server.at(pack(NEXT), { body: body(NEXT) })
    const [result] = await update()
    expect(result).toMatchObject({ outcome: 'failed', versionBefore: SHA })
    expect(result?.why).toMatch(message)
    expect(files()).toEqual(before)
  })
})

describe("MAME's newest release", () => {
  const LATEST = '/mamedev/mame/releases/latest'
  const asset = (tag: string) => `/mamedev/mame/releases/download/${tag}/${tag}lx.zip`

  it('is found by a redirect, and unpacked', async () => {
    const server = await testServer()
    const assets = await testServer()
    server.at(LATEST, {
      status: 302,
      headers: { location: `${server.url}/mamedev/mame/releases/tag/mame0288` },
    })
    server.at(asset('mame0288'), { status: 302, headers: { location: `${assets.url}/0288` } })
    const list =
      '<?xml version="1.0"?>\n<mame build="0.288"><machine name="pac"><description>Pac</description><rom name="a.1" size="4" crc="00000001"/></machine></mame>'
    assets.at('/0288', { body: makeZip([{ name: 'mame0288.xml', data: list }]) })
    const { update, files } = harness({ source: 'mame', url: server.url })
    expect(await update()).toMatchObject([{ outcome: 'updated', version: 'mame0288', changes: { games: 1 } }])
    expect(Object.keys(files())).toEqual(['mame0288.xml'])
    expect(await update()).toMatchObject([{ outcome: 'unchanged' }])
  })

  it('that cannot be found is a failure', async () => {
    const server = await testServer()
    server.at(LATEST, { body: '<html>Welcome</html>' })
    const { update } = harness({ source: 'mame', url: server.url })
    expect(await update()).toMatchObject([
      { outcome: 'failed', why: `${server.url}${LATEST} does not lead to a release.` },
    ])
  })
})

describe('a folder of a repository', () => {
  const COMMITS = '/repos/libretro/FBNeo/commits?path=dats&per_page=1'
  const ARCADE = 'dats/FinalBurn Neo (ClrMame Pro XML, Arcade only).dat'
  const NES = 'dats/FinalBurn Neo (ClrMame Pro XML, NES Games only).dat'
  const gitHash = (text: string) =>
    createHash('sha1')
      .update(`blob ${Buffer.byteLength(text)}\0${text}`)
      .digest('hex')

  function serve(server: TestServer, sha: string, files: Readonly<Record<string, string>>): void {
    const encoded = (path: string) => path.split('/').map(encodeURIComponent).join('/')
    server.at(COMMITS, { body: JSON.stringify([{ sha, commit: {} }]) })
    const listing = Object.entries(files).map(([path, text]) => ({ path, type: 'file', sha: gitHash(text) }))
    server.at(`/repos/libretro/FBNeo/contents/dats?ref=${sha}`, {
      body: JSON.stringify([...listing, { path: 'dats/light', type: 'dir', sha: 'x' }]),
    })
    for (const [path, text] of Object.entries(files))
      server.at(`/libretro/FBNeo/${sha}/${encoded(path)}`, { body: text })
  }

  it('is fetched file by file, and only those that changed', async () => {
    const server = await testServer()
    const { update, files } = harness({ source: 'fbneo', url: server.url })
    const nes = dat('FBNeo NES', 3)
    serve(server, SHA, { [ARCADE]: dat('FBNeo Arcade', 2), [NES]: nes })
    expect(await update()).toMatchObject([{ outcome: 'updated', version: SHA, changes: { games: 5 } }])
    server.asked.length = 0
    serve(server, NEXT, { [ARCADE]: dat('FBNeo Arcade', 4), [NES]: nes })
    expect(await update()).toMatchObject([
      { changes: { changed: [ARCADE], added: [], removed: [], games: 7 } },
    ])
    expect(server.paths().filter((path) => path.includes('.dat'))).toHaveLength(1)
    expect(Object.keys(files())).toEqual([ARCADE, NES])
  })

  it('whose file is not what the list says is refused', async () => {
    const server = await testServer()
    const { update, files } = harness({ source: 'fbneo', url: server.url })
    serve(server, SHA, { [NES]: dat('FBNeo NES', 3) })
    server.at(`/libretro/FBNeo/${SHA}/${NES.split('/').map(encodeURIComponent).join('/')}`, {
      body: dat('Other', 3),
    })
    const [result] = await update()
    expect(result?.why).toMatch(/ sends something else than the list of files says\.$/)
    expect(files()).toEqual({})
  })
})

describe("Retool's lists", () => {
  const home = '/unexpectedpanda/retool-clonelists-metadata/main'

  it('are those that choosing rests on, where the config names none', async () => {
    const server = await testServer()
    const { update, files } = harness({ source: 'retool-clone-lists', url: server.url })
    const [clones, spoken] = ['{"variants":[]}', '{"A (Japan)":{"languages":["En"]}}']
    server.at(`${home}/clonelists/hash.json`, { body: '{"A.json":"h1"}' })
    server.at(`${home}/clonelists/A.json`, { body: clones })
    server.at(`${home}/metadata/hash.json`, { body: '{"A.json":"h2"}' })
    server.at(`${home}/metadata/A.json`, { body: spoken })
    expect((await update()).map(({ label, outcome }) => [label, outcome])).toEqual([
      ['retool-clone-lists/clonelists', 'updated'],
      ['retool-clone-lists/metadata', 'updated'],
    ])
    expect(files()).toEqual({ 'clonelists/A.json': clones, 'metadata/A.json': spoken })
  })

  it('are fetched by the hashes of their list, each kind a part', async () => {
    const server = await testServer()
    const lists = ['clonelists', 'mias'] as const
    const { update, files } = harness({ source: 'retool-clone-lists', url: server.url, lists })
    const [a, b] = ['{"variants":[]}', '{"variants":[{}]}']
    const hashes = (names: Readonly<Record<string, string>>) => ({ body: JSON.stringify(names) })
    server.at(
      `${home}/clonelists/hash.json`,
      hashes({ 'A (No-Intro).json': 'h1', 'B.json': 'h2', '../x.json': 'h3' }),
    )
    server.at(`${home}/clonelists/A%20(No-Intro).json`, { body: a })
    server.at(`${home}/clonelists/B.json`, { body: b })
    server.at(`${home}/mias/hash.json`, { status: 500 })
    expect((await update()).map(({ label, outcome }) => [label, outcome])).toEqual([
      ['retool-clone-lists', 'failed'],
    ])
    server.at(`${home}/mias/hash.json`, hashes({ 'B.json': 'h9' }))
    server.at(`${home}/mias/B.json`, { headers: { 'content-type': 'application/json' }, body: '<html>' })
    const results = await update()
    expect(results.map(({ label, outcome, why }) => [label, outcome, why])).toEqual([
      ['retool-clone-lists/clonelists', 'updated', undefined],
      ['retool-clone-lists/mias', 'failed', 'B.json was not taken: it is not JSON.'],
    ])
    expect(files()).toEqual({ 'clonelists/A (No-Intro).json': a, 'clonelists/B.json': b })
    server.at(`${home}/clonelists/hash.json`, hashes({ 'B.json': 'h2' }))
    server.asked.length = 0
    expect((await update())[0]).toMatchObject({
      changes: { removed: ['A (No-Intro).json'], added: [], changed: [] },
    })
    expect(server.paths()).not.toContain(`${home}/clonelists/B.json`)
  })
})
