/** `curator watch`, as a person runs it: a process that goes on, beside files that come and go. */
import { spawn, type ChildProcess } from 'node:child_process'
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
} from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { logiqxDat } from '../support/dat.ts'
import { CAN_MOUNT, NEEDS_MOUNT, UNSHARE } from './mounts.ts'
import { emptyProject, LEAST, seconds, type Project } from './support.ts'

const CLI = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url))
const GB = 'Nintendo - Game Boy'
const ROMS = ['One', 'Two', 'Three'].map((name) => ({ name: `${name} (USA).gb`, bytes: `rom ${name}` }))
const DAT = logiqxDat(GB, ROMS)

interface Watcher {
  readonly child: ChildProcess
  stdout(): string
  stderr(): string
  /** Fails after half a minute. */
  until(holds: () => boolean, what: string): Promise<void>
  /** Ctrl-C. Gives the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

function watch(project: Project, ...args: readonly string[]): Watcher {
  return watchWithin([], project, ...args)
}

/** @param within a command and its arguments that become the watcher */
function watchWithin(within: readonly string[], project: Project, ...args: readonly string[]): Watcher {
  const settle = args.includes('--settle') ? [] : ['--settle', '0.3']
  const [command = '', ...rest] = [...within, process.execPath, CLI, 'watch', ...settle, ...args]
  const child = spawn(command, rest, {
    cwd: project.dir,
    env: { PATH: process.env['PATH'], HOME: project.dir, NO_COLOR: '1', TZ: 'UTC' },
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  const text = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (more: string) => (text.stdout += more))
  child.stderr.setEncoding('utf8').on('data', (more: string) => (text.stderr += more))
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)))
  return {
    child,
    stdout: () => text.stdout,
    stderr: () => text.stderr,
    async until(holds, what) {
      for (let i = 0; i < 1500; i++) {
        if (holds()) return
        await seconds(0.02)
      }
      throw new Error(`${what} did not happen\n${text.stdout}${text.stderr}`)
    },
    stop(signal = 'SIGINT') {
      child.kill(signal)
      return ended
    },
  }
}

function gbProject(): Project {
  const made = emptyProject('watch')
  made.configure({
    ...LEAST,
    targets: { plain: { preset: 'folder', policy: 'everything', layout: '{file}', path: './out' } },
  })
  made.write('dats/gb.dat', DAT)
  made.write('roms/One (USA).gb', 'rom One')
  return made
}

const built = (p: Project, name: string) => existsSync(p.at('out', `${name} (USA).gb`))

it('tells each event as a line of JSON when it is asked to', async () => {
  const p = gbProject()
  const good = readFileSync(p.at('curator.config.json'), 'utf8')
  const watcher = watch(p, '--json')
  const lines = () =>
    watcher
      .stdout()
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as { at: string; event: string; code?: number; report?: object })
  await watcher.until(() => lines().length === 2, 'the first build')
  const [first, second] = lines()
  expect(first).toEqual({ at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/), event: 'building' })
  expect(second).toMatchObject({
    event: 'built',
    code: 0,
    report: { outcome: 'done', targets: { plain: { put: 1 } } },
  })
  p.write('curator.config.json', good.replace('"everything"', '"evrything"'))
  await watcher.until(() => lines().length === 4, 'the second build')
  expect(lines()[3]).toMatchObject({ event: 'built', code: 2, report: { outcome: 'failed' } })
  await seconds(1) // the config is read once more, and meanwhile the system itself ends what is interrupted
  expect(await watcher.stop()).toBe(130)
}, 90_000)

it('tells a build that it is at of a terminal that is closed: that would crash when it ends without', async () => {
  const p = gbProject()
  p.write('roms/large.gb', '')
  truncateSync(p.at('roms/large.gb'), 2 ** 30) // a hole on the disk, but work for a while
  const watcher = watch(p, '--json')
  await watcher.until(() => existsSync(p.at('.curator/pid')), 'the build')
  await watcher.stop('SIGHUP')
  const last = watcher.stdout().trimEnd().split('\n').at(-1) ?? ''
  expect(JSON.parse(last)).toMatchObject({ event: 'built', code: 129 })
}, 60_000)

describe.each([
  ['by what the system tells', []],
  ['by looking from time to time', ['--interval', '0.5']],
])('%s', (_, args) => {
  it('builds at once, and again when a file or a folder comes', async () => {
    const p = gbProject()
    const watcher = watch(p, ...args)
    await watcher.until(() => watcher.stderr().includes('Watching. Ctrl-C ends it.'), 'the first build')
    expect(built(p, 'One')).toBe(true)
    p.write('roms/Two (USA).gb', 'rom Two')
    await watcher.until(() => built(p, 'Two'), 'the second build')
    p.write('roms/new/deep/Three (USA).gb', 'rom Three')
    await watcher.until(() => built(p, 'Three'), 'the third build')
    expect(await watcher.stop()).toBe(130)
  }, 90_000)

  it('keeps what is there while the config is broken, and builds when it is right again', async () => {
    const p = gbProject()
    const good = readFileSync(p.at('curator.config.json'), 'utf8')
    const watcher = watch(p, ...args)
    await watcher.until(() => watcher.stderr().includes('Watching.'), 'the first build')
    p.write('curator.config.json', good.replace('"everything"', '"evrything"'))
    await watcher.until(() => watcher.stderr().includes('Watching on,'), 'the report')
    expect(watcher.stderr()).toContain('"evrything"')
    expect(watcher.stderr()).toMatch(/> +\d+ \|/)
    expect(watcher.stderr()).toContain('\nWatching on, for it to be put right.\n')
    expect(built(p, 'One')).toBe(true)
    p.write('roms/Two (USA).gb', 'rom Two')
    await seconds(1)
    expect(built(p, 'Two')).toBe(false)
    p.write('curator.config.json', good)
    await watcher.until(() => built(p, 'Two'), 'the build of what is right again')
    expect(await watcher.stop()).toBe(130)
  }, 90_000)
})

it('does not begin with a target that is not there', async () => {
  const p = gbProject()
  const { code, stderr } = await p.run(['watch', 'plains'])
  expect([code, stderr]).toEqual([
    2,
    'error There is no target named `plains`. [cli-usage]\n  Did you mean `plain`?\n',
  ])
})

describe('watching', () => {
  it('lets a file be written to its end before it is read', async () => {
    const p = gbProject()
    const watcher = watch(p)
    await watcher.until(() => watcher.stderr().includes('Watching.'), 'the first build')
    const builds = () => watcher.stdout().split('curator: ').length - 1
    const before = builds()
    for (const letter of 'rom Tw') {
      appendFileSync(p.at('roms/Two (USA).gb'), letter)
      await seconds(0.15)
    }
    expect(builds()).toBe(before)
    appendFileSync(p.at('roms/Two (USA).gb'), 'o')
    await watcher.until(() => builds() > before, 'the build')
    expect(built(p, 'Two')).toBe(true)
    expect(builds()).toBe(before + 1)
    expect(await watcher.stop()).toBe(130)
  }, 60_000)

  it('keeps no game waiting for a file that is written for long, and reads that when it rests', async () => {
    const p = gbProject()
    const watcher = watch(p, '--settle', '2') // a busy machine must not let it rest by itself
    await watcher.until(() => watcher.stderr().includes('Watching.'), 'the first build')
    p.write('roms/Two (USA).gb', 'rom Two')
    await watcher.until(() => {
      appendFileSync(p.at('roms/Three (USA).gb'), 'rom ')
      return built(p, 'Two')
    }, 'the build of what rests')
    const left = `${p.at('roms/Three (USA).gb')}: it changed a moment ago, and is left to the next build. [file-changing]`
    await watcher.until(() => watcher.stderr().includes(left), 'the word on what is left')
    p.write('roms/Three (USA).gb', 'rom Three')
    await watcher.until(() => built(p, 'Three'), 'the build of the rest')
    expect(await watcher.stop()).toBe(130)
  }, 90_000)

  it('leaves the catalog to others between builds', async () => {
    const p = gbProject()
    const watcher = watch(p)
    await watcher.until(() => watcher.stderr().includes('Watching.'), 'the first build')
    expect((await p.build()).outcome).toBe('nothing')
    expect(await watcher.stop('SIGTERM')).toBe(143)
  }, 60_000)

  it('sees DATs that change and files that go', async () => {
    const p = gbProject()
    p.write('roms/Two (USA).gb', 'rom Two')
    p.write('dats/gb.dat', logiqxDat(GB, ROMS.slice(0, 1)))
    const watcher = watch(p)
    await watcher.until(() => watcher.stderr().includes('Watching.'), 'the first build')
    expect(built(p, 'Two')).toBe(false)
    p.write('dats/gb.dat', DAT)
    await watcher.until(() => built(p, 'Two'), 'the build with the new DAT')
    rmSync(p.at('roms/One (USA).gb'))
    await watcher.until(() => !built(p, 'One'), 'the build without the file')
    expect(await watcher.stop()).toBe(130)
  }, 60_000)

  it.skipIf(!CAN_MOUNT)(
    `sees a disk that comes back, by a root and by a link ${NEEDS_MOUNT}`,
    async () => {
      const p = gbProject()
      p.configure({
        ...LEAST,
        roots: { roms: { path: './roms', followSymlinks: true }, own: './own' },
        targets: { plain: { preset: 'folder', policy: 'everything', layout: '{file}', path: './out' } },
      })
      p.write('disk/games/Two (USA).gb', 'rom Two')
      p.write('other/Three (USA).gb', 'rom Three')
      mkdirSync(p.at('own'))
      mkdirSync(p.at('point'))
      symlinkSync(p.at('point/games'), p.at('roms/link'))
      const mount = 'mount --bind "$1/disk" "$1/point"; mount --bind "$1/other" "$1/own"'
      const waits = `(until test -e "$1/plug"; do sleep 0.1; done; ${mount}) & shift; exec "$@"`
      const watcher = watchWithin([...UNSHARE, 'sh', '-c', waits, 'sh', p.dir], p)
      await watcher.until(() => watcher.stderr().includes('Watching.'), 'the first build')
      expect([built(p, 'One'), built(p, 'Two'), built(p, 'Three')]).toEqual([true, false, false])
      p.write('plug', '')
      await watcher.until(() => built(p, 'Two') && built(p, 'Three'), 'the build of what was plugged in')
      expect(await watcher.stop()).toBe(130)
    },
    60_000,
  )

  it('ends at once while it waits, and during a build', async () => {
    const p = gbProject()
    const watcher = watch(p)
    await watcher.until(() => existsSync(p.at('.curator')), 'the begin of the first build')
    expect(await watcher.stop()).toBe(130)
    expect((await p.build()).outcome).not.toBe('partial')
  }, 60_000)

  it.each([
    ['--interval', '0', '`--interval` takes seconds, from 0.1 to 86400, not `0`.'],
    ['--settle', 'soon', '`--settle` takes seconds, from 0.1 to 86400, not `soon`.'],
  ])('refuses %s %s', async (option, value, message) => {
    const p = gbProject()
    const { code, stderr } = await p.run(['watch', option, value])
    expect(code).toBe(2)
    expect(stderr).toContain(message)
  })
})
