/** Which library and which run a call of `curator library` means. */
import type { ResolvedConfig } from '../../../config/resolved.ts'
import { usageError } from '../../../errors.ts'
import { checkName } from '../../usage/known-names.ts'

/** The libraries that are named, or all. */
export function librariesNamed(config: ResolvedConfig, words: readonly string[]): readonly string[] {
  const known = Object.keys(config.libraries).sort()
  if (known.length === 0) {
    const hint = 'Add one under `libraries`: `library({ path: … })` of `curator/presets`.'
    throw usageError('The config has no library.', hint)
  }
  for (const word of words) checkName('library', word, known)
  return words.length > 0 ? [...new Set(words)] : known
}

/** `undo main 3`, `undo main`, `undo 3`, `undo`: the last two only where there is one library. */
export function runNamed(
  config: ResolvedConfig,
  words: readonly string[],
): { readonly library: string; readonly run?: number } {
  const numbers = words.filter((word) => /^#?\d{1,9}$/.test(word) && !Object.hasOwn(config.libraries, word))
  const names = words.filter((word) => !numbers.includes(word))
  const [library = '', ...others] = librariesNamed(config, names)
  if (others.length > 0)
    throw usageError('Name one library: there are several.', 'Such as `curator library undo main`.')
  if (numbers.length > 1) throw usageError('Name one run.', '`curator library status` lists them.')
  const [run] = numbers
  return run === undefined ? { library } : { library, run: Number(run.replace('#', '')) }
}
