/** Paths that differ in case alone, or in how accents are composed. */

/** Equal for all spellings that some file system takes for the same name. */
export function fold(path: string): string {
  return path.normalize('NFC').toLowerCase()
}

export type Paths = ReadonlySet<string> | ReadonlyMap<string, unknown>

/**
 * Finds a path in whatever spelling it is known; of several spellings the last. The index is made at the first question
 * that an exact match does not answer.
 */
export function byAnySpelling(paths: Paths): (path: string) => string | undefined {
  let index: Map<string, string> | undefined
  return (path) => {
    if (paths.has(path)) return path
    index ??= new Map([...paths.keys()].map((known) => [fold(known), known]))
    return index.get(fold(path))
  }
}
