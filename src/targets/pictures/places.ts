/** Where the pictures of a game go on a device, and what of the user's wishes holds for each. */
import { folderOf, nameOf } from '../../disk/path.ts'
import { ownValue } from '../../own-value.ts'
import { databaseOf } from '../lists/frontend.ts'
import { safeFolder } from '../layout.ts'
import { safeName, splitName } from '../names/names.ts'
import { wishesFor } from '../parts/part.ts'
import type { PictureFormat, PictureKind, PicturePlace } from './files.ts'
import type { Device, Target } from '../preset.ts'
import type { PlacedGame } from '../written-game.ts'

/** A place for one picture of a game. */
export interface PictureSlot {
  /** The first of these that can be had goes there. */
  readonly kinds: readonly PictureKind[]
  /** As in `PicturePlace`. */
  readonly element?: string
  /** Path below the target. */
  path(format: PictureFormat): string
}

/** Whether a target is to have pictures, on a device that shows any. */
export function wantsPictures({ artwork = false, device }: Target): boolean {
  return artwork !== false && device.pictures !== undefined
}

/** The places for pictures of the games of a target; none where it wants none. Made once for many games. */
export function slotFinder(target: Target): (game: PlacedGame) => readonly PictureSlot[] {
  const { device, artwork = false } = target
  const { pictures } = device
  if (pictures === undefined || artwork === false) return () => []
  const wished = artwork === true ? undefined : artwork.kinds
  const places = pictures.places
    .map(({ kinds, ...place }) => ({
      ...place,
      kinds: wished?.filter((kind) => kinds.includes(kind)) ?? kinds,
    }))
    .filter(({ kinds }) => kinds.length > 0)
  return (game) => places.flatMap((place) => slotOf(place, game, device) ?? [])
}

function slotOf(place: PicturePlace, game: PlacedGame, device: Device): PictureSlot | undefined {
  // a device that has a name of its own for each platform looks nowhere else
  if (place.path.includes('{database}') && !isNamed(device, game.platform)) return undefined
  const values = valuesOf(game, device)
  const filled = (text: string) =>
    text.replace(/\{(\w+)\}/g, (whole, name: string) => values.get(name) ?? whole)
  const template = place.path.replace('{below}', '{below}/')
  // what the device itself writes stays as it is: a folder may be a hidden one
  const folder = folderOf(template)
    .split('/')
    .map((part) => (part.includes('{') ? safeFolder(filled(part), device.names) : `${part}/`))
    .join('')
  const name = filled(nameOf(template))
  const { kinds, element } = place
  const path = (format: PictureFormat) => folder + safeName(`${name}.${format}`, device.names)
  return { kinds, ...(element === undefined ? {} : { element }), path }
}

function isNamed({ platforms, playlistFiles }: Device, platform: string): boolean {
  const own = ownValue(platforms, platform)?.label
  return own !== undefined || playlistFiles !== undefined
}

function valuesOf(game: PlacedGame, device: Device): ReadonlyMap<string, string> {
  const { platform, release, title = release, path } = game
  const { home, foldersStart = false } = device.pictures ?? {}
  const folder = wishesFor(device, platform)?.folder ?? platform
  return new Map([
    ['database', databaseOf(device, platform).replaceAll('/', '-')],
    ['folder', folder],
    ['below', home === undefined ? '' : belowOf(path, `${home}/${folder}/`, foldersStart)],
    ['name', splitName(nameOf(path)).stem],
    ['label', labelOf(title, device)],
  ])
}

function labelOf(title: string, { pictures }: Device): string {
  const { scrubbed = '', scrubbedRuns } = pictures ?? {}
  let label = ''
  let isRun = false
  for (const char of title) {
    const isScrubbed = scrubbed.includes(char)
    if (!isScrubbed || !isRun) label += isScrubbed ? '_' : char
    isRun = isScrubbed && scrubbedRuns === true
  }
  return label.replaceAll('/', '_')
}

/** A folder that is called like the file in it stands for that file (see `PathLists.foldersAsFiles`). */
function belowOf(path: string, home: string, foldersStart: boolean): string {
  if (!path.startsWith(home)) return ''
  const inside = folderOf(path.slice(home.length))
  const { stem, extension } = splitName(nameOf(path))
  const isSheet = foldersStart && ['.m3u', '.cue'].includes(extension.toLowerCase())
  const stands = nameOf(inside) === nameOf(path) || (isSheet && nameOf(inside) === stem)
  const depth = stands ? folderOf(inside) : inside
  return depth === '' ? '' : `${depth}/`
}
