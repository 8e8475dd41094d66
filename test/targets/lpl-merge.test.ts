/** RetroArch's playlists, which RetroArch writes as well: what its user chose there survives every build. */
import { describe, expect, it } from 'vitest'
import { retroarch } from '../../presets/index.ts'
import { applyPlan } from '../../src/targets/device/apply/apply.ts'
import { observe } from '../../src/targets/device/look/observe.ts'
import { planDevice, type DevicePlan } from '../../src/targets/device/plan/plan.ts'
import { mergeLpl, type LplPaths } from '../../src/targets/formats/lpl-merge.ts'
import { writeLpl, type LplItem } from '../../src/targets/formats/lpl.ts'
import type { PlacedGame } from '../../src/targets/written-game.ts'
import { databaseList } from '../../src/targets/lists/playlist-files.ts'
import { textFile, type TreeFile } from '../../src/targets/tree.ts'
import { planSections, sayActions, visible } from '../device/support.ts'
import { memoryDisk, type MemoryDisk } from '../support/memory-disk.ts'
import { sha1 } from '../support/sha1.ts'

const NOTHING: LplPaths = { now: (path) => path, isOurs: () => false }

const item = (name: string, core?: string): LplItem => ({
  path: `/storage/content/GB/${name}.gb`,
  label: name,
  crc32: 1,
  database: 'Nintendo - Game Boy',
  ...(core === undefined ? {} : { core: { path: `/cores/${core}.so`, name: core } }),
})
const list = (...items: readonly LplItem[]): string => writeLpl({ sort: 'default', items })

/** As RetroArch leaves it once a core was chosen for all, and one for a game. */
const chosen = (text: string): string =>
  text
    .replace('"default_core_path": ""', '"default_core_path": "/cores/gambatte.so"')
    .replace('"label_display_mode": 0', '"label_display_mode": 3')
    .replace('"DETECT",\n      "core_name": "DETECT"', '"/cores/mgba.so",\n      "core_name": "mGBA"')

describe('merging', () => {
  it('is byte for byte what RetroArch writes, whatever was chosen', () => {
    const there = chosen(list(item('Alpha'), item('<b></b> "é"')))
    expect(mergeLpl(there, list(item('Alpha'), item('<b></b> "é"')), NOTHING)).toBe(there)
    expect(mergeLpl(there, list(item('Alpha'), item('<b></b> "é"'), item('New')), NOTHING)).toBe(
      chosen(list(item('Alpha'), item('<b></b> "é"'), item('New'))),
    )
    expect(mergeLpl(chosen(list(item('Alpha'))), list(), { ...NOTHING, isOurs: () => true })).toBe(
      chosen(list()),
    )
  })

  it('leaves what is there to the byte when nothing is new', () => {
    const there = JSON.stringify(JSON.parse(chosen(list(item('Alpha')))))
    expect(mergeLpl(there, list(item('Alpha')), NOTHING)).toBe(there)
  })

  it('takes the core of a game along to its new name, and lets the config decide where it says one', () => {
    const now = (path: string): string => (path === item('Old').path ? item('New').path : path)
    const there = chosen(list(item('Old')))
    expect(mergeLpl(there, list(item('New')), { ...NOTHING, now })).toBe(chosen(list(item('New'))))
    expect(mergeLpl(there, list(item('Old', 'gambatte')), NOTHING)).toContain('"core_name": "gambatte"')
  })

  it('keeps games of the user, and what nobody knows, but no games of ours that are not in the list any more', () => {
    const there = list(item('Alpha'), item('Left'), { ...item('x'), path: '/mine/Homebrew.gb' }).replace(
      '.lpl"\n',
      '.lpl",\n      "entry_slot": 2\n',
    )
    const isOurs = (path: string): boolean => path.startsWith('/storage/')
    const merged = mergeLpl(there, list(item('Alpha')), { ...NOTHING, isOurs }) ?? ''
    const { items } = JSON.parse(merged) as { items: Record<string, unknown>[] }
    expect(items.map(({ path, entry_slot: slot }) => [path, slot])).toEqual([
      ['/storage/content/GB/Alpha.gb', 2],
      ['/mine/Homebrew.gb', undefined],
    ])
  })

  it.each([
    ['a list in the old form', '/roms/a.gb\nAlpha\nDETECT\nDETECT\nDETECT\nx.lpl\n'],
    ['half a list', list(item('Alpha')).slice(0, 200)],
    ['a list without items', '{}'],
    ['a list of something else', '{"items": [1]}'],
    [
      'a portable playlist of another machine',
      list().replace('{\n', '{\n  "base_content_directory": "/x",\n'),
    ],
  ])('leaves %s alone', (_case, there) => {
    expect(mergeLpl(there, list(item('Alpha')), NOTHING)).toBe(undefined)
  })
})

describe('on a device', () => {
  const target = retroarch<string, string>({ path: 'out', policy: 'all', deviceRoot: '/storage' })
  const LIST = 'playlists/Nintendo - Game Boy.lpl'

  it('keeps what was chosen in RetroArch through builds, renames and removals', async () => {
    const disk = memoryDisk()
    await build(disk, { Alpha: 'one', Bravo: 'two' })
    const there = chosen(visible(disk.files())[LIST] ?? '')
    disk.write(LIST, Buffer.from(there))
    disk.wait(10_000)
    expect(planOf(disk, { Alpha: 'one', Bravo: 'two' }).actions).toEqual([])
    await build(disk, { Alpha: 'one', Bravo: 'two' })
    await build(disk, { 'Alpha 2': 'one', Charlie: 'three' })
    const now = visible(disk.files())[LIST] ?? ''
    expect(now).toContain('"default_core_path": "/cores/gambatte.so"')
    expect(JSON.parse(now)).toMatchObject({
      items: [
        { path: '/storage/content/Nintendo - Game Boy/Alpha 2.gb', label: 'Alpha 2', core_name: 'mGBA' },
        { path: '/storage/content/Nintendo - Game Boy/Charlie.gb', core_name: 'DETECT' },
      ],
    })
    expect(planOf(disk, { 'Alpha 2': 'one', Charlie: 'three' }).actions).toEqual([])
  })

  it('knows its own games, and what was chosen for them, where the device has another root now', async () => {
    const disk = memoryDisk()
    await build(disk, { Alpha: 'one' })
    const there = chosen(visible(disk.files())[LIST] ?? '').replaceAll('/storage/', 'D:\\\\RetroArch\\\\')
    disk.write(LIST, Buffer.from(there))
    disk.wait(10_000)
    await build(disk, { Alpha: 'one' })
    const { items } = JSON.parse(visible(disk.files())[LIST] ?? '') as { items: object[] }
    expect(items).toMatchObject([
      { path: '/storage/content/Nintendo - Game Boy/Alpha.gb', core_name: 'mGBA' },
    ])
    expect(items).toHaveLength(1)
  })

  it('looks at the whole tree where RetroArch wrote, so that no game of ours stays in a list for good', async () => {
    const disk = memoryDisk()
    await build(disk, { Alpha: 'one', Bravo: 'two' })
    disk.write(LIST, Buffer.from(chosen(visible(disk.files())[LIST] ?? '')))
    disk.wait(10_000)
    await build(disk, { Alpha: 'one', Bravo: 'two' })
    // the game stays where it is, but not in the list
    const files = tree({ Alpha: 'one', Bravo: 'two' })
    const shorter = tree({ Alpha: 'one' }).filter(({ path }) => path === LIST)
    const plan = planSections(
      disk,
      observe(disk),
      [
        { id: 'games', hash: 'games', files: files.filter(({ path }) => path !== LIST) },
        { id: 'lists', hash: 'shorter', files: shorter },
      ],
      { target: 'card' },
    )
    const [put] = plan.actions
    expect(put?.op === 'put' && 'text' in put.file.origin && put.file.origin.text.includes('Bravo')).toBe(
      false,
    )
    expect(sayActions(plan.actions)).toEqual([`put ${LIST} (changed)`])
  })

  it('leaves a playlist alone that was there before', async () => {
    const disk = memoryDisk()
    disk.mkdir('playlists')
    disk.write(LIST, Buffer.from(list(item('Mine'))))
    expect(sayActions(planOf(disk, { Alpha: 'one' }).actions)).toContain(`conflict ${LIST} (not ours)`)
  })

  function tree(texts: Readonly<Record<string, string>>): readonly TreeFile[] {
    const games = Object.keys(texts).map((release): PlacedGame => ({
      platform: 'gb',
      release,
      path: `content/Nintendo - Game Boy/${release}.gb`,
      crc32: 1,
    }))
    return [
      ...games.map(({ path, release }) => {
        const text = texts[release] ?? ''
        return { ...textFile(path, text, release), origin: { content: sha1(text) } }
      }),
      ...databaseList(target, 'Nintendo - Game Boy', games, '/out').files,
    ]
  }

  function planOf(disk: MemoryDisk, texts: Readonly<Record<string, string>>): DevicePlan {
    const files = tree(texts)
    const isList = ({ path }: TreeFile): boolean => path === LIST
    const sections = [
      { id: 'games', hash: 'games', files: files.filter((file) => !isList(file)) },
      { id: 'lists', hash: sha1(JSON.stringify(texts)), files: files.filter(isList) },
    ]
    return planDevice(disk, observe(disk), sections, { target: 'card' })
  }

  async function build(disk: MemoryDisk, texts: Readonly<Record<string, string>>): Promise<void> {
    const known = new Map(Object.values(texts).map((text) => [sha1(text), text]))
    const plan = planOf(disk, texts)
    await applyPlan(
      disk,
      plan,
      ({ origin, sha1: hash }) => {
        if ('text' in origin) return origin
        return { text: 'bytes' in origin ? Buffer.from(origin.bytes).toString() : (known.get(hash) ?? '') }
      },
      { tree: sha1(JSON.stringify(texts)) },
    )
    disk.wait(10_000)
  }
})
