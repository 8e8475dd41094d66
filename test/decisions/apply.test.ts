/** Decisions after an edit are what the edited text says. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { applied } from '../../src/decisions/apply.ts'
import { NO_DECISIONS, type Decisions } from '../../src/decisions/decisions.ts'
import { editDecisions, type DecisionEdit } from '../../src/decisions/edit.ts'
import { parseDecisions } from '../../src/decisions/parse.ts'

const platform = fc.constantFrom('nes', 'snes')
const release = fc.constantFrom('A (USA)', 'B (USA)', 'C "x" (USA)')
const sha1 = fc.constantFrom('a'.repeat(40), 'b'.repeat(40))
const releases = fc.uniqueArray(release, { minLength: 2, maxLength: 3 })
const remove = fc.constantFrom({}, { remove: true as const })

const edit: fc.Arbitrary<DecisionEdit> = fc.oneof(
  fc.record({
    kind: fc.constant('match' as const),
    sha1,
    to: fc.constantFrom(null, undefined, { platform: 'nes', release: 'A (USA)' }),
  }),
  fc.record({
    kind: fc.constant('platform' as const),
    of: fc.oneof(sha1, fc.constantFrom('bin', 'xyz')),
    to: fc.constantFrom(null, undefined, 'nes'),
  }),
  fc.record({ kind: fc.constant('dat' as const), name: release, to: fc.constantFrom(undefined, 'nes') }),
  // no two contradict each other
  fc
    .tuple(fc.constantFrom(['same', 'nes'] as const, ['different', 'snes'] as const), releases, remove)
    .map(([[kind, slug], names, out]) => ({ kind, platform: slug, releases: names, ...out })),
  fc
    .tuple(
      fc.constantFrom(['ports', 'snes'] as const, ['notPorts', 'gba'] as const),
      release,
      release,
      remove,
    )
    .map(([[kind, slug], nes, other, out]) => ({ kind, releases: { nes, [slug]: other }, ...out })),
  fc
    .tuple(platform, release, fc.constantFrom({}, { to: 'One' }, { to: 'Two' }))
    .map(([slug, name, to]) => ({ kind: 'title' as const, platform: slug, release: name, ...to })),
  fc
    .tuple(platform, release, remove)
    .map(([slug, name, out]) => ({ kind: 'pin' as const, platform: slug, release: name, ...out })),
  // no name is that of two companies
  fc.tuple(release, fc.constantFrom(undefined, ['X'], ['X', 'Y'])).map(([name, to]) => ({
    kind: 'companies' as const,
    name,
    to: to?.map((other) => `${name} ${other}`),
  })),
  fc.tuple(releases, remove).map(([names, out]) => ({ kind: 'differentCompanies' as const, names, ...out })),
  fc.record({
    kind: fc.constant('metadata' as const),
    platform,
    release,
    source: fc.constantFrom('moby', 'own'),
    to: fc.constantFrom(undefined, null, '12', '13'),
  }),
)

it('whatever is edited, in whatever order, at once or one by one', () => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 25 }), (edits) => {
      const text = edits.reduce((before, one) => editDecisions(before, [one]), '')
      expect(comparable(applied(NO_DECISIONS, edits))).toEqual(comparable(parseDecisions(text, 'x')))
      expect(comparable(parseDecisions(editDecisions('', edits), 'x'))).toEqual(
        comparable(parseDecisions(text, 'x')),
      )
    }),
    { numRuns: 300 },
  )
})

/** Where things stand in the file, and in which order, says nothing. */
function comparable({
  grouping,
  ports,
  notPorts,
  pin,
  differentCompanies,
  metadata,
  ...tables
}: Decisions): unknown {
  const sorted = (items: readonly unknown[]): unknown => items.map((one) => JSON.stringify(one)).sort()
  return {
    ...tables,
    metadata: metadata?.link ?? {},
    ports: sorted(ports),
    notPorts: sorted(notPorts),
    differentCompanies: sorted(differentCompanies.map((names) => [...names].sort())),
    pin: Object.fromEntries(Object.entries(pin).map(([slug, names]) => [slug, [...names].sort()])),
    grouping: Object.fromEntries(
      Object.entries(grouping).map(([slug, all]) => [
        slug,
        sorted(all.map(({ verdict, releases: names }) => [verdict, [...names].sort()])),
      ]),
    ),
  }
}
