/** How `curator serve` starts plans and builds: processes of their own, with the options it was started with. */
import { spawn } from 'node:child_process'
import type { StartCurator } from '../../../serve/jobs.ts'
import type { Call } from '../../call.ts'

const INTERRUPTED = 130

export function curatorStarter({ cwd, env, flags }: Call): StartCurator {
  const config = flags.text('config')
  const options = config === undefined ? [] : ['--config', config]
  return (args, onLine) => {
    // in a group of its own, or a Ctrl-C on the terminal would reach it twice: from there and from here
    const detached = process.platform !== 'win32'
    const child = spawn(process.execPath, [process.argv[1] ?? '', ...args, ...options, '--color', 'never'], {
      cwd,
      env,
      detached,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const document: string[] = []
    const [said, warned] = [lineReader(onLine), lineReader(onLine)]
    const isDocument = args.includes('--json')
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (isDocument) document.push(text)
      else said.read(text)
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => warned.read(text))
    return {
      stop: () => void child.kill('SIGINT'),
      leave() {
        child.stdout.destroy()
        child.stderr.destroy()
        child.unref()
      },
      ended: new Promise((resolve, reject) => {
        child.on('error', reject)
        child.on('close', (code, signal) => {
          said.end()
          warned.end()
          // one that was stopped before it could listen
          resolve({ code: code ?? (signal === 'SIGINT' ? INTERRUPTED : 1), document: document.join('') })
        })
      }),
    }
  }
}

/** Lines of a text that comes in pieces. */
function lineReader(onLine: (line: string) => void): { read(text: string): void; end(): void } {
  let unfinished = ''
  return {
    read(text) {
      const lines = (unfinished + text).split('\n')
      unfinished = lines.pop() ?? ''
      for (const line of lines) onLine(line)
    },
    end() {
      if (unfinished !== '') onLine(unfinished)
    },
  }
}
