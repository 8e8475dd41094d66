/** Which files of a device are lists that are made of what is there, by their paths alone: also those that no game is in any more. */
import { folderOf, nameOf } from '../../disk/path.ts'
import { safeFolder } from '../layout.ts'
import { lplRoot } from './lpl.ts'
import { PEGASUS_BETWEEN, PEGASUS_FILE } from '../formats/pegasus.ts'
import type { Device, GameLists, PlaylistFiles } from '../preset.ts'
import type { MergedList } from '../tree.ts'

/** Undefined for any other file. `root`: the target's absolute path. */
export function listAt(
  { device }: { readonly device: Device },
  root: string,
  path: string,
): MergedList | undefined {
  const { gameLists, playlistFiles: form } = device
  return (gameLists && gamelistAt(gameLists, path)) ?? (form && playlistAt(form, device, root, path))
}

function gamelistAt({ path: template, below }: GameLists, path: string): MergedList | undefined {
  const [start = '', end = ''] = template.split('{folder}')
  if (!path.startsWith(start) || !path.endsWith(end)) return undefined
  const folder = path.slice(start.length, path.length - end.length)
  return folder.length < 1 ? undefined : { as: 'gamelist', home: below.replace('{folder}', () => folder) }
}

function playlistAt(
  form: PlaylistFiles,
  { names }: Device,
  root: string,
  path: string,
): MergedList | undefined {
  if (form.kind === 'mgl' || form.kind === 'sync' || form.kind === 'm3u') return undefined
  const isIn = (folder: string, end: string): boolean =>
    nameOf(path).endsWith(end) && folderOf(path) === safeFolder(folder, names).slice(0, -1)
  switch (form.kind) {
    case 'pegasus':
      return nameOf(path) === PEGASUS_FILE ? { as: 'entries', between: PEGASUS_BETWEEN } : undefined
    case 'lpl':
      return isIn(form.folder, '.lpl') ? { as: 'lpl', root: lplRoot(form, root) } : undefined
    case 'paths':
      return isIn(form.folder, `.${form.extension}`)
        ? { as: 'paths', root: form.root, below: form.below }
        : undefined
    case 'launchbox':
      if (isIn(`${form.folder}/Platforms`, '.xml')) return { as: 'launchbox-games' }
      return isIn(`${form.folder}/Playlists`, '.xml') ? { as: 'launchbox-playlist', games: [] } : undefined
  }
}
