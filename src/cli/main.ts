/** The command line: finds the command, runs it, turns what happened into an exit code. */
import { resolve } from 'node:path'
import { CODES, CuratorError, problem, reason, type Problem } from '../errors.ts'
import { parseCommandLine, type Parsed } from './args.ts'
import type { Call } from './call.ts'
import { commandHelp, generalHelp } from './help.ts'
import { createOutput, type Output } from './output.ts'

declare const CURATOR_VERSION: string

const EXIT_USAGE = 2
const EXIT_BY_KIND = { usage: EXIT_USAGE, check: 1, output: 3, input: 0, note: 0 } as const

async function main(argv: readonly string[]): Promise<number> {
  if (argv[0] === '--version' || argv[0] === '-v') {
    process.stdout.write(`${CURATOR_VERSION}\n`)
    return 0
  }
  let out = createOutput({ quiet: false, color: undefined, env: process.env })
  try {
    const parsed = await parseCommandLine(argv)
    out = createOutput({ quiet: parsed.flags.has('quiet'), color: parsed.flags.text('color'), env: process.env })
    return await run(parsed, out)
  } catch (error) {
    const problems = error instanceof CuratorError ? error.problems : [unexpected(error)]
    await report(problems, out, argv.includes('--json'))
    return Math.max(...problems.map((p) => EXIT_BY_KIND[CODES[p.code].kind]))
  }
}

async function run({ command, positionals, flags }: Parsed, out: Output): Promise<number> {
  if (!command) {
    process.stdout.write(`${generalHelp()}\n`)
    return flags.has('help') ? 0 : EXIT_USAGE
  }
  if (flags.has('help')) {
    process.stdout.write(`${commandHelp(command)}\n`)
    return 0
  }
  const { signal, received } = listenForSignals()
  const call: Call = { positionals, flags, cwd: resolve(flags.text('directory') ?? '.'), env: process.env, out, signal }
  const code = await (await command.load()).run(call)
  return received() ?? code
}

/** The first Ctrl-C asks the work to stop at a safe place; the second one stops at once. */
function listenForSignals(): { signal: AbortSignal; received: () => number | undefined } {
  const controller = new AbortController()
  let code: number | undefined
  const onSignal = (exitCode: number) => () => {
    if (code !== undefined) process.exit(exitCode)
    code = exitCode
    controller.abort()
  }
  process.on('SIGINT', onSignal(130))
  process.on('SIGTERM', onSignal(143))
  return { signal: controller.signal, received: () => code }
}

function unexpected(error: unknown): Problem {
  const where = error instanceof Error && error.stack ? `\n${error.stack.split('\n').slice(1, 4).join('\n')}` : ''
  return problem('internal', `${reason(error)}${where}`)
}

async function report(problems: readonly Problem[], out: Output, json: boolean): Promise<void> {
  if (json) out.document({ outcome: 'failed', problems })
  const { printProblems } = await import('./problems.ts')
  printProblems(problems, out)
}

process.exitCode = await main(process.argv.slice(2))
