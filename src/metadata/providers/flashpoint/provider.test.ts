/** Flashpoint: what only it does. What all do is tested in test/metadata. */
import { expect, it } from 'vitest'
import { failing } from '../../../../test/metadata/failing.ts'
import { gameOf } from '../../../../test/metadata/game-of.ts'
import { caseOf } from '../../../../test/metadata/subjects.ts'

it('a game is read whole', async () => {
  expect((await gameOf('flashpoint')).game).toMatchObject({
    platforms: ['flash'],
    fields: {
      alternativeTitles: ['Roketto Kame', 'RT'],
      genres: ['Simulation', 'Toy'],
      released: '2004-12-09',
    },
    artwork: [
      'logo https://infinity.unstable.life/images/Logos/08/14/08143aa7-0000-45b0-a1d4-afa4ac44c845?type=jpg',
      'snap https://infinity.unstable.life/images/Screenshots/08/14/08143aa7-0000-45b0-a1d4-afa4ac44c845?type=jpg',
    ],
  })
})

it('a 404 is no answer', async () => {
  const { kind } = await failing(caseOf('flashpoint'), { status: 404, text: 'gone' })
  expect(kind).toBe('malformed')
})
