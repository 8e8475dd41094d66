/** `curator explain A --why-not B`: the answer, for people and as JSON. */
import { CuratorError, problem } from '../../../errors.ts'
import { inWords } from '../../../report/explain/releases.ts'
import type { WhyNotAnswer, WhyNotExplanation } from '../../../report/explain/why-not.ts'
import type { Call } from '../../call.ts'
import { joinedWords } from './text.ts'

/** Throws `not-found` for a name that nothing has. Returns the exit code. */
export function compareReleases({ flags, out }: Call, answer: WhyNotAnswer): number {
  if (answer.kind === 'unknown') {
    const { words, nearest } = answer
    const hint =
      nearest.length > 0
        ? `The nearest are ${nearest.map((name) => `"${name}"`).join(', ')}.`
        : 'It knows what the last build saw: run `curator build` if something is new.'
    throw new CuratorError(
      problem('not-found', `No release that curator knows is called "${words}".`, { hint }),
    )
  }
  const found = answer.kind === 'found' ? answer.found : []
  if (flags.has('json')) {
    out.document({ whyNot: found.length > 0 ? found : [{ ...names(answer), verdict: { kind: 'apart' } }] })
    return 0
  }
  if (answer.kind === 'elsewhere')
    out.print(`"${answer.a}" and "${answer.b}" are of different platforms, so they are different games.`)
  for (const one of found) {
    out.print(`${sentenceOf(one)}  ${out.paint('dim', `${one.platform}, policy ${one.policy}`)}`)
    if (one.verdict.kind !== 'decided') continue
    for (const link of one.links) out.print(out.paint('dim', `  ${link.release}: ${joinedWords(link)}`))
  }
  return 0
}

function names(answer: WhyNotAnswer): { readonly a?: string; readonly b?: string } {
  return answer.kind === 'elsewhere' ? { a: answer.a, b: answer.b } : {}
}

function sentenceOf({ a, b, verdict }: WhyNotExplanation): string {
  if (verdict.kind === 'decided')
    return `"${verdict.better}" is better than "${verdict.worse}" by ${inWords(verdict.reason)}.`
  if (verdict.kind === 'left-out') return `"${verdict.release}" is left out by the rule ${verdict.rule}.`
  if (verdict.kind === 'unknown') return `The DATs of the policy do not list "${verdict.release}".`
  return verdict.kind === 'same' ? `"${a}" is one release.` : `"${a}" and "${b}" are different games.`
}
