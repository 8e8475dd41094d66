/** `curator serve --downloader`, as a MiSTer asks it, and as it must not be asked. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, renameSync, rmSync, symlinkSync, truncateSync } from 'node:fs'
import { request, type IncomingHttpHeaders } from 'node:http'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { emptyProject, type ConfigData, type Project } from '../cli/support.ts'
import { logiqxDat } from '../support/dat.ts'
import { membersOf } from '../support/archives/zip-members.ts'

const CLI = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url))
const GAMES = ['Alpha (USA)', 'Bravo #1 & 100% (World)', 'Ünïcode (Japan)']

function project(more: object = {}): Project {
  const made = emptyProject('downloader')
  const card = { preset: 'mister', path: './card', policy: 'everything', platforms: ['gb'], ...more }
  const plain = { preset: 'folder', path: './plain', policy: 'everything' }
  const config: ConfigData = {
    roots: { roms: './roms' },
    dats: { all: './dats' },
    targets: { card, plain },
  }
  made.configure(config)
  const roms = [...GAMES, 'Later (USA)'].map((name) => ({ name: `${name}.gb`, bytes: `rom ${name}` }))
  made.write('dats/gb.dat', logiqxDat('Nintendo - Game Boy', roms))
  for (const name of GAMES) made.write(`roms/${name}.gb`, `rom ${name}`)
  return made
}

interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly bytes: Buffer
}

interface Database {
  readonly db_id: string
  readonly timestamp: number
  readonly files: Record<string, { hash: string; size: number; url: string; path?: string }>
}

/** A server that runs until the test stops it. */
async function started(made: Project, ...args: readonly string[]) {
  const command = [CLI, 'serve', '--downloader', 'card', '--host', 'Nas.Home', '--port', '0', ...args]
  const child = spawn(process.execPath, command, {
    cwd: made.dir,
    env: { PATH: process.env['PATH'], HOME: made.dir, NO_COLOR: '1' },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (more: string) => (stdout += more))
  child.stderr.setEncoding('utf8').on('data', (more: string) => (stderr += more))
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)))
  await expect.poll(() => stdout, { timeout: 20_000 }).toMatch(/db\.json\.zip.*\n$/)
  const port = Number(/:(\d+)\/db\.json\.zip/.exec(stdout)?.[1])
  /** A path as it is: a URL would take `..` out of it. */
  const ask = (path: string, method = 'GET'): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const asked = request({ host: '127.0.0.1', port, path, method, agent: false }, (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', reject)
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            bytes: Buffer.concat(chunks),
          }),
        )
      })
      asked.on('error', reject)
      asked.end()
    })
  return {
    port,
    stdout,
    stderr: () => stderr,
    ask,
    status: async (path: string, method?: string) => (await ask(path, method)).status,
    database: async () => {
      const members = await membersOf((await ask('/db.json.zip')).bytes)
      expect(Object.keys(members)).toEqual(['db.json'])
      return JSON.parse(Buffer.from(members['db.json'] ?? '', 'latin1').toString()) as Database
    },
    stop: () => {
      child.kill('SIGINT')
      return ended
    },
  }
}

const ALPHA = 'games/GAMEBOY/Alpha (USA).gb'

function md5(bytes: Buffer): string {
  return createHash('md5').update(bytes).digest('hex')
}

describe('curator serve --downloader', () => {
  it('says what to write on the MiSTer, gives every file that its database lists, and ends by Ctrl-C', async () => {
    const made = project()
    await made.build()
    const server = await started(made)
    expect(server.stdout).toBe(
      `In downloader.ini on the MiSTer:\n[card]\ndb_url = http://nas.home:${server.port}/db.json.zip\n`,
    )
    // of two pipes nobody knows which is read first
    await expect
      .poll(server.stderr)
      .toBe('Everybody in your network can fetch 3 files (63 B) of card, and nothing else. Ctrl-C ends it.\n')
    const { db_id: id, files } = await server.database()
    expect(id).toBe('card')
    expect(Object.keys(files)).toEqual(Object.keys(made.files('card')))
    expect(Object.keys(files)).toContain(ALPHA)
    for (const [path, { hash, size, url }] of Object.entries(files)) {
      expect(url).toMatch(`http://nas.home:${server.port}/games/GAMEBOY/`)
      // Downloader asks as one asks a proxy
      for (const asked of [url, new URL(url).pathname]) {
        const { status, headers, bytes } = await server.ask(asked)
        expect([path, status, headers['content-length'], bytes.length, md5(bytes)]).toEqual([
          path,
          200,
          String(size),
          size,
          hash,
        ])
      }
      const head = await server.ask(new URL(url).pathname, 'HEAD')
      expect([head.status, head.headers['content-length'], head.bytes.length]).toEqual([200, String(size), 0])
    }
    expect(await server.stop()).toBe(130)
  })

  it('gives nothing else, and takes nothing', async () => {
    const made = project()
    await made.build()
    made.write('card/mine.txt', 'mine')
    made.write('card/games/GAMEBOY/mine.gb', 'mine')
    const server = await started(made)
    const outside = [
      '/',
      '/mine.txt',
      '/games/GAMEBOY/mine.gb',
      '/games/GAMEBOY',
      '/.curator/id',
      '/%2ecurator/id',
      '/../curator.config.json',
      '/%2e%2e%2fcurator.config.json',
      '/games/../../curator.config.json',
      '/games/GAMEBOY/../../../roms/Alpha%20(USA).gb',
      `/games/GAMEBOY/../GAMEBOY/Alpha%20(USA).gb`,
      `//${encodeURI(ALPHA)}`,
      `/${encodeURI(ALPHA)}/`,
      `/${encodeURI(ALPHA)}%00`,
      '/%ff%fe',
      '/%',
      made.at('curator.config.json'),
      '/api/library',
      '/page.js',
    ]
    for (const path of outside) expect([path, await server.status(path)]).toEqual([path, 404])
    expect(await server.status(`/${encodeURI(ALPHA)}?x=1`)).toBe(200)
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])
      for (const path of ['/db.json.zip', `/${encodeURI(ALPHA)}`, '/mine.txt']) {
        const { status, headers } = await server.ask(path, method)
        expect([method, status, headers.allow]).toEqual([method, 405, 'GET, HEAD'])
      }
  })

  it('gives what is there of a file that changed, and no database until the card is right again', async () => {
    const made = project()
    await made.build()
    const server = await started(made)
    const before = await server.database()
    made.write(`card/${ALPHA}`, 'patched by hand')
    const changed = await server.ask(`/${encodeURI(ALPHA)}`)
    expect([changed.status, changed.headers['content-length'], changed.bytes.toString()]).toEqual([
      200,
      '15',
      'patched by hand',
    ])
    expect(await server.status('/db.json.zip')).toBe(503)
    // it is said before the answer is sent, but on another way
    await expect
      .poll(server.stderr)
      .toContain(
        'A MiSTer asked for the database, and did not get it:\n' +
          `error ${made.at('card')} is not as curator wrote it: ${ALPHA} changed or gone. [changed-on-device]\n` +
          '  Run `curator build card` first, with `--force` if what was changed there shall go.\n',
      )
    rmSync(made.at('card', ALPHA))
    expect(await server.status(`/${encodeURI(ALPHA)}`)).toBe(404)
    symlinkSync(made.at('curator.config.json'), made.at('card', ALPHA))
    expect(await server.status(`/${encodeURI(ALPHA)}`)).toBe(404)
    // a folder on the way that leads out
    const other = `/${encodeURI(`games/GAMEBOY/${GAMES[2]}.gb`)}`
    expect(await server.status(other)).toBe(200)
    renameSync(made.at('card/games'), made.at('away'))
    symlinkSync(made.at('away'), made.at('card/games'))
    expect(await server.status(other)).toBe(404)
    rmSync(made.at('card/games'))
    renameSync(made.at('away'), made.at('card/games'))
    rmSync(made.at('card', ALPHA))
    await made.build()
    expect((await server.database()).files).toEqual(before.files)
    expect((await server.ask(`/${encodeURI(ALPHA)}`)).bytes.toString()).toBe('rom Alpha (USA)')
    renameSync(made.at('card'), made.at('elsewhere'))
    expect([await server.status('/db.json.zip'), await server.status(`/${encodeURI(ALPHA)}`)]).toEqual([
      503, 404,
    ])
  })

  it('breaks off a file that is cut while it is sent, and goes on', async () => {
    const made = project()
    const size = 32 * 2 ** 20
    const bytes = Buffer.alloc(size)
    made.write('dats/gb.dat', logiqxDat('Nintendo - Game Boy', [{ name: 'Large (USA).gb', bytes }]))
    made.write('roms/Large (USA).gb', bytes)
    await made.build()
    const server = await started(made)
    const path = '/games/GAMEBOY/Large%20(USA).gb'
    const answer = await fetch(`http://127.0.0.1:${server.port}${path}`)
    expect(answer.headers.get('content-length')).toBe(String(size))
    // what is on the way by then is less than half
    truncateSync(made.at('card/games/GAMEBOY/Large (USA).gb'), size / 2)
    const began = performance.now()
    await expect(answer.arrayBuffer()).rejects.toThrow('terminated')
    // at once, and not only when the connection has been idle for too long
    expect(performance.now() - began).toBeLessThan(3000)
    expect((await server.ask(path)).bytes.length).toBe(size / 2)
  })

  it('tells of what a build wrote meanwhile, and forgets what it took away', async () => {
    const made = project()
    await made.build()
    const server = await started(made, '--usb', '--json', '--quiet')
    const { port } = server
    const url = `http://nas.home:${port}/db.json.zip`
    expect(JSON.parse(server.stdout)).toEqual({ url, port, id: 'card', files: 3, bytes: 63 })
    const before = await server.database()
    expect(before.files[ALPHA]?.path).toBe('pext')
    expect(await server.database()).toEqual(before)
    made.write('roms/Later (USA).gb', 'rom Later (USA)')
    rmSync(made.at('roms/Alpha (USA).gb'))
    await made.build()
    expect(await server.status('/games/GAMEBOY/Later%20(USA).gb')).toBe(404)
    const after = await server.database()
    expect(Object.keys(after.files)).toEqual(Object.keys(made.files('card')))
    expect(after.files['games/GAMEBOY/Later (USA).gb']?.hash).toBe(
      md5(readFileSync(made.at('roms/Later (USA).gb'))),
    )
    expect(after.files[ALPHA]).toBe(undefined)
    expect(after.timestamp).toBeGreaterThan(before.timestamp)
    expect(await server.status('/games/GAMEBOY/Later%20(USA).gb')).toBe(200)
    expect(await server.status(`/${encodeURI(ALPHA)}`)).toBe(404)
  })

  it('refuses before it listens what could not work', async () => {
    const made = project()
    const serve = ['serve', '--downloader', 'card', '--port', '0']
    const unbuilt = await made.run([...serve, '--host', 'nas'])
    expect([unbuilt.code, unbuilt.stderr]).toEqual([
      2,
      `error ${made.at('card')} is not there: its card is not in, or nothing was built yet. [cli-usage]\n` +
        '  Put the card in, or run `curator build card`.\n',
    ])
    await made.build()
    for (const [args, why] of [
      [[...serve, '--host', '192.168.1.5'], "MiSTer's Downloader refuses files from 192.168.1.5."],
      [[...serve, '--host', 'localhost'], "MiSTer's Downloader refuses files from localhost."],
      [
        [...serve, '--host', 'http://nas'],
        '`--host` takes the name of this machine in your network, not `http://nas`.',
      ],
      [[...serve, '--host', '[::1]'], '`--host` takes the name of this machine'],
      [[...serve, '--write'], '`--write` is for the page, and with `--downloader` there is none.'],
      [['serve', '--downloader', 'plain'], '`plain` is no target for MiSTer (its preset is folder)'],
      [['serve', '--downloader', 'crad'], 'There is no target named `crad`.'],
      [['serve', '--host', 'nas'], '`--host` is for `--downloader`: the page is for this machine only.'],
      [['serve', '--usb'], '`--usb` is for `--downloader`'],
    ] as const) {
      const { code, stderr } = await made.run(args)
      expect([code, stderr]).toEqual([2, expect.stringContaining(why)])
    }
  })

  it('says of a card that is not in that it is not, as `curator downloader` does', async () => {
    const made = project({ volume: { id: 'another' } })
    made.write('card/readme.txt', '')
    for (const args of [
      ['serve', '--downloader', 'card', '--host', 'nas', '--port', '0'],
      ['downloader', 'card', '--url', 'http://nas/card'],
    ]) {
      const { code, stderr } = await made.run(args)
      expect([code, stderr]).toEqual([
        2,
        `error card is not there: ${made.at('card')} is not on the card "another". [cli-usage]\n` +
          '  It is built when it is back. If this is it: `curator doctor card --adopt`.\n',
      ])
    }
  })
})
