/** Programs of the system that are asked where they are there: each does sooner, or at all, what we could do without it. */
import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process'

/** Whether it did what it was asked for. False where there is none. */
export async function succeeds(
  program: string,
  args: readonly string[],
  stdio: StdioOptions,
): Promise<boolean> {
  try {
    return await hasDone(spawn(program, args, { stdio }))
  } catch {
    return false // a search path that cannot be followed throws at once
  }
}

/** The same of one that was started, once it has ended. */
export function hasDone(child: ChildProcess): Promise<boolean> {
  return new Promise((resolve) => {
    child.on('error', () => resolve(false))
    child.on('close', (code) => resolve(code === 0))
  })
}
