/** What stands in for what a config imports in vain: with it the rest can run, and all that is wrong is found in one go. */
import { realpathSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Message, Plugin } from 'esbuild'
import { readRegular } from '../../regular-file.ts'
import { NO_EXPORT, UNRESOLVED } from './compile-problem.ts'
import { NOT_KNOWN } from '../env.ts'
import { isScript } from './file-names.ts'
import { isOwn } from '../own.ts'

export interface StandIns {
  /** The text of the config, where something stands in for parts of it. */
  readonly text?: string
  /** What does not run: modules by their paths, packages by what they are imported as. Empty ones take their place. */
  readonly modules: ReadonlySet<string>
  /** By the path of a module, the names that it does not export: their value is not known. */
  readonly names: ReadonlyMap<string, ReadonlySet<string>>
}

export const NOTHING_STANDS_IN: StandIns = { modules: new Set(), names: new Map() }

/** Modules that nobody finds. */
const NOT_THERE = 'not-there'
const ALL_OF_ANOTHER = /\bexport\s*\*/

/**
 * What is to stand in for what the compiler did not find, and what it said of that. Nothing where it stops for another
 * reason, or for the same as before.
 */
export function standInsFor(
  messages: readonly Message[],
  file: string,
  before: StandIns | undefined,
): { told: readonly Message[]; standIns: StandIns } | undefined {
  const folder = dirname(file)
  const modules = new Set(before?.modules)
  const names = new Map(before?.names)
  const told: Message[] = []
  for (const message of messages) {
    const [, module, word] = NO_EXPORT.exec(message.text) ?? []
    if (module !== undefined && word !== undefined) {
      const path = module.startsWith(`${NOT_THERE}:`) ? module : resolve(folder, module)
      if (before?.names.get(path)?.has(word)) return undefined
      names.set(path, new Set([...(names.get(path) ?? []), word]))
      const isOpen = before !== undefined && ALL_OF_ANOTHER.test(textOf(path))
      if (path === module || before?.modules.has(path) || isOpen) continue
      if (!isScript(path)) modules.add(path)
      told.push(message)
      continue
    }
    told.push(message)
    if (isOfImports(message)) {
      if (before) return undefined
      continue
    }
    const path = placeOf(message, folder)
    if (path === undefined || path === realpathSync(file) || before?.modules.has(path)) return undefined
    modules.add(path)
  }
  return { told, standIns: { ...before, modules, names } }
}

/** From then on, when something stands in, these are no reason to stop. */
function isOfImports({ id, text }: Message): boolean {
  return id === 'duplicate-object-key' || text.startsWith(UNRESOLVED)
}

/** The module of the user's that a message is about. */
function placeOf({ location, detail }: Message, folder: string): string | undefined {
  const path = typeof detail === 'string' ? detail : location && resolve(folder, location.file)
  return path === undefined || path === null || isOwn(path) ? undefined : path
}

function textOf(path: string): string {
  try {
    return readRegular(path).toString()
  } catch {
    return ''
  }
}

/** What is to be added to a module so that it exports all that is asked of it. */
export function exportsFor(path: string, { names }: StandIns): string {
  const parts = [...(names.get(path) ?? [])].map((name) => `__curator_unknown as ${JSON.stringify(name)}`)
  if (parts.length === 0) return ''
  return `\nconst __curator_unknown = ${JSON.stringify(NOT_KNOWN)}; export { ${parts.join(', ')} }`
}

/** Has the compiler take an empty module for each that is not there or does not run. */
export function emptyModules(standIns: StandIns): Plugin {
  return {
    name: 'empty-modules',
    setup({ onResolve, onLoad, resolve: ask }) {
      const asked = {}
      onResolve(
        { filter: /.*/ },
        async ({ path, pluginData, kind, importer, namespace, resolveDir, with: as }) => {
          if (pluginData === asked || kind === 'entry-point') return undefined
          const place = { kind, importer, namespace, resolveDir, with: as, pluginData: asked }
          const isThere = !standIns.modules.has(path) && (await ask(path, place)).errors.length === 0
          return isThere ? undefined : { path, namespace: NOT_THERE }
        },
      )
      onLoad({ filter: /.*/ }, ({ path, namespace }) => {
        const key = namespace === NOT_THERE ? `${NOT_THERE}:${path}` : path
        const isEmpty = namespace === NOT_THERE || standIns.modules.has(path)
        // a module, so that what it lacks is told
        return isEmpty ? { contents: `export {}${exportsFor(key, standIns)}`, loader: 'js' } : undefined
      })
    },
  }
}
