/** On a MiSTer saves lie in the folder of the core, wherever its games are: there they stay when those come back. */
import { describe, expect, it } from 'vitest'
import { logiqxDat } from '../support/dat.ts'
import { codes, settledProject, type Project } from './support.ts'

describe('on a MiSTer, games that were in a folder of which no core knows', () => {
  const GB = 'Nintendo - Game Boy'
  const GBC = 'Nintendo - Game Boy Color'
  /** The save of the game in colour is called like it on the card: `Neu`. */
  async function moved(plain: string): Promise<Project> {
    const project = settledProject('moved-back')
    const configure = (more: Readonly<Record<string, unknown>>): void =>
      project.configure({
        roots: { roms: './roms' },
        dats: { all: './dats' },
        targets: {
          card: { preset: 'mister', path: './card', policy: 'everything', saves: 'rename', ...more },
        },
      })
    configure({ platforms: { gbc: { folder: 'Mine' } }, games: { 'gbc/Old': { rename: 'Neu' } } })
    project.write('dats/gb.dat', logiqxDat(GB, [{ name: `${plain}.gb`, bytes: 'plain' }]))
    project.write('dats/gbc.dat', logiqxDat(GBC, [{ name: 'Old.gbc', bytes: 'colour' }]))
    project.write('roms/a.gb', 'plain')
    project.write('roms/b.gbc', 'colour')
    await project.build()
    project.write('card/saves/GAMEBOY/Neu.sav', 'played')
    configure({})
    return project
  }

  it('take their saves along when they come back under another name', async () => {
    const project = await moved('Plain')
    expect(codes(await project.build())).toContain('saves-renamed')
    expect(Object.keys(project.files('card'))).toEqual([
      'games/GAMEBOY/Old.gbc',
      'games/GAMEBOY/Plain.gb',
      'saves/GAMEBOY/Old.sav',
    ])
  })

  it('leave a save where it is that another game has as well', async () => {
    const project = await moved('Neu')
    expect(codes(await project.build())).not.toContain('saves-renamed')
    expect(Object.keys(project.files('card'))).toEqual([
      'games/GAMEBOY/Neu.gb',
      'games/Mine/Neu.gbc',
      'saves/GAMEBOY/Neu.sav',
    ])
  })
})
