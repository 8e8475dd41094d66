/** The verb for pictures. */
import { JSON_OPTION } from './command-options.ts'
import type { CommandSpec } from './command-spec.ts'

export const ART: CommandSpec = {
  name: 'art',
  summary: 'pictures of games: what devices have, miss, and could get',
  usage: 'curator art [target...]',
  words: true,
  options: [
    { name: 'fetch', help: 'fetch missing pictures that a provider has; `curator build` then writes them' },
    { name: 'dry-run', help: 'count the requests, and make none (as without --fetch)' },
    { name: 'refresh', help: 'with --fetch: ask again, whatever was answered before' },
    JSON_OPTION,
  ],
  examples: [
    ['curator art', 'what there is, by target and kind, and what fetching the rest would take'],
    ['curator art --fetch', 'fetch the rest, politely, and each picture once'],
  ],
}
