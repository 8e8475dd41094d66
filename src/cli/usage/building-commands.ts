/** Verbs of every day: config, build, and what they tell. */
import { FORCE, FROZEN, JSON_LINES, JSON_OPTION, STRICT } from './command-options.ts'
import type { CommandSpec } from './command-spec.ts'

export const BUILDING: readonly CommandSpec[] = [
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
        help: 'as in this version of a romset: see `curator romsets list`',
      },
      {
        name: 'settle',
        value: 'SECONDS',
        help: 'leave new files that changed within this time to the next build',
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
        help: 'look this often, instead of waiting for the system to report changes',
      },
      {
        name: 'settle',
        value: 'SECONDS',
        help: 'how long a file must not have changed before it is built (default: 2)',
      },
      STRICT,
      ...FROZEN,
      JSON_LINES,
    ],
    examples: [['curator watch', 'keep every device right while you sort your files; Ctrl-C ends it']],
  },
  {
    name: 'plan',
    summary: 'show what build would do',
    usage: 'curator plan [target...]',
    words: true,
    options: [
      { name: 'check', help: 'exit 1 when there is anything to do' },
      { name: 'html', value: 'FILE', help: 'also write the whole plan as a page' },
      FORCE,
      ...FROZEN,
      JSON_OPTION,
    ],
    examples: [
      ['curator plan', 'every put, move, delete and conflict, with its reason'],
      ['curator plan --check', 'for scripts: are all devices right?'],
      ['curator plan --html plan.html', 'the same as a page to look at'],
    ],
  },
  {
    name: 'status',
    summary: 'what is owned, missing, damaged, and what to do next',
    usage: 'curator status [target...]',
    words: true,
    options: [
      {
        name: 'health',
        help: 'by platform, how many files are verified, named, unmatched, damaged, …',
      },
      STRICT,
      JSON_OPTION,
    ],
    examples: [
      ['curator status', 'one screen: roots, platforms, targets, problems'],
      ['curator status --health', 'the same, and how sound the library is'],
      ['curator status mister', 'one target: what on its card is not as written, and its builds'],
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
      ['curator explain "Chrono Trigger"', 'which release is kept, and why'],
      [
        'curator explain "Contra (USA)" --why-not "Contra (Japan)"',
        'which of the two is better, and by what',
      ],
      ['curator explain roms/ct.smc', 'what a file is, and where it goes'],
      ['curator explain out/mister/games/SNES/x.sfc', 'why a file is on a device'],
    ],
  },
  {
    name: 'review',
    summary: 'decide what only you can: doubtful files, groups and companies',
    usage: 'curator review [--import csv FILE]',
    words: true,
    options: [
      { name: 'new', help: 'only what came up since the last review' },
      { name: 'platform', value: 'SLUG', help: 'only of this platform' },
      {
        name: 'kind',
        value: 'KIND',
        many: true,
        help: 'only of this kind: dat, clone-group, candidate, last-resort, …',
      },
      {
        name: 'export',
        value: 'FORMAT',
        oneOf: ['csv'],
        not: ['json'],
        help: 'print the queue for a spreadsheet',
      },
      { name: 'out', value: 'FILE', help: 'with --export: write it there' },
      {
        name: 'import',
        value: 'FORMAT',
        oneOf: ['csv'],
        not: ['export', 'new', 'platform', 'kind', 'json'],
        help: 'take over the decisions in a spreadsheet',
      },
      JSON_OPTION,
    ],
    examples: [
      ['curator review', 'one at a time; what settles most comes first'],
      ['curator review --kind candidate --platform snes', 'only files that may be SNES games'],
      ['curator review --export csv --out queue.csv', 'decide in a spreadsheet …'],
      ['curator review --import csv queue.csv', '… and bring it back'],
    ],
  },
  {
    name: 'search',
    summary: 'find games and files by name',
    usage: 'curator search <words | filter:value> [...]',
    words: true,
    options: [{ name: 'limit', value: 'N', help: 'at most this many results (default 20)' }, JSON_OPTION],
    examples: [
      ['curator search chorno triger', 'a slip in each word does no harm'],
      ['curator search zelda platform:nes,snes have:no', 'what is still missing'],
      ['curator search region:Japan year:1990..1995 racing', 'filters: platform, region, year, …'],
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
]
