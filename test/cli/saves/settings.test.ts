/** What a player set in RetroArch for a single game stays with the game, when a DAT renames it. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { logiqxDat } from '../../support/dat.ts'
import { codes, emptyProject, messages, type Project } from '../support.ts'

const SNES = 'Nintendo - Super Nintendo Entertainment System'
const SET = {
  'config/Snes9x/Old (USA).cfg': 'video_smooth = "true"',
  'config/remaps/Snes9x/Old (USA).rmp': 'input_libretro_device_p1 = "1"',
  'cheats/Snes9x/Old (USA).cht': 'cheats = 0',
}

/** A game that somebody set things for, and that a DAT renames. */
async function renamed(saves: string, more: object = {}): Promise<Project> {
  const project = emptyProject('settings')
  const target = { preset: 'retroarch', path: './ra', policy: 'everything', deviceRoot: '/ra', saves }
  project.configure({
    roots: { roms: './roms' },
    dats: { all: './dats' },
    targets: { ra: { ...target, ...more } },
  })
  project.write('dats/snes.dat', logiqxDat(SNES, [{ name: 'Old (USA).sfc', bytes: 'a game' }], '1'))
  project.write('roms/a.sfc', 'a game')
  await project.build()
  for (const [path, text] of Object.entries(SET)) project.write(`ra/${path}`, text)
  project.write('dats/snes.dat', logiqxDat(SNES, [{ name: 'New (USA).sfc', bytes: 'a game' }], '2'))
  return project
}

it('goes with it', async () => {
  const project = await renamed('rename')
  const report = await project.build()
  expect(messages(report, 'saves-renamed')).toEqual(['ra: 3 saves were renamed with their games.'])
  expect(report.targets['ra']).toMatchObject({ moved: 1 })
  for (const [path, text] of Object.entries(SET))
    expect(readFileSync(project.at('ra', path.replace('Old', 'New')), 'utf8')).toBe(text)
  expect(Object.keys(project.files('ra', 'content'))).toEqual([`${SNES}/New (USA).sfc`])
  expect((await project.build()).outcome).toBe('nothing')
})

it('is a reason to keep its name', async () => {
  const project = await renamed('keep-name')
  const report = await project.build()
  expect(messages(report, 'name-kept')).toEqual([
    `content/${SNES}/New (USA).sfc stays content/${SNES}/Old (USA).sfc on ra: cheats/Snes9x/Old (USA).cht and 2 more saves hang on that name.`,
  ])
  expect((await project.build()).outcome).toBe('nothing')
})

it('never takes a name that is taken', async () => {
  const project = await renamed('rename')
  project.write('ra/config/Snes9x/New (USA).cfg', 'of another')
  expect(codes(await project.build())).toContain('name-kept')
  expect(readFileSync(project.at('ra/config/Snes9x/New (USA).cfg'), 'utf8')).toBe('of another')
  expect(readFileSync(project.at('ra/config/Snes9x/Old (USA).cfg'), 'utf8')).toBe(
    SET['config/Snes9x/Old (USA).cfg'],
  )
})
