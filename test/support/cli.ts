/** Running the bundled `curator` as a user does, in a folder of its own. */
import { mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { runAlone } from './cli-process.ts'
import { startHost, type Host } from './cli-warm.ts'
import { sha1 } from './sha1.ts'

const CLI = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url))

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

/** What is run, and in which surroundings. */
export interface Command {
  /** The program. */
  readonly cli: string
  readonly args: readonly string[]
  readonly cwd: string
  /** All of it. */
  readonly env: Readonly<Record<string, string>>
  readonly timeout: number
}

const CLOCK = new URL('./a-minute-later.mjs', import.meta.url)
/** An environment in which files that were just written are old enough to be trusted. */
export const LATER: Readonly<Record<string, string>> = { NODE_OPTIONS: `--import ${CLOCK.href}` }

/**
 * Runs `curator` until it ends. Rejects only when it cannot be started or takes too long. Most commands share a process
 * that stays warm (cli-warm.ts). Those that need one of their own have it, and those that run while another does; with
 * `CURATOR_DEEP`, each has.
 */
export function curator(args: readonly string[], options: RunOptions): Promise<RunResult> {
  const { cwd, timeout = 15_000 } = options
  const env = { ...cleanEnvironment(), ...options.env }
  const command: Command = { cli: CLI, args, cwd, env, timeout }
  const host = mayShare(options) ? freeHost(env) : undefined
  return host?.run(command) ?? runAlone(command, { input: '', within: [], signalAfter: [], ...options })
}

let alone = process.env['CURATOR_DEEP'] !== undefined

/** For a file of tests, or a part of it: each command is a process of its own, as users start them. It takes its time. */
export function alwaysAlone(): void {
  const before = alone
  beforeAll(() => void (alone = true))
  afterAll(() => void (alone = before))
}

/** Read once, when a process starts; and what ends it. */
const OF_STARTS = /^(NODE_|LC_|LANG|CURATOR_CRASH_AT)/

function mayShare({ env = {}, input, within, signalAfter }: RunOptions): boolean {
  if (alone || input !== undefined || within !== undefined || signalAfter !== undefined) return false
  return Object.entries(env).every(
    ([name, value]) => !OF_STARTS.test(name) || (name === 'NODE_OPTIONS' && value === LATER[name]),
  )
}

/** By what Node read when they started. They end with this process. */
const hosts = new Map<string | undefined, Host>()

function freeHost(env: Command['env']): Host | undefined {
  const options = env['NODE_OPTIONS']
  const started = hosts.get(options)
  if (started && started.state() !== 'ended') return started.state() === 'free' ? started : undefined
  const host = startHost(env)
  hosts.set(options, host)
  return host
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
  const XDG_CACHE_HOME = join(tmpdir(), 'curator-cache-of-tests')
  return { ...Object.fromEntries(kept), XDG_CACHE_HOME, NO_COLOR: '1', TZ: 'UTC', LANG: 'C.UTF-8' }
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
