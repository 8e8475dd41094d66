/** `curator metadata`: what providers know of games, and who they are. Each part is loaded when called. */
import { CuratorError, problem } from '../../errors.ts'
import type { Call } from '../call.ts'

const PARTS: Readonly<Record<string, (call: Call, words: readonly string[]) => Promise<number>>> = {
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

export async function run(call: Call): Promise<number> {
  const [name, ...words] = call.positionals
  const part = name !== undefined && Object.hasOwn(PARTS, name) ? PARTS[name] : undefined
  if (part) return part(call, words)
  const { didYouMean } = await import('../../config/suggest.ts')
  const names = Object.keys(PARTS)
  const hint = (name === undefined ? undefined : didYouMean(name, names)) ?? 'See `curator metadata --help`.'
  const message =
    name === undefined
      ? `Say what to do with metadata: ${names.join(', ')}.`
      : `\`curator metadata\` has no \`${name}\`.`
  throw new CuratorError(problem('cli-usage', message, { hint }))
}
