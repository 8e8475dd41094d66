/** What verdicts write, and that undoing them gives back what was there. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { applied } from '../../src/decisions/apply.ts'
import { NO_DECISIONS, type Decisions } from '../../src/decisions/decisions.ts'
import type { DecisionEdit } from '../../src/decisions/edit.ts'
import { editsOf, gathered, undoing } from '../../src/review/edits.ts'
import type { ReviewItem, ReviewKind } from '../../src/review/item.ts'
import { settledBy } from '../../src/review/settled.ts'
import type { Verdict } from '../../src/review/verdict.ts'

const SHA1 = 'a'.repeat(40)

function itemOf(kind: ReviewKind, key: string, names: readonly string[] = []): ReviewItem {
  const subject = kind === 'extension' ? '.xyz' : 'roms/game.xyz'
  return { id: `${kind}:${key}`, kind, platform: 'nes', subject, key, settles: 1, isNew: false, names }
}

const MATCH = { platform: 'nes', release: 'A (USA)' }

it.each<[string, ReviewItem, Verdict, readonly DecisionEdit[], string]>([
  [
    'a candidate',
    itemOf('candidate', SHA1),
    { do: 'accept' },
    [{ kind: 'match', sha1: SHA1, to: MATCH }],
    'roms/game.xyz is "A (USA)".',
  ],
  [
    'a file of a platform',
    itemOf('unmatched', SHA1),
    { do: 'platform', platform: 'nes' },
    [{ kind: 'platform', of: SHA1, to: 'nes' }],
    'roms/game.xyz is of nes.',
  ],
  [
    'all files like it',
    itemOf('unmatched', SHA1),
    { do: 'platform', platform: 'nes', all: true },
    [{ kind: 'platform', of: 'xyz', to: 'nes' }],
    'Files called .xyz are of nes.',
  ],
  [
    'an extension of no platform',
    itemOf('extension', 'xyz'),
    { do: 'refuse' },
    [{ kind: 'platform', of: 'xyz', to: null }],
    '.xyz tells of no platform.',
  ],
  [
    'one game under a title',
    itemOf('clone-group', 'nes/P', ['A', 'B', 'C']),
    { do: 'rename', title: ' The One ' },
    [
      { kind: 'same', platform: 'nes', releases: ['A', 'B', 'C'] },
      { kind: 'title', platform: 'nes', release: 'A', to: 'The One' },
    ],
    '"A", "B" and "C" are one game, "The One".',
  ],
  [
    'no entry of a source',
    itemOf('metadata', 'nes/A / B (USA)/moby'),
    { do: 'refuse' },
    [{ kind: 'metadata', platform: 'nes', release: 'A / B (USA)', source: 'moby', to: null }],
    'roms/game.xyz is none of the suggested.',
  ],
])('%s', (_, item, verdict, edits, said) => {
  expect(editsOf(item, verdict, [MATCH])).toEqual({ edits, said })
  expect(settledBy(applied(NO_DECISIONS, edits))(item)).toBe(true)
  expect(settledBy(NO_DECISIONS)(item)).toBe(false)
})

it('a company keeps the names it was given before', () => {
  const edit = (...to: string[]): DecisionEdit => ({ kind: 'companies', name: 'Human', to })
  const before = { ...NO_DECISIONS, companies: { Human: ['Human Entertainment'] } }
  expect(gathered([edit('Human Club'), edit('Human Corp Games')], before)).toEqual([
    edit('Human Entertainment', 'Human Club'),
    edit('Human Entertainment', 'Human Club', 'Human Corp Games'),
  ])
})

it('undoing gives back what was there, whatever was decided on top of what', () => {
  const pair = fc.constantFrom(['A', 'B'], ['B', 'C'])
  const edit: fc.Arbitrary<DecisionEdit> = fc.oneof(
    fc.record({
      kind: fc.constant('match' as const),
      sha1: fc.constant(SHA1),
      to: fc.constantFrom(null, MATCH),
    }),
    fc.record({
      kind: fc.constant('platform' as const),
      of: fc.constant('xyz'),
      to: fc.constantFrom(null, 'nes'),
    }),
    fc.record({
      kind: fc.constantFrom('same' as const, 'different' as const),
      platform: fc.constant('nes'),
      releases: pair,
    }),
    fc.record({
      kind: fc.constant('title' as const),
      platform: fc.constant('nes'),
      release: fc.constantFrom('A', 'B'),
      to: fc.constantFrom('One', 'Two'),
    }),
    fc.record({
      kind: fc.constant('pin' as const),
      platform: fc.constant('nes'),
      release: fc.constantFrom('A', 'B'),
    }),
    fc.record({
      kind: fc.constant('companies' as const),
      name: fc.constant('Human'),
      to: fc.constantFrom(['X'], ['X', 'Y']),
    }),
    fc.record({ kind: fc.constant('differentCompanies' as const), names: pair }),
  )
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 6 }), fc.array(edit, { maxLength: 6 }), (first, then) => {
      const before: Decisions = applied(NO_DECISIONS, first)
      const after = applied(before, then)
      expect(applied(after, undoing(then, before))).toEqual(before)
    }),
  )
})
