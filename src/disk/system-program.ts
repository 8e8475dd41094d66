/** Programs of the system that are asked where they are there: each does sooner, or at all, what we could do without it. */
import { spawn, type StdioOptions } from 'node:child_process'

/** Whether it did what it was asked for. False where there is none. */
export function succeeds(program: string, args: readonly string[], stdio: StdioOptions): Promise<boolean> {
  return new Promise<boolean>((resolve) => {
    const child = spawn(program, args, { stdio })
    child.on('error', () => resolve(false))
    child.on('close', (code) => resolve(code === 0))
  }).catch(() => false) // a search path that cannot be followed throws at once
}
