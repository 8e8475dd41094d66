/** Pictures that lie in files, read once: as long as a file keeps its size and time, it is the picture it was. */
import { readFileSync } from 'node:fs'
import type { PictureTable } from '../catalog/pictures.ts'
import { errno, problem, type Problem } from '../errors.ts'
import { MOST_BYTES, pictureOf, whyNone, type Picture, type ReadableFormat } from './picture.ts'

/** A file that should be a picture, as it was seen. */
export interface PictureFile {
  /** Absolute. */
  readonly path: string
  readonly size: number
  /** Milliseconds since the epoch. */
  readonly mtime: number
}

type Measured = { readonly picture: Picture } | { readonly problem: Problem }

export function measure(table: PictureTable, { path, size, mtime }: PictureFile): Measured {
  const known = table.find(path, size, mtime)
  if (known && isFormat(known.format)) return { picture: { ...known, format: known.format } }
  if (size > MOST_BYTES) return { problem: noPicture(path, 'it is too large') }
  const picture = read(path)
  if ('problem' in picture) return picture
  table.put(path, mtime, picture.picture)
  return picture
}

function read(path: string): Measured {
  try {
    const bytes = readFileSync(path)
    const picture = pictureOf(bytes)
    return picture ? { picture } : { problem: noPicture(path, `it ${whyNone(bytes)}`) }
  } catch (error) {
    const code = errno(error)
    if (code === undefined) throw error
    return { problem: noPicture(path, `it cannot be read (${code})`) }
  }
}

function noPicture(path: string, why: string): Problem {
  return problem('art-unreadable', `${path} is passed over as a picture: ${why}.`, { path })
}

export function isFormat(text: string): text is ReadableFormat {
  return text === 'png' || text === 'jpg' || text === 'webp' || text === 'gif'
}
