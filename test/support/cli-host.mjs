/**
 * A process that runs one command after the other, as a process of its own would run each: it stays warm, and the
 * tests wait for no start. `cli-warm.ts` talks to it.
 */
// @ts-check
import { writeSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { setImmediate as soon, setTimeout as pause } from 'node:timers/promises'

/** @typedef {import('./cli-warm.ts').Order} Order */

const require = createRequire(import.meta.url)

process.on('message', (/** @type {Order} */ order) => void run(order))
process.on('disconnect', () => process.exit())

/** @param {Order} order */
async function run({ cli, args, cwd, env, mark }) {
  process.chdir(cwd)
  for (const name of Object.keys(process.env)) delete process.env[name]
  Object.assign(process.env, env)
  process.argv = [process.execPath, cli, ...args]
  const idle = process.getActiveResourcesInfo().length
  const before = listeners()
  const program = /** @type {{ start(): Promise<void> }} */ (require(cli))
  await program.start()
  await ended(idle)
  const code = process.exitCode ?? 0
  process.exitCode = undefined
  for (const { event, listener } of listeners()) {
    if (before.some((known) => known.event === event && known.listener === listener)) continue
    process.removeListener(event, listener)
    if (event === 'exit') listener(code)
  }
  process.chdir(tmpdir())
  for (const { fd } of OUTPUTS) writeSync(fd, mark)
  process.send?.(code)
}

/** The first to look at them opens them: that is nobody's fault. */
const OUTPUTS = [process.stdout, process.stderr]

/** @typedef {(...args: unknown[]) => void} Listener */

/** Who listens for what happens to this process. A command takes its own with it when it ends. */
function listeners() {
  return process.eventNames().flatMap((event) => {
    const all = /** @type {Listener[]} */ (process.rawListeners(event))
    return all.map((listener) => ({ event, listener }))
  })
}

/**
 * A process goes on while something is open. So does a command here: one that leaves something open takes too long.
 *
 * @param {number} idle
 */
async function ended(idle) {
  await soon()
  while (process.getActiveResourcesInfo().length > idle) await pause(1)
}
