/** Writes dist/types/: what `import 'curator'`, `'curator/presets'` and `'curator/metadata'` declare, and no more. */
// @ts-check
import { spawnSync } from 'node:child_process'
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const PROJECT = fileURLToPath(new URL('..', import.meta.url))
const TYPES = join(PROJECT, 'dist', 'types')
const PUBLIC = ['src/index.d.ts', 'src/metadata/index.d.ts', 'presets/index.d.ts'].map((path) =>
  join(TYPES, path),
)

/**
 * The compiler declares every module the public ones are made from; only what the public types mention is
 * kept. These may name no package: a user has our runtime dependencies, not the types made for them.
 */
export function declare() {
  rmSync(TYPES, { recursive: true, force: true })
  const tsc = join(PROJECT, 'node_modules', 'typescript', 'bin', 'tsc')
  const run = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
    cwd: PROJECT,
    encoding: 'utf8',
  })
  if (run.status !== 0) throw new Error(`The types could not be made.\n${run.stdout}${run.stderr}`)
  const kept = mentioned(PUBLIC)
  for (const name of readdirSync(TYPES, { recursive: true, encoding: 'utf8' })) {
    const path = join(TYPES, name)
    if (name.endsWith('.d.ts') && !kept.has(path)) rmSync(path)
  }
  // The compiler leaves `.ts` in them; `.js` is what every version of it and every other tool understands.
  for (const path of kept) writeFileSync(path, withoutTs(readFileSync(path, 'utf8')))
}

/** Where a module is named, with its quotes: `import … from './a.ts'`, `import('./a.ts')`. Comments do not count. */
const MENTION = /((?:^(?:import|export|\})[^'"\n]* from |^import |import\()['"])([^'"]+)(['"])/gm

/**
 * @param {string[]} files
 * @returns {Set<string>} these files and all they mention, directly or not
 */
function mentioned(files) {
  const found = new Set(files)
  for (const file of found) {
    for (const [, , specifier = ''] of readFileSync(file, 'utf8').matchAll(MENTION)) {
      if (!specifier.startsWith('.')) {
        throw new Error(`${file} mentions '${specifier}'. Public types may not need a package.`)
      }
      found.add(resolve(dirname(file), specifier.replace(/\.ts$/, '.d.ts')))
    }
  }
  return found
}

/** @param {string} declarations */
function withoutTs(declarations) {
  return declarations.replace(MENTION, (mention) => mention.replace(/\.ts(?=['"]$)/, '.js'))
}
