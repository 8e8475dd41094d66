/** Notes on a device that are cut, flipped or forged: never an unknown error, never a foreign file lost. */
import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { observe } from '../../src/targets/device/look/observe.ts'
import { memoryDisk, PowerLoss, type MemoryDisk } from '../support/memory-disk.ts'
import { build, planOf, sayActions, visible, type Texts } from './support.ts'

const FIRST = { 'nes/a.nes': 'one', 'nes/b.nes': 'two' }
const THEN = { 'nes/b.nes': 'TWO', 'gb/c.gb': 'three' }
const THEIRS = { 'nes/a.srm': 'save', 'notes.txt': 'mine' }

/** A device with two generations, and if wished with a third that lost power in the middle. */
async function usedDisk(isInterrupted: boolean, longestNotes?: number): Promise<MemoryDisk> {
  const options = longestNotes === undefined ? {} : { longestNotes }
  const disk = memoryDisk()
  disk.mkdir('nes')
  for (const [path, text] of Object.entries(THEIRS)) disk.write(path, Buffer.from(text))
  await build(disk, FIRST, options)
  await build(disk, THEN, options)
  disk.eject()
  if (!isInterrupted) return disk
  disk.dieAt(9)
  await build(disk, FIRST, options).catch((error: unknown) => {
    if (!(error instanceof PowerLoss)) throw error
  })
  disk.crash(() => 0.999)
  return disk
}

async function expectSafe(disk: MemoryDisk, want: Texts, said: string): Promise<void> {
  const built = await build(disk, want)
  const files = visible(disk.files())
  expect(files, said).toMatchObject({ ...want, ...THEIRS })
  expect(built.conflicts, said).toBe(0)
  const again = await build(disk, want)
  expect([again.put, again.deleted, again.outcome], said).toEqual([0, 0, 'nothing'])
}

/** Whole builds at every so many bytes: each takes a device of its own. */
const STRIDE = process.env['CURATOR_DEEP'] === '1' ? 1 : 24

describe.each([
  ['after clean builds', false],
  ['after a power loss', true],
])('%s', (_when, isInterrupted) => {
  test.each(['manifest.0', 'manifest.1', 'journal.0', 'journal.1'])(
    '%s may be cut or flipped at any byte',
    async (record) => {
      const path = `.curator/${record}`
      const disk = await usedDisk(isInterrupted)
      const whole = disk.read(path)
      if (whole === undefined) throw new Error(`no ${path}`)
      for (let at = 0; at < whole.length; at++) {
        for (const [how, bytes] of [
          ['cut', whole.subarray(0, at)],
          ['flipped', flipped(whole, at)],
        ] as const) {
          disk.write(path, bytes)
          const touched = planOf(disk, FIRST).actions.filter(({ path: p }) => p in THEIRS)
          expect(touched, `${record} ${how} at ${at}`).toEqual([])
          if (at % STRIDE > 0) continue
          const used = await usedDisk(isInterrupted)
          used.wait(10_000)
          used.write(path, bytes)
          await expectSafe(used, FIRST, `${record} ${how} at ${at}`)
        }
      }
    },
  )
})

/** Of the sections of both manifests. */
const FILES = ['1.0', '2.0', '2.1']

describe('notes in files of their own', () => {
  test('are those of the manifest and of the one before it', async () => {
    const disk = await usedDisk(false, 0)
    expect(disk.list('.curator/sections')?.map(({ name }) => name)).toEqual(FILES)
    expect(observe(disk)).toMatchObject({ done: true, files: 2, problems: [], drift: [] })
  })

  test('stay as they are while their sections do', async () => {
    const disk = await usedDisk(false, 0)
    const { 'gb/c.gb': path, ...others } = THEN
    await build(disk, { ...others, 'gb/c.gb': `${path}, once more` }, { longestNotes: 0 })
    expect(disk.list('.curator/sections')?.map(({ name }) => name)).toEqual(['2.0', '2.1', '3.0'])
    expect(observe(disk)).toMatchObject({ done: true, files: 2, problems: [], drift: [] })
  })

  test('go back into the manifest when they are short', async () => {
    const disk = await usedDisk(false, 0)
    await build(disk, FIRST)
    await build(disk, THEN)
    expect(disk.list('.curator/sections')).toEqual([])
  })

  test.each(FILES.flatMap((file) => [false, true].map((isInterrupted) => [file, isInterrupted] as const)))(
    '%s may be cut or flipped at any byte, or gone; after a power loss: %s',
    async (file, isInterrupted) => {
      const path = `.curator/sections/${file}`
      const whole = (await usedDisk(isInterrupted, 0)).read(path)
      if (whole === undefined) throw new Error(`no ${path}`)
      for (let at = 0; at < whole.length; at += STRIDE) {
        for (const [how, bytes] of [
          ['cut', whole.subarray(0, at)],
          ['flipped', flipped(whole, at)],
        ] as const) {
          const used = await usedDisk(isInterrupted, 0)
          used.wait(10_000)
          used.write(path, bytes)
          await expectSafe(used, FIRST, `${file} ${how} at ${at}`)
        }
      }
      const used = await usedDisk(isInterrupted, 0)
      used.wait(10_000)
      used.remove(path)
      await expectSafe(used, FIRST, `${file} is gone`)
    },
  )
})

test.each([
  ['manifest.0', true],
  ['manifest.1', true],
  // it may be all that tells of a half written file
  ['journal.0', false],
  ['journal.1', false],
])('while %s cannot be read, is anything written: %s', async (record, isWritten) => {
  const disk = await usedDisk(true)
  const broken = {
    ...disk,
    read(path: string, upTo?: number) {
      if (path === `.curator/${record}`) throw Object.assign(new Error('EIO'), { code: 'EIO' })
      return disk.read(path, upTo)
    },
  }
  const before = disk.files()
  const built = await build(broken, FIRST)
  if (!isWritten) {
    expect(disk.files()).toEqual(before)
    expect(built.problems.map(({ code }) => code)).toEqual(['write-failed'])
  }
  await expectSafe(disk, FIRST, record)
})

test.each(['manifest.0', 'sections/2.0'])(
  'while %s cannot be read and no other serves, nothing that is ours is forgotten',
  async (record) => {
    const disk = await usedDisk(false, 0)
    disk.write('.curator/manifest.1', Buffer.from('torn'))
    const broken = {
      ...disk,
      read(path: string, upTo?: number) {
        if (path === `.curator/${record}`) throw Object.assign(new Error('EIO'), { code: 'EIO' })
        return disk.read(path, upTo)
      },
    }
    const before = disk.files()
    const { outcome, problems } = await build(broken, {})
    expect([outcome, problems]).toMatchObject([
      'partial',
      [
        {
          code: 'write-failed',
          message: '/card cannot be looked at: the disk reported an input/output error. Nothing was written.',
        },
      ],
    ])
    expect(disk.files()).toEqual(before)
    expect(await build(disk, {})).toMatchObject({ deleted: 2, outcome: 'done' })
    expect(visible(disk.files())).toEqual(THEIRS)
  },
)

test('that both manifests are damaged is said, though journals of later runs are whole', async () => {
  const disk = await usedDisk(false)
  await build(disk, FIRST)
  for (const record of ['manifest.0', 'manifest.1']) disk.write(`.curator/${record}`, Buffer.from('torn'))
  expect(observe(disk)).toMatchObject({ interrupted: true, problems: [{ code: 'state-damaged' }] })
})

test.each([
  ['cut', '{"madeBy":"cur'],
  ['empty', ''],
  ['a list', '[]'],
  ['long', ' '.repeat(5000)],
])('a name tag that is %s names nobody', async (_case, text) => {
  const disk = await usedDisk(false)
  disk.write('.curator/id', Buffer.from(text))
  await expectSafe(disk, FIRST, 'id')
})

test('with no notes left, what is right is kept, and what is not wanted is nobody’s', async () => {
  const disk = await usedDisk(false)
  for (const record of ['manifest.0', 'manifest.1', 'journal.0', 'journal.1'])
    disk.write(`.curator/${record}`, Buffer.from('x'))
  const seen = observe(disk)
  expect(seen.problems).toEqual([
    {
      code: 'state-damaged',
      message:
        'What curator wrote down in /card/.curator is damaged. Files that are right are kept; those that are not wanted any more cannot be told from yours and stay.',
      path: '/card/.curator',
    },
  ])
  const built = await build(disk, { 'gb/c.gb': 'three', 'nes/d.nes': 'four' })
  expect(built).toMatchObject({ kept: 1, put: 1, deleted: 0, outcome: 'done' })
  expect(visible(disk.files())).toEqual({ ...THEN, ...THEIRS, 'nes/d.nes': 'four' })
  expect(observe(disk).problems).toEqual([])
})

describe('a forged manifest', () => {
  const hashOfSave = createHash('sha1').update('save').digest('hex')
  const section = { id: 's0', hash: 'h', count: 1, folders: [''] }
  const columns = '[["","a",[1],[1]]]'
  const rest = JSON.stringify({ hashes: [hashOfSave], notOurs: [] })
  const head = (more: object = {}) =>
    JSON.stringify({ tree: 't', done: true, sections: [section], claims: [], made: [], ...more })
  const forge = (disk: MemoryDisk, lines: readonly string[]) => {
    const sealed = Buffer.from(` manifest 9 0\n${lines.join('\n')}\n`)
    disk.write(
      '.curator/manifest.0',
      Buffer.concat([Buffer.from(createHash('sha1').update(sealed).digest('hex')), sealed]),
    )
  }

  test('that is as ours are is believed', async () => {
    const disk = await usedDisk(false)
    forge(disk, [head(), columns, rest])
    expect(observe(disk)).toMatchObject({ generation: 9, tree: 't', drift: ['a'], problems: [] })
  })

  test.each([['../a.srm'], ['/a.srm'], ['nes/../../a.srm'], ['.curator/id'], ['nes//a.srm'], ['']])(
    'that claims %j is not believed',
    async (path) => {
      const disk = await usedDisk(false)
      forge(disk, [head({ claims: [[path, hashOfSave]] }), columns, rest])
      expect(sayActions(planOf(disk, THEN).actions)).toEqual([])
    },
  )

  test.each([
    ['no JSON', ['x', 'y', 'z']],
    ['a list', ['[]', '[]']],
    ['too few lines', [head(), columns]],
    ['too many lines', [head(), columns, rest, rest]],
    ['a section that is none', [head({ sections: [7] }), columns, rest]],
    ['a folder outside', [head({ sections: [{ ...section, folders: ['../x'] }] }), columns, rest]],
    ['columns of different lengths', [head(), '[["","a",[],[]]]', rest]],
    ['names with folders', [head(), '[["","../a",[1,1],[1,1]]]', rest]],
    ['another kind of time', [head(), '[["","a",[1],["x"]]]', rest]],
    ['hashes for other files', [head(), columns, '{"hashes":[""],"notOurs":[]}']],
    ...['../id', '1', '1.0/x', '/etc/passwd', 5].map((file): [string, string[]] => [
      `notes in ${file}`,
      [head({ sections: [{ ...section, notes: { file, sha1: hashOfSave } }] })],
    ]),
    [
      'notes that are not there',
      [head({ sections: [{ ...section, notes: { file: '8.0', sha1: hashOfSave } }] })],
    ],
  ])('of %s is taken for a damaged one', async (_case, lines) => {
    const disk = await usedDisk(false)
    forge(disk, lines)
    await expectSafe(disk, THEN, 'forged')
  })
})

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  const copy = Uint8Array.from(bytes)
  copy[at] = (copy[at] ?? 0) ^ 0x10
  return copy
}
