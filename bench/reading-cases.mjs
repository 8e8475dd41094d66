/** What reading files costs, and nothing else: no DATs, no targets. */
// @ts-check
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { interleave, ratios, time, timeShell } from './measure.mjs'
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

/** @param {readonly string[]} curator @param {string} dir */
function readAnew(curator, dir) {
  rmSync(join(dir, '.curator'), { recursive: true, force: true })
  return expectOutcome(time([...curator, 'build', '-C', dir, '--json']))
}
