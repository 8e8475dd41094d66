/** `curator metadata`: what providers know of games, and who they are. Each part is loaded when called. */
import { CuratorError, problem } from '../../errors.ts'
import type { Call } from '../call.ts'
import { runPart, type Parts } from '../parts.ts'

const PARTS: Parts = {
  sources: async (call, [first]) => {
    if (first !== undefined)
      throw new CuratorError(problem('cli-usage', `\`curator metadata sources\` takes no \`${first}\`.`))
    return (await import('../metadata-sources.ts')).sources(call)
  },
  find: async (call, words) => (await import('../metadata-find.ts')).find(call, words),
  list: async (call, [first]) => {
    if (first !== undefined)
      throw new CuratorError(problem('cli-usage', `\`curator metadata list\` takes no \`${first}\`.`))
    return (await import('../metadata-list.ts')).list(call)
  },
  show: async (call, words) => (await import('../metadata-show.ts')).show(call, words),
  fetch: async (call, words) => (await import('../metadata-fetch.ts')).fetchMetadata(call, words),
  undo: async (call, words) => (await import('../metadata-undo.ts')).undo(call, words),
}

export function run(call: Call): Promise<number> {
  return runPart(call, 'metadata', 'metadata', PARTS)
}
