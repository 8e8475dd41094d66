/** A folder of verified files in order, for `libraries`. */
import { LIBRARY_DEFAULTS, type LibraryOptions } from '../src/library/options.ts'

/** With what is not said filled in. `curator library` tidies it; no build does. */
export function library<R extends string = string>(options: LibraryOptions<R>): LibraryOptions<R> {
  return { ...LIBRARY_DEFAULTS, ...options }
}
