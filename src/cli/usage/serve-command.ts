/** The verb `serve`, as data. */
import type { CommandSpec } from './command-spec.ts'

export const SERVE: CommandSpec = {
  name: 'serve',
  summary: 'look at the library in a browser, on this machine only',
  usage: 'curator serve [--port N] [--write]',
  options: [
    { name: 'port', value: 'N', help: 'listen there; 0: any that is free (default 4816)' },
    { name: 'write', help: 'allow decisions and builds; without it the page only shows' },
    { name: 'json', help: 'print each link as a line of JSON on stdout' },
  ],
  examples: [
    ['curator serve', 'prints a link that works once; Ctrl-C ends it'],
    ['curator serve --write', 'settle doubts and build from the browser'],
  ],
}
