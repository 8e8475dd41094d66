/** SteamGridDB: what only it does. What all do is tested in test/metadata. */
import { expect, it } from 'vitest'
import { failing } from '../../../../test/metadata/failing.ts'
import { gameOf } from '../../../../test/metadata/game-of.ts'
import { caseOf } from '../../../../test/metadata/subjects.ts'

it('a game is read whole', async () => {
  expect((await gameOf('steamgriddb')).game).toEqual({
    title: 'Rocket Turtle',
    platforms: undefined,
    ids: {},
    fields: { released: '1993', page: 'https://www.steamgriddb.com/game/2254' },
    artwork: ['box', 'banner', 'icon', 'background', 'icon'].map(
      (kind, i) => `${kind} https://cdn2.steamgriddb.com/grid/${i + 1}.png`,
    ),
  })
})

it('a 404 is no answer', async () => {
  const { kind } = await failing(caseOf('steamgriddb'), { status: 404, json: { success: false } })
  expect(kind).toBe('malformed')
})
