/** libretro thumbnails: what only it does. What all do is tested in test/metadata. */
import { expect, it } from 'vitest'
import { failing } from '../../../../test/metadata/failing.ts'
import { gameOf } from '../../../../test/metadata/game-of.ts'
import { caseOf, openCase } from '../../../../test/metadata/subjects.ts'

it('a game is read whole', async () => {
  const { game, server } = await gameOf('libretro-thumbnails')
  const system = 'Nintendo%20-%20Super%20Nintendo%20Entertainment%20System'
  expect(game.artwork).toEqual([
    `box ${server.url}/${system}/Named_Boxarts/Rocket%20Turtle%20(USA).png`,
    `snap ${server.url}/${system}/Named_Snaps/Rocket%20Turtle%20(USA).png`,
  ])
  expect(server.asked.map(({ path }) => path.split('/')[2])).toEqual([
    'Named_Boxarts',
    'Named_Snaps',
    'Named_Titles',
    'Named_Logos',
  ])
})

it.each([
  ['Chip & Dale (USA).sfc', 'snes:Chip _ Dale (USA)'],
  ['Rocket Turtle (Japan).zip', 'snes:Rocket Turtle (Japan)'],
])('by the name of the file: %s', async (fileName, id) => {
  const { provider } = await openCase(caseOf('libretro-thumbnails'))
  const answer = await provider.identify({ title: 'anything', platform: 'snes', fileName })
  expect(answer).toMatchObject({ kind: 'hit', value: { via: 'exact', game: { id } } })
})

it('a 404 means that there is no such thing', async () => {
  const { kind } = await failing(caseOf('libretro-thumbnails'), { status: 404, text: '' })
  expect(kind).toBe('miss')
})
