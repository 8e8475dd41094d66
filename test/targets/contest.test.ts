/** Which parts of a target get in each other's way. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { folder } from '../../presets/index.ts'
import { contestOf, type Claimant, type Contest } from '../../src/targets/names/contest.ts'
import { footprintOf } from '../../src/targets/parts/footprint.ts'
import { textFile } from '../../src/targets/tree.ts'

const target = folder({ path: 'out', policy: 'all' })

function claimant(id: string, paths: readonly string[]): Claimant {
  const files = paths.map((path) => textFile(path, '', path))
  return { id, footprint: footprintOf(files, target.device.names) }
}

const PATHS = ['a', 'A', 'b', 'a/x', 'a/y', 'A/z', 'c/x', 'c/X', 'c/y', 'd/x/y', 'd/x', 'é', 'e\u0301']

function told(contest: Contest | undefined) {
  return contest && { ids: contest.ids, open: PATHS.filter(contest.isOpen) }
}

describe('a contest', () => {
  it('is about places that more than one file wants, and nothing else', () => {
    const contest = contestOf(target, [
      claimant('1', ['c/x', 'b']),
      claimant('2', ['c/X']),
      claimant('3', ['d/x']),
    ])
    expect(told(contest)).toEqual({ ids: ['1', '2'], open: ['c/x', 'c/X'] })
  })

  it('is about everything where a file stands where another wants a folder', () => {
    const contest = contestOf(target, [
      claimant('1', ['d/x']),
      claimant('2', ['d/x/y']),
      claimant('3', ['b']),
    ])
    expect(told(contest)).toEqual({ ids: ['1', '2', '3'], open: PATHS })
  })

  it('is the same, whatever is known to be apart already', () => {
    const some = fc.uniqueArray(fc.constantFrom(...PATHS), { maxLength: 4 })
    fc.assert(
      fc.property(fc.array(some, { minLength: 1, maxLength: 5 }), fc.nat(31), (all, bits) => {
        const claimants = all.map((paths, i) => claimant(String(i), paths))
        const known = claimants.filter((_, i) => (bits >> i) % 2 === 1)
        fc.pre(contestOf(target, known) === undefined)
        const apart = new Set(known.map(({ id }) => id))
        expect(told(contestOf(target, claimants, apart))).toEqual(told(contestOf(target, claimants)))
      }),
      { numRuns: 2000 },
    )
  })
})
