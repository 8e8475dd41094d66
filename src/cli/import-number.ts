/** Imports are named by their numbers. */
import { usageError } from '../errors.ts'

/**
 * Of `12` or `#12`, and nothing behind it. Throws `cli-usage` for anything else.
 * @param shownBy the command that lists them
 */
export function importNumber([word = '', ...others]: readonly string[], shownBy: string): number {
  const id = /^#?(\d{1,15})$/.exec(word)?.[1]
  if (id === undefined || others.length > 0)
    throw usageError('Name an import by its number.', `\`${shownBy}\` shows them.`)
  return Number(id)
}
