/** A selection as a romset of the past has it. */
import { describe, expect, it } from 'vitest'
import { keptOf } from '../../src/select/kept.ts'
import { releasesOf, restoreClusters, unlistedMembers, type PastRomset } from '../../src/select/restore.ts'
import type { Cluster, Reason } from '../../src/select/selection.ts'

const REGION: Reason = { criterion: 'region', winner: 'USA (1st)', loser: 'Japan (2nd)' }
const ROMSET: Reason = { criterion: 'romset', winner: 'kept in romset 7', loser: 'not kept first then' }

/** The first wins; what stands behind a `-` is left out. */
function game(title: string, ...names: readonly string[]): Cluster {
  const ranked = names.filter((name) => !name.startsWith('-'))
  const excluded = names.filter((name) => name.startsWith('-'))
  return {
    game: title,
    ranked: ranked.map((name, i) => ({ name, joinedBy: 'name', ...(i === 0 ? {} : { lostTo: REGION }) })),
    excluded: excluded.map((name) => ({ name: name.slice(1), rule: 'exclude: beta' })),
  }
}

function past(keep: PastRomset['keep'], members: Readonly<Record<string, readonly string[]>>): PastRomset {
  return { version: 7, keep, members: new Map(Object.entries(members)) }
}

/** Names of each game, in order, and its title. */
function restored(clusters: readonly Cluster[], romset: PastRomset): string[] {
  return restoreClusters(clusters, romset, (release) => `title of ${release}`).map(
    (cluster) => `${cluster.game}: ${cluster.ranked.map(({ name }) => name).join(' > ')}`,
  )
}

describe('a romset of the past', () => {
  it.each<[string, Cluster, PastRomset, string[]]>([
    ['what won then as now', game('A', 'a1', 'a2'), past(1, { A: ['a1'] }), ['A: a1 > a2']],
    ['what lost since', game('A', 'a1', 'a2', 'a3'), past(1, { A: ['a2'] }), ['title of a2: a2 > a1 > a3']],
    ['what is left out since', game('A', 'a1', '-a2'), past(1, { A: ['a2'] }), ['title of a2: a2 > a1']],
    ['a game that was not kept', game('A', 'a1'), past(1, { B: ['b1'] }), []],
    [
      'several of a game',
      game('A', 'a1', 'a2', 'a3'),
      past(2, { A: ['a3', 'a1'] }),
      ['title of a3: a3 > a1 > a2'],
    ],
    ['as many as there were', game('A', 'a1', 'a2', 'a3'), past(2, { A: ['a2'] }), ['title of a2: a2']],
    ['all of a game', game('A', 'a1', 'a2', 'a3'), past('all', { A: ['a1', 'a3'] }), ['A: a1 > a3']],
    [
      'two games that are one now',
      game('A', 'a1', 'b1', 'c1'),
      past(1, { A: ['a1'], B: ['b1'] }),
      ['A: a1 > b1 > c1'],
    ],
  ])('has %s', (_, cluster, romset, expected) => {
    expect(restored([cluster], romset)).toEqual(expected)
  })

  it('says why others stand behind: as now, where the winner is the same', () => {
    const [same, other] = restoreClusters(
      [game('A', 'a1', 'a2'), game('B', 'b1', 'b2')],
      past(1, { A: ['a1'], B: ['b2'] }),
      () => 'B',
    )
    expect(same?.ranked.map(({ lostTo }) => lostTo)).toEqual([undefined, REGION])
    expect(other?.ranked.map(({ lostTo }) => lostTo)).toEqual([undefined, ROMSET])
  })

  it('keeps a game covered while all that covers it was kept', () => {
    const covered: Cluster = { ...game('A', 'a1'), covered: { by: ['x1', 'y1'], reason: REGION } }
    expect(restoreClusters([covered], past(1, { X: ['x1'], Y: ['y1'] }), String)).toEqual([covered])
    expect(restoreClusters([covered], past(1, { X: ['x1'] }), String)).toEqual([])
    const both: Cluster = { ...covered, oldest: 'a1' }
    const romset = past('newest+oldest', { X: ['x1'], Y: ['y1'] })
    expect(restoreClusters([both], romset, String)).toEqual([])
    const whole: Cluster = { ...both, oldestCovered: { by: ['x1'], reason: REGION } }
    expect(restoreClusters([whole], romset, String)).toEqual([whole])
    const [own] = restoreClusters([covered], past(1, { A: ['a1'], X: ['x1'], Y: ['y1'] }), String)
    expect(own?.covered).toBeUndefined()
  })

  it('has the newest and the oldest, which may be one, and others behind them', () => {
    const clusters = [game('A', 'a1', 'a2', 'a3'), game('B', 'b1', 'b2')]
    const romset = past('newest+oldest', { A: ['a3', 'a2'], B: ['b2'] })
    const found = restoreClusters(clusters, romset, () => 'B')
    const policy = { keep: 'newest+oldest' } as const
    expect(found.map((cluster) => keptOf(cluster, policy).map(({ name }) => name))).toEqual([
      ['a3', 'a2'],
      ['b2'],
    ])
    expect(found.map(({ ranked }) => ranked.length)).toEqual([3, 2])
  })

  it('has games of which no DAT lists anything any more', () => {
    const clusters = [game('A', 'a1', '-a2')]
    expect(releasesOf(clusters)).toEqual(['a1', 'a2'])
    const gone = unlistedMembers(past(1, { A: ['a2'], Z: ['z1', 'z2'] }), new Set(releasesOf(clusters)))
    expect(gone.map(({ game: title, ranked }) => [title, ranked.map(({ name }) => name)])).toEqual([
      ['Z', ['z1']],
      ['Z', ['z2']],
    ])
  })
})
