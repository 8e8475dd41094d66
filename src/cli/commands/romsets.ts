/** `curator romsets`: what policies keep, kept and will keep again. Each part is loaded when called. */
import { CuratorError, problem } from '../../errors.ts'
import type { Call } from '../call.ts'

const PARTS: Readonly<Record<string, (call: Call, words: readonly string[]) => Promise<number>>> = {
  list: async (call, words) => (await import('../romsets-list.ts')).list(call, words),
  show: async (call, words) => (await import('../romsets-show.ts')).show(call, words),
  criteria: async (call, words) => (await import('../romsets-criteria.ts')).criteria(call, words),
  diff: async (call, words) => (await import('../romsets-diff.ts')).diff(call, words),
  restore: async (call, words) => (await import('../romsets-restore.ts')).restore(call, words),
}

export async function run(call: Call): Promise<number> {
  const [name, ...words] = call.positionals
  const part = name !== undefined && Object.hasOwn(PARTS, name) ? PARTS[name] : undefined
  if (part) return part(call, words)
  const { didYouMean } = await import('../../config/suggest.ts')
  const names = Object.keys(PARTS)
  const hint = (name === undefined ? undefined : didYouMean(name, names)) ?? 'See `curator romsets --help`.'
  const message =
    name === undefined
      ? `Say what to do with romsets: ${names.join(', ')}.`
      : `\`curator romsets\` has no \`${name}\`.`
  throw new CuratorError(problem('cli-usage', message, { hint }))
}
