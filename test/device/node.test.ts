/** The device protocol on real files: killed processes, and disks that refuse. */
import { execFileSync, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { build as bundle } from 'esbuild'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Problem } from '../../src/errors.ts'
import type { Disk } from '../../src/disk/disk.ts'
import { openDisks, type Disks } from '../../src/disk/open-disks.ts'
import { isFresh, observe } from '../../src/targets/device/look/observe.ts'
import { applyPlan } from '../../src/targets/device/apply/apply.ts'
import { build, planOf, resolveText, sayActions, type Texts } from './support.ts'

let folder: string
let root: string
let disks: Disks
let disk: Disk

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'curator-device-'))
  root = join(folder, 'target')
  disks = openDisks({})
  disk = disks.open(root)
})

afterEach(async () => {
  await disks.close()
  rmSync(folder, { recursive: true, force: true })
})

/** All files of a target but the protocol's own. */
function texts(of: Disk, at = ''): Record<string, string> {
  const found = (of.list(at) ?? []).flatMap(({ name, kind }) => {
    const path = at === '' ? name : `${at}/${name}`
    if (path === '.curator') return []
    return kind === 'folder'
      ? Object.entries(texts(of, path))
      : [[path, Buffer.from(of.read(path) ?? []).toString()] as const]
  })
  return Object.fromEntries(found)
}

const FIRST = { 'nes/a.nes': 'one', 'nes/b.nes': 'two', 'gb/c.gb': 'three', 'gb/d.gb': 'four' }
/** A move, a change, a deletion, a file that becomes a folder, and something new. */
const THEN = { 'nes/a.nes': 'ONE', 'snes/b.sfc': 'two', 'gb/d.gb/d.gb': 'four!', 'new.gb': 'five' }

test('builds, has nothing to do, and sees what changed', async () => {
  expect(await build(disk, FIRST)).toMatchObject({ put: 4, bytes: 15, outcome: 'done' })
  expect(texts(disk)).toEqual(FIRST)
  expect(await build(disk, FIRST)).toMatchObject({ kept: 4, outcome: 'nothing', plan: undefined })
  expect(await build(disk, THEN)).toMatchObject({ put: 3, moved: 1, deleted: 2, outcome: 'done' })
  expect(texts(disk)).toEqual(THEN)
  expect(
    disk
      .list('')
      ?.map(({ name }) => name)
      .sort(),
  ).toEqual(['.curator', 'gb', 'nes', 'new.gb', 'snes'])
})

test('sees an edit of the same size at once, where times are fine', async () => {
  await build(disk, FIRST)
  writeFileSync(join(root, 'nes/a.nes'), 'ONE')
  expect(observe(disk).drift).toEqual(['nes/a.nes'])
})

test('keeps files that only got another time', async () => {
  await build(disk, FIRST)
  utimesSync(join(root, 'nes/a.nes'), 1_000_000_001.5, 1_000_000_001.5)
  expect(await build(disk, FIRST)).toMatchObject({ put: 0, kept: 4, outcome: 'nothing' })
  expect(observe(disk).drift).toEqual([])
})

test('a link in place of an output is left alone', async () => {
  await build(disk, FIRST)
  writeFileSync(join(folder, 'mine'), 'one')
  rmSync(join(root, 'nes/a.nes'))
  symlinkSync(join(folder, 'mine'), join(root, 'nes/a.nes'))
  expect(sayActions(planOf(disk, FIRST).actions)).toEqual(['conflict nes/a.nes (changed on the device)'])
  expect(await build(disk, FIRST, { force: true })).toMatchObject({ put: 1, outcome: 'done' })
  expect(readFileSync(join(folder, 'mine'), 'utf8')).toBe('one')
})

describe('behind a link that leads outside', () => {
  const told = () =>
    `path-escapes: ${root}/nes is a link that leads outside of the target. Nothing behind it was changed.`
  const said = (problems: readonly { code: string; message: string }[]) =>
    problems.map(({ code, message }) => `${code}: ${message}`)
  const link = (): void => {
    renameSync(join(root, 'nes'), join(folder, 'other'))
    symlinkSync(join(folder, 'other'), join(root, 'nes'))
  }

  test('nothing is put, which the plan says, and the rest is built', async () => {
    mkdirSync(join(root, 'nes'), { recursive: true })
    link()
    expect(sayActions(planOf(disk, FIRST, { force: true }).actions)).toEqual([
      'put gb/c.gb (new)',
      'put gb/d.gb (new)',
      'conflict nes/a.nes (leads outside)',
      'conflict nes/b.nes (leads outside)',
    ])
    const built = await build(disk, FIRST)
    expect(built).toMatchObject({ put: 2, conflicts: 2, outcome: 'partial' })
    expect(said(built.problems)).toEqual([told()])
    expect(disks.open(join(folder, 'other')).list('')).toEqual([])
  })

  test('what is ours and right stays so; nothing is renamed, changed or deleted until it is a folder again', async () => {
    await build(disk, FIRST)
    link()
    expect(await build(disk, FIRST)).toMatchObject({ kept: 4, outcome: 'nothing', problems: [] })
    const then = { 'nes/a.nes': 'ONE', 'nes/new.nes': 'two', 'gb/c.gb': 'three' }
    expect(sayActions(planOf(disk, then).actions)).toEqual([
      'delete gb/d.gb (no longer wanted)',
      'conflict nes/a.nes (leads outside)',
      'conflict nes/new.nes (leads outside)',
    ])
    const built = await build(disk, then)
    expect(built).toMatchObject({ put: 0, moved: 0, deleted: 1, outcome: 'partial' })
    expect(said(built.problems)).toContain(told())
    expect(readdirSync(join(folder, 'other'))).toEqual(['a.nes', 'b.nes'])
    rmSync(join(root, 'nes'))
    renameSync(join(folder, 'other'), join(root, 'nes'))
    expect(await build(disk, then)).toMatchObject({ put: 1, moved: 1, outcome: 'done' })
    expect(texts(disk)).toEqual(then)
  })
})

describe('a target that cannot be', () => {
  test('is a file', async () => {
    writeFileSync(root, 'mine')
    const built = await build(disk, FIRST)
    expect(built).toMatchObject({ put: 0, outcome: 'partial' })
    expect(built.problems.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      `target-not-folder: ${root} should be the folder of a target, but it is not a folder.`,
    ])
    expect(readFileSync(root, 'utf8')).toBe('mine')
  })

  test('is below a file', async () => {
    writeFileSync(root, 'mine')
    const below = disks.open(join(root, 'deep/er'))
    const plan = planOf(below, FIRST)
    expect(plan.actions).toEqual([])
    expect(plan.problems.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      `target-not-folder: ${root}/deep/er cannot be a folder: there is a file in its path.`,
    ])
    expect((await build(below, FIRST)).problems).toEqual(plan.problems)
    expect(readFileSync(root, 'utf8')).toBe('mine')
  })

  test('has no place for the notes: the plan says so, and the build writes nothing', async () => {
    const notFolder = `target-not-folder: ${root}/.curator should be the folder of curator's notes, but it is not a folder. Nothing was written.`
    const notes = join(root, '.curator')
    const ways: readonly [says: string, make: () => void][] = [
      [notFolder, () => writeFileSync(notes, 'mine')],
      [notFolder, () => symlinkSync(join(folder, 'nowhere'), notes)],
      [
        `path-escapes: ${notes} is a link that leads outside of the target. Nothing behind it was changed.`,
        () => symlinkSync(join(folder, 'other'), notes),
      ],
    ]
    mkdirSync(join(folder, 'other'))
    for (const [says, make] of ways) {
      mkdirSync(root)
      make()
      const plan = planOf(disk, FIRST)
      expect(plan.actions).toEqual([])
      expect(plan.problems.map(({ code, message }) => `${code}: ${message}`)).toEqual([says])
      expect((await build(disk, FIRST)).problems).toEqual(plan.problems)
      expect(readdirSync(root)).toEqual(['.curator'])
      rmSync(root, { recursive: true })
    }
    expect(readdirSync(join(folder, 'other'))).toEqual([])
  })

  test('keeps its notes behind a link that stays inside', async () => {
    mkdirSync(join(root, 'notes'), { recursive: true })
    symlinkSync('notes', join(root, '.curator'))
    expect(await build(disk, FIRST)).toMatchObject({ put: 4, outcome: 'done' })
    expect(await build(disk, FIRST)).toMatchObject({ kept: 4, outcome: 'nothing' })
  })
})

const canMount = process.platform === 'linux' && process.getuid?.() === 0 && mounts()

/** Whether this test may make a small disk of its own. */
function mounts(): boolean {
  const at = mkdtempSync(join(tmpdir(), 'curator-mount-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'none', at], { stdio: 'ignore' })
    execFileSync('umount', [at])
    return true
  } catch {
    return false
  } finally {
    rmSync(at, { recursive: true })
  }
}

describe.skipIf(!canMount)('a real disk of 1 MiB (skipped where a test may not mount one)', () => {
  beforeEach(() => {
    mkdirSync(root)
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'none', root])
  })
  afterEach(() => {
    execFileSync('umount', [root])
  })

  test('is read-only', async () => {
    await build(disk, FIRST)
    execFileSync('mount', ['-o', 'remount,ro', root])
    const built = await build(disk, THEN)
    expect(built).toMatchObject({ put: 0, deleted: 0, moved: 0, outcome: 'partial' })
    expect(built.problems.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      `target-read-only: ${root} cannot be written to. Nothing was changed.`,
    ])
    expect(texts(disk)).toEqual(FIRST)
    expect(isFresh(observe(disk), 'other')).toBe(false)
  })

  test('is too small, as the plan knows', async () => {
    const built = await build(disk, { big: 'x'.repeat(2 ** 21) })
    expect(built.problems.map(({ code }) => code)).toEqual(['no-space'])
    expect(built.problems[0]?.message).toContain(
      `card: ${root} has 1.0 MB free, and 1.0 MB more would be needed to write 1 file.`,
    )
    expect(disk.list('')).toEqual([])
  })

  test('gets full on the way: what fits is written, and the next build goes on', async () => {
    const want = Object.fromEntries(
      Array.from({ length: 12 }, (_, n) => [`${n + 10}.nes`, `${n}`.padEnd(70_000)]),
    )
    const someone = () => disk.write('theirs', Buffer.alloc(500_000))
    let once = false
    const built = await build(disk, want, {
      chunk: 200_000,
      onProgress: () => {
        if (!once) someone()
        once = true
      },
    })
    expect(built.outcome).toBe('partial')
    expect(built.put).toBeGreaterThan(0)
    expect(built.put).toBeLessThan(12)
    expect(built.problems.map(({ code }) => code)).toEqual(['no-space', 'no-space'])
    expect(disk.list('.curator/tmp')).toEqual([])
    disk.remove('theirs')
    expect(await build(disk, want)).toMatchObject({ put: 12 - built.put, kept: built.put, outcome: 'done' })
    expect(texts(disk)).toEqual(want)
  })
})

test('killed at any change, the next build converges and no foreign byte is lost', async () => {
  const script = join(folder, 'build.mjs')
  await bundle({
    entryPoints: [join(import.meta.dirname, 'build-script.ts')],
    outfile: script,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['better-sqlite3'],
    banner: {
      js: "import { createRequire as own } from 'node:module'; const require = own(import.meta.url)",
    },
  })
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
  const theirs = { 'nes/a.srm': 'save', 'gb/e.gb': 'mine' }
  for (const [path, text] of Object.entries(theirs)) writeAt(join(root, path), text)
  await build(disk, FIRST)
  const start = join(folder, 'start')
  cpSync(root, start, { recursive: true, preserveTimestamps: true })

  const list = treeList(THEN)
  let at = 0
  for (let isWhole = false; !isWhole;) {
    at += 1
    rmSync(root, { recursive: true })
    cpSync(start, root, { recursive: true, preserveTimestamps: true })
    const env = { ...process.env, CURATOR_CRASH_AT: `${at}` }
    const { signal, stdout, stderr } = spawnSync(process.execPath, [script, root, list], {
      env,
      encoding: 'utf8',
    })
    isWhole = signal === null
    expect([stderr, signal, stdout === '']).toEqual(isWhole ? ['', null, false] : ['', 'SIGKILL', true])
    expect(texts(disk)).toMatchObject(theirs)
    // A disk of its own, as a new process has it.
    const { outcome } = await build(disks.open(root), THEN)
    expect(isWhole ? ['nothing'] : ['done', 'nothing'], `after change ${at}`).toContain(outcome)
    expect(texts(disk)).toEqual({ ...THEN, ...theirs })
    expect(disk.list('.curator/tmp')).toEqual([])
  }
  expect(at).toBeGreaterThan(20)
}, 120_000)

/** Sources with these texts, and the list that `build-script.ts` reads. */
function treeList(want: Texts): string {
  const sources = Object.entries(want).map(([path, text]) => {
    const source = join(folder, 'sources', path)
    writeAt(source, text)
    return [path, source] as const
  })
  const list = join(folder, 'list.json')
  writeFileSync(list, JSON.stringify(Object.fromEntries(sources)))
  return list
}

function writeAt(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

test('a card that is unplugged while it is written is told in one sentence, and nothing is put in its place', async () => {
  const away = join(folder, 'away')
  let written = 0
  const wanted = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`nes/${n}.nes`, `game ${n}`]))
  const result = await build(disk, wanted, {
    onProgress() {
      if (++written === 1) renameSync(root, away)
    },
  })
  expect(result).toMatchObject({ put: 0, outcome: 'partial' })
  expect(result.problems.map(({ code, message }) => `${code}: ${message}`)).toEqual([
    `target-gone: ${root} went away while it was written: unplugged, or unmounted.`,
  ])
  expect(existsSync(root)).toBe(false)

  renameSync(away, root)
  expect(await build(disk, wanted)).toMatchObject({ outcome: 'done' })
  expect(texts(disk)).toEqual(wanted)
})

test('an empty mount point, which a card leaves behind, gets nothing of what was under way', async () => {
  const away = join(folder, 'away')
  const wanted = { 'gb/a.gb': 'a', 'nes/b.nes': 'b' }
  const pulled: Disk = {
    ...disk,
    async sync(paths) {
      await disk.sync(paths)
      if (!paths.some((path) => path.startsWith('.curator/tmp/'))) return
      renameSync(root, away)
      mkdirSync(root)
    },
  }
  const { outcome, problems } = await build(pulled, wanted)
  expect([outcome, problems.map(({ code }) => code)]).toEqual(['partial', ['target-gone']])
  expect(readdirSync(root)).toEqual([])
})

test('a disk that cannot be asked any more is told in one sentence, with the reason', async () => {
  const wanted = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`nes/${n}.nes`, `game ${n}`]))
  const gone = (): never => {
    throw Object.assign(new Error('gone'), { code: 'ENOTCONN' })
  }
  let isGone = false
  const broken: Disk = {
    ...disk,
    async sync(paths) {
      isGone = true
      await disk.sync(paths)
    },
    list: (path) => (isGone ? gone() : disk.list(path)),
    rename: gone,
  }
  const { outcome, problems } = await build(broken, wanted)
  expect([outcome, problems.map(({ code, message }) => `${code}: ${message}`)]).toEqual([
    'partial',
    [`target-gone: ${root} went away while it was written: the disk is not connected any more.`],
  ])
})

test('a card that is changed after the plan was made, for an empty mount point or another card, gets nothing', async () => {
  const before = { 'nes/a.nes': 'one' }
  const after = { ...before, 'nes/b.nes': 'two' }
  await build(disk, before)
  const plan = planOf(disk, after)
  const away = join(folder, 'away')
  renameSync(root, away)
  const empty = () => Promise.resolve()
  const other = () => build(disks.open(root), { 'gb/x.gb': 'x' })
  for (const [put, said] of [
    [
      empty,
      'target-gone: CARD is not the card that was looked at: unplugged, or changed for another. Nothing was written.',
    ],
    [other, WRITTEN],
  ] as const) {
    mkdirSync(root)
    await put()
    const there = texts(disk)
    const result = await applyPlan(disk, plan, resolveText, { tree: 'after' })
    expect(sayProblems(result)).toEqual([said])
    expect([result.put, result.outcome]).toEqual([0, 'partial'])
    expect(texts(disk)).toEqual(there)
    rmSync(root, { recursive: true })
  }
  renameSync(away, root)
  const { put, outcome } = await applyPlan(disk, plan, resolveText, { tree: 'after' })
  expect([put, outcome]).toEqual([1, 'done'])
})

/** Another project, with a state folder of its own: all that it shares with this one is the card. */
function another(): Disk {
  return disks.open(root)
}

function sayProblems({ problems }: { readonly problems: readonly Problem[] }): string[] {
  return problems.map(({ code, message }) => `${code}: ${message.replace(root, 'CARD')}`)
}

const BUSY = 'target-busy: CARD is being written by another curator. Nothing was written.'
const WRITTEN =
  'target-busy: CARD is not as it was looked at: another curator wrote to it since, or it is another card. Nothing was written.'

test('two that build a card at once: one does, the other says so in one sentence and touches nothing', async () => {
  const second: string[][] = []
  const watched: Disk = {
    ...disk,
    async sync(paths) {
      // in every state in which a card can be met
      const { problems, outcome } = await build(another(), THEN)
      second.push([outcome, ...sayProblems({ problems })])
      expect(readdirSync(join(root, '.curator')).filter((name) => name.startsWith('held'))).toEqual(['held'])
      expect(statSync(join(root, '.curator/held')).size).toBe(0)
      await disk.sync(paths)
    },
  }
  expect(await build(watched, FIRST, { chunk: 4 })).toMatchObject({ put: 4, problems: [], outcome: 'done' })
  expect(second.length).toBeGreaterThan(5)
  expect([...new Set(second.map((each) => each.join()))]).toEqual([`partial,${BUSY}`])
  expect(texts(disk)).toEqual(FIRST)
  expect(await build(another(), THEN)).toMatchObject({ problems: [], outcome: 'done' })
  expect(texts(disk)).toEqual(THEN)
})

test('a card that another built after it was looked at gets nothing that was planned for it', async () => {
  await build(disk, FIRST)
  const plan = planOf(disk, THEN)
  await build(another(), { ...FIRST, 'nes/x.nes': 'x' })
  const there = texts(disk)
  const result = await applyPlan(disk, plan, resolveText, { tree: 'then' })
  expect([result.outcome, ...sayProblems(result)]).toEqual(['partial', WRITTEN])
  expect(texts(disk)).toEqual(there)
})

test('a new card that another began and left unfinished counts as written, too', async () => {
  const plan = planOf(disk, FIRST)
  const killed: Disk = { ...another(), stage: () => Promise.reject(new Error('killed')) }
  await expect(build(killed, FIRST)).rejects.toThrow('killed')
  expect(sayProblems(await applyPlan(disk, plan, resolveText, { tree: 'first' }))).toEqual([WRITTEN])
  expect(await build(disk, FIRST)).toMatchObject({ problems: [], outcome: 'done' })
})

test('the temporary files of one who is writing are no leftovers', async () => {
  await build(disk, FIRST)
  writeAt(join(root, '.curator/tmp/5-0'), 'half a ga')
  const release = disk.hold('.curator/held')
  expect(await build(another(), FIRST)).toMatchObject({ problems: [], outcome: 'nothing' })
  expect(readdirSync(join(root, '.curator/tmp'))).toEqual(['5-0'])
  release?.()
  expect(await build(another(), FIRST)).toMatchObject({ problems: [], outcome: 'nothing' })
  expect(readdirSync(join(root, '.curator/tmp'))).toEqual([])
})
