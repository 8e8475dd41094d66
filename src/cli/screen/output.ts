/** Where words go: results on stdout, progress and diagnostics on stderr, colour only where it is wanted. */
import { writeSync } from 'node:fs'
import { styleText } from 'node:util'
import { isNoSpace } from '../../disk/failure.ts'
import { CuratorError, errno, problem, reason, type Problem } from '../../errors.ts'
import { jsonLine } from '../../json-line.ts'
import { pause } from '../../pause.ts'

export type Style = Parameters<typeof styleText>[0]

export interface Output {
  readonly quiet: boolean
  /** True when a person watches stderr: progress may rewrite its line. */
  readonly live: boolean
  /** A line of the result. Silent under --quiet. */
  print(text: string): void
  /** A document that was asked for (`--json`): printed under --quiet too. */
  document(value: unknown): void
  /** A diagnostic line. */
  warn(text: string): void
  /** Colours for stdout and for stderr. */
  paint(style: Style, text: string): string
  paintError(style: Style, text: string): string
}

interface OutputOptions {
  readonly quiet: boolean
  readonly color: string | undefined
  readonly env: Readonly<Record<string, string | undefined>>
}

export function createOutput({ quiet, color, env }: OutputOptions): Output {
  const stdoutColor = wantsColor(color, env, process.stdout.isTTY)
  const stderrColor = wantsColor(color, env, process.stderr.isTTY)
  const painted = (on: boolean) => (style: Style, text: string) =>
    on ? styleText(style, text, { validateStream: false }) : text
  return {
    quiet,
    live: process.stderr.isTTY && env['TERM'] !== 'dumb' && !env['CI'] && !quiet,
    print: (text) => {
      if (!quiet) write(1, `${harmless(text, stdoutColor)}\n`)
    },
    document: (value) => write(1, `${JSON.stringify(value, undefined, 2)}\n`),
    warn: (text) => write(2, `${harmless(text, stderrColor)}\n`),
    paint: painted(stdoutColor),
    paintError: painted(stderrColor),
  }
}

/** Names of files and games may hold what a terminal takes for a command. Colours stay where there are any. */
export function harmless(text: string, hasColor: boolean): string {
  return text.replace(COMMANDS, (command) => (hasColor && command.length > 1 ? command : '?'))
}

/** A colour as `styleText` writes it, or anything else that moves a cursor or turns text around; not lines and tabs. */
const COMMANDS = /\u001B\[\d+m|[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g

/** The same for what must stay on its line. */
export function onOneLine(text: string): string {
  return text.replace(/[\n\t]/g, '?')
}

/** A document on a line of its own, of a verb that goes on and tells more (`--json`). */
export function writeLine(value: unknown): void {
  write(1, jsonLine(value))
}

/** --color beats NO_COLOR, which beats FORCE_COLOR, which beats what the terminal can do. */
function wantsColor(
  flag: string | undefined,
  env: OutputOptions['env'],
  isTTY: boolean | undefined,
): boolean {
  if (flag === 'always') return true
  if (flag === 'never') return false
  if (env['NO_COLOR']) return false
  if (env['FORCE_COLOR']) return env['FORCE_COLOR'] !== '0'
  return isTTY === true && env['TERM'] !== 'dumb'
}

function unprinted(error: unknown): Problem {
  const message = `What was to be printed could not be written: ${reason(error)}.`
  return problem(isNoSpace(error) ? 'no-space' : 'write-failed', message)
}

/** A reader that is behind has caught up by then, or is asked again. */
const FULL_PIPE_MS = 5

/**
 * Synchronous, so nothing is lost when the process ends; a pipe that is full is waited for, a closed one is not. Throws
 * when a result cannot be written, into a file on a full disk perhaps; where a diagnostic cannot, nobody can be told.
 */
export function write(fd: 1 | 2, text: string): void {
  let bytes = Buffer.from(text)
  while (bytes.length > 0) {
    try {
      bytes = bytes.subarray(writeSync(fd, bytes))
    } catch (error) {
      const code = errno(error)
      if (code === 'EPIPE' || (fd === 2 && code !== 'EAGAIN')) return
      if (code !== 'EAGAIN') throw new CuratorError(unprinted(error), { cause: error })
      pause(FULL_PIPE_MS)
    }
  }
}
