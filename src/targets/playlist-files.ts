/** Playlists in the form a target's device reads. */
import { hash } from 'node:crypto'
import { problem, type Problem } from '../errors.ts'
import { sortLikeScanner, writeLpl, type LplItem } from './formats/lpl.ts'
import { relativePath, writeM3u } from './formats/m3u.ts'
import { writeMgl } from './formats/mgl.ts'
import { safeFolder } from './layout.ts'
import { safeName } from './names.ts'
import { nameOf } from './part.ts'
import type { MglLaunch, PlaylistFiles, Target } from './preset.ts'
import type { TreeFile } from './tree.ts'

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

/** A game that is really in the tree. */
export interface PlacedGame {
  readonly platform: string
  readonly release: string
  /** Path of the file that starts it, below the target. */
  readonly path: string
  readonly crc32: number
}

/**
 * The playlist files of a target. Games of a playlist that are not on the device are left out: their absence has
 * been told where it arose. `root` is the target's absolute path, for formats that want absolute ones.
 */
export function buildPlaylists(
  target: Target,
  games: readonly PlacedGame[],
  playlists: readonly PlaylistPicks[],
  root: string,
): { readonly files: readonly TreeFile[]; readonly problems: readonly Problem[] } {
  const form = target.device.playlistFiles
  if (form === undefined) return { files: [], problems: [] }
  const lists = playlists.length === 0 ? [] : withGames(playlists, games)
  if (form.kind === 'mgl') return mglFiles(form, target, lists)
  if (form.kind === 'm3u') return { files: lists.map((list) => m3uFile(form, target, list)), problems: [] }
  return { files: lplFiles(form, target, games, lists, root), problems: [] }
}

interface FilledList {
  readonly title: string
  readonly entries: readonly { readonly pick: ListedGame; readonly game: PlacedGame }[]
}

function withGames(playlists: readonly PlaylistPicks[], games: readonly PlacedGame[]): readonly FilledList[] {
  const byRelease = new Map(games.map((game) => [`${game.platform}/${game.release}`, game]))
  return playlists.map(({ title, picks }) => ({
    title,
    entries: picks.flatMap((pick) => {
      const game = byRelease.get(`${pick.platform}/${pick.release}`)
      return game === undefined ? [] : [{ pick, game }]
    }),
  }))
}

type Form<K extends PlaylistFiles['kind']> = Extract<PlaylistFiles, { kind: K }>

function lplFiles(
  form: Form<'lpl'>,
  target: Target,
  games: readonly PlacedGame[],
  lists: readonly FilledList[],
  root: string,
): readonly TreeFile[] {
  const { deviceRoot = root, baseContentDirectory } = form
  const { names } = target.device
  const folder = safeFolder(form.folder, names)
  const base = baseContentDirectory === undefined ? {} : { baseContentDirectory }
  const perDatabase = new Map<string, LplItem[]>()
  if (form.perPlatform) {
    for (const game of games) {
      const item = lplItem(game, target, deviceRoot)
      const items = perDatabase.get(item.database)
      if (items === undefined) perDatabase.set(item.database, [item])
      else items.push(item)
    }
  }
  return [
    ...[...perDatabase].map(([database, items]) =>
      textFile(
        folder + safeName(`${database}.lpl`, names),
        writeLpl({ ...base, sort: 'default', items: sortLikeScanner(items) }),
        database,
      ),
    ),
    ...lists.map(({ title, entries }) => {
      const items = entries.map(({ game }) => lplItem(game, target, deviceRoot))
      return textFile(
        folder + safeName(`${title}.lpl`, names),
        writeLpl({ ...base, sort: 'off', items }),
        title,
      )
    }),
  ]
}

function lplItem(
  { platform, release, path, crc32 }: PlacedGame,
  target: Target,
  deviceRoot: string,
): LplItem {
  const database = target.device.platforms[platform]?.label ?? platform
  return { path: onDevice(deviceRoot, path), label: release, crc32, database }
}

/** An absolute path in the spelling of the system the root is from. */
function onDevice(root: string, path: string): string {
  const isWindows = /^[A-Za-z]:\\|^\\\\/.test(root)
  const separator = isWindows ? '\\' : '/'
  const start = root.endsWith(separator) ? root : root + separator
  return start + (isWindows ? path.replaceAll('/', '\\') : path)
}

function m3uFile(form: Form<'m3u'>, target: Target, { title, entries }: FilledList): TreeFile {
  const { names } = target.device
  const folder = safeFolder(form.folder, names)
  const paths = entries.map(({ game }) => relativePath(folder, game.path))
  return textFile(folder + safeName(`${title}.m3u`, names), writeM3u(paths), title)
}

/** MiSTer knows no playlists: a folder of launchers takes their place, numbered to keep the order. */
function mglFiles(
  form: Form<'mgl'>,
  target: Target,
  lists: readonly FilledList[],
): { readonly files: readonly TreeFile[]; readonly problems: readonly Problem[] } {
  const { names } = target.device
  const problems: Problem[] = []
  const files = lists.flatMap(({ title, entries }) => {
    const folder = safeFolder(form.folder, names) + safeName(`_${title}`, names, 'folder')
    const repeated = repeatedTitles(entries.map(({ pick }) => pick))
    const digits = Math.max(2, String(entries.length).length)
    return entries.flatMap(({ pick, game }, index) => {
      const launch = Object.hasOwn(form.launch, game.platform) ? form.launch[game.platform] : undefined
      if (launch === undefined) {
        problems.push(notLaunched(target, title, game))
        return []
      }
      const shown = repeated.has(pick.game) ? pick.release : pick.game
      const name = safeName(`${String(index + 1).padStart(digits, '0')} ${shown}.mgl`, names)
      return [textFile(`${folder}/${name}`, launcher(launch, game.path), `${title}: ${game.release}`)]
    })
  })
  return { files, problems }
}

function repeatedTitles(picks: readonly ListedGame[]): ReadonlySet<string> {
  const seen = new Set<string>()
  return new Set(picks.filter(({ game }) => seen.has(game) || !seen.add(game)).map(({ game }) => game))
}

function launcher(launch: MglLaunch, path: string): string {
  const { rbf, setname, home, byExtension, type, index, delay } = launch
  const extension = path.slice(path.lastIndexOf('.') + 1)
  const slot = { type, index, delay, ...byExtension?.[extension] }
  return writeMgl({
    rbf,
    ...slot,
    ...(setname === undefined ? {} : { setname }),
    path: relativePath(home, path),
  })
}

function notLaunched(target: Target, title: string, game: PlacedGame): Problem {
  const message = `The playlist "${title}" goes without "${game.release}": ${nameOf(target)} cannot start its platform from a list.`
  return problem('platform-not-played', message)
}

function textFile(path: string, text: string, label: string): TreeFile {
  return { path, size: Buffer.byteLength(text), sha1: hash('sha1', text, 'hex'), origin: { text }, label }
}
