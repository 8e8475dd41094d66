/**
 * Every way curator can fail, in one closed list. Codes are permanent: users search for them.
 *
 * A code's kind decides the exit code: `usage` 2, `check` 1, `output` 3 (something could not be made right,
 * the rest was), `input` 0 (a damaged input file; 1 with --strict), `note` never changes it.
 */
export type ProblemKind = 'usage' | 'check' | 'output' | 'input' | 'note'

interface CodeInfo {
  readonly kind: ProblemKind
  /** What the user can do, when it does not depend on the case. */
  readonly hint?: string
}

const ANOTHER_NAME =
  'Give a game another name with `rename` under `games` of the target, and a playlist another `title`.'

export const CODES = {
  'cli-usage': { kind: 'usage' },
  'config-not-found': { kind: 'usage', hint: 'Run `curator init` to make one.' },
  'config-unreadable': { kind: 'usage' },
  'config-threw': { kind: 'usage' },
  'config-syntax': { kind: 'usage' },
  'config-not-data': {
    kind: 'usage',
    hint: 'The config must be plain data: strings, numbers, booleans, lists and objects.',
  },
  'config-invalid': { kind: 'usage' },
  'config-unknown-key': { kind: 'usage' },
  'config-unknown-name': { kind: 'usage' },
  'root-missing': {
    kind: 'usage',
    hint: 'Is a disk not plugged in? If not, point `roots` in the config at your files.',
  },
  'root-not-folder': { kind: 'usage', hint: 'Name the folder that it lies in.' },
  'root-unreadable': { kind: 'usage' },
  'root-emptied': {
    kind: 'output',
    hint: 'Is a disk not plugged in? If it was emptied on purpose, run `curator build --force`.',
  },
  'roots-nested': { kind: 'usage', hint: 'Keep the outer root and drop the inner one, or move them apart.' },
  'target-in-root': {
    kind: 'usage',
    hint: 'Roots are read-only to curator. Choose a folder outside every root.',
  },
  'targets-nested': { kind: 'usage', hint: 'Give each target a folder of its own.' },
  'dat-missing': { kind: 'usage', hint: 'Put DATs there, or point `dats` in the config at yours.' },
  'dat-unreadable': { kind: 'output' },
  'dat-not-a-dat': { kind: 'output' },
  'dat-damaged': { kind: 'output' },
  'dat-emptied': {
    kind: 'output',
    hint: 'Put the list back that was there. If it was emptied on purpose, run `curator build --force`.',
  },
  'dat-empty': { kind: 'input', hint: 'If it is of no use, take it away.' },
  'dat-unknown-platform': { kind: 'output' },
  'dat-hash-conflict': { kind: 'input' },
  'dat-undone': { kind: 'note' },
  'dat-editions': { kind: 'note', hint: 'Take the older ones away.' },
  'download-failed': { kind: 'output' },
  'removals-guarded': {
    kind: 'output',
    hint: 'Look at `curator dats diff`. If it is right, run `curator build --force`.',
  },
  'clone-list-missing': { kind: 'usage' },
  'clone-list-unreadable': { kind: 'output' },
  'clone-list-invalid': { kind: 'input' },
  'clone-lists-contradict': {
    kind: 'output',
    hint: 'Say which it is with `same` or `different` in curation.jsonc.',
  },
  'clone-list-doubles': { kind: 'note', hint: 'Say which it is with `same` in curation.jsonc.' },
  'metadata-missing': { kind: 'usage' },
  'metadata-unreadable': { kind: 'input' },
  'metadata-unknown-platform': { kind: 'input' },
  'metadata-undone': { kind: 'note' },
  'metadata-not-fetched': { kind: 'output', hint: 'Run `curator metadata fetch` again.' },
  'art-unreadable': { kind: 'input' },
  'art-folder-missing': { kind: 'input', hint: 'Is a disk not plugged in?' },
  'art-not-converted': { kind: 'note', hint: 'Run `npm install sharp`, and build again.' },
  'art-not-fetched': { kind: 'output', hint: 'Run `curator art --fetch` again.' },
  'decisions-contradict': { kind: 'usage', hint: 'Change or remove one of these decisions.' },
  'decisions-unreadable': { kind: 'usage' },
  'decisions-invalid': { kind: 'usage' },
  'decision-stale': {
    kind: 'note',
    hint: 'It does nothing now. Change it in curation.jsonc, or take it out.',
  },
  'review-impossible': { kind: 'usage' },
  'review-csv': { kind: 'usage' },
  'file-unreadable': { kind: 'input' },
  'file-vanished': { kind: 'input' },
  'file-changing': { kind: 'input', hint: 'It is still being written. It is read again in the next run.' },
  'file-missing': { kind: 'input' },
  'file-truncated': { kind: 'input', hint: 'Restore it from a backup, or `touch` it if it is right.' },
  'file-rotten': {
    kind: 'input',
    hint: 'Restore it from a backup, and look after the disk; or `touch` it if it is right.',
  },
  'file-changed': { kind: 'input', hint: 'Run `curator build`, and verify again.' },
  'archive-damaged': { kind: 'input' },
  'archive-encrypted': { kind: 'input' },
  'archive-unsupported': { kind: 'input' },
  'archive-bomb': { kind: 'input' },
  'archive-unsafe-name': { kind: 'input' },
  'disc-damaged': { kind: 'input' },
  'sheet-damaged': { kind: 'input' },
  'sheet-incomplete': { kind: 'input' },
  'format-not-opened': { kind: 'note' },
  'set-incomplete': {
    kind: 'input',
    hint: 'Look for what is missing in a newer set: lists change, and a CHD must be the very one that they mean.',
  },
  'launchers-unserved': { kind: 'note' },
  'samples-unknown': { kind: 'note', hint: 'Copy your samples to the device yourself.' },
  'target-not-folder': { kind: 'output' },
  'target-read-only': { kind: 'output' },
  'target-gone': {
    kind: 'output',
    hint: 'When it is back, run `curator build` again: it looks at what is there.',
  },
  'target-busy': { kind: 'output', hint: 'When the other one is done, run `curator build` again.' },
  'target-other-owner': { kind: 'output' },
  'order-restored': { kind: 'note' },
  'target-absent': { kind: 'note', hint: 'It is built when it is back.' },
  'no-space': { kind: 'output' },
  'file-too-large': { kind: 'output' },
  'name-collision': { kind: 'output', hint: ANOTHER_NAME },
  'name-too-long': { kind: 'output', hint: ANOTHER_NAME },
  'name-adjusted': { kind: 'note' },
  'name-kept': {
    kind: 'note',
    hint: "To rename games and saves together, say `saves: 'rename'` in the target; a save that two games share has to be copied to the new name by hand.",
  },
  'saves-parted': { kind: 'note', hint: 'Rename them yourself, or give the game its old name.' },
  'saves-renamed': { kind: 'note' },
  'saves-shared': { kind: 'note' },
  'games-hidden': { kind: 'note' },
  'folder-crowded': { kind: 'note' },
  'already-there': { kind: 'note' },
  'name-not-usable': { kind: 'output' },
  'folder-too-full': { kind: 'output' },
  'path-escapes': { kind: 'output' },
  'header-missing': { kind: 'output' },
  'format-not-playable': { kind: 'output' },
  'changed-on-device': { kind: 'output', hint: 'Keep it, or run `curator build --force` to put ours back.' },
  'foreign-file': { kind: 'output', hint: 'Move it away, or run `curator build --force` to replace it.' },
  'write-failed': { kind: 'output' },
  'replaced-kept': { kind: 'note' },
  'deletes-withheld': {
    kind: 'output',
    hint: 'Put it right, or take it away on purpose, and run `curator build` again.',
  },
  'source-changed': {
    kind: 'output',
    hint: 'Run `curator build` again. If it says the same, `curator verify` finds out what became of the file.',
  },
  'library-file-changed': { kind: 'output', hint: 'Look at it, and call `curator library` again.' },
  'library-file-gone': { kind: 'output' },
  'library-place-taken': { kind: 'output', hint: 'Move or rename one of them, and plan again.' },
  'library-survivor-bad': { kind: 'output', hint: 'Run `curator verify`.' },
  'library-run-open': { kind: 'note' },
  'library-not-undoable': { kind: 'usage' },
  'platform-not-played': { kind: 'note' },
  'playlist-unresolved': { kind: 'note' },
  'playlist-unreadable': { kind: 'input' },
  'launchers-unreadable': { kind: 'input' },
  'override-unmatched': {
    kind: 'note',
    hint: 'It does nothing now. Change it in the config, or take it out.',
  },
  'override-idle': { kind: 'note' },
  'romset-incomplete': { kind: 'note' },
  'romset-renamed': { kind: 'note' },
  'lock-out-of-date': { kind: 'check', hint: 'Run `curator lock` and commit curator.lock.' },
  'lock-unreadable': { kind: 'usage', hint: 'Run `curator lock` to write it anew.' },
  'games-missing': { kind: 'check' },
  'plan-not-empty': { kind: 'check', hint: 'Run `curator build`.' },
  'driver-unusable': {
    kind: 'usage',
    hint: 'Run `npm rebuild better-sqlite3` where curator is installed.',
  },
  'state-busy': { kind: 'usage', hint: 'Wait until it ends, or call it with --wait.' },
  'state-unwritable': { kind: 'usage' },
  'state-damaged': { kind: 'note' },
  'not-found': { kind: 'check' },
  'port-taken': { kind: 'usage', hint: 'Choose another with --port, or --port 0 for any that is free.' },
  interrupted: { kind: 'output' },
  internal: { kind: 'output', hint: 'This is a fault in curator. Please report it.' },
} as const satisfies Record<string, CodeInfo>

export type ErrorCode = keyof typeof CODES

/** A place in a config file, 1-based. */
export interface SourcePlace {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** Something that went wrong, as it is shown, stored and printed as JSON. */
export interface Problem {
  readonly code: ErrorCode
  readonly message: string
  /** The file or folder it is about. */
  readonly path?: string
  /** The release, or the set, that is not written because of it. */
  readonly release?: string
  readonly hint?: string
  /** Where in the config, with the code frame that shows it. */
  readonly at?: SourcePlace & { readonly frame?: string }
}

/** Thrown for problems that stop the whole command. Carries one or more problems, all shown at once. */
export class CuratorError extends Error {
  readonly problems: readonly Problem[]

  constructor(problems: readonly Problem[] | Problem, options?: ErrorOptions) {
    const list = 'code' in problems ? [problems] : problems
    super(list.map((p) => p.message).join('\n'), options)
    this.name = 'CuratorError'
    this.problems = list
  }
}

/** A call of the command line that means nothing, or not enough. */
export function usageError(message: string, hint?: string): CuratorError {
  return new CuratorError(problem('cli-usage', message, hint === undefined ? {} : { hint }))
}

export function problem(
  code: ErrorCode,
  message: string,
  more: Omit<Problem, 'code' | 'message'> = {},
): Problem {
  const { hint }: CodeInfo = CODES[code]
  return { code, message, ...(hint === undefined ? {} : { hint }), ...more }
}

/** Whether a problem means that something could not be made right. */
export function isFailure(code: ErrorCode): boolean {
  const { kind } = CODES[code]
  return kind === 'output' || kind === 'usage'
}

/** Whether a text is a code: one that was kept may be of a newer curator. */
export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(CODES, code)
}

/** How grave a problem is, in the word that people see before it. */
export function severityOf(code: ErrorCode): 'note' | 'warning' | 'error' {
  const { kind } = CODES[code]
  if (kind === 'note') return 'note'
  return kind === 'input' ? 'warning' : 'error'
}

/** For where the lines around a place cannot be shown. */
export function messageWithLine({ message, at }: Problem): string {
  return at ? `${message.replace(/\.$/, '')}, line ${at.line}.` : message
}

/** The system's reason of a failed call, in words: `ENOSPC` → "no space left". */
export function reason(error: unknown): string {
  const code = errno(error)
  return (code && REASONS[code]) ?? (error instanceof Error ? error.message : String(error))
}

export function errno(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** What a failed call was about, where the system says it. */
export function failedPath(error: unknown): string | undefined {
  return error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : undefined
}

const REASONS: Record<string, string> = {
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  ENOENT: 'no such file or folder',
  ENOSPC: 'no space left on the device',
  EDQUOT: 'the disk quota is used up',
  EROFS: 'the file system is read-only',
  EIO: 'the disk reported an input/output error',
  EISDIR: 'it is a folder',
  EEXIST: 'something else is there already',
  ENOTDIR: 'it is not a folder',
  ENAMETOOLONG: 'the name is too long',
  EMFILE: 'too many open files',
  EBUSY: 'it is in use',
  ELOOP: 'too many symbolic links',
  EFBIG: 'the file is too large for this file system',
  ENODEV: 'the disk is not there any more',
  ENXIO: 'the disk is not there any more',
  ENOTCONN: 'the disk is not connected any more',
  ECONNABORTED: 'the disk is not connected any more',
  ESTALE: 'the network drive does not know it any more',
}
