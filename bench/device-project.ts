/** Projects for `devices.ts`: a root of loose ROMs on four platforms, their DATs, and devices that get all of them. */
import { createHash } from 'node:crypto'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'

/** A folder with a config and its inputs. */
export interface DeviceProject {
  readonly dir: string
  /** Where a device of this name is. */
  device(name: string): string
  /** Writes the config anew: which devices there are, by name, each with its preset. */
  declare(devices: Readonly<Record<string, Preset>>): void
  /** Puts a file into the root that the DATs list and nobody had so far, and gives its path. */
  addGame(): string
  /** Writes the DATs anew: the first games of all platforms, so many in all, get other names. */
  renameGames(count: number): void
}

/** Those that take games of every platform below. */
export type Preset =
  | 'batocera'
  | 'esDe'
  | 'folder'
  | 'minui'
  | 'mister'
  | 'muos'
  | 'onion'
  | 'pegasus'
  | 'pocket'
  | 'recalbox'
  | 'retroarch'

interface Game {
  readonly name: string
  readonly bytes: Buffer
}

const PLATFORMS = [
  { dat: 'Nintendo - Game Boy', extension: 'gb' },
  { dat: 'Nintendo - Game Boy Advance', extension: 'gba' },
  { dat: 'Nintendo - Super Nintendo Entertainment System', extension: 'sfc' },
  { dat: 'Sega - Mega Drive - Genesis', extension: 'md' },
] as const
const FIRST = 'Amber Brave Crystal Dragon Eternal Frozen Golden Hidden Iron Jolly'.split(' ')
const SECOND = 'Kingdom Legend Mirror Night Orbit Pirate Quest Racer Shadow Tower'.split(' ')
/** Listed by the DATs, for games that come later. */
const SPARES = 64
const CHECKOUT = join(import.meta.dirname, '..')

/** @param bytes of each file */
export function makeProject(dir: string, files: number, bytes: number): DeviceProject {
  const root = join(dir, 'roms')
  mkdirSync(join(dir, 'dats'), { recursive: true })
  mkdirSync(join(dir, 'node_modules'))
  symlinkSync(CHECKOUT, join(dir, 'node_modules', 'curator'), 'dir')
  for (const { extension } of PLATFORMS) mkdirSync(join(root, extension), { recursive: true })
  for (let n = 0; n < files; n++) {
    const { extension } = platformOf(n)
    writeFileSync(join(root, extension, `${gameOf(n, bytes).name}.${extension}`), gameOf(n, bytes).bytes)
  }
  const writeDats = (renamed: number): void => {
    for (const [p, { dat, extension }] of PLATFORMS.entries()) {
      const numbers = Array.from({ length: files + SPARES }, (_, n) => n).filter(
        (n) => n % PLATFORMS.length === p,
      )
      const games = numbers.map((n) => datGame(gameOf(n, bytes, n < renamed), extension))
      const header = `<header><name>${dat}</name><version>${renamed}</version></header>`
      writeFileSync(
        join(dir, 'dats', `${extension}.dat`),
        `<?xml version="1.0"?>\n<datafile>\n${header}\n${games.join('\n')}\n</datafile>\n`,
      )
    }
  }
  writeDats(0)
  let next = files
  return {
    dir,
    device: (name) => join(dir, 'out', name),
    declare: (devices) => writeFileSync(join(dir, 'curator.config.ts'), configText(devices)),
    addGame() {
      const { extension } = platformOf(next)
      const { name, bytes: data } = gameOf(next++, bytes)
      const path = join(root, extension, `${name}.${extension}`)
      writeFileSync(path, data)
      return path
    },
    renameGames: writeDats,
  }
}

function platformOf(n: number): (typeof PLATFORMS)[number] {
  return PLATFORMS[n % PLATFORMS.length] ?? PLATFORMS[0]
}

function gameOf(n: number, size: number, isRenamed = false): Game {
  const words = [SECOND[Math.floor(n / 10) % 10], FIRST[n % 10], ...(isRenamed ? ['Returns'] : [])]
  const name = `${words.join(' ')} ${Math.floor(n / 100)} (USA)`
  const seed = createHash('sha1').update(`game ${n}`).digest()
  return { name, bytes: Buffer.alloc(size, seed) }
}

function datGame({ name, bytes }: Game, extension: string): string {
  const crc = crc32(bytes).toString(16).padStart(8, '0')
  const sha1 = createHash('sha1').update(bytes).digest('hex')
  return `<game name="${name}"><rom name="${name}.${extension}" size="${bytes.length}" crc="${crc}" sha1="${sha1}"/></game>`
}

function configText(devices: Readonly<Record<string, Preset>>): string {
  const targets = Object.entries(devices).map(
    ([name, preset]) => `    ${name}: ${preset}({ path: './out/${name}', policy: 'best' }),`,
  )
  return [
    "import { defineConfig, oneGameOneRom } from 'curator'",
    `import { ${[...new Set(Object.values(devices))].join(', ')} } from 'curator/presets'`,
    '',
    'export default defineConfig({',
    "  roots: { roms: './roms' },",
    "  dats: { all: './dats' },",
    "  policies: { best: oneGameOneRom({ regions: ['USA', 'World', 'Europe', 'Japan'] }) },",
    '  targets: {',
    ...targets,
    '  },',
    '})',
    '',
  ].join('\n')
}
