/** MobyGames: what only it does. What all do is tested in test/metadata. */
import { expect, it } from 'vitest'
import { failing } from '../../../../test/metadata/failing.ts'
import { gameOf } from '../../../../test/metadata/game-of.ts'
import { caseOf, openCase } from '../../../../test/metadata/subjects.ts'

it('a game is read whole', async () => {
  const { game, server } = await gameOf('mobygames')
  expect(game).toEqual({
    title: 'Rocket Turtle',
    platforms: ['genesis', 'snes'],
    ids: {},
    fields: {
      alternativeTitles: ['ロケットタートル'],
      description: 'A turtle flies.\n& lands.',
      genres: ['Action'],
      released: '1993-01-01',
      rating: 87,
      votes: 42,
      page: 'https://www.mobygames.com/game/815/rocket-turtle/',
    },
    artwork: ['box https://cdn.mobygames.com/covers/1.jpg', 'snap https://cdn.mobygames.com/s/1.png'],
  })
  expect(server.asked[0]?.query.get('api_key')).toBe('hush-moby')
  expect(server.asked[0]?.query.get('platform')).toBe('15')
})

it('its limits are in headers', async () => {
  const { provider, traffic } = await openCase(caseOf('mobygames'))
  await provider.search({ title: 'Rocket Turtle', platform: 'snes' })
  expect(traffic().quota).toMatchObject({ left: 719, of: 720 })
})

it('a 404 is no answer', async () => {
  const { kind } = await failing(caseOf('mobygames'), { status: 404, text: 'gone' })
  expect(kind).toBe('malformed')
})
