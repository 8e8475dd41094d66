/**
 * Gathers the pieces that a bundle was cut into. What several lazily loaded parts share, esbuild puts into pieces of its
 * own, a hundred for the everyday verbs, and finding and opening so many small files takes Node longer than all a build
 * with nothing to do has to look at. So what is loaded together anyhow becomes one file. The largest of them becomes a
 * script, of which compiled code can be kept (src/cli/kept-code.ts).
 */
// @ts-check
import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/**
 * @typedef {Map<string, Buffer>} Files by name, without folder
 * @typedef {import('esbuild').Metafile} Metafile
 * @typedef {{ readonly file: string, readonly names: ReadonlyMap<string, string> }} Place where a piece went, and what
 *   its exports are called there
 * @typedef {Map<string, Place>} Moved by the pieces' old names
 * @typedef {{ readonly files: Files, readonly moved: Moved, readonly sourcemap: boolean, readonly banner: string }} Work
 */

const KEPT_CODE = fileURLToPath(new URL('../src/cli/kept-code.ts', import.meta.url))
/** What a script is given: see `runKept`. */
const PARAMETERS = '__give, require, __import, __url'

/**
 * Makes one file of `start` and all it imports at once, and another of what of that the entries `apart` import at once
 * too. Changes `files`.
 *
 * @param {Files} files
 * @param {Metafile} metafile of the build that made them
 * @param {{ name: string, start: string, apart: readonly string[], sourcemap: boolean, banner: string }} options
 *   `banner`: the first line of each piece
 */
export async function gather(files, metafile, { name, start, apart, sourcemap, banner }) {
  const pieces = piecesOf(metafile)
  const lazily = new Set([...pieces.values()].flatMap(({ imports }) => namesOf(imports, 'dynamic-import')))
  const early = new Set(apart.flatMap((entry) => [...together(pieces, entry)]))
  const all = [...together(pieces, start)].sort()
  const shared = all.filter((piece) => early.has(piece))
  const group = all.filter((piece) => !early.has(piece))
  /** @type {Work} */
  const work = { files, moved: new Map(), sourcemap, banner }
  await makeModule(work, pieces, 'shared', shared)
  await makeScript(work, pieces, name, group)
  await redirect(work, pieces)
  for (const [piece, place] of work.moved) {
    if (lazily.has(piece)) files.set(piece, Buffer.from(`${pointer(place)}\n`))
    else files.delete(piece)
    files.delete(`${piece}.map`)
  }
}

/** @param {Work} work @param {ReturnType<typeof piecesOf>} pieces @param {string} name @param {readonly string[]} group */
async function makeModule(work, pieces, name, group) {
  const names = newNames(pieces, group)
  const exported = [...names].map(([piece, list]) => pointer({ file: piece, names: inverse(list) }))
  const { code, map } = await join(work, names, exported, { format: 'esm', banner: { js: work.banner } })
  keepNames(work, names, write(work, name, 'js', code, map))
}

/**
 * A script, and a module that runs it and gives what it exports.
 *
 * @param {Work} work @param {ReturnType<typeof piecesOf>} pieces @param {string} name @param {readonly string[]} group
 */
async function makeScript(work, pieces, name, group) {
  const names = newNames(pieces, group)
  const exported = [...names.values()].flatMap((list) => [...list.values()])
  const contents = [...names].map(([piece, list]) => asking({ file: piece, names: list }))
  // one object of them all: hundreds of getters, which esbuild would make, take their time
  const { code, map } = await join(work, names, [...contents, `__give({ ${exported.join(', ')} })`], {
    format: 'cjs',
    banner: { js: `(function (${PARAMETERS}) {"use strict";` },
    footer: { js: '})' },
    define: { 'import.meta.url': '__url' },
  })
  const script = write(work, name, 'cjs', inAscii(withImports(code, pieces, group)), map)
  const own = [...new Set([...work.moved.values()].map(({ file }) => file))]
  const module = [
    `import { runKept } from ${JSON.stringify(KEPT_CODE)}`,
    ...own.map((file, i) => `import * as own${i} from './${file}'`),
    `const own = { ${own.map((file, i) => `'./${file}': own${i}`).join(', ')} }`,
    `const lazily = (name) => import(name)`,
    `export const { ${exported.join(', ')} } = runKept(new URL('./${script}', import.meta.url), own, lazily)`,
  ]
  const result = await build({
    ...COMMON,
    stdin: { contents: module.join('\n'), resolveDir: '/' },
    banner: { js: work.banner },
    plugins: [fromMemory(work, new Set())],
  })
  keepNames(work, names, write(work, name, 'js', result.outputFiles[0]?.text ?? ''))
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

/**
 * Pieces in one text.
 *
 * @param {Work} work
 * @param {ReadonlyMap<string, ReadonlyMap<string, string>>} names of the pieces
 * @param {readonly string[]} lines what is said of them
 * @param {import('esbuild').BuildOptions} options
 */
async function join(work, names, lines, options) {
  const { outputFiles = [] } = await build({
    ...COMMON,
    ...options,
    stdin: { contents: lines.join('\n'), resolveDir: '/' },
    outfile: 'joined.js',
    sourcemap: work.sourcemap ? 'external' : false,
    plugins: [fromMemory(work, new Set(names.keys()))],
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

/** @param {ReturnType<typeof piecesOf>} pieces @param {readonly string[]} group */
function newNames(pieces, group) {
  return new Map(
    group.map((piece, i) => {
      const exported = pieces.get(piece)?.exports ?? []
      return [piece, new Map(exported.map((name) => [name, `_${i}_${name}`]))]
    }),
  )
}

/** @param {Work} work @param {ReturnType<typeof newNames>} names @param {string} file */
function keepNames({ moved }, names, file) {
  for (const [piece, list] of names) moved.set(piece, { file, names: list })
}

/**
 * @param {Work} work @param {string} name @param {string} extension @param {string} code @param {Uint8Array} [map]
 * @returns {string} what the file is called
 */
function write({ files }, name, extension, code, map) {
  const file = `${name}-${createHash('sha1').update(code).digest('hex').slice(0, 8).toUpperCase()}.${extension}`
  files.set(file, Buffer.from(map ? `${code}//# sourceMappingURL=${file}.map\n` : code))
  if (map) files.set(`${file}.map`, Buffer.from(map))
  return file
}

/** Exports of a file under the names that they had in a piece. @param {Place} place */
function pointer({ file, names }) {
  const list = [...names].map(([old, now]) => `${now} as ${old}`)
  return `export { ${list.join(', ')} } from './${file}'`
}

/** The exports of a piece under their new names. @param {Place} place */
function asking({ file, names }) {
  const list = [...names].map(([old, now]) => `${old} as ${now}`)
  return `import { ${list.join(', ')} } from './${file}'`
}

/** @param {ReadonlyMap<string, string>} names */
function inverse(names) {
  return new Map([...names].map(([old, now]) => [now, old]))
}

/** @param {Metafile} metafile @returns {Map<string, Metafile['outputs'][string]>} */
function piecesOf({ outputs }) {
  const code = Object.entries(outputs).filter(([path]) => path.endsWith('.js'))
  return new Map(code.map(([path, output]) => [path.replace(/^.*\//, ''), output]))
}

/** @param {Metafile['outputs'][string]['imports']} imports @param {string} wanted */
function namesOf(imports, wanted) {
  const own = imports.filter(({ kind, external }) => kind === wanted && !external)
  return own.map(({ path }) => path.replace(/^.*\//, ''))
}

/**
 * A piece with all that is loaded whenever it is.
 *
 * @param {ReturnType<typeof piecesOf>} pieces
 * @param {string} start
 */
function together(pieces, start) {
  const found = new Set([start])
  for (const piece of found) {
    for (const name of namesOf(pieces.get(piece)?.imports ?? [], 'import-statement')) found.add(name)
  }
  return found
}

/**
 * The pieces of the group, with their source maps inside; those that went elsewhere are asked for there; all else stays
 * an import.
 *
 * @param {Work} work
 * @param {ReadonlySet<string>} group
 * @returns {import('esbuild').Plugin}
 */
function fromMemory(work, group) {
  return {
    name: 'from-memory',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /.*/ }, ({ path, kind, importer }) => {
        if (path === KEPT_CODE) return { path }
        if (importer === KEPT_CODE && path.startsWith('./')) return { path: resolve(importer, '..', path) }
        const piece = path.replace(/^\.\//, '')
        const isAsked = kind === 'import-statement' && (group.has(piece) || work.moved.has(piece))
        return isAsked || kind === 'entry-point'
          ? { path: piece, namespace: 'piece', sideEffects: !work.moved.has(piece) }
          : { path, external: true }
      })
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
