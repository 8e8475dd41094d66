/** Ctrl-C, kill -9 and two curators at once: nothing half done is visible, nothing done is done again. */
import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { logiqxDat, type DatRom } from '../support/dat.ts'
import { openCatalog } from '../../src/catalog/catalog.ts'
import { openInTurn } from '../../src/catalog/turns.ts'
import type { BuildReport } from '../../src/steps/outcome.ts'
import {
  changed,
  codes,
  emptyProject,
  fileStamps,
  LEAST,
  messages,
  seconds,
  settledProject,
  type Project,
} from './support.ts'

const CLI = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url))
const GB = 'Nintendo - Game Boy'
const FOLDER = { preset: 'folder', policy: 'everything', layout: '{file}' }

/** Holes on the disk, but work for the hashing. */
function largeFiles(project: Project, count: number, megabytes: number): void {
  mkdirSync(project.at('roms'), { recursive: true })
  for (let i = 0; i < count; i++) {
    writeFileSync(project.at('roms', `${i}.gb`), `${i}`)
    truncateSync(project.at('roms', `${i}.gb`), megabytes * 2 ** 20)
  }
}

/** True some time after a file appeared. */
function after(file: string, ms: number): () => boolean {
  let since: number | undefined
  return () => {
    if (since === undefined && existsSync(file)) since = Date.now()
    return since !== undefined && Date.now() - since >= ms
  }
}

/** Where a curator at work says who it is. */
const pid = (project: Project) => project.at('.curator/pid')

/** How many files the catalog knows the content of. */
function filesRead(project: Project): number {
  const catalog = openCatalog(project.at('.curator'))
  const count = catalog.db.prepare<[], number>('select count(rom_file_id) from file_instance').pluck().get()
  catalog.close()
  return count ?? 0
}

describe('Ctrl-C', () => {
  it.each([
    ['SIGINT', { code: 130 }],
    ['SIGHUP', { code: null, signal: 'SIGHUP' }],
  ] as const)(
    '(%s) while files are read: what was read is kept, and the next build reads the rest',
    async (signal, ended) => {
      const project = settledProject('hashing')
      project.configure(LEAST)
      project.write('dats/gb.dat', logiqxDat(GB, []))
      largeFiles(project, 48, 16)

      let known = 0
      for (let ms = 100; known === 0; ms *= 2) {
        const stopped = await project.run(['build'], {
          signalAfter: [{ signal, when: after(pid(project), ms) }],
        })
        expect(stopped).toMatchObject(ended)
        // on a busy machine it had time to say how far it was
        expect(stopped.stderr.replace(/^Reading roots.*\n/gm, '')).toBe(
          'error Reading the roots was interrupted. [interrupted]\n',
        )
        expect(stopped.stdout).toBe('')
        known = filesRead(project)
      }
      expect(existsSync(project.at('out'))).toBe(false)
      expect(existsSync(project.at('curator.lock'))).toBe(false)

      expect(known).toBeLessThan(48)
      expect((await project.build()).roots['roms']).toMatchObject({ files: 48, hashed: 48 - known })
    },
    60_000,
  )

  it('while files are written: all that is there is right, and the next build writes the rest', async () => {
    const roms = Array.from({ length: 500 }, (_, i): DatRom => ({
      name: `Game ${i} (USA).gb`,
      bytes: `${i},`.repeat(10_000),
    }))
    const project = emptyProject('writing')
    project.configure({ ...LEAST, targets: { plain: { ...FOLDER, path: './out' } } })
    project.write('dats/gb.dat', logiqxDat(GB, roms))
    for (const [i, { bytes }] of roms.entries()) project.write(`roms/${i}.gb`, bytes)

    const isWriting = () =>
      existsSync(project.at('out/.curator/tmp')) && readdirSync(project.at('out/.curator/tmp')).length > 20
    const stopped = await project.run(['build', '--json'], {
      signalAfter: [{ signal: 'SIGINT', when: isWriting }],
    })
    expect(stopped.code).toBe(130)
    const report = JSON.parse(stopped.stdout) as BuildReport
    const written = project.files('out')
    const { put = 0, outcome } = report.targets['plain'] ?? {}
    expect(Object.keys(written)).toHaveLength(put)
    expect(put).toBeLessThan(500)
    expect(outcome).toBe('partial')
    expect(codes(report)).toEqual(['interrupted'])
    expect(messages(report, 'interrupted')[0]).toMatch(
      new RegExp(`^plain: ${500 - put} changes .*interrupted\\.$`),
    )

    const before = fileStamps(project.at('out'))
    const rest = await project.build()
    expect(rest.targets['plain']).toMatchObject({ put: 500 - put, kept: put, outcome: 'done' })
    const rewritten = changed(before, fileStamps(project.at('out'))).filter(
      (path) => written[path] !== undefined,
    )
    expect(rewritten).toEqual([])
    expect(Object.keys(project.files('out'))).toHaveLength(500)
  }, 60_000)

  it('in the middle of a large file: that is not read to its end', async () => {
    const project = settledProject('large')
    project.configure(LEAST)
    project.write('dats/gb.dat', logiqxDat(GB, []))
    project.write('roms/small.gb', 'small')
    const hours = project.at('roms/huge.gb')
    writeFileSync(hours, '')
    truncateSync(hours, 2 ** 40)
    const stopped = await project.run(['build'], { signalAfter: [{ signal: 'SIGINT', seen: 'huge.gb' }] })
    expect(stopped).toMatchObject({ code: 130, stdout: '' })
    expect(stopped.stderr).toContain('error Reading the roots was interrupted. [interrupted]\n')
    truncateSync(hours, 0)
    expect((await project.build()).roots['roms']).toMatchObject({ files: 2 })
  })

  it('while a large DAT is read: it is kept, and nothing is written', async () => {
    const project = emptyProject('dat')
    project.configure(LEAST)
    const many = Array.from({ length: 30_000 }, (_, i): DatRom => ({
      name: `Game ${i} (USA).gb`,
      bytes: `${i}`,
    }))
    project.write('dats/gb.dat', logiqxDat(GB, many))
    project.write('roms/1.gb', '1')
    const stopped = await project.run(['build'], {
      signalAfter: [{ signal: 'SIGINT', when: after(pid(project), 300) }],
    })
    expect(stopped).toMatchObject({ code: 130, stdout: '' })
    expect(stopped.stderr).toContain('[interrupted]')
    expect([existsSync(project.at('out')), existsSync(project.at('curator.lock'))]).toEqual([false, false])
    expect((await project.build()).targets['plain']).toMatchObject({ put: 1 })
  })

  it('while what lies on a device is read: nothing is written, and the next build looks again', async () => {
    const project = settledProject('device')
    project.configure({ ...LEAST, targets: { plain: { ...FOLDER, path: './out' } } })
    const name = 'Changed (USA).gb'
    project.write('dats/gb.dat', logiqxDat(GB, [{ name, bytes: 'bytes' }]))
    project.write('roms/a.gb', 'bytes')
    await project.build()
    truncateSync(project.at('out', name), 2 ** 40)
    const isRead = { signal: 'SIGINT', seen: `Reading plain  0/1 file` } as const
    for (const verb of [['build'], ['plan'], ['status'], ['doctor', 'plain', '--adopt']]) {
      const stopped = await project.run(verb, { signalAfter: [isRead] })
      expect(stopped.code).toBe(130)
      expect(stopped.stderr + stopped.stdout).toContain(
        'plain: what is on it was being read, and that was interrupted. Nothing was written.',
      )
    }
    truncateSync(project.at('out', name), 5)
    expect((await project.build()).targets['plain']).toMatchObject({ kept: 1, outcome: 'nothing' })
  })

  it('while a changed file is read for those who only look at a card: they end as well', async () => {
    const project = settledProject('changed')
    const preset = { preset: 'mister', policy: 'everything' }
    project.configure({ ...LEAST, targets: { card: { ...preset, path: './card' } } })
    const name = 'Changed (USA).gb'
    project.write('dats/gb.dat', logiqxDat(GB, [{ name, bytes: 'bytes' }]))
    project.write('roms/a.gb', 'bytes')
    await project.build()
    const path = `card/games/GAMEBOY/${name}`
    project.write(path, 'patch')
    await project.build({ code: 3 }) // no output any more, so its size tells nothing
    truncateSync(project.at(path), 2 ** 40)
    for (const verb of [
      ['status', 'card'],
      ['doctor', 'card'],
      ['downloader', 'card', '--url', 'http://nas:8080'],
      ['serve', '--downloader', 'card', '--host', 'nas', '--port', '0'],
    ]) {
      const signalAfter = [{ signal: 'SIGINT', seen: 'Reading card  0/1 file' }] as const
      expect(await project.run(verb, { signalAfter, timeout: 20_000 })).toMatchObject({
        code: 130,
        stdout: '',
      })
    }
  }, 60_000)

  // `find` is asked for listings on Linux alone; a dead network drive may keep it for ever
  it.skipIf(process.platform !== 'linux').each([
    ['SIGTERM', { code: 143 }],
    // as any program: Node, which exits, would crash when its terminal is gone
    ['SIGHUP', { code: null, signal: 'SIGHUP' }],
  ] as const)('twice: the second signal (%s) ends it at once', async (second, ended) => {
    const project = emptyProject('twice')
    project.configure(LEAST)
    project.write('dats/gb.dat', logiqxDat(GB, []))
    project.write('roms/a.gb', 'a')
    project.write('bin/find', '#!/bin/sh\ntouch "$0.began"\nexec sleep 10\n')
    chmodSync(project.at('bin/find'), 0o755)
    const isWaiting = after(project.at('bin/find.began'), 200)
    let looks = 0
    const stopped = await project.run(['build'], {
      env: { PATH: `${project.at('bin')}:${process.env['PATH'] ?? ''}` },
      signalAfter: [
        { signal: 'SIGINT', when: isWaiting },
        // not at once: the system would tell of SIGHUP first, whichever came first
        { signal: second, when: () => isWaiting() && ++looks > 1 },
      ],
    })
    expect(stopped).toMatchObject(ended)
    expect(stopped.stderr).toBe('')
    expect((await project.build()).outcome).toBe('nothing')
  })
})

/** It gives a command a terminal. Others of that name take other options. */
const CAN_FAKE = String(spawnSync('script', ['--version']).stdout).includes('util-linux')

it.skipIf(!CAN_FAKE)('a terminal that is closed: what was read is kept, and the run has an end', async () => {
  const project = settledProject('terminal')
  project.configure(LEAST)
  project.write('dats/gb.dat', logiqxDat(GB, []))
  largeFiles(project, 48, 64)
  const build = `exec '${process.execPath}' '${CLI}' build`
  /** How the scans ended that changed something. */
  const endsWhenClosedAfter = async (ms: number): Promise<unknown[]> => {
    const isHashing = after(pid(project), ms)
    const terminal = spawn('script', ['-qec', build, '/dev/null'], {
      cwd: project.dir,
      env: { PATH: process.env['PATH'], HOME: project.dir, TERM: 'xterm', SHELL: '/bin/sh' },
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    onTestFinished(() => void terminal.kill('SIGKILL'))
    while (!isHashing()) await seconds(0.01)
    terminal.kill('SIGKILL')
    // whoever is killed leaves it there
    while (existsSync(pid(project))) await seconds(0.05)
    const catalog = await openInTurn(project.at('.curator'), { waitMs: 10_000 }) // it is closed after that
    const ends = catalog.db
      .prepare(`select status from import_log where source = 'file_ingestion'`)
      .pluck()
      .all()
    catalog.close()
    return ends
  }
  let ends: unknown[] = []
  for (let ms = 600; ends.length === 0; ms *= 2) ends = await endsWhenClosedAfter(ms)
  expect(ends).toEqual(['cancelled'])
})

it('Ctrl-C while a verb does its work in one go: the exit code tells of it', async () => {
  const project = emptyProject('in-one-go')
  const onOutput = [
    "import fs from 'node:fs'",
    "import { syncBuiltinESMExports } from 'node:module'",
    'const write = fs.writeSync',
    "fs.writeSync = (...args) => (process.kill(process.pid, 'SIGINT'), write(...args))",
    'syncBuiltinESMExports()',
  ].join('\n')
  project.write('curator.config.ts', `${onOutput}\nexport default ${JSON.stringify(LEAST)}\n`)
  // with an input it is a process of its own
  const { code, stdout } = await project.run(['config', '--json'], { input: '' })
  expect(Object.keys(JSON.parse(stdout) as object)).toContain('roots')
  expect(code).toBe(130)
})

describe('a config that does not end', () => {
  it.each([
    ['SIGINT', 'for (;;) {}\nexport default {}\n'],
    ['SIGTERM', 'for (;;) {}\nexport default {}\n'],
    ['SIGHUP', 'for (;;) {}\nexport default {}\n'],
    ['SIGINT', 'await new Promise((resolve) => setTimeout(resolve, 60_000))\nexport default {}\n'],
    ['SIGINT', 'export default { get roots() { for (;;) {} } }\n'],
  ] as const)('is ended by one %s, as any program: %j', async (signal, endless) => {
    const project = emptyProject('endless')
    project.write('curator.config.ts', `console.error('it runs')\n${endless}`)
    const ended = await project.run(['build'], { signalAfter: [{ signal, seen: 'it runs' }] })
    expect(ended).toEqual({ code: null, signal, stdout: '', stderr: 'it runs\n' })
  })

  it('leaves the program that was made of it to the next run, which takes it away', async () => {
    const project = emptyProject('endless')
    const left = `config-${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}.mjs`
    project.write(`.curator/${left}`, '')
    project.write('.curator/config-mine.mjs', '')
    project.write('curator.config.ts', `export default ${JSON.stringify(LEAST)}\n`)
    const before = () => readdirSync(project.at('.curator')).filter((name) => name.endsWith('.mjs'))
    await project.run(['config'])
    expect(before()).toEqual([left, 'config-mine.mjs']) // another curator may be about to read it
    utimesSync(project.at('.curator', left), new Date(), new Date(Date.now() - 11_000))
    project.write('curator.config.ts', `export default ${JSON.stringify({ ...LEAST, playlists: {} })}\n`)
    await project.run(['config'])
    expect(before()).toEqual(['config-mine.mjs'])
  })

  it.each([
    'setInterval(() => {}, 1000)',
    'setTimeout(function again() { setTimeout(again, 10) })',
    'void (async () => { for (;;) await new Promise((is) => setTimeout(is, 10)) })()',
    "import { createServer } from 'node:net'; await new Promise((is) => createServer().listen(0, is))",
    "import { spawn } from 'node:child_process'; spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'])",
    "import { Worker } from 'node:worker_threads'; new Worker('setInterval(() => {}, 1000)', { eval: true })",
    "import { watch } from 'node:fs'; watch('.')",
  ])('but leaves something open keeps nobody: %s', async (open) => {
    const project = emptyProject('open')
    project.write('roms/a.gb', 'a')
    project.write('dats/gb.dat', logiqxDat(GB, [{ name: 'A (USA).gb', bytes: 'a' }]))
    project.write('curator.config.ts', `${open}\nexport default ${JSON.stringify(LEAST)}\n`)
    // with an input it is a process of its own
    const { code, stdout, stderr } = await project.run(['build', '--json'], { input: '', timeout: 20_000 })
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect((JSON.parse(stdout) as BuildReport).outcome).toBe('done')
  })

  it('but holds on to what it leaves open: is ended by one signal when the build is done', async () => {
    const project = emptyProject('open')
    project.write('roms/a.gb', 'a')
    project.write('dats/gb.dat', logiqxDat(GB, [{ name: 'A (USA).gb', bytes: 'a' }]))
    const open =
      'setTimeout(function again() { const next = setTimeout(again, 20); queueMicrotask(() => next.ref()) })\n'
    project.write('curator.config.ts', `${open}export default ${JSON.stringify(LEAST)}\n`)
    const ended = await project.run(['build', '--json'], {
      signalAfter: [{ signal: 'SIGINT', when: after(project.at('curator.lock'), 1000) }],
    })
    expect(ended).toMatchObject({ code: null, signal: 'SIGINT', stderr: '' })
    expect((JSON.parse(ended.stdout) as BuildReport).outcome).toBe('done')
  })
})

describe('kill -9', () => {
  it('while files are read: the next build works at once', async () => {
    const project = emptyProject('killed')
    project.configure(LEAST)
    project.write('dats/gb.dat', logiqxDat(GB, []))
    largeFiles(project, 20, 100)
    const killed = await project.run(['build'], {
      signalAfter: [{ signal: 'SIGKILL', when: after(pid(project), 100) }],
    })
    expect(killed.signal).toBe('SIGKILL')
    largeFiles(project, 20, 1)
    expect((await project.build()).roots['roms']).toMatchObject({ files: 20, hashed: 20 })
  }, 60_000)

  it('at every write: foreign files are untouched, no file is half there, and the next build makes the device right', async () => {
    const [a, b, c, d, e] = ['A', 'B', 'C', 'D', 'E'].map((name): DatRom => ({
      name: `${name} (USA).gb`,
      bytes: name.repeat(5000),
    })) as [DatRom, DatRom, DatRom, DatRom, DatRom]
    const project = emptyProject('crash')
    const config = (list: string) => ({
      ...LEAST,
      playlists: { list: { titles: [list] } },
      targets: { plain: { ...FOLDER, layout: '{letter}/{file}', path: './out', playlists: ['list'] } },
    })
    // from A, B, C, D with a list to A, B under another name, D, E with another list
    project.configure(config('A'))
    project.write('dats/gb.dat', logiqxDat(GB, [a, b, c, d, e]))
    for (const { name, bytes } of [a, b, c, d]) project.write(`roms/${name}`, bytes)
    await project.build()
    project.write('out/mine.txt', 'not of curator')
    project.write('out/C/mine.txt', 'not of curator')
    project.configure(config('E'))
    project.write('dats/gb.dat', logiqxDat(GB, [a, { ...b, name: 'Bee (USA).gb' }, d, e], '2'))
    rmSync(project.at('roms', c.name))
    project.write(`roms/${e.name}`, e.bytes)
    for (const folder of ['out', '.curator'])
      cpSync(project.at(folder), project.at('before', folder), { recursive: true, preserveTimestamps: true })

    const before = project.files('before/out')
    await project.build()
    const wanted = project.files('out')
    expect(Object.keys(wanted)).toEqual([
      'A/A (USA).gb',
      'B/Bee (USA).gb',
      'C/mine.txt',
      'D/D (USA).gb',
      'E/E (USA).gb',
      'mine.txt',
      'playlists/list.m3u',
    ])
    const known = new Set([...Object.values(before), ...Object.values(wanted)])

    let crashes = 0
    for (;;) {
      for (const folder of ['out', '.curator']) {
        rmSync(project.at(folder), { recursive: true })
        cpSync(project.at('before', folder), project.at(folder), {
          recursive: true,
          preserveTimestamps: true,
        })
      }
      const crashed = await project.run(['build'], { env: { CURATOR_CRASH_AT: String(crashes + 1) } })
      if (crashed.signal !== 'SIGKILL') {
        expect(crashed.code).toBe(0)
        break
      }
      crashes++
      const found = project.files('out')
      expect(found['mine.txt'], `crash ${crashes}`).toBe(before['mine.txt'])
      expect(found['C/mine.txt'], `crash ${crashes}`).toBe(before['C/mine.txt'])
      for (const [path, hash] of Object.entries(found))
        expect(known, `crash ${crashes}: ${path}`).toContain(hash)
      await project.build()
      expect(project.files('out'), `crash ${crashes}`).toEqual(wanted)
    }
    expect(crashes).toBeGreaterThan(8)
    // beside other work it takes six times as long as alone
  }, 600_000)
})

describe('two curators at once', () => {
  it('the second says who is at work, waits a while, and gives up; --wait waits on, and can be interrupted', async () => {
    const project = emptyProject('busy')
    project.configure(LEAST)
    project.write('dats/gb.dat', logiqxDat(GB, [{ name: 'Small (USA).gb', bytes: 'small' }]))
    project.write('roms/small.gb', 'small')
    const holder = openCatalog(project.at('.curator')) // this process is the first one
    const since = new Date(statSync(project.at('.curator/pid')).mtimeMs).toISOString().slice(11, 19)
    const holding = `Another curator (process ${process.pid}, since ${since} UTC) is`
    const busy = `${holding} using ${project.at('.curator')}. Waiting.\n`
    const still = `${holding} still using ${project.at('.curator')} after 5.0 s.`

    const waiting = project.run(['build', '--wait'])
    const refused = await project.run(['build'])
    expect(refused.code).toBe(2)
    expect(refused.stderr).toBe(
      `${busy}error ${still} [state-busy]\n  Wait until it ends, or call it with --wait.\n`,
    )
    const interrupted = await project.run(['build', '--wait'], {
      signalAfter: [{ signal: 'SIGINT', seen: 'Waiting.' }],
    })
    expect(interrupted.code).toBe(130)
    const patient = project.run(['plan'])
    expect(await Promise.race([patient, seconds(0.3)])).toBeUndefined()

    holder.close()
    expect((await patient).code).toBe(0)
    const { code, stderr } = await waiting
    expect(code).toBe(0)
    expect(stderr).toBe(busy)
    expect(Object.keys(project.files('out'))).toEqual(['gb/Small (USA).gb'])
  }, 60_000)
})
