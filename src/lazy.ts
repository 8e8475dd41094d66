/** Makes a thing when it is first asked for. */
export interface Lazy<T> {
  (): T
  /** Undefined when nobody asked yet. */
  made(): T | undefined
}

export function lazy<T>(make: () => T): Lazy<T> {
  let thing: T | undefined
  return Object.assign(() => (thing ??= make()), { made: () => thing })
}
