/** What looks alike is found wherever titles differ, at a cost that does not grow with what they have in common. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nearKeys, runsOf } from '../../../src/identify/titles/nearness/keys.ts'
import { nearTitles } from '../../../src/identify/titles/nearness/titles.ts'
import { NEAR, nearness, titleShape } from '../../../src/identify/titles/nearness/nearness.ts'

const find = (titles: readonly string[]) =>
  nearTitles(
    titles,
    (title) => [title],
    (title) => title,
  )

describe('near titles', () => {
  it.each([
    ['another first letter', 'Wario Land', 'Mario Land'],
    ['another word in front', 'Super Mario Land', 'Mario Land'],
    ['a sequel with another subtitle', 'Turok 2 - Seeds of Evil', 'Turok - Dinosaur Hunter'],
    ['a short name', 'Ys III', 'Ys'],
    ['a name of two letters that another begins with', 'Ys', 'Ys Origin'],
    ['one letter of four', 'Gong', 'Pong'],
    ['a number before the subtitle', '1943 - The Battle of Midway', '1944 - The Loop Master'],
    ['one without a subtitle', '1943 - The Battle of Midway', '1942'],
    ['a name that something belongs to', "Kirby's Dream Land", 'Kirby Super Star'],
    ['most of the words', 'Parodius Da!', 'Jikkyou Oshaberi Parodius'],
    ['the end of one, the beginning of the other', 'Tom Sawyer no Bouken', 'Adventures of Tom Sawyer'],
    ['a reissue with another end', "Mike Tyson's Punch-Out!!", 'Punch-Out!! Featuring Mr. Dream'],
    ['another name in front', 'Ninja Gaiden II', 'Shadow Warriors - Ninja Gaiden'],
  ])('%s: %s, %s', (_, title, other) => {
    const beside = ['Quiet Desert', 'Orbital Caravan', 'Lantern Kid', other]
    expect(find(beside)(title, 5).map(({ item }) => item)).toEqual([other])
  })

  it.each([
    ['one word', 'Circuit USA', 'Super Tennis - World Circuit'],
    ['words too short', 'Escape to You', 'To You Moonlight'],
    ['too small a part', 'Dark Tower Winter Rangers', 'Adventures of Lost Knights in the Dark Tower'],
  ])('that begin as others end by %s are none: %s, %s', (_, title, other) =>
    expect(find([other])(title, 5)).toEqual([]),
  )

  it('are few, the nearest first, and none that has nothing in common', () => {
    const many = [...Array.from({ length: 50 }, (_, i) => `Rocket Turtle ${i + 1}`), 'Quiet Desert', '!!!']
    const near = find(many)('Rocket Turtle 7', 3)
    expect(near[0]).toEqual({ item: 'Rocket Turtle 7', nearness: 1 })
    expect(near.length).toBe(3)
    expect(find(many)('Lantern Kid', 3)).toEqual([])
    expect(find(many)('???', 3)).toEqual([])
    expect(find([])('Rocket Turtle', 3)).toEqual([])
  })

  it('are found by the short name of their series, however many share more letters', () => {
    const crowd = Array.from({ length: 100 }, (_, i) => `Wanderers from Planet ${i}`)
    const near = find([...crowd, 'Ys IV - Mask of the Sun'])("Y's III - Wanderers from Ys", 200)
    expect(near).toContainEqual({ item: 'Ys IV - Mask of the Sun', nearness: 0.86 })
  })

  it('are found by any of their titles, each thing once', () => {
    const games = [{ id: 'a', titles: ['Mega Man', 'Rockman'] }]
    const near = nearTitles(
      games,
      ({ titles }) => titles,
      ({ id }) => id,
    )
    expect(near('Rockman 2', 5).map(({ item }) => item.id)).toEqual(['a'])
    expect(near('Rockman', 5)).toEqual([{ item: games[0], nearness: 1 }])
  })
})

describe('nearness', () => {
  const title = fc
    .array(fc.constantFrom('Rocket', 'Turtle', 'II', '3', 'Night', '-', ':', 'The', '!', 'x'), {
      maxLength: 6,
    })
    .map((words) => words.join(' '))

  it('is from 0 to 1, and 1 for equal titles only', () => {
    fc.assert(
      fc.property(title, title, (a, b) => {
        const [one, other] = [titleShape(a), titleShape(b)]
        const near = nearness(one, other)
        expect(near).toBeGreaterThanOrEqual(0)
        expect(near).toBeLessThanOrEqual(1)
        expect(near === 1).toBe(one.plain !== '' && one.plain === other.plain)
      }),
    )
  })

  it.each([
    ['Star Soldier', 'Gradius'],
    ['Probotector', 'Contra'],
    ['F-1', 'F-Zero'],
  ])('%s and %s are not near', (a, b) => {
    expect(nearness(titleShape(a), titleShape(b))).toBeLessThan(NEAR)
  })
})

describe('the index', () => {
  it('does not depend on what was asked before', () => {
    const keys = ['megaman2', 'megaman3', 'rockman2', 'warioland', 'marioland']
    const text = fc.constantFrom(...keys, 'megaman', 'land', 'x', '')
    fc.assert(
      fc.property(fc.array(text), text, (before, asked) => {
        const used = nearKeys(() => keys)
        for (const one of before) used(runsOf(one), 3)
        expect(used(runsOf(asked), 3)).toEqual(nearKeys(() => keys)(runsOf(asked), 3))
      }),
    )
  })

  it('finds a text itself, and no more than it is asked for', () => {
    const keys = fc.uniqueArray(fc.stringMatching(/^[a-z0-9]{1,12}$/), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(keys, fc.integer({ min: 1, max: 5 }), (some, most) => {
        const near = nearKeys(() => some)
        for (const [i, key] of some.entries()) {
          expect(near(runsOf(key), some.length)).toContain(i)
          expect(near(runsOf(key), most).length).toBeLessThanOrEqual(most)
        }
      }),
    )
  })

  it('looks at a bounded number, however many titles begin the same', () => {
    const keys = Array.from({ length: 100_000 }, (_, i) => `superrobot${i}`)
    const near = nearKeys(() => keys)
    near(runsOf('x'), 1)
    const start = process.cpuUsage().user
    for (let i = 0; i < 100; i++) expect(near(runsOf(`superrobot${i * 997}`), 5)[0]).toBe(i * 997)
    expect((process.cpuUsage().user - start) / 100).toBeLessThan(20_000)
  })
})
