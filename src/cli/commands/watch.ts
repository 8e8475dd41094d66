/**
 * `curator watch`: builds whenever something changed that a build rests on. Each build is a process of its own, so it
 * holds the catalog only while it works, and hours of watching need no more memory than the first minute.
 */
import { CuratorError } from '../../errors.ts'
import { configFiles, openProject } from '../../steps/project.ts'
import type { Places } from '../../watch/places.ts'
import type { Call } from '../call.ts'
import { HANGUP } from '../exit.ts'
import { writeLine } from '../screen/output.ts'
import { seconds } from '../seconds.ts'
import { projectOptions } from '../session.ts'

const SETTLE_SECONDS = 2

export async function run(call: Call): Promise<number> {
  const interval = seconds(call, 'interval')
  const settle = seconds(call, 'settle') ?? SETTLE_SECONDS
  const [{ watchAndBuild }, { placesOf }, { makeFetchedFolder }, { findConfig }] = await Promise.all([
    import('../../watch/watch.ts'),
    import('../../watch/places.ts'),
    import('../../watch/fetched.ts'),
    import('../../config/reading/find.ts'),
  ])
  const isJson = call.flags.has('json')
  const options = projectOptions(call)
  const { file } = await findConfig(call.cwd, options) // one that is not there at all is not waited for
  await checkTargets(call)
  let isTold = false
  let last: Places = { folders: [], files: [file] }
  await watchAndBuild({
    async places() {
      try {
        const project = await openProject(call.cwd, options)
        makeFetchedFolder(project.stateDir)
        last = placesOf(project.config, configFiles(project))
      } catch (error) {
        // the build told what is wrong with it; the places that are known tell when it may be right again
        if (!(error instanceof CuratorError)) throw error
        last = { ...last, files: withFiles(last.files, filesNamedBy(error)) }
      }
      return last
    },
    async build(leavesMoving) {
      if (isJson && !call.signal.aborted) writeLine(event('building'))
      const { code, report } = await buildApart(call, leavesMoving ? ['--settle', `${settle}`] : [])
      if (isJson) writeLine(event('built', { code, report }))
      if (code === 2 && !call.signal.aborted) call.out.warn('Watching on, for it to be put right.')
      else if (!isTold && !call.out.quiet && !call.signal.aborted) call.out.warn('Watching. Ctrl-C ends it.')
      isTold = true
    },
    onUnsettled: (path) => {
      if (isJson) writeLine(event('unsettled', { path }))
      else if (!call.out.quiet) call.out.warn(`${path} is still changing. It is left until it rests.`)
    },
    ...(interval === undefined ? {} : { everyMs: interval * 1000 }),
    settleMs: settle * 1000,
    signal: call.signal,
  })
  return 0 // only a signal ends it, and has its own code
}

/** Throws `cli-usage` for a target that is not there. Of a config that is broken nobody knows: the first build tells. */
async function checkTargets(call: Call): Promise<void> {
  if (call.positionals.length === 0) return
  const { chosenTargets } = await import('../../steps/devices/targets.ts')
  const config = await openProject(call.cwd, projectOptions(call)).then(
    (project) => project.config,
    (error: unknown) => {
      if (!(error instanceof CuratorError)) throw error
      return undefined
    },
  )
  if (config) chosenTargets(config, call.positionals)
}

/** What `--json` prints, a line each. */
function event(name: string, more: object = {}): object {
  return { at: new Date().toISOString(), event: name, ...more }
}

/** Files that a broken config stumbles over: a syntax error may be in one that it imports. */
function filesNamedBy({ problems }: CuratorError): string[] {
  return problems.flatMap(({ path, at }) =>
    [at?.file, path].flatMap((file) => (file?.startsWith('/') ? [file] : [])),
  )
}

function withFiles(known: readonly string[], more: readonly string[]): readonly string[] {
  return [...new Set([...known, ...more])].sort()
}

const PASSED_ON = ['quiet', 'strict', 'frozen', 'no-frozen', 'json'] as const

interface BuiltApart {
  /** That of a build which could not be started is 1. */
  readonly code: number
  /** With `--json`: what the build printed; null when it was stopped before that. */
  readonly report: unknown
}

async function buildApart(
  { positionals, flags, cwd, env, signal, isHungUp, out }: Call,
  more: readonly string[],
): Promise<BuiltApart> {
  const { spawn } = await import('node:child_process')
  const switches = PASSED_ON.filter((name) => flags.has(name)).map((name) => `--${name}`)
  const values = ['config', 'color'].flatMap((name) => {
    const value = flags.text(name)
    return value === undefined ? [] : [`--${name}`, value]
  })
  const args = [process.argv[1] ?? '', 'build', ...positionals, '--wait', ...switches, ...values, ...more]
  return new Promise((resolve) => {
    // in a group of its own, or a Ctrl-C on the terminal would reach it twice: from there and from here
    const detached = process.platform !== 'win32'
    const child = spawn(process.execPath, args, {
      cwd,
      env,
      detached,
      stdio: ['ignore', flags.has('json') ? 'pipe' : 'inherit', 'inherit'],
    })
    const printed: string[] = []
    child.stdout?.setEncoding('utf8').on('data', (text: string) => printed.push(text))
    const stop = (): void => {
      if (detached) child.kill(isHungUp() ? 'SIGHUP' : 'SIGINT')
    }
    signal.addEventListener('abort', stop)
    if (signal.aborted) stop()
    const done = (code: number): void => {
      signal.removeEventListener('abort', stop)
      resolve({ code, report: documentIn(printed.join('')) })
    }
    child.on('error', (error) => {
      out.warn(`The build could not be started: ${error.message}`)
      done(1)
    })
    child.on('close', (code, killedBy) => done(code ?? (killedBy === 'SIGHUP' ? HANGUP : 1)))
  })
}

/** A build that is killed may leave none, or a part of one. */
function documentIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
