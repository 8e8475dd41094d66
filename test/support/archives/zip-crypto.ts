/** The older way to encrypt zips (APPNOTE.TXT 6.1), as far as it is needed to know which passwords pass its check. */
import { crc32 } from 'node:zlib'

const LOCAL_HEADER = 30
const HAS_DESCRIPTOR = 8
const SALT = 12

/** Whether a password comes to the one byte that a member keeps to check it: one in 256 does. */
export function passesCheck(zip: Buffer, name: string, password: string): boolean {
  const at = zip.indexOf(name) - LOCAL_HEADER
  const decrypt = decrypter(password)
  const start = at + LOCAL_HEADER + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28)
  const salt = Array.from(zip.subarray(start, start + SALT), decrypt)
  // what is not known before the bytes are cannot be checked: then it is the time
  const hasDescriptor = (zip.readUInt16LE(at + 6) & HAS_DESCRIPTOR) !== 0
  return salt.at(-1) === zip.readUInt8(hasDescriptor ? at + 11 : at + 17)
}

function decrypter(password: string): (byte: number) => number {
  let [a, b, c] = [0x12345678, 0x23456789, 0x34567890]
  const mix = (byte: number): void => {
    a = mixed(a, byte)
    b = (Math.imul(b + (a & 0xff), 134_775_813) + 1) >>> 0
    c = mixed(c, b >>> 24)
  }
  for (const byte of Buffer.from(password)) mix(byte)
  return (byte) => {
    const key = (c | 2) & 0xffff
    const plain = byte ^ ((Math.imul(key, key ^ 1) >>> 8) & 0xff)
    mix(plain)
    return plain
  }
}

/** A step of CRC-32, without what is done at its beginning and end. */
function mixed(sum: number, byte: number): number {
  return ~crc32(Buffer.of(byte), ~sum >>> 0) >>> 0
}
