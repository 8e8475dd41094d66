/** `curator metadata`: what providers know of games, and who they are. Each part is loaded when called. */
import type { Call } from '../call.ts'
import { refuseWords, runPart, type Parts } from '../usage/parts.ts'

const PARTS: Parts = {
  sources: async (call, words) => {
    refuseWords('metadata sources', words)
    return (await import('./metadata/sources.ts')).sources(call)
  },
  find: async (call, words) => (await import('./metadata/find.ts')).find(call, words),
  list: async (call, words) => {
    refuseWords('metadata list', words)
    return (await import('./metadata/list.ts')).list(call)
  },
  show: async (call, words) => (await import('./metadata/show.ts')).show(call, words),
  fetch: async (call, words) => (await import('./metadata/fetch.ts')).fetchMetadata(call, words),
  undo: async (call, words) => (await import('./metadata/undo.ts')).undo(call, words),
}

export function run(call: Call): Promise<number> {
  return runPart(call, 'metadata', 'metadata', PARTS)
}
