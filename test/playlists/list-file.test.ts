/** Lists of games as people keep them, with what they get wrong. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { textOfFile } from '../../src/metadata/local/text-file.ts'
import { parseListFile } from '../../src/playlists/list-file.ts'

const titlesIn = (name: string, text: string) => parseListFile(name, text).map(({ titles }) => titles)
const lastIn = (text: string) => titlesIn('best.txt', text).map((titles) => titles.at(-1))

describe('a number before a title', () => {
  it.each([
    ['12. Contra', 'Contra'],
    ['12) Contra', 'Contra'],
    ['12 - Contra', 'Contra'],
    ['012 Contra', 'Contra'],
    ['012 - Contra', 'Contra'],
    ['0123 - Contra', 'Contra'],
    ['1000. Contra', 'Contra'],
  ])('%s: a rank', (line, title) => expect(lastIn(line)).toEqual([title]))

  it.each([
    '1942',
    '1943 - The Battle of Midway',
    '1943 Kai',
    '720 Degrees',
    '10-Yard Fight',
    '007 NightFire',
    '007 - NightFire',
    '3 in 1',
  ])('%s: none', (line) => expect(titlesIn('best.txt', line)).toEqual([[line]]))

  it('007 is one in lists that count to it, of any kind', () => {
    expect(lastIn('006 Tetris\n007 Contra\n')).toEqual(['Tetris', 'Contra'])
    expect(lastIn('007 - Contra\n008 - 007 Racing\n')).toEqual(['Contra', '007 Racing'])
    const row = (path: string) =>
      ['0'.repeat(64), path, '1'.repeat(40), '2'.repeat(32), '00000001'].join('\t')
    expect(titlesIn('x', [row('Best/007 Contra.nes'), row('Best/008 Tetris.nes')].join('\n'))).toEqual([
      ['007 Contra', 'Contra'],
      ['008 Tetris', 'Tetris'],
    ])
    expect(titlesIn('x', [row('Best/007 Contra.nes'), row('Best/012 Tetris.nes')].join('\n'))[0]).toEqual([
      '007 Contra',
    ])
    expect(titlesIn('x.csv', 'title\n"006 Tetris"\n007 Contra\n').map((all) => all.at(-1))).toEqual([
      'Tetris',
      'Contra',
    ])
  })
})

it('a platform is meant by any of its names, and one that nobody knows stays as it is', () => {
  const table = [
    'game;system',
    'A;SNES',
    'B;Super Nintendo Entertainment System',
    'C;Nintendo - Game Boy',
    'D;Game Gizmo',
    'E;',
  ].join('\n')
  expect(parseListFile('best.csv', table).map(({ shown, platform }) => [shown, platform])).toEqual([
    ['A', 'snes'],
    ['B', 'snes'],
    ['C', 'gb'],
    ['D', 'Game Gizmo'],
    ['E', undefined],
  ])
  const paths = 'Nintendo - Game Boy\\A.gb\nroms/nes/B.nes\nlists - best/C.gb\n'
  expect(parseListFile('best.m3u', paths).map(({ platform }) => platform)).toEqual(['gb', 'nes', undefined])
})

it('lines may end in any way, and paths be addresses', () => {
  expect(titlesIn('a.txt', 'A\rB\r\nC\nD')).toEqual([['A'], ['B'], ['C'], ['D']])
  const listed = parseListFile('a.m3u', 'file:///roms/snes/Mega%20Man%20X.sfc\nfile:///roms/nes/100%.nes\n')
  expect(listed.map(({ shown, platform }) => [shown, platform])).toEqual([
    ['Mega Man X', 'snes'],
    ['100%', 'nes'],
  ])
})

it.each([
  ['UTF-8', Buffer.from('Pokémon Stadium')],
  ['Windows-1252', Buffer.from('Pokémon Stadium', 'latin1')],
  ['UTF-16', Buffer.from('\ufeffPokémon Stadium', 'utf16le')],
])('is read in %s', (_, bytes) => {
  const folder = mkdtempSync(join(tmpdir(), 'curator-list-'))
  try {
    writeFileSync(join(folder, 'best.txt'), bytes)
    expect(titlesIn('best.txt', textOfFile(join(folder, 'best.txt')))).toEqual([['Pokémon Stadium']])
  } finally {
    rmSync(folder, { recursive: true })
  }
})
