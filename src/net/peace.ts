/** How long a server wants to be let alone, in words, and how much of that it gets. */
import { duration, minute } from '../wording.ts'

const HOUR_MS = 3_600_000

/** Who asks for more means "not now", or has a clock that is wrong: a run that lasts asks again after a day. */
export const LONGEST_PEACE_MS = 24 * HOUR_MS

/** Where one run leaves to the next who wants to be let alone. */
export interface Peace {
  /** By host: until when, in milliseconds since the epoch. */
  known(): ReadonlyMap<string, number>
  keep(host: string, until: number): void
}

/** `7.0 s`, `12 min 0 s`; from an hour on `until 2026-08-31 12:00 UTC`. */
export function waitInWords(ms: number, now: number): string {
  if (ms < HOUR_MS) return duration(ms)
  return `until ${minute(Math.min(now + ms, LAST_DATE))} UTC`
}

/** Later ones have no four digits for their year. */
const LAST_DATE = Date.UTC(9999, 11, 31)
