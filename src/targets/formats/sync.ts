/**
 * A list for LaunchSync, a script for MiSTer: an INI file, of which the script makes a folder of launchers. Games are
 * found on the card by the names of their files. Format: mrext `docs/launchsync.md`.
 */

interface SyncList {
  /** The script calls its folder so, with `_` before it. No sign in it that FAT forbids. */
  readonly name: string
  readonly games: readonly SyncGame[]
}

interface SyncGame {
  /** What the launcher is called. Of a list each is another; no sign in it that FAT forbids. */
  readonly shown: string
  /** The script's own name of the system. */
  readonly system: string
  /** Of the file, without extension. */
  readonly name: string
}

export function writeSync({ name, games }: SyncList): string {
  const sections = games.map(
    (game) => `\n[${game.shown}]\nsystem = ${game.system}\n${patternsOf(game.name).map(matchLine).join('')}`,
  )
  return `name = ${value(name)}\nauthor = curator\n${sections.join('')}`
}

/** The file itself; else, on somebody else's card, another edition of the game. */
function patternsOf(name: string): readonly string[] {
  const title = name.replace(/(?<=\S) \(.*$/, '')
  return [patternOf(name), ...(title === name ? [] : [`^${literally(title)} \\(`])]
}

/** Of a file with this name, without extension. */
export function patternOf(name: string): string {
  return `^${literally(name)}$`
}

function matchLine(pattern: string): string {
  return `match = ~${pattern}\n`
}

/** What means something in a pattern, or to readers of INI files: comments, quotes, names of other values. */
function literally(text: string): string {
  return text
    .replace(/[\\.+*?()|[\]{}^$]/g, '\\$&')
    .replace(/[#;`%]/g, (sign) => `\\x${sign.charCodeAt(0).toString(16)}`)
}

/** Between backquotes, which INI files take as they are, where a sign in it would begin a comment. */
function value(text: string): string {
  const plain = text.replaceAll('`', "'")
  return /[#;%"]|^'/.test(plain) ? `\`${plain}\`` : plain
}
