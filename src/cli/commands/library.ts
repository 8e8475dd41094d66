/** `curator library`: folders of verified files in order. Each part is loaded when called. */
import { CuratorError, problem } from '../../errors.ts'
import type { Call } from '../call.ts'

const PARTS: Readonly<Record<string, (call: Call, words: readonly string[]) => Promise<number>>> = {
  plan: async (call, words) => (await import('../library-plan.ts')).plan(call, words),
  apply: async (call, words) => (await import('../library-apply.ts')).apply(call, words),
  undo: async (call, words) => (await import('../library-undo.ts')).undo(call, words),
  purge: async (call, words) => (await import('../library-purge.ts')).purge(call, words),
  status: async (call, words) => (await import('../library-status.ts')).status(call, words),
}

export async function run(call: Call): Promise<number> {
  const [name, ...words] = call.positionals
  const part = name !== undefined && Object.hasOwn(PARTS, name) ? PARTS[name] : undefined
  if (part) return part(call, words)
  const { didYouMean } = await import('../../config/suggest.ts')
  const names = Object.keys(PARTS)
  const hint = (name === undefined ? undefined : didYouMean(name, names)) ?? 'See `curator library --help`.'
  const message =
    name === undefined
      ? `Say what to do with libraries: ${names.join(', ')}.`
      : `\`curator library\` has no \`${name}\`.`
  throw new CuratorError(problem('cli-usage', message, { hint }))
}
