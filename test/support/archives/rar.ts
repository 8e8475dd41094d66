/**
 * Rar archives for tests, with stored or packed members: nothing free can make them. Formats: RARLAB's technote (5.0),
 * and the one that came with unrar 3 (4.x).
 */
import { crc32 } from 'node:zlib'
import { packRar29, packRar5 } from './rar-pack.ts'

export interface RarOptions {
  /** Packs its members; empty ones are stored. */
  readonly packed?: boolean
  /** Packs them one after the other, each with what came before in its window. */
  readonly solid?: boolean
  /** Marks it as one volume of several. */
  readonly volume?: boolean
}

type Files = Readonly<Record<string, string | Uint8Array>>

export function makeRar4(files: Files, options: RarOptions = {}): Buffer {
  const { volume = false, solid = false, packed = solid } = options
  const main = block4(0x73, (volume ? 0x0011 : 0) | (solid ? 0x0008 : 0), Buffer.alloc(6))
  let before = Buffer.alloc(0)
  const members = Object.entries(files).map(([name, content]) => {
    const data = Buffer.from(content)
    const path = Buffer.from(name)
    const isPacked = packed && data.length > 0
    const stream = isPacked ? packRar29(data, before) : data
    const leansBack = before.length > 0 && isPacked
    if (solid) before = Buffer.concat([before, data])
    const how = isPacked ? ([29, 0x33] as const) : ([20, 0x30] as const)
    const fields = fields4(data, stream.length, path.length, how)
    return Buffer.concat([block4(0x74, leansBack ? 0x8010 : 0x8000, Buffer.concat([fields, path])), stream])
  })
  return Buffer.concat([
    Buffer.from('Rar!\x1a\x07\x00', 'latin1'),
    main,
    ...members,
    block4(0x7b, 0x4000, Buffer.alloc(0)),
  ])
}

/** What the header of a file says before its name. `how`: the version that unpacks it, and the method. */
export function fields4(
  data: Buffer,
  packed: number,
  name: number,
  [version, method]: readonly [number, number],
): Buffer {
  const fields = Buffer.alloc(25)
  fields.writeUInt32LE(packed, 0)
  fields.writeUInt32LE(data.length, 4)
  fields[8] = 3
  fields.writeUInt32LE(crc32(data), 9)
  fields.writeUInt32LE(0x5a21_0000, 13)
  fields[17] = version
  fields[18] = method
  fields.writeUInt16LE(name, 19)
  fields.writeUInt32LE(0o100644, 21)
  return fields
}

export function block4(type: number, flags: number, body: Buffer): Buffer {
  const head = Buffer.alloc(5)
  head[0] = type
  head.writeUInt16LE(flags, 1)
  head.writeUInt16LE(7 + body.length, 3)
  const crc = Buffer.alloc(2)
  crc.writeUInt16LE(crc32(Buffer.concat([head, body])) & 0xffff)
  return Buffer.concat([crc, head, body])
}

export function makeRar5(files: Files, options: RarOptions = {}): Buffer {
  const { volume = false, solid = false, packed = solid } = options
  const main = block5([1, 0, (volume ? 1 : 0) | (solid ? 4 : 0)], Buffer.alloc(0))
  let before = Buffer.alloc(0)
  const members = Object.entries(files).map(([name, content]) => {
    const data = Buffer.from(content)
    const path = Buffer.from(name)
    const crc = Buffer.alloc(4)
    crc.writeUInt32LE(crc32(data))
    const isPacked = packed && data.length > 0
    const stream = isPacked ? packRar5(data, before) : data
    const leansBack = before.length > 0 && isPacked
    if (solid) before = Buffer.concat([before, data])
    // file header with data; flags: a CRC-32 follows; stored or by method 3, with the smallest window; by Unix
    const start = [2, 2, stream.length, 4, data.length, 0o100644].map(vint)
    const rest = [(isPacked ? 3 << 7 : 0) | (leansBack ? 1 << 6 : 0), 1, path.length].map(vint)
    return Buffer.concat([sealed5(Buffer.concat([...start, crc, ...rest, path])), stream])
  })
  return Buffer.concat([
    Buffer.from('Rar!\x1a\x07\x01\x00', 'latin1'),
    main,
    ...members,
    block5([5, 0, 0], Buffer.alloc(0)),
  ])
}

export function block5(fields: readonly number[], rest: Buffer): Buffer {
  return sealed5(Buffer.concat([...fields.map(vint), rest]))
}

export function sealed5(body: Buffer): Buffer {
  const sized = Buffer.concat([vint(body.length), body])
  const crc = Buffer.alloc(4)
  crc.writeUInt32LE(crc32(sized))
  return Buffer.concat([crc, sized])
}

/** Seven bits a byte, the lowest first; the highest bit says that more follow. */
export function vint(value: number): Buffer {
  const bytes: number[] = []
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest])
    bytes.push((rest % 128) | 128)
  }
}
