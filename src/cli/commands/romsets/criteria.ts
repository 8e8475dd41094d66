/** `curator romsets criteria`: how often each criterion of a policy decided. */
import { criteriaOf } from '../../../report/romsets.ts'
import { count } from '../../../wording.ts'
import type { Call } from '../../call.ts'
import { worstCode } from '../../exit.ts'
import { refuseWords } from '../../usage/parts.ts'
import { printProblems } from '../../problems.ts'
import { platformsWanted, policyNamed } from './words.ts'
import { withSession } from '../../session.ts'
import { table } from '../../screen/table.ts'

export function criteria(call: Call, [word, ...more]: readonly string[]): Promise<number> {
  refuseWords('romsets criteria', more)
  const { flags, out } = call
  return withSession(
    call,
    async ({ project, steps, world, progress, notes }) => {
      const policy = policyNamed(project.config, word)
      const platforms = await criteriaOf(
        steps,
        policy.name,
        await platformsWanted(steps, flags.text('platform')),
      )
      const problems = [...notes, ...world.problems]
      progress.stop()
      printProblems(problems, out)
      if (flags.has('json')) out.document({ policy: policy.name, platforms })
      else out.print(histogram(platforms))
      return worstCode(problems)
    },
    { looksOnly: true },
  )
}

/** Over all platforms, the most frequent first, with its share of all decisions. */
function histogram(platforms: Readonly<Record<string, Readonly<Record<string, number>>>>): string {
  const sums = new Map<string, number>()
  for (const counts of Object.values(platforms)) {
    for (const [id, n] of Object.entries(counts)) sums.set(id, (sums.get(id) ?? 0) + n)
  }
  const all = [...sums.values()].reduce((a, b) => a + b, 0)
  if (all === 0) return 'No criterion had to decide: no game has two releases that are left.'
  const rows = [...sums].sort(([, a], [, b]) => b - a)
  return table(rows.map(([id, n]) => [id, count(n), `${((100 * n) / all).toFixed(1)} %`]))
}
