/**
 * Loaded into a process with `--import`: when it ends, writes its peak resident memory in KiB, and how many bytes it
 * read, to the file named by CURATOR_PEAK_FILE. Worker threads are part of the process; child processes are not.
 */
// @ts-check
import { readFileSync, writeFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

const file = process.env['CURATOR_PEAK_FILE']
if (file && isMainThread) process.on('exit', () => writeFileSync(file, `${peakKiB()} ${bytesRead()}`))

/**
 * Linux carries `ru_maxrss` over from the parent through exec, so a small process started by a large one
 * looks large. VmHWM belongs to this program alone.
 */
function peakKiB() {
  return numberIn('/proc/self/status', /^VmHWM:\s+(\d+) kB$/m) ?? process.resourceUsage().maxRSS
}

/** By any call, whatever it was of: files, pipes, its own modules. NaN: this system does not count them. */
function bytesRead() {
  return numberIn('/proc/self/io', /^rchar: (\d+)$/m) ?? NaN
}

/** Undefined where it is not Linux. @param {string} path @param {RegExp} pattern */
function numberIn(path, pattern) {
  try {
    const line = pattern.exec(readFileSync(path, 'utf8'))
    return line ? Number(line[1]) : undefined
  } catch {
    return undefined
  }
}
