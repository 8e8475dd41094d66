/** Games that keep a name, or have got one, and what comes after that: another revision, form, folder, or game. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { discDat, logiqxDat, type DatRom } from '../../support/dat.ts'
import { membersOf } from '../../support/archives/zip-members.ts'
import { codes, messages, settledProject, type Project } from '../support.ts'

const LETTERS = { layout: 'roms/{folder}/{letter}/{file}' }

/** A card, and a way to say what the DAT lists: release → its bytes, which are what a player saves, too. */
function card(saves: string, options: Readonly<Record<string, string>> = {}) {
  const project = settledProject('afterwards')
  const configure = (more: Readonly<Record<string, string>>): void => {
    const target = { preset: 'batocera', path: './card', policy: 'everything', saves, ...more }
    project.configure({ roots: { roms: './roms' }, dats: { all: './dats' }, targets: { card: target } })
  }
  configure(options)
  let version = 0
  const list = (games: Readonly<Record<string, string>>): void => {
    version++
    const files = Object.entries(games).map(([name, bytes]) => ({ name: `${name}.gb`, bytes }))
    for (const { bytes } of files) project.write(`roms/${bytes}.gb`, bytes)
    project.write('dats/gb.dat', logiqxDat('Nintendo - Game Boy', files, String(version)))
  }
  const play = (name: string, bytes: string): void => project.write(`card/saves/gb/${name}.srm`, bytes)
  return { project, configure, list, play }
}

/** Games and saves by their names: what is in the file. */
async function heldOn(project: Project): Promise<Record<string, string>> {
  const found: [string, string][] = []
  for (const path of Object.keys(project.files('card'))) {
    if (!/\.(?:gb|zip|srm|sav)$/.test(path)) continue
    const bytes = readFileSync(project.at('card', path))
    const text = path.endsWith('.zip') ? Object.values(await membersOf(bytes)).join() : bytes.toString()
    found.push([path.replace(/^(?:roms|games)\//, ''), text])
  }
  return Object.fromEntries(found)
}

describe('a game that keeps its name', () => {
  it.each([
    ['another revision', 'Beta (USA) (Rev 1)'],
    ['other bytes', 'Beta (USA)'],
  ])('keeps it with %s, and its save', async (_what, name) => {
    const { project, list, play } = card('keep-name')
    list({ 'Alpha (USA)': 'one' })
    await project.build()
    play('Alpha (USA)', 'of one')
    list({ 'Beta (USA)': 'one' })
    await project.build()
    list({ [name]: 'two' })
    const planned = (await project.plan()).targets['card']?.actions ?? []
    expect((await project.plan()).targets['card']?.actions).toEqual(planned)
    expect(codes(await project.build())).toEqual(['name-kept'])
    expect(planned.map(({ path }) => path)).toContain('roms/gb/Alpha (USA).gb')
    expect(await heldOn(project)).toEqual({
      'gb/Alpha (USA).gb': 'two',
      'saves/gb/Alpha (USA).srm': 'of one',
    })
    expect((await project.build()).outcome).toBe('nothing')
  })

  it('and had to, because the name of its save was taken, takes it along to another revision, as was planned', async () => {
    const { project, list, play } = card('rename')
    list({ 'Alpha (USA)': 'one' })
    await project.build()
    play('Alpha (USA)', 'of one')
    play('Beta (USA)', 'of nobody')
    list({ 'Beta (USA)': 'one' })
    expect(codes(await project.build())).toEqual(['name-kept'])
    list({ 'Beta (USA) (Rev 1)': 'two' })
    const planned = (await project.plan()).targets['card']?.actions ?? []
    expect(codes(await project.build())).toEqual(['saves-renamed'])
    expect(planned.flatMap((one) => (one.op === 'save' ? [one.path] : []))).toEqual([
      'saves/gb/Beta (USA) (Rev 1).srm',
    ])
    expect(await heldOn(project)).toEqual({
      'gb/Beta (USA) (Rev 1).gb': 'two',
      'saves/gb/Beta (USA) (Rev 1).srm': 'of one',
      'saves/gb/Beta (USA).srm': 'of nobody',
    })
    expect((await project.build()).outcome).toBe('nothing')
  })

  it('in the folder of another letter keeps it in a zip as well', async () => {
    const { project, configure, list, play } = card('keep-name', LETTERS)
    list({ 'Alpha (USA)': 'one' })
    await project.build()
    play('Alpha (USA)', 'of one')
    list({ 'Beta (USA)': 'one' })
    await project.build()
    configure({ ...LETTERS, archives: 'zip' })
    expect(codes(await project.build())).toEqual(['name-kept'])
    expect(await heldOn(project)).toEqual({
      'gb/A/Alpha (USA).zip': 'one',
      'saves/gb/Alpha (USA).srm': 'of one',
    })
    expect((await project.build()).outcome).toBe('nothing')
  })

  it('and another that would get it are what their names say when they go into zips', async () => {
    const { project, configure, list, play } = card('keep-name', LETTERS)
    list({ 'Alpha (USA)': 'one', 'Beta (USA)': 'two' })
    await project.build()
    play('Alpha (USA)', 'of one')
    play('Beta (USA)', 'of two')
    list({ 'Beta (USA)': 'one', 'Beta (USA) (Rev 1)': 'three' })
    await project.build()
    configure({ ...LETTERS, archives: 'zip' })
    await project.build()
    expect(await heldOn(project)).toEqual({
      'gb/A/Alpha (USA).zip': 'one',
      'gb/B/Beta (USA).zip': 'three',
      'saves/gb/Alpha (USA).srm': 'of one',
      'saves/gb/Beta (USA).srm': 'of two',
    })
    expect((await project.build()).outcome).toBe('nothing')
  })

  it('in a folder of letters gives it up to a game that gets it beside that', async () => {
    const games = 'games/{folder}/{file}'
    const { project, configure, list } = card('keep-name', {
      preset: 'mister',
      layout: 'games/{folder}/{letter}/{file}',
    })
    list({ Alpha: 'one', Beta: 'two' })
    await project.build()
    project.write('card/saves/GAMEBOY/Alpha.sav', 'of one')
    list({ Beta: 'one', Alpha: 'two' })
    configure({ preset: 'mister', layout: games })
    expect(codes(await project.build())).toEqual(['saves-renamed'])
    expect(await heldOn(project)).toEqual({
      'GAMEBOY/Alpha.gb': 'two',
      'GAMEBOY/Beta.gb': 'one',
      'saves/GAMEBOY/Beta.sav': 'of one',
    })
    expect((await project.build()).outcome).toBe('nothing')
  })
})

describe('a game that is renamed', () => {
  it('to what looks like a revision of another takes its own save along, not that of the other', async () => {
    const { project, list, play } = card('rename', { archives: 'zip' })
    list({ Alpha: 'one', 'Beta (USA)': 'two' })
    await project.build()
    play('Alpha', 'of one')
    play('Beta (USA)', 'of two')
    list({ 'Alpha (Rev 1)': 'two', 'Alpha (USA) (Rev 1)': 'three' })
    expect(codes(await project.build())).toEqual(['saves-parted', 'saves-renamed'])
    expect(await heldOn(project)).toEqual({
      'gb/Alpha (Rev 1).zip': 'two',
      'gb/Alpha (USA) (Rev 1).zip': 'three',
      'saves/gb/Alpha (Rev 1).srm': 'of two',
      'saves/gb/Alpha.srm': 'of one',
    })
    expect((await project.build()).outcome).toBe('nothing')
  })

  it.each(['zip', 'extract'])(
    'to the name of one of which there is a revision now: each has its save, after one build (%s)',
    async (archives) => {
      const { project, list, play } = card('rename', { archives })
      list({ Alpha: 'one', Beta: 'two' })
      await project.build()
      play('Alpha', 'of one')
      play('Beta', 'of two')
      list({ 'Alpha (Rev 1)': 'three', Alpha: 'two' })
      expect(codes(await project.build())).toEqual(['saves-renamed'])
      const extension = archives === 'zip' ? 'zip' : 'gb'
      expect(await heldOn(project)).toEqual({
        [`gb/Alpha (Rev 1).${extension}`]: 'three',
        [`gb/Alpha.${extension}`]: 'two',
        'saves/gb/Alpha (Rev 1).srm': 'of one',
        'saves/gb/Alpha.srm': 'of two',
      })
      expect((await project.build()).outcome).toBe('nothing')
    },
  )
})

it('a game that keeps its name gives it up to a list of discs that gets it', async () => {
  const { project } = card('keep-name')
  const disc = (name: string, bytes: string): readonly [string, readonly DatRom[]] => {
    const tracks = [1, 2].map((n) => ({ name: `${name} (Track ${n}).bin`, bytes: `${bytes}, track ${n}` }))
    const sheet = tracks
      .map((track, n) => `FILE "${track.name}" BINARY\n  TRACK 0${n + 1} MODE1/2352\n`)
      .join('')
    return [name, [{ name: `${name}.cue`, bytes: sheet }, ...tracks]]
  }
  const list = (...releases: (readonly [string, readonly DatRom[]])[]): void => {
    project.write('dats/psx.dat', discDat('Sony - PlayStation', new Map(releases)))
    for (const { name, bytes } of releases.flatMap(([, roms]) => roms)) project.write(`roms/${name}`, bytes)
  }
  list(disc('Alpha', 'one'), disc('Beta (Disc 1)', 'two'), disc('Beta (Disc 2)', 'three'))
  await project.build()
  project.write('card/saves/psx/Alpha.srm', 'of one')
  list(disc('Beta', 'one'), disc('Alpha (Disc 1)', 'two'), disc('Alpha (Disc 2)', 'three'))
  expect(codes(await project.build())).toEqual(['saves-renamed'])
  expect(Object.keys(project.files('card', 'saves'))).toEqual(['psx/Beta.srm'])
  expect((await project.build()).outcome).toBe('nothing')
})

it('tells of a save that a game would find which gets the name of one that goes, in another form', async () => {
  const { project, configure, list, play } = card('keep-name')
  list({ Alpha: 'one', Beta: 'two' })
  await project.build()
  play('Alpha', 'of one')
  configure({ archives: 'zip' })
  list({ Alpha: 'two' })
  expect(messages(await project.build(), 'saves-parted')).toEqual([
    'card: 1 save hangs on a name that a game loses now: saves/gb/Alpha.srm is of roms/gb/Alpha.gb, which makes way for roms/gb/Beta.gb.',
  ])
})

it('a save that a game of another platform has in common with a zip stays', async () => {
  const { project, list } = card('rename', { preset: 'retroarch', archives: 'zip' })
  list({ Alpha: 'one' })
  const color = [{ name: 'Alpha.gbc', bytes: 'in colour' }]
  project.write('dats/gbc.dat', logiqxDat('Nintendo - Game Boy Color', color))
  project.write('roms/colour.gbc', 'in colour')
  await project.build()
  project.write('card/saves/Alpha.srm', 'of both')
  list({ Beta: 'one' })
  expect(codes(await project.build())).toContain('name-kept')
  expect(Object.keys(project.files('card', 'saves'))).toEqual(['Alpha.srm'])
  expect((await project.build()).outcome).toBe('nothing')
})

it('a revision takes the save along out of a folder of its own into one of letters', async () => {
  const { project, configure, list, play } = card('rename', { layout: 'roms/{folder}/{name}/{file}' })
  list({ 'Alpha (USA)': 'one' })
  await project.build()
  play('Alpha (USA)', 'of one')
  configure(LETTERS)
  list({ 'Alpha (USA) (Rev 1)': 'two' })
  expect(codes(await project.build())).toEqual(['saves-renamed'])
  expect(await heldOn(project)).toEqual({
    'gb/A/Alpha (USA) (Rev 1).gb': 'two',
    'saves/gb/Alpha (USA) (Rev 1).srm': 'of one',
  })
})
