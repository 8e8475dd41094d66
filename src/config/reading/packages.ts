/**
 * Packages that a config imports. Of an installed one `package.json` tells when it is another. One that is only linked
 * (in a workspace, or by `npm link`) changes under the same `package.json`: its modules count one by one, as the config's
 * own do.
 */
import { existsSync, realpathSync } from 'node:fs'
import { basename, dirname, join, sep } from 'node:path'
import { build } from 'esbuild'
import { isBuildFailure } from './compile-problem.ts'
import { OWN_MODULES } from '../own.ts'

/** Path of the package.json of an installed package: it is another one when that is. */
export function manifestOf(specifier: string, from: string): string | undefined {
  const name = /^(?:@[^/]+\/)?[^/:]+(?=\/|$)/.exec(specifier)?.[0]
  if (name === undefined) return undefined
  for (let folder = from; ; folder = dirname(folder)) {
    const manifest = join(folder, 'node_modules', name, 'package.json')
    if (existsSync(manifest)) return manifest
    if (dirname(folder) === folder) return undefined
  }
}

/** @param manifest path of its package.json, in a `node_modules` */
export function isLinked(manifest: string): boolean {
  return !realpathSync(dirname(manifest)).split(sep).includes('node_modules')
}

/** Tells of every module of linked packages that a config imports, as far as that can be told without running it. */
export async function linkedModules(config: string, note: (path: string) => void): Promise<void> {
  try {
    await build({
      absWorkingDir: dirname(config),
      entryPoints: [`./${basename(config)}`],
      bundle: true,
      write: false,
      format: 'esm',
      platform: 'node',
      // what node itself goes by, and not what bundlers prefer
      conditions: [],
      tsconfigRaw: {},
      logLevel: 'silent',
      plugins: [
        {
          name: 'linked',
          setup({ onResolve, onLoad }) {
            onResolve({ filter: /^[^./]/ }, ({ path, resolveDir }) => {
              const manifest = OWN_MODULES[path] === undefined ? manifestOf(path, resolveDir) : undefined
              if (manifest === undefined || !isLinked(manifest)) return { path, external: true }
              note(manifest)
              return undefined
            })
            onLoad({ filter: /.*/, namespace: 'file' }, ({ path }) => {
              note(path)
              return /\.[cm]?[jt]s$/.test(path) ? undefined : { contents: '', loader: 'empty' }
            })
          },
        },
      ],
    })
  } catch (error) {
    if (!isBuildFailure(error)) throw error
  }
}
