/** What the sections of a tree have to say, in an order that does not depend on them, and of names that nothing has. */
import { problem, type Problem } from '../../errors.ts'
import { byCodeUnit } from '../../order.ts'
import type { ListValue } from '../choosing/selection.ts'

export function inOrder(problems: readonly Problem[]): readonly Problem[] {
  return problems.toSorted((a, b) => byCodeUnit(a.message, b.message))
}

export function unknownTitle(
  playlist: string,
  { title, asked, platform, nearest }: ListValue['unresolved'][number],
): Problem {
  const what =
    asked === undefined
      ? `names "${title}"${platform === undefined ? '' : ` for ${platform}`}, which no selected game is called`
      : `asks for the ${asked} "${title}", which no source says of any selected game`
  return problem('playlist-unresolved', `The playlist "${playlist}" ${what}.${nearestInWords(nearest)}`)
}

/** What a name that nothing has may have meant: a sentence, behind another. */
export function nearestInWords(nearest: readonly string[]): string {
  return nearest.length > 0 ? ` The nearest are ${nearest.map((name) => `"${name}"`).join(', ')}.` : ''
}
