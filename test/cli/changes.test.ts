/** One thing changes, and only the outputs that depend on it are written. */
import { cpSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { logiqxDat, type DatRom } from '../support/dat.ts'
import { changed, emptyProject, fileStamps, USA, type ConfigData, type Project } from './support.ts'

const GB = 'Nintendo - Game Boy'
const SMS = 'Sega - Master System - Mark III'

const ALPHA_USA = rom('Alpha (USA).gb')
const ALPHA_EUROPE = rom('Alpha (Europe).gb')
const BRAVO = rom('Bravo (World).gb')
const CHARLIE = rom('Charlie (USA).gb')
const DELTA = rom('Delta (Europe).sms')

const CONFIG: ConfigData = {
  roots: { roms: './roms' },
  dats: { all: './dats' },
  policies: { usa: USA },
  playlists: { best: { titles: ['Bravo', 'Alpha'] } },
  targets: {
    mister: { preset: 'mister', path: './out/mister', policy: 'usa', playlists: ['best'] },
    retroarch: { preset: 'retroarch', path: './out/retroarch', policy: 'usa', platformPlaylists: false },
    plain: { preset: 'folder', path: './out/plain', policy: 'everything', playlists: ['best'] },
  },
}

function rom(name: string): DatRom {
  return { name, bytes: `The bytes of ${name}` }
}

/** Alpha in both regions, Bravo and Delta are owned, Charlie is not; built. */
async function built(): Promise<Project> {
  const project = emptyProject('changes')
  project.configure(CONFIG)
  project.write('dats/gb.dat', logiqxDat(GB, [ALPHA_USA, ALPHA_EUROPE, BRAVO, CHARLIE]))
  project.write('dats/sms.dat', logiqxDat(SMS, [DELTA]))
  project.write('roms/a.gb', ALPHA_USA.bytes)
  project.write('roms/ae.gb', ALPHA_EUROPE.bytes)
  project.write('roms/deep/b.gb', BRAVO.bytes)
  project.write('roms/d.sms', DELTA.bytes)
  expect((await project.build()).outcome).toBe('done')
  return project
}

/** The outputs that a build with this config would come and go, told by their times; curator's own records apart. */
async function touched(project: Project, ...args: readonly string[]): Promise<string[]> {
  const before = fileStamps(project.at('out'))
  await project.build({ args })
  return changed(before, fileStamps(project.at('out'))).filter((path) => !path.includes('.curator/'))
}

const MISTER_ALPHA = 'mister/games/GAMEBOY/Alpha (USA).gb'
const ROMS_OF_MISTER = [
  MISTER_ALPHA,
  'mister/games/GAMEBOY/Bravo (World).gb',
  'mister/games/SMS/Delta (Europe).sms',
]

describe('what a build writes after one change', () => {
  it('nothing, when nothing changed that matters to a device', async () => {
    const project = await built()
    expect(Object.keys(project.files('out/mister'))).toEqual([
      '_best/01 Bravo.mgl',
      '_best/02 Alpha.mgl',
      ...ROMS_OF_MISTER.map((path) => path.slice('mister/'.length)),
    ])
    expect(await touched(project)).toEqual([])

    renameSync(project.at('roms/a.gb'), project.at('roms/odd name.gb'))
    mkdirSync(project.at('roms/elsewhere'))
    renameSync(project.at('roms/d.sms'), project.at('roms/elsewhere/d.sms'))
    expect(await touched(project), 'files have other names').toEqual([])

    cpSync(project.at('roms'), project.at('more'), { recursive: true })
    project.configure({ ...CONFIG, roots: { roms: './roms', more: './more' } })
    expect(await touched(project), 'all is in a second root too').toEqual([])

    project.write('dats/gb.dat', logiqxDat(GB, [ALPHA_USA, ALPHA_EUROPE, BRAVO, CHARLIE], '2'))
    expect(await touched(project), 'a DAT has a new version that says the same').toEqual([])
  })

  it('a ROM was added: that ROM, on each device that plays it', async () => {
    const project = await built()
    project.write('roms/new/c.gb', CHARLIE.bytes)
    expect(await touched(project)).toEqual([
      'mister/games/GAMEBOY/Charlie (USA).gb',
      'plain/gb/Charlie (USA).gb',
      'retroarch/content/Nintendo - Game Boy/Charlie (USA).gb',
    ])
  })

  it('a ROM was removed: it goes from the devices, or the next best release takes its place', async () => {
    const project = await built()
    rmSync(project.at('roms/deep'), { recursive: true })
    expect(await touched(project)).toEqual([
      'mister/_best/01 Alpha.mgl',
      'mister/_best/01 Bravo.mgl',
      'mister/_best/02 Alpha.mgl',
      'mister/games/GAMEBOY/Bravo (World).gb',
      'plain/gb/Bravo (World).gb',
      'plain/playlists/best.m3u',
      'retroarch/content/Nintendo - Game Boy/Bravo (World).gb',
    ])
    rmSync(project.at('roms/a.gb'))
    const report = await project.build()
    expect(project.files('out/retroarch')).toEqual({
      'content/Nintendo - Game Boy/Alpha (Europe).gb': expect.any(String),
      'content/Sega - Master System - Mark III/Delta (Europe).sms': expect.any(String),
    })
    expect(report.targets['retroarch']).toMatchObject({ put: 1, deleted: 1, kept: 1 })
  })

  it('a DAT calls a release by another name: its files are renamed, its playlists rewritten', async () => {
    const project = await built()
    project.write(
      'dats/gb.dat',
      logiqxDat(GB, [ALPHA_USA, ALPHA_EUROPE, { ...BRAVO, name: 'Bravo II (World).gb' }, CHARLIE], '2'),
    )
    project.configure({ ...CONFIG, playlists: { best: { titles: ['Bravo II', 'Alpha'] } } })
    const report = await project.build()
    expect(report.targets).toMatchObject({
      mister: { put: 1, moved: 1, deleted: 1, kept: 3 },
      retroarch: { put: 0, moved: 1, deleted: 0, kept: 2 },
      plain: { put: 1, moved: 1, deleted: 0, kept: 3 },
    })
    expect(Object.keys(project.files('out/mister'))).toEqual([
      '_best/01 Bravo II.mgl',
      '_best/02 Alpha.mgl',
      'games/GAMEBOY/Alpha (USA).gb',
      'games/GAMEBOY/Bravo II (World).gb',
      'games/SMS/Delta (Europe).sms',
    ])
  })

  it('a line of the policy changed: the releases it swaps, on the devices of that policy', async () => {
    const project = await built()
    project.configure({ ...CONFIG, policies: { usa: { ...USA, regions: ['Europe', 'USA', 'World'] } } })
    expect(await touched(project)).toEqual([
      'mister/_best/02 Alpha.mgl',
      'mister/games/GAMEBOY/Alpha (Europe).gb',
      MISTER_ALPHA,
      'retroarch/content/Nintendo - Game Boy/Alpha (Europe).gb',
      'retroarch/content/Nintendo - Game Boy/Alpha (USA).gb',
    ])
  })

  it('a playlist changed: its files, on the devices that show it', async () => {
    const project = await built()
    project.configure({ ...CONFIG, playlists: { best: { titles: ['Alpha', 'Delta'] } } })
    expect(await touched(project)).toEqual([
      'mister/_best/01 Alpha.mgl',
      'mister/_best/01 Bravo.mgl',
      'mister/_best/02 Alpha.mgl',
      'mister/_best/02 Delta.mgl',
      'plain/playlists/best.m3u',
    ])
  })

  it('a playlist names a game that there is not: that is told, with the nearest, and the rest of the list is there', async () => {
    const project = await built()
    project.configure({ ...CONFIG, playlists: { best: { titles: ['Alphas', 'Bravo'] } } })
    const { code, stderr } = await project.run(['build'])
    expect(code).toBe(0)
    expect(stderr).toBe(
      'note The playlist "best" names "Alphas", which no selected game is called. The nearest are "Alpha". [playlist-unresolved]\n',
    )
    expect(Object.keys(project.files('out/mister/_best'))).toEqual(['01 Bravo.mgl'])
  })

  it('a target left the config: its folder stays as it is, and so do the others', async () => {
    const project = await built()
    const { mister: _, ...targets } = CONFIG.targets
    project.configure({ ...CONFIG, targets })
    expect(await touched(project)).toEqual([])
    expect((await project.build()).outcome).toBe('nothing')
    expect(Object.keys(project.files('out/mister'))).toHaveLength(5)
  })

  it('a target got another path: it is built there, and the old folder stays', async () => {
    const project = await built()
    const { mister } = CONFIG.targets
    project.configure({
      ...CONFIG,
      targets: { ...CONFIG.targets, mister: { ...mister, path: './out/card' } },
    })
    expect(await touched(project)).toEqual([
      'card/_best/01 Bravo.mgl',
      'card/_best/02 Alpha.mgl',
      ...ROMS_OF_MISTER.map((path) => path.replace('mister', 'card')),
    ])
  })

  it('only one target is named: the others wait', async () => {
    const project = await built()
    project.write('roms/c.gb', CHARLIE.bytes)
    expect(await touched(project, 'plain')).toEqual(['plain/gb/Charlie (USA).gb'])
    expect(await touched(project)).toEqual([
      'mister/games/GAMEBOY/Charlie (USA).gb',
      'retroarch/content/Nintendo - Game Boy/Charlie (USA).gb',
    ])
  })

  it('outputs were deleted on a device by hand: they are put back, and nothing else is written', async () => {
    const project = await built()
    rmSync(project.at('out', MISTER_ALPHA))
    rmSync(project.at('out/plain'), { recursive: true })
    expect(await touched(project)).toEqual([
      MISTER_ALPHA,
      'plain/gb/Alpha (Europe).gb',
      'plain/gb/Alpha (USA).gb',
      'plain/gb/Bravo (World).gb',
      'plain/playlists/best.m3u',
      'plain/sms/Delta (Europe).sms',
    ])
  })

  it('the state folder was deleted: everything is read again and nothing is written', async () => {
    const project = await built()
    rmSync(project.at('.curator'), { recursive: true })
    const before = fileStamps(project.at('out'))
    expect((await project.build()).roots['roms']?.hashed).toBe(4)
    expect(fileStamps(project.at('out'))).toEqual(before)
  })

  it('a device was edited by hand: that is a conflict, and --force keeps what it replaces', async () => {
    const project = await built()
    project.write(`out/${MISTER_ALPHA}`, 'mine now')
    const report = await project.build({ code: 3 })
    expect(report.outcome).toBe('partial')
    expect(report.targets['mister']).toMatchObject({ conflicts: 1, kept: 4, put: 0, outcome: 'partial' })
    expect(report.problems).toEqual([
      {
        code: 'changed-on-device',
        message: `${project.at('out', MISTER_ALPHA)} was changed since curator wrote it. It was left alone.`,
        path: project.at('out', MISTER_ALPHA),
        hint: 'Keep it, or run `curator build --force` to put ours back.',
      },
    ])
    const forced = await project.build({ args: ['--force'] })
    expect(forced.targets['mister']).toMatchObject({ put: 1, conflicts: 0, outcome: 'done' })
    expect(Object.values(fileStamps(project.at('out/mister/.curator/replaced')))).toHaveLength(1)
    expect((await project.build()).outcome).toBe('nothing')
  })
})
