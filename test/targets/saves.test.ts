/** Saves hang on the names of games: which do, and what a plan that renames games does about them. */
import { describe, expect, it } from 'vitest'
import { batocera, everdrive, minui, mister, pocket, retroarch } from '../../presets/index.ts'
import type { Disk } from '../../src/disk/disk.ts'
import { foldersAbove } from '../../src/disk/path.ts'
import { applyPlan } from '../../src/targets/device/apply/apply.ts'
import { observe } from '../../src/targets/device/look/observe.ts'
import { planDevice, type DevicePlan } from '../../src/targets/device/plan/plan.ts'
import { withSaves } from '../../src/targets/device/renames/renames.ts'
import type { Resolve } from '../../src/targets/device/apply/run.ts'
import type { KeptName } from '../../src/targets/names/kept-name.ts'
import type { Device, SaveWish } from '../../src/targets/preset.ts'
import { saveFinder } from '../../src/targets/saves/saves.ts'
import { textFile, type TreeFile } from '../../src/targets/tree.ts'
import { sayActions, treeOf, visible, type Texts } from '../device/support.ts'
import { memoryDisk, PowerLoss, type MemoryDisk } from '../support/memory-disk.ts'
import { sha1 } from '../support/sha1.ts'

const out = { path: 'out', policy: 'all' }
const MISTER = mister(out).device
/** Games lie in other folders than the cores' own; saves do not. */
const MOVED = mister({
  ...out,
  folders: { gb: 'Pocket', gba: 'Pocket', psx: 'Discs/PSX', gamegear: 'GameGear' },
}).device

function diskWith(files: Texts): MemoryDisk {
  const disk = memoryDisk()
  for (const [path, text] of Object.entries(files)) {
    for (const folder of foldersAbove(path).toReversed()) disk.mkdir(folder)
    disk.write(path, Buffer.from(text))
  }
  return disk
}

describe('saves of a game', () => {
  it.each<[string, Device, string, string, string, string | undefined]>([
    [
      'MiSTer, beside the name of the core',
      MISTER,
      'games/SNES/Old.sfc',
      'games/SNES/New.sfc',
      'saves/SNES/Old.sav',
      'saves/SNES/New.sav',
    ],
    [
      'states with a number',
      MISTER,
      'games/SNES/Old.sfc',
      'games/SNES/New.sfc',
      'savestates/SNES/Old_2.ss',
      'savestates/SNES/New_2.ss',
    ],
    [
      'another game whose name goes on',
      MISTER,
      'games/SNES/Old.sfc',
      'games/SNES/New.sfc',
      'saves/SNES/Old 2.sav',
      undefined,
    ],
    [
      'a game of the same name on another core',
      MISTER,
      'games/SNES/Old.sfc',
      'games/SNES/New.sfc',
      'saves/NES/Old.sav',
      undefined,
    ],
    [
      'the Pocket, whose saves mirror the folders of games, into a folder below',
      pocket(out).device,
      'Assets/snes/common/Old.sfc',
      'Assets/snes/common/N/New.sfc',
      'Saves/snes/common/Old.sav',
      'Saves/snes/common/N/New.sav',
    ],
    [
      'the same, back to the folder above',
      pocket(out).device,
      'Assets/snes/common/O/Old.sfc',
      'Assets/snes/common/Old.sfc',
      'Saves/snes/common/O/Old.sav',
      'Saves/snes/common/Old.sav',
    ],
    [
      'a game on several discs, by their folder',
      MISTER,
      'games/PSX/Old/Old (Disc 1).chd',
      'games/PSX/New/New (Disc 1).chd',
      'saves/PSX/Old.sav',
      'saves/PSX/New.sav',
    ],
    [
      'a game that only moves',
      MISTER,
      'games/SNES/A/Old.sfc',
      'games/SNES/Old.sfc',
      'saves/SNES/Old.sav',
      undefined,
    ],
    [
      'a Pocket, whose saves mirror folders',
      pocket(out).device,
      'Assets/gb/common/Old.gb',
      'Assets/gb/common/New.gb',
      'Saves/gb/common/Old.sav',
      'Saves/gb/common/New.sav',
    ],
    [
      'a cart with a folder for each game',
      everdrive({ ...out, model: 'n8-pro' }).device,
      'NES/Old.nes',
      'NES/New.nes',
      'EDN8/gamedata/Old.nes/bram.srm',
      'EDN8/gamedata/New.nes',
    ],
    [
      'a cart that numbers the states of a game',
      everdrive({ ...out, model: 'fxpak-pro' }).device,
      'SNES/Old.sfc',
      'SNES/New.sfc',
      'sd2snes/states/Old03.state',
      'sd2snes/states/New03.state',
    ],
    [
      'MinUI, by the whole name of the file',
      minui(out).device,
      'Roms/Game Boy (GB)/Old.gbc',
      'Roms/Game Boy (GB)/New.gb',
      'Saves/GB/Old.gbc.sav',
      'Saves/GB/New.gb.sav',
    ],
    [
      'its states',
      minui(out).device,
      'Roms/Game Boy (GB)/Old.gb',
      'Roms/Game Boy (GB)/New.gb',
      '.userdata/shared/GB-gambatte/Old.gb.st9',
      '.userdata/shared/GB-gambatte/New.gb.st9',
    ],
    [
      'with which of them it goes on',
      minui(out).device,
      'Roms/Game Boy (GB)/Old.gb',
      'Roms/Game Boy (GB)/New.gb',
      '.userdata/shared/.minui/GB/Old.gb.txt',
      '.userdata/shared/.minui/GB/New.gb.txt',
    ],
    [
      'RetroArch, by core',
      retroarch(out).device,
      'content/x/Old (USA).gb',
      'content/x/New (USA).gb',
      'states/Gambatte/Old (USA).state3',
      'states/Gambatte/New (USA).state3',
    ],
    [
      'RetroArch, by folder of games and by core',
      retroarch(out).device,
      'content/x/Old (USA).gb',
      'content/x/New (USA).gb',
      'saves/x/Gambatte/Old (USA).srm',
      'saves/x/Gambatte/New (USA).srm',
    ],
    [
      'RetroArch, beside the game',
      retroarch(out).device,
      'content/x/Old (USA).gb',
      'content/x/New (USA).gb',
      'content/x/Old (USA).state2.png',
      'content/x/New (USA).state2.png',
    ],
    [
      'settings that RetroArch keeps for a single game',
      retroarch(out).device,
      'content/x/Old (USA).sfc',
      'content/x/New (USA).sfc',
      'config/Snes9x/Old (USA).cfg',
      'config/Snes9x/New (USA).cfg',
    ],
    [
      'a shader for it',
      retroarch(out).device,
      'content/x/Old (USA).sfc',
      'content/x/New (USA).sfc',
      'config/Snes9x/Old (USA).slangp',
      'config/Snes9x/New (USA).slangp',
    ],
    [
      'options of its core',
      retroarch(out).device,
      'content/x/Old (USA).sfc',
      'content/x/New (USA).sfc',
      'config/Snes9x/Old (USA).opt',
      'config/Snes9x/New (USA).opt',
    ],
    [
      'its buttons',
      retroarch(out).device,
      'content/x/Old (USA).sfc',
      'content/x/New (USA).sfc',
      'config/remaps/Snes9x/Old (USA).rmp',
      'config/remaps/Snes9x/New (USA).rmp',
    ],
    [
      'its cheats',
      retroarch(out).device,
      'content/x/Old (USA).sfc',
      'content/x/New (USA).sfc',
      'cheats/Snes9x/Old (USA).cht',
      'cheats/Snes9x/New (USA).cht',
    ],
    [
      'cheats that were downloaded for all games of a platform',
      retroarch(out).device,
      'content/x/Old (USA).sfc',
      'content/x/New (USA).sfc',
      'cheats/Nintendo - Super Nintendo Entertainment System/Old (USA).cht',
      undefined,
    ],
    [
      'a patch, which is for its bytes',
      retroarch(out).device,
      'content/x/Old (USA).sfc',
      'content/x/New (USA).sfc',
      'content/x/Old (USA).ips',
      undefined,
    ],
    [
      'options that curator writes',
      retroarch({ ...out, settings: true }).device,
      'content/x/Old (USA).sfc',
      'content/x/New (USA).sfc',
      'config/Snes9x/Old (USA).opt',
      undefined,
    ],
    [
      'what a disc holds beside its tracks',
      MISTER,
      'games/PSX/Old/Old.cue',
      'games/PSX/New/New.cue',
      'games/PSX/Old/Old.sbi',
      'games/PSX/New/New.sbi',
    ],
    [
      'the same on a frontend',
      batocera(out).device,
      'roms/psx/Old.chd',
      'roms/psx/New.chd',
      'roms/psx/Old.sbi',
      'roms/psx/New.sbi',
    ],
    [
      'another game beside it',
      retroarch(out).device,
      'content/x/Old (USA).gb',
      'content/x/New (USA).gb',
      'content/x/Old (USA).gbc',
      undefined,
    ],
    [
      'another case, as cards forgive it',
      MISTER,
      'games/SNES/Old.sfc',
      'games/SNES/New.sfc',
      'saves/SNES/OLD.sav',
      'saves/SNES/New.sav',
    ],
    [
      'a folder of the user, beside the name of the core',
      MOVED,
      'games/Discs/PSX/Old/Old.chd',
      'games/Discs/PSX/New/New.chd',
      'saves/PSX/Old.sav',
      'saves/PSX/New.sav',
    ],
    [
      'one that two cores share',
      MOVED,
      'games/Pocket/Old.gba',
      'games/Pocket/New.gba',
      'savestates/GBA/Old_1.ss',
      'savestates/GBA/New_1.ss',
    ],
    [
      'a game that goes to a folder of the user: the core stays the same',
      MOVED,
      'games/GAMEBOY/Old.gb',
      'games/Pocket/Old.gb',
      'saves/GAMEBOY/Old.sav',
      undefined,
    ],
    [
      'one that goes back from there',
      MISTER,
      'games/Pocket/Old.gb',
      'games/GAMEBOY/Old.gb',
      'saves/GAMEBOY/Old.sav',
      undefined,
    ],
    [
      'a game that goes to the folder of a variant of the core',
      MOVED,
      'games/SMS/Old.gg',
      'games/GameGear/Old.gg',
      'saves/SMS/Old.sav',
      'saves/GameGear/Old.sav',
    ],
  ])('%s', (_case, device, from, to, save, renamed) => {
    const found = saveFinder(diskWith({ [from]: 'game', [save]: 'save' }), device).of(from, to)
    expect(found.map((one) => one.renamed)).toEqual(renamed === undefined ? [] : [renamed])
  })

  it('never takes a game for its own save', () => {
    const disk = diskWith({ 'content/x/Old.gb': 'game', 'content/x/Old.srm': 'save' })
    const found = saveFinder(disk, retroarch(out).device).of('content/x/Old.gb', 'content/x/New.gb')
    expect(found).toEqual([
      { path: 'content/x/Old.srm', renamed: 'content/x/New.srm', bytes: 4, isTaken: false },
    ])
  })
})

describe('a plan that renames games', () => {
  const BEFORE = { 'games/SNES/Old.sfc': 'one', 'games/SNES/Other.sfc': 'two' }
  const AFTER = { 'games/SNES/New.sfc': 'one', 'games/SNES/Another.sfc': 'two' }

  interface Case {
    readonly disk: MemoryDisk
    readonly plan: DevicePlan
    readonly kept: readonly KeptName[]
  }

  async function renaming(
    saves: Texts,
    wish: SaveWish,
    before: Texts = BEFORE,
    after: Texts = AFTER,
  ): Promise<Case> {
    const disk = memoryDisk()
    await applyPlan(disk, planGames(disk, before), resolveText, { tree: 'before' })
    for (const [path, text] of Object.entries(saves)) {
      for (const folder of foldersAbove(path).toReversed()) disk.mkdir(folder)
      disk.write(path, Buffer.from(text))
    }
    disk.eject()
    return { disk, ...withSaves(disk, planGames(disk, after), MISTER, wish) }
  }

  it('takes no picture for a game, though it is called like one', async () => {
    const disk = memoryDisk()
    const shown = 'thumbnails/SNES/Named_Snaps'
    const before = { 'content/SNES/Old.sfc': 'one', [`${shown}/Old.png`]: 'scene' }
    await applyPlan(disk, planGames(disk, before), resolveText, { tree: 'before' })
    disk.mkdir('saves')
    disk.write('saves/Old.srm', Buffer.from('x'))
    const after = games({ 'content/SNES/New.sfc': 'one', [`${shown}/New.png`]: 'scene' }).map((file) =>
      file.path.endsWith('.png') ? { ...file, origin: { picture: file.sha1 } } : file,
    )
    for (const wish of ['keep-name', 'rename'] as const) {
      const { kept, plan } = withSaves(disk, planOf(disk, after), retroarch(out).device, wish)
      expect(kept.map(({ path }) => path)).toEqual(wish === 'rename' ? [] : ['content/SNES/New.sfc'])
      expect(plan.problems).toEqual([])
      expect(sayActions(plan.actions.filter(({ op }) => op === 'save'))).toEqual(
        wish === 'rename' ? ['save saves/Old.srm > saves/New.srm (goes with its game)'] : [],
      )
    }
  })

  it('goes on as it is where no saves are', async () => {
    const { plan, kept } = await renaming({ 'saves/SNES/Third.sav': 'x' }, 'keep-name')
    expect(kept).toEqual([])
    expect(sayActions(plan.actions)).toEqual([
      'move games/SNES/Other.sfc > games/SNES/Another.sfc (renamed)',
      'move games/SNES/Old.sfc > games/SNES/New.sfc (renamed)',
    ])
  })

  it('takes no file of curator for a save, though it is called like one', async () => {
    const before = { ...BEFORE, 'saves/SNES/Old.cfg': 'settings that are written no more' }
    const { plan, kept } = await renaming({}, 'keep-name', before, AFTER)
    expect(kept).toEqual([])
    expect(sayActions(plan.actions)).toEqual([
      'move games/SNES/Other.sfc > games/SNES/Another.sfc (renamed)',
      'move games/SNES/Old.sfc > games/SNES/New.sfc (renamed)',
      'delete saves/SNES/Old.cfg (no longer wanted)',
    ])
  })

  it('lets games with saves keep their names', async () => {
    const { kept } = await renaming(
      { 'saves/SNES/Old.sav': 'x', 'savestates/SNES/Old_1.ss': 'y' },
      'keep-name',
    )
    expect(kept).toEqual([
      {
        path: 'games/SNES/New.sfc',
        kept: 'games/SNES/Old.sfc',
        sha1: sha1('one'),
        saves: ['saves/SNES/Old.sav', 'savestates/SNES/Old_1.ss'],
      },
    ])
  })

  it('lets them keep their extensions as well', async () => {
    const saves = { 'saves/SNES/Old.sav': 'x' }
    const { kept } = await renaming(
      saves,
      'keep-name',
      { 'games/SNES/Old.smc': 'one' },
      { 'games/SNES/New.sfc': 'one' },
    )
    expect(kept.map((name) => name.kept)).toEqual(['games/SNES/Old.smc'])
  })

  it('lets whatever lies with such a game stay with it: its tracks, and the other discs', async () => {
    const before = { 'games/PSX/Old/Old.bin': 'bin', 'games/PSX/Old/Old.cue': 'cue' }
    const after = { 'games/PSX/New/New.bin': 'bin', 'games/PSX/New/New.cue': 'cue' }
    const { kept } = await renaming({ 'saves/PSX/Old.sav': 'x' }, 'keep-name', before, after)
    expect(kept.map((name) => `${name.path} ${name.kept}`)).toEqual([
      'games/PSX/New/New.bin games/PSX/Old/Old.bin',
      'games/PSX/New/New.cue games/PSX/Old/Old.cue',
    ])
  })

  it('renames saves with their games, first of all, and says so', async () => {
    const { disk, plan } = await renaming({ 'saves/SNES/Old.sav': 'x' }, 'rename')
    expect(sayActions(plan.actions)).toEqual([
      'save saves/SNES/Old.sav > saves/SNES/New.sav (goes with its game)',
      'move games/SNES/Other.sfc > games/SNES/Another.sfc (renamed)',
      'move games/SNES/Old.sfc > games/SNES/New.sfc (renamed)',
    ])
    const result = await applyPlan(disk, plan, resolveText, { tree: 'after' })
    expect(result).toMatchObject({ moved: 2, put: 0, bytes: 0, outcome: 'done' })
    expect(result.problems.map(({ message }) => message)).toEqual(['card: 1 save was renamed with its game.'])
    expect(visible(disk.files())).toEqual({ ...AFTER, 'saves/SNES/New.sav': 'x' })
    expect(planGames(disk, AFTER).actions).toEqual([])
  })

  it('never renames a save to a name that is taken: the game stays as well', async () => {
    const saves = { 'saves/SNES/Old.sav': 'x', 'saves/SNES/New.sav': 'mine' }
    const { kept } = await renaming(saves, 'rename')
    expect(kept.map((name) => name.kept)).toEqual(['games/SNES/Old.sfc'])
  })

  it('keeps the name of a game whose save another game has as well, until that is gone', async () => {
    const device = everdrive({ ...out, model: 'fxpak-pro' }).device
    const before = { 'GB/O/Old.gb': 'one', 'GBC/O/Old.gbc': 'two' }
    const disk = memoryDisk()
    await applyPlan(disk, planGames(disk, before), resolveText, { tree: 'before' })
    for (const folder of ['sd2snes', 'sd2snes/saves']) disk.mkdir(folder)
    disk.write('sd2snes/saves/Old.srm', Buffer.from('both'))
    const to = (texts: Texts) => withSaves(disk, planGames(disk, texts), device, 'rename')
    const keptBy = (texts: Texts) => to(texts).kept.map((name) => name.kept)
    expect(keptBy({ 'GB/O/New.gb': 'one', 'GBC/O/Old.gbc': 'two' })).toEqual(['GB/O/Old.gb'])
    expect(keptBy({ 'GB/O/New.gb': 'one', 'GBC/O/Newer.gbc': 'two' })).toEqual([
      'GB/O/Old.gb',
      'GBC/O/Old.gbc',
    ])
    expect(sayActions(to({ 'GB/O/New.gb': 'one', 'GBC/O/New.gbc': 'two' }).plan.actions)).toEqual([
      'save sd2snes/saves/Old.srm > sd2snes/saves/New.srm (goes with its game)',
      'move GB/O/Old.gb > GB/O/New.gb (renamed)',
      'move GBC/O/Old.gbc > GBC/O/New.gbc (renamed)',
    ])
    disk.remove('GBC/O/Old.gbc')
    expect(keptBy({ 'GB/O/New.gb': 'one' })).toEqual([])
  })

  it('nor one behind a link that leads outside', async () => {
    const { disk } = await renaming({ 'saves/SNES/Old.sav': 'x' }, 'rename')
    const linked: Disk = { ...disk, leadsOutside: (folder) => folder.startsWith('saves') }
    const { kept } = withSaves(linked, planGames(linked, AFTER), MISTER, 'rename')
    expect(kept.map((name) => `${name.path} stays ${name.kept}`)).toEqual([
      'games/SNES/New.sfc stays games/SNES/Old.sfc',
    ])
  })

  it('leaves game and save together when the name is taken after the plan was made', async () => {
    const { disk, plan } = await renaming({ 'saves/SNES/Old.sav': 'x' }, 'rename')
    disk.write('saves/SNES/New.sav', Buffer.from('mine'))
    const result = await applyPlan(disk, plan, resolveText, { tree: 'after' })
    expect(result).toMatchObject({ moved: 1, outcome: 'partial' })
    expect(visible(disk.files())).toEqual({
      'games/SNES/Old.sfc': 'one',
      'games/SNES/Another.sfc': 'two',
      'saves/SNES/Old.sav': 'x',
      'saves/SNES/New.sav': 'mine',
    })
  })

  it('converges after a power cut at any moment, with every save beside its game', async () => {
    for (let cut = 1; cut < 60; cut++) {
      const { disk, plan } = await renaming({ 'saves/SNES/Old.sav': 'x' }, 'rename')
      disk.dieAt(cut)
      const isDead = await applyPlan(disk, plan, resolveText, { tree: 'after' }).then(
        () => false,
        (error: unknown) => error instanceof PowerLoss,
      )
      disk.crash(() => 0.5)
      const { plan: again } = withSaves(disk, planGames(disk, AFTER), MISTER, 'rename')
      await applyPlan(disk, again, resolveText, { tree: 'after' })
      // FAT has no atomic rename: the save may be there under both names
      const { 'saves/SNES/Old.sav': twin = 'x', ...rest } = visible(disk.files())
      expect([twin, rest]).toEqual(['x', { ...AFTER, 'saves/SNES/New.sav': 'x' }])
      if (!isDead) return
    }
    expect.unreachable('the plan was never done')
  })

  describe.each([
    ['all in one piece', {}],
    ['piece by piece', { chunk: 1 }],
  ])('gives no game the save of another, however often the power is cut, %s', (_, piece) => {
    const [OLD, OTHER, THIRD] = ['games/SNES/Old.sfc', 'games/SNES/Other.sfc', 'games/SNES/Third.sfc']

    it.each<[string, Texts, Texts]>([
      ['while two swap names', { [OLD]: 'two', [OTHER]: 'one' }, { 'saves/SNES/Old.sav': 'of one' }],
      [
        'while one gets the name of another, which gets a new one',
        { [OTHER]: 'one', [THIRD]: 'two' },
        { 'saves/SNES/Old.sav': 'of one', 'saves/SNES/Other.sav': 'of two' },
      ],
    ])('%s', async (_case, after, before) => {
      const build = async (disk: MemoryDisk, want: Texts, cut: number): Promise<boolean> => {
        disk.dieAt(cut)
        let made = withSaves(disk, planGames(disk, want), MISTER, 'rename')
        // FAT has no atomic rename: a save that is there under both names holds up whoever gets the first of them
        const names = new Map(made.kept.map(({ path, kept }) => [path, kept]))
        const stayed = Object.entries(want).map(([path, text]) => [names.get(path) ?? path, text] as const)
        if (names.size > 0)
          made = withSaves(disk, planGames(disk, Object.fromEntries(stayed)), MISTER, 'rename')
        try {
          await applyPlan(disk, made.plan, resolveText, { tree: 'after', ...piece })
          return names.size === 0
        } catch (error) {
          if (!(error instanceof PowerLoss)) throw error
          return false
        } finally {
          disk.crash(() => 0.5)
        }
      }
      /** Games with what is found as their saves. */
      const played = (disk: MemoryDisk): readonly unknown[] => {
        const files = visible(disk.files())
        const roms = Object.entries(files).filter(([path]) => path.startsWith('games/'))
        return roms.map(([path, text]) => [
          text,
          files[path.replace('games', 'saves').replace('.sfc', '.sav')],
        ])
      }
      const own = Object.values(before).map((save) => [save.replace('of ', ''), save])
      for (let cut = 1; cut < 90; cut++) {
        const { disk } = await renaming(before, 'rename', BEFORE, after)
        const isDone = await build(disk, after, cut)
        for (const again of [cut, 3, 7, Infinity]) await build(disk, after, again)
        expect([cut, played(disk)]).toEqual([cut, expect.arrayContaining(own)])
        if (isDone) expect(visible(disk.files())).toMatchObject(after)
        await build(disk, BEFORE, Infinity)
        expect([cut, 'back', played(disk)]).toEqual([cut, 'back', expect.arrayContaining(own)])
        if (isDone) return
      }
      expect.unreachable('the plan was never done')
    })
  })

  it('gives no game the save of another where one of two that swap names cannot be renamed', async () => {
    const swapped = { 'games/SNES/Old.sfc': 'two', 'games/SNES/Other.sfc': 'one' }
    const save = { 'saves/SNES/Other.sav': 'of one' }
    for (let at = 1; at < 60; at++) {
      const { disk, plan } = await renaming({ 'saves/SNES/Old.sav': 'of one' }, 'rename', BEFORE, swapped)
      disk.failAt(at, 'EIO', false)
      const { outcome } = await applyPlan(disk, plan, resolveText, { tree: 'after' })
      disk.heal()
      const { plan: again } = withSaves(disk, planGames(disk, swapped), MISTER, 'rename')
      await applyPlan(disk, again, resolveText, { tree: 'after' })
      expect([at, visible(disk.files())]).toEqual([at, { ...swapped, ...save }])
      // then it is that game's, and goes with it
      const { plan: back } = withSaves(disk, planGames(disk, BEFORE), MISTER, 'rename')
      expect(sayActions(back.actions)[0]).toBe(
        'save saves/SNES/Other.sav > saves/SNES/Old.sav (goes with its game)',
      )
      if (outcome === 'done') return
    }
    expect.unreachable('it was never done')
  })

  it('does not take a save that is ahead of its game for one of the game that goes there', async () => {
    const replaced = { 'games/SNES/Other.sfc': 'one' }
    let ahead = 0
    for (let cut = 1; cut < 40; cut++) {
      const { disk, plan } = await renaming({ 'saves/SNES/Old.sav': 'of one' }, 'rename', BEFORE, replaced)
      disk.dieAt(cut)
      await applyPlan(disk, plan, resolveText, { tree: 'after' }).catch(() => undefined)
      disk.crash(() => 0)
      const { 'saves/SNES/Other.sav': save, 'games/SNES/Other.sfc': game } = disk.files()
      if (save === undefined || game !== 'two') continue
      ahead += 1
      expect(withSaves(disk, planGames(disk, replaced), MISTER, 'rename').plan.problems).toEqual([])
    }
    expect(ahead).toBeGreaterThan(0)
  })

  it('renames no game while the saves cannot be looked at', async () => {
    const { disk } = await renaming({ 'saves/SNES/Old.sav': 'x' }, 'keep-name')
    const plan = planGames(disk, AFTER)
    disk.failReadAt(1, 'EIO', true)
    const found = withSaves(disk, plan, MISTER, 'keep-name')
    expect(found.kept).toEqual([])
    expect(found.plan).toMatchObject({ actions: [], basis: undefined })
    expect(found.plan.problems.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      'write-failed: /card cannot be looked at: the disk reported an input/output error. Nothing was written.',
    ])
  })

  it('names the folder that nobody may look into', async () => {
    const { disk } = await renaming({ 'saves/SNES/Old.sav': 'x' }, 'keep-name')
    const closed: Disk = {
      ...disk,
      list(folder) {
        if (!folder.startsWith('saves')) return disk.list(folder)
        throw Object.assign(new Error('closed'), { code: 'EACCES', path: `/card/${folder}` })
      },
    }
    const { plan } = withSaves(closed, planGames(disk, AFTER), MISTER, 'keep-name')
    expect(plan.problems).toMatchObject([
      {
        message: '/card/saves/SNES cannot be looked at: permission denied. Nothing was written.',
        path: '/card/saves/SNES',
      },
    ])
  })

  it('only tells of the saves that games lose, if that is wanted', async () => {
    const { plan } = await renaming({ 'saves/SNES/Old.sav': 'x', 'saves/SNES/Other.sav': 'y' }, 'warn')
    expect(plan.actions.length).toBe(2)
    expect(plan.problems.map(({ message }) => message)).toEqual([
      'card: 2 saves hang on names that games lose now: saves/SNES/Other.sav is of games/SNES/Other.sfc, which becomes games/SNES/Another.sfc, and 1 other.',
    ])
  })

  it('knows a sheet without a folder of its own by its tracks', async () => {
    const before = {
      'games/PSX/Old.cue': 'old sheet',
      'games/PSX/Old (Track 1).bin': 'one',
      'games/PSX/Old (Track 2).bin': 'two',
      'games/PSX/Older.cue': 'another',
    }
    const after = {
      'games/PSX/New.cue': 'new sheet',
      'games/PSX/New (Track 1).bin': 'one',
      'games/PSX/New (Track 2).bin': 'two',
    }
    const { kept } = await renaming({ 'saves/PSX/Old.sav': 'x' }, 'keep-name', before, after)
    expect(kept.map(({ path, kept: name }) => `${path} ${name}`)).toEqual([
      'games/PSX/New.cue games/PSX/Old.cue',
    ])
    const { plan } = await renaming({ 'saves/PSX/Old.sav': 'x' }, 'rename', before, after)
    expect(sayActions(plan.actions)[0]).toBe(
      'save saves/PSX/Old.sav > saves/PSX/New.sav (goes with its game)',
    )
  })

  it('counts a save of several files once', async () => {
    const before = { 'games/PSX/Old/Old.bin': 'bin', 'games/PSX/Old/Old.cue': 'cue' }
    const after = { 'games/PSX/New/New.bin': 'bin', 'games/PSX/New/New.cue': 'cue' }
    const { plan } = await renaming({ 'saves/PSX/Old.sav': 'x' }, 'warn', before, after)
    expect(plan.problems.map(({ message }) => message)).toEqual([
      'card: 1 save hangs on a name that a game loses now: saves/PSX/Old.sav is of games/PSX/Old/Old.bin, which becomes games/PSX/New/New.bin.',
    ])
  })

  it('takes no saves along with a zip where they are called like what is in it', async () => {
    const { plan } = await renaming(
      { 'saves/SNES/Old.sav': 'x' },
      'rename',
      { 'games/SNES/Old.zip': 'one' },
      { 'games/SNES/Old (snes).zip': 'one' },
    )
    expect(sayActions(plan.actions)).toEqual([
      'move games/SNES/Old.zip > games/SNES/Old (snes).zip (renamed)',
    ])
  })

  it('finds the list of discs that takes the place of another', async () => {
    const disk = memoryDisk()
    const device = retroarch(out).device
    const discs = (name: string): readonly TreeFile[] => [
      ...games({ [`content/PS/${name}/${name} 1.chd`]: 'd1', [`content/PS/${name}/${name} 2.chd`]: 'd2' }),
      textFile(`content/PS/${name}.m3u`, `${name}/${name} 1.chd\n${name}/${name} 2.chd\n`, name),
    ]
    await applyPlan(disk, planOf(disk, discs('Old')), resolveText, { tree: 'before' })
    disk.mkdir('saves')
    disk.write('saves/Old.srm', Buffer.from('x'))
    const { kept } = withSaves(disk, planOf(disk, discs('New')), device, 'keep-name')
    expect(kept).toEqual([
      { path: 'content/PS/New.m3u', kept: 'content/PS/Old.m3u', sha1: '', saves: ['saves/Old.srm'] },
    ])
  })

  it('finds the list whose discs are sheets, and have other tracks by now', async () => {
    const device = retroarch(out).device
    const discs = (name: string, second: string): readonly TreeFile[] => [
      ...games({ [`content/PS/${name}/${name} 1.bin`]: 'd1', [`content/PS/${name}/${name} 2.bin`]: second }),
      textFile(`content/PS/${name}/${name} 1.cue`, `FILE "${name} 1.bin"`, name),
      textFile(`content/PS/${name}/${name} 2.cue`, `FILE "${name} 2.bin"`, name),
      textFile(`content/PS/${name}.m3u`, `${name}/${name} 1.cue\n${name}/${name} 2.cue\n`, name),
    ]
    for (const second of ['d2', 'd2 mended']) {
      const disk = memoryDisk()
      await applyPlan(disk, planOf(disk, discs('Old', 'd2')), resolveText, { tree: 'before' })
      disk.mkdir('saves')
      disk.write('saves/Old.srm', Buffer.from('x'))
      const { kept } = withSaves(disk, planOf(disk, discs('New', second)), device, 'keep-name')
      expect(kept).toEqual([
        { path: 'content/PS/New.m3u', kept: 'content/PS/Old.m3u', sha1: '', saves: ['saves/Old.srm'] },
      ])
    }
  })

  it('keeps the names of discs that swap theirs, with sheets that are right as they are', async () => {
    const swap = (a: string, b: string): Texts => ({
      'games/PSX/Ape/Ape.bin': a,
      'games/PSX/Ape/Ape.cue': 'FILE "Ape.bin"',
      'games/PSX/Bat/Bat.bin': b,
      'games/PSX/Bat/Bat.cue': 'FILE "Bat.bin"',
    })
    const saves = { 'saves/PSX/Ape.sav': 'x' }
    const { kept } = await renaming(saves, 'keep-name', swap('one', 'two'), swap('two', 'one'))
    expect(kept.map(({ path, kept: name }) => [path, name])).toEqual([
      ['games/PSX/Ape/Ape.bin', 'games/PSX/Bat/Bat.bin'],
      ['games/PSX/Ape/Ape.cue', 'games/PSX/Bat/Bat.cue'],
      ['games/PSX/Bat/Bat.bin', 'games/PSX/Ape/Ape.bin'],
      ['games/PSX/Bat/Bat.cue', 'games/PSX/Ape/Ape.cue'],
    ])
    const { plan } = await renaming(saves, 'rename', swap('one', 'two'), swap('two', 'one'))
    expect(sayActions(plan.actions)[0]).toBe(
      'save saves/PSX/Ape.sav > saves/PSX/Bat.sav (goes with its game)',
    )
  })

  describe('in which another release takes the place of one', () => {
    const REV_A = 'games/SNES/Game (USA) (Rev A).sfc'
    const REV_B = 'games/SNES/Game (USA) (Rev B).sfc'
    const SAVE = { 'saves/SNES/Game (USA) (Rev A).sav': 'x' }
    const [from, to] = [{ [REV_A]: 'one' }, { [REV_B]: 'two' }]

    it('lets the new revision have the name, where saves hang on it', async () => {
      const { kept } = await renaming(SAVE, 'keep-name', from, to)
      expect(kept).toEqual([{ path: REV_B, kept: REV_A, sha1: sha1('two'), saves: Object.keys(SAVE) }])
    })

    it('renames saves for the new revision, first of all', async () => {
      const { disk, plan } = await renaming(SAVE, 'rename', from, to)
      expect(sayActions(plan.actions)).toEqual([
        'save saves/SNES/Game (USA) (Rev A).sav > saves/SNES/Game (USA) (Rev B).sav (goes with its game)',
        `put ${REV_B} (new)`,
        `delete ${REV_A} (no longer wanted)`,
      ])
      await applyPlan(disk, plan, resolveText, { tree: 'after' })
      expect(visible(disk.files())).toEqual({ ...to, 'saves/SNES/Game (USA) (Rev B).sav': 'x' })
    })

    it('changes nothing about the game when its save cannot go with it', async () => {
      const { disk, plan } = await renaming(SAVE, 'rename', from, to)
      disk.write('saves/SNES/Game (USA) (Rev B).sav', Buffer.from('mine'))
      const result = await applyPlan(disk, plan, resolveText, { tree: 'after' })
      expect(result).toMatchObject({ put: 0, deleted: 0, outcome: 'partial' })
      expect(result.problems.map(({ code }) => code)).toEqual(['changed-on-device'])
      expect(visible(disk.files())).toEqual({
        ...from,
        ...SAVE,
        'saves/SNES/Game (USA) (Rev B).sav': 'mine',
      })
    })

    it('converges after a power cut at any moment, with the save beside one of the two', async () => {
      for (let cut = 1; cut < 60; cut++) {
        const { disk, plan } = await renaming(SAVE, 'rename', from, to)
        disk.dieAt(cut)
        const isDead = await applyPlan(disk, plan, resolveText, { tree: 'after' }).then(
          () => false,
          (error: unknown) => error instanceof PowerLoss,
        )
        disk.crash(() => 0.5)
        const { plan: again } = withSaves(disk, planGames(disk, to), MISTER, 'rename')
        await applyPlan(disk, again, resolveText, { tree: 'after' })
        const { 'saves/SNES/Game (USA) (Rev A).sav': twin = 'x', ...rest } = visible(disk.files())
        expect([twin, rest]).toEqual(['x', { ...to, 'saves/SNES/Game (USA) (Rev B).sav': 'x' }])
        if (!isDead) return
      }
      expect.unreachable('the plan was never done')
    })

    it.each<[string, Texts, Texts, string, string]>([
      [
        'of another region',
        from,
        { 'games/SNES/Game (Europe).sfc': 'two' },
        REV_A,
        'makes way for games/SNES/Game (Europe).sfc',
      ],
      [
        'in another language',
        from,
        { 'games/SNES/Game (USA) (Es) (Rev B).sfc': 'two' },
        REV_A,
        'makes way for games/SNES/Game (USA) (Es) (Rev B).sfc',
      ],
      [
        'that is no beta any more',
        { 'games/SNES/Game (USA) (Beta).sfc': 'one' },
        { 'games/SNES/Game (USA).sfc': 'two' },
        'games/SNES/Game (USA) (Beta).sfc',
        'makes way for games/SNES/Game (USA).sfc',
      ],
    ])('only tells of the save when it is one %s', async (_, before, after, game, told) => {
      const save = game.replace('games/', 'saves/').replace('.sfc', '.sav')
      for (const wish of ['keep-name', 'rename', 'warn'] as const) {
        const { kept, plan } = await renaming({ [save]: 'x' }, wish, before, after)
        expect(kept).toEqual([])
        expect(plan.actions.map(({ op }) => op)).toEqual(['put', 'delete'])
        expect(plan.problems.map(({ message }) => message)).toEqual([
          `card: 1 save hangs on a name that a game loses now: ${save} is of ${game}, which ${told}.`,
        ])
      }
    })

    /** Of a release in two files, which is played; then another revision of it is there. `tracks` of that. */
    async function discs(tracks: Texts): Promise<{ readonly disk: MemoryDisk; readonly next: DevicePlan }> {
      const disk = memoryDisk()
      const before = { [`${DISC('Rev A')}.cue`]: 'sheet', [`${DISC('Rev A')}.bin`]: 'track' }
      await applyPlan(disk, planGames(disk, before), resolveText, { tree: 'before' })
      disk.mkdir('saves')
      disk.mkdir('saves/PSX')
      disk.write('saves/PSX/Game (USA) (Rev A).sav', Buffer.from('x'))
      const files = games({ [`${DISC('Rev B')}.cue`]: 'other sheet', ...tracks })
      const label = 'Game (USA) (Rev B)'
      return {
        disk,
        next: planOf(
          disk,
          files.map((file) => ({ ...file, label })),
        ),
      }
    }
    const DISC = (rev: string): string => `games/PSX/Game (USA) (${rev})/Game (USA) (${rev})`
    const TAKEN_ALONG =
      'save saves/PSX/Game (USA) (Rev A).sav > saves/PSX/Game (USA) (Rev B).sav (goes with its game)'

    it('lets a new revision of several files have all their names', async () => {
      const { disk, next } = await discs({ [`${DISC('Rev B')}.bin`]: 'other track' })
      const { kept } = withSaves(disk, next, MISTER, 'keep-name')
      expect(kept.map(({ path, kept: name }) => [path, name])).toEqual([
        [`${DISC('Rev B')}.bin`, `${DISC('Rev A')}.bin`],
        [`${DISC('Rev B')}.cue`, `${DISC('Rev A')}.cue`],
      ])
      const { plan } = withSaves(disk, next, MISTER, 'rename')
      expect(sayActions(plan.actions.slice(0, 1))).toEqual([TAKEN_ALONG])
    })

    it('keeps no names where it is not known of each file what it was called: its sheet names them all', async () => {
      const { disk, next } = await discs({
        [`${DISC('Rev B')}.bin`]: 'other track',
        [`${DISC('Rev B')} (Track 2).bin`]: 'yet another',
      })
      const { kept, plan } = withSaves(disk, next, MISTER, 'keep-name')
      expect(kept).toEqual([])
      expect(sayActions(plan.actions.slice(0, 1))).toEqual([TAKEN_ALONG])
    })

    it('does not guess where two revisions make way for one', async () => {
      const two = { [REV_A]: 'one', 'games/SNES/Game (USA).sfc': 'zero' }
      const { kept, plan } = await renaming(SAVE, 'keep-name', two, to)
      expect(kept).toEqual([])
      expect(plan.problems.map(({ code }) => code)).toEqual(['saves-parted'])
    })

    it('says nothing of other games', async () => {
      const { kept, plan } = await renaming(SAVE, 'keep-name', from, { 'games/SNES/Game 2 (USA).sfc': 'two' })
      expect([kept, plan.problems]).toEqual([[], []])
    })
  })

  it('renames two thousand games without a byte written', async () => {
    const many = (name: string): Texts =>
      Object.fromEntries(Array.from({ length: 2000 }, (_, n) => [`games/SNES/${name} ${n}.sfc`, `game ${n}`]))
    const { disk, plan } = await renaming({}, 'keep-name', many('Old'), many('New'))
    expect(plan.bytes).toBe(0)
    const result = await applyPlan(disk, plan, resolveText, { tree: 'after' })
    expect(result).toMatchObject({ put: 0, moved: 2000, deleted: 0, bytes: 0, outcome: 'done' })
  })

  function games(texts: Texts): readonly TreeFile[] {
    const files = treeOf(texts).files
    return files.map((file) => ({ ...file, origin: { content: file.sha1 } }))
  }

  function planOf(disk: Disk, files: readonly TreeFile[]): DevicePlan {
    const hash = sha1(JSON.stringify(files))
    return planDevice(disk, observe(disk), [{ id: 'all', hash, files }], { target: 'card' })
  }

  function planGames(disk: Disk, texts: Texts): DevicePlan {
    for (const text of Object.values(texts)) known.set(sha1(text), text)
    return planOf(disk, games(texts))
  }

  /** Contents by their hashes. */
  const known = new Map<string, string>(['d1', 'd2'].map((text) => [sha1(text), text]))
  const resolveText: Resolve = ({ origin, sha1: hash }) =>
    'text' in origin ? origin : { text: known.get(hash) ?? '' }
})
