/**
 * Gathers the pieces that a bundle was cut into. What several lazily loaded parts share, esbuild puts into pieces of its
 * own, a hundred for the everyday verbs, and finding and opening so many small files takes Node longer than all a build
 * with nothing to do has to look at. So what is loaded together anyhow becomes one file; under their old names the pieces
 * only point to it, because lazily loaded parts ask for them there.
 */
// @ts-check
import { createHash } from 'node:crypto'
import { build } from 'esbuild'

/**
 * @typedef {Map<string, Buffer>} Files by name, without folder
 * @typedef {import('esbuild').Metafile} Metafile
 */

/**
 * Makes one file of `start` and all it imports at once, except what the entries `apart` import at once too. Changes `files`.
 *
 * @param {Files} files
 * @param {Metafile} metafile of the build that made them
 * @param {{ name: string, start: string, apart: readonly string[], sourcemap: boolean }} options
 */
export async function gather(files, metafile, { name, start, apart, sourcemap }) {
  const pieces = piecesOf(metafile)
  const left = new Set(apart.flatMap((entry) => [...together(pieces, entry)]))
  const group = [...together(pieces, start)].filter((piece) => !left.has(piece)).sort()
  const names = new Map(
    group.map((piece, i) => [piece, exportsOf(pieces, piece).map((to) => ({ to, as: `_${i}_${to}` }))]),
  )
  const result = await build({
    stdin: { contents: [...names].map(([piece, list]) => line(list, piece)).join('\n'), resolveDir: '/' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    sourcemap: sourcemap ? 'external' : false,
    sourcesContent: false,
    legalComments: 'none',
    outfile: `${name}.js`,
    write: false,
    logLevel: 'error',
    plugins: [fromMemory(files, new Set(group))],
  })
  const code = result.outputFiles.find(({ path }) => path.endsWith('.js'))?.text ?? ''
  const map = result.outputFiles.find(({ path }) => path.endsWith('.map'))
  const file = `${name}-${createHash('sha1').update(code).digest('hex').slice(0, 8).toUpperCase()}.js`
  files.set(file, Buffer.from(map ? `${code}//# sourceMappingURL=${file}.map\n` : code))
  if (map) files.set(`${file}.map`, Buffer.from(map.contents))
  for (const [piece, list] of names) {
    files.set(
      piece,
      Buffer.from(
        `${line(
          list.map(({ to, as }) => ({ to: as, as: to })),
          file,
        )}\n`,
      ),
    )
    files.delete(`${piece}.map`)
  }
}

/** @param {readonly { to: string, as: string }[]} names @param {string} from */
function line(names, from) {
  return `export { ${names.map(({ to, as }) => `${to} as ${as}`).join(', ')} } from './${from}'`
}

/** @param {Metafile} metafile @returns {Map<string, Metafile['outputs'][string]>} */
function piecesOf({ outputs }) {
  return new Map(Object.entries(outputs).map(([path, output]) => [path.replace(/^.*\//, ''), output]))
}

/** @param {ReturnType<typeof piecesOf>} pieces @param {string} piece */
function exportsOf(pieces, piece) {
  return pieces.get(piece)?.exports ?? []
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
    for (const { path, kind, external } of pieces.get(piece)?.imports ?? [])
      if (kind === 'import-statement' && !external) found.add(path.replace(/^.*\//, ''))
  }
  return found
}

/**
 * The pieces of the group, with their source maps inside; all else stays an import.
 *
 * @param {Files} files
 * @param {ReadonlySet<string>} group
 * @returns {import('esbuild').Plugin}
 */
function fromMemory(files, group) {
  return {
    name: 'from-memory',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /.*/ }, ({ path, kind }) => {
        const piece = path.replace(/^\.\//, '')
        return kind === 'import-statement' && group.has(piece)
          ? { path: piece, namespace: 'piece' }
          : { path, external: true }
      })
      onLoad({ filter: /.*/, namespace: 'piece' }, ({ path }) => ({
        contents: withMap(files, path),
        loader: 'js',
      }))
    },
  }
}

/** @param {Files} files @param {string} piece */
function withMap(files, piece) {
  const map = files.get(`${piece}.map`)
  const code = files.get(piece)?.toString() ?? ''
  if (!map) return code
  return code.replace(
    /\/\/# sourceMappingURL=.*\n?$/,
    `//# sourceMappingURL=data:application/json;base64,${map.toString('base64')}\n`,
  )
}
