/**
 * `node bench/inflate.mjs DIR`: reads every zip below a folder and inflates every member once, into nothing.
 * The least that any program does that wants to know what is in them; part of a baseline.
 */
// @ts-check
import { openSync, readSync, readdirSync, fstatSync, closeSync } from 'node:fs'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'

const [dir] = process.argv.slice(2)
if (dir === undefined) throw new Error('Which folder?')
let bytes = 0
for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
  if (entry.isFile() && entry.name.endsWith('.zip'))
    bytes += inflateAll(readFile(join(entry.parentPath, entry.name)))
}
console.log(bytes)

/** One read call: `readFileSync` reads large files in small pieces. @param {string} path */
function readFile(path) {
  const file = openSync(path, 'r')
  const buffer = Buffer.allocUnsafe(fstatSync(file).size)
  readSync(file, buffer)
  closeSync(file)
  return buffer
}

/** @param {Buffer} zip @returns {number} bytes of all members */
function inflateAll(zip) {
  const end = zip.lastIndexOf('PK\u0005\u0006')
  let total = 0
  let entry = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const method = zip.readUInt16LE(entry + 10)
    const packed = zip.readUInt32LE(entry + 20)
    const size = zip.readUInt32LE(entry + 24)
    const local = zip.readUInt32LE(entry + 42)
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const data = zip.subarray(start, start + packed)
    total += method === 8 ? inflateRawSync(data, { maxOutputLength: size }).length : data.length
    entry += 46 + zip.readUInt16LE(entry + 28) + zip.readUInt16LE(entry + 30) + zip.readUInt16LE(entry + 32)
  }
  return total
}
