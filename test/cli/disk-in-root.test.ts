/** A disk that is mounted somewhere below a root, and is not there one day: what it held is not gone. */
import { mkdirSync, rmdirSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
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
