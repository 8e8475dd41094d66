/**
 * Decisions about ports that cannot all be true, because releases of theirs are one game by a DAT, a list or their names.
 * What the decisions say by themselves is told where they are read: `agreement.ts`.
 */
import { problem, type Problem } from '../errors.ts'
import { CURATION_FILE, type Decisions } from './decisions.ts'
import { disagreements, type Statement } from './statements.ts'

/**
 * @param gameOf what is one and the same for all releases of a game; undefined of a release that no DAT lists
 * @param path of the file, for messages
 */
export function tornPorts(
  { ports, notPorts }: Pick<Decisions, 'ports' | 'notPorts'>,
  gameOf: (platform: string, release: string) => number | undefined,
  path: string,
): Problem[] {
  const said = [
    ...ports.map((port, i) => ({ port, verdict: 'one', source: `ports[${i}]` }) as const),
    ...notPorts.map((port, i) => ({ port, verdict: 'several', source: `notPorts[${i}]` }) as const),
  ]
  const statements = said.map(({ port, verdict }, place): Statement => {
    const names = Object.entries(port).flatMap(([platform, release]): [string, string][] => {
      const game = gameOf(platform, release)
      return game === undefined ? [] : [[String(game), `${platform}/${release}`]]
    })
    return { names: new Map(names), place, verdict }
  })
  return disagreements(statements, 'game').map(({ places, what }) => {
    const sources = places.flatMap((place) => said[place]?.source ?? [])
    return problem('decisions-contradict', `${CURATION_FILE}, ${sources.join(' and ')}: ${what}.`, { path })
  })
}
