/**
 * Runs what is out of date and nothing else: memoised nodes, dynamic dependencies, verifying traces, early cut-off.
 * Knows nothing about ROMs. The cell of "build systems à la carte" that Shake stands in.
 */
import { digest } from './canonical.ts'
import { keyOf, splitKey, type Before, type Context, type Reader, type Rule, type Why } from './rule.ts'
import type { Dependency, Pages, Store, Trace } from './store.ts'

export interface Engine {
  /** The up-to-date value of a node. Each is brought up to date once in the life of an engine, unless it is forgotten. */
  get<V>(rule: Rule<V>, arg: string): Promise<V>
  /** The same without the value: its hash, which is the value's identity. */
  hash(rule: Rule, arg: string): Promise<string>
  /** One page of an up-to-date node; undefined when it has no such page. */
  page<P, K extends keyof P & string>(rule: Rule<unknown, P>, arg: string, page: K): Promise<P[K] | undefined>
  /** Whether a node was asked for, and so brought up to date, in the life of this engine. */
  knows(key: string): boolean
  /** Lets go of nodes that were brought up to date: what a probe among them looked at is other now. */
  forget(isMoot: (key: string) => boolean): void
  /** How many nodes ran, and how many were found fresh. Probes are neither. */
  readonly counts: { readonly ran: number; readonly fresh: number }
}

interface EngineOptions {
  readonly run?: number
  readonly onRun?: (key: string, why: Why) => void
  /** What it throws is thrown to who asked for the node, which does not run then. */
  readonly beforeRun?: () => void
}

interface Done {
  readonly hash: string
  readonly pages: Pages
  value(): unknown
  page(name: string): unknown
}

/** Pages that are made one by one for a whole platform are too large to be held together until the node is done. */
const FEW_PAGES = 2

/** What a run of a node made, before it is let go. */
interface JustMade {
  readonly value: unknown
  readonly pages: ReadonlyMap<string, unknown>
}

/** What is recorded of a dependency that failed, in place of its value's hash; and of a page that is not there. */
const FAILED = 'failed'
const ABSENT = 'absent'

/** Asks as a rule does, for who is none: nothing is recorded. */
export function readerOf({ get, page }: Engine): Reader {
  return { need: get, page }
}

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
    const known = memo.get(key) ?? bringUpToDate(key, rank)
    memo.set(key, known)
    return known
  }

  async function bringUpToDate(key: string, rank: number): Promise<Done> {
    const rule = rules[rank] as Rule
    const trace = store.trace(key)
    if (rule.probe) return run(rule, key, rank, trace, undefined)
    const why = await staleness(rule, rank, trace)
    if (!why && trace) {
      counts.fresh++
      return done(key, trace.hash, trace.pages)
    }
    counts.ran++
    options.onRun?.(key, why ?? { why: 'new' })
    await breath() // signals and progress get their turn, and memory is let go
    options.beforeRun?.()
    return run(rule, key, rank, trace, why ?? { why: 'new' })
  }

  /**
   * Why a trace no longer holds; undefined when it does. Dependencies are checked in the order they were asked for:
   * an earlier one that changed may make a later one moot. One that now fails counts as changed.
   */
  async function staleness(rule: Rule, rank: number, trace: Trace | undefined): Promise<Why | undefined> {
    if (!trace) return { why: 'new' }
    if (trace.version !== rule.version) return { why: 'version', from: trace.version, to: rule.version }
    for (const [dependency, seen, page] of trace.deps) {
      const now = await hashOf(demand(dependency, rank), page)
      if (now === seen) continue
      return { why: 'input', dependency: nameOf(dependency, page), from: seen, to: now }
    }
    return undefined
  }

  async function run(
    rule: Rule,
    key: string,
    rank: number,
    trace: Trace | undefined,
    why: Why | undefined,
  ): Promise<Done> {
    const began = performance.now()
    const deps = new Map<
      string,
      { readonly key: string; readonly page: string | undefined; hash: Promise<string> }
    >()
    const pages = new Map<string, string | Uint8Array>()
    const contents = new Map<string, unknown>()
    const left = new Map<string, string>()
    let note = ''
    const ask = (dependency: string, page?: string): Promise<Done> => {
      const asked = demand(dependency, rank)
      const name = nameOf(dependency, page)
      if (!deps.has(name)) deps.set(name, { key: dependency, page, hash: hashOf(asked, page) })
      return asked
    }
    const context: Context = {
      need: async <V>({ kind }: Rule<V>, arg: string) => (await ask(keyOf(kind, arg))).value() as V,
      page: async <Q, K extends keyof Q & string>({ kind }: Rule<unknown, Q>, arg: string, page: K) =>
        (await ask(keyOf(kind, arg), page)).page(page) as Q[K] | undefined,
      keep(page, content) {
        pages.set(page, content instanceof Uint8Array ? content : JSON.stringify(content))
        if (pages.size <= FEW_PAGES) contents.set(page, content)
      },
      before: trace?.version === rule.version ? beforeOf(key, trace, left) : undefined,
      note(text) {
        note = text
      },
    }
    const value = await rule.run(context, splitKey(key).arg)
    const text = JSON.stringify(value)
    const hash = digest(text)
    const made = Array.from(pages, ([page, content]): [string, string] => [page, digest(content)])
    const pageHashes = Object.fromEntries([...left, ...made])
    const seen: Dependency[] = []
    for (const { key: dependency, page, hash: seenHash } of deps.values()) {
      seen.push(page === undefined ? [dependency, await seenHash] : [dependency, await seenHash, page])
    }
    const now: Trace = { version: rule.version, hash, deps: seen, pages: pageHashes }
    if (!trace || !sameTrace(trace, now) || store.note(key) !== note) {
      const ms = performance.now() - began
      store.save({ ...now, key, why: why ?? whyProbed(trace, now), run: options.run ?? 0, ms }, text, {
        pages,
        note,
      })
    }
    return done(key, hash, pageHashes, { value, pages: contents })
  }

  function beforeOf(key: string, { pages }: Trace, left: Map<string, string>): Before {
    return {
      note: store.note(key),
      page: (name) => (pages[name] === undefined ? undefined : pageOf(key, name)),
      leave(name) {
        const hash = pages[name]
        if (hash === undefined) throw new Error(`${key} had no page ${name}`)
        left.set(name, hash)
      },
    }
  }

  function pageOf(key: string, name: string): unknown {
    const content = store.page(key, name) ?? 'null'
    return typeof content === 'string' ? (JSON.parse(content) as unknown) : content
  }

  function done(key: string, hash: string, pages: Pages, made?: JustMade): Done {
    const loadPage = (name: string, first?: unknown): (() => unknown) =>
      lightly(() => pageOf(key, name), first)
    const held = new Map(Array.from(made?.pages ?? [], ([name, content]) => [name, loadPage(name, content)]))
    return {
      hash,
      pages,
      value: lightly(() => JSON.parse(store.value(key)) as unknown, made?.value),
      page(name) {
        if (pages[name] === undefined) return undefined
        const load = held.get(name) ?? loadPage(name)
        held.set(name, load)
        return load()
      },
    }
  }

  return {
    counts,
    get: async <V>(rule: Rule<V>, arg: string) =>
      (await demand(keyOf(rule.kind, arg), Infinity)).value() as V,
    hash: async (rule, arg) => (await demand(keyOf(rule.kind, arg), Infinity)).hash,
    page: async <P, K extends keyof P & string>(rule: Rule<unknown, P>, arg: string, page: K) =>
      (await demand(keyOf(rule.kind, arg), Infinity)).page(page) as P[K] | undefined,
    knows: (key) => memo.has(key),
    forget(isMoot) {
      for (const key of memo.keys()) if (isMoot(key)) memo.delete(key)
    },
  }
}

function hashOf(done: Promise<Done>, page?: string): Promise<string> {
  return done.then(
    ({ hash, pages }) => (page === undefined ? hash : (pages[page] ?? ABSENT)),
    () => FAILED,
  )
}

function nameOf(key: string, page: string | undefined): string {
  return page === undefined ? key : `${key}#${page}`
}

/** A probe runs each time: why it gave something else is only known then. */
function whyProbed(before: Trace | undefined, now: Trace): Why {
  if (!before) return { why: 'new' }
  if (before.version !== now.version) return { why: 'version', from: before.version, to: now.version }
  const seen = new Map(before.deps.map(([key, hash, page]) => [nameOf(key, page), hash]))
  for (const [key, to, page] of now.deps) {
    const dependency = nameOf(key, page)
    const from = seen.get(dependency)
    if (from !== undefined && from !== to) return { why: 'input', dependency, from, to }
  }
  return { why: 'outside' }
}

function sameTrace(a: Trace, b: Trace): boolean {
  return (
    a.version === b.version &&
    a.hash === b.hash &&
    JSON.stringify([a.deps, a.pages]) === JSON.stringify([b.deps, b.pages])
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
