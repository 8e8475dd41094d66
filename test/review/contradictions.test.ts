/** Decisions that cannot all be true. */
import { describe, expect, it } from 'vitest'
import { NO_DECISIONS, type Decisions } from '../../src/decisions/decisions.ts'
import type { DecisionEdit } from '../../src/decisions/edit.ts'
import { contradictionsIn, type Said } from '../../src/review/contradictions.ts'

type Row = readonly [id: string, names: readonly string[], ...edits: readonly DecisionEdit[]]

const said = ([id, names, ...edits]: Row): Said => ({
  item: { id, kind: 'clone-group', subject: id, key: id, settles: 1, isNew: false, names },
  edits,
})
const one = (...releases: readonly string[]): DecisionEdit => ({ kind: 'same', platform: 'nes', releases })
const several = (...releases: readonly string[]): DecisionEdit => ({
  kind: 'different',
  platform: 'nes',
  releases,
})
const titled = (release: string, to: string): DecisionEdit => ({
  kind: 'title',
  platform: 'nes',
  release,
  to,
})
const best = (release: string): DecisionEdit => ({ kind: 'pin', platform: 'nes', release })
const company = (name: string, ...to: readonly string[]): DecisionEdit => ({ kind: 'companies', name, to })
const port = (kind: 'ports' | 'notPorts', releases: Readonly<Record<string, string>>): DecisionEdit => ({
  kind,
  releases,
})
const match = (to: string | null): DecisionEdit => ({
  kind: 'match',
  sha1: 'f00',
  to: to === null ? null : { platform: 'nes', release: to },
})

describe('among what is said at once', () => {
  it.each<[what: string, rows: readonly Row[], found: readonly (readonly [number[], string])[]]>([
    [
      'nothing',
      [
        ['a', [], one('A', 'B')],
        ['b', [], several('A', 'C')],
      ],
      [],
    ],
    [
      'the same twice',
      [
        ['a', [], match('A')],
        ['a', [], match('A')],
      ],
      [],
    ],
    [
      'an item',
      [
        ['a', [], one('A', 'B')],
        ['x', []],
        ['a', [], several('A', 'B')],
      ],
      [[[0, 2], 'a is decided in two ways']],
    ],
    [
      'a content',
      [
        ['a', [], match('A')],
        ['b', [], match(null)],
      ],
      [[[0, 1], 'b is decided in two ways']],
    ],
    [
      'one game, by way of others',
      [
        ['a', [], one('A', 'B')],
        ['b', [], several('C', 'A')],
        ['c', [], one('B', 'C')],
      ],
      [[[0, 1, 2], '"C" and "A" would be one game, and different games']],
    ],
    [
      'games of other platforms',
      [
        ['a', [], one('A', 'B')],
        ['b', [], { kind: 'different', platform: 'snes', releases: ['A', 'B'] }],
      ],
      [],
    ],
    [
      'two titles',
      [
        ['a', [], one('A', 'B'), titled('A', 'One')],
        ['b', [], titled('B', 'Two')],
      ],
      [[[0, 1], '"One" and "Two" would both be the name of one game']],
    ],
    [
      'ports',
      [
        ['a', [], port('ports', { nes: 'A', snes: 'B' })],
        ['b', [], port('notPorts', { snes: 'B', nes: 'A' })],
      ],
      [[[0, 1], '"snes/B" and "nes/A" would be one game, and different games']],
    ],
    [
      'companies, however they are spelt',
      [
        ['a', [], company('Acme', 'Acme Soft')],
        ['b', [], { kind: 'differentCompanies', names: ['ACME', 'Acme Soft'] }],
      ],
      [[[0, 1], '"ACME" and "Acme Soft" would be one company, and different companies']],
    ],
    [
      'names of a company',
      [
        ['a', [], company('Acme', 'Acme Soft')],
        ['b', [], company('Acme Soft', 'Acme Games')],
      ],
      [[[0, 1], '"Acme" and "Acme Soft" would both be the name of one company']],
    ],
    [
      'other names of it',
      [
        ['a', [], company('Acme', 'B')],
        ['b', [], company('ACME', 'B', 'C')],
      ],
      [],
    ],
    [
      'which is best',
      [
        ['a', ['A', 'B'], best('A')],
        ['b', ['B', 'A', 'C'], best('B')],
      ],
      [[[0, 1], '"A" and "B" would each be better than the other']],
    ],
    [
      'best of others',
      [
        ['a', ['A', 'B'], best('A')],
        ['b', ['B', 'C'], best('B')],
      ],
      [],
    ],
  ])('%s', (_, rows, found) => {
    const all = contradictionsIn(rows.map(said), NO_DECISIONS)
    expect(all.map(({ places, what }) => [places, what])).toEqual(found)
  })
})

describe('with what was decided before', () => {
  const grouped = (verdict: 'same' | 'different', ...releases: readonly string[]): Decisions => ({
    ...NO_DECISIONS,
    grouping: { nes: [{ verdict, releases, source: 'x' }] },
  })

  it.each<
    [what: string, decided: Decisions, rows: readonly Row[], found: readonly (readonly [number[], string])[]]
  >([
    [
      'one game',
      grouped('same', 'A', 'B'),
      [['a', [], several('A', 'B')]],
      [[[0], '"A" and "B" were decided to be one game']],
    ],
    [
      'different games',
      grouped('different', 'A', 'B'),
      [
        ['x', []],
        ['a', [], one('A', 'C')],
        ['b', [], one('C', 'B')],
      ],
      [[[1, 2], '"A" and "B" were decided to be different games']],
    ],
    [
      'different games of several platforms',
      { ...NO_DECISIONS, notPorts: [{ nes: 'A', snes: 'B' }] },
      [['a', [], port('ports', { nes: 'A', snes: 'B', gba: 'C' })]],
      [[[0], '"nes/A" and "snes/B" were decided to be different games']],
    ],
    [
      'different games of several platforms, by way of what is one on its platform',
      { ...NO_DECISIONS, ports: [{ nes: 'A', snes: 'B' }], notPorts: [{ nes: 'C', snes: 'B' }] },
      [['a', [], one('A', 'C')]],
      [[[0], '"nes/C" and "snes/B" were decided to be different games']],
    ],
    [
      'the name of a company',
      { ...NO_DECISIONS, companies: { Acme: ['Acme Soft'] } },
      [['a', [], company('Acme Soft', 'Acme Games')]],
      [[[0], '"Acme" and "Acme Soft" would both be the name of one company']],
    ],
    [
      'another title than before',
      { ...NO_DECISIONS, title: { nes: { A: 'One' } } },
      [['a', [], titled('A', 'Two')]],
      [],
    ],
    [
      'nothing, where only what was decided before contradicts itself',
      { ...NO_DECISIONS, companies: { A: ['B'] }, differentCompanies: [['A', 'B']] },
      [['a', [], company('C', 'D')]],
      [],
    ],
  ])('%s', (_, decided, rows, found) => {
    const all = contradictionsIn(rows.map(said), decided)
    expect(all.map(({ places, what }) => [places, what])).toEqual(found)
  })
})
