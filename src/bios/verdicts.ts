/** Compares what a device looks for with what is there. */
import { nameOf } from '../disk/path.ts'
import type { FirmwareFile } from './holdings.ts'
import type { FirmwareWish } from './firmware.ts'

export interface FirmwareVerdict extends FirmwareWish {
  /** `wrong`: only a file of that name is there, and its bytes are none of those that will do. */
  readonly state: 'present' | 'missing' | 'wrong'
  /** What is there; the best edition when there are several. */
  readonly found?: FirmwareFile
}

export function verdictsOn(
  wishes: readonly FirmwareWish[],
  held: readonly FirmwareFile[],
): readonly FirmwareVerdict[] {
  const byMd5 = new Map(held.map((file) => [file.md5, file]))
  const byName = new Map(held.map((file) => [file.name.toLowerCase(), file]))
  return wishes.map((wish): FirmwareVerdict => {
    const right = wish.accepts.flatMap((md5) => byMd5.get(md5) ?? [])[0]
    if (right) return { ...wish, state: 'present', found: right }
    const name = nameOf(wish.path).toLowerCase()
    // many systems have a `boot.rom`
    const named = /^(?:boot\d?|cd_bios)\.rom$/.test(name) ? undefined : byName.get(name)
    return named ? { ...wish, state: 'wrong', found: named } : { ...wish, state: 'missing' }
  })
}
