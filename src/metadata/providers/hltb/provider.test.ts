/** HowLongToBeat: what only it does. What all do is tested in test/metadata. */
import { expect, it } from 'vitest'
import { failing } from '../../../../test/metadata/failing.ts'
import { gameOf } from '../../../../test/metadata/game-of.ts'
import { caseOf } from '../../../../test/metadata/subjects.ts'

it('a game is read whole', async () => {
  const { game, server } = await gameOf('hltb')
  expect(game).toEqual({
    title: 'Rocket Turtle',
    platforms: ['snes', 'gba'],
    ids: {},
    fields: {
      alternativeTitles: ['RT', 'Roketto Kame'],
      released: '1993-01-01',
      developers: ['Shell Works'],
      publishers: ['Pond Games'],
      genres: ['Platform', 'Action'],
      rating: 92,
      votes: 2000,
      playedBy: 9000,
      playTimes: { story: 18_600, extras: 30_600 },
      page: 'https://howlongtobeat.com/game/9371',
    },
    artwork: ['box https://howlongtobeat.com/games/9371.jpg'],
  })
  expect(server.asked[1]?.headers).toMatchObject({
    'x-auth-token': 'session-of-tests',
    'x-hp-key': 'ign',
    'x-hp-val': 'value-of-tests',
    referer: server.url,
  })
  expect(JSON.parse(server.asked[1]?.body ?? '')).toMatchObject({
    searchTerms: ['Rocket', 'Turtle'],
    ign: 'value-of-tests',
  })
})

it('a 404 means that its search has moved', async () => {
  const { kind } = await failing(caseOf('hltb'), { status: 404, text: 'gone' })
  expect(kind).toBe('closed')
})
