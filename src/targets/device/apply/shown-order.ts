/**
 * Devices that show a folder as its entries were made: what comes later would stand last there, or wherever something was
 * deleted. So where a change left names out of order, all of ours in that folder are taken out and put back, by renaming.
 * A power cut in between costs no more than copying those again: they are missing then, which the next build sees.
 */
import type { Disk } from '../../../disk/disk.ts'
import { folderOf, foldersAbove, join, nameOf } from '../../../disk/path.ts'
import { errno, problem, type Problem } from '../../../errors.ts'
import { byCodeUnit } from '../../../order.ts'
import { plural } from '../../../wording.ts'
import { openSection, type NotesReader } from '../notes/manifest.ts'
import { attempt, tryQuietly, type Run } from './run.ts'
import { readNotes } from '../notes/section-files.ts'
import { fold } from '../../../disk/spelling.ts'
import { TEMP_FOLDER } from './temporaries.ts'
import type { Step } from './transaction.ts'

/** By which paths are in order: folder by folder, whatever the case. */
export function shownKey(path: string): string {
  return path.toUpperCase().replaceAll('/', '\0')
}

/** `steps`: all that were done. Counts the folders that were out of order. */
export async function putInOrder(run: Run, steps: readonly Step[]): Promise<void> {
  const paths = steps.filter(({ op }) => op !== 'delete').map(({ path }) => path)
  if (!run.basis.byName || paths.length === 0 || run.disk.asWritten('') === undefined) return
  const ours = ourFiles(run)
  const isOurs = oneOf(ours)
  const touched = new Map(
    paths.flatMap((path) => ['', ...foldersAbove(path)]).map((path) => [fold(path), path]),
  )
  const scopes: string[] = []
  for (const folder of [...touched.values()].sort(byCodeUnit)) {
    const isCovered = scopes.some((scope) => isBelow(folder, scope))
    if (!isCovered && !isOrdered(run, folder, isOurs)) scopes.push(folder)
  }
  for (const scope of scopes)
    await reorder(
      run,
      [...ours].filter((path) => isBelow(path, scope)),
      scope,
    )
  run.counts.sorted = scopes.length
}

export function orderProblem(target: string, folders: number): Problem {
  return problem(
    'order-restored',
    `${target}: the names in ${plural(folders, 'folder')} were put in order again.`,
  )
}

/** Also those of sections that were not compared. Of what somebody else put there, though it is right, none. */
function ourFiles({ basis, files, disk }: Run): ReadonlySet<string> {
  const read: NotesReader = (file) => readNotes(disk, file)
  const kept = basis.sections.flatMap((section) =>
    'kept' in section ? [...(openSection(section.kept, read) ?? [])] : [],
  )
  const ours = [...files, ...kept].filter(([, { isOurs }]) => isOurs)
  return new Set(ours.map(([path]) => path).filter((path) => disk.stat(path)?.kind === 'file'))
}

function isOrdered({ disk }: Run, folder: string, isOurs: (path: string) => boolean): boolean {
  const start = folder === '' ? '' : `${folder}/`
  return isInOrder((disk.asWritten(folder) ?? []).map((name) => start + name).filter(isOurs))
}

/** Whether a path is one of these files, or a folder that they are in, however it is spelled: such devices fold names. */
export function oneOf(files: ReadonlySet<string>): (path: string) => boolean {
  const known = new Set([...files].flatMap((path) => [path, ...foldersAbove(path)]).map(fold))
  return (path) => known.has(fold(path))
}

/** Paths of one folder. */
export function isInOrder(paths: readonly string[]): boolean {
  const keys = paths.map(shownKey)
  return keys.every((key, i) => i === 0 || (keys[i - 1] ?? '') <= key)
}

async function reorder(run: Run, files: readonly string[], scope: string): Promise<void> {
  const { disk, made, slots } = run
  const spelled = speller(disk)
  const below = [...made].filter((folder) => folder !== scope && isBelow(folder, scope))
  const folders = [...new Set(below.map(spelled))].sort((a, b) => b.length - a.length)
  const places = files.map((path) => ({ path, place: spelled(path), key: shownKey(path) }))
  const temps = new Map<string, string>()
  try {
    for (const { place } of places) {
      const temp = `${TEMP_FOLDER}/${slots.stamp.generation}-${run.temps++}`
      disk.rename(place, temp)
      temps.set(place, temp)
    }
    // what stays in its place, such as a folder with somebody's own files, keeps it
    for (const folder of folders) tryQuietly(() => disk.rmdir(folder))
    await disk.sync([...temps.values()])
  } catch (error) {
    if (errno(error) === undefined) throw error
  }
  const taken = places.filter(({ place }) => temps.has(place))
  for (const { path, place } of taken.sort((a, b) => byCodeUnit(a.key, b.key))) {
    const isBack = attempt(run, path, 'renamed', () => {
      disk.mkdir(folderOf(place))
      disk.rename(temps.get(place) ?? '', place)
    })
    if (!isBack) run.files.delete(path)
  }
  await disk.sync(places.map(({ place }) => place).filter((place) => disk.stat(place)?.kind === 'file'))
}

/** Tells how a path is spelled on a disk that folds case: nothing gets another spelling here. */
function speller(disk: Disk): (path: string) => string {
  const known = new Map<string, ReadonlyMap<string, string>>()
  const namesIn = (folder: string): ReadonlyMap<string, string> => {
    const found = known.get(folder)
    if (found) return found
    const names = disk.asWritten(folder) ?? []
    const all = new Map([
      ...names.map((name) => [fold(name), name] as const),
      ...names.map((name) => [name, name] as const),
    ])
    known.set(folder, all)
    return all
  }
  const spelled = (path: string): string => {
    if (path === '') return ''
    const above = spelled(folderOf(path))
    const names = namesIn(above)
    const name = nameOf(path)
    return join(above, names.get(name) ?? names.get(fold(name)) ?? name)
  }
  return spelled
}

export function isBelow(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`)
}
