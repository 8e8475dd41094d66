/** Runs whole processes and measures them: time, CPU time, peak memory. */
// @ts-check
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * @typedef {object} Run
 * @property {number} ms from start to end
 * @property {number} cpuMs of the process and its children
 * @property {string} stdout
 * @property {string} stderr
 * @property {number} status exit code
 *
 * @typedef {object} Pair
 * @property {Run} subject
 * @property {Run} baseline
 */

/**
 * What every measured process sees. NODE_EXTRA_CA_CERTS alone costs each start of Node more than the start
 * itself.
 */
const ENVIRONMENT = without(process.env, [
  'NODE_EXTRA_CA_CERTS',
  'NODE_OPTIONS',
  'CI',
  'GITHUB_ACTIONS',
  'FORCE_COLOR',
])

/** bash's own `time`: to the millisecond, without bash's start, with the CPU time of all children. */
const TIMED = 'TIMEFORMAT="%3R %3U %3S"; exec 4>&2; { time "$@" 2>&4; } 2>&3'

/**
 * @param {readonly string[]} command
 * @param {Record<string, string>} [environment]
 * @returns {Run}
 */
export function time(command, environment = {}) {
  const result = spawnSync('bash', ['-c', TIMED, 'bash', ...command], {
    env: { ...ENVIRONMENT, LC_ALL: 'C', ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (result.error) throw result.error
  const [real = NaN, user = NaN, system = NaN] = String(result.output[3]).trim().split(' ').map(Number)
  return {
    ms: real * 1000,
    cpuMs: (user + system) * 1000,
    stdout: result.stdout,
    stderr: result.stderr,
    status: result.status ?? -1,
  }
}

/** @param {string} script lines of shell, as one measured process @returns {Run} */
export function timeShell(script) {
  const run = time(['bash', '-e', '-o', 'pipefail', '-c', script])
  if (run.status !== 0) throw new Error(`A baseline failed: ${script}\n${run.stderr}`)
  return run
}

/**
 * Measured apart from time: the module that reports memory has to be loaded.
 *
 * @param {readonly string[]} command one that starts with node
 * @returns {Run & { peakMB: number, bytesRead: number }} `bytesRead`: its own modules among them
 */
export function measureMemory([node = process.execPath, ...rest]) {
  const hook = pathToFileURL(join(import.meta.dirname, 'peak-memory.mjs')).href
  const file = join(tmpdir(), `curator-peak-${process.pid}`)
  const run = time([node, '--import', hook, ...rest], { CURATOR_PEAK_FILE: file })
  const [peakKiB = NaN, bytesRead = NaN] = readFileSync(file, 'utf8').split(' ').map(Number)
  rmSync(file)
  return { ...run, peakMB: (peakKiB * 1024) / 1e6, bytesRead }
}

/**
 * Subject and baseline in turn, so that whatever else the machine does meets both; each pair gives one ratio.
 *
 * @param {number} rounds
 * @param {(round: number) => Run} subject
 * @param {(round: number) => Run} baseline
 * @returns {Pair[]}
 */
export function interleave(rounds, subject, baseline) {
  return Array.from({ length: rounds }, (_, round) => {
    if (round % 2 === 1) {
      const first = baseline(round)
      return { subject: subject(round), baseline: first }
    }
    return { subject: subject(round), baseline: baseline(round) }
  })
}

/** @param {readonly Pair[]} pairs */
export function ratios(pairs) {
  return spread(pairs.map(({ subject, baseline }) => subject.ms / baseline.ms))
}

/** @param {readonly number[]} values */
export function spread(values) {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  const median = ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2
  return { median, min: sorted[0] ?? NaN, max: sorted.at(-1) ?? NaN }
}

/** @param {NodeJS.ProcessEnv} environment @param {readonly string[]} names */
function without(environment, names) {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !names.includes(name)))
}
