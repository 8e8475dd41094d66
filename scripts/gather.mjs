/**
 * Gathers the pieces that a bundle was cut into. What several lazily loaded parts share, esbuild puts into pieces of its
 * own, a hundred for the everyday verbs, and finding and opening so many small files takes Node longer than all a build
 * with nothing to do has to look at. So what is loaded together anyhow becomes one file: the program, with what it needs
 * before any verb; and the everyday verbs, as a script, of which compiled code can be kept (src/cli/kept-code.ts). Both
 * are CommonJS, for Node starts its loader of modules only when one is wanted, and a build with nothing to do wants none.
 */
// @ts-check
import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { asking, namesOf, newNames, objectOf, piecesOf, pointer, together } from './pieces.mjs'

/**
 * @typedef {Map<string, Buffer>} Files by name, without folder
 * @typedef {Map<string, import('./pieces.mjs').Place>} Moved by the pieces' old names
 * @typedef {import('./pieces.mjs').Names} Names
 * @typedef {import('./pieces.mjs').Pieces} Pieces
 * @typedef {import('esbuild').Metafile} Metafile
 * @typedef {{ readonly files: Files, readonly moved: Moved, readonly sourcemap: boolean, readonly banner: string }} Work
 */

const KEPT_CODE = fileURLToPath(new URL('../src/cli/kept-code.ts', import.meta.url))
/** What a script is given: see `runKept`. */
const PARAMETERS = '__give, require, __import, __url'
/** Parts of the program that are made here: what scripts and modules ask it for. */
const FIRST = 'made:first'
const EVERYDAY = 'made:everyday'

/**
 * Makes a program of `entry`, of `early` and of all that these import at once, and a script of what `start` does beyond
 * that. Pieces that are loaded later ask two modules for what went there. Changes `files`.
 *
 * @param {Files} files
 * @param {Metafile} metafile of the build that made them
 * @param {{ program: string, entry: string, early: string, start: string, sourcemap: boolean, banner: string }} options
 *   `program`: what to call it; `banner`: the first line of each piece
 */
export async function gather(files, metafile, { program, entry, early, start, sourcemap, banner }) {
  const pieces = piecesOf(metafile)
  const lazily = new Set([...pieces.values()].flatMap(({ imports }) => namesOf(imports, 'dynamic-import')))
  const first = new Set([...together(pieces, entry), ...together(pieces, early)])
  const group = [...together(pieces, start)].filter((piece) => !first.has(piece)).sort()
  /** @type {Work} */
  const work = { files, moved: new Map(), sourcemap, banner }
  const names = newNames(pieces, [...first].filter((piece) => piece !== entry).sort())
  const module = writeModule(work, names, program, 'first')
  const script = await makeScript(work, pieces, group)
  writeModule(work, newNames(pieces, group), program, 'everyday')
  await makeProgram(work, names, { program, entry, start, module, script })
  await redirect(work, pieces)
  for (const [piece, place] of work.moved) {
    if (lazily.has(piece)) files.set(piece, Buffer.from(`${pointer(place)}\n`))
    else files.delete(piece)
    files.delete(`${piece}.map`)
  }
}

/**
 * A module of what the program gives. Returns what it is called. It asks by `require`: to import CommonJS, Node looks
 * through the text for what that exports.
 *
 * @param {Work} work @param {Names} names @param {string} program @param {'first' | 'everyday'} part
 */
function writeModule(work, names, program, part) {
  const lines = [work.banner, `export const ${objectOf(names)} = require('./${program}').${part}()`, '']
  const file = write(work, part, 'js', lines.join('\n'))
  for (const [piece, list] of names) work.moved.set(piece, { file, names: list })
  return file
}

/** Returns what it is called. @param {Work} work @param {Pieces} pieces @param {readonly string[]} group */
async function makeScript(work, pieces, group) {
  const names = newNames(pieces, group)
  // one object of them all: hundreds of getters, which esbuild would make, take their time
  const { code, map } = await join([...asking(names), `__give(${objectOf(names)})`], {
    format: 'cjs',
    banner: { js: `(function (${PARAMETERS}) {"use strict";` },
    footer: { js: '})' },
    define: { 'import.meta.url': '__url' },
    sourcemap: work.sourcemap ? 'external' : false,
    plugins: [fromMemory(work, new Set(names.keys()))],
  })
  return write(work, 'everyday', 'cjs', inAscii(withImports(code, pieces, group)), map)
}

/**
 * The file that is started. Whoever requires it starts it by its function for that.
 *
 * @param {Work} work
 * @param {Names} names of what is in it
 * @param {{ program: string, entry: string, start: string, module: string, script: string }} options `module`: how the
 *   script asks for what is in the program
 */
async function makeProgram(work, names, { program, entry, start, module, script }) {
  const { names: verbs = new Map() } = work.moved.get(start) ?? {}
  const made = new Map([
    [FIRST, [...asking(names), `export const first = ${objectOf(names)}`]],
    [
      EVERYDAY,
      [
        `import { runKept } from ${JSON.stringify(KEPT_CODE)}`,
        `import { first } from '${FIRST}'`,
        `const lazily = (name) => import(name)`,
        `const script = new URL('./${script}', import.meta.url)`,
        `export const everyday = runKept(script, { './${module}': first }, lazily)`,
      ],
    ],
    [
      start,
      [
        `import { everyday } from '${EVERYDAY}'`,
        ...[...verbs].map(([old, now]) => `export const ${old} = everyday.${now}`),
      ],
    ],
  ])
  // `require`: each runs when it is first wanted
  const lines = [
    `export const first = () => require('${FIRST}').first`,
    `export const everyday = () => require('${EVERYDAY}').everyday`,
    `import { start } from './${entry}'`,
    `export { start }`,
    `if (require.main === module) void start()`,
  ]
  const url = `const __url = require('node:url').pathToFileURL(__filename).href;`
  const { code, map } = await join(lines, {
    format: 'cjs',
    banner: { js: `#!/usr/bin/env node\n"use strict";${url}` },
    define: { 'import.meta.url': '__url' },
    sourcemap: work.sourcemap ? 'external' : false,
    plugins: [fromMemory({ ...work, moved: new Map() }, new Set([entry, ...names.keys()]), made)],
  })
  keep(work, program, code, map)
}

const COMMON = /** @satisfies {import('esbuild').BuildOptions} */ ({
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  sourcesContent: false,
  legalComments: 'none',
  write: false,
  logLevel: 'error',
})

/** Pieces in one text. @param {readonly string[]} lines what is said of them @param {import('esbuild').BuildOptions} options */
async function join(lines, options) {
  const { outputFiles = [] } = await build({
    ...COMMON,
    ...options,
    stdin: { contents: lines.join('\n'), resolveDir: '/' },
    outfile: 'joined.js',
  })
  return {
    code: outputFiles.find(({ path }) => path.endsWith('.js'))?.text ?? '',
    map: outputFiles.find(({ path }) => path.endsWith('.map'))?.contents,
  }
}

/**
 * A script that runs with kept code cannot import: V8 does not know any more where it came from. So the module that runs
 * it does that.
 *
 * @param {string} code @param {ReturnType<typeof piecesOf>} pieces @param {readonly string[]} group
 */
function withImports(code, pieces, group) {
  const imports = group.flatMap((piece) => pieces.get(piece)?.imports ?? [])
  const lazily = new Set(
    imports.flatMap(({ kind, path, external }) =>
      kind === 'dynamic-import' ? [external ? path : `./${path.replace(/^.*\//, '')}`] : [],
    ),
  )
  const literal = /\bimport\("([^"\n]+)"\)/g
  return code.replace(literal, (all, /** @type {string} */ path) => (lazily.has(path) ? `__${all}` : all))
}

/**
 * As ASCII, which V8 reads fastest. esbuild leaves other letters in regular expressions alone; in a template they would
 * not be what they were.
 *
 * @param {string} code
 */
function inAscii(code) {
  const other = /^.*[^\0-\x7f].*$/gm
  return code.replace(other, (line) => {
    if (line.includes('`')) throw new Error(`A template has letters that are not ASCII: ${line}`)
    return line.replace(/[^\0-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
  })
}

/** Pieces that stay where they are ask for the others where these are now. @param {Work} work @param {ReturnType<typeof piecesOf>} pieces */
async function redirect(work, pieces) {
  const { files, moved } = work
  const affected = [...pieces].filter(
    ([piece, { imports }]) =>
      !moved.has(piece) && namesOf(imports, 'import-statement').some((name) => moved.has(name)),
  )
  const { outputFiles } = await build({
    ...COMMON,
    entryPoints: affected.map(([piece]) => ({ in: piece, out: piece.replace(/\.js$/, '') })),
    outdir: '/',
    banner: { js: work.banner },
    sourcemap: work.sourcemap ? 'linked' : false,
    plugins: [fromMemory(work, new Set())],
  })
  for (const { path, contents } of outputFiles) files.set(path.replace(/^.*\//, ''), Buffer.from(contents))
}

/**
 * @param {Work} work @param {string} name @param {string} extension @param {string} code @param {Uint8Array} [map]
 * @returns {string} what the file is called
 */
function write(work, name, extension, code, map) {
  const file = `${name}-${createHash('sha1').update(code).digest('hex').slice(0, 8).toUpperCase()}.${extension}`
  keep(work, file, code, map)
  return file
}

/** @param {Work} work @param {string} file @param {string} code @param {Uint8Array} [map] */
function keep({ files }, file, code, map) {
  files.set(file, Buffer.from(map ? `${code}//# sourceMappingURL=${file}.map\n` : code))
  if (map) files.set(`${file}.map`, Buffer.from(map))
}

/**
 * The pieces of the group, with their source maps inside; those that went elsewhere are asked for there; all else stays
 * an import.
 *
 * @param {Work} work
 * @param {ReadonlySet<string>} group
 * @param {ReadonlyMap<string, readonly string[]>} [made] modules that are none of the pieces, or stand for one
 * @returns {import('esbuild').Plugin}
 */
function fromMemory(work, group, made = new Map()) {
  return {
    name: 'from-memory',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /.*/ }, ({ path, kind, importer }) => {
        if (path === KEPT_CODE) return { path }
        if (importer === KEPT_CODE && path.startsWith('./')) return { path: resolve(importer, '..', path) }
        const piece = path.replace(/^\.\//, '')
        if (made.has(piece)) return { path: piece, namespace: 'made' }
        const isAsked = kind === 'import-statement' && (group.has(piece) || work.moved.has(piece))
        // a program holds what it loads when it wants it
        return isAsked || kind === 'entry-point' || (made.size > 0 && group.has(piece))
          ? { path: piece, namespace: 'piece', sideEffects: !work.moved.has(piece) }
          : { path, external: true }
      })
      onLoad({ filter: /.*/, namespace: 'made' }, ({ path }) => ({
        contents: (made.get(path) ?? []).join('\n'),
        loader: 'js',
        resolveDir: '/',
      }))
      onLoad({ filter: /.*/, namespace: 'piece' }, ({ path }) => {
        const place = work.moved.get(path)
        return { contents: place ? pointer(place) : withMap(work, path), loader: 'js' }
      })
    },
  }
}

/** A piece without its first line, which the file that it goes into has itself. @param {Work} work @param {string} piece */
function withMap({ files, banner }, piece) {
  const map = files.get(`${piece}.map`)
  const code = (files.get(piece)?.toString() ?? '').replace(banner, '')
  if (!map) return code
  return code.replace(
    /\/\/# sourceMappingURL=.*\n?$/,
    `//# sourceMappingURL=data:application/json;base64,${map.toString('base64')}\n`,
  )
}
