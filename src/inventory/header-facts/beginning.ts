/** Headers are at the beginning of most files, which whoever hashes them has in memory already. */
import type { ByteReader } from '../hashing/bytes.ts'

/**
 * A reader that asks the file only for what lies beyond its beginning.
 * @param beginning of the file; must stay as it is while the reader is used
 */
export function withBeginning(beginning: Buffer, file: ByteReader): ByteReader {
  return {
    size: file.size,
    read: (offset, length) =>
      offset + length <= beginning.length
        ? beginning.subarray(offset, offset + length)
        : file.read(offset, length),
  }
}

/** For a member of an archive that is only streamed: what is beyond its beginning cannot be read. */
export function onlyBeginning(beginning: Buffer, size: number): ByteReader {
  return { size, read: (offset, length) => beginning.subarray(offset, offset + length) }
}
