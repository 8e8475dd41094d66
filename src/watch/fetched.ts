/**
 * What is fetched lies in the catalog and in the cache of pictures, and both change for other reasons as well. So whoever
 * fetches leaves a small file in a folder of its own, which `curator watch` keeps an eye on.
 */
import { hash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Changes when something was fetched, and for no other reason. */
export function fetchedMark(stateDir: string): string {
  return join(stateDir, 'fetched', 'mark')
}

/** @param what tells this fetch from others: what came, and when */
export function markFetched(stateDir: string, what: unknown): void {
  makeFetchedFolder(stateDir)
  writeFileSync(fetchedMark(stateDir), `${hash('sha1', JSON.stringify(what))}\n`)
}

/** A folder that is not there cannot be listened to. One that cannot be made is told by the build, which needs it too. */
export function makeFetchedFolder(stateDir: string): void {
  try {
    mkdirSync(dirname(fetchedMark(stateDir)), { recursive: true })
  } catch {
    // see above
  }
}
