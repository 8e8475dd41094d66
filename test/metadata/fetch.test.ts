/** Asking for one game: by what was decided, by the game itself, and for the rest whoever has it under a known id. */
import { describe, expect, it } from 'vitest'
import { hit, miss } from '../../src/metadata/answer.ts'
import type { SmartQuery } from '../../src/metadata/client.ts'
import { askGame } from '../../src/metadata/fetch/ask.ts'
import { askedGame, releaseCalled } from '../../src/metadata/fetch/games.ts'
import { keepAnswers } from '../../src/metadata/fetch/keep.ts'
import type { GameResult } from '../../src/metadata/game.ts'
import { gamesCalled } from '../../src/metadata/join/explain.ts'
import type { Via } from '../../src/metadata/provider.ts'
import { gameResult, type SaidFields } from '../../src/metadata/result.ts'
import { logiqxDat } from '../support/dat.ts'
import { withProject, type TestProject } from '../support/project.ts'
import { sha1 } from '../support/sha1.ts'
import { NOW } from './subjects.ts'

const GAME = { id: 1, platform: 'nes', title: 'A', release: 'A (USA)', fileName: 'A (USA).nes', hashes: {} }
const PROVIDERS = ['first', 'second', 'third'].map((name) => ({ name }))

function result(
  provider: string,
  fields: SaidFields,
  ids: Readonly<Record<string, string>> = {},
): GameResult {
  return gameResult(provider, { id: `${provider}-1`, title: 'A', ids, fields }, 0)
}

function configure(project: TestProject, dat: string): void {
  project.configure({
    roots: { roms: './roms' },
    dats: { d: dat },
    targets: { card: { preset: 'folder', path: './card', policy: 'everything' } },
  })
}

/** A client that knows these games by provider; the first is who is sure. */
function clientOf(games: Readonly<Record<string, GameResult>>) {
  const asked: string[] = []
  return {
    asked,
    client: {
      getById: (provider: string, id: string) => {
        asked.push(`${provider} ${id}`)
        const game = games[provider]
        return Promise.resolve(game ? hit(game) : miss())
      },
      identifySmart: ({ only = [] }: SmartQuery) => {
        asked.push(`identify ${only.join()}`)
        const game = Object.values(games)[0]
        if (!game) return Promise.resolve({ suggestions: [], outcomes: [] })
        const match = { game, via: 'exact', label: 'filename', by: game.provider } as const
        return Promise.resolve({ match, suggestions: [], outcomes: [] })
      },
    },
  }
}

describe('asking for a game', () => {
  const ALL: SaidFields = { genres: ['G'], players: { least: 1, most: 2 }, released: '1990' }

  it('ends with the first who is sure, when that says enough', async () => {
    const { client, asked } = clientOf({ first: result('first', ALL, { second: '7' }) })
    const { found, more } = await askGame(client, PROVIDERS, GAME, {})
    expect([found.match?.by, more, asked]).toEqual(['first', [], ['identify first,second,third']])
  })

  it('goes on to those who have it under an id, as long as something is missing', async () => {
    const { client, asked } = clientOf({
      first: result('first', { genres: ['G'] }, { second: '7', third: '8' }),
      second: result('second', { players: { least: 1, most: 1 }, released: '1991' }),
    })
    const { more = [] } = await askGame(client, PROVIDERS, GAME, {})
    expect(more.map(({ provider }) => provider)).toEqual(['second'])
    expect(asked).toEqual(['identify first,second,third', 'second 7'])
  })

  it('asks by the id that was decided, and not whose suggestions were refused', async () => {
    const { client, asked } = clientOf({ second: result('second', ALL) })
    const { found } = await askGame(client, PROVIDERS, GAME, { second: '9' })
    expect([found.match?.via, asked]).toEqual(['id', ['second 9']])
    const refused = clientOf({})
    await askGame(refused.client, PROVIDERS, GAME, { first: null })
    expect(refused.asked).toEqual(['identify second,third'])
  })
})

it.each([
  ['its header and without', ['nes', 'unh'], 'NES-the turtle flies', 'the turtle flies'],
  ['no header and with one', ['unh', 'nes'], 'the turtle flies', 'NES-the turtle flies'],
])('a ROM that is listed with %s is asked for without it', async (_, [first, second], one, other) => {
  await withProject(async (project) => {
    configure(project, './nes.dat')
    const roms = [
      { name: `Rocket Turtle (USA).${first}`, bytes: one },
      { name: `Rocket Turtle (USA).${second}`, bytes: other },
    ]
    project.write('nes.dat', logiqxDat('Nintendo - Nintendo Entertainment System', roms))
    project.write('roms/turtle.nes', 'NES-the turtle flies')
    await project.build()
    const asked = await project.session(({ db }) => askedGame(db, 'nes', 'Rocket Turtle (USA)'))
    expect(asked).toMatchObject({
      fileName: `Rocket Turtle (USA).${first}`,
      size: 'the turtle flies'.length,
      hashes: { sha1: sha1('the turtle flies') },
    })
  })
})

it.each([
  ['hash', 'hash'],
  ['serial', 'serial'],
  ['exact', 'exact'],
  ['key', 'key'],
  ['a dream' as Via, 'name'],
] as const)('what was found by %s is kept as found by %s', async (via, kept) => {
  await withProject(async (project) => {
    configure(project, './snes.dat')
    const rom = { name: 'Rocket Turtle (USA).sfc', bytes: 'the turtle flies' }
    project.write('snes.dat', logiqxDat('Nintendo - Super Nintendo Entertainment System', [rom]))
    project.write('roms/turtle.sfc', rom.bytes)
    await project.build()
    await project.session(({ db }) => {
      const game = askedGame(db, 'snes', 'Rocket Turtle (USA)')
      if (!game) throw new Error('no DAT lists it')
      const match = { game: result('first', { genres: ['G'] }), via, label: 'hash', by: 'first' } as const
      const more = [result('second', { genres: ['H'] })]
      const answers = [{ game, found: { match, suggestions: [], outcomes: [] }, more }]
      // said again, it is nothing new
      expect([1, 2].map(() => keepAnswers(db, answers, NOW).told)).toEqual([1, 0])
    })
    await project.build()
    const links = await project.session(({ db }) =>
      db.prepare('select via from metadata_link order by entry_id').pluck().all(),
    )
    // what others have under an id that the answer names is as sure as that answer
    expect(links).toEqual([kept, via === 'hash' ? 'hash' : 'id'])
  })
})

it('a game is asked for with its year, also where only a name of TOSEC says it', async () => {
  const NAMES = ['Persia (1990)(X)', 'Doom (199x)(X)']
  await withProject(async (project) => {
    configure(project, './amiga.dat')
    const roms = NAMES.map((name) => ({ name: `${name}.adf`, bytes: name }))
    project.write('amiga.dat', logiqxDat('Commodore Amiga - Games (TOSEC)', roms))
    for (const { name, bytes } of roms) project.write(`roms/${name}`, bytes)
    await project.build()
    const years = await project.session(({ db }) => NAMES.map((name) => askedGame(db, 'amiga', name)?.year))
    expect(years).toEqual([1990, undefined])
  })
})

it.each([
  ['rocket turtle (usa)', 'Rocket Turtle (USA)'],
  ['Rocket Turtle', 'Rocket Turtle (Europe)'],
])('a game that is called %s is asked for by the release %s', async (words, release) => {
  const RELEASES = ['Rocket Turtle (USA)', 'Rocket Turtle (Japan)', 'Rocket Turtle (Europe)']
  await withProject(async (project) => {
    configure(project, './snes.dat')
    const roms = RELEASES.map((name) => ({ name: `${name}.sfc`, bytes: name }))
    project.write('snes.dat', logiqxDat('Nintendo - Super Nintendo Entertainment System', roms))
    project.write('roms/turtle.sfc', 'the turtle flies')
    await project.build()
    const called = await project.session(({ db }) =>
      gamesCalled(db, words, 'snes').map(({ id }) => releaseCalled(db, id, words)),
    )
    expect(called).toEqual([release])
  })
})
