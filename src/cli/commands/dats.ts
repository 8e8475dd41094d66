/** `curator dats`: lists DATs, fetches new ones, compares them, takes them in and out. Each part is loaded when called. */
import type { Call } from '../call.ts'
import { refuseWords, runPart, type Parts } from '../usage/parts.ts'

const PARTS: Parts = {
  list: async (call, words) => (await import('./dats/list.ts')).list(call, words),
  update: async (call, words) => {
    refuseWords('dats update', words, 'Name a source with `--source`.')
    return (await import('./dats/update.ts')).update(call)
  },
  diff: async (call, words) => (await import('./dats/diff.ts')).diff(call, words),
  import: async (call, words) => (await import('./dats/import.ts')).importFiles(call, words),
  undo: async (call, words) => (await import('./dats/undo.ts')).undo(call, words),
}

export function run(call: Call): Promise<number> {
  return runPart(call, 'dats', 'DATs', PARTS)
}
