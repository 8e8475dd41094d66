/** Titles that one word joins. */
import { expect, it } from 'vitest'
import { chainedTitles, isChained } from '../../src/identify/titles/nearness/chained.ts'
import { nearTitles } from '../../src/identify/titles/nearness/titles.ts'

it.each([
  ['tactics ogre', 'ogre battle', true],
  ['ogre battle', 'tactics ogre', true],
  ['arctic lions', 'lion hunt', true],
  ['tactics ogre', 'ogre tactics', true],
  // numbers, and words that very many titles end with
  ['street race', 'race drivin', false],
  // too little of both
  ['mystical ninja starring goemon', 'goemons great adventure', false],
  ['ogre battle', 'battle ogre saga', false],
  ['ogre', 'tactics', false],
])('%s and %s: %s', (one, other, is) => expect(isChained(one, other)).toBe(is))

const found = (titles: readonly string[], title: string) =>
  nearTitles(
    titles,
    (one) => [one],
    (one) => one,
  )(title, 8).map(({ item }) => item)

it('are found by the name of their series, whatever their subtitles', () => {
  const titles = ['Ogre Battle - The March of the Black Queen', 'Quiet Pond']
  expect(found(titles, 'Tactics Ogre - Let Us Cling Together')).toEqual([titles[0]])
  expect(found(['Tactics Ogre - Let Us Cling Together', 'Quiet Pond'], titles[0] ?? '')).toHaveLength(1)
})

it('are not, where more are called by that word: it tells nothing then', () => {
  const ogres = ['Ogre Battle', 'Ogre Hunt', 'Ogre Pond']
  const chained = (titles: readonly string[]) =>
    chainedTitles(titles, (title) => title.toLowerCase())('tactics ogre')
  expect(chained(ogres.slice(0, 2))).toEqual(['Ogre Battle', 'Ogre Hunt'])
  expect(chained(ogres)).toEqual([])
})
