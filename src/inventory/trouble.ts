/** What is wrong with a file, without its path: the file may move, or its root be mounted elsewhere. */
import { CuratorError, errno, isErrorCode, problem, reason, type ErrorCode, type Problem } from '../errors.ts'
import { minute } from '../wording.ts'

export interface Trouble {
  readonly code: ErrorCode
  /** A clause that reads well after the path and a colon, without a full stop. */
  readonly what: string
  /** It may pass by itself: a cable, a server, another program. Such a file is tried again, ever more seldom. */
  readonly mayPass?: true
}

export function trouble(code: ErrorCode, what: string): Trouble {
  return { code, what }
}

const LONGEST_SHOWN = 200

/** Quoted as JSON: a name may hold anything, also line ends, and be of any length. */
export function shownName(name: string): string {
  return JSON.stringify(name.length > LONGEST_SHOWN ? `${name.slice(0, LONGEST_SHOWN)}…` : name)
}

/** For code that cannot return a trouble: `troubleOf` turns the error back into one. */
export function troubleError(found: Trouble, options?: ErrorOptions): CuratorError {
  return new CuratorError(problem(found.code, found.what), options)
}

/** The trouble an error carries; undefined when it is not one of ours. */
export function troubleOf(error: unknown): Trouble | undefined {
  const first = error instanceof CuratorError ? error.problems[0] : undefined
  if (!first) return undefined
  const found = trouble(first.code, first.message)
  return found.code === 'no-space' ? { ...found, mayPass: true } : found
}

/** What the disk, the network or another program may stop doing; everything else needs someone to change something. */
const MAY_PASS = new Set([
  'EIO',
  'EBUSY',
  'ETIMEDOUT',
  'EAGAIN',
  'ESTALE',
  'EMFILE',
  'ENFILE',
  'ENOMEM',
  'ENOSPC',
  'EREMOTEIO',
])

/** Of a file that cannot be opened or read, by the system's error. */
export function readTrouble(error: unknown): Trouble {
  const found = trouble('file-unreadable', `it cannot be read: ${reason(error)}`)
  return MAY_PASS.has(errno(error) ?? '') ? { ...found, mayPass: true } : found
}

/** How often in a row the disk failed to give a file, and when it is asked again. */
export interface Retry {
  readonly failures: number
  /** Null: it did not fail. */
  readonly retryAt: number | null
}

/** Never sooner: the minute is rounded up. Undefined where nothing is tried again until something changes. */
export function nextTry({ failures, retryAt }: Retry): string | undefined {
  if (retryAt === null) return undefined
  if (failures < 2) return 'it is tried again in the next run'
  return `it is tried again in the first run after ${minute(Math.ceil(retryAt / 60_000) * 60_000)} UTC`
}

export function toProblem(path: string, { code, what }: Trouble, retry?: Retry): Problem {
  const again = retry && nextTry(retry)
  const hint = HINTS[code] ?? (again && `${again.replace(/^i/, 'I')}, or when the file changes.`)
  return problem(code, `${path}: ${what}.`, { path, ...(hint !== undefined && { hint }) })
}

/** Of what the config can change. */
const HINTS: Readonly<Partial<Record<ErrorCode, string>>> = {
  'archive-bomb': '`archives` in the config says how much an archive may unpack to.',
  'archive-encrypted': 'Passwords in `archives.passwords` of the config are tried.',
}

/** As the catalog keeps it; null when there is nothing to keep. */
export function encodeTroubles(list: readonly Trouble[]): string | null {
  return list.length === 0 ? null : JSON.stringify(list.map(({ code, what }) => [code, what]))
}

/** Reads what `encodeTroubles` wrote. A code that a newer curator wrote is left out. */
export function decodeTroubles(text: string): readonly Trouble[] {
  const list = JSON.parse(text) as readonly (readonly [string, string])[]
  return list.flatMap(([code, what]) => (isErrorCode(code) ? [{ code, what }] : []))
}
