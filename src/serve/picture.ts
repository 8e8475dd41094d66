/** A picture of a game, by the hash of its bytes: whatever a path says, nothing else is ever sent. */
import { readFileSync, statSync } from 'node:fs'
import { artCacheFolder, openArtCache } from '../art/cache.ts'
import { MOST_BYTES, pictureOf, type ReadableFormat } from '../art/picture.ts'
import { pictureTable } from '../catalog/pictures.ts'
import type { Opened } from './desk.ts'

export interface SentPicture {
  readonly bytes: Buffer
  /** Of HTTP: `image/png`. */
  readonly type: string
}

const TYPES: Readonly<Record<ReadableFormat, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  gif: 'image/gif',
}

/** Undefined when nobody has it any more. */
export function pictureBytes({ db }: Opened, sha1: string): SentPicture | undefined {
  if (!/^[0-9a-f]{40}$/.test(sha1)) return undefined
  const cached = openArtCache(artCacheFolder(process.env)).fileOf(sha1)
  const paths = [
    ...pictureTable(db)
      .pathsOf(sha1)
      .map(({ path }) => path),
    ...(cached === undefined ? [] : [cached]),
  ]
  for (const path of paths) {
    const bytes = bytesOf(path)
    const picture = bytes && pictureOf(bytes)
    if (bytes && picture?.sha1 === sha1) return { bytes, type: TYPES[picture.format] }
  }
  return undefined
}

function bytesOf(path: string): Buffer | undefined {
  try {
    const { size } = statSync(path)
    return size <= MOST_BYTES ? readFileSync(path) : undefined
  } catch {
    return undefined // it went since; another place may have it
  }
}
