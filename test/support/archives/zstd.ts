/** Zstandard frames for tests, with stored blocks: Node 20 cannot pack them (RFC 8878, section 3.1.1). */
import { xxhash64 } from 'hash-wasm'

export async function makeZst(content: string | Uint8Array): Promise<Buffer> {
  const data = Buffer.from(content)
  // one segment, its size in four bytes, a checksum at the end
  const head = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0b1010_0100, 0, 0, 0, 0])
  head.writeUInt32LE(data.length, 5)
  const blocks: Buffer[] = []
  for (let at = 0; at === 0 || at < data.length; at += 65_536) {
    const part = data.subarray(at, at + 65_536)
    const isLast = at + part.length >= data.length
    const header = Buffer.alloc(3)
    header.writeUIntLE((part.length << 3) | (isLast ? 1 : 0), 0, 3)
    blocks.push(header, part)
  }
  const sum = Buffer.from(await xxhash64(data), 'hex')
  return Buffer.concat([head, ...blocks, sum.subarray(4).reverse()])
}
