/** IGDB: what only it does. What all do is tested in test/metadata. */
import { expect, it } from 'vitest'
import { failing } from '../../../../test/metadata/failing.ts'
import { gameOf } from '../../../../test/metadata/game-of.ts'
import { caseOf } from '../../../../test/metadata/subjects.ts'

it('a game is read whole', async () => {
  const { game, server } = await gameOf('igdb')
  expect(game).toEqual({
    title: 'Rocket Turtle',
    platforms: ['snes'],
    ids: {},
    fields: {
      alternativeTitles: ['Roketto Kame'],
      description: 'A turtle flies.\nVery high.',
      developers: ['Shell Works'],
      publishers: ['Pond Games'],
      genres: ['Platform'],
      franchises: ['Turtle', 'Rocket Animals'],
      modes: ['Single player'],
      released: '1993-01-01',
      players: { least: 1, most: 2 },
      cooperative: true,
      rating: 87.3,
      votes: 120,
      ageRatings: ['ESRB E'],
      page: 'https://www.igdb.com/games/rocket-turtle',
    },
    artwork: [
      'box https://images.igdb.com/igdb/image/upload/t_1080p/co1abc.jpg',
      'snap https://images.igdb.com/igdb/image/upload/t_1080p/sc1.jpg',
      'background https://images.igdb.com/igdb/image/upload/t_1080p/ar1.jpg',
    ],
  })
  const [token, search] = server.asked
  expect([token?.path, token?.query.get('grant_type')]).toEqual(['/oauth2/token', 'client_credentials'])
  expect(search?.body).toMatch(
    /^search "Rocket Turtle"; fields .*; where platforms=\(19,58\) & game_type=\(0,8,9,10,11\); limit 20;$/,
  )
  expect(search?.headers).toMatchObject({
    authorization: 'Bearer token-of-tests',
    'client-id': 'hush-client-id',
  })
})

it('a 404 is no answer', async () => {
  const { kind } = await failing(caseOf('igdb'), { status: 404, text: 'gone' })
  expect(kind).toBe('malformed')
})
