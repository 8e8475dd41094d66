/** `curator graph`: the steps of the build, what each rests on, and why each ran last. */
import { CuratorError, problem } from '../../errors.ts'
import { graphAsDot, graphAsMermaid, graphAsText, graphOf, type Graph } from '../../engine/graph.ts'
import { keyOf } from '../../engine/rule.ts'
import { chosenTargets } from '../../steps/targets.ts'
import type { Call } from '../call.ts'
import { withSession } from '../session.ts'

const FORMATS: Readonly<Record<string, (graph: Graph) => string>> = {
  text: graphAsText,
  dot: graphAsDot,
  mermaid: graphAsMermaid,
  json: (graph) => JSON.stringify(graph, undefined, 2),
}

export function run(call: Call): Promise<number> {
  const name = call.flags.has('json') ? 'json' : (call.flags.text('format') ?? 'text')
  const format = FORMATS[name]
  if (!format) {
    const known = Object.keys(FORMATS).join(', ')
    throw new CuratorError(problem('cli-usage', `Unknown graph format \`${name}\`. Expected one of ${known}.`))
  }
  return withSession(
    call,
    async ({ project, steps }) => {
      const targets = chosenTargets(project.config, call.positionals)
      const roots = [...targets.map((target) => keyOf('tree', target)), ...(call.positionals.length > 0 ? [] : ['lock:'])]
      const graph = graphOf(steps.store.all(), roots)
      if (graph.nodes.length === 0) throw new CuratorError(problem('not-found', 'Nothing was built here yet.', { hint: 'Run `curator build`.' }))
      call.out.print(format(graph))
      return 0
    },
    { patient: true },
  )
}
