/**
 * Names that are not valid UTF-8, as those of a disk that is mounted with another character set: what was known under
 * the right names cannot be opened any more, but it is not gone. The system shows such names with `�`.
 */
import { folderOf, nameOf } from '../../../disk/path.ts'
import type { Instance, RootStore } from '../../store.ts'
import { childPath, fileNames, splitNames, type Folder } from '../walking/folder.ts'
import type { KnownFolders } from '../walking/long-folder.ts'

/** Whether what is shown as the first may be called the second: they begin and end alike. */
function mayBe(shown: string, name: string): boolean {
  const first = shown.indexOf('\ufffd')
  const end = shown.slice(shown.lastIndexOf('\ufffd') + 1)
  if (first === -1 || name.length <= first + end.length) return false
  return name.startsWith(shown.slice(0, first)) && name.endsWith(end)
}

/**
 * Known folders that went, and that folders with such names may be: they came when these went, in this walk or in an
 * earlier one, which kept them.
 * @param unreadable folders that are there
 */
export function misnamedFolders(
  gone: readonly string[],
  unreadable: readonly string[],
  known: KnownFolders,
): readonly string[] {
  const shown = unreadable.filter((path) => nameOf(path).includes('\ufffd'))
  return gone.filter((path) =>
    shown.some((other) => {
      const above = folderOf(path)
      if (folderOf(other) !== above || !mayBe(nameOf(other), nameOf(path))) return false
      const before = splitNames(known.get(above)?.names ?? '')
      return before.includes(nameOf(path)) !== before.includes(nameOf(other))
    }),
  )
}

/** Whether a known folder was kept for that reason: the folder that it was in does not list it any more. */
export function wasMisnamed(path: string, known: KnownFolders): boolean {
  const above = path === '' ? undefined : known.get(folderOf(path))
  return above !== undefined && !splitNames(above.names).includes(nameOf(path))
}

/**
 * What is known of the file that has such a name now: of the one that went from its folder in this scan. Undefined where
 * none did, or it may be one of several. It is entered under the new name, so that what it held is what it cannot be read
 * for any more.
 * @param now its folder
 * @param before the folder's row
 */
export function enterMisnamed(
  path: string,
  { now, before }: { readonly now: Folder; readonly before: Folder | undefined },
  store: RootStore,
  log: () => number,
): Instance | undefined {
  if (before === undefined || !nameOf(path).includes('\ufffd')) return undefined
  const there = new Set(fileNames(now))
  const went = fileNames(before).filter((name) => !there.has(name) && mayBe(nameOf(path), name))
  const [was, ...others] = went.map((name) => store.instance(childPath(now.path, name)))
  if (!was || others.length > 0 || was.status !== 'missing') return undefined
  const entered: Instance = { ...was, status: 'present', settled: false }
  store.putInstance(path, entered, log())
  return entered
}
