/**
 * `npm run check:nodes [MAJOR…]`: packs curator and tries it on every Node major we promise, each from npm's
 * `node` packages. The native part of better-sqlite3 is compiled once a major; everything is kept in the
 * system's folder for temporary files, so the second time is quick.
 */
// @ts-check
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PROJECT = fileURLToPath(new URL('..', import.meta.url))
const CACHE = join(tmpdir(), 'curator-node-versions')
/** What npm's package `node` installs: the program and its headers. */
const NODE_PACKAGE = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
const MAJORS = process.argv.length > 2 ? process.argv.slice(2) : ['22', '24', '26']

mkdirSync(CACHE, { recursive: true })
const tarball = pack()
const failed = MAJORS.filter((major) => !works(major))
if (failed.length > 0) {
  console.error(`curator does not work on Node ${failed.join(', ')}.`)
  process.exitCode = 1
}

function pack() {
  const packed = run(PROJECT, 'npm', ['pack', '--silent', '--pack-destination', CACHE])
  if (packed.status !== 0) throw new Error('npm pack failed.')
  return join(CACHE, packed.stdout.trim().split('\n').at(-1) ?? '')
}

/** @param {string} major */
function works(major) {
  const home = folder(`node-${major}`)
  if (run(home, 'npm', ['install', `${NODE_PACKAGE}@${major}`]).status !== 0) return false
  const node = join(home, 'node_modules', NODE_PACKAGE)
  const env = {
    PATH: join(node, 'bin') + delimiter + process.env['PATH'],
    // Where node-gyp finds this version's headers without the network.
    npm_config_nodedir: node,
  }
  const app = folder(`app-${major}`)
  if (run(app, 'npm', ['install', '--omit=dev', tarball], env).status !== 0) return false
  const visit = run(app, 'node', [join(PROJECT, 'scripts', 'smoke.mjs'), app], env)
  console.log(visit.stdout.trim())
  return visit.status === 0
}

/** @param {string} name */
function folder(name) {
  const path = join(CACHE, name)
  mkdirSync(path, { recursive: true })
  const manifest = join(path, 'package.json')
  if (!existsSync(manifest)) writeFileSync(manifest, '{ "private": true, "type": "module" }\n')
  return path
}

/**
 * @param {string} cwd
 * @param {string} program
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 */
function run(cwd, program, args, env = {}) {
  console.error(`> ${[program, ...args].join(' ')}`)
  return spawnSync(program, args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: process.platform === 'win32',
  })
}
