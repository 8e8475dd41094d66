/** RetroArch's lists of games: of a playlist, and of whole platforms, which are put together of shelves. */
import { remembering } from '../../remembering.ts'
import { joinItems, writeItems, writeLpl, type LplItem, type WrittenItems } from '../formats/lpl.ts'
import { databaseOf } from './frontend.ts'
import { safeFolder } from '../layout.ts'
import { safeName } from '../names/names.ts'
import type { FilledList } from './playlist-files.ts'
import type { PlaylistForm as Form, Target } from '../preset.ts'
import { bytesFile, textFile, type TreeFile } from '../tree.ts'
import type { PlacedGame } from '../written-game.ts'

/** A playlist in its own order. `root`: the target's absolute path. */
export function lplInOrder(
  form: Form<'lpl'>,
  target: Target,
  { title, entries }: FilledList,
  root: string,
): TreeFile {
  const itemOf = itemMaker(form, target, root)
  const items = entries.map(({ game }) => itemOf(game))
  const text = writeLpl({ ...baseOf(form), sort: 'off', items })
  return { ...textFile(placeOf(form, target, title), text, title), ...mergedOn(form, root) }
}

/** What the list of a platform says of some of its games. `root`: as above. */
export function writtenItems(
  form: Form<'lpl'>,
  target: Target,
  games: readonly PlacedGame[],
  root: string,
): WrittenItems {
  return writeItems(games.map(itemMaker(form, target, root)))
}

/** The list of all games of a database. */
export function lplOfAll(
  form: Form<'lpl'>,
  target: Target,
  database: string,
  parts: readonly WrittenItems[],
  root: string,
): TreeFile {
  const bytes = joinItems(parts, { ...baseOf(form), sort: 'default' })
  return { ...bytesFile(placeOf(form, target, database), bytes, database), ...mergedOn(form, root) }
}

function mergedOn(form: Form<'lpl'>, root: string): Pick<TreeFile, 'merge'> {
  return { merge: { as: 'lpl', root: lplRoot(form, root) } }
}

/** What stands before paths of the target in its lists. */
export function lplRoot({ deviceRoot }: Form<'lpl'>, root: string): string {
  return placer(deviceRoot ?? root)('')
}

function baseOf({ baseContentDirectory }: Form<'lpl'>): { readonly baseContentDirectory?: string } {
  return baseContentDirectory === undefined ? {} : { baseContentDirectory }
}

function placeOf({ folder }: Form<'lpl'>, { device: { names } }: Target, title: string): string {
  return safeFolder(folder, names) + safeName(`${title}.lpl`, names)
}

/** What all games of a platform share is made once: a list has thousands. */
function itemMaker(form: Form<'lpl'>, { device }: Target, root: string): (game: PlacedGame) => LplItem {
  const deviceRoot = form.deviceRoot ?? root
  const onDevice = placer(deviceRoot)
  const coreNamed = remembering(Infinity, (name) => coreOn(name, form, deviceRoot))
  const databaseNamed = remembering(Infinity, (platform) => databaseOf(device, platform))
  return ({ platform, release, path, crc32, title = release, member, core: own, serial }) => {
    const core = own ?? device.platforms[platform]?.core
    const inside = member === undefined ? '' : `#${member}`
    return {
      path: onDevice(path) + inside,
      label: title,
      // what its database knows is the disc in it
      crc32: path.endsWith('.chd') ? 0 : crc32,
      database: databaseNamed(platform),
      ...(serial === undefined ? {} : { serial }),
      ...(core === undefined ? {} : { core: coreNamed(core) }),
    }
  }
}

/** Absolute paths in the spelling of the system the root is from. */
function placer(root: string): (path: string) => string {
  const isWindows = /^[A-Za-z]:\\|^\\\\/.test(root)
  const separator = isWindows ? '\\' : '/'
  const start = root.endsWith(separator) ? root : root + separator
  return (path) => start + (isWindows ? path.replaceAll('/', '\\') : path)
}

/** A path is taken as it is; a name is that of a core in the folder of cores. */
function coreOn(
  core: string,
  { coreFolder }: Form<'lpl'>,
  deviceRoot: string,
): { readonly path: string; readonly name: string } {
  const name = (/[^/\\]*$/.exec(core)?.[0] ?? core).replace(/_libretro\b.*$/, '')
  if (/[/\\]/.test(core)) return { path: core, name }
  const isWindows = deviceRoot.includes('\\')
  const folder = coreFolder ?? placer(deviceRoot)('cores')
  return { path: placer(folder)(`${name}_libretro.${isWindows ? 'dll' : 'so'}`), name }
}
