import { describe, expect, it } from 'vitest'
import { choose } from '../../src/select/choose.ts'
import type { PickedFile } from '../../src/select/pick.ts'
import type { Policy } from '../../src/select/policy.ts'
import { restoreClusters } from '../../src/select/restore.ts'
import { selectNames } from './releases.ts'

const FILE: PickedFile = {
  name: 'a.nes',
  content: { sha1: '00', size: 1, crc32: 1 },
  views: [],
  extension: 'nes',
}

const NAMES = ['A (USA)', 'A (Europe)', 'A (Japan)', 'B (USA)', 'C (Japan)']

function chosen(ownedNames: readonly string[], policy: Policy, lacking: readonly string[] = []): string[] {
  const owned = new Map(ownedNames.map((name) => [name, [FILE]]))
  return choose(selectNames(NAMES, policy), owned, policy, 'nes', { lacking: new Set(lacking) }).map(
    ({ release, files, wanted }) =>
      `${release}${files.length > 0 ? '' : ' missing'}${wanted ? `, wants ${wanted}` : ''}`,
  )
}

describe('availability', () => {
  it.each<[Policy, string[]]>([
    [{}, ['A (Europe), wants A (USA)', 'B (USA) missing', 'C (Japan)']],
    [{ availability: 'owned' }, ['A (Europe)', 'C (Japan)']],
    [{ availability: 'catalog' }, ['A (USA) missing', 'B (USA) missing', 'C (Japan)']],
    [{ keep: 2 }, ['A (Europe), wants A (USA)', 'A (Japan)', 'B (USA) missing', 'C (Japan)']],
    [{ keep: 3 }, ['A (Europe), wants A (USA)', 'A (Japan)', 'B (USA) missing', 'C (Japan)']],
    [{ keep: 2, availability: 'owned' }, ['A (Europe)', 'A (Japan)', 'C (Japan)']],
    [{ keep: 'all' }, ['A (Europe)', 'A (Japan)', 'B (USA) missing', 'C (Japan)']],
    [{ keep: 'all', availability: 'owned' }, ['A (Europe)', 'A (Japan)', 'C (Japan)']],
    [
      { keep: 'all', availability: 'catalog' },
      ['A (USA) missing', 'A (Europe)', 'A (Japan)', 'B (USA) missing', 'C (Japan)'],
    ],
  ])('%j', (policy, expected) => {
    expect(chosen(['A (Europe)', 'A (Japan)', 'C (Japan)', 'Unrelated'], policy)).toEqual(expected)
  })
})

describe('discs of one game', () => {
  const DISCS = ['R (USA) (Disc 1)', 'R (USA) (Disc 2)', 'R (Europe) (Disc 1)', 'R (Europe) (Disc 2)']
  const USA: Policy = { regions: ['USA', 'Europe'] }
  const picked = (ownedNames: readonly string[], policy: Policy = USA, names = DISCS): string[] => {
    const owned = new Map(ownedNames.map((name) => [name, [FILE]]))
    return choose(selectNames(names, policy), owned, policy, 'psx').map(
      ({ release, wanted }) => `${release}${wanted ? `, wants ${wanted}` : ''}`,
    )
  }

  it('come from an edition of which all are owned', () => {
    const owned = ['R (USA) (Disc 1)', 'R (Europe) (Disc 1)', 'R (Europe) (Disc 2)']
    expect(picked(owned)).toEqual(['R (Europe) (Disc 1)', 'R (Europe) (Disc 2), wants R (USA) (Disc 2)'])
    expect(picked(owned, { ...USA, availability: 'owned' })).toEqual(owned.slice(1))
    expect(picked(owned, { ...USA, discs: 'independent' })).toEqual([
      'R (USA) (Disc 1)',
      'R (Europe) (Disc 2), wants R (USA) (Disc 2)',
    ])
    expect(picked(owned, { ...USA, availability: 'catalog' })).toEqual([
      'R (USA) (Disc 1)',
      'R (USA) (Disc 2)',
    ])
  })

  it('are taken one by one where no edition is owned as a whole, and stay with what is pinned', () => {
    expect(picked(['R (USA) (Disc 1)', 'R (Europe) (Disc 2)'])).toEqual([
      'R (USA) (Disc 1)',
      'R (Europe) (Disc 2), wants R (USA) (Disc 2)',
    ])
    const pinned = { ...USA, pin: ['R (USA) (Disc 1)'] }
    expect(picked(['R (USA) (Disc 1)', 'R (Europe) (Disc 1)', 'R (Europe) (Disc 2)'], pinned)[0]).toBe(
      'R (USA) (Disc 1)',
    )
  })

  describe('kept twice', () => {
    const EDITIONS = ['USA', 'Europe', 'Japan'].flatMap((region) =>
      [1, 2].map((disc) => `R (${region}) (Disc ${disc})`),
    )
    const TWICE: Policy = { regions: ['USA', 'Europe', 'Japan'], languages: ['En'], keep: 2 }

    it('come from two editions of which all are owned', () => {
      const owned = EDITIONS.filter((name) => name !== 'R (USA) (Disc 2)')
      expect(picked(owned, TWICE, EDITIONS)).toEqual([
        'R (Europe) (Disc 1)',
        'R (Japan) (Disc 1)',
        'R (Europe) (Disc 2), wants R (USA) (Disc 2)',
        'R (Japan) (Disc 2)',
      ])
      expect(picked(owned, { ...TWICE, discs: 'independent' }, EDITIONS).slice(0, 2)).toEqual([
        'R (USA) (Disc 1)',
        'R (Europe) (Disc 1)',
      ])
    })

    it('come from one, and what else there is, where no other is owned as a whole', () => {
      const owned = ['R (USA) (Disc 1)', 'R (Europe) (Disc 1)', 'R (Europe) (Disc 2)']
      expect(picked(owned, TWICE, EDITIONS)).toEqual([
        'R (USA) (Disc 1)',
        'R (Europe) (Disc 1)',
        'R (Europe) (Disc 2), wants R (USA) (Disc 2)',
      ])
    })

    it('come from the editions that are newest and oldest, and from others that are owned as a whole', () => {
      const both: Policy = { ...TWICE, keep: 'newest+oldest' }
      const names = [...EDITIONS, 'R (USA) (Disc 1) (Rev 1)', 'R (USA) (Disc 2) (Rev 1)']
      expect(picked(names, both, names).slice(0, 2)).toEqual(['R (USA) (Disc 1) (Rev 1)', 'R (USA) (Disc 1)'])
      const others = [...EDITIONS.slice(2), 'R (USA) (Disc 1)']
      expect(picked(others, both, names)).toEqual([
        'R (Europe) (Disc 1), wants R (USA) (Disc 1) (Rev 1)',
        'R (Japan) (Disc 1)',
        'R (Europe) (Disc 2), wants R (USA) (Disc 2) (Rev 1)',
        'R (Japan) (Disc 2), wants R (USA) (Disc 2)',
      ])
    })
  })

  it('stay as a romset of the past had them while all of that is owned', () => {
    const romset = {
      version: 1,
      keep: 1,
      members: new Map([['R', ['R (Europe) (Disc 1)', 'R (USA) (Disc 2)']]]),
    }
    const clusters = restoreClusters(selectNames(DISCS, USA), romset, () => 'R')
    const restored = (ownedNames: readonly string[]): string[] => {
      const owned = new Map(ownedNames.map((name) => [name, [FILE]]))
      return choose(clusters, owned, USA, 'psx').map(({ release }) => release)
    }
    expect(restored(DISCS)).toEqual(['R (Europe) (Disc 1)', 'R (USA) (Disc 2)'])
    expect(restored(DISCS.slice(0, 2))).toEqual(['R (USA) (Disc 1)', 'R (USA) (Disc 2)'])
    expect(restored(DISCS.filter((name) => name !== 'R (USA) (Disc 2)'))).toEqual([
      'R (Europe) (Disc 1)',
      'R (Europe) (Disc 2)',
    ])
  })

  it('may all be unfinished', () => {
    const betas = DISCS.map((name) => `${name} (Beta)`)
    const [first = '', , ...europe] = betas
    expect(picked([first, ...europe], USA, [...DISCS, ...betas])).toEqual([
      `${europe[0]}, wants R (USA) (Disc 1)`,
      `${europe[1]}, wants R (USA) (Disc 2)`,
    ])
  })
})

describe('what is owned, and cannot run', () => {
  it.each<[Policy, string[], string[]]>([
    [{}, ['A (USA)'], ['A (Europe), wants A (USA)', 'B (USA)']],
    [{}, ['A (USA)', 'A (Europe)'], ['A (Japan), wants A (USA)', 'B (USA)']],
    [{}, ['A (USA)', 'A (Europe)', 'A (Japan)', 'B (USA)'], ['A (USA)', 'B (USA)']],
    [{ availability: 'owned' }, ['A (USA)'], ['A (Europe)', 'B (USA)']],
    [{ availability: 'catalog' }, ['A (USA)'], ['A (USA)', 'B (USA)']],
    [{ keep: 2 }, ['A (USA)'], ['A (Europe), wants A (USA)', 'A (Japan)', 'B (USA)']],
    [{ keep: 2 }, ['A (Europe)', 'A (Japan)'], ['A (USA)', 'A (Europe)', 'B (USA)']],
    [{ keep: 'all' }, ['A (USA)'], ['A (USA)', 'A (Europe)', 'A (Japan)', 'B (USA)']],
  ])('%j, %j', (policy, lacking, expected) => {
    const owned = NAMES.filter((name) => name !== 'C (Japan)')
    const games = chosen(owned, policy, lacking)
    expect(games.filter((name) => !name.startsWith('C'))).toEqual(expected)
  })
})

it('says why a better release is wanted, and what playlists need to know', () => {
  const policy: Policy = { regions: ['USA', 'Europe'] }
  const clusters = selectNames(['A (USA) (Disc 2)', 'A (Europe) (Disc 2)'], policy)
  expect(choose(clusters, new Map([['A (Europe) (Disc 2)', [FILE]]]), policy, 'psx')).toEqual([
    {
      platform: 'psx',
      game: 'A',
      release: 'A (Europe) (Disc 2)',
      wanted: 'A (USA) (Disc 2)',
      why: { criterion: 'region', winner: 'USA (1st)', loser: 'Europe (2nd)' },
      regions: ['Europe'],
      languages: ['En'],
      disc: 2,
      files: [FILE],
    },
  ])
})

it('takes nothing a policy leaves out, even when only that is owned', () => {
  const policy: Policy = { exclude: ['beta'] }
  const clusters = selectNames(['A (USA)', 'A (USA) (Beta)', 'Z (USA) (Beta)'], policy)
  const picks = choose(clusters, new Map([['A (USA) (Beta)', [FILE]]]), policy, 'nes')
  expect(picks.map(({ release, files }) => [release, files.length])).toEqual([['A (USA)', 0]])
})
