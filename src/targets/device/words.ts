/** Numbers as people read them. */

/** `1 file`, `2 files`. */
export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`
}

/** `512 bytes`, `4.6 kB`, `31.0 GB`: decimal units, as disks are sold. */
export function amount(bytes: number): string {
  const power = UNITS.findLastIndex((_unit, i) => bytes >= 1000 ** (i + 1))
  return power === -1 ? count(bytes, 'byte') : `${(bytes / 1000 ** (power + 1)).toFixed(1)} ${UNITS[power]}`
}

const UNITS = ['kB', 'MB', 'GB', 'TB'] as const
