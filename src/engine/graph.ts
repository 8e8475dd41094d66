/** The stored graph below some nodes, and its pictures: text, Graphviz dot, Mermaid, JSON. */
import { groupBy } from '../groups.ts'
import type { Why } from './rule.ts'
import type { StoredNode } from './store.ts'

export interface Graph {
  /** Dependencies before the nodes that need them; ties in code-unit order of the key. */
  readonly nodes: readonly GraphNode[]
}

interface GraphNode {
  readonly key: string
  readonly hash: string
  readonly needs: readonly string[]
  readonly why: Why
  readonly run: number
  readonly ms: number
}

/** All nodes that `roots` rest on. Keys that are not stored (they failed, or never ran) are left out. */
export function graphOf(stored: readonly StoredNode[], roots: readonly string[]): Graph {
  const byKey = new Map(stored.map((node) => [node.key, node]))
  const nodes: GraphNode[] = []
  const seen = new Set<string>()
  const visit = (key: string): void => {
    const node = byKey.get(key)
    if (!node || seen.has(key)) return
    seen.add(key)
    const needs = [...new Set(node.deps.map(([dependency]) => dependency))]
    for (const dependency of [...needs].sort()) visit(dependency)
    nodes.push({
      key,
      hash: node.hash,
      needs,
      why: node.why,
      run: node.run,
      ms: Math.round(node.ms * 10) / 10,
    })
  }
  for (const root of [...roots].sort()) visit(root)
  return { nodes }
}

/** Why a node ran last, in words. */
export function whyText(why: Why): string {
  if (why.why === 'new') return 'it had never run'
  if (why.why === 'version') return `curator computes it differently now (version ${why.from} → ${why.to})`
  if (why.why === 'outside') return 'what it looks at changed'
  return `${why.dependency} changed (${why.from.slice(0, 7)} → ${why.to.slice(0, 7)})`
}

export function graphAsText(graph: Graph): string {
  const width = Math.max(0, ...graph.nodes.map((node) => node.key.length))
  return graph.nodes
    .map((node) => `${node.key.padEnd(width)}  ${node.hash.slice(0, 7)}  ${whyText(node.why)}`)
    .join('\n')
}

export function graphAsDot(graph: Graph): string {
  const quote = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`
  const lines = boxesOf(graph).flatMap(({ name, needs }) => [
    `  ${quote(name)};`,
    ...needs.map((need) => `  ${quote(need)} -> ${quote(name)};`),
  ])
  return ['digraph curator {', '  rankdir=LR;', '  node [shape=box];', ...lines, '}'].join('\n')
}

export function graphAsMermaid(graph: Graph): string {
  const boxes = boxesOf(graph)
  const ids = new Map(boxes.map(({ name }, i) => [name, `n${i}`]))
  const label = (text: string): string => text.replace(/"/g, '#quot;')
  const lines = boxes.flatMap(({ name, needs }) => [
    `  ${ids.get(name)}["${label(name)}"]`,
    ...needs.map((need) => `  ${ids.get(need)} --> ${ids.get(name)}`),
  ])
  return ['flowchart LR', ...lines].join('\n')
}

/** How many the pictures have. */
export function arrowsIn(graph: Graph): number {
  return boxesOf(graph).reduce((sum, { needs }) => sum + needs.length, 0)
}

interface Box {
  readonly name: string
  /** Names of other boxes of the graph. */
  readonly needs: readonly string[]
}

/** What is drawn: the numbered parts of one step, of which there may be many, are one box. In the order of the nodes. */
function boxesOf({ nodes }: Graph): Box[] {
  const parts = groupBy(nodes, ({ key }) => PART.exec(key)?.[1] ?? key)
  const names = new Map(
    [...parts].flatMap(([step, all]) => {
      const [first] = all
      const name = all.length === 1 && first ? first.key : `${step}/* (${all.length})`
      return all.map(({ key }) => [key, name] as const)
    }),
  )
  return [...parts.values()].map((all) => {
    const name = names.get(all[0]?.key ?? '') ?? ''
    const needs = all.flatMap((node) => node.needs.flatMap((need) => names.get(need) ?? []))
    return { name, needs: [...new Set(needs)].filter((need) => need !== name) }
  })
}

/** `part:card/nes/0`. What has a number for its name, such as `slice:targets/2`, is no part. */
const PART = /^([^/]+\/.+)\/\d+$/
