/** Apart from what else is said of such files: every build says that, and few read JSON. */
import { equalKeys } from '../../equal-keys.ts'
import { reason } from '../../errors.ts'
import { textOfFile } from './text-file.ts'
import { unreadable } from './trouble.ts'

/** What a file of JSON says. Throws `metadata-unreadable` for what is none, and for keys of which only one would count. */
export function jsonOfFile(path: string): unknown {
  const text = textOfFile(path)
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (error) {
    throw unreadable(path, `is no JSON: ${reason(error)}`)
  }
  const [twice] = equalKeys(text)
  if (twice)
    throw unreadable(path, `has the key "${twice.name}" twice in one object, again in line ${twice.line}`)
  return value
}
