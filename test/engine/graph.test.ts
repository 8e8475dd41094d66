/** The pictures of a small graph, to the letter. */
import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { SCHEMA_1 } from '../../src/catalog/schema/tables.sql.ts'
import { createEngine } from '../../src/engine/engine.ts'
import { graphAsDot, graphAsMermaid, graphAsText, graphOf, whyText } from '../../src/engine/graph.ts'
import { rule, type Rule } from '../../src/engine/rule.ts'
import { sqliteStore, type Store } from '../../src/engine/store.ts'
import { keepAlive } from '../../src/catalog/sqlite.ts'

function freshStore(): Store {
  const db = new Database(':memory:')
  keepAlive(db)
  db.exec(SCHEMA_1)
  return sqliteStore(db)
}

/** `tree:a"b` needs `pick:usa/nes` and `missing:`; both picks need `dats:`. */
async function build(store: Store, dats: number, version = '1'): Promise<void> {
  const source = rule<number>({ kind: 'dats', version: '1', probe: true, run: () => dats })
  const pick = rule<string>({
    kind: 'pick',
    version,
    run: async ({ need }, arg) => `${arg} ${Math.floor((await need(source, '')) / 2)}`,
  })
  const tree = rule<string>({
    kind: 'tree',
    version: '1',
    run: async ({ need }) => `${await need(pick, 'usa/snes')} ${await need(pick, 'usa/nes')}`,
  })
  const rules: Rule[] = [source, pick, tree]
  await createEngine(store, rules, { run: dats }).get(tree, 'a"b')
}

describe('a graph', () => {
  it('holds what its roots rest on, dependencies first, each once', async () => {
    const store = freshStore()
    await build(store, 1)
    const { nodes } = graphOf(store.all(), ['tree:a"b', 'tree:unknown'])
    expect(nodes.map(({ key, needs, why, run }) => ({ key, needs, why, run }))).toEqual([
      { key: 'dats:', needs: [], why: { why: 'new' }, run: 1 },
      { key: 'pick:usa/nes', needs: ['dats:'], why: { why: 'new' }, run: 1 },
      { key: 'pick:usa/snes', needs: ['dats:'], why: { why: 'new' }, run: 1 },
      { key: 'tree:a"b', needs: ['pick:usa/snes', 'pick:usa/nes'], why: { why: 'new' }, run: 1 },
    ])
    expect(graphOf(store.all(), ['pick:usa/nes']).nodes.map(({ key }) => key)).toEqual([
      'dats:',
      'pick:usa/nes',
    ])
    expect(graphOf(store.all(), ['nothing:']).nodes).toEqual([])
  })

  it('is drawn as text, with the reason of the last run', async () => {
    const store = freshStore()
    await build(store, 1)
    await build(store, 4)
    await build(store, 4, '2')
    const graph = graphOf(store.all(), ['tree:a"b'])
    const hash = (key: string) => graph.nodes.find((node) => node.key === key)?.hash.slice(0, 7)
    expect(graphAsText(graph)).toBe(
      [
        `dats:          ${hash('dats:')}  what it looks at changed`,
        `pick:usa/nes   ${hash('pick:usa/nes')}  curator computes it differently now (version 1 → 2)`,
        `pick:usa/snes  ${hash('pick:usa/snes')}  curator computes it differently now (version 1 → 2)`,
        `tree:a"b       ${hash('tree:a"b')}  ${whyText(graph.nodes[3]?.why ?? { why: 'new' })}`,
      ].join('\n'),
    )
    expect(graphAsText(graph)).toMatch(
      /^tree:a"b {7}[0-9a-f]{7} {2}pick:usa\/snes changed \([0-9a-f]{7} → [0-9a-f]{7}\)$/m,
    )
    expect(graphAsText({ nodes: [] })).toBe('')
  })

  it('tells why a probe gave something else: itself, its rule, or what it needs', async () => {
    const store = freshStore()
    const why = async (found: number, needed: number, version = '1') => {
      const lower = rule<number>({ kind: 'lower', version: '1', probe: true, run: () => needed })
      const probe = rule<number>({
        kind: 'probe',
        version,
        probe: true,
        run: async ({ need }) => found + (await need(lower, '')),
      })
      await createEngine(store, [lower, probe]).get(probe, '')
      return whyText(graphOf(store.all(), ['probe:']).nodes[1]?.why ?? { why: 'new' })
    }
    expect(await why(1, 1)).toBe('it had never run')
    expect(await why(2, 1)).toBe('what it looks at changed')
    expect(await why(2, 1)).toBe('what it looks at changed') // the last time that anything did
    expect(await why(1, 2)).toMatch(/^lower: changed \([0-9a-f]{7} → [0-9a-f]{7}\)$/)
    expect(await why(1, 2, '2')).toBe('curator computes it differently now (version 1 → 2)')
  })

  it('is drawn for Graphviz', async () => {
    const store = freshStore()
    await build(store, 1)
    expect(graphAsDot(graphOf(store.all(), ['tree:a"b']))).toBe(
      `digraph curator {
  rankdir=LR;
  node [shape=box];
  "dats:";
  "pick:usa/nes";
  "dats:" -> "pick:usa/nes";
  "pick:usa/snes";
  "dats:" -> "pick:usa/snes";
  "tree:a\\"b";
  "pick:usa/snes" -> "tree:a\\"b";
  "pick:usa/nes" -> "tree:a\\"b";
}`,
    )
  })

  it('is drawn for Mermaid', async () => {
    const store = freshStore()
    await build(store, 1)
    expect(graphAsMermaid(graphOf(store.all(), ['tree:a"b']))).toBe(
      `flowchart LR
  n0["dats:"]
  n1["pick:usa/nes"]
  n0 --> n1
  n2["pick:usa/snes"]
  n0 --> n2
  n3["tree:a#quot;b"]
  n2 --> n3
  n1 --> n3`,
    )
  })

  it('has the numbered parts of a step in one box, and names that are numbers in boxes of their own', () => {
    const node = (key: string, ...needs: readonly string[]) => {
      return { key, hash: '0123456789', needs, why: { why: 'new' as const }, run: 1, ms: 0 }
    }
    const nodes = [
      node('slice:targets/1'),
      node('slice:targets/2'),
      node('pick:usa/nes/0', 'slice:targets/1'),
      node('part:1/nes/0', 'pick:usa/nes/0', 'slice:targets/1'),
      node('part:1/nes/10', 'pick:usa/nes/0', 'part:1/nes/0'),
      node('tree:1', 'part:1/nes/0', 'part:1/nes/10'),
      node('tree:2', 'slice:targets/2'),
    ]
    expect(graphAsMermaid({ nodes })).toBe(
      `flowchart LR
  n0["slice:targets/1"]
  n1["slice:targets/2"]
  n2["pick:usa/nes/0"]
  n0 --> n2
  n3["part:1/nes/* (2)"]
  n2 --> n3
  n0 --> n3
  n4["tree:1"]
  n3 --> n4
  n5["tree:2"]
  n1 --> n5`,
    )
    expect(graphAsDot({ nodes })).toContain('\n  "part:1/nes/* (2)" -> "tree:1";\n')
    expect(graphAsText({ nodes }).split('\n')).toHaveLength(7)
  })

  it('leaves out what is not stored, in every picture', () => {
    const nodes = [
      { key: 'tree:a', hash: '0123456789', needs: ['gone:'], why: { why: 'new' as const }, run: 1, ms: 0 },
    ]
    expect(graphAsDot({ nodes })).not.toContain('gone:')
    expect(graphAsMermaid({ nodes })).not.toContain('gone:')
  })
})
