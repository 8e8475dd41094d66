/** Projects that only read: files that no DAT knows, and no target. */
// @ts-check
import { randomBytes } from 'node:crypto'
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { createRandom, romBytes, zipBytes } from '../fixtures/generate/index.mjs'
import { once } from './once.mjs'

/**
 * @typedef {object} ReadingProjects
 * @property {() => { dir: string, files: number }} plain files of 64 KiB that no DAT knows: what reading costs
 * @property {() => { dir: string, files: number, bytes: number }} discs large files that no DAT knows
 * @property {() => { dir: string, files: number }} small files of 8 bytes: what looking at them costs
 * @property {() => { dir: string, files: number }} million as many as anybody has, of 8 bytes
 * @property {() => { dir: string, files: number }} flat the same in one folder
 * @property {() => { dir: string, zips: number }} quickZips zips that are only listed
 * @property {() => string} none a project with an empty root
 *
 * @typedef {object} Amounts
 * @property {number} plain
 * @property {number} small
 * @property {number} million
 * @property {number} zips
 * @property {number} discs
 * @property {number} discBytes
 */

/** @param {string} parent @param {Amounts} amounts @returns {ReadingProjects} */
export function readingProjects(parent, { plain, small, million, zips, discs, discBytes }) {
  const files = (
    /** @type {string} */ name,
    /** @type {number} */ number,
    /** @type {number} */ bytes,
    inFolder = 250,
  ) => once(() => ({ dir: plainFiles(join(parent, name), number, bytes, inFolder), files: number }))
  return {
    plain: files('plain', plain, 64 * 1024),
    small: files('small', small, 8),
    million: files('million', million, 8),
    flat: files('flat', million, 8, million),
    quickZips: once(() => ({ dir: quickZips(join(parent, 'quick'), zips), zips })),
    none: once(() => quickZips(join(parent, 'none'), 0)),
    discs: once(() => ({
      dir: discFiles(join(parent, 'discs'), discs, discBytes),
      files: discs,
      bytes: discs * discBytes,
    })),
  }
}

/** @param {string} dir @param {number} files @param {number} bytes of each @param {number} inFolder most in one folder */
function plainFiles(dir, files, bytes, inFolder) {
  console.error('Making the plain files…')
  for (let i = 0; i < files; i++) {
    const folder = join(dir, 'roms', String(Math.floor(i / inFolder)))
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, `${i}.bin`), randomBytes(bytes))
  }
  return readingOnly(dir, '')
}

/** Zips of two members, in a root that is only listed. @param {string} dir @param {number} zips */
function quickZips(dir, zips) {
  console.error('Making the zips…')
  mkdirSync(join(dir, 'roms'), { recursive: true })
  for (let i = 0; i < zips; i++) {
    const rom = romBytes(createRandom('zip', i), 32 * 1024)
    const members = [
      { name: `Numbered Game ${i} (USA).gba`, bytes: rom },
      { name: `Numbered Game ${i} (Europe) (En,Fr,De).gba`, bytes: rom.subarray(0, 1024) },
    ]
    writeFileSync(join(dir, 'roms', `Numbered Game ${i}.zip`), zipBytes(members))
  }
  return readingOnly(dir, '', `, hashing: 'quick'`)
}

/** Each of other bytes. @param {string} dir @param {number} files @param {number} bytes of each */
function discFiles(dir, files, bytes) {
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

/**
 * A project that reads `roms`, and does nothing else.
 *
 * @param {string} dir
 * @param {string} more keys of the config
 * @param {string} [ofRoot] keys of the root
 */
function readingOnly(dir, more, ofRoot = '') {
  const roots = `{ roms: { path: ${JSON.stringify(join(dir, 'roms'))}${ofRoot} } }`
  const text = `export default { roots: ${roots}, dats: {}, targets: {}${more} }\n`
  writeFileSync(join(dir, 'curator.config.ts'), text)
  return dir
}
