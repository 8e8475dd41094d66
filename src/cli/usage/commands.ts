/** Every verb of the command line, as data. */
import { ART } from './art-command.ts'
import { BUILDING } from './building-commands.ts'
import type { CommandSpec, OptionSpec } from './command-spec.ts'
import { LOOKING } from './looking-commands.ts'
import { SERVE } from './serve-command.ts'

/** Options every verb takes. */
export const GLOBAL_OPTIONS: readonly OptionSpec[] = [
  { name: 'directory', short: 'C', value: 'DIR', help: 'work as if started in DIR' },
  { name: 'config', value: 'FILE', help: 'use this config file' },
  { name: 'quiet', short: 'q', help: 'print errors only' },
  { name: 'color', value: 'WHEN', oneOf: ['auto', 'always', 'never'], help: 'auto, always or never' },
  { name: 'wait', help: 'wait while another curator is at work here' },
  { name: 'help', short: 'h', help: 'print help' },
]

export const COMMANDS: readonly CommandSpec[] = [...BUILDING, ...LOOKING, ART, SERVE]
