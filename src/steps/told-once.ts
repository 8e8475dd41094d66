/** What the sections of a tree have to say, in an order that does not depend on them, and each thing once. */
import { problem, type Problem } from '../errors.ts'
import { byCodeUnit } from '../order.ts'
import type { ListValue } from './selection.ts'

export function inOrder(problems: readonly Problem[]): readonly Problem[] {
  return problems.toSorted((a, b) => byCodeUnit(a.message, b.message))
}

/** What several sections have to say is told once. */
export function onceEach(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((one) => [one.message, one])).values()]
}

export function unknownTitle(
  playlist: string,
  { title, asked, platform, nearest }: ListValue['unresolved'][number],
): Problem {
  const hint =
    nearest.length > 0 ? `The nearest are ${nearest.map((name) => `"${name}"`).join(', ')}.` : undefined
  const what =
    asked === undefined
      ? `names "${title}"${platform === undefined ? '' : ` for ${platform}`}, which no selected game is called`
      : `asks for the ${asked} "${title}", which no source says of any selected game`
  const message = `The playlist "${playlist}" ${what}.${hint ? ` ${hint}` : ''}`
  return problem('playlist-unresolved', message)
}
