/** What cannot be read now is not taken for gone. */
import type { Problem } from '../../errors.ts'

/** What is to be said of a file of metadata that was read before. */
export function stillUsed(found: Problem): Problem {
  const hint = [found.hint, 'What was read of it before is used until then.'].filter(Boolean).join(' ')
  return { ...found, hint }
}
