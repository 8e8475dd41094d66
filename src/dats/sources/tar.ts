/** Reads a tar as it comes, entry by entry: tarballs of repositories are large, and little of them is wanted. */
import { paxRecords, readTarHeader, TAR_BLOCK } from '../../inventory/archives/tar-header.ts'

export interface TarEntry {
  /** As the archive has it; may be unsafe as a path. */
  readonly path: string
  readonly size: number
  /** To be read before the next entry is asked for; what is left is passed over. */
  chunks(): AsyncIterable<Uint8Array>
}

/** Of a name or an extended header: longer ones are a trap for memory. */
const LONGEST_NAME = 1024 * 1024

/** Plain files only. Throws an Error, as the end of the sentence "<archive> …", where it makes no sense. */
export async function* tarEntries(source: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry> {
  const bytes = byteQueue(source)
  let longName: string | undefined
  for (;;) {
    const block = await bytes.read(TAR_BLOCK)
    if (block.every((byte) => byte === 0)) return
    const header = block.length < TAR_BLOCK ? undefined : readTarHeader(block)
    if (!header) throw new Error('is damaged: it makes no sense as a tar')
    const { type, size } = header
    const padding = (TAR_BLOCK - (size % TAR_BLOCK)) % TAR_BLOCK
    if (type === 'x' || type === 'L') {
      if (size > LONGEST_NAME) throw new Error('is damaged: a name is too long')
      const content = await bytes.read(size)
      longName =
        type === 'L'
          ? content.toString('utf8').replace(/\0[^]*$/, '')
          : (paxRecords(content).get('path') ?? longName)
      await bytes.skip(padding)
      continue
    }
    let left = size
    if (type === '0') {
      yield {
        path: longName ?? header.path,
        size,
        async *chunks() {
          while (left > 0) {
            const chunk = await bytes.some(left)
            if (chunk.length === 0) throw new Error('is cut short')
            left -= chunk.length
            yield chunk
          }
        },
      }
    }
    // what is said of the whole archive (`g`) comes before the name of an entry or after it
    if (type !== 'g') longName = undefined
    await bytes.skip(left + padding)
  }
}

/** A stream of chunks, to be read in pieces of other sizes. */
function byteQueue(source: AsyncIterable<Uint8Array>) {
  const chunks = source[Symbol.asyncIterator]()
  let rest: Buffer = Buffer.alloc(0)

  /** Up to so many bytes, as many as there are at hand; none at the end. */
  async function some(most: number): Promise<Buffer> {
    while (rest.length === 0) {
      const next = await chunks.next()
      if (next.done) return rest
      const { buffer, byteOffset, byteLength } = next.value
      rest = Buffer.from(buffer, byteOffset, byteLength)
    }
    const taken = rest.subarray(0, most)
    rest = rest.subarray(taken.length)
    return taken
  }

  async function read(length: number): Promise<Buffer> {
    const pieces: Buffer[] = []
    for (let left = length; left > 0;) {
      const piece = await some(left)
      if (piece.length === 0) break
      pieces.push(piece)
      left -= piece.length
    }
    return pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces)
  }

  async function skip(length: number): Promise<void> {
    for (let left = length; left > 0;) {
      const piece = await some(left)
      if (piece.length === 0) return
      left -= piece.length
    }
  }

  return { some, read, skip }
}
