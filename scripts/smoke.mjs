/**
 * `node scripts/smoke.mjs FOLDER`: a first visit to curator, in a folder where the package is installed.
 * Makes a config with `init`, gives it one ROM and its DAT, builds, and builds again.
 */
// @ts-check
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { crc32 } from 'node:zlib'

const NAME = 'Example Quest (USA).gb'
const ROM = Buffer.from('A game of 32 KiB, made for this check. '.repeat(1000).slice(0, 32 * 1024))

const folder = resolve(process.argv[2] ?? '.')
for (const name of ['out', '.curator', 'curator.config.ts', 'curator.lock']) {
  rmSync(join(folder, name), { recursive: true, force: true })
}

curator(['init'])
check(existsSync(join(folder, 'curator.config.ts')), 'init made no curator.config.ts')

write('roms/a rom that lost its name.gb', ROM)
write('dats/Nintendo - Game Boy.dat', dat())

const first = build()
check(first.outcome === 'done', `the first build says "${first.outcome}"`)
check(written().length > 0, `the first build wrote no ${NAME} with the bytes of the ROM`)

const second = build()
check(second.outcome === 'nothing', `the second build says "${second.outcome}", not "nothing"`)
console.log(`curator works here, on Node ${curatorsNode()}: ${written().join(', ')}`)

function build() {
  return /** @type {{ outcome: string }} */ (JSON.parse(curator(['build', '--json'])))
}

/** @param {string[]} args */
function curator(args) {
  return run('npx', ['--no', '--', 'curator', ...args])
}

function curatorsNode() {
  return run('node', ['--version']).trim()
}

/**
 * @param {string} program
 * @param {string[]} args
 */
function run(program, args) {
  // A visitor is not in CI, where curator would refuse to make a lock.
  const env = { ...process.env, CI: undefined, GITHUB_ACTIONS: undefined }
  const shell = process.platform === 'win32'
  const done = spawnSync(program, args, { cwd: folder, env, encoding: 'utf8', shell })
  check(done.status === 0, `${[program, ...args].join(' ')} ended with ${done.status ?? done.signal}`, done)
  return done.stdout
}

/** The files below out/ that have the name the DAT gives and the bytes of the ROM. */
function written() {
  return readdirSync(join(folder, 'out'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(NAME) && readFileSync(join(folder, 'out', path)).equals(ROM))
    .sort()
}

/**
 * @param {string} path
 * @param {string | Buffer} contents
 */
function write(path, contents) {
  mkdirSync(join(folder, path, '..'), { recursive: true })
  writeFileSync(join(folder, path), contents)
}

function dat() {
  const sha1 = createHash('sha1').update(ROM).digest('hex')
  const crc = crc32(ROM).toString(16).padStart(8, '0')
  const title = NAME.replace(/\.gb$/, '')
  return `<?xml version="1.0"?>
<datafile>
  <header>
    <name>Nintendo - Game Boy</name>
    <description>Nintendo - Game Boy</description>
    <version>1</version>
  </header>
  <game name="${title}">
    <description>${title}</description>
    <rom name="${NAME}" size="${ROM.length}" crc="${crc}" sha1="${sha1}"/>
  </game>
</datafile>
`
}

/**
 * @param {boolean} holds
 * @param {string} failure
 * @param {{ stdout: string, stderr: string }} [printed]
 */
function check(holds, failure, printed) {
  if (holds) return
  console.error(`${failure}.\n${printed?.stdout ?? ''}${printed?.stderr ?? ''}`)
  process.exit(1)
}
