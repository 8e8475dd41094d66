/** Sizes as people write them. */
import { ownValue } from '../../own-value.ts'

const UNITS: Readonly<Record<string, number>> = {
  B: 1,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40,
  kB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
}

/** Bytes of `128 MiB`, `1.5 GB`, or a number; undefined for anything else. */
export function parseSize(size: string | number): number | undefined {
  if (typeof size === 'number') return size
  const [, number = '', unit = ''] = /^(\d{1,15}(?:\.\d{1,3})?) ?([A-Za-z]{1,3})$/.exec(size) ?? []
  const factor = ownValue(UNITS, unit)
  if (factor === undefined) return undefined
  const bytes = Math.round(Number(number) * factor)
  return bytes >= 1 && Number.isSafeInteger(bytes) ? bytes : undefined
}
