/**
 * The last check before a tree: every file is let in or refused with a problem, one after the other, so whatever
 * comes out is a tree its device can hold. First come, first served: callers decide the order.
 */
import { folderOf } from '../disk/path.ts'
import { problem, type ErrorCode, type Problem } from '../errors.ts'
import { placeKey } from './names.ts'
import { nameOf } from './part.ts'
import type { Target } from './preset.ts'
import type { TreeFile } from './tree.ts'

export interface Admission {
  /** The file that is in the tree for this one: itself, or an equal one that was there; undefined when refused. */
  admit(file: TreeFile): TreeFile | undefined
  /** The files let in, in the order they came. */
  readonly files: readonly TreeFile[]
  /** Why each other file was refused; full folders once each. */
  problems(): readonly Problem[]
}

export function openAdmission(target: Target): Admission {
  const { device } = target
  const { names, limits } = device
  const reserved = new Map([...STATE_FOLDER, ...device.reserved].map((path) => [path.toLowerCase(), path]))
  const entries = new Map<string, Entry>()
  const top: Folder = { path: '', size: 0, slots: 0 }
  const folders = new Map<string, Folder>([['', top]])
  const files: TreeFile[] = []
  const refused: Problem[] = []
  const full = new Map<Folder, Overflow>()

  return { admit, files, problems: () => [...refused, ...[...full.values()].map(folderTooFull)] }

  function admit(file: TreeFile): TreeFile | undefined {
    const there = entries.get(placeKey(file.path, names))
    if (there?.file?.sha1 === file.sha1) return there.file
    const wrong = there === undefined ? faultOf(file) : collision(file, there)
    if (wrong === undefined) return enter(file)
    refused.push(wrong)
    return undefined
  }

  function faultOf(file: TreeFile): Problem | undefined {
    const { path, size } = file
    if (path.length > names.maxPath) {
      const why = `its path has ${path.length} characters, of ${names.maxPath} at most`
      return refuse('name-too-long', file, why)
    }
    if (limits.fileBytes !== undefined && size > limits.fileBytes) {
      return refuse('file-too-large', file, `it has ${size} bytes, of ${limits.fileBytes} at most`)
    }
    const owned = reserved.get(path.toLowerCase())
    return owned === undefined ? undefined : refuse('path-escapes', file, `${owned} belongs to the device`)
  }

  /** Makes the folders on the way and takes a place in the innermost one that is there already. */
  function enter(file: TreeFile): TreeFile | undefined {
    const missing: string[] = []
    let inner = folderOf(file.path)
    let folder = folders.get(inner)
    while (folder === undefined) {
      const wrong = folderFault(inner, file)
      if (wrong !== undefined) {
        refused.push(wrong)
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
      parent.slots += slotsOf(path)
      parent = { path, size: 0, slots: 0 }
      folders.set(path, parent)
      entries.set(placeKey(path, names), { folder: parent })
    }
    parent.size++
    parent.slots += slotsOf(file.path)
    entries.set(placeKey(file.path, names), { file })
    files.push(file)
    return file
  }

  function folderFault(folder: string, file: TreeFile): Problem | undefined {
    const owned = reserved.get(folder.toLowerCase())
    if (owned !== undefined) return refuse('path-escapes', file, `${owned} belongs to the device`)
    const there = entries.get(placeKey(folder, names))
    return there === undefined ? undefined : collision(file, there)
  }

  function isFull({ size, slots }: Folder, newcomer: string): boolean {
    if (size >= (limits.entriesPerFolder ?? Infinity)) return true
    return slots + slotsOf(newcomer) > (limits.fatSlotsPerFolder ?? Infinity) - DOT_ENTRIES
  }

  function collision(file: TreeFile, there: Entry): Problem {
    const path = there.file?.path ?? there.folder?.path ?? ''
    const what = there.file === undefined ? `the folder ${path}` : `${path} of "${there.file.label}"`
    return refuse('name-collision', file, `it would take the place of ${what}`)
  }

  function refuse(code: ErrorCode, { label, path }: TreeFile, why: string): Problem {
    return problem(code, `"${label}" is not written to ${path}: ${why}.`, { path })
  }

  function folderTooFull({ folder, first, count }: Overflow): Problem {
    const { entriesPerFolder, fatSlotsPerFolder } = limits
    const limit =
      folder.size >= (entriesPerFolder ?? Infinity)
        ? `${entriesPerFolder} files and folders`
        : `${fatSlotsPerFolder} directory entries, of which a long name takes several`
    const where = folder.path === '' ? 'its top folder' : folder.path
    const rest = count === 1 ? '1 file is' : `${count} files are`
    const message = `${nameOf(target)} takes ${limit} in ${where}: ${rest} not written, from "${first.label}" on.`
    const hint = 'Spread them over more folders, for example by {letter} in the layout.'
    return problem('folder-too-full', message, { path: folder.path, hint })
  }
}

/** Our own records on every device; FAT and NTFS know the folder by a second, short name. */
const STATE_FOLDER = ['.curator', 'CURATO~1']

/** FAT folders hold entries for themselves and their parent. */
const DOT_ENTRIES = 2

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

/** A long name takes one 32-byte entry for every 13 characters, and one more for its short form. */
function slotsOf(path: string): number {
  return Math.ceil((path.length - path.lastIndexOf('/') - 1) / 13) + 1
}
