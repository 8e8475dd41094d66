/** The order of releases is an order, and what is said about it is true. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { candidateMaker } from '../../src/select/criteria/candidate.ts'
import { CRITERIA, DEFAULT_ORDER } from '../../src/select/criteria/criteria.ts'
import { compareKeys, contextOf } from '../../src/select/criteria/criterion.ts'
import type { Policy } from '../../src/select/policy.ts'
import { preferencesOf } from '../../src/select/criteria/preferences.ts'
import { select } from '../../src/select/select.ts'
import { release } from './releases.ts'

const region = fc.constantFrom(
  'USA',
  'Europe',
  'Japan',
  'World',
  'France',
  'USA, Europe',
  'Japan, USA',
  'Nowhere',
)
const tag = fc.constantFrom(
  'En', 'En,Fr', 'Ja', 'Fr', 'Zh', 'Pt-BR', 'Rev 1', 'Rev A', 'v1.0', 'v1.10', 'v1.9', 'Beta', 'Beta 2', 'Proto', 'Proto 3', 'Alpha',
  'Debug', 'Unl', 'Pirate', 'Aftermarket', 'Alt', 'Alt 2', 'Virtual Console', 'Greatest Hits', 'Genteiban', 'SGB Enhanced', 'Evercade',
  'Kaiser', '1999-08-19', '2000', 'Build 3', 'NTSC', 'PAL', 'EDC', 'No EDC', 'OEM', 'Rerelease', '1M', 'RE', 'SLUS-00001', 'FW3.50',
) // prettier-ignore
const name = fc
  .tuple(region, fc.array(tag, { maxLength: 4 }), fc.constantFrom('', ' [b]', ' [!]', ' [h1]'))
  .map(([place, tags, mark]) => `Game (${place})${tags.map((text) => ` (${text})`).join('')}${mark}`)
const policy: fc.Arbitrary<Policy> = fc.record(
  {
    regions: fc.uniqueArray(fc.constantFrom('USA', 'Europe', 'Japan', 'France'), { maxLength: 3 }),
    languages: fc.uniqueArray(fc.constantFrom('En', 'Ja', 'Fr', 'Pt'), { maxLength: 3 }),
    revision: fc.constantFrom('newest' as const, 'oldest' as const),
    order: fc.shuffledSubarray([...DEFAULT_ORDER]),
  },
  { requiredKeys: [] },
)

const set = fc.constantFrom(undefined, 'a', 'ab', 'abc', 'b')

function gameOf(named: readonly (readonly [string, string | undefined])[], rules: Policy) {
  const preferences = preferencesOf(rules)
  const makeCandidate = candidateMaker(preferences)
  const candidates = named.map(([text, short], id) =>
    makeCandidate(release(text, short === undefined ? { id } : { id, set: short })),
  )
  return { candidates, context: contextOf(candidates, preferences) }
}

describe('each criterion', () => {
  it.each(CRITERIA)('$id is a total preorder whose words tell keys apart', (criterion) => {
    fc.assert(
      fc.property(fc.array(fc.tuple(name, set), { minLength: 3, maxLength: 3 }), policy, (named, rules) => {
        const { candidates, context } = gameOf(named, rules)
        const compare = (i: number, j: number): number => {
          const [a, b] = [candidates[i], candidates[j]]
          if (!a || !b) throw new Error('three candidates')
          return compareKeys(
            criterion,
            criterion.key(a, context),
            criterion.key(b, context),
            context.preferences.oldest,
          )
        }
        expect(compare(0, 1) + compare(1, 0)).toBe(0)
        expect(compare(0, 0)).toBe(0)
        if (compare(0, 1) <= 0 && compare(1, 2) <= 0) expect(compare(0, 2)).toBeLessThanOrEqual(0)
        const [a, b] = candidates
        if (a && b && compare(0, 1) !== 0)
          expect(criterion.words(a, context)).not.toBe(criterion.words(b, context))
      }),
      { numRuns: 100 },
    )
  })
})

describe('the whole order', () => {
  it('gives the same answer for shuffled input, and reasons that differ and hold', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(name, { minLength: 2, maxLength: 8 }),
        policy,
        fc.nat(),
        (names, rules, turn) => {
          const all = names.map((text, id) => release(text, { id }))
          const turned = [...all.slice(turn % all.length), ...all.slice(0, turn % all.length)].toReversed()
          const clusters = select(all, rules, { platform: 'nes' })
          expect(select(turned, rules, { platform: 'nes' })).toEqual(clusters)
          for (const { ranked } of clusters) {
            expect(ranked[0]?.lostTo).toBeUndefined()
            for (const { lostTo } of ranked.slice(1)) {
              expect(lostTo?.winner).not.toBe(lostTo?.loser)
              expect(CRITERIA.some(({ id }) => id === lostTo?.criterion)).toBe(true)
            }
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  it('never lets the removal of a loser change the winner, unless it takes the top language along', () => {
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 3, maxLength: 6 }), (names) => {
        const order = DEFAULT_ORDER.filter((id) => id !== 'language')
        const all = names.map((text, id) => release(text, { id }))
        for (const { ranked } of select(all, { order }, { platform: 'nes' })) {
          const last = ranked.at(-1)?.name
          if (ranked.length < 2) continue
          const rest = select(
            all.filter((r) => r.name !== last),
            { order },
            { platform: 'nes' },
          )
          expect(rest.some((cluster) => cluster.ranked[0]?.name === ranked[0]?.name)).toBe(true)
        }
      }),
      { numRuns: 200 },
    )
  })
})
