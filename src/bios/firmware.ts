/**
 * Which firmware a target's device looks for, where, and which bytes it takes. The tables are loaded when they are needed:
 * a build with nothing to do needs none.
 */
import { nameOf } from '../disk/path.ts'
import { byCodeUnit } from '../order.ts'
import { ownValue } from '../own-value.ts'
import type { Device, PlatformLayout } from '../targets/preset.ts'

/**
 * A line of a table: path (`{folder}` is the platform's own), MD5s of all editions that will do, best first, platforms, and
 * those of them that cannot be played without it. Lists have spaces between.
 */
export type FirmwareRow = readonly [path: string, md5: string, platforms: string, needed?: string]

export interface FirmwareWish {
  /** Below the target. */
  readonly path: string
  /** MD5s, best first. */
  readonly accepts: readonly string[]
  /** Slugs, of those that the target plays. */
  readonly platforms: readonly string[]
  /** Some of these cannot be played without it. */
  readonly isNeeded: boolean
}

/** Names of the tables. */
type FirmwareTable = 'mister' | 'pocket' | 'everdrive' | 'minui' | 'retroarch'

export interface FirmwareSource {
  readonly table?: FirmwareTable
  readonly rows?: readonly FirmwareRow[]
  /** Below the target. Default: its top. With `{folder}` in it each platform has one, with all files in it by their names. */
  readonly folder?: string
}

/**
 * In order of path. Empty for devices of which nothing is known. `listed`: what a list of system files among the DATs knows,
 * for devices that have them where RetroArch has them; where curator's own table knows a file, its platforms count.
 */
export async function firmwareWishes(
  { firmware, platforms, otherPlatforms, reserved }: Device,
  listed: readonly FirmwareRow[] = [],
): Promise<readonly FirmwareWish[]> {
  if (firmware === undefined) return []
  const { table, folder = '', rows: own = [] } = firmware
  const known = table === undefined ? [] : await TABLES[table]()
  const rows = [...known, ...(table === 'retroarch' ? withKnownPlatforms(listed, known) : []), ...own]
  const layoutOf = (slug: string): PlatformLayout | undefined =>
    ownValue(platforms, slug) ?? (otherPlatforms && { ...otherPlatforms, folder: slug })
  const wishes = new Map<string, FirmwareWish>()
  // cores have files of one name in folders, and in large and small letters
  const byName = new Map<string, string>()
  for (const [pattern, md5, slugs, needed = ''] of rows) {
    for (const slug of slugs.split(' ')) {
      const layout = layoutOf(slug)
      if (layout === undefined) continue
      const place = placeOf(folder, pattern, homeOf(layout))
      const path = byName.get(place.toLowerCase()) ?? place
      if (isOwnFolder(folder)) byName.set(place.toLowerCase(), path)
      // a cart has the folder that its firmware reads, or does not read it
      if (table === 'everdrive' && !reserved.includes(path.split('/')[0] ?? '')) continue
      const isNeeded = needed.split(' ').includes(slug)
      const wish = { path, accepts: md5.split(' '), platforms: [slug], isNeeded }
      wishes.set(path, joined(wishes.get(path), wish))
    }
  }
  return [...wishes.values()].sort((a, b) => byCodeUnit(a.path, b.path))
}

/** One wish for one path, whichever rows ask for it. */
function joined(
  before: FirmwareWish | undefined,
  { path, accepts, platforms, isNeeded }: FirmwareWish,
): FirmwareWish {
  return {
    path,
    accepts: [...new Set([...(before?.accepts ?? []), ...accepts])],
    platforms: [...new Set([...(before?.platforms ?? []), ...platforms])].sort(byCodeUnit),
    isNeeded: before?.isNeeded === true || isNeeded,
  }
}

function isOwnFolder(folder: string): boolean {
  return folder.includes('{folder}')
}

/** Where a core looks: the first folder of its games, unless those lie in a folder that it does not know. */
function homeOf({ folder, saveFolder = folder }: PlatformLayout): string {
  return saveFolder.split('/')[0] ?? ''
}

function placeOf(folder: string, pattern: string, home: string): string {
  if (isOwnFolder(folder)) return `${folder.replace('{folder}', () => home)}/${nameOf(pattern)}`
  return `${folder}${folder === '' ? '' : '/'}${pattern.replace('{folder}', () => home)}`
}

function withKnownPlatforms(
  listed: readonly FirmwareRow[],
  known: readonly FirmwareRow[],
): readonly FirmwareRow[] {
  const platformsOf = new Map<string, string>()
  for (const [path, , slugs] of known) platformsOf.set(path, `${platformsOf.get(path) ?? ''} ${slugs}`.trim())
  return listed.map(([path, md5, slugs]) => [path, md5, platformsOf.get(path) ?? slugs])
}

const TABLES: Readonly<Record<FirmwareTable, () => Promise<readonly FirmwareRow[]>>> = {
  mister: async () => (await import('./tables/mister.ts')).MISTER_FIRMWARE,
  pocket: async () => (await import('./tables/pocket.ts')).POCKET_FIRMWARE,
  everdrive: async () => (await import('./tables/everdrive.ts')).EVERDRIVE_FIRMWARE,
  minui: async () => (await import('./tables/minui.ts')).MINUI_FIRMWARE,
  retroarch: async () => (await import('./tables/retroarch.ts')).RETROARCH_FIRMWARE,
}
