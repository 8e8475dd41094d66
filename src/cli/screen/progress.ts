/** What a person sees while the work runs: one line that rewrites itself on a terminal, a line a step elsewhere. */
import { basename } from 'node:path'
import type { Tick } from '../../steps/world.ts'
import { amount, count, duration, percent, plural } from '../../wording.ts'
import { harmless, onOneLine, write as writeTo, type Output } from './output.ts'
import { cut } from './text-width.ts'

interface Shown extends Tick {
  /** What is counted, where that is no file: `platform`. */
  readonly unit?: string
}

export interface Progress {
  /** A step begins, e.g. `Scanning downloads`. */
  step(name: string): void
  tick(tick: Shown): void
  /** Clears the line, so that a result can be printed. */
  stop(): void
}

/** Ticks closer together than this are not drawn. */
const DEBOUNCE_MS = 50
/** A step shorter than this is not worth a plain line. */
const PLAIN_AFTER_MS = 2000
/** A shorter wait needs no warning. */
const WORTH_TELLING_MS = 3000
const CLEAR_LINE = '\r\u001B[2K'
/** Where a terminal does not know how wide it is. */
const USUAL_COLUMNS = 80

export function createProgress(out: Output, write: (text: string) => void = writeError): Progress {
  if (out.quiet) return { step: ignore, tick: ignore, stop: ignore }
  return out.live ? liveProgress(write) : plainProgress(out)
}

function liveProgress(write: (text: string) => void): Progress {
  let name = ''
  let began = 0
  let drawn = 0
  return {
    step(next) {
      name = next
      began = performance.now()
      drawn = 0
    },
    tick(tick) {
      const now = performance.now()
      if (now - drawn < DEBOUNCE_MS) return
      drawn = now
      const { beside = { name, began } } = tick
      const shown = harmless(line(beside.name, tick, now - beside.began), false)
      // in its last column some begin a new line
      write(CLEAR_LINE + cut(shown, (process.stderr.columns || USUAL_COLUMNS) - 1))
    },
    stop: () => write(CLEAR_LINE),
  }
}

function plainProgress(out: Output): Progress {
  let name = ''
  let began = 0
  let said = 0
  return {
    step(next) {
      name = next
      began = said = performance.now()
    },
    tick(tick) {
      const now = performance.now()
      if (now - said < PLAIN_AFTER_MS) return
      said = now
      const { beside = { name, began } } = tick
      out.warn(line(beside.name, tick, now - beside.began))
    },
    stop: ignore,
  }
}

/** `Scanning downloads  1,204/5,000 files  96 MB  48 MB/s  8 s left`. */
export function line(name: string, tick: Shown, ms: number): string {
  const parts = [
    name,
    tick.total === undefined
      ? plural(tick.files, tick.unit ?? 'file')
      : `${count(tick.files)}/${plural(tick.total, tick.unit ?? 'file')}`,
  ]
  if (tick.bytes) {
    parts.push(amount(tick.bytes))
    if (ms > 500) parts.push(`${amount((tick.bytes / ms) * 1000)}/s`)
  }
  const share = tick.totalBytes
    ? (tick.bytes ?? 0) / tick.totalBytes
    : tick.total
      ? tick.files / tick.total
      : 0
  if (share > 0.02 && share < 1 && ms > 1000) parts.push(`${duration((ms / share) * (1 - share))} left`)
  else if (share <= 0.02 && tick.expectedMs !== undefined && tick.expectedMs > Math.max(ms, WORTH_TELLING_MS))
    parts.push(`about ${duration(tick.expectedMs - ms)} left, by earlier runs`)
  if (tick.large)
    parts.push(`${onOneLine(basename(tick.large.file))} ${percent(tick.large.done / tick.large.size)}`)
  return parts.join('  ')
}

/** Not by Node's stream: that ends the program when the terminal is gone. */
function writeError(text: string): void {
  writeTo(2, text)
}

function ignore(): void {
  // nothing is shown
}
