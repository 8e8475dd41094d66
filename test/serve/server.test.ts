/** The server: who may ask, what is answered, and what it does not do. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openCatalog } from '../../src/catalog/catalog.ts'
import type { StartCurator } from '../../src/serve/jobs.ts'
import type { GameAnswer } from '../../src/serve/api.ts'
import { logiqxDat } from '../support/dat.ts'
import { png } from '../support/png.ts'
import { CONFIG, expectLetGo, serve, smallLibrary } from './support.ts'

describe('the door', () => {
  it('opens by the link, once, and prints another for another browser', async () => {
    const server = await serve(await smallLibrary())
    expect(server.links).toEqual([expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/\?ticket=[\w-]{43}$/)])
    const path = new URL(server.links[0] ?? '').pathname + new URL(server.links[0] ?? '').search
    const first = await server.raw(path)
    expect(first.status).toBe(200)
    expect(first.headers['set-cookie']).toEqual([expect.stringContaining('HttpOnly; SameSite=Strict')])
    expect((await server.raw(path)).status).toBe(401)
    expect((await server.raw('/')).text).toContain('This page needs its link')
    expect(server.links).toHaveLength(1) // not so soon after the first
  })

  it('tells those without a session nothing but how it looks', async () => {
    const server = await serve(await smallLibrary())
    expect((await server.raw('/page.css')).status).toBe(200)
    for (const path of ['/page.js', '/api/library', '/api/events', '/api/search?q=chrono', '/nowhere']) {
      const { status, text } = await server.raw(path)
      expect(status).toBe(401)
      expect(text).not.toContain('Chrono')
    }
    const { text } = await server.raw('/api/library')
    expect(JSON.parse(text)).toEqual({
      problems: [{ code: 'cli-usage', message: expect.stringContaining('This page needs its link.') }],
    })
  })

  it('has a strict policy on everything it sends', async () => {
    const server = await serve(await smallLibrary())
    for (const path of ['/', '/page.css', '/api/library', '/../../etc/passwd']) {
      const { headers } = await server.raw(path)
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'content-security-policy': expect.stringMatching(
          /^default-src 'none'; script-src 'self'; style-src 'self'/,
        ),
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
      })
    }
  })

  it('refuses another host by 403', async () => {
    const server = await serve(await smallLibrary())
    const { status, text } = await server.raw('/', { headers: { host: 'evil.example' } })
    expect(status).toBe(403)
    expect(text).toContain('curator serve answers on 127.0.0.1 and localhost only.')
  })

  it.each([
    '/etc/passwd',
    '/../../../../etc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '//etc/passwd',
    '/page.js/../../package.json',
    '/curator.config.json',
    '/.curator/catalog.db',
    '/api/../curator.config.json',
    '/api/constructor',
    '/api/__proto__',
  ])('has no file at %s', async (path) => {
    const server = await serve(await smallLibrary())
    await server.get('/api/library')
    const link = new URL(server.links[0] ?? '')
    expect(link.pathname).toBe('/')
    const answer = (await server.get(path)) as { readonly problems: readonly object[] }
    expect(answer.problems).toEqual([{ code: 'not-found', message: 'There is nothing here.' }])
  })

  it('says when its port is taken', async () => {
    const project = await smallLibrary()
    const other = createServer()
    const port = await new Promise<number>((resolve) =>
      other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port)),
    )
    onTestFinished(() => void other.close())
    await expect(serve(project, { port })).rejects.toMatchObject({
      problems: [
        {
          code: 'port-taken',
          message: `Port ${port} is taken: another program listens there, perhaps another \`curator serve\`.`,
          hint: 'Choose another with --port, or --port 0 for any that is free.',
        },
      ],
    })
  })
})

describe('its answers', () => {
  it('tell how much of the library is there', async () => {
    const project = await smallLibrary()
    const server = await serve(project)
    expect(await server.get('/api/library')).toEqual({
      name: expect.any(String),
      canWrite: false,
      roots: [{ name: 'roms', path: project.at('roms'), files: 3, bytes: 70 }],
      platforms: [
        {
          slug: 'snes',
          name: 'Super Nintendo Entertainment System',
          policy: 'best',
          owned: 2,
          missing: 1,
          better: 1,
        },
      ],
      targets: [{ name: 'card', preset: 'folder', path: project.at('out'), policy: 'best' }],
      health: { verified: 2, probable: 0, unmatched: 1, missing: 0, locked: 0, unopened: 0, damaged: 0 },
    })
  })

  it('find games as search does, slips and filters as well', async () => {
    const server = await serve(await smallLibrary())
    const titles = async (q: string) => {
      const answer = (await server.get('/api/search', { q })) as {
        readonly results: readonly { readonly title: string }[]
        readonly isCorrected: boolean
      }
      return [answer.results.map(({ title }) => title), answer.isCorrected]
    }
    expect(await titles('chro')).toEqual([['Chrono Trigger'], false])
    expect(await titles('chorno')).toEqual([['Chrono Trigger'], true])
    expect(await titles('have:no')).toEqual([['Yak'], false])
    expect(await titles('')).toEqual([[], false])
    expect(await server.get('/api/search', { q: 'have:maybe' })).toEqual({
      problems: [{ code: 'cli-usage', message: '`have:` takes yes or no, not `maybe`.' }],
    })
  })

  it('tell of a game why it is this release, its files, and where they go', async () => {
    const project = await smallLibrary()
    const server = await serve(project)
    expect(await server.get('/api/game', { platform: 'snes', title: 'Chrono Trigger' })).toEqual([
      {
        policy: 'best',
        platform: 'snes',
        platformName: 'Super Nintendo Entertainment System',
        game: 'Chrono Trigger',
        state: 'better',
        releases: [
          { release: 'Chrono Trigger (USA)', verdict: 'wanted', because: '' },
          {
            release: 'Chrono Trigger (Japan)',
            verdict: 'kept',
            because: 'language: has En before no En',
          },
        ],
        files: [
          {
            name: 'Chrono Trigger (Japan).sfc',
            bytes: 26,
            sha1: expect.stringMatching(/^[0-9a-f]{40}$/),
            sources: [project.at('roms', 'a.sfc')],
          },
        ],
        outputs: [{ target: 'card', path: 'snes/Chrono Trigger (Japan).sfc' }],
        unwritten: [],
        pictures: [],
      },
    ])
    expect(await server.get('/api/game', { platform: 'snes', title: 'Yak' })).toMatchObject([
      { state: 'missing', files: [], releases: [{ release: 'Yak (USA)', verdict: 'missing' }] },
    ])
    expect(await server.get('/api/game', { platform: 'snes', title: 'No such' })).toEqual([])
    expect(await server.get('/api/game')).toEqual([])
  })

  it('tell why a game is not on a device that plays it', async () => {
    const project = await smallLibrary()
    const bare = { name: 'Bare (USA).nes', bytes: 'no header' }
    project.write('dats/nes.dat', logiqxDat('Nintendo - Nintendo Entertainment System', [bare]))
    project.write('roms/bare.nes', bare.bytes)
    project.configure({ ...CONFIG, targets: { fpga: { preset: 'mister', path: './out', policy: 'best' } } })
    await project.build()
    const server = await serve(project)
    const because = '"Bare (USA)" is not written: MiSTer needs the console\'s header and the file has none.'
    expect(await server.get('/api/game', { platform: 'nes', title: 'Bare' })).toMatchObject([
      { state: 'owned', outputs: [], unwritten: [{ target: 'fpga', because }] },
    ])
  })

  it('have the pictures that targets show, by the hash of their bytes alone', async () => {
    const project = await smallLibrary()
    const picture = png(3, 4)
    project.write('art/snes/box/Chrono Trigger (Japan).png', picture)
    project.configure({
      ...CONFIG,
      art: { folders: { mine: './art' } },
      targets: { site: { preset: 'site', path: './site', policy: 'best', artwork: true } },
    })
    await project.build()
    const server = await serve(project)
    const [game] = (await server.get('/api/game', { platform: 'snes', title: 'Chrono Trigger' })) as [
      GameAnswer,
    ]
    const sha1 = createHash('sha1').update(picture).digest('hex')
    expect(game.pictures).toEqual([sha1])
    expect(game.outputs).toEqual([])
    const sent = await server.asked(`/api/picture?sha1=${sha1}`)
    expect(sent.status).toBe(200)
    expect(sent.headers['content-type']).toBe('image/png')
    for (const other of ['', '../../etc/passwd', '0'.repeat(40)])
      expect((await server.asked(`/api/picture?sha1=${other}`)).status).toBe(404)
    // other bytes in its place are not it
    project.write('art/snes/box/Chrono Trigger (Japan).png', png(3, 4, [9, 9, 9]))
    expect((await server.asked(`/api/picture?sha1=${sha1}`)).status).toBe(404)
  })

  it('list the runs, and what was found in one', async () => {
    const server = await serve(await smallLibrary())
    const runs = (await server.get('/api/runs')) as readonly { run: number; source: string }[]
    expect(runs.map(({ source }) => source).sort()).toEqual(['dat', 'file_ingestion'])
    const scan = runs.find(({ source }) => source === 'file_ingestion')
    expect(await server.get('/api/run', { id: String(scan?.run) })).toMatchObject({
      name: 'roms',
      status: 'completed',
      files: [],
    })
    expect(await server.get('/api/run', { id: '999' })).toMatchObject({ problems: [{ code: 'not-found' }] })
    expect(await server.get('/api/run', { id: '1; drop' })).toMatchObject({
      problems: [{ message: '`id` must be a number.' }],
    })
  })
})

describe('the catalog', () => {
  it('is let go of soon after an answer, so that builds can work', async () => {
    const project = await smallLibrary()
    const server = await serve(project)
    await server.get('/api/library')
    await expectLetGo(project)
  })

  it('is not held for a review: builds run between a decision and its undoing', async () => {
    const project = await smallLibrary()
    const server = await serve(project, { canWrite: true })
    const waiting = async () => {
      const { items } = (await server.get('/api/review')) as { items: { id: string; subject: string }[] }
      return items.map(({ subject }) => subject)
    }
    const { items } = (await server.get('/api/review')) as { items: { id: string; subject: string }[] }
    const item = items.find(({ subject }) => subject === 'roms/stranger.sfc')
    const before = items.map(({ subject }) => subject)
    const { text } = await server.post('/api/review/decide', { id: item?.id, verdict: 'refuse' })
    expect(JSON.parse(text)).toMatchObject({ id: item?.id })
    await expectLetGo(project)
    project.write('roms/later.sfc', 'later')
    await project.build() // throws when the catalog is in use
    expect(await waiting()).toContain('roms/later.sfc')
    expect(await waiting()).not.toContain('roms/stranger.sfc')
    await server.post('/api/review/undo')
    expect(await waiting()).toEqual(expect.arrayContaining(before))
  })

  it('goes on when curation.jsonc has a mistake, whose line is told, and tells the page of each change of it', async () => {
    const project = await smallLibrary()
    const server = await serve(project, { canWrite: true })
    const events = await server.follow()
    await expect.poll(() => events.length).toBeGreaterThan(0)
    const before = events.at(-1)?.stamp
    project.write('curation.jsonc', '{\n  "match": {\n}\n')
    await expect.poll(() => events.at(-1)?.stamp, { timeout: 3000 }).not.toBe(before)
    const { status, text } = await server.asked('/api/review')
    expect(status).toBe(409)
    expect(JSON.parse(text)).toMatchObject({
      problems: [{ message: 'curation.jsonc is no JSON with comments: close brace expected, line 4.' }],
    })
    project.write('curation.jsonc', '{}\n')
    expect(await server.get('/api/review')).toMatchObject({ open: 1 })
  })

  it('that is damaged is set aside, and the server goes on with a new one', async () => {
    const project = await smallLibrary()
    const server = await serve(project)
    const file = project.at('.curator/catalog.db')
    const bytes = readFileSync(file)
    bytes.fill(0x55, 4096, bytes.length - 4096)
    writeFileSync(file, bytes)
    expect(await server.get('/api/library')).toMatchObject({ platforms: [], roots: [] })
    expect(await server.get('/api/review')).toMatchObject({ open: 0 })
    expect(existsSync(`${file}.bad`)).toBe(true)
    expect(server.notes).toEqual([
      {
        code: 'state-damaged',
        message: `The catalog is damaged. It was set aside as ${file}.bad; everything is read anew.`,
        path: file,
      },
    ])
    await expectLetGo(project)
    await project.build()
    expect(await server.get('/api/library')).toMatchObject({ platforms: [{ slug: 'snes', owned: 2 }] })
  })

  it('in use by another curator is said so, by 503', async () => {
    const project = await smallLibrary()
    const server = await serve(project)
    const held = openCatalog(project.at('.curator'))
    try {
      expect(await server.get('/api/library')).toMatchObject({ problems: [{ code: 'state-busy' }] })
    } finally {
      held.close()
    }
    expect(await server.get('/api/library')).toMatchObject({ canWrite: false })
  })
})

describe('what may be done', () => {
  it('is nothing but planning without --write', async () => {
    const server = await serve(await smallLibrary())
    for (const path of ['/api/build', '/api/review/decide', '/api/review/undo']) {
      const { status, text } = await server.post(path)
      expect(status).toBe(400)
      expect(JSON.parse(text)).toMatchObject({
        problems: [
          {
            message: 'This page only shows. Start it with `curator serve --write` to decide and build.',
          },
        ],
      })
    }
    expect((await server.post('/api/plan')).status).toBe(200)
    expect((await server.post('/api/nothing')).status).toBe(404)
  })

  it('is a plan, made by a curator of its own and kept folder by folder', async () => {
    const started: (readonly string[])[] = []
    const run: StartCurator = (args, onLine) => {
      started.push(args)
      onLine('Scanning roms')
      const action = { op: 'put', path: 'snes/a.sfc', bytes: 7, reason: 'new' }
      const document = JSON.stringify({ targets: { card: { actions: [action], kept: 1 } }, problems: [] })
      return { ended: Promise.resolve({ code: 0, document }), stop: () => undefined, leave: () => undefined }
    }
    const server = await serve(await smallLibrary(), { run })
    expect(await server.get('/api/plan')).toEqual({ targets: null, problems: [] })
    await server.post('/api/plan')
    await expect
      .poll(() => server.get('/api/plan'))
      .toEqual({
        targets: [{ name: 'card', kept: 1, put: 1, move: 0, delete: 0, sort: 0, conflict: 0, bytes: 7 }],
        problems: [],
      })
    expect(started).toEqual([['plan', '--json', '--wait']])
    expect(await server.get('/api/plan/folder', { target: 'card', folder: 'snes' })).toEqual({
      folders: [],
      files: [{ op: 'put', name: 'a.sfc', bytes: 7, reason: 'new' }],
      moreFiles: 0,
    })
  })

  it.each([
    ['no JSON', 'nonsense', 'application/json', 'The request is no JSON.'],
    ['a list', '[]', 'application/json', 'The request must be an object.'],
    ['a form', 'a=b', 'application/x-www-form-urlencoded', 'The request must be JSON.'],
    ['too much', JSON.stringify({ a: 'x'.repeat(70_000) }), 'application/json', 'The request is too large.'],
  ])('is refused when the request is %s', async (_, body, type, message) => {
    const server = await serve(await smallLibrary())
    const { headers } = await server.raw(
      new URL(server.links[0] ?? '').pathname + new URL(server.links[0] ?? '').search,
    )
    const cookie = String(headers['set-cookie']).split(';')[0] ?? ''
    const origin = `http://127.0.0.1:${server.port}`
    const answer = await server.raw('/api/plan', {
      method: 'POST',
      headers: { cookie, origin, 'content-type': type },
      body,
    })
    expect(answer.status).toBe(400)
    expect(JSON.parse(answer.text)).toMatchObject({ problems: [{ message }] })
  })

  it('stops with the server, which does not wait for it', async () => {
    const heard: string[] = []
    const run: StartCurator = () => ({
      ended: new Promise(() => undefined),
      stop: () => void heard.push('stop'),
      leave: () => void heard.push('leave'),
    })
    const server = await serve(await smallLibrary(), { run, canWrite: true })
    await server.post('/api/build')
    await expect.poll(() => server.post('/api/stop').then(() => heard)).toContain('stop')
    heard.length = 0
    server.close()
    expect(heard).toEqual(['stop', 'leave'])
  })

  it.each([
    ['build', 0, 'done'],
    ['build', 3, 'partly'],
    ['plan', 3, 'done'],
    ['build', 130, 'stopped'],
    ['build', 2, 'failed'],
  ])('%s that ends with %i is %s', async (kind, code, state) => {
    const run: StartCurator = () => ({
      ended: Promise.resolve({ code, document: '{ "targets": {} }' }),
      stop: () => undefined,
      leave: () => undefined,
    })
    const server = await serve(await smallLibrary(), { run, canWrite: true })
    const events = await server.follow()
    await server.post(`/api/${kind}`)
    await expect.poll(() => events.at(-1)?.job).toMatchObject({ kind, state })
  })

  it('is told as it goes', async () => {
    let end: () => void = () => undefined
    const run: StartCurator = (_, onLine) => {
      onLine('Scanning roms  1/3 files')
      const ended = new Promise<{ code: number; document: string }>((resolve) => {
        end = () => resolve({ code: 0, document: '' })
      })
      return { ended, stop: () => undefined, leave: () => undefined }
    }
    const server = await serve(await smallLibrary(), { run, canWrite: true })
    const events = await server.follow()
    await server.post('/api/build')
    await expect
      .poll(() => events.at(-1)?.job)
      .toEqual({ id: 1, kind: 'build', state: 'running', lines: ['Scanning roms  1/3 files'] })
    end()
    await expect.poll(() => events.at(-1)?.job?.state).toBe('done')
  })
})
