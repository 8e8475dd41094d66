/** Names that are easily taken for each other: nothing is linked wrongly, and what is near is suggested. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addTo } from '../../../src/groups.ts'
import { titleShape } from '../../../src/identify/titles/nearness/nearness.ts'
import {
  titleCandidates,
  type NamedContent,
  type TitleCandidate,
  type TitleVerdict,
} from '../../../src/identify/titles/title-candidates.ts'
import { titleIndex } from '../../../src/identify/titles/title-index.ts'
import { DIFFERENT, OTHER_RELEASE, REGIONAL, SAME } from './pairs.ts'

const SNES = [{ platform: 'snes', by: 'root', certainty: 1 }] as const

function verdict(
  names: readonly string[],
  releases: readonly string[],
  header?: NamedContent['header'],
): TitleVerdict {
  const index = titleIndex('snes', releases)
  return titleCandidates({ names, ...(header ? { header } : {}) }, SNES, () => index)
}

/** Games that are like none of the pairs', so that there is something to choose from. */
const BESIDE = [
  'Quiet Desert (USA)',
  'Orbital Caravan (USA)',
  'Harvest of Iron (Japan)',
  'Lantern Kid (Europe)',
]

const bothWays = (pairs: typeof DIFFERENT) => [...pairs, ...pairs.map(([a, b]) => [b, a] as const)]

it('there are 200 pairs and more', () => {
  const all = [...DIFFERENT, ...REGIONAL, ...OTHER_RELEASE]
  expect(new Set(all.map(String)).size).toBe(all.length)
  expect(all.length).toBeGreaterThanOrEqual(200)
})

describe('other games', () => {
  it.each(bothWays([...DIFFERENT, ...REGIONAL, ...OTHER_RELEASE]))(
    '%s is not linked with %s',
    (file, release) => {
      expect(verdict([file], [release, ...BESIDE]).link).toBeUndefined()
    },
  )

  it.each(OTHER_RELEASE)('%s may be %s: it is suggested', (file, release) => {
    expect(verdict([file], [release, ...BESIDE]).candidates.map((one) => one.release)).toContain(release)
  })

  it('each near miss is suggested', () => {
    const unlisted = bothWays(DIFFERENT).filter(
      ([file, release]) =>
        !verdict([file], [release, ...BESIDE]).candidates.some((one) => one.release === release),
    )
    expect(unlisted).toEqual([])
  })

  it('none is linked where all of them are listed and it is not', () => {
    const all = [...DIFFERENT, ...REGIONAL, ...OTHER_RELEASE].flat()
    const wrong = [...new Set(all)].flatMap((file) => {
      const { link } = verdict(
        [file],
        all.filter((release) => release !== file),
      )
      return link ? [[file, link.candidate.release]] : []
    })
    expect(wrong).toEqual([])
  })
})

describe('the same release under another spelling', () => {
  it.each(SAME)('%s is linked with %s', (file, release) => {
    expect(verdict([file], [release, ...BESIDE]).link?.candidate.release).toBe(release)
  })
})

describe('what speaks against a link', () => {
  const against = (
    names: readonly string[],
    releases: readonly string[],
    header?: NamedContent['header'],
  ) => {
    const { link, candidates } = verdict(names, releases, header)
    expect(link).toBeUndefined()
    return candidates[0]?.evidence.against
  }

  it('two titles that read the same', () => {
    expect(against(['Wolfenstein 3 D (USA)'], ['Wolfenstein 3D (USA)', 'Wolfenstein 3-D (USA)'])).toEqual([
      'other titles read the same',
    ])
  })

  it('but not where the name is that of one, letter for letter', () => {
    expect(verdict(['Goal! (USA)'], ['Goal! (USA)', 'Goal!! (USA)']).link).toMatchObject({
      type: 'title',
      candidate: { release: 'Goal! (USA)', score: 1 },
    })
  })

  it('another spelling, where no region is said', () => {
    expect(against(['Mega Man II'], ['Mega Man 2 (USA)'])).toEqual(['spelling, without a region'])
  })

  it('another spelling that is another game', () => {
    expect(against(['Adventures of Lolo II (USA)'], ['Adventures of Lolo 2 (USA)'])).toEqual([
      'two games are spelt so',
    ])
  })

  it('a header that names another game', () => {
    const releases = ['Chrono Trigger (USA)', 'Secret of Mana (USA)']
    expect(against(['Chrono Trigger (USA)'], releases, { titles: ['SECRET OF MANA'] })).toEqual([
      'its header names another game',
    ])
    expect(verdict(['Chrono Trigger (USA)'], releases, { titles: ['CHRONO TRIGGER'] }).link?.type).toBe(
      'title',
    )
    expect(verdict(['Chrono Trigger (USA)'], releases, { titles: ['NOBODY KNOWS'] }).link?.type).toBe('title')
  })

  it('two names for two games', () => {
    const releases = ['Chrono Trigger (USA)', 'Secret of Mana (USA)']
    expect(verdict(['Chrono Trigger (USA)', 'Secret of Mana (USA)'], releases).link).toBeUndefined()
    expect(verdict(['Chrono Trigger (USA)', 'ct'], releases).link?.candidate.release).toBe(
      'Chrono Trigger (USA)',
    )
  })

  it('two releases that are equally good', () => {
    expect(
      verdict(['Chrono Trigger'], ['Chrono Trigger (USA)', 'Chrono Trigger (Japan)']).link,
    ).toBeUndefined()
  })

  it('a title on two platforms', () => {
    const index = (platform: string) => titleIndex(platform, ['Quiet Desert (USA)'])
    const both = [
      { platform: 'gb', by: 'extension', certainty: 0.95 },
      { platform: 'gbc', by: 'extension', certainty: 0.95 },
    ] as const
    const { link, candidates } = titleCandidates({ names: ['Quiet Desert (USA)'] }, both, index)
    expect(link).toBeUndefined()
    expect(candidates.map(({ platform }) => platform)).toEqual(['gb', 'gbc'])
  })

  it('platforms that contradict each other', () => {
    const index = titleIndex('gb', ['Quiet Desert (USA)'])
    const doubtful = [{ platform: 'gb', by: 'root', certainty: 0.8 }] as const
    expect(titleCandidates({ names: ['Quiet Desert (USA)'] }, doubtful, () => index).link).toBeUndefined()
  })
})

describe('headers', () => {
  it('suggest, and never link', () => {
    expect(verdict(['ct'], ['Chrono Trigger (USA)'], { titles: ['CHRONO TRIGGER'] })).toEqual({
      candidates: [
        {
          platform: 'snes',
          release: 'Chrono Trigger (USA)',
          game: 'Chrono Trigger',
          score: 0.88,
          evidence: {
            from: 'CHRONO TRIGGER',
            title: 'header',
            likeness: 1,
            platform: 'root',
            against: ['only its header says so'],
          },
        },
      ],
    })
  })

  it('serials are compared without their punctuation', () => {
    const index = titleIndex('psx', ['Riven (USA) (Disc 1)'], () => [
      { release: 'Riven (USA) (Disc 1)', serials: ['SLUS-00535'] },
    ])
    const psx = [{ platform: 'psx', by: 'header', certainty: 1 }] as const
    const content = { names: ['disc'], header: { titles: [], serial: 'SLUS_005.35' } }
    expect(
      titleCandidates(content, psx, () => index).candidates.map(({ release, score }) => [release, score]),
    ).toEqual([['Riven (USA) (Disc 1)', 0.9]])
  })
})

it('the order of names and releases does not matter', () => {
  const releases = [...DIFFERENT, ...OTHER_RELEASE].map(([, release]) => release)
  const names = ['Final Fantasy II (USA)', 'Mega Man', 'Street Fighter']
  const expected = verdict(names, releases)
  fc.assert(
    fc.property(
      fc.shuffledSubarray(names, { minLength: names.length }),
      fc.shuffledSubarray(releases, { minLength: releases.length }),
      (someNames, someReleases) => {
        expect(verdict(someNames, someReleases)).toEqual(expected)
      },
    ),
    { numRuns: 5 },
  )
})

it('shows of many titles what looking at each for itself would put first', () => {
  const word = fc.constantFrom('Alpha', 'Bravo', 'Castle', 'Dragon', '2', 'III', 'of', '- Echo')
  const tail = fc.constantFrom('(USA)', '(Europe)', '(Japan)', '(USA) (Rev 1)', '(USA) (Beta)')
  const title = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '))
  const release = fc.record({ title, tail })
  const key = ({ platform, release: name }: TitleCandidate) => `${platform}/${name}`
  const order = (a: TitleCandidate, b: TitleCandidate) =>
    b.score - a.score || a.evidence.against.length - b.evidence.against.length || (key(a) < key(b) ? -1 : 1)
  fc.assert(
    fc.property(fc.array(release, { minLength: 1, maxLength: 30 }), release, (listed, file) => {
      const byTitle = new Map<string, string[]>()
      for (const one of listed) addTo(byTitle, one.title, `${one.title} ${one.tail}`)
      // titles that read the same speak against each other, which no title tells by itself
      fc.pre(new Set([...byTitle.keys()].map((text) => titleShape(text).key)).size === byTitle.size)
      const names = [`${file.title} ${file.tail}`]
      const alone = [...byTitle.values()].flatMap((releases) => {
        const { candidates } = verdict(names, [...new Set(releases)])
        return candidates
      })
      const expected = alone.toSorted(order).slice(0, 6)
      expect(verdict(names, [...byTitle.values()].flat()).candidates.map(key)).toEqual(expected.map(key))
    }),
    { numRuns: 500 },
  )
})
