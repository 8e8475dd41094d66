/** Projects that only read: files that no DAT knows, and no target. */
// @ts-check
import { randomBytes } from 'node:crypto'
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** @param {string} dir @param {number} files */
export function plainFiles(dir, files) {
  console.error('Making the plain files…')
  for (let i = 0; i < files; i++) {
    const folder = join(dir, 'roms', String(Math.floor(i / 250)))
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, `${i}.bin`), randomBytes(64 * 1024))
  }
  return readingOnly(dir, '')
}

/** Each of other bytes. @param {string} dir @param {number} files @param {number} bytes of each */
export function discFiles(dir, files, bytes) {
  console.error('Making the large files…')
  const piece = randomBytes(1024 * 1024)
  mkdirSync(join(dir, 'roms'), { recursive: true })
  for (let i = 0; i < files; i++) {
    const file = openSync(join(dir, 'roms', `${i}.bin`), 'w')
    for (let done = 0; done < bytes; done += piece.length) {
      piece.writeDoubleLE(i * bytes + done, 0)
      writeSync(file, piece)
    }
    closeSync(file)
  }
  return readingOnly(dir, ', reading: { workers: 2 }')
}

/** A project that reads `roms`, and does nothing else. @param {string} dir @param {string} more keys of the config */
function readingOnly(dir, more) {
  const roots = `{ roms: { path: ${JSON.stringify(join(dir, 'roms'))} } }`
  const text = `export default { roots: ${roots}, dats: {}, targets: {}${more} }\n`
  writeFileSync(join(dir, 'curator.config.ts'), text)
  return dir
}
