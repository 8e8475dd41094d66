/** What several clone lists say of the same releases: what adds up, and what cannot be true. */
import { describe, expect, it } from 'vitest'
import type { CloneList } from '../../src/select/clone-lists/clone-list.ts'
import { contradictionsOf, type LinesOf } from '../../src/select/clone-lists/contradictions.ts'
import { readCloneList } from '../../src/select/clone-lists/read.ts'
import type { GroupingDecision } from '../../src/select/decisions.ts'
import { select } from '../../src/select/select.ts'
import { releases } from './releases.ts'

type Games = Readonly<Record<string, readonly (string | object)[]>>

/** `{ Game: ['Title', …] }`. */
function list(file: string, games: Games, compilations: Games = {}): CloneList {
  const terms = (all: readonly (string | object)[]) =>
    all.map((one) => (typeof one === 'string' ? { searchTerm: one } : one))
  const variants = [
    ...Object.entries(games).map(([group, all]) => ({ group, titles: terms(all) })),
    ...Object.entries(compilations).map(([group, all]) => ({ group, compilations: terms(all) })),
  ]
  return readCloneList(JSON.stringify({ description: { name: file }, variants }), file).list
}

const DAT = releases('Alpha (USA)', 'Bravo (Europe)', 'Cecil (Japan)', 'Delta (USA)', 'Echo (USA)')

function grouped(lists: readonly CloneList[], all = DAT): string[][] {
  return select(all, {}, { platform: 'nes', cloneLists: lists }).map(({ ranked }) =>
    ranked.map(({ name }) => name.replace(/ .*/, '')),
  )
}

describe('lists that call a game otherwise', () => {
  const a = list('a', { One: ['Alpha', 'Bravo'] })

  it('say of it what all of them say', () => {
    const b = list('b', { Uno: ['Bravo', 'Cecil'] })
    const c = list('c', { Eins: ['Cecil', 'Delta'] })
    expect(grouped([a, b, c])).toEqual([['Delta', 'Alpha', 'Bravo', 'Cecil'], ['Echo']])
    expect(contradictionsOf(DAT, [a, b, c], [], () => [])).toEqual([])
  })

  it('tell by which of them each release is there', () => {
    const b = list('b', { Uno: ['Bravo', 'Cecil'] })
    const [game] = select(DAT, {}, { platform: 'nes', cloneLists: [a, b] })
    expect(game?.ranked.map(({ name, joinedVia }) => [name, joinedVia])).toEqual([
      ['Alpha (USA)', 'a#One'],
      ['Bravo (Europe)', 'a#One'],
      ['Cecil (Japan)', 'b#Uno'],
    ])
  })

  it('mean what is called as one of them calls it, unless another has a game of that name', () => {
    const all = releases('Alpha (USA)', 'Bravo (Europe)', 'Uno (Spain)', 'Echo (USA)')
    const b = list('b', { Uno: ['Bravo'] })
    expect(grouped([a, b], all)).toEqual([['Alpha', 'Bravo', 'Uno'], ['Echo']])
    const own = list('a', { One: ['Alpha', 'Bravo'], Uno: ['Echo'] })
    expect(grouped([own, b], all)).toEqual([
      ['Alpha', 'Bravo'],
      ['Echo', 'Uno'],
    ])
  })

  it('mean the same game where they say what a compilation holds', () => {
    const all = releases('Alpha (USA)', 'Bravo (Europe)', 'Alpha + Echo (Japan)', 'Echo (USA)')
    const b = list('b', { Uno: ['Bravo'] }, { Uno: ['Alpha + Echo'], Echo: ['Alpha + Echo'] })
    const clusters = select(all, {}, { platform: 'nes', cloneLists: [a, b] })
    expect(clusters.map(({ game, covered }) => [game, covered?.by])).toEqual([
      ['Alpha', undefined],
      ['Alpha + Echo', ['Alpha (USA)', 'Echo (USA)']],
      ['Echo', undefined],
    ])
  })

  it('do not say so of what one has more exactly than the other', () => {
    const b = list('b', { Uno: [{ searchTerm: 'Bravo (Europe)', nameType: 'full' }, 'Cecil'] })
    expect(grouped([a, b])).toEqual([['Alpha'], ['Bravo', 'Cecil'], ['Delta'], ['Echo']])
    expect(contradictionsOf(DAT, [a, b], [], () => [])).toEqual([])
  })
})

describe('lists that contradict each other', () => {
  const one = list('a.json', { One: ['Alpha', 'Bravo'] })
  const two = list('b.json', { Two: ['Alpha', 'Cecil'], Three: ['Bravo'] })
  const linesOf: LinesOf = (file, places) => places.map((_, i) => (file === 'a.json' ? 4 : 7 + i))
  const said = (lists: readonly CloneList[], decisions: readonly GroupingDecision[] = [], all = DAT) =>
    contradictionsOf(all, lists, decisions, linesOf).map(({ code, message }) => `${code}: ${message}`)

  it('are told with both and their lines, and the first counts', () => {
    const titles = 'clone-lists-contradict: "Alpha (USA)" and "Bravo (Europe)"'
    const joined = 'a.json, line 4 ("One")'
    const parted = 'b.json, lines 7 and 8 ("Two" and "Three")'
    const because = `${titles} are one game by ${joined}, but different ones by ${parted}.`
    expect(said([one, two])).toEqual([`${because} a.json counts.`])
    expect(grouped([one, two])).toEqual([['Alpha', 'Bravo'], ['Cecil'], ['Delta'], ['Echo']])
    expect(said([two, one])).toEqual([`${because} b.json counts.`])
    expect(grouped([two, one])).toEqual([['Alpha', 'Cecil'], ['Bravo'], ['Delta'], ['Echo']])
  })

  it('say nothing of what no DAT lists', () => {
    expect(said([one, two], [], releases('Alpha (USA)', 'Cecil (Japan)'))).toEqual([])
  })

  it.each(['same', 'different'] as const)('are settled when the titles are called %s', (verdict) => {
    const decided = (...names: string[]) => [{ verdict, releases: names, source: 'curation.jsonc, line 2' }]
    expect(said([one, two], decided('Bravo (Europe)', 'Alpha (USA)'))).toEqual([])
    expect(said([one, two], decided('Bravo (Europe)', 'Delta (USA)'))).toHaveLength(1)
  })

  it('are counted where they are many', () => {
    const names = Array.from({ length: 23 }, (_, i) => `Game ${i + 10}`)
    const all = releases(...names.map((name) => `${name} (USA)`))
    const whole = list('a.json', { All: names })
    const single = list('b.json', Object.fromEntries(names.map((name) => [`${name} x`, [name]])))
    const told = said([whole, single], [], all)
    expect(told).toHaveLength(20)
    expect(told[18]).toMatch(/ a\.json counts\.$/)
    expect(told[19]).toMatch(/ a\.json counts; and so in 2 more cases\.$/)
  })
})

describe('a list that puts a release into two games', () => {
  const linesOf: LinesOf = (_, places) => places.map((place) => Number(/\d+/.exec(place)?.[0]) + 1)
  const said = (doubled: Games, decisions: readonly GroupingDecision[] = []) =>
    contradictionsOf(DAT, [list('a.json', doubled)], decisions, linesOf).map(({ code, message }) => [
      code,
      message,
    ])

  it('is told in a note, of what DATs list, and until it is decided', () => {
    const twice = { One: ['Alpha', 'Foxtrot'], Two: ['ALPHA', 'Foxtrot', 'Bravo'] }
    const begin = 'a.json: puts releases into two games, and the first counts:'
    expect(said(twice)).toEqual([
      ['clone-list-doubles', `${begin} "Alpha (USA)" by lines 1 and 2 ("One" and "Two").`],
    ])
    const decided = { releases: ['Alpha (USA)', 'Delta (USA)'], source: 'curation.jsonc, line 2' }
    expect(said(twice, [{ verdict: 'same', ...decided }])).toEqual([])
  })

  it('is told once for all releases of a title, until one of them is decided about', () => {
    const all = releases('Alpha (Europe)', 'Alpha (USA)', 'Bravo (USA)')
    const doubled = list('a.json', { One: ['Alpha'], Two: ['Alpha', 'Bravo'] })
    const told = (decisions: readonly GroupingDecision[]) =>
      contradictionsOf(all, [doubled], decisions, linesOf).map(({ message }) => message)
    expect(told([])).toEqual([
      'a.json: puts releases into two games, and the first counts: "Alpha (Europe)" by lines 1 and 2 ("One" and "Two").',
    ])
    const decided = { releases: ['Alpha (USA)', 'Bravo (USA)'], source: 'curation.jsonc, line 2' }
    expect(told([{ verdict: 'different', ...decided }])).toEqual([])
  })

  it('is not one that says the same twice, or has another word for some region', () => {
    const asia = [{ conditions: { matchRegions: ['Asia'] }, results: { group: 'Elsewhere' } }]
    expect(said({ One: ['Alpha', { searchTerm: 'Alpha', filters: asia }] })).toEqual([])
    const full = { searchTerm: 'Alpha (USA)', nameType: 'full' }
    expect(said({ One: ['Alpha'], Two: [full] })).toEqual([])
  })

  it('is named with three of them', () => {
    const all = ['Alpha', 'Bravo', 'Cecil', 'Delta', 'Echo']
    const [only, ...others] = said({ One: all, Two: all })
    expect(others).toEqual([])
    expect(only?.[1]).toMatch(/: "Alpha \(USA\)" by .*; "Bravo .*; "Cecil [^;]*; and 2 more\.$/)
  })
})
