/** What keeps a file of metadata from being used. */
import { equalKeys } from '../../equal-keys.ts'
import { CuratorError, problem, reason } from '../../errors.ts'

const HINT = 'Say which it is with `platform` in the config: `{ path: …, platform: … }`.'

/** @param line of the file, where one of several is meant */
export function unknownPlatform(path: string, name: string, line?: number): CuratorError {
  const says = name === '' ? 'names no platform' : `names the platform "${name}", which curator does not know`
  return new CuratorError(
    problem('metadata-unknown-platform', `${path} ${says}${line === undefined ? '' : ` (line ${line})`}.`, {
      path,
      hint: HINT,
    }),
  )
}

/** The value of a JSON text. Throws `metadata-unreadable` for what is none, and for keys of which only one would count. */
export function jsonOf(text: string, path: string): unknown {
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

export function unreadable(path: string, what: string): CuratorError {
  return new CuratorError(problem('metadata-unreadable', `${path}: ${what}.`, { path }))
}
