/** What lies beside a disc and is called like it stays with it, when a DAT renames the disc. */
import { rmSync } from 'node:fs'
import { expect, it } from 'vitest'
import { discDat } from '../../support/dat.ts'
import { emptyProject, messages, type Project } from '../support.ts'

function sheet(name: string): string {
  return `FILE "${name}.bin" BINARY\n  TRACK 01 MODE2/2352\n    INDEX 01 00:00:00\n`
}

/** The DAT's edition in which the disc is called so. */
function edition(project: Project, name: string, isListed: boolean): void {
  const files = [
    { name: `${name}.cue`, bytes: sheet(name) },
    { name: `${name}.bin`, bytes: 'the track' },
    ...(isListed ? [{ name: `${name}.sbi`, bytes: 'SBI' }] : []),
  ]
  project.write('dats/psx.dat', discDat('Sony - PlayStation', new Map([[name, files]])))
  project.write(`roms/${name}.cue`, sheet(name))
}

async function discOn(saves: string, isListed: boolean): Promise<Project> {
  const project = emptyProject('beside')
  project.configure({
    roots: { roms: './roms' },
    dats: { all: './dats' },
    targets: { card: { preset: 'mister', path: './card', policy: 'everything', saves } },
  })
  project.write('roms/a.bin', 'the track')
  project.write('roms/a.sbi', 'SBI')
  edition(project, 'Old (Europe)', isListed)
  await project.build()
  return project
}

it('goes with it, where somebody put it there', async () => {
  const project = await discOn('rename', false)
  project.write('card/games/PSX/Old (Europe)/Old (Europe).sbi', 'mine')
  edition(project, 'New (Europe)', false)
  expect(messages(await project.build(), 'saves-renamed')).toEqual([
    'card: 1 save was renamed with its game.',
  ])
  expect(Object.keys(project.files('card'))).toEqual(
    ['bin', 'cue', 'sbi'].map((extension) => `games/PSX/New (Europe)/New (Europe).${extension}`),
  )
  expect((await project.build()).outcome).toBe('nothing')
})

it('is no reason to keep a name, where curator wrote it', async () => {
  const project = await discOn('keep-name', true)
  project.write('card/saves/PSX/Old (Europe).sav', 'played')
  edition(project, 'New (Europe)', true)
  await project.build()
  expect(Object.keys(project.files('card', 'games'))).toEqual(
    ['bin', 'cue', 'sbi'].map((extension) => `PSX/Old (Europe)/Old (Europe).${extension}`),
  )
  rmSync(project.at('card/saves/PSX/Old (Europe).sav'))
  expect(messages(await project.build(), 'name-kept')).toEqual([])
  expect(Object.keys(project.files('card', 'games'))).toEqual(
    ['bin', 'cue', 'sbi'].map((extension) => `PSX/New (Europe)/New (Europe).${extension}`),
  )
  expect((await project.build()).outcome).toBe('nothing')
})
