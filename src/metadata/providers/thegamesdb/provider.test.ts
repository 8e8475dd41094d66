/** TheGamesDB: what only it does. What all do is tested in test/metadata. */
import { expect, it } from 'vitest'
import { failing } from '../../../../test/metadata/failing.ts'
import { gameOf } from '../../../../test/metadata/game-of.ts'
import type { Reply } from '../../../../test/metadata/stand-in.ts'
import { caseOf, openCase } from '../../../../test/metadata/subjects.ts'

it('a game is read whole', async () => {
  const { game } = await gameOf('thegamesdb')
  expect(game).toEqual({
    title: 'Rocket Turtle',
    platforms: ['snes'],
    ids: {},
    fields: {
      alternativeTitles: ['Roketto Kame'],
      description: 'A turtle flies.',
      developers: ['Shell Works'],
      publishers: ['Pond Games'],
      genres: ['Platform'],
      released: '1993-01-01',
      players: { least: 1, most: 2 },
      cooperative: false,
      ageRatings: ['ESRB E'],
      page: 'https://thegamesdb.net/game.php?id=136',
    },
    artwork: [
      'box https://cdn.thegamesdb.net/images/original/boxart/front/136-1.jpg',
      'back https://cdn.thegamesdb.net/images/original/boxart/back/136-1.jpg',
    ],
  })
})

it('knows serials', async () => {
  const { provider } = await openCase(caseOf('thegamesdb'))
  const answer = await provider.identify({ title: 'whatever', platform: 'snes', serial: 'SNS-RT' })
  expect(answer).toMatchObject({ kind: 'hit', value: { via: 'serial', game: { title: 'Rocket Turtle' } } })
})

it('a serial of two games tells nothing', async () => {
  const { provider } = await openCase(caseOf('thegamesdb'))
  expect((await provider.identify({ title: 'zzz', platform: 'snes', serial: 'TWICE' })).kind).toBe('miss')
})

it.each<[Reply, string]>([
  [
    {
      status: 403,
      json: { code: 403, status: 'monthly allowance exceeded', remaining_monthly_allowance: 0 },
    },
    'quota',
  ],
  [{ status: 403, json: { code: 403, status: 'Invalid key' } }, 'auth'],
])('%j is %s', async (reply, meaning) => {
  expect((await failing(caseOf('thegamesdb'), reply)).kind).toBe(meaning)
})
