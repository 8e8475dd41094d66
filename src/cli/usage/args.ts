/** From argv to a command with its options: `node:util` parses, this adds did-you-mean. */
import { parseArgs, type ParseArgsConfig } from 'node:util'
import { CuratorError, problem, reason, usageError } from '../../errors.ts'
import type { Flags } from '../call.ts'
import { COMMANDS, GLOBAL_OPTIONS } from './commands.ts'
import type { CommandSpec, OptionSpec } from './command-spec.ts'

export interface Parsed {
  readonly command: CommandSpec | undefined
  readonly positionals: readonly string[]
  readonly flags: Flags
}

/**
 * Throws `cli-usage` for unknown commands and options, for values an option does not take, for options that do not go
 * together, and for words too many.
 */
export async function parseCommandLine(argv: readonly string[]): Promise<Parsed> {
  const name = firstWord(argv)
  const command = COMMANDS.find((c) => c.name === name)
  if (name !== undefined && !command)
    throw await unknown(
      'command',
      name,
      COMMANDS.map((c) => c.name),
    )
  const options = [...GLOBAL_OPTIONS, ...(command?.options ?? [])]
  const rest = command ? without(argv, command.name) : [...argv]
  try {
    const { values, positionals, tokens } = parseArgs({
      args: rest,
      options: toParseArgs(options),
      allowPositionals: true,
      tokens: true,
    })
    const flags: Flags = {
      has: (key) => values[key] === true,
      text: (key) => (typeof values[key] === 'string' ? values[key] : undefined),
      list: (key) => [values[key] ?? []].flat().filter((value) => typeof value === 'string'),
    }
    for (const option of options) {
      checkOnce(option, tokens)
      await checkValue(option, flags.text(option.name))
    }
    checkWords(command, positionals)
    checkDeed(command, values, positionals)
    checkTogether(options, values)
    return { command, positionals, flags }
  } catch (error) {
    throw error instanceof CuratorError ? error : await inOurWords(error, options)
  }
}

/** What `node:util` has against a call. */
async function inOurWords(error: unknown, options: readonly OptionSpec[]): Promise<CuratorError> {
  const said = reason(error)
  const [, bad] = /^Unknown option '(-[^']*)'/.exec(said) ?? []
  if (bad !== undefined) {
    const known = options.map((o) => `--${o.name}`)
    return unknown('option', bad, known)
  }
  const [, name] = /^Option '(?:-\w, )?--([\w-]+)/.exec(said) ?? []
  const option = options.find((o) => o.name === name)
  if (!option) return usageError(said)
  if (!option.value) return usageError(`\`--${name}\` takes no value.`)
  const dashed = said.includes('ambiguous') && { hint: `One that begins with a dash: \`--${name}=-…\`.` }
  const message = `\`--${name}\` needs a value: \`--${name} ${option.value}\`.`
  return new CuratorError(problem('cli-usage', message, dashed || {}))
}

interface Token {
  readonly kind: string
  readonly name?: string
  readonly value?: string | undefined
}

/** One that takes one value takes no other besides: neither the first nor the last is surely what was meant. */
function checkOnce({ name, many }: OptionSpec, tokens: readonly Token[]): void {
  if (many) return
  const given = tokens.flatMap((token) =>
    token.kind === 'option' && token.name === name && token.value !== undefined ? [token.value] : [],
  )
  const [first, other] = [...new Set(given)]
  if (other !== undefined)
    throw usageError(`\`--${name}\` takes one value, not \`${first}\` and \`${other}\`.`)
}

/** Of two options that say the opposite, none may win without a word. */
function checkTogether(options: readonly OptionSpec[], given: Readonly<Record<string, unknown>>): void {
  const pairs = options.flatMap(({ name, not = [] }) => not.map((other) => [name, other] as const))
  const pair = pairs.find((names) => names.every((name) => given[name] !== undefined))
  if (pair) throw usageError(`\`--${pair[0]}\` and \`--${pair[1]}\` do not go together.`)
  const { json, format } = given
  // where there are formats, it is short for one of them
  if (json === true && typeof format === 'string' && format !== 'json')
    throw usageError(`\`--json\` and \`--format ${format}\` do not go together.`)
}

async function checkValue(
  { name, value: called, oneOf }: OptionSpec,
  value: string | undefined,
): Promise<void> {
  // as of `--out "$NOWHERE"`
  if (value === '')
    throw usageError(`\`--${name}\` needs a value that is not empty: \`--${name} ${called}\`.`)
  if (value === undefined || !oneOf || oneOf.includes(value)) return
  const { didYouMean } = await import('../../config/checking/suggest.ts')
  const guess = didYouMean(value, oneOf)
  const message = `\`--${name}\` takes ${oneOf.join(', ')}, not \`${value}\`.`
  throw usageError(message, guess)
}

/** Options that another deed of the verb has must not look as if they did something: `curator dats import --dry-run`. */
function checkDeed(
  command: CommandSpec | undefined,
  given: Readonly<Record<string, unknown>>,
  [deed]: readonly string[],
): void {
  if (deed === undefined) return
  const options = command?.options.filter(({ name }) => given[name] !== undefined) ?? []
  for (const { name } of options) {
    const deeds: readonly string[] = options.flatMap((option) =>
      option.name === name ? (option.of ?? deed) : [],
    )
    if (deeds.includes(deed)) continue
    throw usageError(
      `\`--${name}\` is for \`${deeds.join('`, `')}\`, not for \`curator ${command?.name} ${deed}\`.`,
    )
  }
}

function checkWords(command: CommandSpec | undefined, words: readonly string[]): void {
  const [first] = words
  if (!command || command.words || first === undefined) return
  throw usageError(`\`curator ${command.name}\` takes no \`${first}\`.`, `Usage: ${command.usage}`)
}

/** The verb of a call that cannot be understood otherwise, if it has one. */
export function verbOf(argv: readonly string[]): string | undefined {
  const word = firstWord(argv)
  return COMMANDS.find(({ name }) => name === word)?.name
}

/** The first argument that is neither an option nor an option's value. */
function firstWord(argv: readonly string[]): string | undefined {
  const takesValue = new Set(GLOBAL_OPTIONS.flatMap((o) => (o.value ? [`--${o.name}`, `-${o.short}`] : [])))
  for (let i = 0; i < argv.length; i++) {
    const arg = argv[i] as string
    if (takesValue.has(arg)) i++
    else if (!arg.startsWith('-')) return arg
  }
  return undefined
}

function without(argv: readonly string[], word: string): string[] {
  const at = argv.indexOf(word)
  return [...argv.slice(0, at), ...argv.slice(at + 1)]
}

function toParseArgs(options: readonly OptionSpec[]): NonNullable<ParseArgsConfig['options']> {
  return Object.fromEntries(
    options.map((o) => [
      o.name,
      {
        type: o.value ? 'string' : 'boolean',
        ...(o.short ? { short: o.short } : {}),
        ...(o.many ? { multiple: true } : {}),
      },
    ]),
  )
}

async function unknown(what: string, word: string, known: readonly string[]): Promise<CuratorError> {
  const { didYouMean } = await import('../../config/checking/suggest.ts')
  const guess = didYouMean(word, known)
  return usageError(`Unknown ${what} \`${word}\`.`, guess)
}
