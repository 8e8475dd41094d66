import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareVectors, versionKey } from '../../src/names/version.ts'

const compareVersions = (a: string, b: string) => compareVectors(versionKey(a), versionKey(b))

describe('version order', () => {
  it.each([
    ['1.02', '1.1'],
    ['1.9', '1.10'],
    ['1.0', '1.01'],
    ['1', '1.1'],
    ['1.0', '1.0.1'],
    ['1.06', '1.061'],
    ['1.061', '1.07'],
    ['1.4', '1.4b'],
    ['1.4b', '1.5'],
    ['1.3e', '1.3p'],
    ['2.0-alpha10', '2.0-beta1'],
    ['2.0-beta7', '2.0-rc2'],
    ['2.0-rc4', '2.0'],
    ['2.0-alpha9', '2.0-alpha10'],
    ['08', '0B'],
    ['0B', '10'],
    ['4321', '5C21'],
    ['5B99', '5C00'],
    ['9', '21'],
    ['9.5', '10'],
    ['10', '10.1'],
    ['A', 'B'],
    ['9', 'A'],
    ['1999', 'AB'],
    ['1.05', '1.05r4'],
    ['5.01.033', '6.02.001'],
    ['1999', '2000.1'],
  ])('%s < %s', (low, high) => {
    expect(compareVersions(low, high)).toBe(-1)
    expect(compareVersions(high, low)).toBe(1)
  })

  it.each([
    ['1.0', '1.00'],
    ['1', '1.0'],
    ['1.10', '1.10'],
  ])('%s = %s', (a, b) => expect(compareVersions(a, b)).toBe(0))

  it('is transitive and antisymmetric', () => {
    const version = fc.oneof(fc.stringMatching(/^[0-9A-Fa-z.-]{0,6}$/), fc.string({ maxLength: 6 }))
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        const [ab, bc, ac] = [compareVersions(a, b), compareVersions(b, c), compareVersions(a, c)]
        expect(compareVersions(b, a)).toBe(ab === 0 ? 0 : -ab)
        if (ab <= 0 && bc <= 0) expect(ac).toBeLessThanOrEqual(0)
      }),
      { numRuns: 2000 },
    )
  })
})
