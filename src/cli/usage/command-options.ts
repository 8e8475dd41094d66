/** Options that several verbs take. */
import type { OptionSpec } from './command-spec.ts'

export const JSON_OPTION: OptionSpec = { name: 'json', help: 'print one JSON document on stdout' }
/** Of verbs that go on until they are stopped. */
export const JSON_LINES: OptionSpec = { name: 'json', help: 'print each event as a line of JSON on stdout' }
export const FROZEN: readonly OptionSpec[] = [
  { name: 'frozen', help: 'never change curator.lock; stop if it is out of date (default in CI)' },
  { name: 'no-frozen', not: ['frozen'], help: 'update curator.lock, in CI too' },
]
export const STRICT: OptionSpec = {
  name: 'strict',
  help: 'exit 1 when games are missing or input files are damaged',
}
export const FORCE: OptionSpec = {
  name: 'force',
  help: 'replace what was changed or is not ours; believe an emptied root',
}
