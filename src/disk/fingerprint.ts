/**
 * A fingerprint of a whole tree: every path with its kind, size and time, as the system's `find` prints them. It works
 * beside us on another processor, and two fingerprints are compared in no time; asking for the same from JavaScript
 * takes longer than all else in a build with nothing to do. Only GNU's `find` can print it, so this is an acceleration,
 * never a need: without it, everything is asked for one by one.
 */
import { spawn } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { closeSync, openSync, readSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Begins at once. Undefined when the system cannot do it, or a part of the tree could not be read. Equal fingerprints
 * mean an equal tree; different ones may mean only that the system lists it in another order.
 * @param scratch a folder for what `find` prints until it is done: at a pipe it would wait for us, who are busy
 */
export function fingerprintTree(root: string, scratch: string): Promise<string | undefined> {
  if (process.platform !== 'linux') return Promise.resolve(undefined)
  const output = openNameless(scratch)
  const found = new Promise<string | undefined>((resolve) => {
    // `-H`: the root itself may be a link. A name may hold anything but NUL.
    const args = ['-H', root, '-printf', String.raw`%P\0%y\0%s\0%T@\0`]
    const find = spawn('find', args, { stdio: ['ignore', output, 'ignore'] })
    find.on('error', () => resolve(undefined))
    find.on('close', (code) => resolve(code === 0 ? hashOf(output) : undefined))
  })
  return found.finally(() => closeSync(output))
}

/** A file that is gone as soon as it is closed, whatever happens to us. */
function openNameless(folder: string): number {
  const path = join(folder, `listing-${randomUUID()}`)
  const file = openSync(path, 'wx+')
  unlinkSync(path)
  return file
}

function hashOf(file: number): string {
  const hash = createHash('sha1')
  const buffer = Buffer.allocUnsafe(2 ** 20)
  for (let at = 0; ;) {
    const read = readSync(file, buffer, 0, buffer.length, at)
    if (read === 0) return hash.digest('hex')
    hash.update(buffer.subarray(0, read))
    at += read
  }
}
