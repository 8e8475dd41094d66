/** Games that changed their title with their winner. */
import { describe, expect, it } from 'vitest'
import { alignGames } from '../../src/report/dats/align-games.ts'
import type { Cluster } from '../../src/select/selection.ts'

type Games = Readonly<Record<string, readonly string[]>>

function cluster(...names: readonly string[]): Cluster {
  return { game: '', ranked: names.map((name) => ({ name, joinedBy: 'name' })), excluded: [] }
}

const CLUSTERS = [
  cluster('Contra (USA)', 'Probotector (Europe)'),
  cluster('Zulu (USA)'),
  cluster('Yankee (USA)'),
]

describe('games of two romsets', () => {
  it.each<[string, Games, Games, readonly string[]]>([
    ['one title', { Zulu: ['Zulu (USA)'] }, { Zulu: ['Zulu (USA)'] }, ['Zulu']],
    ['a new title', { Contra: ['Contra (USA)'] }, { Probotector: ['Probotector (Europe)'] }, ['Probotector']],
    ['another game', { Zulu: ['Zulu (USA)'] }, { Yankee: ['Yankee (USA)'] }, ['Zulu']],
    ['a game that nobody lists', { Xray: ['Xray (USA)'] }, { Yankee: ['Yankee (USA)'] }, ['Xray']],
    [
      'two that are one now',
      { Contra: ['Contra (USA)'], Probotector: ['Probotector (Europe)'] },
      { Probotector: ['Probotector (Europe)'] },
      ['Contra', 'Probotector'],
    ],
    [
      'one that is two now',
      { Contra: ['Contra (USA)'] },
      { Contra: ['Contra (USA)'], Probotector: ['Probotector (Europe)'] },
      ['Contra'],
    ],
  ])('meet: %s', (_, before, after, expected) => {
    const aligned = alignGames(new Map(Object.entries(before)), new Map(Object.entries(after)), CLUSTERS)
    expect([...aligned.keys()]).toEqual(expected)
    expect([...aligned.values()]).toEqual(Object.values(before))
  })
})
