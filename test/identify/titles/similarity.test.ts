/** Jaro-Winkler against its definition, for texts of any length: short ones are compared in bits. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { highestFor, similarity } from '../../../src/identify/titles/nearness/similarity.ts'

/** Word for word as the definition says it. */
function byDefinition(a: string, b: string): number {
  if (a === '' || b === '') return 0
  if (a === b) return 1
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1)
  const [ofA, ofB]: [number[], number[]] = [[], []]
  for (let i = 0; i < a.length; i++) {
    const j = Array.from({ length: b.length }, (_, at) => at).find(
      (at) => Math.abs(at - i) <= reach && b[at] === a[i] && !ofB.includes(at),
    )
    if (j === undefined) continue
    ofA.push(i)
    ofB.push(j)
  }
  const m = ofA.length
  if (m === 0) return 0
  const inOrder = ofB.toSorted((x, y) => x - y)
  const others = ofA.filter((i, n) => a[i] !== b[inOrder[n] ?? -1]).length
  const jaro = (m / a.length + m / b.length + (m - others / 2) / m) / 3
  if (jaro <= 0.7) return jaro
  let prefix = 0
  while (prefix < 4 && prefix < a.length && a[prefix] === b[prefix]) prefix++
  return jaro + prefix * 0.1 * (1 - jaro)
}

describe('similarity', () => {
  it.each([
    ['martha', 'marhta', 0.961],
    ['dwayne', 'duane', 0.84],
    ['dixon', 'dicksonx', 0.813],
    ['a', 'b', 0],
    ['', '', 0],
    ['same', 'same', 1],
  ])('of %s and %s is %d', (a, b, expected) => expect(similarity(a, b)).toBeCloseTo(expected, 3))

  it('is that of the definition', () => {
    const few = fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' '), maxLength: 12 })
    const many = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'é', ' '), minLength: 25, maxLength: 40 })
    const text = fc.oneof(few, many, fc.string({ maxLength: 34 }))
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(similarity(a, b)).toBe(byDefinition(a, b))
      }),
      { numRuns: 3000 },
    )
  })

  it('is never more than common letters allow', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', ' '), minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(text, text, (a, b) => {
        let common = 0
        for (const letter of new Set(a))
          common += Math.min(a.split(letter).length, b.split(letter).length) - 1
        const prefix = a.split('').findIndex((letter, i) => letter !== b[i])
        const first = prefix < 0 ? a.length : prefix
        expect(highestFor(common, a.length, b.length, first)).toBeGreaterThanOrEqual(similarity(a, b) - 1e-12)
      }),
    )
  })
})
