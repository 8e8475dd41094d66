/** What `--help` prints, made from the command table. */
import { COMMANDS, GLOBAL_OPTIONS } from './commands.ts'
import type { CommandSpec, OptionSpec } from './command-spec.ts'

export function generalHelp(): string {
  return [
    'curator: one config in, exactly the right files on every device out.',
    '',
    'Usage: curator <command> [options]',
    '',
    'Commands:',
    ...columns(COMMANDS.map((c) => [c.name, c.summary])),
    '',
    'Options:',
    ...columns([...GLOBAL_OPTIONS.map(optionRow), ['    --version', 'print the version']]),
    '',
    'Exit codes: 0 done or nothing to do, 1 a check failed, 2 usage or config,',
    '            3 partly done (every failure is listed), 130 interrupted.',
    '',
    'Help on one command: curator <command> --help',
  ].join('\n')
}

export function commandHelp(command: CommandSpec): string {
  return [
    `curator ${command.name}: ${command.summary}`,
    '',
    `Usage: ${command.usage}`,
    '',
    'Options:',
    ...columns(withoutRepeats([...command.options, ...GLOBAL_OPTIONS].map(optionRow))),
    '',
    'Examples:',
    ...columns(command.examples),
  ].join('\n')
}

function optionRow(option: OptionSpec): readonly [string, string] {
  const short = option.short ? `-${option.short}, ` : '    '
  return [`${short}--${option.name}${option.value ? ` ${option.value}` : ''}`, helpOf(option)]
}

function helpOf({ of, help }: OptionSpec): string {
  return of ? `${of.join(', ')}: ${help}` : help
}

/** The name of an option is said once. */
function withoutRepeats(rows: readonly (readonly [string, string])[]): (readonly [string, string])[] {
  return rows.map(([left, right], i) => [left === rows[i - 1]?.[0] ? '' : left, right])
}

function columns(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`)
}
