/** `curator romsets`: what policies keep, kept and will keep again. Each part is loaded when called. */
import type { Call } from '../call.ts'
import { runPart, type Parts } from '../usage/parts.ts'

const PARTS: Parts = {
  list: async (call, words) => (await import('./romsets/list.ts')).list(call, words),
  show: async (call, words) => (await import('./romsets/show.ts')).show(call, words),
  criteria: async (call, words) => (await import('./romsets/criteria.ts')).criteria(call, words),
  diff: async (call, words) => (await import('./romsets/diff.ts')).diff(call, words),
  restore: async (call, words) => (await import('./romsets/restore.ts')).restore(call, words),
}

export function run(call: Call): Promise<number> {
  return runPart(call, 'romsets', 'romsets', PARTS)
}
