/** Policies that rest on others, parts of policies for platforms, and where clone lists are looked for. */
import { describe, expect, it } from 'vitest'
import type { ResolvedConfig } from '../../src/config/resolved.ts'
import type { Json } from '../../src/engine/canonical.ts'
import { messagesOf, resolveData } from './support.ts'

function resolve(more: Readonly<Record<string, Json>>): ResolvedConfig {
  return resolveData({ roots: {}, dats: {}, targets: {}, ...more })
}

function messages(policies: Json): readonly string[] {
  return messagesOf({ roots: {}, dats: {}, targets: {}, policies })
}

describe('a policy that extends another', () => {
  it('has what it does not say itself, by any number of steps', () => {
    const { policies } = resolve({
      policies: {
        base: { regions: ['USA'], keep: 2, platforms: { nes: { drop: ['x'], keep: 3 } } },
        mid: { extends: 'base', keep: 'all', platforms: { nes: { keep: 1 }, gb: { drop: ['y'] } } },
        top: { extends: 'mid', revision: 'oldest' },
        own: { extends: 'everything', regions: ['Japan'] },
      },
    })
    expect(policies['top']).toMatchObject({
      regions: ['USA'],
      keep: 'all',
      revision: 'oldest',
      platforms: { nes: { drop: ['x'], keep: 1 }, gb: { drop: ['y'] } },
    })
    expect(policies['top']).not.toHaveProperty('extends')
    expect(policies['own']).toMatchObject({ regions: ['Japan'], keep: 'all', availability: 'owned' })
  })

  it.each<[Json, string[]]>([
    [
      { a: { extends: 'b' } },
      ["`policies.a.extends` names the policy 'b', which is not declared. Did you mean `a`?"],
    ],
    [{ a: { extends: 'a' } }, ['`policies.a.extends` leads back to itself: a → a.']],
    [
      { a: { extends: 'c' }, b: { extends: 'a' }, c: { extends: 'b' }, d: { extends: 'a' } },
      ['`policies.a.extends` leads back to itself: a → c → b → a.'],
    ],
    [
      { a: { platforms: { nez: { keep: 1 } } } },
      [
        "`policies.a.platforms` has the key 'nez', which is not a platform that curator knows. Did you mean `nes`?",
      ],
    ],
    [
      { a: { platforms: { nes: { dats: ['x'] } } } },
      [
        '`policies.a.platforms.nes` has no key `dats`. Known keys: regions, languages, precedence, exclude, only, drop, pin, prefer, avoid, revision, modern, licensedFirst, videoStandards, keep, discs, compilations, groupBy, availability, order.',
      ],
    ],
    [
      { a: { modern: 'avoidd', compilations: 'none', precedence: 'language' } },
      [
        "`policies.a.modern` must be 'avoid', 'prefer' or 'ignore'; it is 'avoidd'. Did you mean `avoid`?",
        "`policies.a.compilations` must be 'auto', 'individual', 'keep-all' or 'fewest-files'; it is 'none'.",
      ],
    ],
    [{ a: { groupBy: [] } }, ['`policies.a.groupBy` must not be an empty list.']],
  ])('%j', (policies, expected) => expect(messages(policies)).toEqual(expected))
})

describe('clone lists', () => {
  it.each<[Json | undefined, [string, string][]]>([
    [undefined, []],
    ['./lists', [['/games/lists', './lists']]],
    [
      ['a.json', '/b'],
      [
        ['/games/a.json', 'a.json'],
        ['/b', '/b'],
      ],
    ],
    [
      { retool: { path: ['x', 'y'] }, mine: 'z' },
      [
        ['/games/x', 'x'],
        ['/games/y', 'y'],
        ['/games/z', 'z'],
      ],
    ],
  ])('%j', (cloneLists, expected) => {
    const found = resolve(cloneLists === undefined ? {} : { cloneLists }).cloneLists
    expect(found.map(({ path, shown }) => [path, shown])).toEqual(expected)
  })
})
