/** Lists by key, by twos, and in portions. */

/** Adds a value to the list of its key, which is begun where there is none. */
export function addTo<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}

/** Lists by key, both in the order in which they come. */
export function groupBy<T, K>(items: Iterable<T>, keyOf: (item: T) => K): Map<K, T[]> {
  const lists = new Map<K, T[]>()
  for (const item of items) addTo(lists, keyOf(item), item)
  return lists
}

/** Each two of them. */
export function pairs<T>(items: readonly T[]): [T, T][] {
  return items.flatMap((a, i) => items.slice(i + 1).map((b): [T, T] => [a, b]))
}

/** As they come, so many at a time. */
export function* portions<T>(items: Iterable<T>, most: number): Generator<readonly T[]> {
  let some: T[] = []
  for (const item of items) {
    some.push(item)
    if (some.length < most) continue
    yield some
    some = []
  }
  if (some.length > 0) yield some
}
