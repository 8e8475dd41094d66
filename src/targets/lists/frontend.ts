/** Lists in the forms of emulator frontends: EmulationStation, MinUI, Pegasus, LaunchBox. */
import { folderOf, nameOf } from '../../disk/path.ts'
import { byCodeUnit } from '../../order.ts'
import { ownValue } from '../../own-value.ts'
import { platformBySlug } from '../../platforms/lookup.ts'
import { writeGamelist, type GamelistGame } from '../formats/gamelist.ts'
import { writeLaunchBoxPlatform, writeLaunchBoxPlaylist, type LaunchBoxGame } from '../formats/launchbox.ts'
import { entryOf, relativePath } from '../formats/m3u.ts'
import { PEGASUS_BETWEEN, PEGASUS_FILE, writePegasus, writePegasusList } from '../formats/pegasus.ts'
import { safeFolder } from '../layout.ts'
import { safeName } from '../names/names.ts'
import { wishesFor } from '../parts/part.ts'
import type { FilledList } from './playlist-files.ts'
import type { Device, GameLists, PlaylistForm, Target } from '../preset.ts'
import { textFile, type TreeFile } from '../tree.ts'
import type { PlacedGame } from '../written-game.ts'

/** Whether the device also wants a list of all games of a platform. */
export function listsPlatform(
  { gameLists, setTitles, playlistFiles: form }: Device,
  platform: string,
): boolean {
  if (gameLists !== undefined) return true
  if (setTitles !== undefined && platformBySlug(platform)?.kind === 'arcade') return true
  if (form === undefined) return false
  return form.kind === 'lpl' ? form.perPlatform : form.kind === 'pegasus' || form.kind === 'launchbox'
}

/** What the device calls a platform in its lists. */
export function databaseOf({ platforms, playlistFiles }: Device, platform: string): string {
  const label = ownValue(platforms, platform)?.label
  if (label !== undefined || playlistFiles?.kind === 'lpl') return label ?? platform
  return platformBySlug(platform)?.name ?? platform
}

/** What tells the lists of all games apart: EmulationStation and MinUI have one a folder. */
export function listNameOf(device: Device, platform: string): string {
  return device.gameLists === undefined && device.setTitles === undefined
    ? databaseOf(device, platform)
    : (wishesFor(device, platform)?.folder ?? platform)
}

/** What the sets in a folder are called; none when all go by their own names. */
export function setTitlesFile(
  path: string,
  { device }: Target,
  folder: string,
  games: readonly PlacedGame[],
): readonly TreeFile[] {
  const lines = games
    .toSorted((a, b) => byCodeUnit(a.path, b.path))
    .flatMap(({ title, path: set }) => {
      // a title that began with a dot would hide the game
      const shown = title?.replace(/\p{Cc}+/gu, ' ').replace(/^[. ]+/, '') ?? ''
      return shown === '' ? [] : [`${nameOf(set)}\t${shown}\n`]
    })
  if (lines.length === 0) return []
  const file = textFile(filled(path, folder, device), lines.join(''), folder)
  return [{ ...file, merge: { as: 'entries', between: '\n' } }]
}

/** A path of the device's data, for the games in a folder. */
function filled(template: string, folder: string, { names }: Device): string {
  const path = template.replace('{folder}', () => folder)
  const end = path.lastIndexOf('/') + 1
  return safeFolder(path.slice(0, end), names) + path.slice(end)
}

/** All games in a folder. */
export function gamelistFile(
  { path, below, foldersAsFiles = false, ifThere = false }: GameLists,
  { device }: Target,
  folder: string,
  games: readonly PlacedGame[],
): TreeFile {
  const home = folderOf(filled(`${below}/`, folder, device))
  const titled = inOrder(games)
  const short = titled.map(({ title }) => shortTitle(title))
  const uses = new Map<string, number>()
  for (const title of short) uses.set(title, (uses.get(title) ?? 0) + 1)
  const entries = titled.map(({ game, title }, i): GamelistGame => {
    const name = short[i] ?? title
    return {
      path: `./${relativePath(home, foldersAsFiles ? entryOf(game.path) : game.path)}`,
      // two editions of one game are told apart
      name: uses.get(name) === 1 ? name : title,
      core: game.core ?? device.platforms[game.platform]?.core,
      pictures: game.pictures?.map(
        (picture) => [picture.element, `./${relativePath(home, picture.path)}`] as const,
      ),
    }
  })
  const list = textFile(filled(path, folder, device), writeGamelist(entries), folder)
  return { ...list, merge: { as: 'gamelist', home, ...(ifThere ? { ifThere } : {}) } }
}

/** Without region, revision and the like. */
function shortTitle(title: string): string {
  return title.replace(/(?<=\S) \(.*$/, '')
}

/** A custom collection of EmulationStation, or a collection of MinUI. */
export function pathsFile(form: PlaylistForm<'paths'>, { device }: Target, list: FilledList): TreeFile {
  const { folder, before = '', extension, root, below, foldersAsFiles = false } = form
  const lines = list.entries.map(
    ({ game: { path } }) => `${root}${relativePath(below, foldersAsFiles ? entryOf(path) : path)}\n`,
  )
  const name = safeName(`${before}${list.title}.${extension}`, device.names)
  const file = textFile(safeFolder(folder, device.names) + name, lines.join(''), list.title)
  return { ...file, merge: { as: 'paths', root, below } }
}

/** All games of a platform, in the folder where they are. */
export function pegasusPlatform(
  { folder, launch = {} }: PlaylistForm<'pegasus'>,
  { device }: Target,
  name: string,
  games: readonly PlacedGame[],
): TreeFile {
  const [platform = ''] = games.map((game) => game.platform)
  const home = safeFolder(`${folder}/${wishesFor(device, platform)?.folder ?? platform}`, device.names)
  const command = ownValue(launch, platform)
  const text = writePegasus({
    name,
    shortName: platform,
    ...(command === undefined ? {} : { launch: command }),
    games: inOrder(games).map(({ title, game }) => ({ title, path: relativePath(home, game.path) })),
  })
  return { ...textFile(home + PEGASUS_FILE, text, name), merge: { as: 'entries', between: PEGASUS_BETWEEN } }
}

export function pegasusList(
  form: PlaylistForm<'pegasus'>,
  { device: { names } }: Target,
  { title, entries }: FilledList,
): TreeFile {
  const folder = safeFolder(form.folder, names)
  const paths = entries.map(({ game }) => relativePath(folder, game.path))
  const name = safeName(`${title}.metadata.pegasus.txt`, names)
  const file = textFile(folder + name, writePegasusList(title, paths), title)
  return { ...file, merge: { as: 'entries', between: '\n' } }
}

export function launchBoxPlatform(
  form: PlaylistForm<'launchbox'>,
  { device }: Target,
  name: string,
  games: readonly PlacedGame[],
): TreeFile {
  const text = writeLaunchBoxPlatform(inOrder(games).map(({ game }) => launchBoxGame(device, game)))
  const file = textFile(gamesFile(form, device, name), text, name)
  return { ...file, merge: { as: 'launchbox-games' } }
}

export function launchBoxList(
  form: PlaylistForm<'launchbox'>,
  { device }: Target,
  { title, entries }: FilledList,
): TreeFile {
  const games = entries.map(({ game }) => launchBoxGame(device, game))
  const folder = safeFolder(`${form.folder}/Playlists`, device.names)
  const file = textFile(
    folder + safeName(`${title}.xml`, device.names),
    writeLaunchBoxPlaylist(title, games),
    title,
  )
  const platforms = [...new Set(games.map(({ platform }) => platform))].sort(byCodeUnit)
  const merge = {
    as: 'launchbox-playlist',
    games: platforms.map((name) => gamesFile(form, device, name)),
  } as const
  return { ...file, merge }
}

/** Of all games of a platform. */
function gamesFile({ folder }: PlaylistForm<'launchbox'>, { names }: Device, platform: string): string {
  return safeFolder(`${folder}/Platforms`, names) + safeName(`${platform}.xml`, names)
}

function launchBoxGame(device: Device, game: PlacedGame): LaunchBoxGame {
  return { platform: databaseOf(device, game.platform), title: titleOf(game), path: game.path }
}

function titleOf({ title, release }: PlacedGame): string {
  return title ?? release
}

/** By title: each is asked for once, for lists have thousands of them. */
function inOrder(
  games: readonly PlacedGame[],
): readonly { readonly title: string; readonly game: PlacedGame }[] {
  const titled = games.map((game) => ({ title: titleOf(game), game }))
  return titled.sort((a, b) => byCodeUnit(a.title, b.title) || byCodeUnit(a.game.path, b.game.path))
}
