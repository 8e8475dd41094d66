/** What devices hold, at the very edge. */
import { describe, expect, it } from 'vitest'
import { everdrive, onion } from '../../presets/index.ts'
import { joinTree } from '../../src/targets/build-tree.ts'
import { buildPart } from '../../src/targets/part.ts'
import type { Target } from '../../src/targets/preset.ts'
import type { Pick } from '../../src/select/pick.ts'
import { file, nes, pick, shapeOf } from './picks.ts'

const out = { path: 'out', policy: 'all' }

function build(target: Target, platform: string, picks: readonly Pick[]): ReturnType<typeof joinTree> {
  return joinTree(target, [buildPart(target, platform, picks)], [], '/out')
}

function games(count: number): readonly Pick[] {
  return Array.from({ length: count }, (_, n) => `Game ${String(n).padStart(4, '0')}`).map((name) =>
    pick('nes', name, [nes(name)]),
  )
}

describe('the N8 Pro shows 1,024 entries of a folder', () => {
  const target = everdrive({ ...out, model: 'n8-pro' })

  it('and gets so many', () => {
    const { tree, problems } = build(target, 'nes', games(1024))
    expect([tree.files.length, problems]).toEqual([1024, []])
  })

  it('and not one more: that is an error', () => {
    const { tree, problems } = build(target, 'nes', games(1025))
    expect(tree.files.length).toBe(1024)
    expect(problems.map(({ message }) => message)).toEqual([
      'EverDrive N8 Pro takes 1024 files and folders in NES: 1 file is not written, from "Game 1024" on.',
    ])
  })
})

describe('a name has 255 units', () => {
  const target = everdrive({ ...out, model: 'gb-x7', layout: '{file}' })

  it.each([
    [255, 255],
    [256, 255],
  ])('%i are written as %i', (asked, written) => {
    const name = 'x'.repeat(asked - '.gb'.length)
    const { tree } = build(target, 'gb', [pick('gb', name, [file(`${name}.gb`)])])
    expect(tree.files[0]?.path.length).toBe(written)
    expect(tree.files[0]?.path.endsWith('.gb')).toBe(true)
  })
})

describe('a file on FAT32 is below 4 GiB', () => {
  const target = onion(out)

  it.each([
    [4_294_967_295, 1],
    [4_294_967_296, 0],
  ])('%i bytes: %i file', (size, count) => {
    const disc = { ...file('Disc (USA).chd'), content: { ...shapeOf('disc'), size } }
    const { tree, problems } = build(target, 'psx', [pick('psx', 'Disc (USA)', [disc])])
    expect(tree.files.length).toBe(count)
    expect(problems.map(({ code }) => code)).toEqual(count === 1 ? [] : ['file-too-large'])
  })
})
