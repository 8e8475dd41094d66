/** Redump and TOSEC, against a server that answers in the shapes of their sites. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { handOver } from '../../../src/dats/sources/hand-over.ts'
import { readState } from '../../../src/dats/sources/state.ts'
import { lastChange } from '../../../src/dats/sources/take-over.ts'
import { makeZip } from '../../support/archives/zip.ts'
import { testServer, type TestServer } from '../../support/server.ts'
import { dat, harness, tempFolder } from './support.ts'

const DISPOSITION = 'content-disposition'

describe('Redump', () => {
  const name = (title: string, date: string) => `${title} - Datfile (10) (${date} 07-59-02)`

  function serve(
    server: TestServer,
    code: string,
    title: string,
    date: string,
    games: number,
    path = `/datfile/${code}`,
  ): void {
    const file = name(title, date)
    server.at(path, {
      headers: { 'content-type': 'application/zip', [DISPOSITION]: `attachment; filename="${file}.zip"` },
      body: makeZip([{ name: `${file}.dat`, data: dat(title, games, { version: date }) }]),
    })
  }

  it('is asked for the systems the config names, each first for how new it is', async () => {
    const server = await testServer()
    const { update, files } = harness({ source: 'redump', url: server.url, systems: ['PSX', 'SS'] })
    serve(server, 'PSX', 'Sony - PlayStation', '2026-08-31', 3)
    serve(server, 'SS', 'Sega - Saturn', '2026-08-30', 2)
    const results = await update()
    expect(results.map(({ label, outcome, version }) => [label, outcome, version])).toEqual([
      ['redump/PSX', 'updated', '2026-08-31 07-59-02'],
      ['redump/SS', 'updated', '2026-08-30 07-59-02'],
    ])
    expect(Object.keys(files())).toEqual([
      `PSX/${name('Sony - PlayStation', '2026-08-31')}.dat`,
      `SS/${name('Sega - Saturn', '2026-08-30')}.dat`,
    ])
    server.asked.length = 0
    serve(server, 'PSX', 'Sony - PlayStation', '2026-09-02', 4)
    expect((await update()).map(({ outcome }) => outcome)).toEqual(['updated', 'unchanged'])
    expect(server.paths()).toEqual(['HEAD /datfile/PSX', '/datfile/PSX', 'HEAD /datfile/SS'])
    expect(Object.keys(files())[0]).toBe(`PSX/${name('Sony - PlayStation', '2026-09-02')}.dat`)
  })

  it('takes the place of a list that was handed over, and one that is handed over that of its own', async () => {
    const server = await testServer()
    const source = { source: 'redump', url: server.url, systems: ['PSX'] } as const
    const { update, files, folder } = harness(source)
    const mine = tempFolder()
    const give = (title: string, date: string) => {
      const file = join(mine, `${name(title, date)}.dat`)
      writeFileSync(file, dat(title, 3, { version: date, salt: date }))
      return handOver(file, { name: 'redump', source, folder }, { force: false, now: () => 0 })
    }
    await give('Sony - PlayStation', '2026-08-01')
    await give('Sega - Saturn', '2026-08-01')
    serve(server, 'PSX', 'Sony - PlayStation', '2026-08-31', 3)
    expect(await update()).toMatchObject([{ outcome: 'updated', changes: { games: 3 } }])
    expect(Object.keys(files())).toEqual([
      `PSX/${name('Sony - PlayStation', '2026-08-31')}.dat`,
      `${name('Sega - Saturn', '2026-08-01')}.dat`,
    ])
    expect(lastChange(folder)?.isReplacing).toBe(true)
    await give('Sony - PlayStation', '2026-09-02')
    expect(Object.keys(files())).toEqual([
      `PSX/${name('Sony - PlayStation', '2026-09-02')}.dat`,
      `${name('Sega - Saturn', '2026-08-01')}.dat`,
    ])
    expect(Object.keys(readState(folder).parts)).toEqual(['', 'PSX'])
  })

  it('makes way for a pack of several lists that is handed over, until it brings a newer one', async () => {
    const server = await testServer()
    const source = { source: 'redump', url: server.url, systems: ['PSX', 'SS'] } as const
    const { update, files, folder } = harness(source)
    serve(server, 'PSX', 'Sony - PlayStation', '2026-08-31', 3)
    serve(server, 'SS', 'Sega - Saturn', '2026-08-31', 2)
    await update()
    const pack = join(tempFolder(), 'pack (2026-09-02).zip')
    const listed = (title: string) => {
      const file = name(title, '2026-09-02')
      return { name: `${file}.dat`, data: dat(title, 3, { version: '2026-09-02', salt: title }) }
    }
    writeFileSync(pack, makeZip([listed('Sony - PlayStation'), listed('Panasonic - 3DO')]))
    await handOver(pack, { name: 'redump', source, folder }, { force: false, now: () => 0 })
    expect(Object.keys(files())).toEqual([
      `${name('Panasonic - 3DO', '2026-09-02')}.dat`,
      `SS/${name('Sega - Saturn', '2026-08-31')}.dat`,
      `${name('Sony - PlayStation', '2026-09-02')}.dat`,
    ])
    expect(lastChange(folder)?.isReplacing).toBe(true)
    serve(server, 'PSX', 'Sony - PlayStation', '2026-09-04', 4)
    expect((await update()).map(({ outcome }) => outcome)).toEqual(['updated', 'unchanged'])
    expect(Object.keys(files())).toEqual([
      `PSX/${name('Sony - PlayStation', '2026-09-04')}.dat`,
      `${name('Panasonic - 3DO', '2026-09-02')}.dat`,
      `SS/${name('Sega - Saturn', '2026-08-31')}.dat`,
    ])
  })

  it('without systems is asked for all its page lists', async () => {
    const server = await testServer()
    server.at('/downloads', {
      headers: { 'content-type': 'text/html' },
      body: `<table><tr><td><a href="/datfile/PSX">Dat</a></td><td><a href="/datfile/PSX/serial,version">Dat</a></td>
        <td><a href="/cues/PSX">Cues</a></td></tr><tr><td><a href='${server.url}/datfile/SS'>Dat</a></td></tr>
        <a href="https://elsewhere.example/datfile/EVIL">x</a><a href="/datfile/..%2f..">x</a></table>`,
    })
    serve(server, 'PSX', 'Sony - PlayStation', '2026-08-31', 3)
    const { update } = harness({ source: 'redump', url: server.url })
    const results = await update()
    expect(results.map(({ label, outcome, why }) => [label, outcome, why])).toEqual([
      ['redump/PSX', 'updated', undefined],
      ['redump/SS', 'failed', `${server.url}/datfile/SS answered 404 (not found).`],
    ])
  })

  it('with serials is another list of the same day', async () => {
    const server = await testServer()
    serve(server, 'PSX', 'Sony - PlayStation', '2026-08-31', 3, '/datfile/PSX/serial,version')
    const { update } = harness({ source: 'redump', url: server.url, systems: ['PSX'], serials: true })
    expect(await update()).toMatchObject([
      { outcome: 'updated', version: '2026-08-31 07-59-02 with serials' },
    ])
    expect(await update()).toMatchObject([{ outcome: 'unchanged' }])
  })

  it('that dates nothing is asked on condition, but not on that of another address', async () => {
    const server = await testServer()
    const since = 'Mon, 31 Aug 2026 04:00:00 GMT'
    for (const place of ['a', 'b'])
      server.at(`/${place}/datfile/PSX`, {
        headers: { 'last-modified': since },
        body: dat('Sony - PlayStation', 3),
      })
    const at = (place: string) => ({
      source: 'redump' as const,
      url: `${server.url}/${place}`,
      systems: ['PSX'],
    })
    await harness(at('a'), at('b'), at('b')).update()
    const asked = server.asked.filter(({ method }) => method === 'GET')
    expect(asked.map(({ path, headers }) => [path, headers['if-modified-since']])).toEqual([
      ['/a/datfile/PSX', undefined],
      ['/b/datfile/PSX', undefined],
      ['/b/datfile/PSX', since],
    ])
  })

  it('that sends a page of its own is refused', async () => {
    const server = await testServer()
    server.at('/datfile/PSX', { headers: { 'content-type': 'text/html' }, body: '<html>busy</html>' })
    server.at('/downloads', { body: '<html>busy</html>' })
    const one = harness({ source: 'redump', url: server.url, systems: ['PSX'] })
    const why = `${server.url}/datfile/PSX answered with a web page instead of a file.`
    expect(await one.update()).toMatchObject([{ outcome: 'failed', why }])
    const all = harness({ source: 'redump', url: server.url })
    expect(await all.update()).toMatchObject([{ why: `${server.url}/downloads lists no systems any more.` }])
  })

  it('is not asked for what is no code', async () => {
    const server = await testServer()
    const { update } = harness({ source: 'redump', url: server.url, systems: ['../x'] })
    expect(await update()).toMatchObject([{ outcome: 'failed', why: 'Redump has no system called "../x".' }])
    expect(server.asked).toEqual([])
  })
})

describe('TOSEC', () => {
  const LIST = '/downloads/category/22-datfiles'
  const RELEASE = '/downloads/category/59-2025-03-13'
  const PACK = `${RELEASE}?download=117:tosec-dat-pack-complete-4743-tosec-v2025-03-13`
  const html = (body: string) => ({ headers: { 'content-type': 'text/html' }, body })

  it('is followed from its list, which is in no order, to the newest pack', async () => {
    const server = await testServer()
    const link = (href: string) => `<div class="pd-subcategory"><a href="${href}">x</a></div>`
    server.at(
      LIST,
      html(
        link('/downloads/category/58-2024-12-28') + link(RELEASE) + link('/downloads/category/9-2012-04-23'),
      ),
    )
    server.at(RELEASE, html(`<div class="pd-float"><a href="${PACK.replace('&', '&amp;')}">TOSEC</a></div>`))
    server.at(PACK, {
      body: makeZip([
        { name: 'TOSEC/Acorn - Atom (TOSEC-v2025-03-13_CM).dat', data: dat('Acorn - Atom', 2) },
        { name: 'TOSEC-ISO/Sega - Saturn (TOSEC-v2025-03-13_CM).dat', data: dat('Sega - Saturn', 1) },
        { name: 'Scripts/move.bat', data: 'move' },
      ]),
    })
    const { update, files } = harness({ source: 'tosec', url: server.url })
    expect(await update()).toMatchObject([
      { outcome: 'updated', version: '2025-03-13', changes: { games: 3 } },
    ])
    expect(Object.keys(files())).toEqual([
      'TOSEC-ISO/Sega - Saturn (TOSEC-v2025-03-13_CM).dat',
      'TOSEC/Acorn - Atom (TOSEC-v2025-03-13_CM).dat',
    ])
    server.asked.length = 0
    expect(await update()).toMatchObject([{ outcome: 'unchanged' }])
    expect(server.paths()).toEqual([LIST, RELEASE])
  })

  it('whose pages changed is a failure that says where', async () => {
    const server = await testServer()
    server.at(LIST, html('<a href="/new-design">here</a>'))
    const { update } = harness({ source: 'tosec', url: server.url })
    const why = `${server.url}${LIST} does not lead to a pack of DATs any more.`
    expect(await update()).toMatchObject([{ outcome: 'failed', why }])
  })
})
