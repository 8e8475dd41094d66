/** What frontends wrote of games in their lists follows the games to other names and forms, whatever these are made of. */
import { readFileSync, rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { byCodeUnit } from '../../../src/order.ts'
import { discDat, logiqxDat } from '../../support/dat.ts'
import { settledProject, type Project } from '../support.ts'

const SNES = 'Nintendo - Super Nintendo Entertainment System'
const PSX = 'Sony - PlayStation'

interface Frontend {
  readonly preset: string
  readonly discs: string
  readonly cartridges: string
  /** What its user says of every game in a list. */
  readonly say: (list: string) => string
  /** The games of a list of which that is said: the last part of each path. */
  readonly said: (list: string) => readonly string[]
}

const favourite = (list: string): string =>
  list.replace(/<name>.*<\/name>/g, '$&\n\t\t<favorite>true</favorite>')
const favourites = (list: string): readonly string[] =>
  list
    .split('</game>')
    .flatMap((game) => (game.includes('<favorite>') ? (/([^/]*)<\/path>/.exec(game)?.[1] ?? []) : []))

const LAUNCHBOX: Frontend = {
  preset: 'launchbox',
  discs: 'Data/Platforms/Sony Playstation.xml',
  cartridges: 'Data/Platforms/Super Nintendo Entertainment System.xml',
  say: (list) => list.replace(/<Title>.*<\/Title>/g, '$&\n    <Favorite>true</Favorite>'),
  said: (list) =>
    list
      .split('</Game>')
      .flatMap((game) =>
        game.includes('<Favorite>') ? (/([^\\]*)<\/ApplicationPath>/.exec(game)?.[1] ?? []) : [],
      ),
}

const FRONTENDS: readonly Frontend[] = [
  {
    preset: 'batocera',
    discs: 'roms/psx/gamelist.xml',
    cartridges: 'roms/snes/gamelist.xml',
    say: favourite,
    said: favourites,
  },
  {
    preset: 'esDe',
    discs: 'ES-DE/gamelists/psx/gamelist.xml',
    cartridges: 'ES-DE/gamelists/snes/gamelist.xml',
    say: favourite,
    said: favourites,
  },
  LAUNCHBOX,
  {
    preset: 'retroarch',
    discs: 'playlists/Sony - PlayStation.lpl',
    cartridges: `playlists/${SNES}.lpl`,
    say: (list) =>
      list.replaceAll('"DETECT",\n      "core_name": "DETECT"', '"/cores/one.so",\n      "core_name": "One"'),
    said: (list) =>
      (JSON.parse(list) as { items: { path: string; core_name: string }[] }).items.flatMap((item) =>
        item.core_name === 'One' ? (item.path.split('/').at(-1) ?? []) : [],
      ),
  },
]

const cue = (name: string): string =>
  `FILE "${name}.bin" BINARY\n  TRACK 01 MODE2/2352\n    INDEX 01 00:00:00\n`

function addDisc(project: Project, name: string, track: string): void {
  project.write(`roms/${name}.cue`, cue(name))
  project.write(`roms/${name}.bin`, track)
}

/** A game of two discs, one of one, and one of which there are two revisions. */
function discs(saga: string, solo: string): string {
  const tracks = {
    [`${saga} (USA) (Disc 1)`]: 'first',
    [`${saga} (USA) (Disc 2)`]: 'second',
    [`${solo} (USA)`]: 'solo',
    'Ride (USA)': 'ride',
    'Ride (USA) (Rev 1)': 'better ride',
  }
  const files = Object.entries(tracks).map(([name, track]) => {
    const sheet = { name: `${name}.cue`, bytes: cue(name) }
    return [name, [sheet, { name: `${name}.bin`, bytes: track }]] as const
  })
  return discDat(PSX, new Map(files))
}

function cartridges(name: string): string {
  const games = [
    { name: `${name} (USA).sfc`, bytes: 'game' },
    { name: 'Race (USA).sfc', bytes: 'race' },
    { name: 'Race (USA) (Rev 1).sfc', bytes: 'better race' },
  ]
  return logiqxDat(SNES, games)
}

describe.each(FRONTENDS)('what is said of games in the lists of $preset', (frontend) => {
  it.each(['extract', 'zip'])('goes along to their new names, with archives: %s', async (archives) => {
    const project = settledProject('renamed-in-lists')
    project.configure({
      roots: { roms: './roms' },
      dats: { all: './dats' },
      policies: { best: {} },
      targets: { card: { preset: frontend.preset, path: './card', policy: 'best', archives } },
    })
    project.write('dats/psx.dat', discs('Saga', 'Solo'))
    project.write('dats/snes.dat', cartridges('Game'))
    addDisc(project, 'Saga (USA) (Disc 1)', 'first')
    addDisc(project, 'Saga (USA) (Disc 2)', 'second')
    addDisc(project, 'Solo (USA)', 'solo')
    addDisc(project, 'Ride (USA)', 'ride')
    project.write('roms/game.sfc', 'game')
    project.write('roms/race.sfc', 'race')
    await project.build()
    // LaunchBox takes discs in zips as well, of which each is a game by itself
    const isListed = !(frontend.preset === 'launchbox' && archives === 'zip')
    const lists = [...(isListed ? [frontend.discs] : []), frontend.cartridges]
    const read = (list: string): string => readFileSync(project.at('card', list), 'utf8')
    for (const list of lists) project.write(`card/${list}`, frontend.say(read(list)))

    project.write('dats/psx.dat', discs('Sage', 'Sole'))
    project.write('dats/snes.dat', cartridges('Gamble'))
    addDisc(project, 'Ride (USA) (Rev 1)', 'better ride')
    project.write('roms/race1.sfc', 'better race')
    await project.build()
    const said = (list: string): readonly string[] => frontend.said(read(list)).toSorted(byCodeUnit)
    if (isListed)
      expect(said(frontend.discs)).toEqual(['Ride (USA) (Rev 1).cue', 'Sage (USA).m3u', 'Sole (USA).cue'])
    const stems = said(frontend.cartridges).map((name) => name.replace(/\..*/, ''))
    expect(stems).toEqual(['Gamble (USA)', 'Race (USA) (Rev 1)'])
    expect((await project.build()).outcome).toBe('nothing')
  })

  it.each(['extract', 'zip'])(
    'goes along where two get the names of each other, with archives: %s',
    async (archives) => {
      const project = settledProject('renamed-in-lists')
      project.configure({
        roots: { roms: './roms' },
        dats: { all: './dats' },
        targets: { card: { preset: frontend.preset, path: './card', policy: 'everything', archives } },
      })
      /** Each game by what it is called; only one is on the device until `second` is there. */
      const name = (first: string, second: string): void => {
        const names = { first, second }
        const tracks = Object.entries(names).map(([track, game]) => {
          const sheet = { name: `${game}.cue`, bytes: cue(game) }
          return [game, [sheet, { name: `${game}.bin`, bytes: track }]] as const
        })
        project.write('dats/psx.dat', discDat(PSX, new Map(tracks)))
        const games = Object.entries(names).map(([bytes, game]) => ({ name: `${game}.sfc`, bytes }))
        project.write('dats/snes.dat', logiqxDat(SNES, games))
        for (const game of [first, second]) project.write(`roms/${game}.cue`, cue(game))
      }
      name('Ace (USA)', 'Base (USA)')
      for (const extension of ['bin', 'sfc']) project.write(`roms/1.${extension}`, 'first')
      await project.build()
      const read = (list: string): string => readFileSync(project.at('card', list), 'utf8')
      const lists = [frontend.discs, frontend.cartridges]
      for (const list of lists) project.write(`card/${list}`, frontend.say(read(list)))
      for (const extension of ['bin', 'sfc']) project.write(`roms/2.${extension}`, 'second')
      await project.build()
      const said = (): readonly string[] =>
        lists.flatMap((list) => frontend.said(read(list)).map((one) => one.replace(/\..*/, '')))
      expect(said()).toEqual(['Ace (USA)', 'Ace (USA)'])

      name('Base (USA)', 'Ace (USA)')
      await project.build()
      expect(said()).toEqual(['Base (USA)', 'Base (USA)'])
      expect((await project.build()).outcome).toBe('nothing')

      // what was said of a game that is gone is not said of the one that has its name now
      name('Case (USA)', 'Base (USA)')
      for (const extension of ['bin', 'sfc']) rmSync(project.at(`roms/1.${extension}`))
      await project.build()
      expect(said()).toEqual([])
      for (const list of lists)
        expect(read(list).match(/[/\\]Base \(USA\)\.(?:cue|sfc|zip)/g)).toHaveLength(1)
      expect((await project.build()).outcome).toBe('nothing')
    },
  )

  it('goes along into zips, and out of them again', async () => {
    const project = settledProject('renamed-in-lists')
    const configure = (archives: string): void =>
      project.configure({
        roots: { roms: './roms' },
        dats: { all: './dats' },
        targets: { card: { preset: frontend.preset, path: './card', policy: 'everything', archives } },
      })
    configure('extract')
    project.write('dats/snes.dat', cartridges('Game'))
    project.write('roms/game.sfc', 'game')
    await project.build()
    const read = (): string => readFileSync(project.at('card', frontend.cartridges), 'utf8')
    project.write(`card/${frontend.cartridges}`, frontend.say(read()))
    for (const [archives, extension] of [
      ['zip', 'zip'],
      ['extract', 'sfc'],
    ] as const) {
      configure(archives)
      await project.build()
      expect(frontend.said(read()).map((name) => name.replace(/#.*/, ''))).toEqual([
        `Game (USA).${extension}`,
      ])
    }
  })
})

/** Between two builds of which each writes something. */
async function renamedInCase(frontend: Frontend, say: (list: string) => string): Promise<readonly string[]> {
  const { preset, cartridges: path } = frontend
  const project = settledProject('renamed-lists')
  project.configure({
    roots: { roms: './roms' },
    dats: { all: './dats' },
    targets: { card: { preset, path: './card', policy: 'everything' } },
  })
  const read = () => readFileSync(project.at('card', path), 'utf8')
  const list = (...names: readonly string[]) => {
    const roms = names.map((name) => ({ name: `${name}.sfc`, bytes: name.toLowerCase() }))
    project.write('dats/snes.dat', logiqxDat(SNES, roms))
    for (const { name, bytes } of roms) project.write(`roms/${name.toLowerCase()}`, bytes)
  }
  list('Alpha (USA)')
  await project.build()
  project.write(`card/${path}`, say(read()))
  list('ALPHA (USA)')
  await project.build()
  const between = read()
  list('ALPHA (USA)', 'Bravo (USA)')
  await project.build()
  expect(frontend.said(read())).toEqual(frontend.said(between))
  return [between, read()]
}

it.each(FRONTENDS)('is said of a game of $preset that was renamed in case alone', async (frontend) => {
  const [, list = ''] = await renamedInCase(frontend, frontend.say)
  expect(frontend.said(list)).toEqual(['ALPHA (USA).sfc'])
})

it('is said by the id that such a game keeps, in playlists of the user of LaunchBox', async () => {
  const lists = await renamedInCase(LAUNCHBOX, (list) => list)
  const [before, after] = lists.map((list) => /ALPHA[^<]*<\/ApplicationPath>\s*<ID>([^<]*)/.exec(list)?.[1])
  expect(before).toBeDefined()
  expect(after).toBe(before)
})

it('is said of a disc that became a CHD, too', async () => {
  const [batocera] = FRONTENDS
  const project = settledProject('renamed-in-lists')
  project.configure({
    roots: { roms: './roms' },
    dats: { all: './dats' },
    targets: { card: { preset: 'batocera', path: './card', policy: 'everything' } },
  })
  const sheet = { name: 'Solo (USA).cue', bytes: cue('Solo (USA)') }
  const disc = [sheet, { name: 'Solo (USA).bin', bytes: 'solo' }]
  project.write('dats/psx.dat', discDat(PSX, new Map([['Solo (USA)', disc]])))
  addDisc(project, 'Solo (USA)', 'solo')
  await project.build()
  const list = 'card/roms/psx/gamelist.xml'
  const before = readFileSync(project.at(list), 'utf8')
  const said = batocera?.say(before) ?? ''
  project.write(list, said)
  const chd = [{ name: 'Solo (USA).chd', bytes: 'solo, compressed' }]
  project.write('dats/psx.dat', discDat(PSX, new Map([['Solo (USA)', chd]])))
  project.write('roms/Solo (USA).chd', 'solo, compressed')
  await project.build()
  expect(readFileSync(project.at(list), 'utf8')).toBe(
    said.replace('./Solo (USA)/Solo (USA).cue', './Solo (USA).chd'),
  )
})

it('is said of discs that LaunchBox has in zips, too', async () => {
  const { discs: list, say, said } = LAUNCHBOX
  const project = settledProject('renamed-in-lists')
  const configure = (archives: string): void =>
    project.configure({
      roots: { roms: './roms' },
      dats: { all: './dats' },
      targets: { card: { preset: 'launchbox', path: './card', policy: 'everything', archives } },
    })
  configure('extract')
  project.write('dats/psx.dat', discs('Saga', 'Solo'))
  addDisc(project, 'Saga (USA) (Disc 1)', 'first')
  addDisc(project, 'Saga (USA) (Disc 2)', 'second')
  await project.build()
  const read = (): readonly string[] => said(readFileSync(project.at('card', list), 'utf8'))
  project.write(`card/${list}`, say(readFileSync(project.at('card', list), 'utf8')))
  for (const [archives, name] of [
    ['zip', 'Saga (USA) (Disc 1).zip'],
    ['extract', 'Saga (USA).m3u'],
  ] as const) {
    configure(archives)
    await project.build()
    expect(read()).toEqual([name])
    expect((await project.build()).outcome).toBe('nothing')
  }
})

it('is true of a game that its user put in a collection, also where the config has that no more', async () => {
  const project = settledProject('renamed-in-lists')
  const configure = (playlists: readonly string[]): void =>
    project.configure({
      roots: { roms: './roms' },
      dats: { all: './dats' },
      playlists: { best: { titles: ['Race'] } },
      targets: { card: { preset: 'esDe', path: './card', policy: 'everything', playlists } },
    })
  configure(['best'])
  project.write('dats/snes.dat', cartridges('Game'))
  project.write('roms/game.sfc', 'game')
  project.write('roms/race.sfc', 'race')
  await project.build()
  const list = 'card/ES-DE/collections/custom-best.cfg'
  const read = (): string => readFileSync(project.at(list), 'utf8')
  const [race, game] = ['%ROMPATH%/snes/Race (USA).sfc\n', '%ROMPATH%/snes/Game (USA).sfc\n']
  expect(read()).toBe(race)
  project.write(list, `${race}${game}`)
  project.write('dats/snes.dat', cartridges('Gamble'))
  await project.build()
  expect(read()).toBe(`${race}${game.replace('Game', 'Gamble')}`)
  configure([])
  project.write('dats/snes.dat', cartridges('Gambit'))
  await project.build()
  expect(read()).toBe(`${race}${game.replace('Game', 'Gambit')}`)
  expect((await project.build()).outcome).toBe('nothing')
})
