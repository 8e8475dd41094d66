/** What a case comes to: rows of the table in docs/performance.md. */
// @ts-check
import { ratios, spread } from './measure.mjs'

/**
 * @typedef {import('./measure.mjs').Run} Run
 * @typedef {import('./measure.mjs').Pair} Pair
 * @typedef {ReturnType<typeof spread>} Spread
 *
 * @typedef {object} Row
 * @property {string} name
 * @property {'×' | 'MB' | 'MB/s'} unit
 * @property {number} [bar] the most it may be
 * @property {number} [aim]
 * @property {number} [least] instead of these: the least it may be
 * @property {Spread} value
 * @property {string} detail
 */

/**
 * @template {Run} R
 * @param {R} run
 * @param {'done' | 'nothing'} [expected]
 * @returns {R}
 */
export function expectOutcome(run, expected) {
  if (run.status !== 0)
    throw new Error(`A build failed with exit code ${run.status}.\n${run.stderr}${run.stdout}`)
  const { outcome } = /** @type {{ outcome: string }} */ (JSON.parse(run.stdout))
  if (expected === undefined || outcome === expected) return run
  throw new Error(
    `A build ended with "${outcome}" where "${expected}" was right.\n${run.stderr}${run.stdout}`,
  )
}

/**
 * @param {string} name
 * @param {readonly Pair[]} pairs
 * @param {string} baseline
 * @param {{ bar?: number, aim?: number }} [limits]
 * @returns {Row}
 */
export function ratioRow(name, pairs, baseline, limits = {}) {
  const wall = (/** @type {'subject' | 'baseline'} */ side) =>
    Math.round(spread(pairs.map((pair) => pair[side].ms)).median)
  const cpu = spread(pairs.map(({ subject, baseline: other }) => subject.cpuMs / other.cpuMs)).median
  const times = `${wall('subject')} ms against ${wall('baseline')} ms`
  const detail = `${times}: ${baseline}; CPU time ${cpu.toFixed(2)}×`
  return { name, unit: '×', ...limits, value: ratios(pairs), detail }
}

/** @param {number} bytes */
export function megabytes(bytes) {
  return Math.round(bytes / 1e6)
}

/** @param {string} text for the shell */
export function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`
}
