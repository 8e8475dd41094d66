/**
 * Sets times of modification to the nanosecond. Node takes times as doubles, which keep a quarter of a microsecond of a
 * date of today; GNU's `touch` takes all nine digits. Where there is none, Node's is as near as it gets.
 */
import { spawnSync } from 'node:child_process'
import { lstatSync, utimesSync } from 'node:fs'
import { errno } from '../errors.ts'

/** By absolute path, in nanoseconds since the epoch. What is not there is left out; links are not followed. */
export function setTimesExactly(times: ReadonlyMap<string, bigint>): void {
  const inexact: [string, bigint][] = []
  for (const [path, ns] of times) {
    const found = timeOf(path)
    if (found === undefined || found === ns) continue
    const seconds = Number(ns) / NS
    utimesSync(path, seconds, seconds)
    if (timeOf(path) !== ns) inexact.push([path, ns])
  }
  if (inexact.length === 0 || process.platform === 'win32') return
  spawnSync('sh', [], { input: inexact.map(touching).join(''), stdio: ['pipe', 'ignore', 'ignore'] })
}

const NS = 1e9

function touching([path, ns]: readonly [string, bigint]): string {
  const digits = String(ns % 1_000_000_000n).padStart(9, '0')
  const quoted = path.replaceAll("'", String.raw`'\''`)
  return `touch -c -h -m -d @${ns / 1_000_000_000n}.${digits} -- '${quoted}'\n`
}

/** Undefined also for what is neither a file nor a folder: setting the time of a link would follow it. */
function timeOf(path: string): bigint | undefined {
  try {
    const found = lstatSync(path, { bigint: true, throwIfNoEntry: false })
    return found && (found.isFile() || found.isDirectory()) && found.mtimeNs >= 0n ? found.mtimeNs : undefined
  } catch (error) {
    if (errno(error) === 'ENOTDIR') return undefined
    throw error
  }
}
