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
  /** It may be given several times. */
  readonly many?: true
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
      {
        name: 'romset',
        value: 'VERSION',
        help: 'as this version of a romset has it: see `curator romsets list`',
      },
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
    name: 'watch',
    summary: 'build whenever roots, DATs or the config change',
    usage: 'curator watch [target...]',
    words: true,
    options: [
      {
        name: 'interval',
        value: 'SECONDS',
        help: "look so often, instead of waiting for the system's word",
      },
      {
        name: 'settle',
        value: 'SECONDS',
        help: 'build when nothing has changed for so long (default: 2)',
      },
      STRICT,
      ...FROZEN,
    ],
    examples: [['curator watch', 'keep every device right while you sort your files; Ctrl-C ends it']],
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
    options: [
      { name: 'health', help: 'how many files are verified, unmatched, missing, damaged, by platform' },
      STRICT,
      JSON_OPTION,
    ],
    examples: [
      ['curator status', 'one screen: roots, platforms, targets, problems'],
      ['curator status --health', 'the same, and how sound the library is'],
    ],
  },
  {
    name: 'explain',
    summary: 'why this file, why not that one',
    usage: 'curator explain <game | path | sha1>',
    words: true,
    options: [
      { name: 'why-not', value: 'RELEASE', help: 'compare with this release of the same game' },
      JSON_OPTION,
    ],
    examples: [
      ['curator explain "Chrono Trigger"', 'which release is kept, and why the others lost'],
      [
        'curator explain "Contra (USA)" --why-not "Contra (Japan)"',
        'which of the two is better, and by what',
      ],
      ['curator explain roms/ct.smc', 'what a file is, and where it goes'],
      ['curator explain out/mister/games/SNES/x.sfc', 'why a file is on a device'],
    ],
  },
  {
    name: 'search',
    summary: 'find games and files by name',
    usage: 'curator search <words | filter:value> [...]',
    words: true,
    options: [
      { name: 'limit', value: 'N', help: 'at most so many results (default 20)' },
      JSON_OPTION,
    ],
    examples: [
      ['curator search chorno triger', 'a slip in each word does no harm'],
      ['curator search zelda platform:nes,snes have:no', 'what is still missing'],
      ['curator search region:Japan year:1990..1995 racing', 'filters: platform, region, have, year, kind, …'],
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
    name: 'romsets',
    summary: 'what policies keep: show, compare, and bring back',
    usage: 'curator romsets <show | list | diff | criteria | restore> [...]',
    words: true,
    options: [
      { name: 'platform', value: 'SLUG', help: 'only this platform' },
      { name: 'list', help: 'show: print the names of all releases' },
      { name: 'policy', help: 'diff: compare two policies, by their names' },
      { name: 'dry-run', help: 'restore: print the plan and write nothing' },
      FORCE,
      STRICT,
      ...FROZEN,
      JSON_OPTION,
    ],
    examples: [
      ['curator romsets show best --json', 'what the policy keeps, for scripts; needs no ROMs'],
      ['curator romsets list', 'every version of what policies keep, with what changed'],
      ['curator romsets diff 3 5', 'games that another release is kept of'],
      [
        'curator romsets diff --policy best japan',
        'the same between two policies, with the criterion that decides',
      ],
      ['curator romsets criteria best', 'how often each criterion decides'],
      ['curator romsets restore 3', 'build devices as they were'],
    ],
  },
  {
    name: 'dats',
    summary: 'list DATs and keep them up to date',
    usage: 'curator dats <list | update | diff | import | undo> [...]',
    words: true,
    options: [
      {
        name: 'source',
        value: 'NAME',
        many: true,
        help: 'only this source, by its name or that in the config',
      },
      { name: 'import', help: 'update: read what is new into the catalog at once' },
      { name: 'dry-run', help: 'update: say what is new and fetch nothing' },
      { name: 'list-sources', help: 'update: print the sources there are' },
      { name: 'offline', help: 'update: do not touch the network' },
      { name: 'frozen', help: 'the same (default in CI)' },
      { name: 'no-frozen', help: 'touch the network, in CI too' },
      { name: 'force', help: 'take a DAT that lists far fewer games than before' },
      JSON_OPTION,
    ],
    examples: [
      ['curator dats list', 'versions, games, and how much of them is had'],
      ['curator dats update', 'fetch what is new from every source of the config'],
      ['curator dats update --source redump', 'only from one'],
      ['curator dats diff redump', 'what the last update changed'],
      ['curator dats diff old.dat new.dat', 'renamed, other ROMs, added, withdrawn'],
      ['curator dats import pack.zip', 'hand over DATs you downloaded yourself'],
      ['curator dats undo 12', 'take out what an import brought, and remember it'],
    ],
  },
  {
    name: 'metadata',
    summary: 'what providers know of games, and who they are',
    usage: 'curator metadata <sources | find> [...]',
    words: true,
    options: [
      { name: 'reach', help: 'sources: ask each whether it answers, one request each' },
      { name: 'platform', value: 'SLUG', help: 'find: a game of this platform' },
      { name: 'provider', value: 'NAME', many: true, help: 'find: ask only this one' },
      { name: 'offline', help: 'find: only what was answered before' },
      { name: 'dry-run', help: 'find: count the requests, and make none' },
      { name: 'refresh', help: 'find: ask anew, whatever was answered before' },
      JSON_OPTION,
    ],
    examples: [
      ['curator metadata sources', 'who can be asked, and which keys are missing'],
      ['curator metadata find "Chrono Trigger" --platform snes', 'by its title'],
      ['curator metadata find roms/ct.smc', 'by its hash, if a build has read it'],
    ],
  },
  {
    name: 'report',
    summary: 'lists of what is had and missing, as DAT, text or JSON',
    usage: 'curator report <missing | have | dir2dat>',
    words: true,
    options: [
      { name: 'dat', value: 'NAME', help: "only this DAT: its name in the config, or its header's" },
      { name: 'root', value: 'NAME', help: 'for dir2dat: the root to make a DAT of' },
      { name: 'format', value: 'FORMAT', oneOf: ['dat', 'text', 'json'], help: 'dat, text or json' },
      { name: 'out', value: 'PATH', help: 'write a file, or a file for each DAT into a folder' },
      JSON_OPTION,
    ],
    examples: [
      ['curator report missing', 'what no root holds, DAT by DAT'],
      ['curator report missing --dat gb --format dat --out fix.dat', 'a fixdat for any ROM manager'],
      ['curator report dir2dat --root downloads', 'a DAT of what a root holds'],
    ],
  },
  {
    name: 'files',
    summary: 'what is known of each file',
    usage: 'curator files [pattern...]',
    words: true,
    options: [
      { name: 'root', value: 'NAME', help: 'only files of this root' },
      { name: 'platform', value: 'SLUG', help: 'only files that a DAT of this platform lists' },
      { name: 'unmatched', help: 'only files that no DAT lists' },
      { name: 'duplicates', help: 'only files whose content lies elsewhere, too' },
      { name: 'failed', help: 'only files with something wrong' },
      { name: 'missing', help: 'files that were there once' },
      JSON_OPTION,
    ],
    examples: [
      ['curator files "*.zip" --unmatched', 'archives with nothing that a DAT lists'],
      ['curator files zelda', 'files with this in their path, in any case'],
      ['curator files --duplicates --json', 'what could be tidied up, for scripts'],
    ],
  },
  {
    name: 'verify',
    summary: 'read files again and compare them with what they were',
    usage: 'curator verify',
    options: [
      { name: 'sample', value: 'SHARE', help: 'such as 5%: those verified longest ago (default: all)' },
      { name: 'root', value: 'NAME', help: 'only files of this root' },
      JSON_OPTION,
    ],
    examples: [['curator verify --sample 5%', 'in a nightly job: comes round to every file']],
  },
  {
    name: 'log',
    summary: 'what was imported, scanned and verified',
    usage: 'curator log [run]',
    words: true,
    options: [JSON_OPTION],
    examples: [
      ['curator log', 'the newest runs, and how they ended'],
      ['curator log 12', 'one of them, with the files it had trouble with'],
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
