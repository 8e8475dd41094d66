/** Numbers and times as people read them: on every screen and in every message. */

/** `1234567` → `1,234,567`, the same in every locale. */
export function count(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** A CRC-32: `1af` → `000001af`, as DATs and lists of archives have it. */
export function hexCrc(crc32: number): string {
  return crc32.toString(16).padStart(8, '0')
}

/** `3 files`, `1 file`. */
export function plural(n: number, noun: string, many = `${noun}s`): string {
  return `${count(n)} ${n === 1 ? noun : many}`
}

/** `2`, `2 and 5`, `2, 5 and 7`. */
export function listed(items: readonly (string | number)[]): string {
  const last = items.at(-1)
  return items.length < 2 ? String(last) : `${items.slice(0, -1).join(', ')} and ${last}`
}

/** A share of 1: `0.974` → `97 %`. */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const

/** Bytes for people, in powers of 1,000 as disks are sold: `1.2 MB`. */
export function amount(n: number): string {
  let value = n
  let unit = 0
  while (value >= 999.5 && unit < UNITS.length - 1) {
    value /= 1000
    unit++
  }
  return `${unit === 0 || value >= 99.95 ? Math.round(value) : value.toFixed(1)} ${UNITS[unit]}`
}

/** `0.4 s`, `12 s`, `3 min 5 s`. */
export function duration(ms: number): string {
  if (ms < 9950) return `${(ms / 1000).toFixed(1)} s`
  const s = Math.round(ms / 1000)
  return s < 90 ? `${s} s` : `${Math.floor(s / 60)} min ${s % 60} s`
}

/** `2026-11-21`: a day in UTC, as everywhere. */
export function day(at: number | string): string {
  return new Date(at).toISOString().slice(0, 10)
}

/** `2026-11-21 08:15`. */
export function minute(at: number | string): string {
  return new Date(at).toISOString().slice(0, 16).replace('T', ' ')
}
