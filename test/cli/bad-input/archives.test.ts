/** Archives that are damaged, dishonest or hostile: a warning in every run until they are gone, and the rest is built. */
import { existsSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { logiqxDat, type DatRom } from '../../support/dat.ts'
import { sha1 } from '../../support/sha1.ts'
import { makeZip } from '../../support/archives/zip.ts'
import { codes, emptyProject, LEAST, stamps, type Project } from '../support.ts'

const GOOD: DatRom = { name: 'Good (USA).gb', bytes: 'good' }
const ZIPPED: DatRom = { name: 'Zipped (USA).gb', bytes: 'zipped' }
const MANY: DatRom = { name: 'Many (USA).gb', bytes: 'one of many' }
const HELD = { name: ZIPPED.name, data: ZIPPED.bytes }

function withArchive(bytes: Uint8Array): Project {
  const project = emptyProject('archives')
  project.configure(LEAST)
  project.write('dats/gb.dat', logiqxDat('Nintendo - Game Boy', [GOOD, ZIPPED, MANY]))
  project.write('roms/good.gb', GOOD.bytes)
  project.write('roms/bad.zip', bytes)
  return project
}

const GOOD_ONLY = { plain: { preset: 'folder', path: './out', policy: 'good' } }

const names = (project: Project) => Object.keys(project.files('out'))
const whole = makeZip([HELD, { name: 'more.bin', data: Buffer.alloc(5000, 'more'), method: 'store' }])

interface Case {
  readonly what: string
  readonly zip: () => Uint8Array
  readonly code: string
  readonly says: RegExp
  /** What is taken out of it all the same. */
  readonly takes?: readonly string[]
}

const CASES: readonly Case[] = [
  {
    what: 'cut short',
    zip: () => whole.subarray(0, whole.length - 200),
    code: 'archive-damaged',
    says: /it is no whole zip/,
  },
  {
    what: 'with a wrong CRC',
    zip: () =>
      makeZip([
        { ...HELD, claim: { crc32: 0xdeadbeef } },
        { name: MANY.name, data: MANY.bytes },
      ]),
    code: 'archive-damaged',
    says: /member "Zipped \(USA\)\.gb" is damaged: its CRC-32 is [0-9a-f]{8} and the archive says deadbeef/,
    takes: ['gb/Many (USA).gb'],
  },
  {
    what: 'whose member inflates to more than it says',
    zip: () => makeZip([{ name: ZIPPED.name, data: Buffer.alloc(20_000_000), claim: { size: 10 } }]),
    code: 'archive-damaged',
    says: /member "Zipped \(USA\)\.gb"/,
  },
  {
    what: 'with members that climb out of it',
    zip: () =>
      makeZip([
        { ...HELD, name: '../../escape.gb' },
        { name: '/etc/absolute.gb', data: 'x' },
      ]),
    code: 'archive-unsafe-name',
    says: /member "\.\.\/\.\.\/escape\.gb" has a name that is no safe path; it is read, its name is not used \(and 1 more\)/,
    takes: ['gb/Zipped (USA).gb'],
  },
  {
    what: 'that is a bomb',
    zip: () => makeZip([{ name: ZIPPED.name, data: Buffer.alloc(120 * 2 ** 20) }]),
    code: 'archive-bomb',
    says: /its [\d,]+ bytes claim to unpack to 125,829,120; it is left alone/,
  },
  {
    what: 'that is empty space',
    zip: () => Buffer.alloc(0),
    code: 'archive-damaged',
    says: /it is no whole zip/,
  },
]

describe('an archive', () => {
  it.each(CASES)(
    '$what: warned of in every run until it is gone',
    async ({ zip, code, says, takes = [] }) => {
      const project = withArchive(zip())
      const path = project.at('roms/bad.zip')
      const built = ['gb/Good (USA).gb', ...takes].sort()

      const first = await project.build()
      expect(first.outcome).toBe('done')
      expect(first.problems.map((found) => [found.code, found.path])).toEqual([[code, path]])
      expect(first.problems[0]?.message).toMatch(says)
      expect(first.problems[0]?.message.startsWith(`${path}: `)).toBe(true)
      expect(names(project)).toEqual(built)

      const again = await project.run(['build', '--strict'])
      expect(again.code).toBe(1)
      expect(again.stderr).toContain(`warning ${path}: `)
      expect(again.stdout).toMatch(/nothing to do/)

      rmSync(path)
      const gone = await project.build({ args: ['--strict'] })
      expect(gone.problems).toEqual([])
      expect(names(project)).toEqual(['gb/Good (USA).gb'])
    },
  )

  it('with more members than two bytes can count is read like any other', async () => {
    const members = Array.from({ length: 2 ** 16 }, (_, i) => ({
      name: `${i}.bin`,
      data: String(i),
      method: 'store' as const,
    }))
    const project = withArchive(makeZip([...members, { name: MANY.name, data: MANY.bytes }], { zip64: true }))
    const report = await project.build()
    expect(report.problems).toEqual([])
    expect(names(project)).toEqual(['gb/Good (USA).gb', 'gb/Many (USA).gb'])
    expect((await project.build()).outcome).toBe('nothing')
  }, 180_000)

  it('was whole when its game was written: the device may hold the last good copy, so the game stays on it', async () => {
    const project = withArchive(makeZip([HELD]))
    await project.build()
    project.write('roms/bad.zip', makeZip([HELD]).subarray(0, 40))
    const report = await project.build({ code: 3 })
    expect(report.problems.map(({ code, message }) => [code, message])).toEqual([
      ['archive-damaged', expect.stringContaining('bad.zip')],
      [
        'deletes-withheld',
        'plain: 1 file that is not wanted any more stays, because the file it came from cannot be read.',
      ],
    ])
    expect(names(project)).toEqual(['gb/Good (USA).gb', 'gb/Zipped (USA).gb'])
    rmSync(project.at('roms/bad.zip'))
    expect((await project.build()).targets['plain']).toMatchObject({ deleted: 1, kept: 1 })
  })

  it('was whole when a zip was made of it: that stays as well', async () => {
    const packed = makeZip([{ ...HELD, name: 'called otherwise.gb' }])
    const project = withArchive(packed)
    const zipped = { preset: 'folder', path: './out', policy: 'everything', archives: 'zip' }
    project.configure({ ...LEAST, targets: { plain: zipped } })
    await project.build()
    const before = project.files('out')
    project.write('roms/bad.zip', packed.subarray(0, 40))
    expect(codes(await project.build({ code: 3 }))).toEqual(['archive-damaged', 'deletes-withheld'])
    expect(names(project)).toEqual(['gb/Good (USA).zip', 'gb/Zipped (USA).zip'])
    expect(project.files('out')).toEqual(before)
    rmSync(project.at('roms/bad.zip'))
    expect((await project.build()).targets['plain']).toMatchObject({ deleted: 1, kept: 1 })
  })

  it('was whole, and held one track of a disc: the others stay on the device with it', async () => {
    const tracks = ['one', 'two'].map((track) => ({ name: `Disc (USA) (Track ${track}).bin`, bytes: track }))
    const project = emptyProject('tracks')
    project.configure(LEAST)
    const roms = tracks.map(
      ({ name, bytes }) => `rom ( name "${name}" size ${bytes.length} sha1 ${sha1(bytes)} )`,
    )
    project.write(
      'dats/psx.dat',
      `clrmamepro ( name "Sony - PlayStation" )\ngame ( name "Disc (USA)"\n${roms.join('\n')}\n)\n`,
    )
    project.write('roms/one.bin', 'one')
    project.write('roms/two.zip', makeZip([{ name: 'two.bin', data: 'two' }]))
    await project.build()
    const before = project.files('out')
    expect(Object.keys(before)).toHaveLength(2)
    project.write('roms/two.zip', makeZip([{ name: 'two.bin', data: 'two' }]).subarray(0, 40))
    const report = await project.build({ code: 3 })
    expect(codes(report)).toEqual(['archive-damaged', 'deletes-withheld'])
    expect(project.files('out')).toEqual(before)
  })

  it('held what another file holds as well: then nothing is lost, and what is not wanted goes', async () => {
    const project = withArchive(makeZip([HELD]))
    project.write('roms/copy.gb', ZIPPED.bytes)
    await project.build()
    project.write('roms/bad.zip', makeZip([HELD]).subarray(0, 40))
    project.configure({ ...LEAST, policies: { good: { only: { names: ['Good*'] } } }, targets: GOOD_ONLY })
    const report = await project.build()
    expect(codes(report)).toEqual(['archive-damaged'])
    expect(names(project)).toEqual(['gb/Good (USA).gb'])
  })

  it('went bad under the same size and time: the build says so, and verify finds out', async () => {
    const project = withArchive(makeZip([{ ...HELD, method: 'store' }]))
    project.configure({ ...LEAST, roots: { roms: { path: './roms', identity: 'size+mtime' } } })
    const zip = project.at('roms', 'bad.zip')
    utimesSync(zip, 1_600_000_000, 1_600_000_000)
    await project.run(['plan'])
    writeFileSync(
      zip,
      makeZip([{ name: HELD.name, data: 'Zipped', method: 'store', claim: { crc32: crc32(HELD.data) } }]),
    )
    utimesSync(zip, 1_600_000_000, 1_600_000_000)
    const { stderr, code } = await project.run(['build'])
    expect(code).toBe(3)
    expect(stderr).toBe(
      `error ${project.at('out', 'gb', ZIPPED.name)} could not be written from ${zip}: a member has another checksum than the archive says. [source-changed]
  Run \`curator build\` again. If it says the same, \`curator verify\` finds out what became of the file.
`,
    )
    expect((await project.run(['verify'])).stderr).toContain('[file-rotten]')
    expect(codes(await project.build())).toEqual(['file-rotten'])
  })

  it('never writes outside of a target, and never into a root', async () => {
    const project = withArchive(makeZip([{ ...HELD, name: '../../../../../escape.gb' }]))
    const before = stamps(project.at('roms'))
    await project.build()
    expect(existsSync(project.at('escape.gb'))).toBe(false)
    expect(existsSync(project.at('../escape.gb'))).toBe(false)
    expect(stamps(project.at('roms'))).toEqual(before)
  })
})

describe('--strict', () => {
  it('fails a build with games missing, and says so in the numbers', async () => {
    const project = emptyProject('strict')
    project.configure({
      ...LEAST,
      policies: { one: {} },
      targets: { plain: { ...LEAST.targets['plain'], policy: 'one' } },
    })
    project.write('dats/gb.dat', logiqxDat('Nintendo - Game Boy', [GOOD, ZIPPED]))
    project.write('roms/good.gb', GOOD.bytes)
    const lax = await project.build()
    expect(lax.targets['plain']).toMatchObject({ put: 1, missing: 1 })
    const strict = await project.run(['build', '--strict'])
    expect(strict.code).toBe(1)
    expect(strict.stderr).toContain('1 game')
    project.write('roms/z.zip', makeZip([HELD]))
    expect((await project.run(['build', '--strict'])).code).toBe(0)
  })
})
