/** Targets that cannot be written as they should be: every failure is named, nothing foreign is touched, the rest is built. */
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { logiqxDat, type DatRom } from '../../support/dat.ts'
import { CAN_MOUNT, mounting, NEEDS_MOUNT } from '../mounts.ts'
import { codes, emptyProject, LEAST, messages, projectIn, stamps, type Project } from '../support.ts'
import type { BuildReport } from '../../../src/steps/outcome.ts'

const GB = 'Nintendo - Game Boy'
const ROMS: readonly DatRom[] = Array.from({ length: 40 }, (_, i) => ({
  name: `Game ${String(i).padStart(2, '0')} (USA).gb`,
  bytes: `${i} `.repeat(20_000),
}))

/** Two targets: `good` at ./good, `bad` at ./bad, of which a test spoils the second. */
function twoTargets(roms: readonly DatRom[] = ROMS.slice(0, 3), options: object = {}): Project {
  return fill(emptyProject('targets'), roms, options)
}

function fill(project: Project, roms: readonly DatRom[], options: object = {}): Project {
  const target = { preset: 'folder', policy: 'everything', layout: '{file}', ...options }
  project.configure({
    ...LEAST,
    targets: { bad: { ...target, path: './bad' }, good: { ...target, path: './good' } },
  })
  project.write('dats/gb.dat', logiqxDat(GB, roms))
  for (const [i, { bytes }] of roms.entries()) project.write(`roms/${i}.gb`, bytes)
  return project
}

const names = (project: Project, folder: string) => Object.keys(project.files(folder))
const wanted = (roms: readonly DatRom[]) => roms.map(({ name }) => name).sort()

describe('a target that cannot be written', () => {
  it('is a file: it stays, and the other target is built', async () => {
    const project = twoTargets()
    project.write('bad', 'a file of mine')
    const report = await project.build({ code: 3 })
    expect(report.problems).toEqual([
      {
        code: 'target-not-folder',
        message: `${project.at('bad')} should be the folder of a target, but it is not a folder.`,
        path: project.at('bad'),
      },
    ])
    expect(report.targets['bad']).toMatchObject({ put: 0, outcome: 'partial' })
    expect(readFileSync(project.at('bad'), 'utf8')).toBe('a file of mine')
    expect(names(project, 'good')).toEqual(wanted(ROMS.slice(0, 3)))
    rmSync(project.at('bad'))
    expect((await project.build()).targets['bad']).toMatchObject({ put: 3, outcome: 'done' })
  })

  it('lies below a file', async () => {
    const project = twoTargets()
    project.configure({
      ...LEAST,
      targets: { bad: { preset: 'folder', policy: 'everything', path: './note/out' } },
    })
    project.write('note', 'a file of mine')
    const report = await project.build({ code: 3 })
    expect(codes(report)).toEqual(['target-not-folder'])
    expect(messages(report, 'target-not-folder')[0]).toContain(project.at('note/out'))
    expect(readFileSync(project.at('note'), 'utf8')).toBe('a file of mine')
  })

  it.each([
    ['is a link', 'bad'],
    ['lies behind a link', 'bad/deep/er'],
  ])('%s that leads nowhere: plan, doctor and build say so, until it leads somewhere', async (_, path) => {
    const project = twoTargets()
    project.configure({
      ...LEAST,
      targets: { bad: { preset: 'folder', policy: 'everything', path: `./${path}` } },
    })
    symlinkSync(project.at('card'), project.at('bad'))
    const which = path === 'bad' ? 'it is' : `${project.at('bad')} is`
    const told = {
      code: 'target-not-folder',
      message: `${project.at(path)} cannot be the folder of a target: ${which} a link that leads nowhere.`,
      path: project.at(path),
      hint: 'Is a disk not plugged in? If it is gone for good, delete the link, or point it at a folder.',
    }
    expect((await project.build({ code: 3 })).problems).toEqual([told])
    expect((await project.plan('bad')).targets['bad']).toMatchObject({ actions: [], problems: [told] })
    for (const args of [['doctor'], ['doctor', 'bad']]) {
      const { code, stdout } = await project.run(args)
      expect([code, stdout]).toEqual([1, expect.stringContaining(told.message)])
    }
    mkdirSync(project.at('card'))
    expect((await project.build()).targets['bad']).toMatchObject({ put: 3, outcome: 'done' })
  })

  it('was built as another target: its files are not touched', async () => {
    const project = twoTargets()
    await project.build()
    renameSync(project.at('good'), project.at('card'))
    rmSync(project.at('bad'), { recursive: true })
    renameSync(project.at('card'), project.at('bad'))
    rmSync(project.at('roms/2.gb'))
    const before = stamps(project.at('bad'))
    const report = await project.build({ code: 3 })
    expect(codes(report)).toEqual(['target-other-owner'])
    expect(messages(report, 'target-other-owner')[0]).toMatch(/good/)
    expect(stamps(project.at('bad'))).toEqual(before)
    expect(report.targets['good']).toMatchObject({ put: 2, outcome: 'done' })
  })

  it('holds files of others where ours would go: they are conflicts, and all else is written', async () => {
    const project = twoTargets()
    project.write('bad/Game 01 (USA).gb', 'my own dump')
    project.write('bad/Game 02 (USA).gb', String(ROMS[2]?.bytes))
    project.write('bad/save.sav', 'my save')
    const report = await project.build({ code: 3 })
    const path = project.at('bad/Game 01 (USA).gb')
    expect(report.problems).toEqual([
      {
        code: 'already-there',
        message:
          `1 file on ${project.at('bad')} is as wanted already, and no notes there say that curator wrote it: ` +
          'it stays when no longer wanted.',
        path: project.at('bad'),
        hint: "`curator doctor bad --adopt` takes over what is curator's.",
      },
      {
        code: 'foreign-file',
        message: `${path} is in the way: curator did not write it. It was left alone.`,
        path,
        hint: 'Move it away, or run `curator build --force` to replace it.',
      },
    ])
    expect(report.targets['bad']).toMatchObject({ put: 1, kept: 1, conflicts: 1, outcome: 'partial' })
    expect(readFileSync(path, 'utf8')).toBe('my own dump')
    const forced = await project.build({ args: ['--force'] })
    expect(forced.targets['bad']).toMatchObject({ put: 1, kept: 2, conflicts: 0, outcome: 'done' })
    expect(Object.keys(stamps(project.at('bad/.curator/replaced'))).at(-1)).toMatch(/Game 01 \(USA\)\.gb$/)
    expect(readFileSync(project.at('bad/save.sav'), 'utf8')).toBe('my save')
  })

  it.skipIf(!CAN_MOUNT)(
    `is read-only: nothing is written there, and the other target is built ${NEEDS_MOUNT}`,
    async () => {
      const project = twoTargets()
      mkdirSync(project.at('bad'))
      const readOnly = mounting(
        'mount --bind "$path" "$path"; mount -o remount,bind,ro "$path"',
        project.at('bad'),
      )
      const { code, stdout } = await project.run(['build', '--json'], { within: readOnly })
      const report = JSON.parse(stdout) as BuildReport
      expect(code).toBe(3)
      expect(report.problems).toEqual([
        {
          code: 'target-read-only',
          message: `${project.at('bad')} cannot be written to. Nothing was changed.`,
          path: project.at('bad'),
        },
      ])
      expect(names(project, 'bad')).toEqual([])
      expect(names(project, 'good')).toEqual(wanted(ROMS.slice(0, 3)))
      expect((await project.build()).targets).toMatchObject({ bad: { put: 3 }, good: { put: 0, kept: 3 } })
    },
  )

  it.skipIf(!CAN_MOUNT)(`would be a new folder on a read-only disk ${NEEDS_MOUNT}`, async () => {
    const project = twoTargets()
    mkdirSync(project.at('card'))
    project.configure({
      ...LEAST,
      targets: { bad: { preset: 'folder', policy: 'everything', path: './card/new/folder' } },
    })
    const readOnly = mounting(
      'mount --bind "$path" "$path"; mount -o remount,bind,ro "$path"',
      project.at('card'),
    )
    const { code, stdout } = await project.run(['build', '--json'], { within: readOnly })
    const path = project.at('card/new/folder')
    expect(code).toBe(3)
    expect((JSON.parse(stdout) as BuildReport).problems).toEqual([
      { code: 'target-read-only', message: `${path} cannot be written to. Nothing was changed.`, path },
    ])
  })

  it.skipIf(!CAN_MOUNT)(
    `is too small: the plan says so, nothing is written there, the other target is built ${NEEDS_MOUNT}`,
    async () => {
      const project = twoTargets(ROMS)
      mkdirSync(project.at('bad'))
      mkdirSync(project.at('seen'))
      const small = mounting(
        'mount -t tmpfs -o size=1m tmpfs "$path"',
        project.at('bad'),
        'cp -a "$path/." seen',
      )
      const { code, stdout } = await project.run(['build', '--json'], { within: small })
      const report = JSON.parse(stdout) as BuildReport
      expect(code).toBe(3)
      expect(codes(report)).toEqual(['no-space'])
      expect(messages(report, 'no-space')[0]).toContain('bad')
      expect(report.targets['bad']).toMatchObject({ put: 0, outcome: 'partial' })
      expect(names(project, 'seen')).toEqual([])
      expect(names(project, 'good')).toEqual(wanted(ROMS))
    },
  )

  it.skipIf(!CAN_MOUNT)(
    `fills up on the way: what fitted is right and known, and the next build goes on ${NEEDS_MOUNT}`,
    async () => {
      const project = twoTargets(ROMS)
      mkdirSync(project.at('bad'))
      mkdirSync(project.at('seen'))
      const few = mounting(
        'mount -t tmpfs -o nr_inodes=30 tmpfs "$path"',
        project.at('bad'),
        'cp -a "$path/." seen',
      )
      const { code, stdout } = await project.run(['build', '--json'], { within: few })
      const report = JSON.parse(stdout) as BuildReport
      expect(code).toBe(3)
      expect(codes(report)).toEqual(['no-space'])
      const seen = project.files('seen')
      expect(report.targets['bad']?.put).toBe(Object.keys(seen).length)
      for (const [name, hash] of Object.entries(seen)) expect(hash).toBe(project.files('good')[name])
      expect(names(project, 'good')).toEqual(wanted(ROMS))

      cpSync(project.at('seen'), project.at('bad'), { recursive: true, preserveTimestamps: true })
      const put = ROMS.length - Object.keys(seen).length
      expect((await project.build()).targets['bad']).toMatchObject({ put, outcome: 'done' })
      expect(project.files('bad')).toEqual(project.files('good'))
    },
  )
})

describe('names', () => {
  it('that FAT forbids are replaced, and every replacement is told', async () => {
    const project = twoTargets([
      { name: 'What? - Who: "Me" (USA).gb', bytes: 'what' },
      { name: ' Space.gb', bytes: 'space' },
      { name: 'AUX.gb', bytes: 'aux' },
    ])
    const report = await project.build()
    expect(codes(report)).toEqual(['name-adjusted'])
    expect(report.outcome).toBe('done')
    expect(names(project, 'good')).toEqual(['Space.gb', "What - Who - 'Me' (USA).gb", '_AUX.gb'])
    const ofGood = messages(report, 'name-adjusted').filter((message) => message.includes(' for ./good: '))
    expect(ofGood.toSorted()).toEqual([
      '" Space.gb" is written as "Space.gb" for ./good: names there cannot begin or end with a dot or a blank.',
      '"AUX.gb" is written as "_AUX.gb" for ./good: "AUX" is what DOS and Windows call a device.',
      `"What? - Who: "Me" (USA).gb" is written as "What - Who - 'Me' (USA).gb" for ./good: names there cannot have "?", ":", '"'.`,
    ])
    expect((await project.build()).outcome).toBe('nothing')
  })

  it('that differ only in case: the first is written, the other is named, and nothing is mixed up', async () => {
    const project = twoTargets([
      { name: 'Same Name (USA).gb', bytes: 'one' },
      { name: 'SAME NAME (USA).gb', bytes: 'two' },
      { name: 'Third (USA).gb', bytes: 'three' },
    ])
    const report = await project.build({ code: 3 })
    expect(codes(report)).toEqual(['name-collision'])
    expect(messages(report, 'name-collision')).toEqual([
      '"Same Name (USA)" is not written to Same Name (USA).gb: it would take the place of SAME NAME (USA).gb of "SAME NAME (USA)".',
    ])
    expect(report.problems[0]?.hint).toContain('`rename` under `games` of the target')
    expect(names(project, 'good')).toEqual(['SAME NAME (USA).gb', 'Third (USA).gb'])
    expect(report.targets['good']).toMatchObject({ put: 2, outcome: 'partial' })
    expect((await project.build({ code: 3 })).targets['good']).toMatchObject({ put: 0, kept: 2 })
  })

  it('that differ only in case are both written where the user says the file system tells them apart', async () => {
    const project = twoTargets(
      [
        { name: 'Same Name (USA).gb', bytes: 'one' },
        { name: 'SAME NAME (USA).gb', bytes: 'two' },
      ],
      { names: 'posix' },
    )
    await project.build()
    expect(names(project, 'good')).toEqual(['SAME NAME (USA).gb', 'Same Name (USA).gb'])
  })

  it('that climb out of the target stay in it', async () => {
    const outside = emptyProject('outside')
    const project = fill(projectIn(outside.at('a/b/c')), [
      { name: '../../climbed (USA).gb', bytes: 'up' },
      { name: '/abs/olute (USA).gb', bytes: 'abs' },
      { name: '..\\..\\windows (USA).gb', bytes: 'win' },
    ])
    const report = await project.build()
    expect(codes(report)).toEqual(['name-adjusted'])
    expect(Object.values(project.files('good'))).toHaveLength(3)
    const made = Object.keys(outside.files()).filter(
      (path) => !/^a\/b\/c\/(\.curator|good|bad|roms|dats|curator\.)/.test(path),
    )
    expect(made).toEqual([])
  })
})
