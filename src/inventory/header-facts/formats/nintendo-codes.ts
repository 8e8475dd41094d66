/** Game codes and maker codes that Nintendo's headers share. */
import type { HeaderFacts } from '../facts.ts'
import { NINTENDO_MAKERS } from '../tables/makers.ts'
import { NINTENDO_REGIONS } from '../tables/regions.ts'

/** A code of four capital letters and digits, the last one for the region: `AWRE`. Anything else is none. */
export function gameCode(
  code: string,
  regions: ReadonlyMap<string, readonly string[]> = NINTENDO_REGIONS,
): Pick<HeaderFacts, 'serial' | 'regions'> {
  if (!/^[A-Z0-9]{3}[A-Z]$/.test(code)) return {}
  return { serial: code, regions: regions.get(code.charAt(3)) ?? [] }
}

export function nintendoMaker(code: string): string {
  return /^[A-Z0-9]{2}$/.test(code) && code !== '00' && code !== 'FF'
    ? (NINTENDO_MAKERS.get(code) ?? code)
    : ''
}

/** Versions count from 0 for the first mask; people and DATs count `1.0`, `1.1`. */
export function maskVersion(n: number): string {
  return n === 0xff ? '' : `1.${n}`
}
