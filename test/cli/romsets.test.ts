/** `romsets`, `build --romset` and `explain --why-not`, as a user runs them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tempDir } from '../support/cli.ts'
import { logiqxDat } from '../support/dat.ts'
import type { ShownRomset } from '../../src/report/romsets.ts'
import { emptyProject, projectIn, type ConfigData, type Project } from './support.ts'

const GB = [
  'Alpha (USA)',
  'Alpha (Europe)',
  'Alpha (Japan)',
  'Alpha (USA) (Beta)',
  'Bravo (Japan)',
  'Charlie (USA)',
]
const NES = ['Alpha (Europe)', 'Delta (USA)']

function config(
  policies: Readonly<Record<string, unknown>>,
  targets: ConfigData['targets'] = {},
): ConfigData {
  return { roots: { roms: './roms' }, dats: { all: './dats' }, policies, targets }
}

function dat(name: string, releases: readonly string[], extension: string): string {
  return logiqxDat(
    name,
    releases.map((release) => ({ name: `${release}.${extension}`, bytes: `${name}: ${release}` })),
  )
}

function writeDats(project: Project): void {
  project.write('dats/gb.dat', dat('Nintendo - Game Boy', GB, 'gb'))
  project.write('dats/nes.dat', dat('Nintendo - Nintendo Entertainment System', NES, 'nes'))
}

async function shownBy(project: Project, ...words: readonly string[]): Promise<ShownRomset> {
  const { stdout } = await project.run(['romsets', 'show', ...words, '--json'])
  return JSON.parse(stdout) as ShownRomset
}

const USA = { regions: ['USA', 'Europe', 'Japan'], exclude: ['beta'] }
const CATALOG = { ...USA, availability: 'catalog' }

describe('romsets show', () => {
  it('prints what a policy keeps, from DATs alone: there is no root, and no target', async () => {
    const project = emptyProject('show')
    project.configure(config({ best: CATALOG, first: { extends: 'best', only: { platforms: ['nes'] } } }))
    writeDats(project)
    const { stdout, stderr, code } = await project.run(['romsets', 'show', 'best', '--json'])
    expect([stderr, code]).toEqual(['', 0])
    expect(JSON.parse(stdout)).toEqual({
      policy: 'best',
      platforms: {
        gb: { kept: ['Alpha (USA)', 'Bravo (Japan)', 'Charlie (USA)'], groups: 3, releases: 6 },
        nes: { kept: ['Alpha (Europe)', 'Delta (USA)'], groups: 2, releases: 2 },
      },
    })
    const first = await shownBy(project, 'first')
    expect(Object.keys(first.platforms)).toEqual(['nes'])
    expect((await project.run(['romsets', 'show', 'best'])).stdout).toBe(`best: 5 releases kept
  gb   3  of 3 games  6 releases
  nes  2  of 2 games  2 releases
`)
    expect((await project.run(['romsets', 'show', 'best', '--list', '--platform', 'nes'])).stdout).toBe(
      `best: 2 releases kept
  nes  2, of 2 games, 2 releases
    Alpha (Europe)
    Delta (USA)
`,
    )
  })

  it('groups by clone lists, and needs no name where there is one policy', async () => {
    const project = emptyProject('lists')
    project.configure({ ...config({ best: CATALOG }), cloneLists: './lists' })
    writeDats(project)
    project.write(
      'lists/Nintendo - Game Boy (No-Intro).json',
      JSON.stringify({
        description: { name: 'Nintendo - Game Boy' },
        variants: [{ group: 'Bravo', titles: [{ searchTerm: 'Bravo' }, { searchTerm: 'Charlie' }] }],
      }),
    )
    const { platforms } = await shownBy(project)
    expect(platforms['gb']).toEqual({ kept: ['Alpha (USA)', 'Charlie (USA)'], groups: 2, releases: 6 })
  })

  it('goes by the marks of DATs, and by lists of languages and of what nobody has', async () => {
    const project = emptyProject('marks')
    const policies = {
      best: CATALOG,
      held: { ...CATALOG, exclude: ['beta', 'mia', 'nodump'] },
      english: { ...CATALOG, only: { languages: ['En'] } },
    }
    project.configure({ ...config(policies), cloneLists: './lists' })
    const games = [
      ['Alpha (USA)', 'mia="yes"'],
      ['Alpha (Europe)', ''],
      ['Bravo (Japan)', ''],
      ['Charlie (USA)', 'status="nodump"'],
      ['Charlie (Japan)', 'status="baddump"'],
      ['Delta (Europe)', ''],
      ['Echo (Japan)', ''],
    ].map(
      ([name, more], i) =>
        `<game name="${name}"><rom name="${name}.gb" size="9" crc="0000000${i}" ${more}/></game>`,
    )
    project.write(
      'dats/gb.dat',
      `<datafile><header><name>Nintendo - Game Boy</name></header>${games.join('')}</datafile>`,
    )
    const list = 'Nintendo - Game Boy (No-Intro).json'
    project.write(`lists/metadata/${list}`, JSON.stringify({ 'Bravo (Japan)': { languages: ['En'] } }))
    project.write(
      `lists/mias/${list}`,
      JSON.stringify({ mias: [{ name: 'Delta (Europe).gb', crc: '00000005' }] }),
    )
    const kept = async (policy: string) => (await shownBy(project, policy)).platforms['gb']?.kept
    expect(await kept('best')).toEqual([
      'Alpha (USA)',
      'Bravo (Japan)',
      'Charlie (Japan)',
      'Delta (Europe)',
      'Echo (Japan)',
    ])
    expect(await kept('held')).toEqual(['Alpha (Europe)', 'Bravo (Japan)', 'Charlie (Japan)', 'Echo (Japan)'])
    expect(await kept('english')).toEqual(['Alpha (USA)', 'Bravo (Japan)', 'Charlie (USA)', 'Delta (Europe)'])
    project.write(`lists/metadata/${list}`, JSON.stringify({ 'Echo (Japan)': { languages: ['En', 'Ja'] } }))
    expect(await kept('english')).toEqual(['Alpha (USA)', 'Charlie (USA)', 'Delta (Europe)', 'Echo (Japan)'])
  })

  it('with other availability prints what is kept of what is owned', async () => {
    const project = emptyProject('owned')
    project.configure(config({ wanted: USA, owned: { ...USA, availability: 'owned' } }))
    writeDats(project)
    project.write('roms/a.gb', 'Nintendo - Game Boy: Alpha (Japan)')
    expect((await shownBy(project, 'wanted')).platforms['gb']?.kept).toEqual([
      'Alpha (Japan)',
      'Bravo (Japan)',
      'Charlie (USA)',
    ])
    expect((await shownBy(project, 'owned')).platforms['gb']?.kept).toEqual(['Alpha (Japan)'])
  })

  it.each([
    [['show', 'bets'], 2, 'There is no policy named `bets`.', 'Did you mean `best`?'],
    [['show'], 2, 'Name a policy.', 'The config has best, other.'],
    [
      ['show', 'best', '--platform', 'gbb'],
      2,
      'No DAT lists games for the platform `gbb`.',
      'Did you mean `gb`?',
    ],
    [['show', '3'], 1, 'There is no romset 3.', '`curator romsets list` names them.'],
    [
      ['show', 'best', 'other'],
      2,
      '`curator romsets show` takes no `other`.',
      'See `curator romsets --help`.',
    ],
    [['diff', 'one', 'two'], 2, '`one` is no number of a romset.', '`curator romsets list` names them.'],
    [
      ['diff', '--policy', 'best'],
      2,
      'Name two policies.',
      'Such as `curator romsets diff --policy best japan`.',
    ],
    [['restore'], 2, 'Name a romset by its number.', '`curator romsets list` names them.'],
    [['criterai'], 2, '`curator romsets` has no `criterai`.', 'Did you mean `criteria`?'],
    [
      [],
      2,
      'Say what to do with romsets: list, show, criteria, diff, restore.',
      'See `curator romsets --help`.',
    ],
  ])('refuses %j', async (words, expected, message, hint) => {
    const project = emptyProject('refuse')
    project.configure(config({ best: CATALOG, other: CATALOG }))
    writeDats(project)
    const { stderr, code } = await project.run(['romsets', ...words])
    expect(code).toBe(expected)
    expect(stderr).toContain(`error ${message} [`)
    expect(stderr).toContain(hint)
  })
})

describe('romsets list', () => {
  it('has one version of each romset, and says when a policy came back to it', async () => {
    const project = emptyProject('back')
    writeDats(project)
    project.write('roms/a.gb', 'no ROM')
    for (const regions of [['USA'], ['Japan'], ['USA']]) {
      project.configure(config({ best: { ...CATALOG, regions } }))
      await project.build()
    }
    const { stdout } = await project.run(['romsets', 'list'])
    expect(
      stdout
        .replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d/g, '<when>')
        .trimEnd()
        .split('\n')
        .slice(1),
    ).toEqual([
      '1        <when>  now               best    5      5         0      5 added, again from <when>',
      '2        <when>  <when>  best    5      5         0      1 in other releases, the policy was changed',
    ])
    const { versions } = JSON.parse((await project.run(['romsets', 'list', '--json'])).stdout) as {
      versions: { version: number; at: string; kept: { from: string; until?: string }[] }[]
    }
    const [first, second] = versions
    expect(first?.kept).toEqual([{ from: first?.at, until: second?.at }, { from: second?.kept[0]?.until }])
    expect(second?.kept).toEqual([{ from: second?.at, until: first?.kept[1]?.from }])
    expect((await project.run(['romsets', 'diff', '1'])).stdout).toBe('They keep the same releases.\n')
  })
})

describe('romsets list', () => {
  it('tells when a version came with other DATs: the policy itself is the same', async () => {
    const project = emptyProject('other-dats')
    writeDats(project)
    project.write('roms/a.gb', 'Nintendo - Game Boy: Alpha (USA)')
    const all = config({ best: CATALOG })
    const changes = async (dats: ConfigData['dats']) => {
      project.configure({ ...all, dats })
      await project.build()
      const { stdout } = await project.run(['romsets', 'list', 'best', '--json'])
      const { versions } = JSON.parse(stdout) as { versions: readonly Record<string, unknown>[] }
      return [versions.at(-1)?.['isOtherPolicy'], versions.at(-1)?.['hasOtherDats']]
    }
    expect(await changes({ gb: './dats/gb.dat', nes: './dats/nes.dat' })).toEqual([false, false])
    expect(await changes({ gb: './dats/gb.dat' })).toEqual([false, true])
    const { stdout } = await project.run(['romsets', 'list', 'best'])
    expect(stdout).toMatch(/ {2}2 dropped, from other DATs\n$/)
  })
})

describe('romsets of one project', () => {
  let project: Project
  let remove = () => {}
  afterAll(() => remove())

  const targets = { card: { preset: 'folder', path: './card', policy: 'best' } }
  const JAPAN = { ...USA, regions: ['Japan', 'USA'] }

  beforeAll(async () => {
    project = projectIn(tempDir('romsets', (whenOver) => (remove = whenOver)))
    writeDats(project)
    project.write('roms/a.gb', 'Nintendo - Game Boy: Alpha (USA)')
    project.write('roms/j.gb', 'Nintendo - Game Boy: Alpha (Japan)')
    project.configure(config({ best: USA }, targets))
    await project.build()
    project.configure(config({ best: JAPAN, usa: USA }, targets))
    await project.build()
  })

  it('are listed', async () => {
    const { stdout } = await project.run(['romsets', 'list', 'best'])
    expect(stdout.replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d/g, '<when>')).toBe(
      `version  from (UTC)        until             policy  games  releases  owned  change
1        <when>  <when>  best    5      5         1      5 added
2        <when>  now               best    5      5         1      1 in other releases, the policy was changed
`,
    )
    expect(JSON.parse((await project.run(['romsets', 'list', '--json'])).stdout)).toMatchObject({
      versions: [
        { version: 1, policy: 'best', added: 5 },
        { version: 2, policy: 'best', swapped: 1, isOtherPolicy: true, hasOtherDats: false },
        { version: 3, policy: 'usa', added: 5, isOtherPolicy: false },
      ],
    })
  })

  it('are shown by number', async () => {
    const shown = await shownBy(project, '1')
    expect(shown).toMatchObject({ version: 1, policy: 'best', owned: 1 })
    expect(shown.platforms['gb']).toEqual({
      kept: ['Alpha (USA)', 'Bravo (Japan)', 'Charlie (USA)'],
      groups: 3,
    })
  })

  it('are compared, with each other and with now', async () => {
    const expected =
      'best, gb: 1 swapped\n  ~ Alpha: Alpha (USA) → Alpha (Japan)  [language: has Ja before no Ja]\n'
    expect((await project.run(['romsets', 'diff', '1', '2'])).stdout).toBe(expected)
    expect((await project.run(['romsets', 'diff', '1'])).stdout).toBe(expected)
    expect((await project.run(['romsets', 'diff', '2'])).stdout).toBe('They keep the same releases.\n')
    expect(JSON.parse((await project.run(['romsets', 'diff', '1', '2', '--json'])).stdout)).toEqual({
      policy: 'best',
      from: 1,
      to: 2,
      selections: [
        {
          platform: 'gb',
          added: [],
          removed: [],
          swapped: [
            {
              game: 'Alpha',
              from: ['Alpha (USA)'],
              to: ['Alpha (Japan)'],
              reason: { criterion: 'language', winner: 'has Ja', loser: 'no Ja' },
            },
          ],
        },
      ],
    })
  })

  it('of two policies are compared, with the criterion that decides', async () => {
    const { stdout } = await project.run(['romsets', 'diff', '--policy', 'usa', 'best'])
    expect(stdout).toBe(`gb: 1 game
  Alpha
    - Alpha (USA)  lost to Alpha (Japan), language: has Ja before no Ja
    + Alpha (Japan)
`)
    const json = await project.run(['romsets', 'diff', 'usa', 'best', '--json'])
    expect(JSON.parse(json.stdout)).toEqual({
      policies: ['usa', 'best'],
      platforms: {
        gb: [
          {
            game: 'Alpha',
            dropped: ['Alpha (USA)'],
            added: ['Alpha (Japan)'],
            reasons: [
              {
                kind: 'lost',
                to: 'Alpha (Japan)',
                reason: { criterion: 'language', winner: 'has Ja', loser: 'no Ja' },
              },
            ],
            former: [
              {
                kind: 'lost',
                to: 'Alpha (USA)',
                reason: { criterion: 'language', winner: 'has En', loser: 'no En' },
              },
            ],
          },
        ],
      },
    })
  })

  it('of two policies differ by what is owned, as show shows them', async () => {
    const other = emptyProject('availability')
    const policies = { all: CATALOG, mine: { ...USA, availability: 'owned' }, two: { ...CATALOG, keep: 2 } }
    other.configure(config(policies))
    writeDats(other)
    other.write('roms/a.gb', 'Nintendo - Game Boy: Alpha (Japan)')
    const diff = async (...names: readonly string[]) =>
      (await other.run(['romsets', 'diff', '--platform', 'gb', ...names])).stdout
    expect(await diff('all', 'mine')).toBe(`gb: 3 games
  Alpha
    - Alpha (USA)  not owned
    + Alpha (Japan)
  Bravo
    - Bravo (Japan)  not owned
  Charlie
    - Charlie (USA)  not owned
`)
    expect(await diff('all', 'two')).toBe(`gb: 1 game
  Alpha
    + Alpha (Europe)  with all: lost to Alpha (USA), region: USA (1st) before Europe (2nd)
`)
  })

  it('have a histogram of what decided', async () => {
    const { stdout } = await project.run(['romsets', 'criteria', 'usa'])
    expect(stdout).toBe('language  1  50.0 %\nregion    1  50.0 %\n')
    const json = await project.run(['romsets', 'criteria', 'usa', '--json'])
    expect(JSON.parse(json.stdout)).toEqual({ policy: 'usa', platforms: { gb: { language: 1, region: 1 } } })
  })

  it('are built again, and left again', async () => {
    const held = () => Object.keys(project.files('card'))
    expect(held()).toEqual(['gb/Alpha (Japan).gb'])
    const dry = await project.run(['romsets', 'restore', '1', '--dry-run'])
    expect(dry.stdout).toContain('+ gb/Alpha (USA).gb')
    expect(held()).toEqual(['gb/Alpha (Japan).gb'])
    const { code, stderr } = await project.run(['romsets', 'restore', '1'])
    expect(code).toBe(0)
    expect(stderr).toContain(
      'note Not all that romset 1 of `best` keeps is owned: 4 releases missing ("Bravo (Japan)", "Charlie (USA)", "Alpha (Europe)", and 1 more). [romset-incomplete]',
    )
    expect(held()).toEqual(['gb/Alpha (USA).gb'])
    expect((await project.run(['build', '--romset', '1', 'card'])).stdout).toContain('nothing to do')
    await project.build()
    expect(held()).toEqual(['gb/Alpha (Japan).gb'])
    expect((await project.run(['build', '--romset', 'one'])).code).toBe(2)
  })

  it.each([
    [
      ['Alpha (Japan)', 'Alpha (USA)'],
      '"Alpha (Japan)" is better than "Alpha (USA)" by language: has Ja before no Ja.',
    ],
    [
      ['alpha (europe)', 'Alpha (USA)'],
      '"Alpha (USA)" is better than "Alpha (Europe)" by region: USA (2nd) before Europe (not in your list).',
    ],
    [['Alpha', 'Bravo'], '"Alpha (Japan)" and "Bravo (Japan)" are different games.'],
    [['Alpha', 'Alpha (USA) (Beta)'], '"Alpha (USA) (Beta)" is left out by the rule exclude: beta.'],
    [
      ['Bravo', 'Delta'],
      '"Bravo (Japan)" and "Delta (USA)" are of different platforms, so they are different games.',
    ],
  ])('explain %j', async ([a = '', b = ''], sentence) => {
    const { stdout, code } = await project.run(['explain', a, '--why-not', b])
    expect(code).toBe(0)
    expect(stdout.split('  gb, policy best')[0]?.trimEnd()).toBe(sentence)
  })

  it('explain names what comes nearest', async () => {
    const { stderr, code } = await project.run(['explain', 'Alpha', '--why-not', 'Brvo (Japan)'])
    expect(code).toBe(1)
    expect(stderr).toContain('error No release that curator knows is called "Brvo (Japan)". [not-found]')
    expect(stderr).toContain('The nearest are "Bravo (Japan)"')
  })

  it('explain tells one release in a sentence', async () => {
    const { stdout } = await project.run(['explain', 'Alpha (Europe)'])
    expect(stdout).toContain('  "Alpha (Europe)" lost to "Alpha (Japan)" by language: has Ja before no Ja.\n')
  })
})
