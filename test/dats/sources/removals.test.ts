import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { guardRemovals, removalShare } from '../../../src/dats/sources/removals.ts'

const set = (...items: readonly string[]): ReadonlySet<string> => new Set(items)

describe('the share that goes', () => {
  it.each<[number, number, number]>([
    [0, 0, 0],
    [0, 5, 0],
    [10, 10, 0],
    [10, 15, 0],
    [10, 4, 0.6],
    [3, 0, 1],
  ])('of %i that become %i is %d', (before, after, share) => {
    expect(removalShare(before, after)).toBe(share)
  })

  it('of sets counts each thing: new ones do not make up for those that are gone', () => {
    expect(removalShare(set('a', 'b', 'c', 'd'), set('a', 'x', 'y', 'z'))).toBe(0.75)
    expect(removalShare(set(), set('a'))).toBe(0)
  })

  it('is between 0 and 1, and 0 exactly when nothing goes', () => {
    const items = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')).map((list) => new Set(list))
    fc.assert(
      fc.property(items, items, (before, after) => {
        const share = removalShare(before, after)
        expect(share).toBeGreaterThanOrEqual(0)
        expect(share).toBeLessThanOrEqual(1)
        expect(share === 0).toBe([...before].every((item) => after.has(item)))
      }),
    )
  })
})

describe('the guard', () => {
  it('lets a share through that is allowed, and stops a larger one in plain words', () => {
    const guarded = { target: 'card', held: 1200, dropped: 300 }
    expect(guardRemovals({ ...guarded, most: 0.25 })).toBeUndefined()
    expect(guardRemovals({ ...guarded, most: 0.2 })).toEqual({
      code: 'removals-guarded',
      path: 'card',
      message:
        'card: the DATs as they are now would drop 300 of 1,200 files (25 %); `guards.removals` allows 20 %. Nothing was changed on it.',
      hint: 'Look at `curator dats diff`. If it is right, run `curator build --force`.',
    })
  })
})
