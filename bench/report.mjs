/** The table of results, and the place in docs/performance.md where it stands. */
// @ts-check
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { spawnSync } from 'node:child_process'

/** @typedef {import('./rows.mjs').Row} Row */

const BEGIN = '<!-- bench:begin -->'
const END = '<!-- bench:end -->'

/**
 * @param {readonly Row[]} rows
 * @param {string} machine
 */
export function table(rows, machine) {
  return [
    machine,
    '',
    '| case | bar | aim | measured: median (min–max) | reached | how |',
    '|---|---|---|---|---|---|',
    ...rows.map(tableRow),
    '',
  ].join('\n')
}

/** @param {Row} row */
function tableRow({ name, unit, bar, aim, least, value, detail }) {
  const limit = (/** @type {number | undefined} */ most) =>
    most === undefined ? '' : `≤ ${amount(most, unit)}`
  const { median, min, max } = value
  const measured = `**${amount(median, unit)}** (${number(min, unit)}–${number(max, unit)})`
  if (least !== undefined) {
    const verdict = median >= least ? 'bar' : '**no**'
    return `| ${[name, `≥ ${amount(least, unit)}`, '', measured, verdict, detail].join(' | ')} |`
  }
  return `| ${[name, limit(bar), limit(aim), measured, reached(median, bar, aim), detail].join(' | ')} |`
}

/** @param {number} value @param {number | undefined} bar @param {number | undefined} aim */
function reached(value, bar, aim) {
  if (bar === undefined) return ''
  if (aim !== undefined && value <= aim) return 'aim'
  return value <= bar ? 'bar' : '**no**'
}

/** @param {number} value @param {Row['unit']} unit */
function amount(value, unit) {
  return unit === '×' ? `${number(value, unit)}×` : `${number(value, unit)} ${unit}`
}

/** @param {number} value @param {Row['unit']} unit */
function number(value, unit) {
  return unit === '×' || unit === 'MB' ? String(Number(value.toFixed(2))) : String(Math.round(value))
}

/**
 * One line about what the numbers were measured on.
 *
 * @param {string} dir where the files were
 * @param {number} runs
 */
export function machineLine(dir, runs) {
  const cores = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  const { stdout } = spawnSync('stat', ['-f', '-c', '%T', dir], { encoding: 'utf8' })
  const fileSystem = stdout?.trim() || 'unknown'
  const load = loadavg()[0] ?? 0
  const busy =
    load > cores.length ? ` The machine was busy (load ${load.toFixed(1)}): only ratios count.` : ''
  const model = cores[0]?.model.trim() ?? 'unknown processor'
  return (
    `${cores.length} × ${model}, ${memory} GiB, ${process.platform} ${process.arch}, ` +
    `Node ${process.version}, files on ${fileSystem}; ${runs} runs of each.${busy}`
  )
}

/**
 * Replaces the table in a document. Cases that were not run lose their old rows: half a table of another day
 * misleads.
 *
 * @param {string} file
 * @param {string} text
 */
export function writeTable(file, text) {
  const document = readFileSync(file, 'utf8')
  const begin = document.indexOf(BEGIN)
  const end = document.indexOf(END)
  if (begin < 0 || end < begin) throw new Error(`${file} has no place for the table: ${BEGIN} … ${END}.`)
  writeFileSync(file, `${document.slice(0, begin + BEGIN.length)}\n\n${text}\n${document.slice(end)}`)
}
