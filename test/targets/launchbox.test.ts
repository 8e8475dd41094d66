/** LaunchBox's data files, which LaunchBox writes as well: what its user did there survives every build. */
import { XMLParser } from 'fast-xml-parser'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { launchbox } from '../../presets/index.ts'
import { applyPlan } from '../../src/targets/device/apply/apply.ts'
import { observe } from '../../src/targets/device/look/observe.ts'
import { planDevice, type DevicePlan } from '../../src/targets/device/plan/plan.ts'
import {
  idOf,
  isOwnId,
  writeLaunchBoxPlatform,
  writeLaunchBoxPlaylist,
} from '../../src/targets/formats/launchbox.ts'
import {
  launchBoxIds,
  mergeLaunchBoxGames,
  mergeLaunchBoxPlaylist,
  type LaunchBoxChanges,
} from '../../src/targets/formats/launchbox-merge.ts'
import { launchBoxList, launchBoxPlatform } from '../../src/targets/lists/frontend.ts'
import { textFile, type TreeFile } from '../../src/targets/tree.ts'
import { sayActions, visible } from '../device/support.ts'
import { memoryDisk, type MemoryDisk } from '../support/memory-disk.ts'
import { sha1 } from '../support/sha1.ts'

const NES = 'Nintendo Entertainment System'
const NONE: LaunchBoxChanges = { renamed: new Map(), gone: new Set(), staying: new Set() }
const NO_IDS: ReadonlyMap<string, string> = new Map()
const game = (title: string) => ({ platform: NES, title, path: `Games/${NES}/${title}.nes` })
const ALPHA = game('Alpha (USA)')
const BRAVO = game('Bravo & Sons (USA)')

/** As LaunchBox leaves it: in another order, with more in it, and with games that are not ours. */
const PLAYED = `\ufeff<?xml version="1.0" standalone="yes"?>
<LaunchBox>
  <Game>
    <ApplicationPath>Games\\Nintendo Entertainment System\\Bravo &amp; Sons (USA).nes</ApplicationPath>
    <CompletedDate>2026-02-03T04:05:06+01:00</CompletedDate>
    <Favorite>true</Favorite>
    <Hide>false</Hide>
    <ID>${idOf(BRAVO)}</ID>
    <PlayCount>12</PlayCount>
    <PlayTime>4321</PlayTime>
    <Platform>Nintendo Entertainment System</Platform>
    <StarRating>4</StarRating>
    <Title>Bravo, as I call it</Title>
    <Something><Nobody knows="it" /></Something>
  </Game>
  <Game>
    <ApplicationPath>..\\Roms\\Mine.nes</ApplicationPath>
    <ID>11111111-2222-4333-8444-555555555555</ID>
    <Platform>Nintendo Entertainment System</Platform>
    <Title>Mine</Title>
  </Game>
  <AdditionalApplication>
    <Id>66666666-7777-4888-8999-000000000000</Id>
    <ApplicationPath>Games\\Nintendo Entertainment System\\Alpha (USA).nes</ApplicationPath>
    <GameID>${idOf(BRAVO)}</GameID>
  </AdditionalApplication>
  <CustomField>
    <GameID>${idOf(BRAVO)}</GameID>
    <Name>Lent to</Name>
    <Value>Ada</Value>
  </CustomField>
  <!-- <Game> -->
</LaunchBox>
`.replaceAll('\n', '\r\n')

describe('the games of a platform', () => {
  const ours = writeLaunchBoxPlatform([BRAVO, game('New (USA)')])

  it('get what is new, and stay as they are to the byte', () => {
    expect(mergeLaunchBoxGames(PLAYED, ours, NONE)).toBe(
      PLAYED.replace(
        '</LaunchBox>',
        [
          '  <Game>',
          '    <ApplicationPath>Games\\Nintendo Entertainment System\\New (USA).nes</ApplicationPath>',
          `    <ID>${idOf(game('New (USA)'))}</ID>`,
          '    <Platform>Nintendo Entertainment System</Platform>',
          '    <Title>New (USA)</Title>',
          '  </Game>',
          '</LaunchBox>',
        ].join('\r\n'),
      ),
    )
  })

  it('are not doubled where LaunchBox made one a version of another, or spells the path otherwise', () => {
    expect(mergeLaunchBoxGames(PLAYED, writeLaunchBoxPlatform([ALPHA, BRAVO]), NONE)).toBe(PLAYED)
    const shouted = PLAYED.replace(
      'Games\\Nintendo Entertainment System\\Bravo',
      'GAMES/Nintendo Entertainment System/BRAVO',
    )
    expect(mergeLaunchBoxGames(shouted, writeLaunchBoxPlatform([BRAVO]), NONE)).toBe(shouted)
  })

  it('keep favourites, counts and fields under another name, and so do versions', () => {
    const [from, to] = [
      `Games\\${NES}\\Bravo & Sons (USA).nes`,
      `Games\\${NES}\\Bravo & Sons (USA) (Rev 1).nes`,
    ]
    const renamed = new Map([
      [from, to],
      [`Games\\${NES}\\Alpha (USA).nes`, `Games\\${NES}\\Alpha (World).nes`],
    ])
    const now = writeLaunchBoxPlatform([game('Alpha (World)'), game('Bravo & Sons (USA) (Rev 1)')])
    expect(mergeLaunchBoxGames(PLAYED, now, { ...NONE, renamed })).toBe(
      PLAYED.replace('Bravo &amp; Sons (USA).nes', 'Bravo &amp; Sons (USA) (Rev 1).nes').replace(
        'Alpha (USA).nes',
        'Alpha (World).nes',
      ),
    )
  })

  it('leave with their lines while nobody but curator said anything of them', () => {
    const both = writeLaunchBoxPlatform([ALPHA, BRAVO])
    expect(mergeLaunchBoxGames(both, writeLaunchBoxPlatform([BRAVO]), NONE)).toBe(
      writeLaunchBoxPlatform([BRAVO]),
    )
    expect(mergeLaunchBoxGames(PLAYED, writeLaunchBoxPlatform([ALPHA]), NONE)).toBe(PLAYED)
    const noted = both.replace(
      '</LaunchBox>',
      `  <CustomField>\n    <GameID>${idOf(ALPHA)}</GameID>\n  </CustomField>\n</LaunchBox>`,
    )
    expect(mergeLaunchBoxGames(noted, writeLaunchBoxPlatform([BRAVO]), NONE)).toBe(noted)
  })

  it.each([
    ['an empty file', '', true],
    ['an empty list', '<?xml version="1.0" standalone="yes"?>\n<LaunchBox />\n', true],
    ['another document', '<gameList></gameList>', false],
    ['half a list', PLAYED.slice(0, 600), false],
    ['a list without an end', PLAYED.replace('</LaunchBox>', ''), false],
    ['a game without an end', PLAYED.replace('</Game>', ''), false],
    ['a tag without an end', PLAYED.replace('<Favorite>', '<Favorite'), false],
    ['a comment without an end', PLAYED.replace('-->', ''), false],
    ['two lists', `${PLAYED}${PLAYED}`, false],
  ])('of %s', (_case, there, isReplaced) => {
    expect(mergeLaunchBoxGames(there, ours, NONE)).toBe(isReplaced ? ours : undefined)
  })

  it('takes time in proportion to the length of a damaged list', () => {
    for (const part of ['<Game><ID>', '<!--', '<a b="', '<![CDATA[', '</Game>']) {
      const began = performance.now()
      mergeLaunchBoxGames(`<LaunchBox>${part.repeat(200_000)}</LaunchBox>`, ours, NONE)
      expect(performance.now() - began).toBeLessThan(2000)
    }
  })
})

describe('a playlist', () => {
  const THERE = writeLaunchBoxPlaylist('Best', [ALPHA, BRAVO])
    .replace('<Name>Best</Name>', '<Name>My best</Name>\n    <Notes>Dear to me</Notes>')
    .replace(
      '</LaunchBox>',
      '  <PlaylistGame>\n    <GameId>11111111-2222-4333-8444-555555555555</GameId>\n    <ManualOrder>7</ManualOrder>\n  </PlaylistGame>\n</LaunchBox>',
    )

  it('stays as it is when its games are the same', () => {
    expect(mergeLaunchBoxPlaylist(THERE, writeLaunchBoxPlaylist('Best', [ALPHA, BRAVO]), NO_IDS)).toBe(THERE)
  })

  it("gets the order of the list, what is new, and loses what is curator's and gone", () => {
    const ours = writeLaunchBoxPlaylist('Best', [BRAVO, game('New (USA)')])
    const merged = mergeLaunchBoxPlaylist(THERE, ours, NO_IDS) ?? ''
    expect(games(merged)).toEqual([
      [idOf(BRAVO), '0'],
      ['11111111-2222-4333-8444-555555555555', '7'],
      [idOf(game('New (USA)')), '1'],
    ])
    expect(merged).toContain('<Name>My best</Name>\n    <Notes>Dear to me</Notes>')
    expect(mergeLaunchBoxPlaylist(merged, ours, NO_IDS)).toBe(merged)
  })

  it('names games as LaunchBox does', () => {
    const own = '99999999-aaaa-4bbb-8ccc-dddddddddddd'
    const there = writeLaunchBoxPlatform([ALPHA, BRAVO]).replace(idOf(BRAVO), own)
    const ids = launchBoxIds(there)
    expect([...ids]).toEqual([[idOf(BRAVO), own]])
    const ours = writeLaunchBoxPlaylist('Best', [ALPHA, BRAVO])
    expect(games(mergeLaunchBoxPlaylist('', ours, ids) ?? '')).toEqual([
      [idOf(ALPHA), '0'],
      [own, '1'],
    ])
  })

  it('names the file of a game that was renamed, under the id that it keeps', () => {
    const now = game('Bravo & Co. (USA)')
    const ours = writeLaunchBoxPlaylist('Best', [ALPHA, now])
    const merged = mergeLaunchBoxPlaylist(THERE, ours, new Map([[idOf(now), idOf(BRAVO)]])) ?? ''
    expect([...merged.matchAll(/<GameFileName>(.*)</g)].map(([, name]) => name)).toEqual([
      'Alpha (USA).nes',
      'Bravo &amp; Co. (USA).nes',
    ])
    expect(games(merged)).toEqual(games(THERE))
  })

  it('is left alone when it is damaged', () => {
    expect(mergeLaunchBoxPlaylist(THERE.slice(0, 300), writeLaunchBoxPlaylist('Best', [ALPHA]), NO_IDS)).toBe(
      undefined,
    )
  })

  function games(text: string): readonly unknown[] {
    const parsed = PARSER.parse(text) as { LaunchBox: { PlaylistGame: Record<string, string>[] } }
    return parsed.LaunchBox.PlaylistGame.map(({ GameId, ManualOrder }) => [GameId, ManualOrder])
  }
})

const PARSER = new XMLParser({
  trimValues: false,
  parseTagValue: false,
  isArray: (name) => ['Game', 'PlaylistGame', 'Other'].includes(name),
})

it('never loses what it does not know, adds each game once, and changes nothing when done twice', () => {
  const value = fc.string({ unit: fc.constantFrom('a', 'B', ' ', '&amp;', '&lt;', 'é', '\n'), maxLength: 8 })
  const field = fc.record({ name: fc.constantFrom('Favorite', 'PlayCount', 'Strange.Thing', 'Notes'), value })
  const element = fc.record({
    name: fc.constantFrom('Game', 'Other'),
    path: fc.constantFrom('a.nes', 'b.nes', 'c.nes', 'd.nes'),
    fields: fc.array(field, { minLength: 1, maxLength: 3 }),
  })
  fc.assert(
    fc.property(fc.array(element, { maxLength: 6 }), fc.subarray(['a', 'b', 'x']), (elements, titles) => {
      const there = `<LaunchBox>\n${elements
        .map(({ name, path, fields }) => {
          const inside = fields.map((one) => `<${one.name}>${one.value}</${one.name}>`).join('')
          return `<${name}><ApplicationPath>Games\\${NES}\\${path}</ApplicationPath>${inside}</${name}>`
        })
        .join('\n')}\n</LaunchBox>`
      const ours = writeLaunchBoxPlatform(titles.map(game))
      const merged = mergeLaunchBoxGames(there, ours, NONE) ?? ''
      expect(merged.startsWith(there.slice(0, -'</LaunchBox>'.length))).toBe(true)
      const paths =
        (PARSER.parse(merged) as { LaunchBox: { Game?: { ApplicationPath: string }[] } }).LaunchBox.Game ?? []
      for (const title of titles) {
        const there1 = elements.filter(({ name, path }) => name === 'Game' && path === `${title}.nes`).length
        const now = paths.filter(({ ApplicationPath }) => ApplicationPath.endsWith(`\\${title}.nes`)).length
        expect(now).toBe(Math.max(1, there1))
      }
      expect(mergeLaunchBoxGames(merged, ours, NONE)).toBe(merged)
    }),
  )
})

describe('on a device', () => {
  const LIST = `Data/Platforms/${NES}.xml`
  const PLAYLIST = 'Data/Playlists/Best.xml'
  const target = launchbox<string, string>({ path: 'out', policy: 'all', playlists: ['best'] })

  it('survives builds, renames and removals, with its playlists', async () => {
    const disk = memoryDisk()
    await build(disk, { 'Alpha (USA)': 'one', 'Bravo & Sons (USA)': 'two' })
    disk.write(LIST, Buffer.from(PLAYED.replace(idOf(BRAVO), '99999999-aaaa-4bbb-8ccc-dddddddddddd')))
    disk.wait(10_000)
    expect(sayActions(planOf(disk, { 'Alpha (USA)': 'one', 'Bravo & Sons (USA)': 'two' }).actions)).toEqual([
      `put ${PLAYLIST} (changed)`,
    ])
    await build(disk, { 'Alpha (USA)': 'one', 'Bravo & Sons (USA)': 'two' })
    expect(textAt(disk, PLAYLIST)).toContain('<GameId>99999999-aaaa-4bbb-8ccc-dddddddddddd</GameId>')

    await build(disk, { 'Alpha (USA)': 'one', 'Bravo 2 (USA)': 'two' })
    expect(textAt(disk, LIST)).toContain('Bravo 2 (USA).nes</ApplicationPath>\r\n    <CompletedDate>')
    expect(textAt(disk, LIST)).toContain('<PlayTime>4321</PlayTime>')
    expect(planOf(disk, { 'Alpha (USA)': 'one', 'Bravo 2 (USA)': 'two' }).actions).toEqual([])

    const end = planDevice(disk, observe(disk), [{ id: 'all', hash: 'none', files: [] }], { target: 'card' })
    expect(sayActions(end.actions).filter((line) => line.includes(LIST))).toEqual([])
  })

  it('keeps the ids of games that are renamed: playlists of the user name games by them', async () => {
    const disk = memoryDisk()
    await build(disk, { Old: 'one', Other: 'two' })
    const [old, other] = [idOf(game('Old')), idOf(game('Other'))]
    await build(disk, { New: 'one', Other: 'two' })
    expect(idsAt(disk)).toEqual([
      ['New', old],
      ['Other', other],
    ])
    expect(textAt(disk, PLAYLIST)).toContain(`<GameId>${old}</GameId>\n    <GameTitle>New</GameTitle>`)
    expect(planOf(disk, { New: 'one', Other: 'two' }).actions).toEqual([])

    // another game may take the path, but not the id
    await build(disk, { New: 'one', Old: 'three', Other: 'two' })
    const ids = idsAt(disk)
    expect(ids.map(([title]) => title)).toEqual(['New', 'Old', 'Other'])
    expect(ids[0]?.[1]).toBe(old)
    expect(new Set(ids.map(([, id]) => id)).size).toBe(3)
    expect(planOf(disk, { New: 'one', Old: 'three', Other: 'two' }).actions).toEqual([])
    expect(ids.map(([, id]) => textAt(disk, PLAYLIST).includes(`<GameId>${id}<`))).toEqual([true, true, true])

    // nobody else ever wrote to either list
    const end = planDevice(disk, observe(disk), [{ id: 'all', hash: 'none', files: [] }], { target: 'card' })
    expect(sayActions(end.actions).filter((line) => line.includes('Data/'))).toEqual([
      `delete ${LIST} (no longer wanted)`,
      `delete ${PLAYLIST} (no longer wanted)`,
    ])
  })

  it('gives the second game of a path another id where LaunchBox wrote as well', () => {
    const there = writeLaunchBoxPlatform([game('Old')]).replace(
      '<Title>',
      '<Favorite>true</Favorite>\n    <Title>',
    )
    const renamed = new Map([[`Games\\${NES}\\Old.nes`, `Games\\${NES}\\New.nes`]])
    const merged =
      mergeLaunchBoxGames(there, writeLaunchBoxPlatform([game('New'), game('Old')]), { ...NONE, renamed }) ??
      ''
    const ids = idsIn(merged)
    expect(ids.map(([title]) => title)).toEqual(['Old', 'Old'])
    expect(ids[0]?.[1]).toBe(idOf(game('Old')))
    expect(ids[1]?.[1]).not.toBe(ids[0]?.[1])
    expect(isOwnId(ids[1]?.[1] ?? '')).toBe(true)
    expect(mergeLaunchBoxGames(merged, writeLaunchBoxPlatform([game('New'), game('Old')]), NONE)).toBe(merged)
  })

  it('gives an untouched game its new title, and one that was touched only its path', () => {
    const renamed = new Map(
      ['Alpha', 'Bravo'].map(
        (one) => [one, `${one} 2`].map((title) => `Games\\${NES}\\${title}.nes`) as [string, string],
      ),
    )
    const there = writeLaunchBoxPlatform([game('Alpha'), game('Bravo')]).replace(
      '<Title>B',
      '<Favorite>true</Favorite>\n    <Title>B',
    )
    const merged =
      mergeLaunchBoxGames(there, writeLaunchBoxPlatform([game('Alpha 2'), game('Bravo 2')]), {
        ...NONE,
        renamed,
      }) ?? ''
    expect(idsIn(merged).map(([title]) => title)).toEqual(['Alpha 2', 'Bravo'])
    expect(merged).toContain('Bravo 2.nes')
  })

  it('names games as LaunchBox does from the first playlist on', async () => {
    const disk = memoryDisk()
    disk.mkdir('Data/Platforms')
    const own = '99999999-aaaa-4bbb-8ccc-dddddddddddd'
    disk.write(LIST, Buffer.from(writeLaunchBoxPlatform([ALPHA]).replace(idOf(ALPHA), own)))
    disk.wait(10_000)
    await build(disk, { 'Alpha (USA)': 'one' })
    expect(textAt(disk, PLAYLIST)).toContain(`<GameId>${own}</GameId>`)
    expect(planOf(disk, { 'Alpha (USA)': 'one' }).actions).toEqual([])
    const end = planDevice(disk, observe(disk), [{ id: 'all', hash: 'none', files: [] }], { target: 'card' })
    expect(sayActions(end.actions)).toContain(`delete ${PLAYLIST} (no longer wanted)`)
    expect(sayActions(end.actions).filter((line) => line.includes(LIST))).toEqual([])
  })

  it('is told and left alone when it is damaged, and replaced when that is forced', async () => {
    const disk = memoryDisk()
    await build(disk, { 'Alpha (USA)': 'one' })
    disk.write(LIST, Buffer.from(PLAYED.slice(0, 900)))
    disk.wait(10_000)
    expect(sayActions(planOf(disk, { 'Alpha (USA)': 'one' }).actions)).toEqual([
      `conflict ${LIST} (damaged on the device)`,
    ])
    await build(disk, { 'Alpha (USA)': 'one' })
    expect(textAt(disk, LIST)).toBe(PLAYED.slice(0, 900))
    expect(sayActions(planOf(disk, { 'Alpha (USA)': 'one' }, true).actions)).toEqual([`put ${LIST} (forced)`])
  })

  function idsAt(disk: MemoryDisk): readonly (readonly [title: string, id: string])[] {
    return idsIn(textAt(disk, LIST))
  }

  function idsIn(text: string): readonly (readonly [title: string, id: string])[] {
    const { LaunchBox } = PARSER.parse(text) as { LaunchBox: { Game: Record<string, string>[] } }
    return LaunchBox.Game.map(({ Title = '', ID = '' }) => [Title, ID])
  }

  function textAt(disk: MemoryDisk, path: string): string {
    return visible(disk.files())[path] ?? ''
  }

  function tree(texts: Readonly<Record<string, string>>): readonly TreeFile[] {
    const placed = Object.keys(texts).map((title) => ({
      platform: 'nes',
      release: title,
      path: game(title).path,
      crc32: 1,
    }))
    const form = { kind: 'launchbox', folder: 'Data' } as const
    const entries = placed.map((one) => ({
      game: one,
      pick: { platform: 'nes', game: one.release, release: one.release },
    }))
    return [
      ...Object.entries(texts).map(([title, text]) => ({
        ...textFile(game(title).path, text, title),
        origin: { content: sha1(text) },
      })),
      launchBoxPlatform(form, target, NES, placed),
      launchBoxList(form, target, { title: 'Best', entries }),
    ]
  }

  function planOf(disk: MemoryDisk, texts: Readonly<Record<string, string>>, force = false): DevicePlan {
    const files = tree(texts)
    const sections = [{ id: 'all', hash: sha1(JSON.stringify(files)), files }]
    return planDevice(disk, observe(disk), sections, { target: 'card', force })
  }

  async function build(disk: MemoryDisk, texts: Readonly<Record<string, string>>): Promise<void> {
    const known = new Map(Object.values(texts).map((text) => [sha1(text), text]))
    await applyPlan(
      disk,
      planOf(disk, texts),
      ({ origin, sha1: hash }) => ('text' in origin ? origin : { text: known.get(hash) ?? '' }),
      { tree: sha1(JSON.stringify(texts)) },
    )
    disk.wait(10_000)
  }
})
