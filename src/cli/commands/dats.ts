/** `curator dats`: lists DATs, fetches new ones, compares them, takes them in and out. Each part is loaded when called. */
import { CuratorError, problem } from '../../errors.ts'
import type { Call } from '../call.ts'

const PARTS: Readonly<Record<string, (call: Call, words: readonly string[]) => Promise<number>>> = {
  list: async (call, words) => (await import('../dats-list.ts')).list(call, words),
  update: async (call, words) => {
    refuseWords('update', words, 'Name a source with `--source`.')
    return (await import('../dats-update.ts')).update(call)
  },
  diff: async (call, words) => (await import('../dats-diff.ts')).diff(call, words),
  import: async (call, words) => (await import('../dats-import.ts')).importFiles(call, words),
  undo: async (call, words) => (await import('../dats-undo.ts')).undo(call, words),
}

export async function run(call: Call): Promise<number> {
  const [name, ...words] = call.positionals
  const part = name !== undefined && Object.hasOwn(PARTS, name) ? PARTS[name] : undefined
  if (part) return part(call, words)
  const { didYouMean } = await import('../../config/suggest.ts')
  const names = Object.keys(PARTS)
  const hint = (name === undefined ? undefined : didYouMean(name, names)) ?? 'See `curator dats --help`.'
  const message =
    name === undefined
      ? `Say what to do with DATs: ${names.join(', ')}.`
      : `\`curator dats\` has no \`${name}\`.`
  throw new CuratorError(problem('cli-usage', message, { hint }))
}

function refuseWords(part: string, [first]: readonly string[], hint: string): void {
  if (first === undefined) return
  throw new CuratorError(problem('cli-usage', `\`curator dats ${part}\` takes no \`${first}\`.`, { hint }))
}
