/** What devices hold, at the very edge. */
import { closeSync, mkdirSync, openSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { everdrive, mister, onion } from '../../presets/index.ts'
import { openDisks } from '../../src/disk/open-disks.ts'
import { observe } from '../../src/targets/device/look/observe.ts'
import { planDevice } from '../../src/targets/device/plan/plan.ts'
import { joinTree } from './join-tree.ts'
import { buildPart } from '../../src/targets/parts/part.ts'
import type { Target } from '../../src/targets/preset.ts'
import type { Pick } from '../../src/select/pick.ts'
import { tempDir } from '../support/cli.ts'
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
      'EverDrive N8 Pro takes 1,024 files and folders in NES: 1 file is not written, from "Game 1024" on.',
    ])
  })
})

describe.each([
  ['gb-x7', 'gb', 'TETRIS.gb', 'GB/TETRIS -.gb'],
  ['gg-x7', 'gamegear', 'HELLO.gg', 'GG/HELLO -.gg'],
  ['gba-mini', 'gba', 'HELLO.gba', 'GBA/HELLO.gba'],
] as const)('a name that DOS could have written, on %s', (model, platform, name, written) => {
  it(`is written as ${written}`, () => {
    const { tree } = build(everdrive({ ...out, model }), platform, [pick(platform, name, [file(name)])])
    expect(tree.files.map(({ path }) => path)).toEqual([written])
  })
})

it('a name has 255 bytes on MiSTer, whose program holds names as bytes', () => {
  const name = '日'.repeat(90)
  const { tree, problems } = build(mister(out), 'nes', [pick('nes', name, [nes(name)])])
  expect(tree.files.map(({ path }) => path)).toEqual([`games/NES/${'日'.repeat(83)}.nes`])
  expect(problems.map(({ message }) => message)).toEqual([
    `"${name}.nes" is written as "${'日'.repeat(83)}.nes" for MiSTer: names there have 255 bytes at most, and it has 274.`,
  ])
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
    expect(tree.files.filter(({ path }) => path.endsWith('.chd')).length).toBe(count)
    expect(problems.map(({ code }) => code)).toEqual(count === 1 ? [] : ['file-too-large'])
  })
})

describe('files of 4 GiB on a disk', () => {
  it.each([
    [4_294_967_295, 4_294_967_296],
    [4_294_967_296, 4_294_967_295],
  ])('%i bytes are wanted where %i are: told by their sizes, and left alone', async (wanted, there) => {
    const dir = tempDir('sparse')
    mkdirSync(join(dir, 'roms'))
    closeSync(openSync(join(dir, 'roms/Disc.chd'), 'w'))
    truncateSync(join(dir, 'roms/Disc.chd'), there) // takes no room
    const disks = openDisks()
    const disk = disks.open(dir)
    const disc = { path: 'roms/Disc.chd', size: wanted, sha1: shapeOf('disc').sha1, label: 'Disc' }
    const files = [{ ...disc, origin: { content: disc.sha1 } }]
    const began = performance.now()
    const { actions } = planDevice(disk, observe(disk), [{ id: 'all', hash: 'x', files }], { target: 'card' })
    expect(actions.map(({ op, path, bytes, reason }) => [op, path, bytes, reason])).toEqual([
      ['conflict', 'roms/Disc.chd', wanted, 'not ours'],
    ])
    expect(performance.now() - began).toBeLessThan(1000) // nobody read them
    await disks.close()
  })
})
