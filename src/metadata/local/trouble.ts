/** What keeps a file of metadata from being used. */
import { CuratorError, problem } from '../../errors.ts'

const HINT = 'Say which it is with `platform` in the config: `{ path: …, platform: … }`.'

export function unknownPlatform(path: string, name: string): CuratorError {
  const says = name === '' ? 'names no platform' : `names the platform "${name}", which curator does not know`
  return new CuratorError(problem('metadata-unknown-platform', `${path} ${says}.`, { path, hint: HINT }))
}

export function unreadable(path: string, what: string): CuratorError {
  return new CuratorError(problem('metadata-unreadable', `${path}: ${what}.`, { path }))
}
