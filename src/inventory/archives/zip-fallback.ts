/** A second opinion on zips that our own reader cannot make sense of: yauzl, loaded only for them. */
import type { ZipDirectory, ZipMember } from './zip-directory.ts'
import { MAX_MEMBERS } from './zip-directory.ts'
import { isNoFile, memberName, memberTime, withSlashes } from './zip-names.ts'

/** What yauzl makes of the archive; undefined when it refuses it too. */
export async function askYauzl(file: string): Promise<ZipDirectory | undefined> {
  const yauzl = await import('yauzl')
  try {
    const zip = await yauzl.openPromise(file, { decodeStrings: false, validateEntrySizes: false })
    const members: ZipMember[] = []
    for await (const entry of zip.eachEntry()) {
      if (members.length === MAX_MEMBERS) return undefined
      const name = memberName(entry.fileNameRaw, entry.generalPurposeBitFlag, entry.extraFieldRaw)
      const host = entry.versionMadeBy >> 8
      const path = withSlashes(name, host)
      const mtime = memberTime(entry.lastModFileDate, entry.lastModFileTime, entry.extraFieldRaw)
      members.push({
        ordinal: members.length,
        path,
        method: entry.compressionMethod,
        offset: entry.relativeOffsetOfLocalHeader,
        compressedSize: entry.compressedSize,
        size: entry.uncompressedSize,
        crc32: entry.crc32,
        encrypted: entry.isEncrypted(),
        directory: isNoFile(path, host, entry.externalFileAttributes),
        ...(mtime !== undefined && { mtime }),
      })
    }
    return { members }
  } catch {
    return undefined
  }
}
