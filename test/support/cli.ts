/** Running the bundled `curator` as a user does: a process of its own, in a folder of its own. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))

export interface RunOptions {
  readonly cwd: string
  /** Added to the clean environment, e.g. `TZ`, `LANG`, `GITHUB_ACTIONS`. */
  readonly env?: Readonly<Record<string, string>>
  /** Written to standard input, which is closed then. */
  readonly input?: string
  /** A command that runs it, such as `['unshare', '--mount']`. */
  readonly within?: readonly string[]
  /** Milliseconds after which the process is killed and the run fails. */
  readonly timeout?: number
  /** Signals to send, each once. A process that ends before gets none: look at `code` and `signal`. */
  readonly signalAfter?: readonly SignalAfter[]
}

/** `ms` counts from the start; `seen` is a text to wait for on standard error; `when` is asked every few milliseconds. */
export type SignalAfter =
  | { readonly signal: NodeJS.Signals; readonly ms: number }
  | { readonly signal: NodeJS.Signals; readonly seen: string }
  | { readonly signal: NodeJS.Signals; readonly when: () => boolean }

export interface RunResult {
  /** The exit code, or null when a signal ended the process. */
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs `curator` until it ends. Rejects only when it cannot be started or takes too long. */
export function curator(args: readonly string[], options: RunOptions): Promise<RunResult> {
  const { cwd, env, input = '', within = [], timeout = 15_000, signalAfter = [] } = options
  const [command = process.execPath, ...rest] = [...within, process.execPath, CLI, ...args]
  return new Promise((resolve, reject) => {
    const child = spawn(command, rest, { cwd, env: { ...cleanEnvironment(), ...env } })
    const stdout = collect(child.stdout)
    const stderr = collect(child.stderr)
    const timers = signalAfter.flatMap((after) => {
      if ('ms' in after) return [setTimeout(() => child.kill(after.signal), after.ms)]
      if ('when' in after) return [poll(after.when, () => child.kill(after.signal))]
      stderr.whenSeen(after.seen, () => child.kill(after.signal))
      return []
    })
    const tooLong = setTimeout(() => {
      child.kill('SIGKILL')
      reject(
        new Error(`curator ${args.join(' ')} took over ${timeout} ms.\n${stdout.text()}${stderr.text()}`),
      )
    }, timeout)
    child.on('error', reject)
    child.on('close', (code, signal) => {
      for (const timer of [...timers, tooLong]) clearTimeout(timer)
      resolve({ code, signal, stdout: stdout.text(), stderr: stderr.text() })
    })
    // A process that ends without reading its input breaks the pipe: no fault of the test.
    child.stdin.on('error', () => {})
    child.stdin.end(input)
  })
}

const POLL_MS = 5

/** Acts once when it holds. The timer ends it, as `clearTimeout` ends intervals too. */
function poll(holds: () => boolean, act: () => void): NodeJS.Timeout {
  const timer = setInterval(() => {
    if (!holds()) return
    clearInterval(timer)
    act()
  }, POLL_MS)
  return timer
}

function collect(stream: Readable) {
  let text = ''
  const waiting = new Set<() => void>()
  stream.setEncoding('utf8').on('data', (more: string) => {
    text += more
    for (const look of waiting) look()
  })
  return {
    text: () => text,
    whenSeen(part: string, act: () => void) {
      const look = () => {
        if (!text.includes(part)) return
        waiting.delete(look)
        act()
      }
      waiting.add(look)
    },
  }
}

/** Only what a process needs to start, so that the machine the tests run on does not change what they see. */
function cleanEnvironment(): Record<string, string> {
  const needed = [
    'PATH',
    'HOME',
    'TMPDIR',
    'TEMP',
    'TMP',
    'SystemRoot',
    'USERPROFILE',
    'APPDATA',
    'LOCALAPPDATA',
  ]
  const kept = needed.flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return { ...Object.fromEntries(kept), NO_COLOR: '1', TZ: 'UTC', LANG: 'C.UTF-8' }
}

/** A fresh folder, removed when the test ends, or when `whenOver` says. */
export function tempDir(name: string, whenOver: (remove: () => void) => void = onTestFinished): string {
  const folder = realpathSync.native(mkdtempSync(join(tmpdir(), `curator-${name}-`)))
  whenOver(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
  return folder
}

/** Every file below a folder: path with `/` → SHA-1 of its content, sorted by path. */
export function tree(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort()
  return Object.fromEntries(
    paths.map((path) => [
      path
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
      sha1(readFileSync(path)),
    ]),
  )
}

export function sha1(bytes: Uint8Array): string {
  return createHash('sha1').update(bytes).digest('hex')
}
