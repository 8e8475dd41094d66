/** Tiny pictures, made byte by byte. */
import { crc32, deflateSync } from 'node:zlib'

/** One plain colour; another colour is another picture. */
export function png(
  width: number,
  height: number,
  [red, green, blue]: readonly number[] = [0, 0, 0],
): Buffer {
  const row = Buffer.from([
    0,
    ...Array.from({ length: width }, () => [red ?? 0, green ?? 0, blue ?? 0]).flat(),
  ])
  return pngOf(width, height, deflateSync(Buffer.concat(Array.from({ length: height }, () => row))))
}

/** @param packed its pixels, or what stands in their place */
export function pngOf(width: number, height: number, packed: Buffer): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8) // eight bits each of red, green and blue
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', packed),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}
