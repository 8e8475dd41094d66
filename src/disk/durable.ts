/**
 * Makes written files and changed names survive a power cut, in the cheapest way that the system has.
 *
 * An fsync a file, one after the other, is what makes SD cards crawl. Measured for 1,000 files of 64 KiB on ext4:
 * 200 ms by parallel fdatasync, 35 ms by one sync of the file system; for 4 files 1 ms and 4 ms.
 */
import { statfsSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { errno } from '../errors.ts'
import { succeeds } from './system-program.ts'

/** From here on one sync of the whole file system is cheaper. */
const MANY = 32
const PARALLEL = 8
/** `tmpfs` and `ramfs`, as Linux's `statfs` numbers them: what is in memory does not survive anyhow. */
const IN_MEMORY = new Set([0x01021994, 0x858458f6])

/** All paths are absolute. Throws the system's error of a file; a folder that cannot be synced is let be. */
export async function makeDurable(
  root: string,
  files: readonly string[],
  folders: readonly string[],
): Promise<void> {
  if (files.length + folders.length === 0 || isInMemory(root)) return
  if (files.length + folders.length >= MANY && (await syncFileSystem(root))) return
  const syncs = [
    ...files.map((file) => () => syncFile(file)),
    ...folders.map((folder) => () => syncFolder(folder)),
  ]
  await inParallel(syncs)
}

function isInMemory(root: string): boolean {
  try {
    return process.platform === 'linux' && IN_MEMORY.has(statfsSync(root).type)
  } catch {
    return false
  }
}

/** By coreutils' `sync -f`: Node has no syncfs. False when there is no such command or it failed. */
function syncFileSystem(root: string): Promise<boolean> {
  if (process.platform !== 'linux') return Promise.resolve(false)
  return succeeds('sync', ['-f', '--', root], 'ignore')
}

async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.datasync()
  } finally {
    await file.close()
  }
}

/** Windows and some network and FUSE file systems cannot sync a folder; one that is gone has nothing to sync. */
async function syncFolder(path: string): Promise<void> {
  try {
    const folder = await open(path, 'r')
    try {
      await folder.sync()
    } finally {
      await folder.close()
    }
  } catch (error) {
    if (!UNSYNCABLE.has(errno(error) ?? '')) throw error
  }
}

const UNSYNCABLE = new Set(['EINVAL', 'EPERM', 'EACCES', 'EISDIR', 'EBADF', 'ENOTSUP', 'ENOENT'])

async function inParallel(syncs: readonly (() => Promise<void>)[]): Promise<void> {
  let next = 0
  const lane = async () => {
    for (let sync = syncs[next++]; sync; sync = syncs[next++]) await sync()
  }
  await Promise.all(Array.from({ length: Math.min(PARALLEL, syncs.length) }, lane))
}
