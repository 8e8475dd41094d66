/**
 * Loaded into a process with `--import`: when it ends, writes its peak resident memory, in KiB, to the file
 * named by CURATOR_PEAK_FILE. Worker threads are part of the process; child processes are not.
 */
// @ts-check
import { readFileSync, writeFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

const file = process.env['CURATOR_PEAK_FILE']
if (file && isMainThread) process.on('exit', () => writeFileSync(file, String(peakKiB())))

/**
 * Linux carries `ru_maxrss` over from the parent through exec, so a small process started by a large one
 * looks large. VmHWM belongs to this program alone.
 */
function peakKiB() {
  try {
    const line = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))
    if (line) return Number(line[1])
  } catch {
    // not Linux: the system's own figure is right there
  }
  return process.resourceUsage().maxRSS
}
