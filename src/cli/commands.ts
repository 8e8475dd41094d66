/** Every verb of the command line, as data: what `--help` prints and what the parser accepts. */

export interface CommandSpec {
  readonly name: string
  readonly summary: string
  readonly usage: string
  /** Whether words may follow the verb. */
  readonly words?: true
  readonly options: readonly OptionSpec[]
  readonly examples: readonly (readonly [command: string, what: string])[]
}

export interface OptionSpec {
  readonly name: string
  readonly short?: string
  /** Name of the value; absent for a switch. */
  readonly value?: string
  /** The values it takes; absent: any. */
  readonly oneOf?: readonly string[]
  readonly help: string
}

const JSON_OPTION: OptionSpec = { name: 'json', help: 'print one JSON document on stdout' }
const FROZEN: readonly OptionSpec[] = [
  { name: 'frozen', help: 'never change curator.lock; stop when it is out of date (default in CI)' },
  { name: 'no-frozen', help: 'update curator.lock, in CI too' },
]
const STRICT: OptionSpec = {
  name: 'strict',
  help: 'exit 1 when games are missing or input files are damaged',
}
const FORCE: OptionSpec = {
  name: 'force',
  help: 'replace what was changed on the device or is not ours; believe an emptied root',
}

/** Options every verb takes. */
export const GLOBAL_OPTIONS: readonly OptionSpec[] = [
  { name: 'directory', short: 'C', value: 'DIR', help: 'work as if started in DIR' },
  { name: 'config', value: 'FILE', help: 'use this config file' },
  { name: 'quiet', short: 'q', help: 'print errors only' },
  { name: 'color', value: 'WHEN', oneOf: ['auto', 'always', 'never'], help: 'auto, always or never' },
  { name: 'wait', help: 'wait while another curator is at work here' },
  { name: 'help', short: 'h', help: 'print help' },
]

export const COMMANDS: readonly CommandSpec[] = [
  {
    name: 'init',
    summary: 'make a config here',
    usage: 'curator init',
    options: [JSON_OPTION],
    examples: [['curator init', 'write curator.config.ts and a CI workflow; existing files are kept']],
  },
  {
    name: 'build',
    summary: 'make every device right',
    usage: 'curator build [target...]',
    words: true,
    options: [
      { name: 'dry-run', help: 'print the plan and write nothing' },
      FORCE,
      STRICT,
      ...FROZEN,
      JSON_OPTION,
    ],
    examples: [
      ['curator build', 'scan, select, and write every target'],
      ['curator build mister', 'only the target named mister'],
      ['curator build --dry-run', 'show what would be done'],
    ],
  },
  {
    name: 'plan',
    summary: 'show what build would do',
    usage: 'curator plan [target...]',
    words: true,
    options: [{ name: 'check', help: 'exit 1 when there is anything to do' }, FORCE, ...FROZEN, JSON_OPTION],
    examples: [
      ['curator plan', 'every put, move, delete and conflict, with its reason'],
      ['curator plan --check', 'for scripts: are all devices right?'],
    ],
  },
  {
    name: 'status',
    summary: 'what is owned, missing, damaged, and what to do next',
    usage: 'curator status',
    options: [STRICT, JSON_OPTION],
    examples: [['curator status', 'one screen: roots, platforms, targets, problems']],
  },
  {
    name: 'explain',
    summary: 'why this file, why not that one',
    usage: 'curator explain <game | path | sha1>',
    words: true,
    options: [JSON_OPTION],
    examples: [
      ['curator explain "Chrono Trigger"', 'which release is kept, and why the others lost'],
      ['curator explain roms/ct.smc', 'what a file is, and where it goes'],
      ['curator explain out/mister/games/SNES/x.sfc', 'why a file is on a device'],
    ],
  },
  {
    name: 'lock',
    summary: 'write or check curator.lock',
    usage: 'curator lock [--check]',
    options: [
      { name: 'check', help: 'write nothing; print the selection diff and exit 1 when it is not empty' },
      JSON_OPTION,
    ],
    examples: [
      ['curator lock', 'record DAT versions and the winner of every game'],
      ['curator lock --check', 'for pull requests: which games would this change swap?'],
    ],
  },
  {
    name: 'graph',
    summary: 'the steps of the build and what each rests on',
    usage: 'curator graph [target...]',
    words: true,
    options: [
      {
        name: 'format',
        value: 'FORMAT',
        oneOf: ['text', 'dot', 'mermaid', 'json'],
        help: 'text, dot, mermaid or json',
      },
      JSON_OPTION,
    ],
    examples: [['curator graph --format mermaid', 'a picture for a README']],
  },
  {
    name: 'doctor',
    summary: 'check this machine, the config and every folder',
    usage: 'curator doctor',
    options: [JSON_OPTION],
    examples: [['curator doctor', 'what is fine, what is not, what to do']],
  },
  {
    name: 'config',
    summary: 'print the config as curator understands it',
    usage: 'curator config',
    options: [JSON_OPTION],
    examples: [['curator config --json', 'every default filled in, every path absolute']],
  },
]
