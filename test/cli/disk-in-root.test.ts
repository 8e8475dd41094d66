/** A disk that is mounted somewhere below a root, and is not there one day: what it held is not gone. */
import { mkdirSync, rmdirSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { openCatalog } from '../../src/catalog/catalog.ts'
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
      db.exec(`update meta set value = json_remove(value, '$.mounts') where key like 'scanned:%'`)
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
    rmdirSync(folder)
    mkdirSync(folder)
    writeFileSync(project.at('roms/my disk/o.gb'), '')
    const { code, stdout } = await project.run(['verify', '--json'])
    expect([code, JSON.parse(stdout)]).toMatchObject([
      1,
      { checked: 3, verdicts: { sound: 2, gone: 1 }, problems: [] },
    ])
  })

  it('is emptied while it is there, or something else takes its place: that is believed', async () => {
    const project = diskProject()
    await build(project, true)
    writeFileSync(project.at('roms/my disk/n.gb'), NEWS)
    expect((await build(project, false)).problems).toEqual([])
    expect(names(project)).toEqual(['Alpha (USA).gb', 'News (USA).gb'])
    await build(project, true)
    expect(names(project)).toEqual(['Alpha (USA).gb', 'Bravo (USA).gb'])
    const within = mounting(
      'mount --bind "$path/volume" "$path/roms/my disk"; rm "$path/volume/deep/b.gb"',
      project.dir,
    )
    await project.run(['build'], { within })
    expect(names(project)).toEqual(['Alpha (USA).gb'])
  })
})
