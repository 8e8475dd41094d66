/**
 * Playlists on a MiSTer, which knows none: a folder of launchers takes their place, or a file from which the script
 * LaunchSync makes one on the device. Both are numbered to keep the order.
 */
import { nameOf } from '../../disk/path.ts'
import { problem, type Problem } from '../../errors.ts'
import { ownValue } from '../../own-value.ts'
import { relativePath } from '../formats/m3u.ts'
import { writeMgl } from '../formats/mgl.ts'
import { writeSync } from '../formats/sync.ts'
import { safeFolder } from '../layout.ts'
import { safeName, splitName } from '../names/names.ts'
import { deviceName } from '../parts/problems.ts'
import type { FilledList, ListedGame, ListFiles } from './playlist-files.ts'
import type { MglLaunch, PlaylistForm as Form, Target } from '../preset.ts'
import { textFile, type TreeFile } from '../tree.ts'
import type { PlacedGame } from '../written-game.ts'

export function mglFiles(form: Form<'mgl'>, target: Target, lists: readonly FilledList[]): ListFiles {
  const { names } = target.device
  const problems: Problem[] = []
  const files = lists.flatMap(({ title, entries }) => {
    const folder = safeFolder(form.folder, names) + safeName(`_${title}`, names, 'folder')
    const shownAs = numbered(entries)
    return entries.flatMap(({ game }, index): readonly TreeFile[] => {
      const launch = ownValue(form.launch, game.platform)
      if (launch === undefined) {
        problems.push(notLaunched(target, title, game))
        return []
      }
      const name = safeName(`${shownAs[index]}.mgl`, names)
      const started = game.member === undefined ? game.path : `${game.path}/${game.member}`
      return [textFile(`${folder}/${name}`, launcher(launch, started), `${title}: ${game.release}`)]
    })
  })
  return { files, problems }
}

export function syncFiles(form: Form<'sync'>, target: Target, lists: readonly FilledList[]): ListFiles {
  const { names } = target.device
  const problems: Problem[] = []
  const files = lists.map(({ title, entries }) => {
    const shownAs = numbered(entries)
    const games = entries.flatMap(({ game }, index) => {
      const system = ownValue(form.systems, game.platform)
      if (system === undefined) {
        problems.push(notLaunched(target, title, game))
        return []
      }
      const shown = splitName(safeName(`${shownAs[index]}.mgl`, names)).stem
      return [{ shown, system, name: splitName(nameOf(game.member ?? game.path)).stem }]
    })
    const name = safeName(title, names, 'folder')
    const file = textFile(`${safeFolder(form.folder, names)}${name}.sync`, writeSync({ name, games }), title)
    return { ...file, merge: { as: 'entries', between: '\n\n', byPattern: true } as const }
  })
  return { files, problems }
}

/** `01 Title`; two editions of one game go by the names of their releases. */
function numbered(entries: FilledList['entries']): readonly string[] {
  const repeated = repeatedTitles(entries.map(({ pick }) => pick))
  const digits = Math.max(2, String(entries.length).length)
  return entries.map(({ pick }, index) => {
    const shown = repeated.has(pick.game) ? pick.release : pick.game
    return `${String(index + 1).padStart(digits, '0')} ${shown}`
  })
}

function repeatedTitles(picks: readonly ListedGame[]): ReadonlySet<string> {
  const seen = new Set<string>()
  return new Set(picks.filter(({ game }) => seen.has(game) || !seen.add(game)).map(({ game }) => game))
}

function launcher(launch: MglLaunch, path: string): string {
  const { rbf, setname, home, byExtension, type, index, delay } = launch
  const extension = path.slice(path.lastIndexOf('.') + 1).toLowerCase()
  const slot = { type, index, delay, ...byExtension?.[extension] }
  return writeMgl({
    rbf,
    ...slot,
    ...(setname === undefined ? {} : { setname }),
    path: relativePath(home, path),
  })
}

function notLaunched(target: Target, title: string, game: PlacedGame): Problem {
  const message = `The playlist "${title}" goes without "${game.release}": ${deviceName(target)} cannot start its platform from a list.`
  return problem('platform-not-played', message)
}
