/** A config is a program: what it does to the process while it runs is its own fault, told as such, and can be ended. */
import { AsyncLocalStorage, createHook } from 'node:async_hooks'
import { syncBuiltinESMExports } from 'node:module'
import { basename } from 'node:path'
import { CuratorError, problem } from '../../errors.ts'
import { signalsTold } from '../../signals.ts'

/** Name of the error for a config that would end the process: thrown where it does that. */
export const ENDED_IT = 'EndedCurator'

/** While `run` does its work a signal ends the process, as if nobody listened: in an endless loop nobody would. */
export async function endedBySignals<T>(run: () => Promise<T>): Promise<T> {
  await signalsTold()
  const undo = (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).map(unheard)
  try {
    return await run()
  } finally {
    for (const step of undo) step()
  }
}

/**
 * Runs a config. Rejects as well with what it throws when nobody listens any more, when it waits for what never comes,
 * and when it would end the process. What it prints goes to stderr, for a document may follow on stdout. What it leaves
 * open (a timer, a server) does not keep the process from ending.
 */
export async function runApart<T>(file: string, run: () => Promise<T>): Promise<T> {
  const undo: (() => void)[] = []
  const context = new AsyncLocalStorage<true>()
  try {
    return await new Promise<T>((resolve, reject) => {
      const never = `${basename(file)} never ends: it awaits something that does not come.`
      undo.push(
        listening('beforeExit', () =>
          reject(new CuratorError(problem('config-threw', never, { path: file }))),
        ),
        listening('uncaughtException', reject),
        listening('unhandledRejection', reject),
        withoutExit(file, reject),
        printingToStderr(),
        lettingGo(context),
      )
      context.run(true, run).then(resolve, reject)
    })
  } catch (error) {
    // of a CommonJS module that throws, Node's loader has another promise that fails, and nobody waits for that one
    await new Promise((resolve) => setImmediate(resolve))
    throw error
  } finally {
    for (const step of undo) step()
  }
}

function listening(event: string, listener: (value: unknown) => void): () => void {
  process.on(event, listener)
  return () => process.off(event, listener)
}

/** A signal that nobody listens for does what it does to any program. */
function unheard(signal: NodeJS.Signals): () => void {
  const listeners = process.listeners(signal)
  for (const listener of listeners) process.off(signal, listener)
  return () => {
    for (const listener of listeners) process.on(signal, listener)
  }
}

function withoutExit(file: string, reject: (error: Error) => void): () => void {
  return replaced(process, 'exit', (exit, isOver) => (code) => {
    if (isOver()) return exit(code)
    const given = code === undefined || code === null ? '' : String(code)
    const error = new Error(`${basename(file)} would end curator: it calls process.exit(${given}).`)
    error.name = ENDED_IT
    reject(error) // whoever catches what is thrown
    throw error
  })
}

function printingToStderr(): () => void {
  return replaced(
    process.stdout,
    'write',
    (write, isOver) =>
      ((...args: Parameters<typeof write>) =>
        isOver() ? write.apply(process.stdout, args) : process.stderr.write(...args)) as typeof write,
  )
}

/**
 * Of all that is opened by its own code: while it runs it is waited for, and afterwards no more. What is open by then may
 * open more later, as a timer that sets itself again.
 */
function lettingGo(own: AsyncLocalStorage<true>): () => void {
  const opened = new Set<LetGo>()
  let isOver = false
  const init = (_id: number, _type: string, _trigger: number, resource: object): void => {
    if (!canBeLetGo(resource) || own.getStore() === undefined) return
    if (isOver) process.nextTick(() => resource.unref()) // it is still being made
    else opened.add(resource)
  }
  const hook = createHook({ init }).enable()
  return () => {
    isOver = true
    for (const resource of opened) resource.unref()
    if (opened.size > 0) return
    // either slows down all else, for as long as the process lives
    hook.disable()
    own.disable()
  }
}

interface LetGo {
  unref(): unknown
}

function canBeLetGo(resource: object): resource is LetGo {
  return 'unref' in resource && typeof resource.unref === 'function'
}

/** Two configs may run at a time, and end in any order: what is replaced last may stay, and then does as before. */
function replaced<O extends object, K extends keyof O>(
  owner: O,
  key: K,
  replacement: (before: O[K], isOver: () => boolean) => O[K],
): () => void {
  let isOver = false
  const before = owner[key]
  const ours = replacement(before, () => isOver)
  owner[key] = ours
  syncBuiltinESMExports()
  return () => {
    isOver = true
    if (owner[key] === ours) owner[key] = before
    syncBuiltinESMExports()
  }
}
