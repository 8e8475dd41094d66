/** What two lists must share to count as the same one. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DatGame } from '../../src/dats/dat.ts'
import { listDigest } from '../../src/dats/importing/digest.ts'

const text = fc.string({ maxLength: 6 })
const rom = fc.record(
  {
    name: text,
    size: fc.nat({ max: 2 ** 40 }),
    crc32: fc.nat({ max: 0xffff_ffff }),
    sha1: text,
    mia: fc.boolean(),
    isOptional: fc.boolean(),
  },
  { requiredKeys: ['name'] },
)
const game = fc.record(
  {
    name: text,
    id: text,
    cloneOf: text,
    year: text,
    categories: fc.constant([]),
    roms: fc.array(rom, { maxLength: 3 }),
  },
  { requiredKeys: ['name', 'categories', 'roms'] },
)

function digestOf(games: readonly DatGame[]): string {
  const digest = listDigest()
  for (const one of games) digest.add(one, [])
  return digest.text()
}

/** As plain text: what the digest must tell apart. */
function written(games: readonly DatGame[]): string {
  return games
    .map(({ roms, ...facts }) =>
      JSON.stringify([
        facts,
        roms.map((one) => ({ ...one, mia: one.mia === true, isOptional: one.isOptional === true })),
      ]),
    )
    .sort()
    .join()
}

describe('the digest of a list', () => {
  it('does not depend on the order of games', () => {
    fc.assert(
      fc.property(fc.array(game, { maxLength: 8 }), fc.nat(), (games, turn) => {
        const at = games.length === 0 ? 0 : turn % games.length
        expect(digestOf([...games.slice(at), ...games.slice(0, at).reverse()])).toBe(digestOf(games))
      }),
    )
  })

  it('tells lists apart that differ', () => {
    fc.assert(
      fc.property(fc.array(game, { maxLength: 4 }), fc.array(game, { maxLength: 4 }), (a, b) => {
        fc.pre(written(a) !== written(b))
        expect(digestOf(a)).not.toBe(digestOf(b))
      }),
    )
  })

  it('tells apart a hundred thousand games that differ in one letter or digit', () => {
    const seen = new Set<string>()
    for (let i = 0; i < 100_000; i++)
      seen.add(digestOf([{ name: `Game ${i}`, categories: [], roms: [{ name: 'a.bin', size: i % 7 }] }]))
    expect(seen.size).toBe(100_000)
  })

  it.each([
    ['a text moves from one field to the next', { id: 'x' }, { cloneOf: 'x' }],
    ['a field is empty and not absent', { id: '' }, {}],
    [
      'a size is another above 4 GB',
      { roms: [{ name: 'r', size: 1 }] },
      { roms: [{ name: 'r', size: 2 ** 32 + 1 }] },
    ],
    ['a ROM is missing in action', { roms: [{ name: 'r', mia: true }] }, { roms: [{ name: 'r' }] }],
  ])('is another when %s', (_, a, b) => {
    const base = { name: 'g', categories: [], roms: [] }
    expect(digestOf([{ ...base, ...a }])).not.toBe(digestOf([{ ...base, ...b }]))
  })

  it('counts how often a game is listed', () => {
    const once = { name: 'g', categories: [], roms: [] }
    expect(digestOf([once, once])).not.toBe(digestOf([once]))
  })
})
