/** Bundles src/ and presets/ into dist/: what runs, in tests and when published. */
// @ts-check
import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { gather } from './gather.mjs'

const PROJECT = fileURLToPath(new URL('..', import.meta.url))
const DIST = join(PROJECT, 'dist')

const MANIFEST =
  /** @type {Record<'dependencies' | 'optionalDependencies', Record<string, string>> & { version: string }} */ (
    JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'))
  )

/** What is started: output name → source. */
const PROGRAM = { cli: 'src/cli/main.ts' }

/** What others import. Apart, so that they load nothing of the program, and it is cut into fewer pieces. */
const LIBRARY = {
  index: 'src/index.ts',
  metadata: 'src/metadata/index.ts',
  presets: 'presets/index.ts',
}

/** What a thread starts from. One file each: what they shared with the rest would cut that into more pieces. */
const WORKERS = {
  'hash-worker': 'src/inventory/hashing/hash-worker.ts',
  'write-worker': 'src/disk/write-worker.ts',
  'dat-worker': 'src/dats/importing/worker.ts',
  'title-worker': 'src/identify/titles/title-worker.ts',
}

/** What browsers load: the page of a static site, that of `curator serve`, and the look of both. */
const PAGES = {
  'page-site': 'src/page/site/main.tsx',
  'page-serve': 'src/page/serve/main.tsx',
  page: 'src/page/page.css',
}

/**
 * better-sqlite3's JavaScript is bundled because finding and loading its many small files costs 19 ms of
 * every start. Its native part stays in node_modules, which is why package.json pins the exact version.
 * `bindings` is how it would search for that part; we name it instead (src/catalog/sqlite.ts).
 */
const BUNDLED = new Set(['better-sqlite3'])
const NEVER_LOADED = ['bindings']

/** CommonJS modules inside an ES module bundle still call `require`. */
const REQUIRE = [
  `import { createRequire as __createRequire } from 'node:module'`,
  `const require = __createRequire(import.meta.url)`,
].join(';')

const HOUR = 60 * 60 * 1000

/**
 * Writes the bundle, or only returns what it would be (`write: false`).
 *
 * Files that did not change are not touched, and the chunks of earlier bundles stay an hour, so that a curator
 * already running can still load the rest of its own. A release has no leftovers and no source maps.
 *
 * @param {{ release?: boolean, write?: boolean }} [options]
 */
export async function bundle({ release = false, write = true } = {}) {
  const options = optionsFor(release)
  const [program, library, workers, pages] = await Promise.all([
    build({ ...options, entryPoints: PROGRAM, splitting: true }),
    build({ ...options, entryPoints: LIBRARY, splitting: true, chunkNames: 'library-[hash]' }),
    build({ ...options, entryPoints: WORKERS }),
    build({ ...options, ...FOR_BROWSERS, entryPoints: PAGES }),
  ])
  const parts = [program, library, workers, pages]
  /** @type {import('esbuild').Metafile} */
  const metafile = { inputs: {}, outputs: {} }
  for (const part of parts) {
    Object.assign(metafile.inputs, part.metafile.inputs)
    Object.assign(metafile.outputs, part.metafile.outputs)
  }
  const outputs = parts.flatMap(({ outputFiles }) => outputFiles)
  const files = new Map(outputs.map((file) => [basename(file.path), Buffer.from(file.contents)]))
  await gather(files, program.metafile, {
    program: 'cli.cjs',
    entry: 'cli.js',
    // help loads no verbs, and listings begin before they are loaded
    early: pieceOf(files, 'early-listings'),
    start: pieceOf(files, 'verbs'),
    sourcemap: !release,
    banner: REQUIRE,
  })
  // for whoever starts it by the name of its module
  files.set('cli.js', Buffer.from(`#!/usr/bin/env node\n${REQUIRE}\nawait require('./cli.cjs').start()\n`))
  files.delete('cli.js.map')
  files.set('third-party-licenses.txt', Buffer.from(licenses(Object.keys(metafile.inputs))))
  if (write) {
    writeFiles(files)
    removeOthers(files, release ? 0 : HOUR)
  }
  return metafile
}

/** The piece that a lazily loaded module became. @param {Map<string, Buffer>} files @param {string} module */
function pieceOf(files, module) {
  const name = [...files.keys()].find((file) => file.startsWith(`${module}-`) && file.endsWith('.js'))
  if (name === undefined) throw new Error(`the bundle has no piece for ${module}`)
  return name
}

/** Of all sources: what another build of the same version remembers may be out of date. */
function fingerprint() {
  const sum = createHash('sha1')
  for (const folder of ['presets', 'src']) {
    const entries = readdirSync(join(PROJECT, folder), { recursive: true, withFileTypes: true })
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
    for (const file of files.sort()) sum.update(file.slice(PROJECT.length)).update(readFileSync(file))
  }
  return sum.digest('base64url')
}

/** @param {boolean} release */
function optionsFor(release) {
  return /** @satisfies {import('esbuild').BuildOptions} */ ({
    absWorkingDir: PROJECT,
    outdir: 'dist',
    entryNames: '[name]',
    chunkNames: '[name]-[hash]',
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    external: [
      ...Object.keys(MANIFEST.dependencies).filter((name) => !BUNDLED.has(name)),
      ...Object.keys(MANIFEST.optionalDependencies),
      ...NEVER_LOADED,
    ],
    define: {
      CURATOR_VERSION: JSON.stringify(MANIFEST.version),
      CURATOR_BUILD: JSON.stringify(fingerprint()),
    },
    banner: { js: REQUIRE },
    sourcemap: release ? false : 'linked',
    sourcesContent: false,
    metafile: true,
    write: false,
    logLevel: 'error',
  })
}

/**
 * Scripts as they were before modules: a page that was opened from a disk may load no others. Without source maps,
 * because they are copied to where nobody could find one.
 */
const FOR_BROWSERS = /** @satisfies {import('esbuild').BuildOptions} */ ({
  format: 'iife',
  platform: 'browser',
  target: ['chrome111', 'firefox115', 'safari16.4'],
  external: [],
  banner: {},
  minify: true,
  sourcemap: false,
  legalComments: 'none',
  charset: 'utf8',
  jsx: 'automatic',
  jsxImportSource: 'preact',
})

/**
 * The licences of the packages whose code is inside the bundle: they ask to travel with it.
 *
 * @param {string[]} inputs
 */
function licenses(inputs) {
  const packages = new Set(
    inputs.flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []),
  )
  return [...packages]
    .sort()
    .map((name) => `${name}\n\n${readFileSync(join(PROJECT, 'node_modules', name, 'LICENSE'), 'utf8')}`)
    .join('\n')
}

/**
 * Chunks before the entries that load them, each in one step, so that no one ever sees half a bundle.
 *
 * @param {Map<string, Buffer>} files
 */
function writeFiles(files) {
  mkdirSync(DIST, { recursive: true })
  const entriesLast = [...files].sort(([a], [b]) => Number(isEntry(a)) - Number(isEntry(b)))
  for (const [name, contents] of entriesLast) {
    const path = join(DIST, name)
    if (existsSync(path) && readFileSync(path).equals(contents)) continue
    const unfinished = `${path}.${process.pid}`
    writeFileSync(unfinished, contents)
    renameSync(unfinished, path)
  }
  for (const name of ['cli.cjs', 'cli.js']) chmodSync(join(DIST, name), 0o755)
}

/** @param {string} name */
function isEntry(name) {
  return name.replace(/\.c?js(\.map)?$/, '') in { ...PROGRAM, ...LIBRARY }
}

/**
 * @param {Map<string, Buffer>} files
 * @param {number} olderThan in milliseconds
 */
function removeOthers(files, olderThan) {
  for (const name of readdirSync(DIST)) {
    const path = join(DIST, name)
    if (!/\.c?js(\.map)?$/.test(name) || files.has(name)) continue
    if (Date.now() - statSync(path).mtimeMs >= olderThan) rmSync(path, { force: true })
  }
}
