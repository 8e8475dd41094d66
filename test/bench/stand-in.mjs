// @ts-check
/**
 * Stands in for curator when the benchmark itself is tested: `stand-in.mjs build -C DIR --json` puts every
 * ROM of the root, out of its zip, into one folder, says what outcome that was, and has nothing to do when
 * nothing changed.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'

const [, , verb, flag, dir = '', json] = process.argv
if (verb !== 'build' || flag !== '-C' || json !== '--json')
  throw new Error(`Called as ${process.argv.join(' ')}`)

const config = readFileSync(join(dir, 'curator.config.ts'), 'utf8')
const root = /** @type {string} */ (JSON.parse(/roms: \{ path: (".*?") \}/.exec(config)?.[1] ?? '""'))
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()
const state = join(dir, 'state')
const now = createHash('sha1').update(config).update(files.join('\n')).digest('hex')
const unchanged = existsSync(state) && readFileSync(state, 'utf8') === now
if (!unchanged) {
  const out = join(dir, 'out', 'retroarch')
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  const contents = files.filter((file) => /\.\w+$/.test(file)).flatMap((file) => unpack(join(root, file)))
  for (const [i, bytes] of contents.entries()) writeFileSync(join(out, String(i)), bytes)
  writeFileSync(state, now)
}
console.log(JSON.stringify({ outcome: unchanged ? 'nothing' : 'done' }))

/**
 * Walks the local headers, which is enough for zips the generator wrote.
 *
 * @param {string} file
 * @returns {Buffer[]}
 */
function unpack(file) {
  const bytes = readFileSync(file)
  if (!file.endsWith('.zip')) return [bytes]
  const members = []
  for (let at = 0; bytes.readUInt32LE(at) === 0x04034b50;) {
    const start = at + 30 + bytes.readUInt16LE(at + 26)
    const end = start + bytes.readUInt32LE(at + 18)
    const packed = bytes.subarray(start, end)
    members.push(bytes.readUInt16LE(at + 8) === 8 ? inflateRawSync(packed) : packed)
    at = end
  }
  return members
}
