/** A disk that is mounted somewhere below a root, and is not there one day: what it held is not gone. */
import { mkdirSync, rmdirSync, rmSync, symlinkSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openCatalog } from '../../src/catalog/catalog.ts'
import { CODES } from '../../src/errors.ts'
import type { VerifyResult } from '../../src/inventory/verify.ts'
import type { Finding } from '../../src/report/doctor/finding.ts'
import type { BuildReport } from '../../src/steps/outcome.ts'
import { logiqxDat } from '../support/dat.ts'
import { LEAST, settledProject, type Project } from './support.ts'
import { CAN_MOUNT, mounting, NEEDS_MOUNT } from './mounts.ts'

const ROMS = ['Alpha (USA).gb', 'Bravo (USA).gb', 'News (USA).gb'].map((name) => ({
  name,
  bytes: `bytes of ${name}`,
}))
const DAT = logiqxDat('Nintendo - Game Boy', ROMS)
const [ALPHA = '', BRAVO = '', NEWS = ''] = ROMS.map(({ bytes }) => bytes)

/** Alpha in the root itself, Bravo on a disk that is mounted in it. */
function diskProject(): Project {
  const project = settledProject('disk in root')
  project.configure({
    ...LEAST,
    targets: { card: { preset: 'folder', policy: 'everything', layout: '{file}', path: './card' } },
  })
  project.write('dats/gb.dat', DAT)
  project.write('roms/a.gb', ALPHA)
  project.write('volume/deep/b.gb', BRAVO)
  mkdirSync(project.at('roms/my disk'))
  return project
}

async function build(
  project: Project,
  isThere: boolean,
  ...args: readonly string[]
): Promise<BuildReport & { readonly code: number | null }> {
  const within = isThere
    ? { within: mounting('mount --bind "$path/volume" "$path/roms/my disk"', project.dir) }
    : {}
  const { code, stdout } = await project.run(['build', '--json', ...args], within)
  return { code, ...(JSON.parse(stdout) as BuildReport) }
}

const names = (project: Project): string[] => Object.keys(project.files('card'))

describe.skipIf(!CAN_MOUNT)(`a disk that is mounted below a root ${NEEDS_MOUNT}`, () => {
  it.each(['left empty', 'taken away as well'])(
    'is not there, its folder is %s: nothing leaves',
    async (how) => {
      const project = diskProject()
      await build(project, true)
      expect(names(project)).toEqual(['Alpha (USA).gb', 'Bravo (USA).gb'])
      if (how !== 'left empty') rmdirSync(project.at('roms/my disk'))
      const folder = project.at('roms/my disk')
      const told = {
        code: 'file-unreadable',
        message: `${folder}: the folder cannot be read: a disk was mounted there, and is not now. What is known of its files is kept.`,
        path: folder,
        hint: 'Is a disk not plugged in? If it is gone for good, run `curator build --force`.',
      }
      // in every build, and whatever else came meanwhile
      expect((await build(project, false)).problems).toEqual([told])
      project.write('roms/n.gb', NEWS)
      expect(await build(project, false)).toMatchObject({ code: 0, problems: [told] })
      expect(await build(project, false)).toMatchObject({
        code: 0,
        problems: [told],
        roots: { roms: { hashed: 0 } },
      })
      expect(names(project)).toEqual(ROMS.map(({ name }) => name))

      mkdirSync(folder, { recursive: true })
      const back = await build(project, true)
      expect([back.problems, back.outcome, back.roots['roms']?.hashed]).toEqual([[], 'nothing', 0])
      expect((await build(project, false)).problems).toEqual([told])
      expect((await build(project, false, '--force')).problems).toEqual([])
      expect(names(project)).toEqual(['Alpha (USA).gb', 'News (USA).gb'])
      expect((await build(project, false)).problems).toEqual([])
    },
  )

  it('was read by a curator that did not look where disks are: the next one does', async () => {
    const project = diskProject()
    // of so many files only those are looked at that a listing of them all shows to be new
    for (let i = 0; i < 2000; i++) project.write(`roms/notes/${i}.txt`, '')
    await build(project, true)
    const { db, close } = openCatalog(project.at('.curator'))
    try {
      db.exec(`update meta set value = json_remove(value, '$.disks') where key like 'scanned:%'`)
    } finally {
      close()
    }
    expect(await build(project, true)).toMatchObject({ outcome: 'nothing', roots: { roms: { hashed: 0 } } })
    expect((await build(project, false)).problems).toMatchObject([{ code: 'file-unreadable' }])
    expect(names(project)).toEqual(['Alpha (USA).gb', 'Bravo (USA).gb'])
  })

  it('is not there: nothing is said of its files by verify, which looks at the others', async () => {
    const project = diskProject()
    project.write('roms/n.gb', NEWS)
    await build(project, true)
    const folder = project.at('roms/my disk')
    for (const [sample, checked] of [
      ['100%', 2],
      ['40%', 2],
      ['30%', 1],
    ] as const) {
      const { code, stdout } = await project.run(['verify', '--json', '--sample', sample])
      expect([code, JSON.parse(stdout)]).toMatchObject([
        0,
        { checked, verdicts: { sound: checked }, findings: [], problems: [{ path: folder }] },
      ])
    }
  })

  it('is not there, and something lies in its folder that never was on it: that is left out', async () => {
    const project = diskProject()
    await build(project, true)
    const folder = project.at('roms/my disk')
    project.write('roms/my disk/deep/n.gb', NEWS)
    project.write('roms/my disk/NOT MOUNTED.txt', '')
    const told = {
      code: 'file-unreadable',
      message: `${folder}: the folder cannot be read: a disk was mounted there, and is not now. What is known of its files is kept. What lies in the folder now is left out.`,
    }
    for (const _ of [1, 2]) expect((await build(project, false)).problems).toMatchObject([told])
    expect(names(project)).toEqual(['Alpha (USA).gb', 'Bravo (USA).gb'])
    const verified = JSON.parse((await project.run(['verify', '--json'])).stdout) as VerifyResult
    expect(verified).toMatchObject({ checked: 1, verdicts: { gone: 0 }, problems: [told] })
    expect((await build(project, false, '--force')).problems).toEqual([])
    expect(names(project)).toEqual(['Alpha (USA).gb', 'News (USA).gb'])
  })

  it('is not there, and what was on it was copied into its folder: that is believed', async () => {
    const project = diskProject()
    project.write('volume/n.gb', NEWS)
    await build(project, true)
    project.write('roms/my disk/deep/b.gb', BRAVO)
    expect((await build(project, false)).problems).toEqual([])
    expect(names(project)).toEqual(['Alpha (USA).gb', 'Bravo (USA).gb'])
  })

  it('is told of by doctor until it is back', async () => {
    const project = diskProject()
    await build(project, true)
    const looked = async (within: readonly string[] = []): Promise<readonly Finding[]> => {
      const { code, stdout } = await project.run(['doctor', '--json'], { within })
      expect(code).toBe(0)
      const { findings } = JSON.parse(stdout) as { readonly findings: readonly Finding[] }
      return findings.filter(({ subject }) => subject === 'root roms')
    }
    const fine = { verdict: 'fine', message: expect.stringContaining('2 files known') as string }
    const away = { verdict: 'note', message: expect.stringContaining('a disk was mounted there') as string }
    expect(await looked()).toMatchObject([fine, away])
    const mounted = mounting('mount --bind "$path/volume" "$path/roms/my disk"', project.dir)
    expect(await looked(mounted)).toMatchObject([fine])
  })

  it('is emptied while it is there: that is believed', async () => {
    const project = diskProject()
    await build(project, true)
    const within = mounting(
      'mount --bind "$path/volume" "$path/roms/my disk"; rm "$path/volume/deep/b.gb"',
      project.dir,
    )
    await project.run(['build'], { within })
    expect(names(project)).toEqual(['Alpha (USA).gb'])
  })
})

describe.skipIf(!CAN_MOUNT)(`the disk that a root lies on ${NEEDS_MOUNT}`, () => {
  const within = (project: Project) => mounting('mount --bind "$path/volume" "$path/roms"', project.dir)

  it('is not there, and something lies in its folder that never was on it: all is kept', async () => {
    const project = diskProject()
    await project.run(['build'], { within: within(project) })
    expect(names(project)).toEqual(['Bravo (USA).gb'])
    rmSync(project.at('roms/my disk'), { recursive: true })
    const message = `The root "roms" (${project.at('roms')}) held files of a disk that is not mounted now; what lies there instead is left out. What is known of it is kept.`
    const hint = CODES['root-emptied'].hint
    const told = { code: 'root-emptied', message, hint }
    for (const _ of [1, 2]) {
      const { code, problems } = await build(project, false)
      expect([code, problems]).toMatchObject([3, [told]])
    }
    expect(names(project)).toEqual(['Bravo (USA).gb'])
    expect((await project.run(['verify'])).stderr).toContain(message)
    const doctor = await project.run(['doctor'])
    expect([doctor.code, doctor.stdout]).toEqual([1, expect.stringContaining(message)])
    const back = await project.run(['build', '--json'], { within: within(project) })
    expect(JSON.parse(back.stdout)).toMatchObject({ outcome: 'nothing', problems: [] })
    expect(await build(project, false, '--force')).toMatchObject({ code: 0, problems: [] })
    expect(names(project)).toEqual(['Alpha (USA).gb'])
    expect(await build(project, false)).toMatchObject({ code: 0, problems: [] })
  })
})

describe.skipIf(!CAN_MOUNT)(`a disk below the one that a root lies on ${NEEDS_MOUNT}`, () => {
  it('is there, and the other is not: what was on that is kept', async () => {
    const project = diskProject()
    project.write('outer/a.gb', ALPHA)
    mkdirSync(project.at('outer/my disk'))
    const inner = 'mount --bind "$path/volume" "$path/roms/my disk"'
    const both = mounting(`mount --bind "$path/outer" "$path/roms"; ${inner}`, project.dir)
    await project.run(['build'], { within: both })
    rmSync(project.at('roms/a.gb'))
    expect(await build(project, true)).toMatchObject({ code: 3, problems: [{ code: 'root-emptied' }] })
    expect(names(project)).toEqual(['Alpha (USA).gb', 'Bravo (USA).gb'])
  })
})

describe.skipIf(!CAN_MOUNT)(`a disk behind a link ${NEEDS_MOUNT}`, () => {
  /** A link leads to the folder where disks are mounted, and one is. */
  function linked(): Project {
    const project = diskProject()
    project.configure({
      ...LEAST,
      roots: { roms: { path: './roms', followSymlinks: true } },
      targets: { card: { preset: 'folder', policy: 'everything', layout: '{file}', path: './card' } },
    })
    mkdirSync(project.at('media/usb'), { recursive: true })
    symlinkSync(project.at('media'), project.at('roms/media'))
    return project
  }
  const within = (project: Project) => mounting('mount --bind "$path/volume" "$path/media/usb"', project.dir)

  it.each(['left empty', 'taken away as well', 'taken away with what the link leads to'])(
    'is not there, its folder is %s: nothing leaves, and verify says nothing of its files',
    async (how) => {
      const project = linked()
      await project.run(['build'], { within: within(project) })
      expect(names(project)).toEqual(['Alpha (USA).gb', 'Bravo (USA).gb'])
      if (how !== 'left empty') rmdirSync(project.at('media/usb'))
      if (how === 'taken away with what the link leads to') rmdirSync(project.at('media'))
      const path = project.at(how === 'left empty' ? 'roms/media/usb' : 'roms/media')
      for (const _ of [1, 2]) {
        expect(await build(project, false)).toMatchObject({
          code: 0,
          problems: [{ code: 'file-unreadable', path }],
        })
        expect(names(project)).toEqual(['Alpha (USA).gb', 'Bravo (USA).gb'])
        const { code, stdout } = await project.run(['verify', '--json'])
        expect([code, JSON.parse(stdout)]).toMatchObject([
          0,
          { checked: 1, verdicts: { sound: 1, gone: 0 }, problems: [{ path }] },
        ])
      }
      mkdirSync(project.at('media/usb'), { recursive: true })
      const back = await project.run(['build', '--json'], { within: within(project) })
      expect(JSON.parse(back.stdout)).toMatchObject({ outcome: 'nothing', problems: [] })
    },
  )

  it('is not there, and what the link led to is empty: verify says nothing of its files', async () => {
    const project = linked()
    project.write('media/o.gb', NEWS)
    await build(project, false)
    rmSync(project.at('media/o.gb'))
    rmdirSync(project.at('media/usb'))
    const { code, stdout } = await project.run(['verify', '--json'])
    expect([code, JSON.parse(stdout)]).toMatchObject([
      0,
      { checked: 1, verdicts: { gone: 0 }, problems: [{ path: project.at('roms/media') }] },
    ])
  })
})
