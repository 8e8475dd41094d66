/** What keeps a file of metadata from being used. */
import { CuratorError, problem, type Problem } from '../../errors.ts'
import { count, plural } from '../../wording.ts'

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

/** Of a file that the config names, and does not say what it is. */
export function unknownKind(path: string): Problem {
  const hint = "Say what it is with `kind`: `{ path: …, kind: 'csv' }`."
  return problem('metadata-unreadable', `${path}: its name does not tell what kind of metadata it is.`, {
    path,
    hint,
  })
}

/** At most so many platforms of a table are told of. */
const MOST_TOLD = 5

/**
 * What is said of rows of a table that are not used, without the name of the file.
 * @param strange by what they say is their platform: their lines
 */
export function rowsLeftOut(strange: ReadonlyMap<string, readonly number[]>): string {
  const names = [...strange].map(([name, [line, ...others]]) => {
    const more = others.length > 0 ? ` and ${count(others.length)} more` : ''
    return `${name === '' ? 'none' : `"${name}"`} (line ${line}${more})`
  })
  if (names.length > MOST_TOLD) names.splice(MOST_TOLD, Infinity, `${count(names.length - MOST_TOLD)} others`)
  const rows = [...strange.values()].reduce((sum, lines) => sum + lines.length, 0)
  return `${plural(rows, 'row')} not used, of platforms that curator does not know: ${names.join(', ')}`
}

/** A table of which all other rows are used. */
export function partlyUsed(path: string, what: string): Problem {
  const hint = 'Platforms are called by their slug or name: `snes`, `Super Nintendo`.'
  return problem('metadata-unknown-platform', `${path}: ${what}.`, { path, hint })
}

export function unreadable(path: string, what: string): CuratorError {
  return new CuratorError(problem('metadata-unreadable', `${path}: ${what}.`, { path }))
}
