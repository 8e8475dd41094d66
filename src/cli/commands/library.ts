/** `curator library`: folders of verified files in order. Each part is loaded when called. */
import type { Call } from '../call.ts'
import { runPart, type Parts } from '../usage/parts.ts'

const PARTS: Parts = {
  plan: async (call, words) => (await import('./library/plan.ts')).plan(call, words),
  apply: async (call, words) => (await import('./library/apply.ts')).apply(call, words),
  undo: async (call, words) => (await import('./library/undo.ts')).undo(call, words),
  purge: async (call, words) => (await import('./library/purge.ts')).purge(call, words),
  status: async (call, words) => (await import('./library/status.ts')).status(call, words),
}

export function run(call: Call): Promise<number> {
  return runPart(call, 'library', 'libraries', PARTS)
}
