/** Writes dist/types/: what `import 'curator'`, `'curator/presets'` and `'curator/metadata'` declare, and no more. */
// @ts-check
import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const PROJECT = fileURLToPath(new URL('..', import.meta.url))
const TYPES = join(PROJECT, 'dist', 'types')
const PUBLIC = ['src/index.d.ts', 'src/metadata/index.d.ts', 'presets/index.d.ts']

/**
 * The compiler declares every module the public ones are made from; only what the public types mention is
 * kept. These may name no package: a user has our runtime dependencies, not the types made for them. They are made
 * elsewhere and put in place as a whole: several tests do this, side by side, and read them.
 */
export function declare() {
  const cache = join(PROJECT, 'node_modules', '.cache')
  mkdirSync(cache, { recursive: true })
  const scratch = mkdtempSync(join(cache, 'curator-types-'))
  try {
    const made = join(scratch, 'types')
    compile(made)
    const kept = mentioned(PUBLIC.map((path) => join(made, path)))
    for (const name of readdirSync(made, { recursive: true, encoding: 'utf8' })) {
      const path = join(made, name)
      if (name.endsWith('.d.ts') && !kept.has(path)) rmSync(path)
    }
    // The compiler leaves `.ts` in them; `.js` is what every version of it and every other tool understands.
    for (const path of kept) writeFileSync(path, withoutTs(readFileSync(path, 'utf8')))
    putInPlace(made, join(scratch, 'before'))
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/**
 * What was there goes aside in one step, so that whoever reads finds the one or the other.
 *
 * @param {string} made
 * @param {string} aside
 */
function putInPlace(made, aside) {
  for (let tries = 1; ; tries++) {
    try {
      mkdirSync(dirname(TYPES), { recursive: true })
      if (existsSync(TYPES)) renameSync(TYPES, `${aside}-${tries}`)
      return renameSync(made, TYPES)
    } catch (error) {
      if (tries === 3) throw error // others did the same in between
    }
  }
}

/** @param {string} folder for what it declares */
function compile(folder) {
  const tsc = join(PROJECT, 'node_modules', 'typescript', 'bin', 'tsc')
  const run = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', '--outDir', folder], {
    cwd: PROJECT,
    encoding: 'utf8',
  })
  if (run.status !== 0) throw new Error(`The types could not be made.\n${run.stdout}${run.stderr}`)
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
