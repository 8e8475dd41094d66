/** gamelist.xml: what only it does. What all do is tested in test/metadata. */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { KNOWN_FILE, openFiles, UNKNOWN_FILE } from '../../../../test/metadata/files-subject.ts'
import { localKit, said } from '../../../../test/metadata/game-of.ts'
import { fixtureFile } from '../../../../test/metadata/stand-in.ts'
import { providerChecks } from '../../contract.ts'
import { gamelistProvider } from './provider.ts'

describe('the contract', () => {
  const open = () =>
    Promise.resolve({
      ...openFiles(fixtureFile('gamelist'), (folder) =>
        gamelistProvider([{ file: join(folder, 'gamelist.xml'), platform: 'snes' }]),
      ),
      known: { ...KNOWN_FILE, id: 'fcce87b8e1519dbb' },
      unknown: UNKNOWN_FILE,
      near: 'Rocket Turtle 2',
    })
  it.each(providerChecks(open))('$name', ({ run }) => expect(run()).resolves.toBeUndefined())
})

it('a game is read whole', async () => {
  const file = fixtureFile('gamelist', 'gamelist.xml')
  const provider = gamelistProvider([{ file, platform: 'snes' }]).open(localKit())
  const games = await provider.search({ title: 'Rocket Turtle', platform: 'snes' })
  expect(games).toMatchObject({
    kind: 'hit',
    value: [{ title: 'Rocket Turtle' }, { title: 'Rocket Turtle 3' }],
  })
  const answer = await provider.identify({
    title: 'x',
    platform: 'snes',
    fileName: 'Rocket Turtle (USA).sfc',
  })
  expect(answer.kind === 'hit' && said(answer.value.game)).toEqual({
    title: 'Rocket Turtle',
    platforms: ['snes'],
    ids: {},
    fields: {
      description: 'A turtle & a rocket',
      developers: ['Shell Works'],
      publishers: ['Pond Games'],
      genres: ['Platform'],
      released: '1993-01-01',
      players: { least: 1, most: 2 },
      rating: 85,
      languages: ['en'],
      regions: ['us'],
    },
    artwork: [`snap ${pathToFileURL(fixtureFile('gamelist', 'media/Rocket Turtle (USA).png')).href}`],
  })
  expect(await provider.search({ title: 'Outside', platform: 'snes' })).toMatchObject({ kind: 'miss' })
})
