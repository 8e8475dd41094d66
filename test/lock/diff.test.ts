import { describe, expect, it } from 'vitest'
import { diffLock, explainDiff, isEmptyDiff } from '../../src/lock/diff.ts'
import type { LockData, LockedDat } from '../../src/lock/data.ts'
import { lockGames } from '../../src/lock/games.ts'
import { parseLock } from '../../src/lock/parse.ts'
import { writeLock } from '../../src/lock/write.ts'
import { renderDiff } from '../../src/lock/render.ts'
import { selectNames } from '../select/releases.ts'

function lock(games: Record<string, string | string[]>, dats: readonly LockedDat[] = []): LockData {
  const entries = Object.entries(games).map(([game, kept]): [string, string[]] => [game, [kept].flat()])
  return {
    dats: new Map([['no-intro', dats]]),
    policies: new Map([['usa', new Map([['nes', new Map(entries)]])]]),
  }
}

const OLD = lock({ Contra: 'Contra (USA)', Gone: 'Gone (USA)', Same: 'Same (USA)', All: ['B', 'A'] }, [
  { path: 'nes 1.dat', name: 'NES', version: '2026-07', sha1: '11111111aa' },
  { path: 'gg.dat', name: 'GG', version: '1', sha1: '22222222aa' },
  { path: 'sms.dat', name: 'SMS', sha1: '33' },
])
const NEW = lock({ Contra: 'Contra (USA) (Rev 1)', New: 'New (USA)', Same: 'Same (USA)', All: ['A', 'B'] }, [
  { path: 'nes 2.dat', name: 'NES', version: '2026-08', sha1: '44444444aa' },
  { path: 'gg.dat', name: 'GG', version: '1', sha1: '55555555aa' },
  { path: 'n64.dat', name: 'N64', version: '9', sha1: '66' },
])

describe('diff', () => {
  it('finds what changed and nothing else', () => {
    expect(diffLock(OLD, NEW)).toEqual({
      dats: [
        { dat: 'no-intro', name: 'GG', path: 'gg.dat', from: '1 (22222222)', to: '1 (55555555)' },
        { dat: 'no-intro', name: 'N64', path: 'n64.dat', to: '9' },
        { dat: 'no-intro', name: 'NES', path: 'nes 2.dat', from: '2026-07', to: '2026-08' },
        { dat: 'no-intro', name: 'SMS', path: 'sms.dat', from: 'no version' },
      ],
      selections: [
        {
          policy: 'usa',
          platform: 'nes',
          added: [{ game: 'New', releases: ['New (USA)'] }],
          removed: [{ game: 'Gone', releases: ['Gone (USA)'] }],
          swapped: [{ game: 'Contra', from: ['Contra (USA)'], to: ['Contra (USA) (Rev 1)'] }],
        },
      ],
    })
  })

  it('of a lock with itself, read back, is empty', () => {
    const diff = diffLock(OLD, parseLock(writeLock(OLD)))
    expect(isEmptyDiff(diff)).toBe(true)
    expect(renderDiff(diff, 'text')).toBe('')
    expect(renderDiff(diff, 'markdown')).toBe('')
  })

  it('sees policies and platforms come and go', () => {
    const none: LockData = { dats: new Map(), policies: new Map() }
    expect(diffLock(none, NEW).selections[0]?.added).toHaveLength(4)
    expect(diffLock(NEW, none).selections[0]?.removed).toHaveLength(4)
  })
})

describe('rendering', () => {
  const before = selectNames(['Contra (USA)'])
  const after = selectNames(['Contra (USA)', 'Contra (USA) (Rev 1)'])
  const data = (clusters: typeof before): LockData => ({
    dats: new Map(),
    policies: new Map([['usa', new Map([['nes', lockGames(clusters, {})]])]]),
  })

  it('shows a swap with its reason', () => {
    const diff = diffLock(data(before), data(after))
    const reasons = explainDiff(diff, () => after)
    expect(renderDiff(diff, 'text', { reasons })).toBe(
      'usa, nes: 1 swapped\n  ~ Contra: Contra (USA) → Contra (USA) (Rev 1)  [revision: Rev 1 before no revision]\n',
    )
  })

  it('says of a game that is gone, or in another release, which rule left the old one out', () => {
    const names = ['Contra (USA)', 'Contra (Japan)', 'Gone (USA)']
    const kept = selectNames(names, { drop: ['Gone*', 'Contra (USA)'] })
    const diff = diffLock(data(selectNames(names)), data(kept))
    const text = (clusters: typeof kept | undefined) =>
      renderDiff(diff, 'text', { reasons: explainDiff(diff, () => clusters) })
    expect(text(kept)).toBe(
      [
        'usa, nes: 1 swapped, 1 removed',
        '  ~ Contra: Contra (USA) → Contra (Japan)  [left out by drop: Contra (USA)]',
        '  - Gone: Gone (USA)  [left out by drop: Gone*]',
        '',
      ].join('\n'),
    )
    expect(text(selectNames(['Contra (Japan)']))).toContain("Gone (USA)  [not among the policy's releases]\n")
    // of a policy that is no more, nothing is known
    expect(text(undefined)).toContain('Gone (USA)\n')
  })

  it('names what won where that does not stand there', () => {
    const now = selectNames(['Contra (USA)', 'Contra (Japan)'])
    const diff = diffLock(lock({ Gryzor: 'Contra (Japan)' }), data(now))
    expect(renderDiff(diff, 'text', { reasons: explainDiff(diff, () => now) })).toContain(
      '- Gryzor: Contra (Japan)  [lost to Contra (USA), language: has En before no En]\n',
    )
  })

  it('as text, DATs first', () => {
    expect(renderDiff(diffLock(OLD, NEW), 'text')).toBe(
      [
        'DATs',
        '  no-intro: GG: 1 (22222222) → 1 (55555555)',
        '  no-intro: N64: new → 9',
        '  no-intro: NES: 2026-07 → 2026-08',
        '  no-intro: SMS: no version → gone',
        '',
        'usa, nes: 1 swapped, 1 removed, 1 added',
        '  ~ Contra: Contra (USA) → Contra (USA) (Rev 1)',
        '  - Gone: Gone (USA)',
        '  + New: New (USA)',
        '',
      ].join('\n'),
    )
  })

  it('as Markdown, with names that are only text', () => {
    const diff = diffLock(lock({}), lock({ 'A | B': '[BIOS] <b>A</b> | B_*x* (USA)' }))
    expect(renderDiff(diff, 'markdown')).toBe(
      [
        '### usa, nes: 1 added',
        '',
        '| Game | Was | Now | Why |',
        '| --- | --- | --- | --- |',
        String.raw`| A \| B |  | \[BIOS\] \<b\>A\</b\> \| B\_\*x\* (USA) |  |`,
        '',
      ].join('\n'),
    )
    expect(renderDiff(diffLock(OLD, NEW), 'markdown')).toContain(
      '### DATs\n\n| DAT | Name | Was | Now |\n| --- | --- | --- | --- |\n| no-intro | GG |',
    )
  })

  it('lists at most as many games as asked, and counts the rest', () => {
    const many = lock(Object.fromEntries(Array.from({ length: 250 }, (_, i) => [`G${i}`, `G${i} (USA)`])))
    const text = renderDiff(diffLock(lock({}), many), 'text', { limit: 2 })
    expect(text).toBe('usa, nes: 250 added\n  + G0: G0 (USA)\n  + G1: G1 (USA)\n  … and 248 more\n')
    expect(renderDiff(diffLock(lock({}), many), 'text').split('\n')).toHaveLength(103)
  })
})
