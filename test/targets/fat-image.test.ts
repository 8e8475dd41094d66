/** A real FAT32 card, as Debian's own tools make and read it: names, and the order of what was written. */
import { execFileSync, spawnSync } from 'node:child_process'
import { closeSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { everdrive, mister } from '../../presets/index.ts'
import { EVERDRIVE_MODELS, type EverdriveModel } from '../../presets/data/everdrive.ts'
import { PRESETS } from '../../presets/table.ts'
import { joinTree } from './join-tree.ts'
import { observe } from '../../src/targets/device/look/observe.ts'
import { planDevice } from '../../src/targets/device/plan/plan.ts'
import { slotsOf } from '../../src/targets/parts/footprint.ts'
import { buildPart } from '../../src/targets/parts/part.ts'
import type { Target } from '../../src/targets/preset.ts'
import type { Pick } from '../../src/select/pick.ts'
import { tempDir } from '../support/cli.ts'
import { memoryDisk } from '../support/memory-disk.ts'
import { file, pick } from './picks.ts'

const PATH = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`
const env = { ...process.env, PATH, MTOOLS_SKIP_CHECK: '1', LC_ALL: 'C.UTF-8' }

function has(tool: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${tool}`], { env }).status === 0
}

const NAMES = [
  'Zebra (USA)',
  'alpha (Europe)',
  'Beta: The Return? (Japan)',
  'Pokémon – Rouge (France)',
  `${'Very Long Name '.repeat(12)}(World)`,
  'B',
]

describe.skipIf(!['mkfs.fat', 'mcopy', 'mdir', 'fsck.fat'].every(has))('a FAT32 image', () => {
  const target = everdrive({ path: 'out', policy: 'all', model: 'gb-x7' })

  it('takes every name as it is planned, in the order in which the cart should show them', () => {
    const dir = tempDir('fat')
    const image = makeImage(dir)
    const written = planned(target, NAMES)
    for (const path of written) {
      const source = join(dir, 'files', path)
      mkdirSync(dirname(source), { recursive: true })
      writeFileSync(source, path)
    }
    execFileSync('mmd', ['-i', image, '::GB'], { env })
    for (const path of written)
      execFileSync('mcopy', ['-i', image, join(dir, 'files', path), `::${path}`], { env })

    // a bare listing is in the order of the directory, which such carts show
    const listed = execFileSync('mdir', ['-b', '-i', image, '::GB'], { env, encoding: 'utf8' })
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.replace('::/', ''))
    expect(listed).toEqual(written)
    expect(written.map((path) => path.slice(0, 8))).toEqual([
      'GB/alpha',
      'GB/B -.g',
      'GB/Beta ',
      'GB/Pokem',
      'GB/Very ',
      'GB/Zebra',
    ])
    expect(spawnSync('fsck.fat', ['-n', image], { env }).status).toBe(0)
  })

  it('needs as many directory entries for a name as are counted for it', () => {
    const dir = tempDir('fat')
    const image = makeImage(dir)
    const [long = ''] = planned(target, [NAMES[4] ?? ''])
    writeFileSync(join(dir, 'x'), 'x')
    execFileSync('mmd', ['-i', image, '::GB'], { env })
    execFileSync('mcopy', ['-i', image, join(dir, 'x'), `::${long}`], { env })
    const DOT_ENTRIES = 2
    expect(entriesOfFirstFolder(readFileSync(image)) - DOT_ENTRIES).toBe(slotsOf(long.slice('GB/'.length)))
  })
})

/** Names of games that a file system, a menu or a shell may stumble over, also those that differ in case alone. */
const HOSTILE = [
  ...NAMES,
  'CON',
  'nul.tar',
  'Fate/Zero: "Best" <of> |all|? *',
  ' . leading and trailing . ',
  'Ünïcödé – ★ – ゼルダ',
  'e\u0301 in two parts',
  'é in one part',
  'Game (USA)',
  'GAME (usa)',
  'Archive.zip tool',
  'boot',
  '-rf',
  '~$temp',
  'x'.repeat(300),
]

const all = { path: 'out', policy: 'all' }
/** All that hold games; of carts each has its own menu. */
const DEVICES: Readonly<Record<string, Target>> = {
  ...Object.fromEntries(
    Object.entries(PRESETS).flatMap(([name, preset]) =>
      name === 'everdrive' || name === 'site' ? [] : [[name, preset(all)]],
    ),
  ),
  'mister, in zips': mister({ ...all, archives: 'zip' }),
  ...Object.fromEntries(
    Object.keys(EVERDRIVE_MODELS).map((model) => [
      model,
      everdrive({ ...all, model: model as EverdriveModel, buckets: 'letter' }),
    ]),
  ),
}

describe.skipIf(!['mkfs.fat', 'mcopy', 'mdir', 'fsck.fat'].every(has)).each(Object.entries(DEVICES))(
  'what %s gets',
  (_, target) => {
    it('stands on a FAT32 card under the very names that were planned', () => {
      const dir = tempDir('fat')
      const image = makeImage(dir)
      const rows = Object.entries(target.device.platforms)
      const [platform = 'gb', layout] = rows.find(([, { shape }]) => shape !== 'require-header') ?? []
      const extension = layout?.extensions[0] ?? 'gb'
      const picks = HOSTILE.map((name) =>
        pick(platform, name, [file(`${name}.${extension}`, { bytes: name })]),
      )
      const { tree } = joinTree(target, [buildPart(target, platform, picks)], [], '/out')
      expect(tree.files.length).toBeGreaterThanOrEqual(picks.length - 3)
      for (const { path } of tree.files) {
        const place = join(dir, 'files', path)
        mkdirSync(dirname(place), { recursive: true })
        writeFileSync(place, path)
      }
      const tops = [...new Set(tree.files.map(({ path }) => join(dir, 'files', path.split('/')[0] ?? '')))]
      execFileSync('mcopy', ['-s', '-Q', '-i', image, ...tops, '::'], { env })
      const listed = execFileSync('mdir', ['-/', '-b', '-i', image, '::'], { env, encoding: 'utf8' })
        .split('\n')
        .filter((line) => line !== '' && !line.endsWith('/'))
        .map((line) => line.replace('::/', ''))
      expect(listed.sort()).toEqual(tree.files.map(({ path }) => path).sort())
      expect(spawnSync('fsck.fat', ['-n', image], { env }).status).toBe(0)
    })
  },
)

function makeImage(dir: string): string {
  const image = join(dir, 'card.img')
  const handle = openSync(image, 'w')
  ftruncateSync(handle, 96 * 2 ** 20)
  closeSync(handle)
  execFileSync('mkfs.fat', ['-F', '32', '-s', '2', '-n', 'CARD', image], { env, stdio: 'ignore' })
  return image
}

/** How many directory entries the first folder of the image has in its first cluster. Format: Microsoft's FAT32 specification. */
function entriesOfFirstFolder(image: Buffer): number {
  const sector = image.readUInt16LE(11)
  const cluster = sector * image.readUInt8(13)
  const data = sector * (image.readUInt16LE(14) + image.readUInt8(16) * image.readUInt32LE(36))
  const at = (number: number): Buffer =>
    image.subarray(data + (number - 2) * cluster, data + (number - 1) * cluster)
  const entries = (folder: Buffer): Buffer[] =>
    Array.from({ length: cluster / 32 }, (_, i) => folder.subarray(i * 32, i * 32 + 32)).filter(
      ([first]) => first !== 0,
    )
  const IS_FOLDER = 0x10
  const found = entries(at(image.readUInt32LE(44))).find((entry) => entry.readUInt8(11) === IS_FOLDER)
  const first = found === undefined ? 0 : found.readUInt16LE(20) * 65_536 + found.readUInt16LE(26)
  return entries(at(first)).length
}

/** Paths in the order in which a build puts them. */
function planned(target: Target, names: readonly string[]): readonly string[] {
  const picks: readonly Pick[] = names.map((name) => pick('gb', name, [file(`${name}.gb`)]))
  const { tree } = joinTree(target, [buildPart(target, 'gb', picks)], [], '/out')
  const disk = memoryDisk({ foldCase: true })
  const options = { target: 'card', byName: target.device.listing === 'as-written' }
  const plan = planDevice(disk, observe(disk), [{ id: 'gb', hash: 'x', files: tree.files }], options)
  return plan.actions.map(({ path }) => path)
}
