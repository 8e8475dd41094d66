/** What the engine knows of a kind of work: a name, a version, and how to compute a value from other values. */

/**
 * A kind of node. The value must be plain data, with keys in a fixed order: it is stored as JSON, hashed and compared.
 * A rule must be a pure function of what it needs; big results may live in tables, and the value then is a digest of
 * the rows. What is large and read piece by piece is kept in pages (`P`) beside the value: a node that reads one page
 * depends on that page alone. A page may also be bytes.
 */
export interface Rule<V = unknown, P = AnyPages> {
  readonly kind: string
  /** Raise it when the rule computes something else from the same inputs: every node of the kind then runs again. */
  readonly version: string
  /** A leaf that looks at the outside world (a folder, the environment). It is looked at once in every run. */
  readonly probe?: true
  run(context: Context<P>, arg: string): Promise<V> | V
}

/** What the pages of a rule hold, by their names. */
type AnyPages = Readonly<Record<string, unknown>>

/** Asks for nodes. */
export interface Reader {
  /** The value of another node, recorded as a dependency. The order of the calls is part of the trace. */
  need<V>(rule: Rule<V>, arg: string): Promise<V>
  /** One page of another node, recorded as a dependency on that page; undefined when it has no such page. */
  page<Q, K extends keyof Q & string>(rule: Rule<unknown, Q>, arg: string, page: K): Promise<Q[K] | undefined>
}

export interface Context<P = AnyPages> extends Reader {
  /** Makes a page of this node. Those of an earlier run that are neither made again nor left are gone. */
  keep<K extends keyof P & string>(page: K, content: P[K]): void
  /** What this node was when it last ran, by the same version of its rule; undefined when it did not. */
  readonly before: Before<P> | undefined
  /** Leaves a text for `before.note`: nobody else sees it, so it may say of which past it is. */
  note(text: string): void
}

/**
 * A node's own past. A large node whose input changed in one place has it to tell what it need not compute again. It is
 * the rule's to know what is still right; what it then makes must be what it would have made without a past.
 */
export interface Before<P = AnyPages> {
  /** What the rule left with `note`; '' when it left nothing. */
  readonly note: string
  page<K extends keyof P & string>(page: K): P[K] | undefined
  /** The page stays as it is, unread. Throws when there was none. */
  leave(page: keyof P & string): void
}

/** Why a node ran. */
export type Why =
  | { readonly why: 'new' }
  | { readonly why: 'version'; readonly from: string; readonly to: string }
  /** `dependency` is a key, with `#page` when it was a page. */
  | { readonly why: 'input'; readonly dependency: string; readonly from: string; readonly to: string }
  /** What a probe looks at changed: a file, the environment. */
  | { readonly why: 'outside' }

export function rule<V, P = Readonly<Record<string, never>>>(definition: Rule<V, P>): Rule<V, P> {
  return definition
}

export function keyOf(kind: string, arg: string): string {
  return `${kind}:${arg}`
}

export function splitKey(key: string): { kind: string; arg: string } {
  const colon = key.indexOf(':')
  return { kind: key.slice(0, colon), arg: key.slice(colon + 1) }
}
