/** Reads a tar as it comes, entry by entry: tarballs of repositories are large, and little of them is wanted. */
import { TAR_BLOCK } from '../../inventory/archives/tar-header.ts'
import { tarMembers } from '../../inventory/archives/tar-members.ts'

interface TarEntry {
  /** As the archive has it; may be unsafe as a path. */
  readonly path: string
  readonly size: number
  /** To be read before the next entry is asked for; what is left is passed over. */
  chunks(): AsyncIterable<Uint8Array>
}

/** Plain files only. Throws an Error, as the end of the sentence "<archive> …", where it makes no sense. */
export async function* tarEntries(source: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry> {
  const bytes = byteQueue(source)
  const headers = tarMembers()
  for (let at = 0; ;) {
    const found = headers.next(await bytes.read(TAR_BLOCK), at)
    if (found.kind === 'end') return
    if (found.kind === 'broken') throw new Error(`cannot be unpacked: ${found.trouble.what}`)
    const { size } = found
    let left = size
    if (found.kind === 'records') {
      headers.records(await bytes.read(size))
      left = 0
    }
    // what links lead to is there by itself
    if (found.kind === 'member' && !found.member.trouble && found.member.sameAs === undefined) {
      yield {
        path: found.member.path,
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
    const padding = (TAR_BLOCK - (size % TAR_BLOCK)) % TAR_BLOCK
    await bytes.skip(left + padding)
    at += TAR_BLOCK + size + padding
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
