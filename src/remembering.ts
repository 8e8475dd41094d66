/** Makes things by key, and remembers some of them. */

/** Of many small things the latest: at least half of `most`, and no more than that. */
export function remembering<V, K = string>(most: number, make: (key: K) => V): (key: K) => V {
  let recent = new Map<K, V>()
  let older = recent
  return (key) => {
    const known = recent.get(key)
    if (known !== undefined) return known
    const value = older.get(key) ?? make(key)
    if (recent.size >= most / 2) {
      older = recent
      recent = new Map()
    }
    recent.set(key, value)
    return value
  }
}

/** Of few large things those that were asked for last. */
export function holding<V>(most: number, make: (key: string) => V): (key: string) => V {
  const held = new Map<string, V>()
  return (key) => {
    const value = held.get(key) ?? make(key)
    held.delete(key)
    held.set(key, value)
    const [oldest] = held.keys()
    if (held.size > most && oldest !== undefined) held.delete(oldest)
    return value
  }
}
