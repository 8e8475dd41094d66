/** Where the user has a zip already, a device gets that instead of a new one. */
import type { Db } from '../catalog/sqlite.ts'
import type { TreeFile, ZippedFile } from '../targets/tree.ts'
import { exactArchives } from './exact-archives.ts'

/** Files to be zipped, of which the user owns a zip with just these members, become that zip, unchanged. */
export function withOwnZips(db: Db, files: readonly TreeFile[]): readonly TreeFile[] {
  if (!files.some(isZip)) return files
  const find = exactArchives(db)
  return files.map((file) => {
    // a device that wants a member in another shape, or another text, cannot take it as the user has it
    if (!('zip' in file.origin) || file.origin.zip.some(isOtherwise)) return file
    const own = find(file.origin.zip)
    return own ? { ...file, sha1: own.sha1, size: own.size, origin: { content: own.sha1 } } : file
  })
}

function isOtherwise({ view, text = '' }: ZippedFile): boolean {
  return view !== undefined || text !== ''
}

export function isZip({ origin }: TreeFile): boolean {
  return 'zip' in origin
}
