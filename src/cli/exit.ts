/** Exit codes, in one place: 0 right, 1 a check failed, 2 usage or config, 3 partly done. Of signals, `main` knows the others. */
import { CODES, problem, type Problem } from '../errors.ts'
import type { BuildReport } from '../steps/outcome.ts'
import { count } from '../wording.ts'
import type { Call } from './call.ts'

/** That of a terminal which was closed. */
export const HANGUP = 129

/** The code of the worst problem. Damaged input is a warning. */
export function worstCode(problems: readonly Problem[]): number {
  const kinds = new Set(problems.map(({ code }) => CODES[code].kind))
  if (kinds.has('usage')) return 2
  if (kinds.has('output')) return 3
  return kinds.has('check') ? 1 : 0
}

/** With `--strict`, damaged input files and whatever `strictProblems` finds fail a build that is otherwise right. */
export function exitCode({ flags }: Call, problems: readonly Problem[]): number {
  const code = worstCode(problems)
  if (code !== 0 || !flags.has('strict')) return code
  return problems.some((p) => CODES[p.code].kind === 'input') ? 1 : 0
}

/** What is wrong with a build that is right, when it is asked to be strict: games that are missing. */
export function strictProblems({ flags }: Call, { targets }: BuildReport): Problem[] {
  if (!flags.has('strict')) return []
  return Object.entries(targets).flatMap(([name, { missing }]) => {
    if (missing === 0) return []
    const games =
      missing === 1 ? '1 game that its policy wants is' : `${count(missing)} games that its policy wants are`
    return problem('games-missing', `${name}: ${games} not owned.`)
  })
}

/** Frozen is the default where `CI` is set, as package managers have it. */
export function isFrozen({ flags, env }: Call): boolean {
  if (flags.has('no-frozen')) return false
  return flags.has('frozen') || isCi(env)
}

function isCi(env: Call['env']): boolean {
  return env['CI'] !== undefined && !['', '0', 'false'].includes(env['CI'])
}
