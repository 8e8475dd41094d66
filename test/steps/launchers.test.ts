/** Arcade on a MiSTer: what its launchers look for, of MAME's sets and of HBMAME's. */
import { mkdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { arcadeDat, chip, machineDat, OWN, SHARED } from '../support/arcade.ts'
import { withProject, type TestProject } from '../support/project.ts'
import { membersOf } from '../support/archives/zip-members.ts'

const HACK = chip('fight.hack')
const UNOWNED = chip('fight.lost')

/** HBMAME has machines of MAME's names: the parents of its hacks. */
const HOMEBREW = machineDat('HBMAME', [
  { name: 'fight', title: 'The Fight', chips: [OWN, SHARED] },
  {
    name: 'fighthck',
    title: 'The Fight (Hack)',
    attributes: ' cloneof="fight" romof="fight"',
    chips: [HACK, { ...SHARED, merge: SHARED.name }],
  },
  {
    name: 'fightlst',
    title: 'The Fight (Lost Hack)',
    attributes: ' cloneof="fight" romof="fight"',
    chips: [UNOWNED, { ...SHARED, merge: SHARED.name }],
  },
])

const MAME_ONLY = machineDat('MAME', [{ name: 'fight', title: 'The Fight', chips: [OWN, SHARED] }])

function launcher(zips: string): string {
  return `<misterromdescription><rom index="0" zip="${zips}"><part name="x"/></rom></misterromdescription>`
}

function set(project: TestProject, launchers: Readonly<Record<string, string>>): void {
  project.write('dats/mame.dat', MAME_ONLY)
  project.write('dats/hbmame.dat', HOMEBREW)
  for (const { name, text } of [OWN, SHARED, HACK]) project.write(`roms/${name}`, text)
  for (const [name, zips] of Object.entries(launchers)) project.write(`arcade/${name}.mra`, launcher(zips))
  project.configure({
    roots: { roms: './roms' },
    dats: { arcade: './dats' },
    targets: {
      card: { preset: 'mister', path: './out', policy: 'everything', platforms: ['nes'], mra: './arcade' },
    },
  })
}

const zips = (project: TestProject) => Object.keys(project.files('out'))

it('writes the sets of each emulator into its folder, and those of HBMAME merged with what is owned of their clones', async () => {
  await withProject(async (project) => {
    set(project, { Fight: 'fight.zip', 'Fight (Hack)': '/hbmame/fight.zip|fight.zip' })
    const { report } = await project.build()
    expect(report.problems).toEqual([])
    expect(zips(project)).toEqual(['games/hbmame/fight.zip', 'games/mame/fight.zip'])
    const [homebrew, plain] = await Promise.all(
      ['hbmame', 'mame'].map((folder) =>
        membersOf(readFileSync(project.at(`out/games/${folder}/fight.zip`))),
      ),
    )
    expect(Object.values(plain ?? {}).sort()).toEqual([OWN.text, SHARED.text].sort())
    expect(Object.values(homebrew ?? {}).sort()).toEqual([HACK.text, OWN.text, SHARED.text].sort())
    expect((await project.build()).report.outcome).toBe('nothing')
  })
})

it('writes nothing of HBMAME while no launcher asks for it, and nothing of MAME for launchers of HBMAME', async () => {
  await withProject(async (project) => {
    set(project, { Fight: 'fight.zip' })
    await project.build()
    expect(zips(project)).toEqual(['games/mame/fight.zip'])
    project.remove('arcade/Fight.mra')
    project.write('arcade/Hack.mra', launcher('/hbmame/fight.zip'))
    const { report } = await project.build()
    expect(zips(project)).toEqual(['games/hbmame/fight.zip'])
    expect(report.targets['card']).toMatchObject({ deleted: 1 })
  })
})

it('says when no launcher finds the sets of HBMAME: a MiSTer looks for them beside a folder of MAME', async () => {
  await withProject(async (project) => {
    set(project, { Hack: '/hbmame/fight.zip' })
    const there = 'MiSTer finds the sets in games/hbmame only beside a folder games/mame, and there is none.'
    const hidden = async () => {
      const { report } = await project.build()
      return report.problems.filter(({ code }) => code === 'games-hidden').map(({ message }) => message)
    }
    expect(await hidden()).toEqual([there])
    project.write('arcade/Fight.mra', launcher('fight.zip'))
    expect(await hidden()).toEqual([])
    // the folder goes with its last set
    project.remove('arcade/Fight.mra')
    expect(await hidden()).toEqual([there])
    // an empty one will do
    mkdirSync(project.at('out/games/mame'))
    project.remove('out/games/hbmame/fight.zip')
    expect(await hidden()).toEqual([])
    expect(zips(project)).toEqual(['games/hbmame/fight.zip'])
  })
})

it('counts what is not owned in full', async () => {
  await withProject(async (project) => {
    set(project, { A: 'fight.zip|/hbmame/fightlst.zip', B: 'unknown.zip' })
    project.write('dats/mame.dat', arcadeDat())
    const { report } = await project.build()
    expect(report.problems.map(({ message }) => message)).toEqual([
      'MiSTer: 2 sets that .mra files look for are not owned in full, and not written.',
    ])
  })
})
