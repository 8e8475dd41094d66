/**
 * The last check before a tree: every file is let in or refused with a problem, one after the other, so whatever
 * comes out is a tree its device can hold. First come, first served: callers decide the order. What is wrong with a
 * file by itself was found before (`faults.ts`); this is about files among each other.
 */
import { folderOf, nameOf } from '../disk/path.ts'
import { problem, type Problem } from '../errors.ts'
import { count, plural } from '../wording.ts'
import { refusal } from './faults.ts'
import { isOverfull, slotsOf } from './parts/footprint.ts'
import { spreadHint } from './layout.ts'
import { placeKey } from './names/names.ts'
import { deviceName } from './parts/problems.ts'
import type { Target } from './preset.ts'
import type { TreeFile } from './tree.ts'

interface Admission {
  /**
   * The file that is in the tree for this one: itself, or an equal one that was there, or what `otherwise` makes of it where
   * another has its place; undefined when refused.
   */
  admit(file: TreeFile, otherwise?: () => TreeFile | undefined): TreeFile | undefined
  /** Why each other file was refused; full folders once each. */
  problems(): readonly Problem[]
}

export function openAdmission(target: Target): Admission {
  const { device } = target
  const { names, limits } = device
  const entries = new Map<string, Entry>()
  const top: Folder = { path: '', size: 0, slots: 0 }
  const folders = new Map<string, Folder>([['', top]])
  const refused: Problem[] = []
  const full = new Map<Folder, Overflow>()

  return { admit, problems: () => [...refused, ...[...full.values()].map(folderTooFull)] }

  function admit(file: TreeFile, otherwise?: () => TreeFile | undefined): TreeFile | undefined {
    const there = entries.get(placeKey(file.path, names))
    if (there?.file?.sha1 === file.sha1) return there.file
    if (there === undefined) return enter(file)
    const other = otherwise?.()
    if (other !== undefined && !entries.has(placeKey(other.path, names))) return enter(other)
    refused.push(collision(file, there))
    return undefined
  }

  /** Makes the folders on the way and takes a place in the innermost one that is there already. */
  function enter(file: TreeFile): TreeFile | undefined {
    const missing: string[] = []
    let inner = folderOf(file.path)
    let folder = folders.get(inner)
    while (folder === undefined) {
      const there = entries.get(placeKey(inner, names))
      if (there !== undefined) {
        refused.push(collision(file, there))
        return undefined
      }
      missing.push(inner)
      inner = folderOf(inner)
      folder = folders.get(inner)
    }
    const newcomer = missing.at(-1) ?? file.path
    if (isFull(folder, newcomer)) {
      const overflow = full.get(folder) ?? { folder, first: file, count: 0 }
      full.set(folder, { ...overflow, count: overflow.count + 1 })
      return undefined
    }
    let parent = folder
    for (const path of missing.toReversed()) {
      parent.size++
      parent.slots += slotsOf(nameOf(path))
      parent = { path, size: 0, slots: 0 }
      folders.set(path, parent)
      entries.set(placeKey(path, names), { folder: parent })
    }
    parent.size++
    parent.slots += slotsOf(nameOf(file.path))
    entries.set(placeKey(file.path, names), { file })
    return file
  }

  function isFull({ size, slots }: Folder, newcomer: string): boolean {
    return isOverfull(size + 1, slots + slotsOf(nameOf(newcomer)), limits)
  }

  function collision(file: TreeFile, there: Entry): Problem {
    const path = there.file?.path ?? there.folder?.path ?? ''
    const what = there.file === undefined ? `the folder ${path}` : `${path} of "${there.file.label}"`
    const save = there.file?.save
    const hangs = save === undefined ? '' : `, on whose name ${save} hangs`
    return refusal('name-collision', file, `it would take the place of ${what}${hangs}`)
  }

  function folderTooFull({ folder, first, count: left }: Overflow): Problem {
    const { entriesPerFolder, fatSlotsPerFolder } = limits
    const limit =
      folder.size >= (entriesPerFolder ?? Infinity)
        ? `${count(entriesPerFolder ?? 0)} files and folders`
        : `${count(fatSlotsPerFolder ?? 0)} directory entries, of which a long name takes several`
    const where = folder.path === '' ? 'its top folder' : folder.path
    const rest = `${plural(left, 'file')} ${left === 1 ? 'is' : 'are'}`
    const message = `${deviceName(target)} takes ${limit} in ${where}: ${rest} not written, from "${first.label}" on.`
    const hint = spreadHint(target.device.layout)
    return problem('folder-too-full', message, { path: folder.path, hint })
  }
}

/** What stands at a place: a file or a folder. */
interface Entry {
  readonly file?: TreeFile
  readonly folder?: Folder
}

interface Folder {
  readonly path: string
  size: number
  slots: number
}

interface Overflow {
  readonly folder: Folder
  readonly first: TreeFile
  readonly count: number
}
