/** What reading files costs, and nothing else: no DATs, no targets. */
// @ts-check
import { appendFileSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { interleave, measureMemory, ratios, spread, time, timeShell } from './measure.mjs'
import { expectOutcome, megabytes, quoted, ratioRow } from './rows.mjs'

/**
 * @typedef {import('./cases.mjs').Bench} Bench
 * @typedef {import('./rows.mjs').Row} Row
 */

/** Small files, read for the first time. @param {Bench} bench @returns {Row[]} */
export function hash({ workspace, runs, curator }) {
  const { dir, files } = workspace.plain()
  const pairs = interleave(
    runs,
    () => readAnew(curator, dir),
    () => timeShell(`find ${quoted(join(dir, 'roms'))} -type f -exec sha1sum {} + > /dev/null`),
  )
  return [ratioRow(`${files} files of 64 KiB, cold`, pairs, 'find -exec sha1sum {} +', { bar: 1.3 })]
}

/** Large files, by two threads: CRC-32 and SHA-1 of all bytes. @param {Bench} bench @returns {Row[]} */
export function large({ workspace, runs, curator }) {
  const { dir, files, bytes } = workspace.discs()
  const pairs = interleave(
    runs,
    () => readAnew(curator, dir),
    () =>
      timeShell(`find ${quoted(join(dir, 'roms'))} -type f -print0 |
        xargs -0 -P 2 -n ${files / 2} openssl dgst -sha1 > /dev/null`),
  )
  const name = `rate of reading ${files} files of ${megabytes(bytes / files)} MB, two threads`
  const { detail } = ratioRow(name, pairs, 'two `openssl dgst -sha1` side by side')
  const value = ratios(pairs.map(({ subject, baseline }) => ({ subject: baseline, baseline: subject })))
  return [{ name, unit: '×', least: 0.7, value, detail }]
}

/** Zips whose own lists are enough: what is read of them. @param {Bench} bench @returns {Row[]} */
export function quick({ workspace, runs, curator }) {
  const { dir, zips } = workspace.quickZips()
  const empty = workspace.none()
  const read = Array.from({ length: runs }, () => {
    forget(dir)
    forget(empty)
    const all = expectRoot(measureMemory(buildOf(curator, dir)), { files: zips })
    const none = expectRoot(measureMemory(buildOf(curator, empty)), { files: 0 })
    return (all.bytesRead - none.bytesRead) / 1e6
  })
  const detail = 'all reads of a cold build, less those of one with an empty root'
  return [{ name: `${zips} zips, \`quick\`: bytes read`, unit: 'MB', bar: 6, value: spread(read), detail }]
}

/** One file of very many has other bytes. @param {Bench} bench @returns {Row[]} */
export function changed({ workspace, runs, curator }) {
  const { dir, files } = workspace.small()
  workspace.settle()
  expectOutcome(time(buildOf(curator, dir)))
  const pairs = interleave(
    runs,
    () => {
      appendFileSync(join(dir, 'roms', '0', '0.bin'), 'more')
      const run = expectRoot(time(buildOf(curator, dir)), { hashed: 1 })
      workspace.settle()
      expectOutcome(time(buildOf(curator, dir)))
      return run
    },
    () => expectRoot(time(buildOf(curator, dir)), { hashed: 0 }),
  )
  const name = `one changed file of ${files}: 1 file read`
  return [ratioRow(name, pairs, 'a build with nothing to do')]
}

/** What grows with the number of files: once for all, it takes long. @param {Bench} bench @returns {Row[]} */
export function million({ workspace, curator }) {
  const { dir, files } = workspace.million()
  workspace.settle()
  const peak = (/** @type {number} */ hashed) =>
    spread([expectRoot(measureMemory(buildOf(curator, dir)), { hashed }).peakMB])
  const cold = peak(files)
  renameSync(join(dir, 'roms'), join(dir, 'others'))
  mkdirSync(join(dir, 'roms'))
  renameSync(join(dir, 'others'), join(dir, 'roms', 'others'))
  const limits = /** @type {const} */ ({ unit: 'MB', bar: 400 })
  const name = `${files} files of 8 bytes: peak memory (one run)`
  return [
    { name, ...limits, value: cold, detail: 'a cold build' },
    { name: 'the same', ...limits, value: peak(0), detail: 'their folder was renamed' },
  ]
}

/** The same in one folder. @param {Bench} bench @returns {Row[]} */
export function flat({ workspace, curator }) {
  const { dir, files } = workspace.flat()
  workspace.settle()
  const peak = (/** @type {number} */ hashed) =>
    spread([expectRoot(measureMemory(buildOf(curator, dir)), { hashed }).peakMB])
  const cold = peak(files)
  const again = peak(0)
  appendFileSync(join(dir, 'roms', '0', '0.bin'), 'more')
  const one = peak(1)
  const limits = /** @type {const} */ ({ unit: 'MB', bar: 400 })
  const name = `${files} files of 8 bytes in one folder: peak memory (one run)`
  return [
    { name, ...limits, value: cold, detail: 'a cold build' },
    { name: 'the same', ...limits, value: again, detail: 'nothing changed' },
    { name: 'the same', ...limits, value: one, detail: 'one file changed' },
  ]
}

/**
 * Throws unless the build found so many files in the root, or read so many.
 *
 * @template {import('./measure.mjs').Run} R
 * @param {R} run
 * @param {{ files: number } | { hashed: number }} expected
 * @returns {R}
 */
function expectRoot(run, expected) {
  const { roots } = /** @type {{ roots: { roms: Record<string, number> } }} */ (
    JSON.parse(expectOutcome(run).stdout)
  )
  if (Object.entries(expected).every(([name, value]) => roots.roms[name] === value)) return run
  throw new Error(`A build found something else than ${JSON.stringify(expected)}.\n${run.stdout}`)
}

/** @param {readonly string[]} curator @param {string} dir */
function readAnew(curator, dir) {
  forget(dir)
  return expectOutcome(time(buildOf(curator, dir)))
}

/** @param {string} dir */
function forget(dir) {
  rmSync(join(dir, '.curator'), { recursive: true, force: true })
}

/** @param {readonly string[]} curator @param {string} dir */
function buildOf(curator, dir) {
  return [...curator, 'build', '-C', dir, '--json']
}
