/** `curator graph`: the steps of the build, what each rests on, and why each ran last. */
import { CuratorError, problem } from '../../errors.ts'
import { arrowsIn, graphAsDot, graphAsMermaid, graphAsText, graphOf, type Graph } from '../../engine/graph.ts'
import { keyOf } from '../../engine/rule.ts'
import { chosenTargets } from '../../steps/devices/targets.ts'
import { count } from '../../wording.ts'
import type { Call } from '../call.ts'
import { withSession } from '../session.ts'

export function run(call: Call): Promise<number> {
  const format = call.flags.has('json') ? 'json' : call.flags.text('format')
  return withSession(
    call,
    async ({ project, steps }) => {
      const targets = chosenTargets(project.config, call.positionals)
      const roots = [
        ...targets.map((target) => keyOf('tree', target)),
        ...(call.positionals.length > 0 ? [] : ['lock:']),
      ]
      const graph = graphOf(steps.store.all(), roots)
      if (graph.nodes.length === 0)
        throw new CuratorError(
          problem('not-found', 'Nothing was built here yet.', { hint: 'Run `curator build`.' }),
        )
      if (format === 'json') call.out.document(graph)
      else call.out.print(picture(graph, format))
      if (format === 'mermaid' && !call.out.quiet) tellIfTooMany(arrowsIn(graph), call)
      return 0
    },
    { looksOnly: true },
  )
}

/** Its `maxEdges`, which only the page that draws the picture may change, not the picture itself. */
const MERMAID_DRAWS = 500

function tellIfTooMany(arrows: number, { out }: Call): void {
  if (arrows <= MERMAID_DRAWS) return
  const most = `Mermaid draws no more than ${MERMAID_DRAWS} arrows unless it is told to (\`maxEdges\`)`
  out.warn(`${most}, and these are ${count(arrows)}. Name one target, or take \`--format dot\`.`)
}

function picture(graph: Graph, format: string | undefined): string {
  if (format === 'dot') return graphAsDot(graph)
  if (format === 'mermaid') return graphAsMermaid(graph)
  return graphAsText(graph)
}
