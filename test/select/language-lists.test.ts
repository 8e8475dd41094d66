/** Lists that say which languages releases have, and which nobody has: what else Retool keeps beside its clone lists. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { choose } from '../../src/select/choose.ts'
import { mayListLanguages, readLanguageList } from '../../src/select/clone-lists/language-list.ts'
import type { CloneList } from '../../src/select/clone-lists/clone-list.ts'
import { loadCloneLists, loadLanguages } from '../../src/select/clone-lists/load.ts'
import { readCloneList } from '../../src/select/clone-lists/read.ts'
import type { Policy } from '../../src/select/policy.ts'
import { select } from '../../src/select/select.ts'
import { cloneList, releases, winners } from './releases.ts'
import { tempDir } from '../support/cli.ts'

function languages(of: Readonly<Record<string, readonly string[]>>): CloneList {
  const items = Object.entries(of).map(([name, codes]) => [name, { languages: codes }])
  const list = readLanguageList(JSON.stringify(Object.fromEntries(items)), 'Test', 'test.json')
  if (!list) throw new Error('no list')
  return list
}

function selected(names: readonly string[], policy: Policy, ...cloneLists: readonly CloneList[]) {
  return select(releases(...names), policy, { platform: 'psx', cloneLists })
}

describe('reading', () => {
  it.each<[unknown, object | undefined]>([
    [{ 'A (Japan)': { languages: ['En', 'Ja'] } }, { 'A (Japan)': ['En', 'Ja'] }],
    [{ 'A (Japan)': { languages: 'En, Ja' } }, { 'A (Japan)': ['En', 'Ja'] }], // as it was until 2023
    [{ 'A (Japan)': { languages: ['Zh-Hant', 'Xx', 3, 'En', 'En'] } }, { 'A (Japan)': ['Zh-Hant', 'En'] }],
    [{ A: { languages: [] }, B: { localName: 'x' }, C: null, D: 'En', '': { languages: ['Ja'] } }, undefined],
    [[{ languages: ['En'] }], undefined],
    [{}, undefined],
  ])('%j', (content, expected) => {
    expect(readLanguageList(JSON.stringify(content), 'N', 'f.json')?.languages).toEqual(expected)
  })

  it('takes nothing that is no list, and gives no one a prototype', () => {
    expect(readLanguageList('{"languages": [', 'N', 'f.json')).toBeUndefined()
    const poisoned = '{"__proto__": {"languages": ["En"]}, "A": {"languages": {"length": 1e9}}}'
    const list = readLanguageList(poisoned, 'N', 'f.json')
    expect(Object.keys(list?.languages ?? {})).toEqual(['__proto__'])
    expect(
      winners(selected(['__proto__ (USA)', 'constructor (USA)'], {}, list ?? languages({}))),
    ).toHaveLength(2)
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(['object', 'undefined']).toContain(
          typeof readLanguageList(JSON.stringify({ A: value, B: { languages: value } }), 'N', 'f.json'),
        )
      }),
    )
  })

  it('tells them from other files near their start', () => {
    expect(mayListLanguages('{"A": {"languages": ["En"]}}')).toBe(true)
    expect(mayListLanguages('{"A": {"matchLanguages": ["En"]}}')).toBe(false)
    expect(mayListLanguages(`{"A": "${'x'.repeat(70_000)}", "languages": 1}`)).toBe(false)
  })

  it('finds all that Retool keeps by the folders of its repository', () => {
    const path = tempDir('lists')
    for (const folder of ['clonelists', 'metadata', 'mias', 'retroachievements'])
      mkdirSync(join(path, folder))
    const write = (file: string, content: unknown): void =>
      writeFileSync(join(path, file), JSON.stringify(content))
    const name = 'Sony - PlayStation (Redump)'
    write(`clonelists/${name}.json`, { description: { name }, variants: [] })
    write(`metadata/${name}.json`, { 'A (Japan)': { languages: ['En'] } })
    write(`mias/${name}.json`, { mias: [{ name: 'B (USA).bin', crc: '00000001' }] })
    write(`retroachievements/${name}.json`, { retroachievements: [{ name: 'C', crc: '1' }] })
    write('metadata/hash.json', { [`${name}.json`]: 'abc' })
    const { lists, languageFiles, problems } = loadCloneLists([{ path, shown: './lists' }])
    expect(problems).toEqual([])
    expect(lists.map((list) => [list.name, list.entries.map(({ term }) => term)])).toEqual([
      [name, []],
      [name, ['B (USA)']],
    ])
    expect(languageFiles).toEqual([{ name, file: join(path, 'metadata', `${name}.json`) }])
    expect(languageFiles.flatMap(loadLanguages).map((list) => [list.name, list.languages])).toEqual([
      [name, { 'A (Japan)': ['En'] }],
    ])
    rmSync(join(path, 'metadata', `${name}.json`))
    expect(languageFiles.flatMap(loadLanguages)).toEqual([])
  })
})

describe('languages of a list', () => {
  it('count instead of those of the name and the region', () => {
    const only: Policy = { only: { languages: ['En'] } }
    const names = ['A (Japan)', 'B (Japan)', 'C (USA)', 'D (Japan) (En,Ja)', 'E (Unknown)', 'F (Unknown)']
    const list = languages({
      'A (Japan)': ['En'],
      'C (USA)': ['Es'],
      'D (Japan) (En,Ja)': ['Ja', 'En'],
      'E (Unknown)': ['Ja'],
    })
    expect(winners(selected(names, only))).toEqual([
      'C (USA)',
      'D (Japan) (En,Ja)',
      'E (Unknown)',
      'F (Unknown)',
    ])
    expect(winners(selected(names, only, list))).toEqual(['A (Japan)', 'D (Japan) (En,Ja)', 'F (Unknown)'])
  })

  it('decide between releases, and playlists see them', () => {
    const policy: Policy = { regions: ['USA', 'Japan', 'Singapore'], availability: 'catalog' }
    const names = ['A (Singapore)', 'A (Japan)']
    expect(winners(selected(names, policy))).toEqual(['A (Singapore)']) // in English, by its region
    const clusters = selected(names, policy, languages({ 'A (Singapore)': ['Ja', 'Zh'] }))
    expect(winners(clusters)).toEqual(['A (Japan)'])
    expect(clusters[0]?.ranked[1]).toMatchObject({
      name: 'A (Singapore)',
      languages: ['Ja', 'Zh'],
      lostTo: { criterion: 'region' },
    })
    const english = selected(['B (Japan)'], policy, languages({ 'B (Japan)': ['En'] }))
    expect(choose(english, new Map(), policy, 'psx')).toMatchObject([
      { release: 'B (Japan)', languages: ['En'] },
    ])
  })

  it('answer the conditions of clone lists, and hold for the games of compilations that name none of their own', () => {
    const filters = [{ conditions: { matchLanguages: ['English'] }, results: { group: 'B' } }]
    const list = cloneList({ group: 'A', titles: [{ searchTerm: 'A' }, { searchTerm: 'A 2', filters }] })
    const policy: Policy = { regions: ['Japan'] }
    const groups = (...lists: readonly CloneList[]) =>
      selected(['A (Japan)', 'A 2 (Japan)'], policy, list, ...lists).length
    expect(groups()).toBe(1)
    expect(groups(languages({ 'A 2 (Japan)': ['En'] }))).toBe(2)

    const both = cloneList(
      {
        group: 'A',
        titles: [{ searchTerm: 'A' }],
        compilations: [{ searchTerm: 'A + B', titlePosition: 1 }],
      },
      {
        group: 'B',
        titles: [{ searchTerm: 'B' }],
        compilations: [{ searchTerm: 'A + B', titlePosition: 2 }],
      },
    )
    const kept = (name: string) =>
      selected(
        ['A (Japan)', 'B (Japan)', name],
        { regions: ['USA', 'Japan'] },
        both,
        languages({ [name]: ['En'] }),
      )
        .filter(({ covered }) => !covered)
        .flatMap(({ ranked }) => ranked[0]?.name ?? [])
        .sort()
    expect(kept('A + B (Japan)')).toEqual(['A + B (Japan)'])
    expect(kept('A + B (Japan) (Ja+En)')).toEqual(['A (Japan)', 'A + B (Japan) (Ja+En)'])
  })
})

describe('what is said of a release without naming a game', () => {
  it('leaves it in its game', () => {
    const text = JSON.stringify({
      variants: [{ group: 'Contra', titles: [{ searchTerm: 'Gryzor' }], categories: ['Games'] }],
      overrides: [{ searchTerm: 'Gryzor (Europe)', nameType: 'full', categories: ['Educational'] }],
    })
    const { list } = readCloneList(text, 'l.json')
    const [cluster, ...others] = selected(['Contra (USA)', 'Gryzor (Europe)'], {}, list)
    expect(others).toEqual([])
    expect(cluster?.ranked.map(({ name }) => name)).toEqual(['Contra (USA)', 'Gryzor (Europe)'])
    const strict = selected(['Contra (USA)', 'Gryzor (Europe)'], { exclude: ['educational'] }, list)
    expect(strict[0]?.excluded).toEqual([{ name: 'Gryzor (Europe)', rule: 'exclude: educational' }])
  })

  it.each([
    ['A (USA).v64', 'A (USA)'],
    ['A (USA) (Track 2).bin', 'A (USA)'],
    ['Dr. A (USA).z64', 'Dr. A (USA)'],
  ])('marks as missing in action what the file %s belongs to', (file, name) => {
    const { list, problems } = readCloneList(JSON.stringify({ mias: [{ name: file, crc: '0' }] }), 'l.json')
    expect(problems).toEqual([])
    const clusters = selected([name, 'A (Europe)'], { exclude: ['mia'] }, list)
    expect(clusters.flatMap(({ excluded }) => excluded)).toEqual([{ name, rule: 'exclude: mia' }])
  })
})
