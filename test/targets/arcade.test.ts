/** Arcade sets on devices: where each zip and disk goes, and what is never called otherwise. */
import { describe, expect, it } from 'vitest'
import { folder, retroarch } from '../../presets/index.ts'
import { buildSets, type ArcadeLibrary, type OwnedSet } from '../../src/targets/arcade.ts'
import type { Target } from '../../src/targets/preset.ts'
import type { ZipWish } from '../../src/targets/zip-file.ts'
import { shapeOf } from './picks.ts'

function wish(name: string): ZipWish {
  const { sha1, size, crc32 } = shapeOf(name)
  return { name, content: sha1, sha1, size, crc32 }
}

function set(name: string, roms: readonly string[], disks: readonly string[] = []): OwnedSet {
  return { name, roms: roms.map(wish), disks: disks.map(wish) }
}

const FAMILY: ArcadeLibrary = {
  sets: [
    set('neo', ['bios.rom']),
    set('fight', ['p1.rom', 'fightj/p1.rom'], ['fight.chd']),
    set('disk', [], ['disk.chd']),
    set('whole', ['whole.zip']),
  ],
  machines: [
    { name: 'fight', title: 'The Fight' },
    { name: 'fightj', title: 'The Fight (Japan)' },
    { name: 'whole', title: 'Whole' },
  ],
  incomplete: [],
  sampled: 0,
}
const NOTHING: ArcadeLibrary = { sets: [], machines: [], incomplete: [], sampled: 0 }

const out = { path: 'out', policy: 'all' }

function paths(target: Target, library: ArcadeLibrary): string[] {
  return buildSets(target, 'arcade', library).files.map(({ path }) => path)
}

describe('the golden tree', () => {
  it.each<[string, Target, string]>([
    ['folder', folder(out), 'arcade/'],
    [
      'folder by letters',
      folder({ ...out, layout: 'roms/{folder}/{letter}/{title}/{file}' }),
      'roms/arcade/',
    ],
    ['folder at the top', folder({ ...out, folders: { arcade: '' } }), ''],
    ['retroarch', retroarch(out), 'content/MAME/'],
    [
      'retroarch for FBNeo',
      retroarch({ ...out, folders: { arcade: 'FBNeo - Arcade Games' } }),
      'content/FBNeo - Arcade Games/',
    ],
  ])('of %s has all sets in one folder', (_, target, home) => {
    const expected = ['disk/disk.chd', 'fight.zip', 'fight/fight.chd', 'neo.zip', 'whole.zip']
    expect(paths(target, FAMILY)).toEqual(expected.map((path) => home + path))
  })

  it('says of each file what it is made of', () => {
    const { files, games } = buildSets(folder(out), 'arcade', FAMILY)
    const [disk, zip, , , whole] = files
    expect(disk).toMatchObject({
      origin: { content: shapeOf('disk.chd').sha1 },
      sha1: shapeOf('disk.chd').sha1,
    })
    expect(zip?.origin).toEqual({
      zip: ['p1.rom', 'fightj/p1.rom'].map((name) => ({
        name,
        content: shapeOf(name).sha1,
        size: name.length,
        crc32: shapeOf(name).crc32,
      })),
    })
    // a list that tells only of whole zips
    expect(whole).toMatchObject({ origin: { content: shapeOf('whole.zip').sha1 }, size: 9 })
    // a clone without a zip of its own cannot be started from a list
    expect(games).toEqual([
      { file: 1, release: 'fight', path: 'arcade/fight.zip', crc32: 0, title: 'The Fight' },
      { file: 4, release: 'whole', path: 'arcade/whole.zip', crc32: 0, title: 'Whole' },
    ])
  })

  it('is the same zip whatever the order of its files', () => {
    const [a, b] = [
      ['x', 'y'],
      ['y', 'x'],
    ].map((roms) => buildSets(folder(out), 'arcade', { ...NOTHING, sets: [set('a', roms)] }).files[0]?.sha1)
    expect(a).toBe(b)
    const other = buildSets(folder(out), 'arcade', { ...NOTHING, sets: [set('a', ['x', 'z'])] })
    expect(other.files[0]?.sha1).not.toBe(a)
  })
})

describe('names', () => {
  it('gives RetroArch the database of the folder, where it is one', () => {
    const label = (target: Target) => target.device.platforms['arcade']?.label
    expect(label(retroarch(out))).toBe('MAME')
    expect(label(retroarch({ ...out, folders: { arcade: 'MAME 2003-Plus' } }))).toBe('MAME 2003-Plus')
    expect(label(retroarch({ ...out, folders: { arcade: 'My games' } }))).toBe('MAME')
  })

  it.each([
    ['con', 'con.zip', '"con" is what DOS and Windows call a device'],
    ['a?b', 'a?b.zip', 'names there cannot have "?"'],
    ['..', '...zip', 'names there cannot begin or end with a dot or a blank'],
    ['../../etc/x', '../../etc/x.zip', 'names there cannot have "/"'],
  ])('a set "%s" is not written under another name', (name, file, why) => {
    const { files, problems } = buildSets(folder(out), 'arcade', { ...NOTHING, sets: [set(name, ['a.rom'])] })
    expect(files).toEqual([])
    expect(problems).toMatchObject([
      {
        code: 'name-not-usable',
        message: `"${file}" is not written for out: ${why}, and arcade sets are found by their names.`,
      },
    ])
  })

  it.each(['../evil.rom', '/evil.rom', 'C:\\evil.rom', '..\\evil.rom'])(
    'nothing leads out of a zip: %s',
    (rom) => {
      const { files, problems } = buildSets(folder(out), 'arcade', {
        ...NOTHING,
        sets: [set('a', ['b', rom])],
      })
      expect(files).toEqual([])
      expect(problems.map(({ code }) => code)).toEqual(['path-escapes'])
    },
  )
})

it('tells what lacks and what nobody can write', () => {
  const { problems, skipped } = buildSets(folder(out), 'arcade', {
    ...NOTHING,
    incomplete: [
      { place: 'neo.zip', missing: ['a.rom', 'b.rom', 'c.rom'], machines: ['fight'] },
      { place: 'the folder pcm8', missing: ['pcm.chd'], machines: ['one', 'two'] },
    ],
    sampled: 2,
  })
  expect(skipped).toBe(3)
  expect(problems.map(({ message }) => message)).toEqual([
    '"fight" is not written: neo.zip lacks a.rom and 2 more files.',
    '2 machines are not written, from "one" on: the folder pcm8 lacks pcm.chd.',
    'out: 2 machines play sound samples. No list says what is in them, so none are written.',
  ])
})
