/**
 * Rar archives whose names are hidden as well, with stored members: encrypted by ourselves, because nothing free can make
 * them. Formats: RARLAB's technote (5.0), and what unrar 3 and 7-Zip read of 4.x: AES in CBC, its key made by PBKDF2 of
 * SHA-256 (5.0), or by a quarter of a million rounds of SHA-1 (4.x).
 */
import { createCipheriv, createHash, pbkdf2Sync } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { block4, block5, fields4, sealed5, vint } from './rar.ts'

type Files = Readonly<Record<string, string | Uint8Array>>

const BLOCK = 16
const SALT = Buffer.from('a pinch of salt!')
const IV = Buffer.from('it begins so: 16')
/** Rounds, as a power of two: the least that 7-Zip takes. */
const ROUNDS = 4

export function lockRar5(files: Files, password: string): Buffer {
  const key = pbkdf2Sync(password, SALT, 2 ** ROUNDS, 32, 'sha256')
  const lock = (bytes: Buffer): Buffer => encrypt('aes-256-cbc', key, IV, bytes)
  const hidden = (header: Buffer): Buffer => Buffer.concat([IV, lock(header)])
  const how = Buffer.concat([vint(0), vint(0), Buffer.from([ROUNDS]), SALT])
  const members = Object.entries(files).map(([name, content]) => {
    const data = Buffer.from(content)
    const path = Buffer.from(name)
    const stream = lock(data)
    const crc = Buffer.alloc(4)
    crc.writeUInt32LE(crc32(data))
    const record = Buffer.concat([vint(1), vint(0), vint(0), Buffer.from([ROUNDS]), SALT, IV])
    const extra = Buffer.concat([vint(record.length), record])
    // file header with an extra area and data; flags: a CRC-32 follows; stored; by Unix
    const start = [2, 3, extra.length, stream.length, 4, data.length, 0o100644].map(vint)
    const rest = [0, 1, path.length].map(vint)
    return Buffer.concat([hidden(sealed5(Buffer.concat([...start, crc, ...rest, path, extra]))), stream])
  })
  return Buffer.concat([
    Buffer.from('Rar!\x1a\x07\x01\x00', 'latin1'),
    block5([4, 0], how),
    hidden(block5([1, 0, 0], Buffer.alloc(0))),
    ...members,
    hidden(block5([5, 0, 0], Buffer.alloc(0))),
  ])
}

export function lockRar4(files: Files, password: string): Buffer {
  const salt = SALT.subarray(0, 8)
  const { key, iv } = rar3Key(password, salt)
  const lock = (bytes: Buffer): Buffer => encrypt('aes-128-cbc', key, iv, bytes)
  const hidden = (header: Buffer): Buffer => Buffer.concat([salt, lock(header)])
  const members = Object.entries(files).map(([name, content]) => {
    const data = Buffer.from(content)
    const path = Buffer.from(name)
    const stream = lock(data)
    const fields = fields4(data, stream.length, path.length, [29, 0x30])
    // flags: encrypted, with a salt behind the name, data follows
    return Buffer.concat([hidden(block4(0x74, 0x8404, Buffer.concat([fields, path, salt]))), stream])
  })
  return Buffer.concat([
    Buffer.from('Rar!\x1a\x07\x00', 'latin1'),
    block4(0x73, 0x0080, Buffer.alloc(6)),
    ...members,
    hidden(block4(0x7b, 0x4000, Buffer.alloc(0))),
  ])
}

function encrypt(cipher: string, key: Buffer, iv: Buffer, bytes: Buffer): Buffer {
  const padded = Buffer.alloc(Math.ceil(bytes.length / BLOCK) * BLOCK)
  bytes.copy(padded)
  const aes = createCipheriv(cipher, key, iv).setAutoPadding(false)
  return Buffer.concat([aes.update(padded), aes.final()])
}

const RAR3_ROUNDS = 0x40000

function rar3Key(password: string, salt: Buffer): { readonly key: Buffer; readonly iv: Buffer } {
  const seed = Buffer.concat([Buffer.from(password, 'utf16le'), salt])
  const hash = createHash('sha1')
  const iv = Buffer.alloc(BLOCK)
  const counter = Buffer.alloc(3)
  for (let i = 0; i < RAR3_ROUNDS; i++) {
    counter.writeUIntLE(i, 0, 3)
    hash.update(seed).update(counter)
    if (i % (RAR3_ROUNDS / BLOCK) === 0) iv[i / (RAR3_ROUNDS / BLOCK)] = hash.copy().digest()[19] ?? 0
  }
  return { key: hash.digest().subarray(0, BLOCK).swap32(), iv }
}
