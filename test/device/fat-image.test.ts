/**
 * The device protocol on a real FAT32 image: every change that it makes is made there too, by Debian's own tools. What a
 * card then holds, by which names and in which order, is what was planned, and a check of the file system is content.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { closeSync, ftruncateSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Disk } from '../../src/disk/disk.ts'
import { tempDir } from '../support/cli.ts'
import { memoryDisk } from '../support/memory-disk.ts'
import { build } from './support.ts'

const PATH = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`
const env = { ...process.env, PATH, MTOOLS_SKIP_CHECK: '1', LC_ALL: 'C.UTF-8' }
const TOOLS = ['mkfs.fat', 'fsck.fat', 'mcopy', 'mdel', 'mdir', 'mmd', 'mmove', 'mrd', 'mtype']

const FIRST = {
  'GB/Zebra (USA).gb': 'zebra',
  'GB/alpha (Europe).gb': 'alpha',
  'GB/Pokémon – Rouge (France).gb': 'rouge',
  'GB/Battle of Bits.gb': 'b',
  [`GB/${'Very Long Name '.repeat(12)}(World).gb`]: 'long',
  'GB/Beta - The Return (Japan).gb': 'beta',
  'GBC/Solo.gbc': 'solo',
}
/** A game that gets another name, one in another case, one that changes, two that go, one that comes. */
const THEN = {
  'GB/Zebra (USA, Europe).gb': 'zebra',
  'GB/Alpha (Europe).gb': 'alpha',
  'GB/Pokémon – Rouge (France).gb': 'rouge!',
  'GB/Battle of Bits.gb': 'b',
  [`GB/${'Very Long Name '.repeat(12)}(World).gb`]: 'long',
  'GB/Aardvark.gb': 'aardvark',
}

/** In the order in which a cart should show them, with names of one to nine directory entries. */
const GAMES = ['#', 'A', 'B'].flatMap((letter) =>
  Array.from({ length: 8 }, (_, i) => `GB/${letter}/${letter}${i} ${'long '.repeat((i * 7) % 20)}(World).gb`),
)

/** A third of them, others in each turn; of each letter none in every third turn, so that folders come and go as well. */
function isIn(turn: number, at: number): boolean {
  const letter = Math.floor(at / 8)
  return (turn + letter) % 3 > 0 && ((at * 5 + turn * turn * 3 + at * turn) % 3 === 0 || at % 8 === turn % 8)
}

describe.skipIf(!TOOLS.every(has))(
  'the protocol on a FAT32 image (skipped without dosfstools and mtools)',
  () => {
    it('leaves names, bytes and an order as planned, and a sound file system', async () => {
      const image = makeImage()
      const memory = memoryDisk({ foldCase: true })
      const disk = mirrored(memory, image)
      expect(await build(disk, FIRST, { byName: true })).toMatchObject({ put: 7, outcome: 'done' })
      expect(textsOn(image)).toEqual(FIRST)
      // carts show entries as they were made
      expect(namesIn(image, 'GB')).toEqual([
        'alpha (Europe).gb',
        'Battle of Bits.gb',
        'Beta - The Return (Japan).gb',
        'Pokémon – Rouge (France).gb',
        `${'Very Long Name '.repeat(12)}(World).gb`,
        'Zebra (USA).gb',
      ])
      expect(fsck(image)).toBe(0)

      const built = await build(disk, THEN, { byName: true })
      expect(built).toMatchObject({ put: 2, moved: 2, deleted: 2, outcome: 'done' })
      expect(textsOn(image)).toEqual(THEN)
      expect(mtools('mdir', ['-b'], image, '::').split('\n')).not.toContain('::/GBC/')
      expect(fsck(image)).toBe(0)
      expect(await build(disk, THEN)).toMatchObject({ outcome: 'nothing' })
    })

    it(
      'shows folders in order after ten builds with games that come and go',
      { timeout: 120_000 },
      async () => {
        const image = makeImage()
        const memory = memoryDisk({ foldCase: true })
        // what the card itself says of the order: gaps that deletions left are filled there as its driver likes
        const asWritten = (folder: string) => (memory.stat(folder) ? namesIn(image, folder) : [])
        const disk = { ...mirrored(memory, image), asWritten }
        for (let turn = 0; turn < 10; turn++) {
          const wanted = Object.fromEntries(
            GAMES.filter((_, at) => isIn(turn, at)).map((game) => [game, game]),
          )
          expect(await build(disk, wanted, { byName: true })).toMatchObject({ outcome: 'done' })
          expect(textsOn(image)).toEqual(wanted)
          const letters = ['#', 'A', 'B'].filter((_, letter) => (turn + letter) % 3 > 0)
          expect([turn, namesIn(image, 'GB')]).toEqual([turn, letters])
          for (const letter of letters) {
            const inOrder = Object.keys(wanted).filter((path) => path.startsWith(`GB/${letter}/`))
            const names = inOrder.map((path) => path.slice('GB/#/'.length))
            expect([turn, namesIn(image, `GB/${letter}`)]).toEqual([turn, names])
          }
          expect(fsck(image)).toBe(0)
        }
      },
    )
  },
)

function has(tool: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${tool}`], { env }).status === 0
}

function makeImage(): string {
  const image = join(tempDir('fat-protocol'), 'card.img')
  const handle = openSync(image, 'w')
  ftruncateSync(handle, 96 * 2 ** 20)
  closeSync(handle)
  execFileSync('mkfs.fat', ['-F', '32', '-s', '2', '-n', 'CARD', image], { env, stdio: 'ignore' })
  return image
}

/** Each change is made on the image as well, once the disk in memory has made it. */
function mirrored(disk: Disk, image: string): Disk {
  const scratch = join(tempDir('fat-bytes'), 'bytes')
  const on = (path: string): string => `::/${path}`
  const copy = (path: string): void => {
    writeFileSync(scratch, disk.read(path) ?? '')
    mtools('mcopy', ['-o'], image, scratch, on(path))
  }
  return {
    ...disk,
    mkdir(folder) {
      const made = disk.mkdir(folder)
      for (const path of made) mtools('mmd', [], image, on(path))
      return made
    },
    write(path, bytes) {
      disk.write(path, bytes)
      copy(path)
    },
    async stage(jobs, done, signal) {
      const temps = new Map(jobs.map(({ path, temp }) => [path, temp]))
      const watch: typeof done = (result) => {
        if (result.ok) copy(temps.get(result.path) ?? '')
        done(result)
      }
      await disk.stage(jobs, watch, signal)
    },
    rename(from, to) {
      const isTaken = disk.stat(to) !== undefined
      disk.rename(from, to)
      if (isTaken) mtools('mdel', [], image, on(to))
      mtools('mmove', [], image, on(from), on(to))
    },
    remove(path) {
      disk.remove(path)
      mtools('mdel', [], image, on(path))
    },
    rmdir(folder) {
      disk.rmdir(folder)
      mtools('mrd', [], image, on(folder))
    },
  }
}

function mtools(
  tool: string,
  options: readonly string[],
  image: string,
  ...paths: readonly string[]
): string {
  return execFileSync(tool, ['-i', image, ...options, ...paths], { env, encoding: 'utf8' })
}

/** In the order of the directory. */
function namesIn(image: string, folder: string): readonly string[] {
  const lines = mtools('mdir', ['-b'], image, `::/${folder}`).split('\n')
  return lines
    .filter((line) => line !== '')
    .map((line) => line.slice(`::/${folder}/`.length).replace('/', ''))
}

/** Every file with its text, but curator's own notes. */
function textsOn(image: string): Record<string, string> {
  const lines = mtools('mdir', ['-b', '-/'], image, '::').split('\n')
  const files = lines
    .filter((line) => line !== '' && !line.endsWith('/') && !line.startsWith('::/.curator/'))
    .map((line) => line.slice('::/'.length))
  return Object.fromEntries(files.map((path) => [path, mtools('mtype', [], image, `::/${path}`)]))
}

function fsck(image: string): number | null {
  return spawnSync('fsck.fat', ['-n', image], { env }).status
}
