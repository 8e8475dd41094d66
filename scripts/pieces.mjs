/** The pieces that a bundle was cut into: what they ask for and give, and the names that their exports get elsewhere. */
// @ts-check

/**
 * @typedef {import('esbuild').Metafile} Metafile
 * @typedef {{ readonly file: string, readonly names: ReadonlyMap<string, string> }} Place where a piece went, and what
 *   its exports are called there
 * @typedef {ReadonlyMap<string, ReadonlyMap<string, string>>} Names of pieces: what each export is called where it went
 * @typedef {ReturnType<typeof piecesOf>} Pieces
 */

/** @param {Pieces} pieces @param {readonly string[]} group @returns {Names} */
export function newNames(pieces, group) {
  return new Map(
    group.map((piece, i) => {
      const exported = pieces.get(piece)?.exports ?? []
      return [piece, new Map(exported.map((name) => [name, `_${i}_${name}`]))]
    }),
  )
}

/** Exports of a file under the names that they had in a piece. @param {Place} place */
export function pointer({ file, names }) {
  const list = [...names].map(([old, now]) => `${now} as ${old}`)
  return `export { ${list.join(', ')} } from './${file}'`
}

/** Lines that ask pieces for their exports, under their new names. @param {Names} names */
export function asking(names) {
  return Array.from(names, ([piece, list]) => {
    const exported = [...list].map(([old, now]) => `${old} as ${now}`)
    return `import { ${exported.join(', ')} } from './${piece}'`
  })
}

/** All of them in one object, or taken from one. @param {Names} names */
export function objectOf(names) {
  return `{ ${[...names.values()].flatMap((list) => [...list.values()]).join(', ')} }`
}

/** @param {Metafile} metafile @returns {Map<string, Metafile['outputs'][string]>} */
export function piecesOf({ outputs }) {
  const code = Object.entries(outputs).filter(([path]) => path.endsWith('.js'))
  return new Map(code.map(([path, output]) => [path.replace(/^.*\//, ''), output]))
}

/** @param {Metafile['outputs'][string]['imports']} imports @param {string} wanted */
export function namesOf(imports, wanted) {
  const own = imports.filter(({ kind, external }) => kind === wanted && !external)
  return own.map(({ path }) => path.replace(/^.*\//, ''))
}

/**
 * A piece with all that is loaded whenever it is.
 *
 * @param {ReturnType<typeof piecesOf>} pieces
 * @param {string} start
 */
export function together(pieces, start) {
  const found = new Set([start])
  for (const piece of found) {
    for (const name of namesOf(pieces.get(piece)?.imports ?? [], 'import-statement')) found.add(name)
  }
  return found
}
