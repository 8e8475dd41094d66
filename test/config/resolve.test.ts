import { homedir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { everything, oneGameOneRom } from '../../presets/policies.ts'
import { loadConfig } from '../../src/config/reading/load.ts'
import type { Vocabulary } from '../../src/config/checking/vocabulary.ts'
import type { Json } from '../../src/engine/canonical.ts'
import { fixture, messagesOf, resolveData, resolved, VOCABULARY } from './support.ts'

const MINE = { preset: 'handheld', path: './out', policy: 'everything' }

describe('what the config leaves out', () => {
  it('is filled in', () => {
    expect(
      resolveData({
        roots: { a: './roms' },
        dats: { b: '~/dats/*.dat', c: { path: ['x', '/y'], platform: 'nes' } },
        targets: { mine: MINE },
      }),
    ).toMatchObject({
      file: '/games/curator.config.json',
      form: 'json',
      state: '/games/.curator',
      roots: { a: { path: '/games/roms', ignore: [], identity: 'full', followSymlinks: false } },
      dats: {
        b: { files: [{ base: '/games', glob: join(homedir(), 'dats/*.dat'), shown: '~/dats/*.dat' }] },
        c: {
          platform: 'nes',
          files: [
            { base: '/games', glob: 'x', shown: 'x' },
            { base: '/games', glob: '/y', shown: '/y' },
          ],
        },
      },
      policies: {
        everything: {
          dats: ['b', 'c'],
          roots: ['a'],
          regions: [],
          exclude: [],
          drop: [],
          revision: 'newest',
          keep: 'all',
          availability: 'owned',
        },
      },
      playlists: {},
      targets: { mine: { preset: 'handheld', path: '/games/out', policy: 'everything', playlists: [] } },
    })
  })

  it('makes paths of providers absolute, and lets names of packages be', () => {
    const providers = { a: './a.ts', b: '../b.js', c: '~/c.ts', d: '@me/d', e: 'e/sub.js', f: '/f.mjs' }
    const { metadata } = resolveData({
      roots: {},
      dats: {},
      targets: { mine: MINE },
      metadata: { providers },
    })
    expect(metadata.providers).toEqual({
      a: '/games/a.ts',
      b: '/b.js',
      c: join(homedir(), 'c.ts'),
      d: '@me/d',
      e: 'e/sub.js',
      f: '/f.mjs',
    })
  })

  it('is what the functions say', () => {
    const implied = resolveData({ roots: {}, dats: {}, targets: { mine: MINE } }).policies
    const declared = resolveData({
      roots: {},
      dats: {},
      policies: { everything: { ...everything() } as Json },
      targets: {},
    }).policies
    expect(implied).toEqual(declared)
  })

  it('an `everything` of your own stays yours', () => {
    const { policies } = resolveData({
      roots: {},
      dats: {},
      policies: { everything: { keep: 1 } },
      targets: { mine: MINE },
    })
    expect(policies['everything']?.keep).toBe(1)
  })

  it('`everything` is not there when nobody uses it', () => {
    expect(resolveData({ roots: {}, dats: {}, targets: {} }).policies).toEqual({})
  })

  it.each([
    [{ titles: ['B', 'A'] }, { title: 'top', order: 'list', titles: ['B', 'A'] }],
    [
      { where: { platform: ['nes'] }, title: 'All' },
      { title: 'All', order: 'title', where: { platform: ['nes'] } },
    ],
    [
      { limit: 3, order: 'year' },
      { title: 'top', order: 'year', limit: 3 },
    ],
  ])('playlist %j', (playlist: Json, expected) => {
    expect(resolveData({ roots: {}, dats: {}, playlists: { top: playlist }, targets: {} }).playlists).toEqual(
      {
        top: expected,
      },
    )
  })
})

describe('policies', () => {
  it.each([
    [oneGameOneRom(), { keep: 1, regions: ['USA', 'World', 'Europe', 'Japan'] }],
    [
      oneGameOneRom({ regions: ['Japan'], exclude: ['beta'] }),
      { keep: 1, regions: ['Japan'], exclude: ['beta'] },
    ],
    [everything(), { keep: 'all', availability: 'owned' }],
    [everything({ availability: 'catalog' }), { keep: 'all', availability: 'catalog' }],
  ])('are plain data: %j', (policy, expected) => {
    expect(policy).toEqual(expected)
  })
})

describe('all forms', () => {
  it('mean the same', async () => {
    const [json, yaml] = await Promise.all([
      resolved(fixture('good/curator.config.json')),
      resolved(fixture('good/curator.config.yaml')),
    ])
    expect({ ...yaml, file: '', form: '' }).toEqual({ ...json, file: '', form: '' })
  })

  it('a script calls its presets itself', async () => {
    vi.stubEnv('CURATOR_TEST_ROMS', '/srv/roms')
    const config = await resolved(fixture('good/modules.ts'))
    vi.unstubAllEnvs()
    expect(config.roots['downloads']).toEqual({
      path: '/srv/roms',
      ignore: ['**/*.txt'],
      identity: 'full',
      followSymlinks: false,
    })
    expect(config.targets['hers']?.device.limits).toEqual({ fileBytes: 4_294_967_295 })
    expect(config.playlists['favourites']).toEqual({
      title: 'favourites',
      order: 'list',
      policy: 'usa',
      titles: ['Tetris', 'Zelda'],
    })
    expect(Object.keys(config.policies)).toEqual(['everything', 'usa', 'all', 'plain'])
  })

  it('what curator init writes is a good config', async () => {
    const { config } = await loadConfig({
      file: fixture('../../templates/curator.config.ts'),
      form: 'script',
    })
    const { targets } = resolveData(config, { words: {}, presets: {} })
    expect(Object.values(targets).map(({ preset }) => preset)).toEqual(['mister', 'everdrive', 'retroarch'])
  })
})

describe('what is refused', () => {
  const base = { roots: {}, dats: {}, targets: {} }

  it.each<[Json, readonly string[]]>([
    [[], ['The config must be an object; it is a list.']],
    ['x', ["The config must be an object; it is 'x'."]],
    [
      {},
      [
        'The config needs `roots`: an object with names of your choice.',
        'The config needs `dats`: an object with names of your choice.',
        'The config needs `targets`: an object with names of your choice.',
      ],
    ],
    [{ ...base, roots: { a: null } }, ['`roots.a` must be a path or an object with `path`; it is null.']],
    [{ ...base, roots: { a: {} } }, ['`roots.a` needs `path`: a path.']],
    [{ ...base, roots: { a: 'x\0y' } }, ["`roots.a` must be a path; it is 'x\0y'."]],
    [
      { ...base, roots: { a: { path: 'x', identity: 'fulll' } } },
      ["`roots.a.identity` must be 'full' or 'size+mtime'; it is 'fulll'. Did you mean `full`?"],
    ],
    [
      { ...base, policies: { a: { exclude: ['x'] } } },
      [
        "`policies.a.exclude[0]` must be one of the known words; it is 'x'. Known: alpha, beta, proto, debug, demo, sample, bios, unlicensed, aftermarket, homebrew, pirate, hack, cracked, trained, fixed, modified, translation, bad, program, addon, promo, manual, video, audio, device, bonus, coverdisc, educational, mia, multimedia, nodump, preproduction.",
      ],
    ],
    [
      { ...base, playlists: { a: { order: 'list' } } },
      ["`playlists.a` has the order 'list' but no `titles` that would be in an order."],
    ],
    [{ ...base, state: '' }, ['`state` must be a path; it is empty.']],
    [
      { ...base, targets: { a: { ...MINE, model: 'huge' } } },
      ['`targets.a`: The option `model` must be small or large.'],
    ],
    [
      { ...base, targets: { a: { ...MINE, device: {} } } },
      [
        '`targets.a.device` needs `platforms`: an object.',
        '`targets.a.device` needs `layout`: a text.',
        '`targets.a.device` needs `multiFileLayout`: a text.',
        '`targets.a.device` needs `names`: an object.',
        '`targets.a.device` needs `limits`: an object.',
        '`targets.a.device` needs `reserved`: a list.',
      ],
    ],
    [
      JSON.parse('{ "roots": { "__proto__": "x" }, "dats": {}, "targets": {} }') as Json,
      [
        '"__proto__" cannot be a name. A name is up to 64 letters and digits, and inside also spaces and `_ . + -`.',
      ],
    ],
    [
      { ...base, extensions: { '.xyz': 'rom' } },
      ['".xyz" cannot be a name. Write extensions without their dot: `xyz`.'],
    ],
    [
      { ...base, constructor: 1 },
      [
        'The config has no key `constructor`. Known keys: roots, dats, cloneLists, policies, playlists, targets, libraries, bios, guards, extensions, archives, reading, matching, platformLinks, companies, art, metadata, state.',
      ],
    ],
    [
      { ...base, targets: { a: { ...MINE, preset: 'toString' } } },
      ["`targets.a` names the preset 'toString', which does not exist. Presets: handheld."],
    ],
  ])('%j', (config, expected) => {
    expect(messagesOf(config)).toEqual(expected)
  })

  it('names of other scripts are names', () => {
    expect(messagesOf({ ...base, roots: { 'ゲーム 1': './x', 'no-intro_2.0+': './y', a: './z' } })).toEqual(
      [],
    )
  })

  it.each(['', ' a', 'a ', '-a', 'a/b', 'a\\b', 'a:b', 'a\nb', 'a'.repeat(65)])(
    'the name %j is not',
    (name) => {
      expect(messagesOf({ ...base, roots: { [name]: './x' } })).toHaveLength(1)
    },
  )

  it('asks the other rooms about words and targets', () => {
    const vocabulary: Vocabulary = {
      ...VOCABULARY,
      words: {},
      checkPolicy: ({ regions = [] }) =>
        regions.flatMap((word, i) =>
          word === 'USA' || typeof word !== 'string'
            ? []
            : [{ path: ['regions', i], message: `${word}?`, suggestions: ['USA'] }],
        ),
      checkTarget: () => [{ key: 'device.layout', message: 'No layout.' }],
    }
    const config = {
      ...base,
      policies: { a: { regions: ['USA', 'US'] }, b: { regions: ['US'], keep: 0 } },
      playlists: {
        c: { where: { region: ['UK'] } },
        d: { where: { any: [{ region: ['USA'] }, { not: { all: [{ region: ['USA', 'UK'] }] } }] } },
        e: { where: { not: { year: { from: 1999, to: 1990 } }, players: { from: 2, to: 2 } } },
      },
      targets: { d: MINE },
    }
    expect(messagesOf(config, vocabulary)).toEqual([
      '`policies.b.keep` must be a whole number from 1 up; it is 0.',
      'No layout.',
      '`policies.a.regions[1]`: US? Did you mean `USA`?',
      '`policies.b.regions[0]`: US? Did you mean `USA`?',
      '`playlists.c.where.region[0]`: UK? Did you mean `USA`?',
      '`playlists.d.where.any[1].not.all[0].region[1]`: UK? Did you mean `USA`?',
      '`playlists.e.where.not.year` holds nothing: it is from 1999 to 1990. The smaller number comes first.',
    ])
  })

  it('what a preset gives is checked too', () => {
    const preset = (result: unknown) => ({ ...VOCABULARY, presets: { handheld: () => result as never } })
    expect(messagesOf({ ...base, targets: { a: MINE } }, preset({ ...MINE, device: 5 }))).toEqual([
      '`targets.a.device` must be an object; it is 5.',
    ])
    expect(
      messagesOf({ ...base, targets: { a: MINE } }, preset({ ...MINE, device: { layout: () => '' } })),
    ).toEqual(['The preset handheld gave a function.'])
  })
})
