import { describe, expect, it } from 'vitest'
import { decidingCriteria, diffSelections, type Selection } from '../../src/select/diff.ts'
import type { Policy } from '../../src/select/policy.ts'
import { whyNot } from '../../src/select/why-not.ts'
import { cloneList, releases, selectNames } from './releases.ts'

const NAMES = ['A (USA)', 'A (Europe)', 'A (Europe) (Rev 1)', 'A (Japan) (Beta)', 'B (Japan)']
const USA: Policy = { regions: ['USA', 'Europe', 'Japan'] }

describe('why not', () => {
  const ask = (a: string, b: string, policy: Policy = USA) =>
    whyNot(releases(...NAMES), policy, { platform: 'nes' }, a, b)

  it('says which criterion decides between any two, whoever wins', () => {
    const decided = {
      kind: 'decided',
      better: 'A (Europe) (Rev 1)',
      worse: 'A (Europe)',
      reason: { criterion: 'revision', winner: 'Rev 1', loser: 'no revision' },
    }
    expect(ask('A (Europe)', 'A (Europe) (Rev 1)')).toEqual(decided)
    expect(ask('A (Europe) (Rev 1)', 'A (Europe)')).toEqual(decided)
  })

  it('says when there is nothing to compare', () => {
    expect(ask('A (USA)', 'B (Japan)')).toEqual({ kind: 'apart' })
    expect(ask('A (USA)', 'A (USA)')).toEqual({ kind: 'same' })
    expect(ask('A (USA)', 'C (USA)')).toEqual({ kind: 'unknown', release: 'C (USA)' })
    expect(ask('A (Japan) (Beta)', 'A (USA)', { exclude: ['beta'] })).toEqual({
      kind: 'left-out',
      release: 'A (Japan) (Beta)',
      rule: 'exclude: beta',
    })
  })

  it('goes by the policy of the platform, and by clone lists', () => {
    const context = {
      platform: 'snes',
      cloneLists: [cloneList({ group: 'A', titles: [{ searchTerm: 'A' }, { searchTerm: 'B' }] })],
    }
    const policy: Policy = { ...USA, platforms: { snes: { languages: ['Ja'] } } }
    expect(whyNot(releases(...NAMES), policy, context, 'A (USA)', 'B (Japan)')).toEqual({
      kind: 'decided',
      better: 'B (Japan)',
      worse: 'A (USA)',
      reason: { criterion: 'language', winner: 'has Ja', loser: 'no Ja' },
    })
  })
})

describe('what changes', () => {
  const selection = (policy: Policy, names = NAMES): Selection => ({
    clusters: selectNames(names, policy),
    policy,
  })

  it('is told game by game, with the reason for what goes', () => {
    expect(diffSelections(selection(USA), selection({ ...USA, regions: ['Europe', 'USA'] }))).toEqual([
      {
        game: 'A',
        dropped: ['A (USA)'],
        added: ['A (Europe) (Rev 1)'],
        reasons: [
          {
            kind: 'lost',
            to: 'A (Europe) (Rev 1)',
            reason: { criterion: 'region', winner: 'Europe (1st)', loser: 'USA (2nd)' },
          },
        ],
        former: [
          {
            kind: 'lost',
            to: 'A (USA)',
            reason: { criterion: 'region', winner: 'USA (1st)', loser: 'Europe (2nd)' },
          },
        ],
      },
    ])
  })

  it('is nothing between equal ones', () =>
    expect(diffSelections(selection(USA), selection(USA))).toEqual([]))

  it('may be a rule, or a release that is gone or new', () => {
    const before = selection(USA)
    const after = selection({ ...USA, drop: ['B*'] }, ['A (Europe)', 'B (Japan)', 'C (USA)'])
    expect(
      diffSelections(before, after).map(({ game, dropped, added, reasons }) => [
        game,
        dropped,
        added,
        reasons,
      ]),
    ).toEqual([
      ['A', ['A (USA)'], ['A (Europe)'], [{ kind: 'gone' }]],
      ['B', ['B (Japan)'], [], [{ kind: 'left-out', rule: 'drop: B*' }]],
      ['C', [], ['C (USA)'], []],
    ])
  })

  it('may be what is owned', () => {
    const chosen = selection(USA)
    const held = { ...chosen, kept: new Set(['A (Europe)', 'B (Japan)']) }
    const [change] = diffSelections(chosen, held)
    expect(change).toMatchObject({
      dropped: ['A (USA)'],
      added: ['A (Europe)'],
      reasons: [{ kind: 'not-owned' }],
    })
    const [back, ...others] = diffSelections(held, chosen)
    expect(back).toMatchObject({
      reasons: [{ kind: 'lost', to: 'A (USA)' }],
      former: [{ kind: 'not-owned' }],
    })
    expect(others).toEqual([])
  })

  it('counts what decides', () => {
    expect([...decidingCriteria(selectNames(NAMES, USA))]).toEqual([
      ['region', 2],
      ['production', 1],
    ])
  })
})
