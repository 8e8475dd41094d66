/** Lists that frontends write as well: what they put there survives every build. */
import { XMLParser } from 'fast-xml-parser'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { batocera, esDe } from '../../presets/index.ts'
import { memoryDisk, type MemoryDisk } from '../../src/disk/memory-disk.ts'
import { applyPlan, type ApplyResult } from '../../src/targets/device/apply.ts'
import { observe } from '../../src/targets/device/observe.ts'
import { planDevice, type DevicePlan } from '../../src/targets/device/plan.ts'
import { mergeGamelist, readGamelist, writeGamelist } from '../../src/targets/formats/gamelist.ts'
import { gamelistFile } from '../../src/targets/frontend-lists.ts'
import { textFile, type TreeFile } from '../../src/targets/tree.ts'
import { sayActions, sha1, visible } from '../device/support.ts'

const NONE: ReadonlyMap<string, string> = new Map()

/** As Batocera leaves it: in another order, with more in it, and a game and a folder that are not ours. */
const PLAYED = `<?xml version="1.0"?>
<gameList>
\t<folder>
\t\t<path>./Mine</path>
\t\t<favorite>true</favorite>
\t</folder>
\t<game id="7" source="ScreenScraper.fr">
\t\t<path>./Old &amp; Good (USA).sfc</path>
\t\t<name>My own name</name>
\t\t<favorite>true</favorite>
\t\t<playcount>12</playcount>
\t\t<lastplayed>20250101T120000</lastplayed>
\t</game>
\t<game>
\t\t<path>./Mine/homebrew.sfc</path>
\t\t<hidden>true</hidden>
\t</game>
</gameList>
`

describe('merging', () => {
  const ours = [
    { path: './New (USA).sfc', name: 'New' },
    { path: './Old & Good (USA).sfc', name: 'Old & Good' },
  ]

  it('adds what is new, and leaves everything else to the byte', () => {
    expect(mergeGamelist(PLAYED, ours, NONE)).toBe(
      PLAYED.replace(
        '</gameList>',
        '\t<game>\n\t\t<path>./New (USA).sfc</path>\n\t\t<name>New</name>\n\t</game>\n</gameList>',
      ),
    )
  })

  it('changes nothing when all is there', () => {
    expect(mergeGamelist(PLAYED, ours.slice(1), NONE)).toBe(PLAYED)
  })

  it('takes favourites and counts along when a game gets another name', () => {
    const renamed = new Map([['./Old & Good (USA).sfc', './Old & Better (USA).sfc']])
    const merged = mergeGamelist(PLAYED, [{ path: './Old & Better (USA).sfc', name: 'x' }], renamed)
    expect(merged).toBe(PLAYED.replace('./Old &amp; Good (USA).sfc', './Old &amp; Better (USA).sfc'))
  })

  it.each([
    ['an empty file', '', true],
    ['an empty list', '<?xml version="1.0"?>\n<gameList />\n', true],
    ['something else', '<playlist></playlist>', false],
    ['half a list', '<?xml version="1.0"?>\n<gameList>\n\t<game>\n', false],
  ])('of %s', (_case, there, isReplaced) => {
    expect(mergeGamelist(there, ours, NONE)).toBe(isReplaced ? writeGamelist(ours) : undefined)
  })

  it('takes time in proportion to the length of a damaged list', () => {
    const broken = `<gameList>${'<game><path>'.repeat(100_000)}</gameList>`
    const began = performance.now()
    mergeGamelist(broken, ours, NONE)
    expect(performance.now() - began).toBeLessThan(2000)
  })

  it('writes XML that says what it was given, and reads it back, whatever the names', () => {
    const text = fc
      .string({ unit: 'binary', maxLength: 30 })
      .map((name) => name.replace(/[^\x20-\ud7ff]/g, ''))
    const games = fc.uniqueArray(fc.record({ path: text.map((name) => `./${name}`), name: text }), {
      selector: ({ path }) => path,
      maxLength: 5,
    })
    const parser = new XMLParser({
      trimValues: false,
      parseTagValue: false,
      isArray: (name) => name === 'game',
    })
    fc.assert(
      fc.property(games, (list) => {
        const written = writeGamelist(list)
        expect(readGamelist(written)).toEqual(list)
        const parsed = parser.parse(written) as {
          gameList: { game?: { path: string; name: string }[] } | string
        }
        const found = typeof parsed.gameList === 'string' ? [] : (parsed.gameList.game ?? [])
        expect(found.map(({ path, name }) => [path, name])).toEqual(
          list.map(({ path, name }) => [path, name]),
        )
        expect(mergeGamelist(written, list, NONE)).toBe(written)
      }),
    )
  })
})

it('takes what looks like a reference and is none for what it is, whatever objects are made of', () => {
  const there =
    '<gameList>\n\t<game>\n\t\t<path>./a &toString; &valueOf; b.gb</path>\n\t</game>\n</gameList>\n'
  expect(readGamelist(there).map(({ path }) => path)).toEqual(['./a &toString; &valueOf; b.gb'])
})

describe('on a device', () => {
  const LIST = 'roms/snes/gamelist.xml'

  it('lists games by title, and two editions of one apart', () => {
    const target = batocera({ path: 'out', policy: 'all' })
    const games = ['Alpha (USA)', 'Bravo (USA)', 'Bravo (Japan)'].map((release) => ({
      platform: 'snes',
      release,
      path: `roms/snes/${release}.sfc`,
      crc32: 1,
    }))
    const file = gamelistFile(target.device.gameLists!, target, 'snes', games)
    expect([file.path, file.merge]).toEqual([LIST, { as: 'gamelist', home: 'roms/snes' }])
    expect(readGamelist('text' in file.origin ? file.origin.text : '')).toEqual([
      { path: './Alpha (USA).sfc', name: 'Alpha' },
      { path: './Bravo (Japan).sfc', name: 'Bravo (Japan)' },
      { path: './Bravo (USA).sfc', name: 'Bravo (USA)' },
    ])
  })

  it('names the folder that stands for the discs of a game in ES-DE', () => {
    const target = esDe({ path: 'out', policy: 'all' })
    const game = { platform: 'psx', release: 'Long Road (USA)', path: 'ROMs/psx/L.m3u/L.m3u', crc32: 0 }
    const file = gamelistFile(target.device.gameLists!, target, 'psx', [game])
    expect(file.path).toBe('ES-DE/gamelists/psx/gamelist.xml')
    expect(readGamelist('text' in file.origin ? file.origin.text : '')).toEqual([
      { path: './L.m3u', name: 'Long Road' },
    ])
  })

  it('keeps what the frontend wrote through builds, renames and removals', async () => {
    const disk = memoryDisk()
    await build(disk, { 'Old & Good (USA).sfc': 'one' })
    disk.wait(10_000)
    disk.write(LIST, Buffer.from(PLAYED))

    expect(planOf(disk, { 'Old & Good (USA).sfc': 'one' }).actions).toEqual([])
    await build(disk, { 'Old & Good (USA).sfc': 'one' })
    expect(visible(disk.files())[LIST]).toBe(PLAYED)

    const plan = planOf(disk, { 'Old & Better (USA).sfc': 'one', 'New.sfc': 'two' })
    expect(sayActions(plan.actions)).toEqual([
      'move roms/snes/Old & Good (USA).sfc > roms/snes/Old & Better (USA).sfc (renamed)',
      'put roms/snes/New.sfc (new)',
      `put ${LIST} (changed)`,
    ])
    expect((await build(disk, { 'Old & Better (USA).sfc': 'one', 'New.sfc': 'two' })).outcome).toBe('done')
    const now = visible(disk.files())[LIST] ?? ''
    expect(now).toContain(
      './Old &amp; Better (USA).sfc</path>\n\t\t<name>My own name</name>\n\t\t<favorite>true',
    )
    expect(now).toContain('<path>./New.sfc</path>')

    // no game is wanted any more: the list holds what is the player's, and stays
    const end = planDevice(disk, observe(disk), [{ id: 'all', hash: 'none', files: [] }], { target: 'card' })
    expect(sayActions(end.actions).filter((line) => line.includes('gamelist'))).toEqual([])
  })

  it('goes when nobody else ever wrote to it', async () => {
    const disk = memoryDisk()
    await build(disk, { 'A.sfc': 'one' })
    const end = planDevice(disk, observe(disk), [{ id: 'all', hash: 'none', files: [] }], { target: 'card' })
    expect(sayActions(end.actions)).toContain(`delete ${LIST} (no longer wanted)`)
  })

  it('is made anew, without the games that left, as long as nobody else wrote to it', async () => {
    const [disk, fresh] = [memoryDisk(), memoryDisk()]
    await build(disk, { 'A.sfc': 'one', 'B.sfc': 'two' })
    await build(disk, { 'A.sfc': 'one', 'C.sfc': 'three' })
    await build(fresh, { 'A.sfc': 'one', 'C.sfc': 'three' })
    expect(visible(disk.files())[LIST]).toBe(visible(fresh.files())[LIST])
  })

  it('keeps what the frontend wrote when all that is there is taken over', async () => {
    const disk = memoryDisk()
    await build(disk, { 'Old & Good (USA).sfc': 'one' })
    disk.write(LIST, Buffer.from(PLAYED))
    await build(disk, { 'Old & Good (USA).sfc': 'one' })
    await build(disk, { 'Old & Good (USA).sfc': 'one' }, { adopt: true })
    await build(disk, { 'New.sfc': 'two' })
    expect(visible(disk.files())[LIST]).toContain('<playcount>12</playcount>')
  })

  function tree(texts: Readonly<Record<string, string>>): readonly TreeFile[] {
    const games = Object.entries(texts).map(([name, text]) => ({
      ...textFile(`roms/snes/${name}`, text, name),
      origin: { content: sha1(text) },
    }))
    const list = writeGamelist(
      Object.keys(texts)
        .sort()
        .map((name) => ({ path: `./${name}`, name })),
    )
    return [...games, { ...textFile(LIST, list, 'snes'), merge: { as: 'gamelist', home: 'roms/snes' } }]
  }

  function planOf(
    disk: MemoryDisk,
    texts: Readonly<Record<string, string>>,
    { adopt = false } = {},
  ): DevicePlan {
    const files = tree(texts)
    const hash = sha1(JSON.stringify(files))
    return planDevice(disk, observe(disk), [{ id: 'all', hash, files }], { target: 'card', adopt })
  }

  async function build(
    disk: MemoryDisk,
    texts: Readonly<Record<string, string>>,
    options?: { readonly adopt: boolean },
  ): Promise<ApplyResult> {
    const known = new Map(Object.values(texts).map((text) => [sha1(text), text]))
    const plan = planOf(disk, texts, options)
    const result = await applyPlan(
      disk,
      plan,
      ({ origin, sha1: hash }) => ('text' in origin ? origin : { text: known.get(hash) ?? '' }),
      { tree: sha1(JSON.stringify(texts)) },
    )
    disk.wait(10_000)
    return result
  }
})
