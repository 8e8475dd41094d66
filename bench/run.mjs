/**
 * `npm run bench -- [case…]`: measures whole builds against what other programs need for the least of the
 * same work. See docs/performance.md.
 */
// @ts-check
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { CASES, ON_DEMAND } from './cases.mjs'
import { machineLine, table, writeTable } from './report.mjs'
import { SIZES, openWorkspace } from './workspace.mjs'

const HELP = `npm run bench -- [case…] [options]

Cases: ${Object.keys(CASES).join(', ')} (default: all but ${ON_DEMAND.join(', ')})

  --runs N      runs of each side (default 5)
  --size SIZE   ${Object.keys(SIZES).join(', ')} (default full)
  --dir DIR     where to make the libraries (default /dev/shm, else the system's temporary folder)
  --cli FILE    the curator to measure (default dist/cli.cjs)
  --write       put the table into docs/performance.md
  --settle MS   how long a file rests until curator trusts it (default 4000; of a stand-in, 0)
  --keep        leave the libraries in place
`

const CHECKOUT = join(import.meta.dirname, '..')

main()

function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      runs: { type: 'string', default: '5' },
      size: { type: 'string', default: 'full' },
      dir: { type: 'string' },
      cli: { type: 'string', default: join(CHECKOUT, 'dist', 'cli.cjs') },
      write: { type: 'boolean', default: false },
      settle: { type: 'string', default: '4000' },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(HELP)
  const runs = Number(values.runs)
  const { size } = values
  const names =
    positionals.length > 0 ? positionals : Object.keys(CASES).filter((name) => !ON_DEMAND.includes(name))
  const unknown = names.filter((name) => !Object.hasOwn(CASES, name))
  const settleMs = Number(values.settle)
  if (unknown.length > 0 || !isSize(size) || !(runs >= 1) || !(settleMs >= 0)) return fail(HELP)
  if (!existsSync(values.cli)) return fail(`${values.cli} does not exist. Run \`npm run build\` first.`)

  const workspace = openWorkspace(size, settleMs, values.dir)
  try {
    const bench = { workspace, runs, curator: [process.execPath, values.cli] }
    const rows = names.flatMap((name) => {
      console.error(`Measuring ${name}…`)
      return CASES[name]?.(bench) ?? []
    })
    const text = table(rows, machineLine(workspace.dir, runs))
    console.log(text)
    if (values.write) writeTable(join(CHECKOUT, 'docs', 'performance.md'), text)
  } finally {
    if (values.keep) console.error(`The libraries are in ${workspace.dir}.`)
    else workspace.remove()
  }
}

/** @param {string} size @returns {size is import('./workspace.mjs').Size} */
function isSize(size) {
  return Object.hasOwn(SIZES, size)
}

/** @param {string} message */
function fail(message) {
  console.error(message)
  process.exitCode = 2
}
