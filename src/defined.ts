/** Objects that lack what is not known, where an `undefined` would be a value like any other. */

/** The same without what is undefined. */
export function defined<T extends object>(parts: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  const entries = Object.entries(parts).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries) as { [Key in keyof T]?: Exclude<T[Key], undefined> }
}
