/** Playlists in the form a target's device reads. */
import type { Problem } from '../../errors.ts'
import { groupBy } from '../../groups.ts'
import { faultFinder } from '../faults.ts'
import type { WrittenItems } from '../formats/lpl.ts'
import { relativePath, writeM3u } from '../formats/m3u.ts'
import { safeFolder } from '../layout.ts'
import { safeName } from '../names/names.ts'
import {
  gamelistFile,
  launchBoxList,
  launchBoxPlatform,
  listNameOf,
  listsPlatform,
  pathsFile,
  pegasusList,
  pegasusPlatform,
  setTitlesFile,
} from './frontend.ts'
import { lplInOrder, lplOfAll, writtenItems } from './lpl.ts'
import { mglFiles, syncFiles } from './mister.ts'
import type { Device, PlaylistFiles, PlaylistForm as Form, Target } from '../preset.ts'
import { textFile, type TreeFile } from '../tree.ts'
import type { PlacedGame } from '../written-game.ts'

/** A playlist of the config with its games, best or first one first. Games that are not owned have no files. */
export interface PlaylistPicks {
  /** Key in the config. */
  readonly name: string
  /** Shown on the device. */
  readonly title: string
  readonly picks: readonly ListedGame[]
}

/** What a playlist says of a game. Any `Pick` is one. */
export interface ListedGame {
  readonly platform: string
  readonly game: string
  readonly release: string
}

/** Files of a target that hold lists, and what was wrong with others. */
export interface ListFiles {
  readonly files: readonly TreeFile[]
  readonly problems: readonly Problem[]
}

/**
 * The device's names for its platforms, where it wants a list of all games for each: database → platforms, in order
 * of platform. Platforms may share a name, and then a list.
 */
export function listedDatabases({ device }: Target, platforms: readonly string[]): Map<string, string[]> {
  const listed = platforms.filter((platform) => listsPlatform(device, platform))
  return groupBy(listed, (platform) => listNameOf(device, platform))
}

/** The list of all games of one database; none when there are none. `root`: see `buildPlaylists`. */
export function databaseList(
  target: Target,
  database: string,
  games: readonly PlacedGame[],
  root: string,
): ListFiles {
  const { gameLists, setTitles, playlistFiles: form } = target.device
  if (games.length === 0) return NO_LISTS
  if (setTitles !== undefined) return faultless(target, setTitlesFile(setTitles, target, database, games))
  if (gameLists !== undefined) return faultless(target, [gamelistFile(gameLists, target, database, games)])
  const lpl = lplOfPlatforms(target.device)
  if (lpl) return joinedList(lpl, target, database, [writtenItems(lpl, target, games, root)], root)
  if (form?.kind === 'pegasus') return faultless(target, [pegasusPlatform(form, target, database, games)])
  if (form?.kind === 'launchbox') return faultless(target, [launchBoxPlatform(form, target, database, games)])
  return NO_LISTS
}

/** RetroArch's form, where that is the one of the lists of all games. */
export function lplOfPlatforms({
  gameLists,
  setTitles,
  playlistFiles: form,
}: Device): Form<'lpl'> | undefined {
  const isOther = gameLists !== undefined || setTitles !== undefined
  return form?.kind === 'lpl' && !isOther ? form : undefined
}

/** Such a list in RetroArch's form, put together of what was written of some games at a time. */
export function joinedList(
  form: Form<'lpl'>,
  target: Target,
  database: string,
  parts: readonly WrittenItems[],
  root: string,
): ListFiles {
  const isEmpty = parts.every(({ keys }) => keys.length === 0)
  return isEmpty ? NO_LISTS : faultless(target, [lplOfAll(form, target, database, parts, root)])
}

/**
 * The playlists of the config in the device's form. Games of a playlist that are not on the device are left out: their
 * absence has been told where it arose. `root` is the target's absolute path, for formats that want absolute ones.
 */
export function buildPlaylists(
  target: Target,
  games: readonly PlacedGame[],
  playlists: readonly PlaylistPicks[],
  root: string,
): ListFiles {
  const form = target.device.playlistFiles
  if (form === undefined || playlists.length === 0) return NO_LISTS
  const lists = withGames(playlists, games)
  if (form.kind === 'mgl' || form.kind === 'sync') {
    const made = form.kind === 'mgl' ? mglFiles(form, target, lists) : syncFiles(form, target, lists)
    const { files, problems } = faultless(target, made.files)
    return { files, problems: [...problems, ...made.problems] }
  }
  const made = lists.map((list) => listFile(form, target, list, root))
  return faultless(target, made)
}

function listFile(
  form: Exclude<PlaylistFiles, Form<'mgl' | 'sync'>>,
  target: Target,
  list: FilledList,
  root: string,
): TreeFile {
  switch (form.kind) {
    case 'm3u':
      return m3uFile(form, target, list)
    case 'paths':
      return pathsFile(form, target, list)
    case 'pegasus':
      return pegasusList(form, target, list)
    case 'launchbox':
      return launchBoxList(form, target, list)
    case 'lpl':
      return lplInOrder(form, target, list, root)
  }
}

const NO_LISTS: ListFiles = { files: [], problems: [] }

function faultless(target: Target, files: readonly TreeFile[]): ListFiles {
  const faultOf = faultFinder(target)
  const faults = new Map(files.map((file) => [file, faultOf(file)]))
  return {
    files: files.filter((file) => faults.get(file) === undefined),
    problems: [...faults.values()].filter((fault) => fault !== undefined),
  }
}

/** A playlist as it is on the device. */
export interface FilledList {
  readonly title: string
  readonly entries: readonly { readonly pick: ListedGame; readonly game: PlacedGame }[]
}

function withGames(playlists: readonly PlaylistPicks[], games: readonly PlacedGame[]): readonly FilledList[] {
  const byRelease = new Map(
    games.flatMap((game) =>
      (game.discs ?? [game.release]).map((release) => [`${game.platform}/${release}`, game] as const),
    ),
  )
  return playlists.map(({ title, picks }) => {
    const seen = new Set<PlacedGame>()
    return {
      title,
      entries: picks.flatMap((pick) => {
        const game = byRelease.get(`${pick.platform}/${pick.release}`)
        if (game === undefined || seen.has(game)) return []
        seen.add(game)
        return [{ pick, game }]
      }),
    }
  })
}

function m3uFile(form: Form<'m3u'>, target: Target, { title, entries }: FilledList): TreeFile {
  const { names } = target.device
  const folder = safeFolder(form.folder, names)
  const paths = entries.map(({ game }) => relativePath(folder, game.path))
  const file = textFile(folder + safeName(`${title}.m3u`, names), writeM3u(paths), title)
  return { ...file, merge: { as: 'entries', between: '\n' } }
}
