/** A folder of verified files in order, for `libraries`. */
import { LIBRARY_DEFAULTS, type LibraryInPlace, type LibraryOptions } from '../src/library/options.ts'

/** With what is not said filled in. `curator library` tidies it; no build does. */
export function library<R extends string = string>(options: LibraryOptions<NoInfer<R>>): LibraryInPlace<R> {
  // callable for the type checker only: see `TargetInPlace`
  return { ...LIBRARY_DEFAULTS, ...options } as LibraryInPlace<R>
}
