/** The verb `serve`, as data. */
import type { CommandSpec } from './command-spec.ts'

export const SERVE: CommandSpec = {
  name: 'serve',
  summary: 'look at the library in a browser, or let a MiSTer fetch a target',
  usage: 'curator serve [--port N] [--write | --downloader TARGET [--host NAME] [--usb]]',
  options: [
    { name: 'port', value: 'N', help: 'listen on this port; 0: any free port (default 4816)' },
    { name: 'write', help: 'allow decisions and builds; without it the page only shows' },
    {
      name: 'downloader',
      value: 'TARGET',
      help: "no page: offer this target's files to the whole network, for a MiSTer",
    },
    { name: 'host', value: 'NAME', help: 'what the MiSTer knows this machine by (default: its name)' },
    { name: 'usb', help: 'games go to a USB drive if the MiSTer has one' },
    { name: 'json', help: 'print each link, or the address, as a line of JSON on stdout' },
  ],
  examples: [
    ['curator serve', 'prints a link that works once; Ctrl-C ends it'],
    ['curator serve --write', 'settle doubts and build from the browser'],
    ['curator serve --downloader mister', 'a MiSTer fetches its games from here'],
  ],
}
