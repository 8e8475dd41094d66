/** Values of nodes as the last build left them. */
import type { Db } from '../catalog/sqlite.ts'
import type { Pick } from '../select/pick.ts'
import type { Cluster } from '../select/selection.ts'
import type { ListValue } from '../steps/selection.ts'
import type { Part } from '../targets/part.ts'

/** The kinds of node that reports read, with what their rules give. */
interface Stored {
  readonly platforms: readonly string[]
  readonly select: readonly Cluster[]
  readonly pick: readonly Pick[]
  readonly list: ListValue
  readonly part: Part
}

/** The value of one node, or undefined when it never ran. */
export function storedValue<K extends keyof Stored>(db: Db, kind: K, arg: string): Stored[K] | undefined {
  const value = db.prepare<[string], string>('select value from node_value where key = ?').pluck()
  const text = value.get(`${kind}:${arg}`)
  return text === undefined ? undefined : (JSON.parse(text) as Stored[K])
}

/** Slugs of the platforms that some DAT listed in the last build. */
export function listedPlatforms(db: Db): readonly string[] {
  return storedValue(db, 'platforms', '') ?? []
}
