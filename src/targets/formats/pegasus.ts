/**
 * Pegasus's `metadata.pegasus.txt`: `key: value` lines, a value of several lines indented, an empty line between
 * entries. Format: pegasus-docs `docs/user-guide/meta-files.md`. UTF-8; paths relative to the file's own folder.
 */

/** In the folder of each platform. */
export const PEGASUS_FILE = 'metadata.pegasus.txt'
/** What parts its entries. */
export const PEGASUS_BETWEEN = '\n\n'

interface PegasusCollection {
  readonly name: string
  /** Short name of the platform, for themes. */
  readonly shortName?: string
  /** Command that starts a game, with Pegasus's own placeholders such as `{file.path}`. */
  readonly launch?: string
  readonly games: readonly PegasusGame[]
}

interface PegasusGame {
  readonly title: string
  readonly path: string
}

/** A collection with its games, in the given order. */
export function writePegasus({ name, shortName, launch, games }: PegasusCollection): string {
  const head = [
    line('collection', name),
    ...(shortName === undefined ? [] : [line('shortname', shortName)]),
    ...(launch === undefined ? [] : [line('launch', launch)]),
  ]
  // spaces in the name of a file are part of it
  const entries = games.map(({ title, path }) => `${line('game', title)}file: ${fileName(path)}\n`)
  return [head.join(''), ...entries].join('\n')
}

/** A collection of games that other files describe. */
export function writePegasusList(name: string, paths: readonly string[]): string {
  const files = paths.map((path) => `  ${fileName(path)}\n`).join('')
  return `${line('collection', name)}files:\n${files}`
}

function line(key: string, value: string): string {
  return `${key}: ${value.replace(/\s+/g, ' ').trim()}\n`
}

/** A line that begins with `#` is a comment. */
function fileName(path: string): string {
  return path.startsWith('#') ? `./${path}` : path
}
