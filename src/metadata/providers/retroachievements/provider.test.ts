/** RetroAchievements: what only it does. What all do is tested in test/metadata. */
import { expect, it } from 'vitest'
import { failing } from '../../../../test/metadata/failing.ts'
import { gameOf } from '../../../../test/metadata/game-of.ts'
import { caseOf } from '../../../../test/metadata/subjects.ts'

it('a game is read whole', async () => {
  expect((await gameOf('retroachievements')).game).toEqual({
    title: 'Rocket Turtle',
    platforms: ['snes'],
    ids: {},
    fields: {
      alternativeTitles: ['Roketto Kame'],
      developers: ['Shell Works'],
      publishers: ['Pond Games'],
      genres: ['2D Platforming'],
      released: '1993-01',
      achievements: 12,
      playedBy: 4578,
      page: 'https://retroachievements.org/game/228',
    },
    artwork: ['box', 'title', 'snap', 'icon'].map(
      (kind, i) => `${kind} https://media.retroachievements.org/Images/${[5, 3, 4, 2][i]}.png`,
    ),
  })
})

it('a 404 is no answer', async () => {
  const { kind } = await failing(caseOf('retroachievements'), { status: 404, text: 'gone' })
  expect(kind).toBe('malformed')
})
