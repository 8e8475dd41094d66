/** Lists of emulator frontends, read back by other programs' rules. */
import { XMLParser } from 'fast-xml-parser'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { batocera, esDe, launchbox, minui, pegasus } from '../../presets/index.ts'
import { joinTree } from './join-tree.ts'
import { writeLaunchBoxPlatform, writeLaunchBoxPlaylist } from '../../src/targets/formats/launchbox.ts'
import { writePegasus, writePegasusList } from '../../src/targets/formats/pegasus.ts'
import type { PlacedGame } from '../../src/targets/written-game.ts'
import { databaseList, listedDatabases } from '../../src/targets/lists/playlist-files.ts'
import { buildPart } from '../../src/targets/parts/part.ts'
import type { Target } from '../../src/targets/preset.ts'
import { byPlatform, DISCS, file, nes, pick } from './picks.ts'

const listed = { path: 'out', policy: 'all', playlists: ['best'] }
const PICKS = [pick('nes', 'Fish & "Chips" (USA)', [nes('Fish & "Chips" (USA)')]), ...DISCS]

/** Path → text of what is generated, and path → '' of what is copied. */
function filesOf(target: Target, picks = PICKS): ReadonlyMap<string, string> {
  const parts = [...byPlatform(picks)].map(([platform, some]) => buildPart(target, platform, some))
  const { tree } = joinTree(target, parts, [{ name: 'best', title: 'Best', picks }], '/out')
  return new Map(tree.files.map(({ path, origin }) => [path, 'text' in origin ? origin.text : '']))
}

describe('a custom collection', () => {
  it.each<[string, Target, string, string, string]>([
    [
      'Batocera',
      batocera<string, string>(listed),
      'system/configs/emulationstation/collections/custom-Best.cfg',
      '/userdata/roms/',
      'roms/',
    ],
    ['MinUI', minui<string, string>(listed), 'Collections/Best.txt', '/Roms/', 'Roms/'],
  ])('of %s names files that are there', (_, target, list, root, folder) => {
    const files = filesOf(target)
    const lines = (files.get(list) ?? '').split('\n').slice(0, -1)
    expect(lines.length).toBeGreaterThan(1)
    for (const line of lines) {
      expect(line.startsWith(root)).toBe(true)
      expect(files.has(folder + line.slice(root.length))).toBe(true)
    }
  })

  it('of ES-DE names a folder where that stands for the list in it', () => {
    expect(filesOf(esDe<string, string>(listed)).get('ES-DE/collections/custom-Best.cfg')).toBe(
      [
        "%ROMPATH%/nes/Fish & 'Chips' (USA).nes",
        '%ROMPATH%/psx/Long Road (USA).m3u',
        '%ROMPATH%/dreamcast/Twin Names (Japan).m3u',
        '',
      ].join('\n'),
    )
  })
})

describe('titles of arcade sets on MinUI', () => {
  const target = minui<string, string>(listed)
  const at = (name: string, title?: string) => ({
    platform: 'arcade',
    release: name,
    path: `Roms/Arcade (FBN)/${name}.zip`,
    crc32: 0,
    ...(title === undefined ? {} : { title }),
  })
  const titles = (games: readonly PlacedGame[]) => databaseList(target, 'Arcade (FBN)', games, '/out').files

  it('are in a list beside the zips, in the order of these', () => {
    const [list] = titles([at('pacman', 'Pac-Man (Midway)'), at('1942', '1942 (Revision B)')])
    expect([list?.path, list && 'text' in list.origin && list.origin.text]).toEqual([
      'Roms/Arcade (FBN)/map.txt',
      '1942.zip\t1942 (Revision B)\npacman.zip\tPac-Man (Midway)\n',
    ])
  })

  it('break no line, and hide no game by a dot', () => {
    const [list] = titles([at('a', 'Two\tin\none'), at('b', '...Dots'), at('c', '.'), at('d')])
    expect(list && 'text' in list.origin && list.origin.text).toBe('a.zip\tTwo in one\nb.zip\tDots\n')
  })

  it('are asked for on platforms of arcade machines only, and are no list when there are none', () => {
    expect([...listedDatabases(target, ['arcade', 'nes', 'psx'])]).toEqual([['Arcade (FBN)', ['arcade']]])
    expect(titles([at('pacman')])).toEqual([])
  })
})

/** What its documentation says of the format, and no more. */
function readPegasus(text: string): Map<string, string[]>[] {
  const entries: Map<string, string[]>[] = []
  let values: string[] = []
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue
    if (/^\s/.test(line)) {
      values.push(line.trim())
      continue
    }
    const [, key = '', value = ''] = /^([^:]+):\s*(.*)$/.exec(line) ?? []
    if (key === 'collection' || key === 'game') entries.push(new Map())
    values = value === '' ? [] : [value]
    entries.at(-1)?.set(key, values)
  }
  return entries
}

describe('metadata.pegasus.txt', () => {
  it('tells of each platform in its folder, and of a playlist beside them', () => {
    const files = filesOf(pegasus<string, string>({ ...listed, launch: { psx: 'retroarch -L swanstation' } }))
    expect(readPegasus(files.get('psx/metadata.pegasus.txt') ?? '')).toEqual([
      new Map([
        ['collection', ['PlayStation']],
        ['shortname', ['psx']],
        ['launch', ['retroarch -L swanstation']],
      ]),
      new Map([
        ['game', ['Long Road (USA)']],
        ['file', ['Long Road (USA).m3u']],
      ]),
    ])
    const [list] = readPegasus(files.get('Best.metadata.pegasus.txt') ?? '')
    expect(list?.get('files')?.filter((path) => !files.has(path))).toEqual([])
    expect(list?.get('files')?.length).toBe(3)
  })

  it('gives back what it was given', () => {
    const plain = fc.string({ unit: 'grapheme-ascii', minLength: 1 }).filter((text) => text.trim() !== '')
    fc.assert(
      fc.property(plain, plain, (title, name) => {
        const shown = (text: string): string => text.replace(/\s+/g, ' ').trim()
        const [collection, game] = readPegasus(writePegasus({ name, games: [{ title, path: 'a.nes' }] }))
        expect(collection?.get('collection')).toEqual([shown(name)])
        expect(game?.get('game')).toEqual([shown(title)])
      }),
    )
    const spaced = writePegasus({ name: 'L', games: [{ title: 'A  B', path: 'A  B.nes' }] })
    expect(readPegasus(spaced)[1]).toEqual(
      new Map([
        ['game', ['A B']],
        ['file', ['A  B.nes']],
      ]),
    )
    expect(writePegasusList('L', ['#1.nes'])).toBe('collection: L\nfiles:\n  ./#1.nes\n')
  })
})

const parser = new XMLParser({
  isArray: (name) => name === 'Game' || name === 'PlaylistGame',
  parseTagValue: false,
})

describe('LaunchBox', () => {
  const files = filesOf(launchbox<string, string>(listed))

  it('has a file a platform, with paths from its own folder', () => {
    const read: unknown = parser.parse(files.get('Data/Platforms/Nintendo Entertainment System.xml') ?? '')
    expect(read).toMatchObject({
      LaunchBox: {
        Game: [
          {
            ApplicationPath: "Games\\Nintendo Entertainment System\\Fish & 'Chips' (USA).nes",
            Platform: 'Nintendo Entertainment System',
            Title: 'Fish & "Chips" (USA)',
          },
        ],
      },
    })
  })

  it('has playlists that find their games', () => {
    const idsIn = (text: string, tag: string): string[] =>
      [...text.matchAll(new RegExp(`<${tag}>(.*)</${tag}>`, 'g'))].map(([, id = '']) => id)
    const games = [...files].flatMap(([path, text]) =>
      path.startsWith('Data/Platforms/') ? idsIn(text, 'ID') : [],
    )
    const wanted = idsIn(files.get('Data/Playlists/Best.xml') ?? '', 'GameId')
    expect(wanted.length).toBe(3)
    expect(wanted.filter((id) => !games.includes(id))).toEqual([])
    expect(new Set(games).size).toBe(games.length)
    expect(wanted[0]).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
  })

  it('is XML, whatever a title is', () => {
    const texts = fc.string({ unit: 'binary', minLength: 1 })
    fc.assert(
      fc.property(texts, (title) => {
        const games = [{ platform: 'P', title, path: 'a/b.nes' }]
        for (const text of [writeLaunchBoxPlatform(games), writeLaunchBoxPlaylist(title, games)])
          expect(parser.parse(text, true)).toHaveProperty('LaunchBox')
      }),
    )
  })
})

it('lists the file that lies in a folder of another name', () => {
  const two = pick('psx', 'Two (USA)', [file('Two (USA).cue'), file('Two (USA).bin')])
  expect(filesOf(esDe<string, string>(listed), [two]).get('ES-DE/collections/custom-Best.cfg')).toBe(
    '%ROMPATH%/psx/Two (USA)/Two (USA).cue\n',
  )
})
