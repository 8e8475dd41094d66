/** A small library for the tests of targets: one of each shape a file comes in. */
import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { ViewKind } from '../../src/inventory/hashing/view-kind.ts'
import type { Pick, PickedFile, Shape } from '../../src/select/pick.ts'

export function shapeOf(text: string): Shape {
  return { sha1: createHash('sha1').update(text).digest('hex'), size: text.length, crc32: crc32(text) }
}

interface FileFacts {
  /** What the file holds; a view is the same without the part before `|`. */
  readonly bytes?: string
  readonly extension?: string
  readonly matched?: ViewKind
  readonly view?: ViewKind
}

/** A file with the given DAT name. `bytes: 'head|body', view` gives it a header and the view without. */
export function file(name: string, facts: FileFacts = {}): PickedFile {
  const { bytes = name, extension = name.slice(name.lastIndexOf('.') + 1), matched, view } = facts
  const body = bytes.slice(bytes.indexOf('|') + 1)
  return {
    name,
    content: shapeOf(bytes),
    ...(matched === undefined ? {} : { matched }),
    views: view === undefined ? [] : [{ kind: view, ...shapeOf(body) }],
    extension,
  }
}

/** An iNES file whose DAT entry describes it without the header, as in libretro's DATs. */
export function nes(release: string): PickedFile {
  return file(`${release}.unh`, {
    bytes: `NES|${release}`,
    extension: 'nes',
    matched: 'no-ines',
    view: 'no-ines',
  })
}

export function pick(
  platform: string,
  release: string,
  files: readonly PickedFile[],
  more: Partial<Pick> = {},
): Pick {
  const [game = release] = release.split(' (')
  const region = /\((\w+)/.exec(release)?.[1]
  return {
    platform,
    game,
    release,
    regions: region === undefined ? [] : [region],
    languages: [],
    files,
    ...more,
  }
}

/** What the golden trees are built from. */
export const LIBRARY: readonly Pick[] = [
  pick('nes', 'Alter Ego (World)', [nes('Alter Ego (World)')]),
  pick('nes', 'Lan Master (World) (Rev 1)', [nes('Lan Master (World) (Rev 1)')]),
  pick('nes', 'Headless (USA)', [file('Headless (USA).nes', { bytes: 'no header here' })]),
  pick('nes', 'Missing (USA)', []),
  pick('snes', 'Copied & Pasted (Europe)', [
    file('Copied & Pasted (Europe).sfc', {
      bytes: 'COPIER|snes',
      extension: 'smc',
      matched: 'no-smc',
      view: 'no-smc',
    }),
  ]),
  pick('snes', 'Pokémon Stadion: Zwei (Germany)', [file('Pokémon Stadion: Zwei (Germany).sfc')]),
  pick('n64', 'Swapped (USA)', [
    file('Swapped (USA).z64', { bytes: 'swapped|n64', extension: 'v64', matched: 'z64', view: 'z64' }),
  ]),
  pick('genesis', 'Interleaved (USA)', [
    file('Interleaved (USA).md', { bytes: 'smd|md', extension: 'smd', matched: 'linear', view: 'linear' }),
  ]),
  pick('fairchild-channel-f', 'Alien (USA)', [file('Alien (USA).chf')]),
  pick('gba', 'Advance (Europe)', [file('Advance (Europe).gba')]),
  pick('tg16', 'Engine (USA)', [
    file('Engine (USA).pce', { bytes: 'COPIER|pce', matched: 'no-pce', view: 'no-pce' }),
  ]),
  pick('sms', 'Master (Europe)', [file('Master (Europe).sms')]),
  pick('gamegear', 'Mode (Japan)', [file('Mode (Japan).sms')]),
  pick('gbc', 'TETRIS (World)', [file('TETRIS (World).gbc')]),
  pick('intellivision', 'boot', [file('boot.rom')]),
  pick('psx', 'Two Tracks (Japan)', [
    file('Two Tracks (Japan) (Track 1).bin'),
    file('Two Tracks (Japan) (Track 2).bin'),
    file('Two Tracks (Japan).cue'),
  ]),
  pick('switch', 'Modern (World)', [file('Modern (World).nsp')]),
]

/** Games on several discs. */
export const DISCS: readonly Pick[] = [
  ...[10, 2, 1].map((disc) =>
    pick('psx', `Long Road (USA) (Disc ${disc})`, [file(`Long Road (USA) (Disc ${disc}).chd`)], { disc }),
  ),
  ...[2, 1].map((disc) =>
    pick(
      'dc',
      `Twin Names (Japan) (Disc ${disc})`,
      ['disc.gdi', 'track01.bin'].map((name) => file(name, { bytes: `${name} of disc ${disc}` })),
      { disc },
    ),
  ),
]

export function byPlatform(picks: readonly Pick[]): ReadonlyMap<string, readonly Pick[]> {
  const groups = new Map<string, Pick[]>()
  for (const one of picks) groups.set(one.platform, [...(groups.get(one.platform) ?? []), one])
  return groups
}
