/** Commands in processes of their own, as users start them. */
import { spawn } from 'node:child_process'
import type { Command, RunResult, SignalAfter } from './cli.ts'
import { collect } from './collect.ts'

export interface Alone {
  /** Written to standard input, which is closed then. */
  readonly input: string
  /** A command that runs it, such as `['unshare', '--mount']`. */
  readonly within: readonly string[]
  readonly signalAfter: readonly SignalAfter[]
}

/** Runs a command until it ends. Rejects only when it cannot be started or takes too long. */
export function runAlone(
  { cli, args, cwd, env, timeout }: Command,
  { input, within, signalAfter }: Alone,
): Promise<RunResult> {
  const [program = process.execPath, ...rest] = [...within, process.execPath, cli, ...args]
  return new Promise((resolve, reject) => {
    const child = spawn(program, rest, { cwd, env })
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
