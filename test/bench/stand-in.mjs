// @ts-check
/**
 * Stands in for curator when the benchmark itself is tested: `stand-in.mjs build -C DIR --json` puts every
 * ROM of the root, out of its zip, into one folder, says what outcome that was, and has nothing to do when
 * nothing changed.
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { inflateRawSync } from 'node:zlib'

const [, , verb, flag, dir = '', json] = process.argv
if (verb !== 'build' || flag !== '-C' || json !== '--json')
  throw new Error(`Called as ${process.argv.join(' ')}`)

const config = readFileSync(join(dir, 'curator.config.ts'), 'utf8')
const root = /** @type {string} */ (JSON.parse(/roms: \{ path: (".*?")[, ]/.exec(config)?.[1] ?? '""'))
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).sort()
const state = join(dir, 'state')
const roms = files.filter((file) => /\.\w+$/.test(file))
// a file that only has another folder is the same
const now = [config, ...roms.map((file) => `${basename(file)} ${statSync(join(root, file)).mtimeMs}`)]
const before = existsSync(state) ? readFileSync(state, 'utf8').split('\0') : []
const fresh = now.filter((one) => !before.includes(one))
const unchanged = now.length === before.length && fresh.length === 0
if (!unchanged) {
  const out = join(dir, 'out', 'retroarch')
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  const contents = roms.flatMap((file) => unpack(join(root, file)))
  for (const [i, bytes] of contents.entries()) writeFileSync(join(out, String(i)), bytes)
  writeFileSync(state, now.join('\0'))
}
const hashed = fresh.filter((one) => one !== config).length
console.log(
  JSON.stringify({
    outcome: unchanged ? 'nothing' : 'done',
    roots: { roms: { files: roms.length, hashed } },
  }),
)

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
