import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CuratorError } from '../../src/errors.ts'
import { clusterReleases } from '../../src/select/grouping/cluster.ts'
import type { GroupingDecision } from '../../src/select/decisions.ts'
import { withImplied } from '../../src/select/grouping/implied-decisions.ts'
import { LINK_SOURCES } from '../../src/select/grouping/link-source.ts'
import { select } from '../../src/select/select.ts'
import { cloneList, release, releases, winners } from './releases.ts'

function same(...names: string[]): GroupingDecision {
  return { verdict: 'same', releases: names, source: 'curation.jsonc, line 1' }
}

function different(...names: string[]): GroupingDecision {
  return { verdict: 'different', releases: names, source: 'curation.jsonc, line 2' }
}

function groups(all: ReturnType<typeof releases>, ...decisions: GroupingDecision[]): string[][] {
  return clusterReleases(all, { decisions }).map(({ members }) => members.map(({ name }) => name))
}

describe('what follows from decisions', () => {
  const implied = (...decisions: GroupingDecision[]) =>
    withImplied(decisions)
      .slice(decisions.length)
      .map(({ verdict, releases: names, source }) => [verdict, names.join(' + '), source])

  it('is one game by way of others, and says by which decisions', () => {
    const two = { ...same('B', 'C', 'D'), source: 'curation.jsonc, line 3' }
    const decisions = [same('A', 'B'), same('X', 'Y'), two]
    expect(implied(...decisions)).toEqual([
      ['same', 'A + B + C + D', 'curation.jsonc, line 1 and curation.jsonc, line 3'],
    ])
    expect(withImplied(decisions).slice(0, 3)).toEqual(decisions)
    const [cluster] = select(releases('A', 'D'), {}, { platform: 'nes', decisions: withImplied(decisions) })
    expect(cluster?.ranked.map(({ name, joinedBy, joinedVia }) => [name, joinedBy, joinedVia])).toEqual([
      ['D', 'decision', 'curation.jsonc, line 1 and curation.jsonc, line 3'],
      ['A', 'decision', 'curation.jsonc, line 1 and curation.jsonc, line 3'],
    ])
  })

  it('is different from all that are one game', () => {
    expect(implied(same('A', 'B'), different('B', 'C', 'D'))).toEqual([
      ['different', 'A + C', 'curation.jsonc, line 2'],
      ['different', 'B + C', 'curation.jsonc, line 2'],
      ['different', 'A + D', 'curation.jsonc, line 2'],
      ['different', 'B + D', 'curation.jsonc, line 2'],
    ])
    const decisions = withImplied([same('A (USA)', 'Gone'), different('Gone', 'A (Japan)')])
    expect(groups(releases('A (USA)', 'A (Japan)'), ...decisions)).toHaveLength(2)
  })

  it('is nothing where each stands by itself', () => {
    expect(implied()).toEqual([])
    expect(implied(different('A', 'B'), different('B', 'C'), same('X', 'Y'))).toEqual([])
  })

  it('joins and parts nothing else while all releases are listed', () => {
    const name = fc.constantFrom('A (USA)', 'A (Japan)', 'B (USA)', 'B (Japan)', 'C (USA)', 'D (USA)')
    const decision = fc
      .tuple(fc.boolean(), fc.uniqueArray(name, { minLength: 2, maxLength: 3 }))
      .map(([isSame, names]) => (isSame ? same(...names) : different(...names)))
    const all = releases('A (USA)', 'A (Japan)', 'B (USA)', 'B (Japan)', 'C (USA)', 'D (USA)')
    const made = (decisions: readonly GroupingDecision[]) => {
      try {
        return groups(all, ...decisions)
      } catch (error) {
        if (error instanceof CuratorError) return 'contradiction'
        throw error
      }
    }
    fc.assert(
      fc.property(fc.array(decision, { maxLength: 5 }), (decisions) => {
        expect(made(withImplied(decisions))).toEqual(made(decisions))
      }),
      { numRuns: 300 },
    )
  })
})

describe('what the user decided', () => {
  it('joins what nothing else joins, and says so', () => {
    const decisions = [same('A (USA)', 'Other (Japan)')]
    const [cluster] = select(
      releases('A (USA)', 'Other (Japan)', 'A (Europe)'),
      {},
      { platform: 'nes', decisions },
    )
    expect(cluster?.ranked.map(({ name, joinedBy, joinedVia }) => [name, joinedBy, joinedVia])).toEqual([
      ['A (USA)', 'decision', 'curation.jsonc, line 1'],
      ['A (Europe)', 'name', undefined],
      ['Other (Japan)', 'decision', 'curation.jsonc, line 1'],
    ])
  })

  it.each<[string, GroupingDecision, Partial<Parameters<typeof release>[1]>]>([
    ['names', different('A (USA)', 'A (Japan)'), {}],
    ['DATs', different('A (USA)', 'A (Japan)'), { cloneOf: ['A (USA)'] }],
    ['contents', different('A (USA)', 'A (Japan)'), { content: 'x' }],
  ])('keeps apart what %s would join', (_, decision, more) => {
    const all = [release('A (USA)', { id: 1, content: 'x' }), release('A (Japan)', { id: 2, ...more })]
    expect(groups(all)).toHaveLength(1)
    expect(groups(all, decision)).toEqual([['A (Japan)'], ['A (USA)']])
  })

  it('leaves the other releases of a title with those of their language', () => {
    const all = releases('A (Asia)', 'A (Europe)', 'A (Japan)', 'A (Japan) (Rev 1)', 'A (USA)')
    expect(groups(all, different('A (USA)', 'A (Japan)'))).toEqual([
      ['A (Asia)', 'A (Europe)', 'A (USA)'],
      ['A (Japan)', 'A (Japan) (Rev 1)'],
    ])
  })

  it('keeps apart what a clone list would join', () => {
    const cloneLists = [cloneList({ group: 'A', titles: [{ searchTerm: 'A' }, { searchTerm: 'B' }] })]
    const all = releases('A (USA)', 'B (Japan)')
    const options = { platform: 'nes', cloneLists }
    expect(winners(select(all, {}, options))).toEqual(['A (USA)'])
    const decisions = [different('A (USA)', 'B (Japan)')]
    expect(winners(select(all, {}, { ...options, decisions }))).toEqual(['A (USA)', 'B (Japan)'])
  })

  it('joins games that a clone list keeps apart', () => {
    const cloneLists = [
      cloneList({ group: 'A', titles: [{ searchTerm: 'A' }] }, { group: 'B', titles: [{ searchTerm: 'B' }] }),
    ]
    const decisions = [same('A (USA)', 'B (Japan)')]
    expect(
      winners(select(releases('A (USA)', 'B (Japan)'), {}, { platform: 'nes', cloneLists, decisions })),
    ).toEqual(['A (USA)'])
  })

  it('gives games that share a name keys of their own', () => {
    const found = clusterReleases(releases('A (USA)', 'A (Japan)'), {
      decisions: [different('A (USA)', 'A (Japan)')],
    })
    expect(found.map(({ key }) => key)).toEqual(['game|a', 'game|a|A (USA)|1'])
  })

  it('gives a game the keys of all its releases, each once, whatever their names', () => {
    const found = clusterReleases(releases('A (USA)', 'A (Japan)', 'B (USA) (Demo)'), {
      decisions: [same('A (USA)', 'B (USA) (Demo)')],
    })
    expect(found.map(({ key, otherKeys }) => [key, ...otherKeys])).toEqual([['demo|b (demo)', 'game|a']])
  })

  it('may be that a release is the best, which counts whatever the order of a policy', () => {
    const both = releases('A (USA)', 'A (Japan)')
    const policy = { regions: ['USA', 'Japan'], order: ['region'], pin: ['A (Japan)'] }
    const context = { platform: 'nes', pins: ['A (Japan)'] }
    expect(winners(select(both, policy, context))).toEqual(['A (Japan)'])
    // what the policy pins itself counts only where its order says so
    expect(winners(select(both, policy, { platform: 'nes' }))).toEqual(['A (USA)'])
  })

  it('joins what is of different kinds, but a demo never wins over a game', () => {
    const decisions = [same('A (Japan)', 'B (USA) (Demo)')]
    const [cluster] = select(releases('A (Japan)', 'B (USA) (Demo)'), {}, { platform: 'nes', decisions })
    expect(cluster?.ranked[1]).toMatchObject({
      name: 'B (USA) (Demo)',
      lostTo: { criterion: 'kind', winner: 'a game', loser: 'demo' },
    })
  })

  it('does nothing for releases that are not there', () => {
    expect(
      groups(releases('A (USA)', 'B (USA)'), same('A (USA)', 'C (USA)'), different('D', 'A (USA)')),
    ).toHaveLength(2)
  })

  it('must not contradict itself, by however many steps', () => {
    const decisions = [
      same('A (USA)', 'B (USA)'),
      same('B (USA)', 'C (USA)'),
      different('A (USA)', 'C (USA)'),
    ]
    const run = (): unknown => groups(releases('A (USA)', 'B (USA)', 'C (USA)'), ...decisions)
    expect(run).toThrow(CuratorError)
    expect(run).toThrow(
      '"A (USA)" and "C (USA)" are different games by curation.jsonc, line 2, but the same game by curation.jsonc, line 1.',
    )
  })

  it('counts only when the policy wants it', () => {
    const decisions = [same('A (USA)', 'B (USA)')]
    const all = releases('A (USA)', 'B (USA)')
    expect(clusterReleases(all, { decisions, groupBy: ['name'] })).toHaveLength(2)
    expect(clusterReleases(releases('A (USA)', 'A (Japan)'), { groupBy: ['dat'] })).toHaveLength(2)
  })
})

describe('the same content', () => {
  it('joins releases of other names', () => {
    const all = [release('A (USA)', { id: 1, content: 'x' }), release('Aye (USA)', { id: 2, content: 'x' })]
    expect(select(all, {}, { platform: 'nes' })[0]?.ranked.map(({ joinedBy }) => joinedBy)).toEqual([
      'content',
      'content',
    ])
  })
})

describe('laws', () => {
  const title = fc.constantFrom('A', 'B', 'C', 'D (Demo)', '[BIOS] E', 'F (Disc 1)', 'F (Disc 2)')
  const name = fc.tuple(title, fc.constantFrom('(USA)', '(Japan)')).map((parts) => parts.join(' '))
  const entry = fc.record({
    name,
    cloneOf: fc.array(name, { maxLength: 1 }),
    content: fc.option(fc.constantFrom('x', 'y'), { nil: undefined }),
  })
  const lists = fc
    .array(fc.record({ group: title, titles: fc.array(title, { minLength: 1, maxLength: 3 }) }), {
      maxLength: 3,
    })
    .map((variants) =>
      cloneList(
        ...variants.map(({ group, titles }) => ({
          group,
          titles: titles.map((searchTerm) => ({ searchTerm })),
        })),
      ),
    )
  const pair = fc.tuple(name, name).filter(([a, b]) => a !== b)

  it('a decision holds whatever lists, DATs, contents and names say, in any order of the input', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(entry, { selector: (item) => item.name, minLength: 2, maxLength: 10 }),
        lists,
        pair,
        fc.constantFrom('same' as const, 'different' as const),
        fc.array(fc.nat(), { minLength: 10 }),
        (items, list, [a, b], verdict, keys) => {
          const all = items.map(({ content, ...item }, id) =>
            release(item.name, { ...item, id, ...(content === undefined ? {} : { content }) }),
          )
          const options = { cloneLists: [list], decisions: [{ verdict, releases: [a, b], source: 'me' }] }
          const found = clusterReleases(all, options)
          const shuffled = all.toSorted((x, y) => (keys[x.id] ?? 0) - (keys[y.id] ?? 0))
          expect(clusterReleases(shuffled, options)).toEqual(found)
          expect(found.flatMap(({ members }) => members)).toHaveLength(all.length)
          expect(new Set(found.map(({ key }) => key)).size).toBe(found.length)
          const groupOf = (wanted: string) =>
            found.findIndex(({ members }) => members.some((m) => m.name === wanted))
          if (groupOf(a) >= 0 && groupOf(b) >= 0) expect(groupOf(a) === groupOf(b)).toBe(verdict === 'same')
          for (const { members, links } of found) {
            // links are a tree, and strongest first
            expect(links).toHaveLength(members.length - 1)
            const strengths = links.map(({ source }) => LINK_SOURCES.indexOf(source))
            expect(strengths).toEqual(strengths.toSorted((x, y) => x - y))
          }
        },
      ),
      { numRuns: 300 },
    )
  })
})
