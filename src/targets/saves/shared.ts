/**
 * Games whose saves have one name on a device, because it looks only at the names of their files: what one saves, the other
 * finds, or writes over.
 */
import { crc32 } from 'node:zlib'
import { folderOf } from '../../disk/path.ts'
import { problem, type Problem } from '../../errors.ts'
import { groupBy } from '../../groups.ts'
import { byCodeUnit } from '../../order.ts'
import { remembering } from '../../remembering.ts'
import { writeNumbers } from '../parts/footprint.ts'
import { deviceName } from '../parts/problems.ts'
import type { Device, Target } from '../preset.ts'
import { savePlaces, savesByMember } from './saves.ts'

/** A game on a device. */
export interface SavedGame {
  readonly platform: string
  readonly release: string
  readonly path: string
  /** The file that starts it, where that lies in a zip: its name is the save's. */
  readonly member?: string
}

/** Of the games of a part. */
export type SaveNumbers = {
  /** One for the places of each one's saves, as `writeNumbers` has them: where two are equal, somebody has to look. */
  readonly numbers: string
  /** Folders that saves are in: parts that have no area in common share no save. */
  readonly areas: readonly string[]
}

/** Undefined where nobody knows where saves are. */
export function saveNumbers(
  { device }: Target,
  platform: string,
  games: readonly Game[],
): SaveNumbers | undefined {
  if ((device.saves ?? []).length === 0 || games.length === 0) return undefined
  const places = placesOn(device, platform)
  const sumOf = remembering(Infinity, (home) => crc32(home.toLowerCase()))
  const numberOf = (game: Game): number => {
    const [home, name] = places.madeOf(game)
    return numbered(name.length, crc32(name.toLowerCase(), sumOf(home)))
  }
  return {
    numbers: writeNumbers(Float64Array.from(games, numberOf)),
    areas: places.areas(games).sort(byCodeUnit),
  }
}

/** One for each game whose saves another has already, in order of platform and path. */
export function sharedSaves(target: Target, games: readonly SavedGame[]): readonly Problem[] {
  const sorted = games.toSorted((a, b) => byCodeUnit(a.platform, b.platform) || byCodeUnit(a.path, b.path))
  const on = remembering(Infinity, (platform) => placesOn(target.device, platform))
  const byPlace = groupBy(sorted, (game) => keyOf(on(game.platform).of(game)))
  const pairs = [...byPlace.values()].flatMap(([first, ...others]) =>
    others.flatMap((other) => (first && first.path !== other.path ? [[first, other] as const] : [])),
  )
  const [example] = pairs
  if (example === undefined) return []
  const game = JSON.stringify(`${example[1].platform}/${example[1].release}`)
  const hint = `To part them, rename one in the target: \`games: { ${game}: { rename: '…' } }\`. If there is a save already, copy it under the new name.`
  return pairs.map(([first, other]) => {
    const [place = ''] = on(first.platform).of(first)
    const message = `${first.path} and ${other.path} have one save on ${deviceName(target)}: ${place}. What one saves, the other finds.`
    return problem('saves-shared', message, { path: other.path, hint })
  })
}

interface Places {
  madeOf(game: Game): readonly [home: string, name: string]
  of(game: Game): readonly string[]
  areas(games: readonly Game[]): string[]
}

type Game = Omit<SavedGame, 'platform'>

function placesOn(device: Device, platform: string): Places {
  const places = savePlaces(device, platform)
  const isByMember = savesByMember(device)
  const pathOf = ({ path, member }: Game): string =>
    isByMember && member !== undefined ? `${folderOf(path)}/${member}` : path
  return {
    madeOf: (game) => places.madeOf(pathOf(game)),
    of: (game) => places.of(pathOf(game)),
    areas: (games) => [...places.areas(games.map(pathOf))].map((area) => area.toLowerCase()),
  }
}

/** Devices and disks seldom know case. */
function keyOf(places: readonly string[]): string {
  return places.join('\n').toLowerCase()
}

/**
 * Two others have the same one once in a while: whoever finds two equal has to look at the texts. All have one highest bit, so
 * that their last bits tell as much of them as places do (`placesAmong`).
 */
function numbered(length: number, sum: number): number {
  return 2 ** 52 + (length % 2 ** 20) * 2 ** 32 + sum
}
