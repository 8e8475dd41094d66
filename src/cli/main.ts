/** The command line: finds the command, runs it, turns what happened into an exit code. */
import { setMaxListeners } from 'node:events'
import { statSync } from 'node:fs'
import * as modules from 'node:module'
import { join, resolve } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import type { EarlyListings } from '../disk/early-listings.ts'
import { CuratorError, problem, reason, type Problem } from '../errors.ts'
import { signalsTold } from '../signals.ts'
import { parseCommandLine, verbOf, type Parsed } from './usage/args.ts'
import type { Call } from './call.ts'
import { HANGUP, worstCode } from './exit.ts'
import { commandHelp, generalHelp } from './usage/help.ts'
import { createOutput, write, type Output } from './screen/output.ts'

declare const CURATOR_VERSION: string

const EXIT_USAGE = 2
const LATE_EXIT = 'Does the config, or a package that it imports, call process.exit, or throw, in a timer?'
/** What the V8 of Node 20 is asked for work that is soon done, and what it does of itself. */
const FLAGS = [
  // how long a function runs before it is optimised
  { ours: '--interrupt-budget=2500000', its: '--interrupt-budget=67584' },
  // how fast the room for new objects, 1 MB to begin with, grows while they survive: all of it is needed soon
  { ours: '--semi-space-growth-factor=16', its: '--semi-space-growth-factor=2' },
  // whether it forgets what it compiled and has not run lately: what is kept of it after a long build would lack all that
  // starts need, and each would be a quarter slower
  { ours: '--no-flush-bytecode', its: '--flush-bytecode' },
]
/** Verbs that look at roots and devices. */
const LISTING = new Set(['build', 'plan'])

async function main(argv: readonly string[]): Promise<number> {
  let out = createOutput({ quiet: false, color: undefined, env: process.env })
  try {
    if (argv[0] === '--version' || argv[0] === '-v') {
      write(1, `${CURATOR_VERSION}\n`)
      return 0
    }
    // `curator help build`, as other tools have it
    const parsed = await parseCommandLine(argv[0] === 'help' ? [...argv.slice(1), '--help'] : argv)
    out = createOutput({
      quiet: parsed.flags.has('quiet'),
      color: parsed.flags.text('color'),
      env: process.env,
    })
    return await run(parsed, out)
  } catch (error) {
    return fail(error, out, argv.includes('--json'), verbOf(argv))
  }
}

async function run({ command, positionals, flags }: Parsed, out: Output): Promise<number> {
  if (!command) {
    write(1, `${generalHelp()}\n`)
    return flags.has('help') ? 0 : EXIT_USAGE
  }
  if (flags.has('help')) {
    write(1, `${commandHelp(command)}\n`)
    return 0
  }
  const { signal, received, isHungUp, noMore, endIfHungUp } = listenForSignals()
  const cwd = workFolder(flags.text('directory'))
  const listings = LISTING.has(command.name) ? await beginListings(cwd) : undefined
  const call: Call = {
    positionals,
    flags,
    cwd,
    env: process.env,
    out,
    ...(listings ? { listings } : {}),
    signal,
    isHungUp,
  }
  const isDone = tellUnlessDone(received)
  let code: number | undefined
  try {
    const { VERBS } = await import('./verbs.ts')
    tuneForShortWork()
    code = await VERBS.get(command.name)?.(call)
  } catch (error) {
    code = await fail(error, out, flags.has('json'), command.name)
  } finally {
    listings?.end()
    isDone()
  }
  await signalsTold() // what was done in one go heard of none
  noMore() // what a config left open may keep the process for ever: a signal ends it then, as any other
  endIfHungUp()
  return received() ?? code ?? EXIT_USAGE
}

/** What `find` has to say is waited for longer than anything else when there is nothing to do: so it goes first. */
async function beginListings(cwd: string): Promise<EarlyListings> {
  const { beginListings: begin } = await import('../disk/early-listings.ts')
  return begin(join(cwd, '.curator'))
}

function workFolder(named: string | undefined): string {
  const folder = absolute(named ?? '.')
  if (named === undefined || statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return folder
  throw new CuratorError(problem('cli-usage', `There is no folder ${folder}.`, { path: folder }))
}

/** Another program may have deleted the folder that a shell is in, which that does not notice. */
function absolute(folder: string): string {
  try {
    return resolve(folder)
  } catch (error) {
    const text = `The folder that curator was started in cannot be found: ${reason(error)}.`
    throw new CuratorError(
      problem('cli-usage', text, { hint: 'Was it deleted? Enter it again, or another one.' }),
      {
        cause: error,
      },
    )
  }
}

interface Signals {
  readonly signal: AbortSignal
  /** The exit code of the first one that came. */
  received(): number | undefined
  /** Whether SIGHUP was among them. */
  isHungUp(): boolean
  noMore(): void
  /** Ends the process where its exit code would not be told. */
  endIfHungUp(): void
}

/** With their exit codes. */
const SIGNALS = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', HANGUP],
] as const

/** The first Ctrl-C asks the work to stop at a safe place; the second one stops at once. */
function listenForSignals(): Signals {
  const controller = new AbortController()
  setMaxListeners(0, controller.signal) // each of many devices that are written at a time has one
  let code: number | undefined
  let hungUp = false
  const onSignal = (exitCode: number) => () => {
    hungUp ||= exitCode === HANGUP
    if (code !== undefined) {
      endIfHungUp()
      process.exit(exitCode)
    }
    code = exitCode
    controller.abort()
  }
  const listeners = SIGNALS.map(([name, exitCode]) => [name, onSignal(exitCode)] as const)
  for (const [name, listener] of listeners) process.on(name, listener)
  const noMore = (): void => {
    for (const [name, listener] of listeners) process.off(name, listener)
  }
  // Node crashes when it exits and its terminal is gone: the signal itself, unheard, ends it as it would any program
  const endIfHungUp = (): void => {
    if (!hungUp || process.platform === 'win32') return // there it cannot be sent, and the system ends it
    noMore()
    process.kill(process.pid, 'SIGHUP')
  }
  return { signal: controller.signal, received: () => code, isHungUp: () => hungUp, noMore, endIfHungUp }
}

/** A timer that the config started may end the process with 0: that must not look as if all had been done. */
function tellUnlessDone(received: Signals['received']): () => void {
  const onExit = (): void => {
    if (received() !== undefined) return
    process.exitCode = EXIT_USAGE
    write(2, `error Something ended curator before it was done. ${LATE_EXIT} [config-threw]\n`)
  }
  process.on('exit', onExit)
  return () => process.off('exit', onExit)
}

/**
 * Each thread of a build compiles for itself and is soon done: at its own pace the V8 of Node 20 spends a third of a cold
 * build's CPU time on optimising code that is hardly used any more, and more on collecting garbage in little room
 * (docs/decisions.md). Later ones have another flag, and a quicker compiler before it. To be called when all is loaded,
 * and undone before compiled code is kept: code that was compiled with other flags does not count, Node's own least of all.
 */
function tuneForShortWork(): void {
  if (!process.versions.v8.startsWith('11.')) return
  for (const { ours } of FLAGS) setFlagsFromString(ours)
  process.prependOnceListener('exit', () => {
    for (const { its } of FLAGS) setFlagsFromString(its)
  })
}

/** Node 22.8 and later keep what they compiled in a folder of theirs, which spares a third of each start. */
function keepCompiled(): void {
  const { enableCompileCache } = modules as { readonly enableCompileCache?: () => unknown }
  enableCompileCache?.()
}

function unexpected(error: unknown): Problem {
  const where =
    error instanceof Error && error.stack ? `\n${error.stack.split('\n').slice(1, 4).join('\n')}` : ''
  return problem('internal', `${reason(error)}${where}`)
}

/** Tells what stopped the command. Returns its exit code. */
async function fail(error: unknown, out: Output, json: boolean, verb: string | undefined): Promise<number> {
  const found = error instanceof CuratorError ? error.problems : [unexpected(error)]
  const problems = found.map((p) => withHelp(p, verb))
  if (json) tryDocument(out, { outcome: 'failed', problems })
  const [{ printProblems }, { annotate }] = await Promise.all([
    import('./problems.ts'),
    import('./screen/github.ts'),
  ])
  annotate(problems, process.env, out)
  printProblems(problems, out)
  return worstCode(problems)
}

/** What stopped the command may be that nothing can be printed: then the exit code says it. */
function tryDocument(out: Output, document: unknown): void {
  try {
    out.document(document)
  } catch (error) {
    if (!(error instanceof CuratorError)) throw error
  }
}

/** Who called a verb wrongly is told where its options are told. */
function withHelp(p: Problem, verb: string | undefined): Problem {
  if (p.code !== 'cli-usage' || p.hint !== undefined) return p
  return { ...p, hint: `Run \`curator ${verb === undefined ? '' : `${verb} `}--help\`.` }
}

/** Does what the command line of this process says. */
export async function start(): Promise<void> {
  keepCompiled()
  process.exitCode = await main(process.argv.slice(2))
}
