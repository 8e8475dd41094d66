/** Games on several discs: which releases are one game, and what stands for them on a device. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { esDe, folder, mister, retroarch } from '../../presets/index.ts'
import { joinTree } from './join-tree.ts'
import { discSets } from '../../src/targets/discs.ts'
import { buildPart } from '../../src/targets/parts/part.ts'
import type { Target } from '../../src/targets/preset.ts'
import { DISCS, file, pick } from './picks.ts'

const out = { path: 'out', policy: 'all' }

function disc(release: string, number: number, more = {}) {
  return pick('psx', release, [file(`${release}.chd`)], { disc: number, ...more })
}

describe('a set', () => {
  it.each<[string, [string, number][], string[]]>([
    [
      'is of the discs of a game, by their numbers',
      [
        ['Road (USA) (Disc 10)', 10],
        ['Road (USA) (Disc 9)', 9],
      ],
      ['Road (USA): 9 10'],
    ],
    [
      'keeps what all names have after the number',
      [
        ['Road (USA) (Disc 1) (Rev 1)', 1],
        ['Road (USA) (Disc 2) (Rev 1)', 2],
      ],
      ['Road (USA) (Rev 1): 1 2'],
    ],
    [
      'drops what only one of them has',
      [
        ['Evil (USA) (Disc 1) (Leon)', 1],
        ['Evil (USA) (Disc 2) (Claire)', 2],
      ],
      ['Evil (USA): 1 2'],
    ],
    [
      'is of one edition where a disc is there in two',
      [
        ['Road (USA) (Disc 1)', 1],
        ['Road (USA) (Disc 1) (Rev 1)', 1],
        ['Road (USA) (Disc 2)', 2],
      ],
      ['Road (USA): 1 2'],
    ],
    [
      'is of one region',
      [
        ['Road (USA) (Disc 1)', 1],
        ['Road (Japan) (Disc 2)', 2],
      ],
      [],
    ],
    ['is not a disc alone', [['Road (USA) (Disc 1)', 1]], []],
    [
      'knows sides and tapes, as TOSEC has them',
      [
        ['Quest (1984)(Sierra)(Disk 1 of 2)', 1],
        ['Quest (1984)(Sierra)(Disk 2 of 2)', 2],
      ],
      ['Quest (1984)(Sierra): 1 2'],
    ],
  ])('%s', (_, releases, expected) => {
    const { sets, others } = discSets(releases.map(([release, number]) => disc(release, number)))
    expect(sets.map(({ name, discs }) => `${name}: ${discs.map((one) => one.disc).join(' ')}`)).toEqual(
      expected,
    )
    const inSets = sets.reduce((sum, { discs }) => sum + discs.length, 0)
    expect(inSets + others.length).toBe(releases.length)
  })

  it('is of games, or of what is apart from them', () => {
    const demo = disc('Road (USA) (Disc 2) (Demo)', 2, { isApart: true })
    expect(discSets([disc('Road (USA) (Disc 1)', 1), demo]).sets).toEqual([])
  })

  it('does not hang on the order of picks', () => {
    const picks = ['', ' (Rev 1)'].flatMap((after) =>
      [1, 2, 3].map((n) => disc(`A (USA) (Disc ${n})${after}`, n)),
    )
    const all = { minLength: picks.length, maxLength: picks.length }
    fc.assert(
      fc.property(fc.shuffledSubarray(picks, all), (shuffled) => {
        expect(discSets(shuffled).sets).toEqual(discSets(picks).sets)
      }),
    )
  })
})

describe('on a device', () => {
  const tree = (target: Target, picks = DISCS) => {
    const platforms = [...new Set(picks.map(({ platform }) => platform))]
    const parts = platforms.map((platform) =>
      buildPart(
        target,
        platform,
        picks.filter((one) => one.platform === platform),
      ),
    )
    const list = { name: 'best', title: 'Best', picks: picks.toReversed() }
    return joinTree(target, parts, [list], '/out')
  }
  const text = (target: Target, path: string, picks = DISCS): string | undefined => {
    const origin = tree(target, picks).tree.files.find((one) => one.path === path)?.origin
    return origin && 'text' in origin ? origin.text : undefined
  }

  it('is one entry of a playlist, at the place of its first disc there', () => {
    const lpl =
      text(retroarch<string, string>({ ...out, deviceRoot: '/storage' }), 'playlists/Best.lpl') ?? ''
    const { items } = JSON.parse(lpl) as { items: { path: string; label: string; crc32: string }[] }
    expect(
      items.map(({ path, label, crc32 }) => [path.slice(path.lastIndexOf('/') + 1), label, crc32]),
    ).toEqual([
      ['Twin Names (Japan).m3u', 'Twin Names (Japan)', 'DETECT'],
      ['Long Road (USA).m3u', 'Long Road (USA)', 'DETECT'],
    ])
  })

  it('names the discs from where the list is', () => {
    const target = folder({ ...out, discs: 'list', layout: '{folder}/{letter}/{file}' })
    expect(text(target, 'psx/L/Long Road (USA).m3u')).toBe(
      [1, 2, 10].map((n) => `Long Road (USA)/Long Road (USA) (Disc ${n}).chd\n`).join(''),
    )
  })

  it('leaves the discs alone unless they are asked for', () => {
    const paths = tree(folder(out)).tree.files.map(({ path }) => path)
    expect(paths).toContain('psx/Long Road (USA) (Disc 10).chd')
    expect(paths.filter((path) => path.startsWith('psx/') && path.endsWith('.m3u'))).toEqual([])
  })

  it('keeps discs apart that have files of one name', () => {
    const { tree: all, problems } = tree(esDe(out))
    expect(all.files.filter(({ path }) => path.endsWith('track01.bin')).length).toBe(2)
    expect(problems).toEqual([])
  })

  it('is not listed where its platform opens no lists', () => {
    const picks = [1, 2].map((n) =>
      pick('gba', `G (USA) (Disc ${n})`, [file(`G (USA) (Disc ${n}).gba`)], { disc: n }),
    )
    const paths = tree(esDe(out), picks).tree.files.map(({ path }) => path)
    expect(paths).toContain('ROMs/gba/G (USA) (Disc 2).gba')
    expect(paths.some((path) => path.endsWith('.m3u'))).toBe(false)
  })

  it('counts and names a disc that cannot be played there', () => {
    const bad = pick('psx', 'Bad (USA) (Disc 2)', [file('Bad (USA) (Disc 2).xyz')], { disc: 2 })
    const part = buildPart(esDe(out), 'psx', [disc('Bad (USA) (Disc 1)', 1), bad])
    expect(part.skipped).toBe(1)
    expect(part.problems.map(({ code }) => code)).toEqual(['format-not-playable'])
    expect(part.games).toEqual([
      {
        file: 1,
        release: 'Bad (USA)',
        path: 'ROMs/psx/Bad (USA).m3u/Bad (USA).m3u',
        crc32: 0,
        discs: ['Bad (USA) (Disc 1)', 'Bad (USA) (Disc 2)'],
      },
    ])
  })

  it('is called and started as is said of its first disc, and says what is said of others in vain', () => {
    const pair = [disc('Road (USA) (Disc 1)', 1), disc('Road (USA) (Disc 2)', 2)]
    const built = (games: Required<Target>['games']) => {
      const target = { ...retroarch<string, string>({ ...out, deviceRoot: '/storage' }), games }
      const part = buildPart(target, 'psx', pair)
      return [part.games.map(({ path }) => path), part.problems.map(({ message }) => message)]
    }
    const list = 'content/Sony - PlayStation/Road (USA).m3u'
    const vain =
      'What `games` says of "Road (USA) (Disc 2)" does nothing for RetroArch: the discs of a game are one there, and what it says of "Road (USA) (Disc 1)" counts for all.'
    expect(built({ 'Road (USA) (Disc 2)': { rename: 'Way' } })).toEqual([[list], [vain]])
    expect(built({ 'Road (USA) (Disc 2)': { core: 'duckstation' } })).toEqual([[list], [vain]])
    const way = [['content/Sony - PlayStation/Way.m3u'], []]
    expect(built({ 'Road (USA) (Disc 1)': { rename: 'Way' } })).toEqual(way)
    expect(built({ Road: { rename: 'Way' } })).toEqual(way)
    expect(built({ 'Road (USA) (Disc 2)': { exclude: true } })[1]).toEqual([])
  })

  it('has a folder of its own on a MiSTer also if it is one, where cores take a folder for one game', () => {
    const paths = (options: object, platform: string, extension: string): string[] => {
      const game = pick(platform, 'Road (USA)', [file(`Road (USA).${extension}`)])
      return buildPart(mister({ ...out, ...options }), platform, [game]).files.map(({ path }) => path)
    }
    expect(paths({}, 'psx', 'chd')).toEqual(['games/PSX/Road (USA)/Road (USA).chd'])
    expect(paths({}, 'saturn', 'chd')).toEqual(['games/Saturn/Road (USA)/Road (USA).chd'])
    expect(paths({}, 'segacd', 'chd')).toEqual(['games/MegaCD/Road (USA)/Road (USA).chd'])
    expect(paths({ layout: '{folder}/{letter}/{file}' }, 'psx', 'chd')).toEqual([
      'PSX/R/Road (USA)/Road (USA).chd',
    ])
    expect(paths({ games: { Road: { rename: 'Way' } } }, 'psx', 'chd')).toEqual(['games/PSX/Way/Way.chd'])
    expect(paths({}, 'snes', 'sfc')).toEqual(['games/SNES/Road (USA).sfc'])
  })

  it('starts with its first disc on a device without lists', () => {
    const { games } = buildPart(
      mister(out),
      'psx',
      DISCS.filter(({ platform }) => platform === 'psx'),
    )
    expect(games.map(({ path }) => path)).toEqual(['games/PSX/Long Road (USA)/Long Road (USA) (Disc 1).chd'])
  })
})
