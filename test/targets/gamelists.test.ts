/** Lists that frontends write as well: what they put there survives every build. */
import { XMLParser } from 'fast-xml-parser'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { batocera, esDe, onion } from '../../presets/index.ts'
import { adopt as takeOver } from '../../src/targets/device/adopt.ts'
import { readDevice } from '../../src/targets/device/look/reading.ts'
import { applyPlan, type ApplyResult } from '../../src/targets/device/apply/apply.ts'
import { observe } from '../../src/targets/device/look/observe.ts'
import { planDevice, type DevicePlan } from '../../src/targets/device/plan/plan.ts'
import { mergeGamelist, type KnownGames } from '../../src/targets/formats/gamelist-merge.ts'
import { readGamelist, untoldIn, writeGamelist } from '../../src/targets/formats/gamelist.ts'
import { gamelistFile } from '../../src/targets/lists/frontend.ts'
import { textFile, type TreeFile } from '../../src/targets/tree.ts'
import { sayActions, visible } from '../device/support.ts'
import { memoryDisk, PowerLoss, type MemoryDisk } from '../support/memory-disk.ts'
import { sha1 } from '../support/sha1.ts'

const NONE: KnownGames = {
  renamed: new Map(),
  gone: new Set(),
  called: new Map(),
  home: 'roms/snes',
  isAnother: () => false,
}

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
    const now = [{ path: './Old & Better (USA).sfc', name: 'x' }]
    const merged = mergeGamelist(PLAYED, now, { ...NONE, renamed })
    expect(merged).toBe(PLAYED.replace('./Old &amp; Good (USA).sfc', './Old &amp; Better (USA).sfc'))
  })

  it('gives an untouched game its new name as well, and takes it away when it is gone', () => {
    const there = writeGamelist([
      { path: './Old (USA).sfc', name: 'Old', pictures: [['image', './images/Old (USA).png']] },
      { path: './Left (USA).sfc', name: 'Left', pictures: [['image', './images/Left (USA).png']] },
    ])
    const now = {
      path: './New (USA).sfc',
      name: 'New',
      pictures: [['image', './images/New (USA).png']],
    } as const
    const changes = {
      ...NONE,
      renamed: new Map([
        ['./Old (USA).sfc', './New (USA).sfc'],
        ['./images/Old (USA).png', './images/New (USA).png'],
      ]),
      gone: new Set(['./Left (USA).sfc', './images/Left (USA).png']),
    }
    expect(mergeGamelist(there, [now], changes)).toBe(writeGamelist([now]))
  })

  it('lets a disc that joined others go, unless somebody said something of it', () => {
    const entry = (path: string, said = '') => `<game><path>./${path}</path><name>Saga</name>${said}</game>`
    const changes = {
      ...NONE,
      renamed: new Map([['./Saga (Disc 2).cue', './Saga/Saga (Disc 2).cue']]),
    }
    const set = { path: './Saga.m3u', name: 'Saga' }
    const list = (...entries: readonly string[]) => `<gameList>${entries.join('')}</gameList>`
    const there = (said = '') => list(entry('Saga.m3u'), entry('Saga (Disc 2).cue', said))
    expect(mergeGamelist(there(), [set], changes)).toBe(list(entry('Saga.m3u')))
    const said = '<playcount>3</playcount>'
    expect(mergeGamelist(there(said), [set], changes)).toBe(
      list(entry('Saga.m3u'), entry('Saga/Saga (Disc 2).cue', said)),
    )
  })

  it.each([
    ['a favourite', '<favorite>true</favorite>'],
    ['a name of its own', '<name>As I call it</name>'],
    ['a picture that was scraped', '<image>./media/left.png</image>'],
    ['a core that was chosen', '<emulator>libretro</emulator><core>snes9x</core>'],
    ['what nobody knows', '<scrap name="x" />'],
  ])('keeps a game that is gone for %s', (_case, said) => {
    const there = `<gameList>\n\t<game><path>./Left (USA).sfc</path>${said}</game>\n</gameList>\n`
    const changes = { ...NONE, gone: new Set(['./Left (USA).sfc']) }
    expect(mergeGamelist(there, [], changes)).toBe(there)
  })

  it('keeps what a scraper wrote beside it', () => {
    const there = '<gameList>\n\t<game id="7"><path>./Left.sfc</path></game>\n</gameList>\n'
    expect(mergeGamelist(there, [], { ...NONE, gone: new Set(['./Left.sfc']) })).toBe(there)
  })

  it('knows names that no path tells by what it called games last, and changes only these', () => {
    const set = { path: './pacman.zip', name: 'Pac-Man' }
    const kept = { path: './Old (USA).sfc', name: 'New' }
    const plain = { path: './Plain (USA).sfc', name: 'Plain' }
    const told = ['Plain (USA)', 'Plain (USA)', 'A & B'].map((name) => ({
      path: `./x/${name} (x).sfc`,
      name,
    }))
    const whole = { ...plain, name: 'Plain (USA)' }
    expect(untoldIn(writeGamelist([set, kept, plain, whole, ...told]))).toEqual([set, kept])
    const there = writeGamelist([set, kept, plain])
    const called = new Map([set, kept].map(({ path, name }) => [path, name]))
    const gone = new Set([set.path, kept.path])
    expect(mergeGamelist(there, [plain], { ...NONE, called, gone })).toBe(writeGamelist([plain]))
    expect(mergeGamelist(there, [plain], { ...NONE, gone })).toBe(there)
    const now = { ...set, name: 'Puck Man' }
    expect(mergeGamelist(there, [now, kept, plain], { ...NONE, called })).toBe(
      writeGamelist([now, kept, plain]),
    )
    const mine = there.replace('>Pac-Man<', '>Mine<')
    expect(mergeGamelist(mine, [now, kept, plain], { ...NONE, called })).toBe(mine)
  })

  it('takes what was said along where two games get the names of each other', () => {
    const entry = (name: string, said: string): string =>
      `\t<game>\n\t\t<path>./${name}.sfc</path>\n${said}\t</game>\n`
    const list = (...games: readonly string[]): string => `<gameList>\n${games.join('')}</gameList>\n`
    const said = '\t\t<favorite>true</favorite>\n'
    const there = list(entry('A', said), entry('B', ''))
    const games = ['A', 'B'].map((name) => ({ path: `./${name}.sfc`, name }))
    const renamed = new Map([
      ['./A.sfc', './B.sfc'],
      ['./B.sfc', './A.sfc'],
    ])
    expect(mergeGamelist(there, games, { ...NONE, renamed })).toBe(list(entry('B', said), entry('A', '')))
  })

  it('says nothing of a game that was said of another, which is gone, and whose name it has now', () => {
    const there =
      '<gameList><game><path>./A.sfc</path></game><game><path>./B.sfc</path><playcount>1</playcount></game></gameList>'
    const changes = { renamed: new Map([['./A.sfc', './B.sfc']]), gone: new Set(['./B.sfc']) }
    expect(mergeGamelist(there, [{ path: './B.sfc', name: 'B' }], { ...NONE, ...changes })).toBe(
      '<gameList><game><path>./B.sfc</path></game></gameList>',
    )
  })

  it('takes the pictures that are gone out of a game, and puts others in their place', () => {
    const entry = (image: string) =>
      `<gameList>\n\t<game>\n\t\t<path>./A.sfc</path>\n${image}\t\t<favorite>true</favorite>\n\t</game>\n</gameList>\n`
    const there = entry('\t\t<image>./images/A.png</image>\n')
    const changes = { ...NONE, gone: new Set(['./images/A.png']) }
    const game = { path: './A.sfc', name: 'A' }
    expect(mergeGamelist(there, [game], changes)).toBe(entry(''))
    const shown = { ...game, pictures: [['image', './images/A.jpg'] as const] }
    expect(mergeGamelist(there, [shown], changes)).toBe(entry('\t\t<image>./images/A.jpg</image>\n'))
  })

  it('finds games by whole paths, and by paths without a dot, as scrapers write them', () => {
    for (const path of ['/userdata/roms/snes/A.sfc', 'A.sfc']) {
      const there = `<gameList><game><path>${path}</path><favorite>true</favorite></game></gameList>`
      expect(mergeGamelist(there, [{ path: './A.sfc', name: 'A' }], NONE)).toBe(there)
      const renamed = new Map([['./A.sfc', './B.sfc']])
      expect(mergeGamelist(there, [{ path: './B.sfc', name: 'B' }], { ...NONE, renamed })).toBe(
        there.replace(path, './B.sfc'),
      )
    }
    const elsewhere = '<gameList><game><path>/media/usb/A.sfc</path></game></gameList>'
    expect(mergeGamelist(elsewhere, [{ path: './A.sfc', name: 'A' }], NONE)).toContain('<path>./A.sfc</path>')
  })

  it.each([
    ['in other case', './POKE\u0301 (usa).SFC', './Pok\u00e9 (USA).sfc'],
    ['with its accents apart', 'Poke\u0301 (USA).sfc', './Pok\u00e9 (USA).sfc'],
    ['as a whole path', '/userdata/roms/snes/poke\u0301 (USA).sfc', './Pok\u00e9 (USA).sfc'],
  ])('finds a game that the frontend spells %s, and its picture', (_case, theirs, path) => {
    const list = (game: string, image: string) =>
      `<gameList>\n\t<game>\n\t\t<path>${game}</path>\n\t\t<name>Mine</name>\n\t\t<playcount>3</playcount>\n\t\t<image>${image}</image>\n\t</game>\n</gameList>\n`
    const game = { path, name: 'Pok\u00e9', pictures: [['image', './images/Pok\u00e9.png'] as const] }
    const there = list(theirs, './Images/poke\u0301.png')
    const now = list(path, './images/Pok\u00e9.png')
    expect(mergeGamelist(there, [game], NONE)).toBe(now)
    const renamed = new Map([
      [path, './New.sfc'],
      ['./images/Pok\u00e9.png', './images/New.png'],
    ])
    const next = { path: './New.sfc', name: 'New', pictures: [['image', './images/New.png'] as const] }
    expect(mergeGamelist(there, [next], { ...NONE, renamed })).toBe(list('./New.sfc', './images/New.png'))
  })

  it('leaves an entry of another spelling alone, where there is one of the very path', () => {
    const entry = (path: string, said = '') => `\t<game>\n\t\t<path>${path}</path>\n${said}\t</game>\n`
    const there = `<gameList>\n${entry('./game.sfc', '\t\t<favorite>true</favorite>\n')}${entry('./Game.sfc')}</gameList>\n`
    expect(mergeGamelist(there, [{ path: './Game.sfc', name: 'Game' }], NONE)).toBe(there)
  })

  it('leaves the entry of a file alone that differs in case from one of ours', () => {
    const there = `<gameList><game><path>./GAME.sfc</path><favorite>true</favorite></game></gameList>`
    const isAnother = (path: string, other: string) => path === './GAME.sfc' && other === './game.sfc'
    const merged = mergeGamelist(there, [{ path: './game.sfc', name: 'game' }], { ...NONE, isAnother })
    expect(merged).toContain('<path>./GAME.sfc</path><favorite>true</favorite>')
    expect(merged).toContain('<path>./game.sfc</path>')
  })

  it('gives a favourite the new name of its game, unless somebody gave it one', () => {
    const entry = (path: string, name: string) =>
      `<gameList><game><path>${path}</path><name>${name}</name><favorite>true</favorite></game></gameList>`
    const renamed = new Map([['./Old (USA).sfc', './New (USA).sfc']])
    const games = [{ path: './New (USA).sfc', name: 'New' }]
    const merged = (name: string) =>
      mergeGamelist(entry('./Old (USA).sfc', name), games, { ...NONE, renamed })
    expect(merged('Old')).toBe(entry('./New (USA).sfc', 'New'))
    expect(merged('My old one')).toBe(entry('./New (USA).sfc', 'My old one'))
  })

  it('reads paths that are marked as text', () => {
    const path = (text: string) =>
      `<gameList><game><path>${text}</path><desc><![CDATA[</game> <path>./C.sfc</path>]]></desc></game></gameList>`
    const there = path('<![CDATA[./A & ]]>B &#38; C.sfc')
    expect(mergeGamelist(there, [{ path: './A & B & C.sfc', name: 'A' }], NONE)).toBe(there)
    const renamed = new Map([['./A & B & C.sfc', './D & E.sfc']])
    expect(mergeGamelist(there, [{ path: './D & E.sfc', name: 'D' }], { ...NONE, renamed })).toBe(
      path('./D &amp; E.sfc'),
    )
  })

  it('names the core of a game where none is named', () => {
    const there = (said: string) =>
      `<gameList>\n\t<game>\n\t\t<path>./A.sfc</path>\n\t\t<favorite>true</favorite>\n${said}\t</game>\n</gameList>\n`
    const games = [{ path: './A.sfc', name: 'A', core: 'bsnes' }]
    const named = there('\t\t<emulator>libretro</emulator>\n\t\t<core>bsnes</core>\n')
    expect(mergeGamelist(there(''), games, NONE)).toBe(named)
    const chosen = there('\t\t<core>snes9x</core>\n')
    expect(mergeGamelist(chosen, games, NONE)).toBe(chosen)
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

  it('takes the name of a folder as it is', () => {
    const target = batocera({ path: 'out', policy: 'all' })
    const game = { platform: 'snes', release: 'Alpha (USA)', path: "roms/$& $'/Alpha (USA).sfc", crc32: 1 }
    const file = gamelistFile(target.device.gameLists!, target, "$& $'", [game])
    expect([file.path, file.merge]).toEqual([
      "roms/$& $'/gamelist.xml",
      { as: 'gamelist', home: "roms/$& $'" },
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
      `put ${LIST} (changed)`,
      'put roms/snes/New.sfc (new)',
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

  it.each([
    ['where case matters, what it says of that file', false, ['./GAME.sfc', './game.sfc']],
    ['where case does not matter, what it says of the game', true, ['./game.sfc']],
  ])('keeps, beside a file that differs in case: %s', async (_, foldCase, paths) => {
    const disk = memoryDisk({ foldCase })
    disk.mkdir('roms/snes')
    disk.write('roms/snes/GAME.sfc', Buffer.from(foldCase ? 'one' : 'my own'))
    const entry = '<game><path>./GAME.sfc</path><name>Mine</name><favorite>true</favorite></game>'
    disk.write(LIST, Buffer.from(`<gameList>${entry}</gameList>`))
    await build(disk, { 'game.sfc': 'one' })
    const now = visible(disk.files())[LIST] ?? ''
    expect([...now.matchAll(/<path>(.*?)<\/path>/g)].map(([, path]) => path)).toEqual(paths)
    expect(now).toContain(`<path>${paths[0]}</path><name>Mine</name><favorite>true</favorite>`)
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

  it('is no worse for a card that was copied without its times', async () => {
    const [disk, fresh] = [memoryDisk(), memoryDisk()]
    await build(disk, { 'A.sfc': 'one', 'B.sfc': 'two' })
    disk.touch(LIST, 1_600_000_000_000)
    await build(disk, { 'A.sfc': 'one' })
    await build(fresh, { 'A.sfc': 'one' })
    expect(visible(disk.files())[LIST]).toBe(visible(fresh.files())[LIST])
  })

  it('keeps what was written at the same length within the seconds that FAT cannot tell', async () => {
    const disk = memoryDisk()
    await build(disk, { 'A.sfc': 'one', 'B.sfc': 'two' })
    const edited = (visible(disk.files())[LIST] ?? '').replace('<name>A<', '<name>Z<')
    const { mtime = 0 } = disk.stat(LIST) ?? {}
    disk.write(LIST, Buffer.from(edited))
    disk.touch(LIST, mtime)
    await build(disk, { 'A.sfc': 'one', 'C.sfc': 'three' })
    expect(visible(disk.files())[LIST]).toContain('<name>Z<')
    expect(visible(disk.files())[LIST]).not.toContain('B.sfc')
  })

  it('takes favourites along with each of two games of the same bytes', async () => {
    const disk = memoryDisk()
    await build(disk, { 'A1.sfc': 'same', 'B1.sfc': 'same' })
    const there = visible(disk.files())[LIST] ?? ''
    disk.write(LIST, Buffer.from(there.replace('</name>', '</name><favorite>true</favorite>')))
    disk.wait(10_000)
    await build(disk, { 'A2.sfc': 'same', 'B2.sfc': 'same' })
    expect(readGamelist(visible(disk.files())[LIST] ?? '').map(({ path }) => path)).toEqual([
      './A2.sfc',
      './B2.sfc',
    ])
  })

  it('takes favourites along when the power fails between games and other files', async () => {
    const texts = { 'Old (USA).sfc': 'one' }
    const after = { 'New (USA).sfc': 'one', 'a big one.sfc': 'x'.repeat(100), 'another.sfc': 'y'.repeat(100) }
    for (let at = 1, isOver = false; !isOver; at++) {
      const disk = memoryDisk()
      await build(disk, texts)
      const there = visible(disk.files())[LIST] ?? ''
      disk.write(LIST, Buffer.from(there.replace('</name>', '</name><favorite>true</favorite>')))
      disk.wait(10_000)
      disk.eject()
      disk.dieAt(at)
      try {
        await build(disk, after, { chunk: 10 })
        isOver = true
      } catch (error) {
        if (!(error instanceof PowerLoss)) throw error
        disk.crash(() => 0.5)
        await build(disk, after)
      }
      const [first, ...others] = (visible(disk.files())[LIST] ?? '').split('</game>')
      expect(first).toContain('<path>./New (USA).sfc</path>')
      expect(first).toContain('<favorite>true</favorite>')
      expect(others.join('')).not.toMatch(/Old|New/)
    }
  })

  it('takes favourites along when the power fails while two games get the names of each other', async () => {
    const before = { 'A.sfc': 'one', 'B.sfc': 'two', 'C.sfc': 'three' }
    const after = { 'A.sfc': 'two', 'B.sfc': 'one', 'D.sfc': 'three' }
    let cuts = 0
    for (let at = 1, isOver = false; !isOver; at++) {
      const disk = memoryDisk()
      await build(disk, before)
      const [first = '', ...others] = (visible(disk.files())[LIST] ?? '').split('</game>')
      disk.write(LIST, Buffer.from([`${first}<favorite>true</favorite>`, ...others].join('</game>')))
      disk.wait(10_000)
      disk.eject()
      disk.dieAt(at)
      try {
        await build(disk, after)
        isOver = true
      } catch (error) {
        if (!(error instanceof PowerLoss)) throw error
        cuts++
        disk.crash(() => 0.5)
        await build(disk, after)
      }
      const games = (visible(disk.files())[LIST] ?? '').split('</game>').slice(0, -1)
      const said = games.map((game) => [/([A-D])\.sfc/.exec(game)?.[1], game.includes('<favorite>')])
      expect(said).toEqual([
        ['B', true],
        ['A', false],
        ['D', false],
      ])
    }
    expect(cuts).toBeGreaterThan(10)
  })

  it('adds to the lists of Onion where there are any, and makes none where none are', async () => {
    const path = 'Roms/SFC/miyoogamelist.xml'
    const target = onion({ path: 'out', policy: 'all' })
    const game = { platform: 'snes', release: 'Alpha (USA)', path: 'Roms/SFC/Alpha (USA).sfc', crc32: 1 }
    const list = gamelistFile(target.device.gameLists!, target, 'SFC', [game])
    expect(list.path).toBe(path)
    const plan = (disk: MemoryDisk): readonly string[] =>
      sayActions(
        planDevice(disk, observe(disk), [{ id: 'all', hash: 'x', files: [list] }], { target: 'card' })
          .actions,
      )
    const disk = memoryDisk()
    expect(plan(disk)).toEqual([])
    disk.mkdir('Roms/SFC')
    disk.write(
      path,
      Buffer.from('<gameList>\n\t<game>\n\t\t<path>./Mine.sfc</path>\n\t</game>\n</gameList>\n'),
    )
    expect(plan(disk)).toEqual([`put ${path} (changed)`])
    disk.write(path, Buffer.from(writeGamelist([{ path: './Alpha (USA).sfc', name: 'As I call it' }])))
    expect(plan(disk)).toEqual([])
  })

  it('finds what the frontend wrote of a game that was taken over under another name', async () => {
    const disk = memoryDisk()
    disk.mkdir('roms/snes')
    disk.write('roms/snes/By hand.sfc', Buffer.from('one'))
    const entry = (path: string): string =>
      `<gameList>\n\t<game>\n\t\t<path>./${path}</path>\n\t\t<favorite>true</favorite>\n\t</game>\n</gameList>\n`
    disk.write(LIST, Buffer.from(entry('By hand.sfc')))
    disk.wait(10_000)
    await takeOver(
      disk,
      planOf(disk, { 'Alpha.sfc': 'one' }, { adopt: true }),
      batocera({ path: 'out', policy: 'all' }).device,
      readDevice(disk),
    )
    await build(disk, { 'Alpha.sfc': 'one' })
    expect(visible(disk.files())).toEqual({ 'roms/snes/Alpha.sfc': 'one', [LIST]: entry('Alpha.sfc') })
  })

  it.each([
    ['another name', 'Alpha.sfc'],
    ['its old name', 'Zulu.sfc'],
  ])('takes favourites along through builds that are killed, and then gives %s', async (_case, last) => {
    for (let at = 1, isOver = false; !isOver; at++) {
      const disk = memoryDisk()
      await build(disk, { 'Zulu.sfc': 'one' })
      const there = visible(disk.files())[LIST] ?? ''
      disk.write(LIST, Buffer.from(there.replace('</name>', '</name><favorite>true</favorite>')))
      disk.wait(10_000)
      disk.eject()
      disk.dieAt(at)
      isOver = await build(disk, { 'Mike.sfc': 'one' }).then(
        () => true,
        (error: unknown) => !(error instanceof PowerLoss),
      )
      if (isOver) disk.heal()
      else disk.crash(() => 0.5)
      await build(disk, { [last]: 'one' })
      const list = visible(disk.files())[LIST] ?? ''
      expect(readGamelist(list).map(({ path }) => path)).toEqual([`./${last}`])
      expect(list).toContain('<favorite>true</favorite>')
    }
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
        .map((file) => ({ path: `./${file}`, name: file.replace('.sfc', '') })),
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
    { chunk, ...options }: { readonly adopt?: boolean; readonly chunk?: number } = {},
  ): Promise<ApplyResult> {
    const known = new Map(Object.values(texts).map((text) => [sha1(text), text]))
    const plan = planOf(disk, texts, options)
    const result = await applyPlan(
      disk,
      plan,
      ({ origin, sha1: hash }) => ('text' in origin ? origin : { text: known.get(hash) ?? '' }),
      { tree: sha1(JSON.stringify(texts)), ...(chunk === undefined ? {} : { chunk }) },
    )
    disk.wait(10_000)
    return result
  }
})
