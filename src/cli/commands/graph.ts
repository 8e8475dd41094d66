/** `curator graph`: the steps of the build, what each rests on, and why each ran last. */
import { CuratorError, problem } from '../../errors.ts'
import { graphAsDot, graphAsMermaid, graphAsText, graphOf, type Graph } from '../../engine/graph.ts'
import { keyOf } from '../../engine/rule.ts'
import { chosenTargets } from '../../steps/devices/targets.ts'
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
      return 0
    },
    { looksOnly: true },
  )
}

function picture(graph: Graph, format: string | undefined): string {
  if (format === 'dot') return graphAsDot(graph)
  if (format === 'mermaid') return graphAsMermaid(graph)
  return graphAsText(graph)
}
