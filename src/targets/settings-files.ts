/** Settings of emulators that packs know, as files on a device: one for each game of which there are any. */
import type { KnownSettings } from '../metadata/known-settings.ts'
import { folderOf, nameOf } from '../disk/path.ts'
import { byCodeUnit } from '../order.ts'
import { ownValue } from '../own-value.ts'
import { safeFolder } from './layout.ts'
import { safeName, splitName } from './names/names.ts'
import type { Target } from './preset.ts'
import { textFile, type TreeFile } from './tree.ts'
import type { PlacedGame } from './written-game.ts'

/** Where a device reads settings of single games, and in which form. */
export interface SettingsFiles {
  /**
   * `retroarch-options`: RetroArch's own options of a core, one a line. RetroArch takes such a file in place of what is
   * set for the core, and not beside it. https://docs.libretro.com/guides/overrides/
   */
  readonly form: 'retroarch-options'
  /** `{emulator}`: what the device calls it; `{name}`: the game's file without extension. */
  readonly path: string
  /** What packs call an emulator → what the device calls it. Settings of others are left out. */
  readonly emulators: Readonly<Record<string, string>>
  /** What packs call the device: their settings for it beat those for any. */
  readonly device?: string
}

/** The files of a game; `known`: what is said of it and of its platform. Only what is said of the game itself makes one. */
export function settingsFilesOf(
  { device: { settings, names, platforms } }: Target,
  { platform, path, release, core: chosen }: PlacedGame,
  known: readonly KnownSettings[],
): readonly TreeFile[] {
  if (settings === undefined) return []
  const layout = ownValue(platforms, platform)
  const core = chosen ?? layout?.core
  const fitting = known
    .filter(({ device }) => device === null || device === settings.device)
    .toSorted((a, b) => nearer(a) - nearer(b))
  const emulators = [...new Set(fitting.filter(({ game }) => game !== null).map(({ emulator }) => emulator))]
  return emulators.sort(byCodeUnit).flatMap((emulator): TreeFile[] => {
    const called = ownValue(settings.emulators, emulator)
    if (called === undefined || (core !== undefined && core !== emulator)) return []
    const values = new Map(
      fitting.flatMap((one) => (one.emulator === emulator ? Object.entries(one.values) : [])),
    )
    const text = optionsText(values)
    if (text === '') return []
    const filled = settings.path
      .replaceAll('{emulator}', () => called.replaceAll('/', '_'))
      .replaceAll('{name}', () => splitName(nameOf(path)).stem)
    return [textFile(safeFolder(folderOf(filled), names) + safeName(nameOf(filled), names), text, release)]
  })
}

/** What is said of the game comes behind what is said of the platform, and what is said of the device behind the rest. */
function nearer({ game, device }: KnownSettings): number {
  return (game === null ? 0 : 2) + (device === null ? 0 : 1)
}

/** RetroArch knows no way to write a quotation mark or the end of a line in a value: such are left out. */
function optionsText(values: ReadonlyMap<string, string>): string {
  const lines = Array.from(values).filter(
    ([key, value]) => /^[\w.-]{1,200}$/.test(key) && !/["\p{Cc}]/u.test(value),
  )
  return lines
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(([key, value]) => `${key} = "${value}"\n`)
    .join('')
}
