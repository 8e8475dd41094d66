/**
 * Commands in a process that has run others before: the bundle is loaded and compiled there, so each takes a fraction of
 * the time. All else is as in a process of its own: environment, folder, outputs, exit code, and that it ends only
 * when nothing is open any more.
 */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Command, RunResult } from './cli.ts'
import { collect } from './collect.ts'

const PROGRAM = fileURLToPath(new URL('./cli-host.mjs', import.meta.url))

/** What the process is asked to do. */
export interface Order extends Pick<Command, 'cli' | 'args' | 'cwd' | 'env'> {
  /** To be written to both outputs when all else is. */
  readonly mark: string
}

export interface Host {
  /** It runs one command at a time, until one ends the process: then it runs none any more. */
  state(): 'free' | 'busy' | 'ended'
  /** Rejects only when the command takes too long. One that ends the process ends with that code or signal. */
  run(command: Command): Promise<RunResult>
}

/** The process ends with the one that starts it. Of `env`, only what Node reads when it starts matters. */
export function startHost(env: Command['env']): Host {
  const child = spawn(process.execPath, [PROGRAM], { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  if (!child.stdout || !child.stderr) throw new Error('What a process writes cannot be read.')
  const stdout = collect(child.stdout)
  const stderr = collect(child.stderr)
  let state: ReturnType<Host['state']> = 'free'
  let runs = 0
  child.once('exit', () => (state = 'ended'))

  const run = ({ timeout, ...command }: Command) =>
    new Promise<RunResult>((resolve, reject) => {
      const mark = `\0${runs++} is over\0`
      const over = (code: number | null, signal: NodeJS.Signals | null) => {
        clearTimeout(tooLong)
        child.removeAllListeners('message').removeListener('close', over)
        resolve({ code, signal, stdout: without(stdout.take(), mark), stderr: without(stderr.take(), mark) })
      }
      const tooLong = setTimeout(() => {
        child.kill('SIGKILL')
        const said = `${stdout.take()}${stderr.take()}`
        reject(new Error(`curator ${command.args.join(' ')} took over ${timeout} ms.\n${said}`))
      }, timeout)
      child.once('close', over)
      child.once('message', (code: number) => {
        stdout.whenSeen(mark, () =>
          stderr.whenSeen(mark, () => {
            state = 'free'
            over(code, null)
          }),
        )
      })
      const order: Order = { ...command, mark }
      // a process that has just ended closes, and that is the answer
      child.send(order, () => {})
    })

  return {
    state: () => state,
    run(command) {
      state = 'busy'
      return run(command)
    },
  }
}

function without(text: string, mark: string): string {
  return text.replace(mark, '')
}
