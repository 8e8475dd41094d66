/** What the engine knows of a kind of work: a name, a version, and how to compute a value from other values. */

/**
 * A kind of node. The value must be plain data, with keys in a fixed order: it is stored as JSON, hashed and compared.
 * A rule must be a pure function of what it needs; big results may live in tables, and the value then is a digest of
 * the rows.
 */
export interface Rule<V = unknown> {
  readonly kind: string
  /** Raise it when the rule computes something else from the same inputs: every node of the kind then runs again. */
  readonly version: string
  /** A leaf that looks at the outside world (a folder, the environment). It is looked at once in every run. */
  readonly probe?: true
  run(context: Context, arg: string): Promise<V> | V
}

export interface Context {
  /** The value of another node, recorded as a dependency. The order of the calls is part of the trace. */
  need<V>(rule: Rule<V>, arg: string): Promise<V>
  /** Rows to write in the transaction that stores this node's trace: either both are kept or neither. */
  onCommit(write: () => void): void
}

/** Why a node ran. */
export type Why =
  | { readonly why: 'new' }
  | { readonly why: 'version'; readonly from: string; readonly to: string }
  | { readonly why: 'input'; readonly dependency: string; readonly from: string; readonly to: string }

export function rule<V>(definition: Rule<V>): Rule<V> {
  return definition
}

export function keyOf(kind: string, arg: string): string {
  return `${kind}:${arg}`
}

export function splitKey(key: string): { kind: string; arg: string } {
  const colon = key.indexOf(':')
  return { kind: key.slice(0, colon), arg: key.slice(colon + 1) }
}
