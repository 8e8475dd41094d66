/**
 * Runs what is out of date and nothing else: memoised nodes, dynamic dependencies, verifying traces, early cut-off.
 * Knows nothing about ROMs. The cell of "build systems à la carte" that Shake stands in.
 */
import { digest } from './canonical.ts'
import { keyOf, splitKey, type Context, type Rule, type Why } from './rule.ts'
import type { Dependency, Store, Trace } from './store.ts'

export interface Engine {
  /** The up-to-date value of a node. Each node is brought up to date at most once in the life of an engine. */
  get<V>(rule: Rule<V>, arg: string): Promise<V>
  /** The same without the value: its hash, which is the value's identity. */
  hash(rule: Rule, arg: string): Promise<string>
  /** How many nodes ran, and how many were found fresh. Probes are neither. */
  readonly counts: { readonly ran: number; readonly fresh: number }
}

interface EngineOptions {
  readonly run?: number
  readonly onRun?: (key: string, why: Why) => void
}

interface Done {
  readonly hash: string
  value(): unknown
}

/** What is recorded of a dependency that failed, in place of its value's hash. */
const FAILED = 'failed'

/**
 * `rules` go from low to high: a rule may need only rules that stand before it. So there are no cycles, and no two
 * nodes can wait for each other.
 */
export function createEngine(store: Store, rules: readonly Rule[], options: EngineOptions = {}): Engine {
  const ranks = new Map(rules.map((rule, rank) => [rule.kind, rank]))
  const memo = new Map<string, Promise<Done>>()
  const counts = { ran: 0, fresh: 0 }

  function demand(key: string, below: number): Promise<Done> {
    const rank = ranks.get(splitKey(key).kind) ?? Infinity
    if (rank >= below) return Promise.reject(new Error(`${key} is not below the node that needs it`))
    let done = memo.get(key)
    if (!done) memo.set(key, (done = bringUpToDate(key, rank)))
    return done
  }

  async function bringUpToDate(key: string, rank: number): Promise<Done> {
    const rule = rules[rank] as Rule
    const trace = store.trace(key)
    if (rule.probe) return run(rule, key, rank, trace, { why: 'new' })
    const why = await staleness(rule, rank, trace)
    if (!why && trace) {
      counts.fresh++
      return { hash: trace.hash, value: lightly(() => JSON.parse(store.value(key)) as unknown) }
    }
    counts.ran++
    options.onRun?.(key, why ?? { why: 'new' })
    await breath() // signals and progress get their turn, and memory is let go
    return run(rule, key, rank, trace, why ?? { why: 'new' })
  }

  /**
   * Why a trace no longer holds; undefined when it does. Dependencies are checked in the order they were asked for:
   * an earlier one that changed may make a later one moot. One that now fails counts as changed.
   */
  async function staleness(rule: Rule, rank: number, trace: Trace | undefined): Promise<Why | undefined> {
    if (!trace) return { why: 'new' }
    if (trace.version !== rule.version) return { why: 'version', from: trace.version, to: rule.version }
    for (const [dependency, seen] of trace.deps) {
      const now = await hashOf(demand(dependency, rank))
      if (now !== seen) return { why: 'input', dependency, from: seen, to: now }
    }
    return undefined
  }

  async function run(
    rule: Rule,
    key: string,
    rank: number,
    trace: Trace | undefined,
    why: Why,
  ): Promise<Done> {
    const began = performance.now()
    const deps = new Map<string, Promise<string>>()
    const rows: (() => void)[] = []
    const context: Context = {
      async need<V>(needed: Rule<V>, arg: string): Promise<V> {
        const dependency = keyOf(needed.kind, arg)
        const done = demand(dependency, rank)
        if (!deps.has(dependency)) deps.set(dependency, hashOf(done))
        return (await done).value() as V
      },
      onCommit: (write) => rows.push(write),
    }
    const value = await rule.run(context, splitKey(key).arg)
    const text = JSON.stringify(value)
    const hash = digest(text)
    const seen: Dependency[] = []
    for (const [dependency, dependencyHash] of deps) seen.push([dependency, await dependencyHash])
    if (rows.length > 0 || !sameTrace(trace, rule.version, hash, seen)) {
      const ms = performance.now() - began
      store.save({ key, version: rule.version, hash, deps: seen, why, run: options.run ?? 0, ms }, text, rows)
    }
    return { hash, value: lightly(() => JSON.parse(store.value(key)) as unknown, value) }
  }

  return {
    counts,
    get: async <V>(rule: Rule<V>, arg: string) =>
      (await demand(keyOf(rule.kind, arg), Infinity)).value() as V,
    hash: async (rule, arg) => (await demand(keyOf(rule.kind, arg), Infinity)).hash,
  }
}

function hashOf(done: Promise<Done>): Promise<string> {
  return done.then(
    (d) => d.hash,
    () => FAILED,
  )
}

function sameTrace(
  trace: Trace | undefined,
  version: string,
  hash: string,
  deps: readonly Dependency[],
): boolean {
  return (
    trace?.version === version &&
    trace.hash === hash &&
    trace.deps.length === deps.length &&
    trace.deps.every(([key, seen], i) => deps[i]?.[0] === key && deps[i]?.[1] === seen)
  )
}

function breath(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}

/**
 * A value that memory may let go of: a library's selections are large, and each is used by few. It is in the store
 * whenever it is needed again.
 */
function lightly(load: () => unknown, first?: unknown): () => unknown {
  let held = typeof first === 'object' && first !== null ? new WeakRef(first) : undefined
  return () => {
    const kept = held?.deref()
    if (kept !== undefined) return kept
    const value = load()
    if (typeof value === 'object' && value !== null) held = new WeakRef(value)
    return value
  }
}
