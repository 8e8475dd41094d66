/**
 * Where the benchmark works: generated libraries, and projects (a config, its state, its outputs) that use
 * them.
 */
// @ts-check
import { createHash } from 'node:crypto'
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateLibrary, writeLargeDat, writeListxml } from '../fixtures/generate/index.mjs'
import { once } from './once.mjs'
import { readingProjects } from './reading-projects.mjs'

/**
 * @typedef {import('../fixtures/generate/index.mjs').Truth} Truth
 * @typedef {keyof typeof SIZES} Size
 *
 * @typedef {import('./reading-projects.mjs').ReadingProjects & Making} Workspace
 *
 * @typedef {object} Making
 * @property {string} dir
 * @property {() => Truth} bulky some large files: what hashing and copying cost
 * @property {() => Truth} crowded very many small files: what looking costs
 * @property {() => { truth: Truth, bytes: number }} wordy one file, and a DAT of enormous size
 * @property {() => { all: string, half: string, games: number }} texts projects with ClrMamePro DATs, one of half the games
 * @property {() => { dir: string, file: string, bytes: number, roms: number }} machines a project with a list of MAME
 * @property {() => { dir: string, dats: number, change: (round: number) => void }} many a project with very many DATs
 * @property {(name: string, truth: Truth) => Project} project the same name is the same project
 * @property {() => void} settle waits until files that were just written are old enough to be trusted
 * @property {(path: string) => void} discard removes what is no longer needed, where that does no harm
 * @property {() => void} remove
 *
 * @typedef {object} Project
 * @property {string} dir
 * @property {string} out folder of all targets
 * @property {(regions: readonly string[]) => void} setRegions changes one line of the config
 */

export const SIZES = {
  full: {
    bulky: 5000,
    bulkyBytes: 128 * 1024,
    crowded: 50_000,
    entries: 100_000,
    datBytes: 300e6,
    textGames: 60_000,
    manyDats: 500,
    plain: 10_000,
    discs: 8,
    discBytes: 768 * 2 ** 20,
    small: 50_000,
    million: 1_000_000,
    zips: 3000,
  },
  small: {
    bulky: 500,
    bulkyBytes: 64 * 1024,
    crowded: 5000,
    entries: 10_000,
    datBytes: 30e6,
    textGames: 6000,
    manyDats: 100,
    plain: 1000,
    discs: 4,
    discBytes: 64 * 2 ** 20,
    small: 5000,
    million: 100_000,
    zips: 300,
  },
  tiny: {
    bulky: 40,
    bulkyBytes: 8 * 1024,
    crowded: 60,
    entries: 200,
    datBytes: 100e3,
    textGames: 60,
    manyDats: 5,
    plain: 40,
    discs: 2,
    discBytes: 3 * 2 ** 20,
    small: 40,
    million: 60,
    zips: 5,
  },
}

const PLATFORM_NAMES = [
  'Nintendo - Game Boy Advance',
  'Nintendo - Game Boy',
  'Nintendo - Nintendo 64',
  'Sega - Game Gear',
  'Sega - Mega Drive - Genesis',
]
export const REGIONS = ['USA', 'World', 'Europe', 'Japan']
/**
 * A file system in memory. Those on disks create files many times slower for a while after thousands were
 * deleted.
 */
const MEMORY = '/dev/shm'
const CHECKOUT = join(import.meta.dirname, '..')

/**
 * @param {Size} size
 * @param {number} settleMs how long files take to settle
 * @param {string} [parent] default: memory, where the system offers a file system in it
 * @returns {Workspace}
 */
export function openWorkspace(size, settleMs, parent = memoryFolder()) {
  const amounts = SIZES[size]
  mkdirSync(parent, { recursive: true })
  const dir = mkdtempSync(join(parent, 'curator-bench-'))
  const inMemory = dir.startsWith(MEMORY)
  return {
    dir,
    bulky: once(() => library(dir, 'bulky', { files: amounts.bulky, averageBytes: amounts.bulkyBytes })),
    crowded: once(() =>
      library(dir, 'crowded', {
        files: amounts.crowded,
        entries: amounts.entries,
        averageBytes: 2048,
        spares: 1,
      }),
    ),
    wordy: once(() => {
      const truth = library(dir, 'wordy', { files: 1, platforms: ['gba'] })
      const file = join(truth.dir, 'dats', 'large.dat')
      return { truth, bytes: writeLargeDat({ file, bytes: amounts.datBytes, romsPerGame: 20 }).bytes }
    }),
    texts: once(() => ({
      all: textProject(join(dir, 'texts-all'), amounts.textGames),
      half: textProject(join(dir, 'texts-half'), Math.floor(amounts.textGames / 2)),
      games: amounts.textGames,
    })),
    machines: once(() => {
      const project = join(dir, 'machines')
      const file = join(project, 'machines.xml')
      bareProject(project, file)
      console.error('Making a list of machines…')
      return { dir: project, file, ...writeListxml({ file, bytes: amounts.datBytes }) }
    }),
    many: once(() => manyDats(join(dir, 'many'), amounts.manyDats)),
    ...readingProjects(dir, amounts),
    project: (name, truth) => openProject(join(dir, 'projects', name), truth),
    settle: () => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, settleMs),
    discard: (path) => inMemory && rmSync(path, { recursive: true }),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  }
}

/**
 * Throws unless each release the generator knows to be right is among the files of the RetroArch target, byte
 * for byte: a fast wrong answer is no result.
 *
 * @param {Project} project
 * @param {Truth} truth
 */
export function checkOutputs({ out }, truth) {
  const dir = join(out, 'retroarch')
  const found = new Set()
  for (const entry of readdirSync(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    found.add(
      createHash('sha1')
        .update(readFileSync(join(entry.parentPath, entry.name)))
        .digest('hex'),
    )
  }
  for (const [platform, picks] of Object.entries(truth.oneGameOneRom)) {
    const owned = new Map(truth.owned[platform]?.map((release) => [release.release, release]))
    for (const { release } of picks) {
      const bytes = owned.get(release)
      if (bytes && !found.has(bytes.file.sha1) && !found.has(bytes.view?.sha1)) {
        throw new Error(`The outputs are wrong: "${release}" (${platform}) is not in ${dir}.`)
      }
    }
  }
}

/** A project whose only input is a DAT in ClrMamePro text. @param {string} dir @param {number} games */
function textProject(dir, games) {
  console.error('Making a ClrMamePro DAT…')
  bareProject(dir, join(dir, 'text.dat'))
  writeFileSync(join(dir, 'text.dat'), textDat('Nintendo - Game Boy Advance', games))
  return dir
}

/** A config whose only input are DATs. @param {string} dir @param {string} dats a path, or a pattern */
function bareProject(dir, dats) {
  mkdirSync(join(dir, 'roms'), { recursive: true })
  const roots = `{ roms: { path: ${JSON.stringify(join(dir, 'roms'))} } }`
  const config = `export default { roots: ${roots}, dats: { all: { path: ${JSON.stringify(dats)} } }, targets: {} }\n`
  writeFileSync(join(dir, 'curator.config.ts'), config)
}

/** ClrMamePro text. @param {string} name @param {number} games @param {string} [mark] part of each game's name */
function textDat(name, games, mark = '') {
  const blocks = Array.from({ length: games }, (_, i) => {
    const game = `Numbered ${mark}Game ${Math.floor(i / 3)} (${REGIONS[i % 3]})`
    const sha1 = createHash('sha1').update(game).digest('hex').toUpperCase()
    const rom = `name "${game}.gba" size ${1024 + i} crc ${sha1.slice(0, 8)} md5 ${sha1.slice(0, 32)} sha1 ${sha1}`
    return `game (\n\tname "${game}"\n\tdescription "${game}"\n\trom ( ${rom} )\n)\n`
  })
  return [`clrmamepro (\n\tname "${name}"\n)\n`, ...blocks].join('\n')
}

/**
 * DATs of 300 games each, of several platforms, and a way to change one of them: a game more.
 *
 * @param {string} dir
 * @param {number} dats
 */
function manyDats(dir, dats) {
  console.error('Making very many DATs…')
  const folder = join(dir, 'dats')
  mkdirSync(folder, { recursive: true })
  bareProject(dir, join(folder, '*.dat'))
  const write = (/** @type {number} */ nth, /** @type {number} */ games) =>
    writeFileSync(
      join(folder, `${nth}.dat`),
      textDat(PLATFORM_NAMES[nth % PLATFORM_NAMES.length] ?? '', games, `${nth}-`),
    )
  for (let nth = 0; nth < dats; nth++) write(nth, 300)
  return { dir, dats, change: (/** @type {number} */ round) => write(0, 301 + round) }
}

/**
 * @param {string} dir
 * @param {string} name
 * @param {Omit<import('../fixtures/generate/index.mjs').LibraryOptions, 'dir'>} options
 */
function library(dir, name, options) {
  console.error(`Making the ${name} library…`)
  return generateLibrary({ seed: `bench ${name}`, dir: join(dir, name), layout: 'nested', ...options })
}

/**
 * @param {string} dir
 * @param {Truth} truth
 * @returns {Project}
 */
function openProject(dir, truth) {
  const setRegions = (/** @type {readonly string[]} */ regions) =>
    writeFileSync(join(dir, 'curator.config.ts'), configText(truth, regions))
  if (!existsSync(dir)) {
    mkdirSync(join(dir, 'node_modules'), { recursive: true })
    symlinkSync(CHECKOUT, join(dir, 'node_modules', 'curator'), 'dir')
    setRegions(REGIONS)
  }
  return { dir, out: join(dir, 'out'), setRegions }
}

/** @param {Truth} truth @param {readonly string[]} regions */
function configText(truth, regions) {
  const text = (/** @type {unknown} */ value) => JSON.stringify(value)
  return `import { defineConfig, oneGameOneRom } from 'curator'
import { everdrive, mister, retroarch } from 'curator/presets'

export default defineConfig({
  roots: { roms: { path: ${text(truth.roots['roms'])} } },
  dats: { all: { path: ${text(join(truth.dir, 'dats', '*.dat'))} } },
  policies: {
    best: oneGameOneRom({ regions: ${text(regions)}, exclude: ['beta', 'proto', 'demo'] }),
  },
  targets: {
    mister: mister({ path: './out/mister', policy: 'best' }),
    cart: everdrive({ path: './out/cart', policy: 'best', model: 'n8-pro', buckets: 'letter' }),
    retroarch: retroarch({ path: './out/retroarch', policy: 'best' }),
  },
})
`
}

function memoryFolder() {
  try {
    accessSync(MEMORY, constants.W_OK)
    return MEMORY
  } catch {
    return tmpdir()
  }
}
