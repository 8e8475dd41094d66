/** Roots that are not there, cannot be read, or lie in each other. Nothing known is forgotten, and the rest is built. */
import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Problem } from '../../../src/errors.ts'
import { logiqxDat, type DatRom } from '../../support/dat.ts'
import {
  changed,
  codes,
  emptyProject,
  fileStamps,
  LEAST,
  messages,
  stamps,
  type ConfigData,
  type Project,
} from '../support.ts'

const ALPHA: DatRom = { name: 'Alpha (USA).gb', bytes: 'alpha' }
const BRAVO: DatRom = { name: 'Bravo (USA).gb', bytes: 'bravo' }
const NEWS: DatRom = { name: 'News (USA).gb', bytes: 'came meanwhile' }
const BOTH: DatRom = { name: 'Common (USA).gb', bytes: 'in both roots' }
const CONFIG: ConfigData = { ...LEAST, roots: { disk: './disk', stick: './stick' } }

function twoRoots(config = CONFIG): Project {
  const project = emptyProject('roots')
  project.configure(config)
  project.write('dats/gb.dat', logiqxDat('Nintendo - Game Boy', [ALPHA, BRAVO, NEWS, BOTH]))
  project.write('disk/a.gb', ALPHA.bytes)
  project.write('disk/c.gb', BOTH.bytes)
  project.write('stick/b.gb', BRAVO.bytes)
  project.write('stick/c.gb', BOTH.bytes)
  return project
}

const names = (project: Project, folder = 'out') => Object.keys(project.files(folder))

const SPOILT = [
  ['does not exist', 'root-missing', () => {}],
  ['is a file', 'root-not-folder', (project: Project) => project.write('stick', 'a file')],
  ['cannot be read', 'root-unreadable', (project: Project) => symlinkSync('stick', project.at('stick'))],
] as const

describe('a root that cannot be used', () => {
  it.each(SPOILT)('%s: it is named, and the other one is built', async (_, code, spoil) => {
    const project = twoRoots()
    rmSync(project.at('stick'), { recursive: true })
    spoil(project)
    const report = await project.build({ code: 2 })
    expect(codes(report)).toContain(code)
    expect(messages(report, code)[0]).toContain(project.at('stick'))
    expect(names(project)).toEqual(['gb/Alpha (USA).gb', 'gb/Common (USA).gb'])
    expect(report.targets['plain']).toMatchObject({ put: 2, deleted: 0 })
  })

  it.each(SPOILT)('%s: every verb that looks at it says so in the same words', async (_, code, spoil) => {
    const project = twoRoots()
    await project.build()
    rmSync(project.at('stick'), { recursive: true })
    spoil(project)
    const told = messages(await project.build({ code: 2 }), code)
    expect(told).toHaveLength(1)
    for (const verb of [['plan'], ['status'], ['build', '--dry-run'], ['verify']]) {
      const { code: exit, stdout } = await project.run([...verb, '--json'])
      const document = JSON.parse(stdout) as { readonly problems: readonly Problem[] }
      expect([verb, exit, messages(document, code)]).toEqual([verb, 2, told])
    }
    const doctor = await project.run(['doctor'])
    expect(doctor.code).toBe(1)
    expect(doctor.stdout).toContain(`bad   root stick: ${told[0]}\n`)
  })

  it('is unplugged: its files are not taken for gone by verify, which looks at the others', async () => {
    const project = twoRoots()
    await project.build()
    renameSync(project.at('stick'), project.at('drawer'))
    project.write('disk/a.gb', 'other bytes')
    const { stdout } = await project.run(['verify', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({
      checked: 2,
      verdicts: { sound: 1, changed: 1, gone: 0 },
      findings: [{ root: 'disk', path: 'a.gb' }],
    })
    mkdirSync(project.at('stick'))
    const emptied = await project.run(['verify', '--root', 'stick'])
    expect(emptied.code).toBe(3)
    expect(emptied.stderr).toContain('The root "stick" held files and is empty now')
    expect((await project.run(['doctor'])).stdout).toContain('bad   root stick: The root "stick" held files')
  })

  it('is unplugged: nothing leaves a device, what it held stays known, and it is no news when it is back', async () => {
    const project = twoRoots()
    await project.build()
    const before = fileStamps(project.at('out'))
    renameSync(project.at('stick'), project.at('drawer'))

    const report = await project.build({ code: 2 })
    expect(codes(report)).toContain('root-missing')
    expect(report.targets['plain']).toMatchObject({ put: 0, deleted: 0, kept: 3, conflicts: 0 })
    expect(fileStamps(project.at('out'))).toEqual(before)

    renameSync(project.at('drawer'), project.at('stick'))
    const back = await project.build()
    expect(back.outcome).toBe('nothing')
    expect(fileStamps(project.at('out'))).toEqual(before)
  })

  it('is unplugged: what it shares with another root is still written to a new device', async () => {
    const project = twoRoots({ ...CONFIG, roots: { a: './stick', b: './disk' } })
    await project.build()
    renameSync(project.at('stick'), project.at('drawer'))
    const { plain } = LEAST.targets
    project.configure({
      ...CONFIG,
      roots: { a: './stick', b: './disk' },
      targets: { plain: { ...plain, path: './new' } },
    })
    const report = await project.build({ code: 2 })
    expect(names(project, 'new')).toEqual(['gb/Alpha (USA).gb', 'gb/Common (USA).gb'])
    expect(codes(report)).toEqual(['root-missing', 'source-changed'])
    expect(messages(report, 'source-changed')[0]).toContain('Bravo (USA).gb')
    renameSync(project.at('drawer'), project.at('stick'))
    await project.build()
    expect(names(project, 'new')).toEqual(['gb/Alpha (USA).gb', 'gb/Bravo (USA).gb', 'gb/Common (USA).gb'])
  })

  it('is unplugged while the policy drops a game: the file stays until a build that sees everything', async () => {
    const project = twoRoots()
    await project.build()
    renameSync(project.at('stick'), project.at('drawer'))
    const dropping = {
      ...CONFIG,
      policies: { everything: { keep: 'all', availability: 'owned', drop: ['Alpha*'] } },
    }
    project.configure(dropping)
    project.write('disk/n.gb', NEWS.bytes)
    const report = await project.build({ code: 2 })
    expect(codes(report)).toEqual(['deletes-withheld', 'root-missing'])
    // what came meanwhile need not wait
    expect(report.targets['plain']).toMatchObject({ put: 1, deleted: 0 })
    expect(names(project)).toEqual([ALPHA, BRAVO, BOTH, NEWS].map(({ name }) => `gb/${name}`))
    renameSync(project.at('drawer'), project.at('stick'))
    expect((await project.build()).targets['plain']).toMatchObject({ put: 0, deleted: 1, outcome: 'done' })
    expect(names(project)).toEqual(['gb/Bravo (USA).gb', 'gb/Common (USA).gb', 'gb/News (USA).gb'])
  })

  it('is suddenly empty, as a mount point is: nothing leaves a device before somebody says that it was meant', async () => {
    const project = twoRoots()
    await project.build()
    const before = fileStamps(project.at('out'))
    renameSync(project.at('stick'), project.at('drawer'))
    mkdirSync(project.at('stick'))
    const report = await project.build({ code: 3 })
    expect(codes(report)).toEqual(['root-emptied'])
    expect(messages(report, 'root-emptied')[0]).toContain(project.at('stick'))
    expect(fileStamps(project.at('out'))).toEqual(before)
    const forced = await project.build({ args: ['--force'] })
    expect(forced.targets['plain']).toMatchObject({ deleted: 1, kept: 2 })
    expect((await project.build()).problems).toEqual([])
  })

  it('is empty, and nobody knows what it held: nothing leaves a device that was right with it', async () => {
    const project = twoRoots()
    await project.build()
    const before = fileStamps(project.at('out/gb'))
    renameSync(project.at('stick'), project.at('drawer'))
    mkdirSync(project.at('stick'))
    rmSync(project.at('.curator'), { recursive: true })
    for (const _ of [1, 2]) {
      const report = await project.build({ code: 3 })
      expect(messages(report, 'deletes-withheld')).toEqual([
        'plain: 1 file that is not wanted any more stays, because the root "stick" is empty.',
      ])
      expect(codes(report)).toEqual(['deletes-withheld'])
      expect(fileStamps(project.at('out/gb'))).toEqual(before)
    }
    expect((await project.build({ args: ['--force'] })).targets['plain']).toMatchObject({ deleted: 1 })
    expect((await project.build()).problems).toEqual([])
  })

  it('was empty when a device was built: what is not wanted any more leaves it', async () => {
    const project = twoRoots()
    rmSync(project.at('stick'), { recursive: true })
    mkdirSync(project.at('stick'))
    project.write('out/gb/Alpha (USA).gb', 'not ours') // so the device is never right as a whole
    await project.build({ code: 3 })
    rmSync(project.at('disk/c.gb'))
    const report = await project.build({ code: 3 })
    expect(report.targets['plain']).toMatchObject({ deleted: 1, conflicts: 1 })
    expect(codes(report)).toEqual(['foreign-file'])
  })

  it('has links to a disk that is unplugged: nothing leaves a device before the links are taken away', async () => {
    const project = emptyProject('links')
    project.configure({ ...LEAST, roots: { disk: { path: './disk', followSymlinks: true } } })
    project.write('dats/gb.dat', logiqxDat('Nintendo - Game Boy', [ALPHA, BRAVO, BOTH]))
    project.write('disk/a.gb', ALPHA.bytes)
    project.write('stick/shelf/b.gb', BRAVO.bytes)
    project.write('stick/c.gb', BOTH.bytes)
    symlinkSync(project.at('stick/shelf'), project.at('disk/more'))
    symlinkSync('../stick/c.gb', project.at('disk/c.gb'))
    await project.build()
    const before = fileStamps(project.at('out/gb'))
    renameSync(project.at('stick'), project.at('drawer'))
    const nowhere = 'cannot be read: it is a link that leads nowhere.'
    const says = [
      `${project.at('disk/more')}: the folder ${nowhere} What is known of its files is kept.`,
      `${project.at('disk/c.gb')}: it ${nowhere}`,
    ]
    for (const rules of [{}, { ignore: ['*.iso'] }]) {
      const disk = { path: './disk', followSymlinks: true, ...rules }
      project.configure({ ...LEAST, roots: { disk } })
      const report = await project.build({ code: 3 })
      expect(codes(report)).toEqual(['deletes-withheld', 'file-unreadable'])
      expect(messages(report, 'file-unreadable')).toEqual(says)
      expect(report.problems.find(({ hint }) => hint !== undefined)?.hint).toBe(
        'Is a disk not plugged in? If it is gone for good, delete the link.',
      )
      expect(fileStamps(project.at('out/gb'))).toEqual(before)
    }

    renameSync(project.at('drawer'), project.at('stick'))
    const back = await project.build()
    expect(back).toMatchObject({ problems: [], targets: { plain: { put: 0, deleted: 0, kept: 3 } } })
    rmSync(project.at('stick'), { recursive: true })
    await project.build({ code: 3 })
    rmSync(project.at('disk/more'))
    rmSync(project.at('disk/c.gb'))
    expect((await project.build()).targets['plain']).toMatchObject({ deleted: 2, kept: 1 })
  })

  it('is the empty folder of one, that a link leads to', async () => {
    const project = emptyProject('link to a disk')
    project.configure({ ...LEAST, roots: { disk: { path: './disk', followSymlinks: true } } })
    project.write('dats/gb.dat', logiqxDat('Nintendo - Game Boy', [ALPHA, BRAVO]))
    project.write('disk/a.gb', ALPHA.bytes)
    project.write('stick/shelf/b.gb', BRAVO.bytes)
    symlinkSync('../stick', project.at('disk/more'))
    await project.build()
    const all = names(project)
    renameSync(project.at('stick'), project.at('drawer'))
    mkdirSync(project.at('stick'))
    const link = project.at('disk/more')
    const told = {
      code: 'file-unreadable',
      message: `${link}: the folder that this link leads to held files and is empty now. What is known of them is kept.`,
      path: link,
      hint: 'Is a disk not plugged in? If it is gone for good, run `curator build --force`.',
    }
    for (const rules of [{}, { ignore: ['*.iso'] }]) {
      const disk = { path: './disk', followSymlinks: true, ...rules }
      project.configure({ ...LEAST, roots: { disk } })
      expect((await project.build()).problems).toEqual([told])
      expect(names(project)).toEqual(all)
    }

    rmSync(project.at('stick'), { recursive: true })
    renameSync(project.at('drawer'), project.at('stick'))
    expect((await project.build()).problems).toEqual([])
    rmSync(project.at('stick/shelf'), { recursive: true })
    expect((await project.build()).problems).toEqual([told])
    expect((await project.build({ args: ['--force'] })).problems).toEqual([])
    expect(names(project)).toEqual(['gb/Alpha (USA).gb'])
    expect((await project.build()).problems).toEqual([])
  })

  it('left the config: its files go from the devices, because that was asked for', async () => {
    const project = twoRoots()
    await project.build()
    project.configure({ ...CONFIG, roots: { disk: './disk' } })
    expect((await project.build()).targets['plain']).toMatchObject({ put: 0, deleted: 1 })
    expect(names(project)).toEqual(['gb/Alpha (USA).gb', 'gb/Common (USA).gb'])
  })
})

describe('folders in each other stop the build before anything is written', () => {
  const { plain } = LEAST.targets
  it.each<[string, string, string, ConfigData]>([
    [
      'two roots',
      'roots-nested',
      "The root 'stick' (DIR/disk/stick) lies inside the root 'disk' (DIR/disk).",
      { ...CONFIG, roots: { disk: './disk', stick: './disk/stick' } },
    ],
    [
      'a target in a root',
      'target-in-root',
      "The target 'plain' (DIR/disk/out) lies inside the root 'disk' (DIR/disk).",
      { ...CONFIG, targets: { plain: { ...plain, path: './disk/out' } } },
    ],
    [
      'a root in a target',
      'target-in-root',
      "The root 'disk' (DIR/disk) lies inside the target 'plain' (DIR).",
      { ...CONFIG, targets: { plain: { ...plain, path: '.' } } },
    ],
    [
      'two targets',
      'targets-nested',
      "The target 'inner' (DIR/out/in) lies inside the target 'plain' (DIR/out).",
      { ...CONFIG, targets: { plain: { ...plain }, inner: { ...plain, path: './out/in' } } },
    ],
  ])('%s', async (_, code, message, config) => {
    const project = twoRoots(config)
    mkdirSync(project.at('disk/stick'))
    const before = stamps(project.dir)
    const result = await project.run(['build'])
    expect(result.code).toBe(2)
    expect(result.stderr).toContain(`error ${message.replaceAll('DIR', project.dir)} [${code}]\n`)
    expect(result.stderr).toContain(`${project.at('curator.config.json')}:`)
    const isOurs = (path: string) => path === '' || path.startsWith('.curator')
    expect(changed(before, stamps(project.dir)).filter((path) => !isOurs(path))).toEqual([])
  })

  it('a target in a root by way of a link', async () => {
    const project = twoRoots()
    mkdirSync(project.at('disk/inside'))
    symlinkSync(join('disk', 'inside'), project.at('out'))
    const { code, stderr } = await project.run(['build'])
    expect(code).toBe(2)
    expect(stderr).toContain('[target-in-root]')
  })
})
