/** What of a root is not there because its disk is not: for those who do not walk it. */
import { lstatSync, readdirSync } from 'node:fs'
import type { Db } from '../../../catalog/sqlite.ts'
import { errno, type Problem } from '../../../errors.ts'
import { knownGames } from '../../known-games.ts'
import type { RootStore } from '../../store.ts'
import { isDeadLink } from './dead-link.ts'
import { absolute } from '../walking/look.ts'
import { lostMounts, lostProblem } from './lost-mounts.ts'
import { scanMemory } from '../memory.ts'
import { wasMisnamed } from './misnamed.ts'
import { lostRoot, rootTrouble } from './root-trouble.ts'
import type { ScanRoot } from '../scan.ts'
import { isIn } from './unread-folders.ts'
import { emptiedLink, misnamedFolder, unreadableFolder } from './unreadable-folder.ts'

export interface Away {
  /** Of the root as a whole: what a scan would throw of it. Then nothing else is told. */
  readonly root?: Problem
  /** By path, folders of which nothing can be said, nor of any file below them; and what is said of each. */
  readonly folders: ReadonlyMap<string, Problem>
}

export async function awayIn(db: Db, root: ScanRoot, store: RootStore): Promise<Away> {
  const trouble = rootTrouble(root, store.holdsFiles())
  if (trouble) return { root: trouble, folders: new Map() }
  const { disks = {}, uuids = {} } = scanMemory(db, root)
  const lost = await lostMounts(root, { disks, uuids }, (folder) => knownGames(db, root, folder))
  if (lost.has('')) return { root: lostRoot(root, lost), folders: new Map() }
  const folders = new Map<string, Problem>()
  for (const path of [...store.folders().keys()].sort()) {
    const found = isIn(path, [...folders.keys(), ...lost.keys()])
      ? undefined
      : folderTrouble(root, path, store)
    if (found) folders.set(path, found)
  }
  for (const [path, loss] of lost)
    if (!isIn(path, [...folders.keys()])) folders.set(path, lostProblem(absolute(root.path, path), loss))
  return { folders }
}

/** As a walk has it: of a link that leads nowhere, or to a folder that held files and is empty now, and of a name. */
function folderTrouble(root: ScanRoot, path: string, store: RootStore): Problem | undefined {
  const dir = absolute(root.path, path)
  try {
    const entry = lstatSync(dir, { throwIfNoEntry: false })
    if (!entry) return wasMisnamed(path, store.folders()) ? misnamedFolder(dir) : undefined
    const isLink = root.followSymlinks === true && path !== '' && entry.isSymbolicLink()
    return isLink && store.holdsFiles(path) && readdirSync(dir).length === 0 ? emptiedLink(dir) : undefined
  } catch (error) {
    if (errno(error) === undefined) throw error
    return isDeadLink(dir) ? unreadableFolder(dir, error) : undefined
  }
}
