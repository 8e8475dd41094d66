/** Exit codes, in one place: 0 right, 1 a check failed, 2 usage or config, 3 partly done. Signals are `main`'s. */
import { CODES, type Problem } from '../errors.ts'
import type { BuildReport } from '../steps/build.ts'
import type { Call } from './call.ts'

/** The code of the worst problem. Damaged input is a warning. */
export function worstCode(problems: readonly Problem[]): number {
  const kinds = new Set(problems.map(({ code }) => CODES[code].kind))
  if (kinds.has('usage')) return 2
  if (kinds.has('output')) return 3
  return kinds.has('check') ? 1 : 0
}

/** With `--strict`, missing games and damaged input files fail a build that is otherwise right. */
export function exitCode(call: Call, { problems, targets }: BuildReport): number {
  const code = worstCode(problems)
  if (code !== 0 || !call.flags.has('strict')) return code
  const missing = Object.values(targets).some((target) => target.missing > 0)
  return missing || problems.some((p) => CODES[p.code].kind === 'input') ? 1 : 0
}

/** Frozen is the default where `CI` is set, as package managers have it. */
export function isFrozen({ flags, env }: Call): boolean {
  if (flags.has('no-frozen')) return false
  return flags.has('frozen') || isCi(env)
}

function isCi(env: Call['env']): boolean {
  return env['CI'] !== undefined && !['', '0', 'false'].includes(env['CI'])
}
