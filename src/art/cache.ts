/**
 * Pictures that were fetched, for all projects of a user: by their bytes, so that none is kept twice, and by the address
 * each came from, so that none is fetched twice. Files, written whole: who is killed leaves nothing half done.
 */
import { hash, randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isNoSpace } from '../disk/failure.ts'
import { CuratorError, problem, reason } from '../errors.ts'
import { userFolder, type Environment } from '../user-folder.ts'
import { pictureOf, type Picture } from './picture.ts'

/** Where fetched pictures are kept: `$CURATOR_CACHE`, or as XDG has it. Absolute. */
export function artCacheFolder({ CURATOR_CACHE: own, XDG_CACHE_HOME: xdg }: Environment): string {
  return join(userFolder(own, xdg, '.cache'), 'art')
}

/** What came from an address, and when. Without a picture: there is none, or it was no picture. */
export interface Kept {
  /** Without secrets. */
  readonly url: string
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly picture?: Picture
}

export interface ArtCache {
  /** Undefined when it was never fetched, or its bytes are gone. */
  find(url: string): Kept | undefined
  /** Keeps a picture and where it came from; undefined, and nothing kept, when the bytes are none. */
  keep(bytes: Uint8Array, from: Omit<Kept, 'picture'>): Kept | undefined
  /** Remembers that there is nothing at an address. */
  keepMissing(from: Omit<Kept, 'picture'>): void
  /** Where the bytes lie; undefined when they do not, or are not as many. */
  fileOf(sha1: string, size?: number): string | undefined
  /** The same, and their hash is compared: what is damaged is taken away, to be fetched again. */
  intactFileOf(sha1: string): string | undefined
}

export function openArtCache(folder: string): ArtCache {
  const objectFile = (sha1: string) => join(folder, 'objects', sha1.slice(0, 2), sha1)
  const fileOf = (sha1: string, size?: number) => {
    const file = objectFile(sha1)
    const there = sizeOf(file)
    return there === undefined || (size !== undefined && there !== size) ? undefined : file
  }
  const urlFile = (url: string) => {
    const key = hash('sha256', url)
    return join(folder, 'urls', key.slice(0, 2), `${key}.json`)
  }
  const note = (kept: Kept) => writeKept(urlFile(kept.url), JSON.stringify(kept))
  return {
    fileOf,
    intactFileOf(sha1) {
      const file = fileOf(sha1)
      if (file === undefined || hash('sha1', readFileSync(file)) === sha1) return file
      rmSync(file, { force: true })
      return undefined
    },
    find(url) {
      const kept = readKept(urlFile(url), url)
      if (!kept || (kept.picture && fileOf(kept.picture.sha1, kept.picture.size) === undefined))
        return undefined
      return kept
    },
    keep(bytes, from) {
      const picture = pictureOf(bytes)
      if (!picture) return undefined
      if (fileOf(picture.sha1, picture.size) === undefined) writeKept(objectFile(picture.sha1), bytes)
      const kept = { ...from, picture }
      note(kept)
      return kept
    },
    keepMissing: note,
  }
}

/** Undefined when it is not there, or not ours. */
function readKept(file: string, url: string): Kept | undefined {
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Kept
    const { picture } = kept
    const isOurs = kept.url === url && typeof kept.at === 'number'
    return isOurs && (picture === undefined || isPicture(picture)) ? kept : undefined
  } catch {
    return undefined
  }
}

/** Of what was read from a file, which may be damaged. */
export function isPicture(picture: unknown): picture is Picture {
  const { sha1, size, width, height } = Object(picture) as Partial<Record<keyof Picture, unknown>>
  const isHash = typeof sha1 === 'string' && /^[0-9a-f]{40}$/.test(sha1)
  return isHash && [size, width, height].every((one) => typeof one === 'number')
}

/** A cache that is no folder has nothing. */
export function sizeOf(file: string): number | undefined {
  try {
    return statSync(file, { throwIfNoEntry: false })?.size
  } catch {
    return undefined
  }
}

/** Throws a `CuratorError` where there is no room, or no place to write. */
export function writeKept(file: string, content: string | Uint8Array): void {
  try {
    writeWhole(file, content)
  } catch (error) {
    const code = isNoSpace(error) ? 'no-space' : 'art-not-fetched'
    const message = `Pictures cannot be kept: ${file} cannot be written: ${reason(error)}.`
    const hint = 'Set `CURATOR_CACHE` to a folder with room for them.'
    throw new CuratorError(problem(code, message, { path: file, hint }), { cause: error })
  }
}

/** In place of what is there, or not at all. */
export function writeWhole(file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true })
  const temp = `${file}.${randomUUID()}.tmp`
  try {
    writeFileSync(temp, content)
    renameSync(temp, file)
  } catch (error) {
    rmSync(temp, { force: true })
    throw error
  }
}
