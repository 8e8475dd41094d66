/** What curator goes on remembering of the files that it left, or may have left, on a device. */
import type { Disk } from '../../../disk/disk.ts'
import type { Survey } from '../look/look.ts'
import type { Claims, Entry } from '../notes/manifest.ts'
import type { DeviceState } from '../notes/state.ts'

/**
 * A claim stays as long as something may be left that it tells of: while the path is wanted, while a file of ours is
 * there or may be, and after a run that never ended. What was deleted stays claimed for one generation, because an unlink that
 * was not durable comes back. `keep`: what needs no claim; `isBlind`: what is wanted is not known as a whole, so nothing is
 * forgotten of a path where something is.
 */
export function remainingClaims(
  disk: Disk,
  state: DeviceState,
  known: Survey,
  { keep, isBlind }: { readonly keep: ReadonlyMap<string, Entry>; readonly isBlind: boolean },
): Claims {
  const claims = new Map<string, readonly string[]>()
  const note = (path: string) => {
    const hashes = known.claimsOf(path)
    if (hashes.length > 0) claims.set(path, hashes)
  }
  for (const path of [...known.stale.keys(), ...known.unread]) if (!keep.has(path)) note(path)
  const all = isBlind ? [...state.files.keys(), ...state.claims.keys()] : []
  for (const path of all) if (!keep.has(path) && disk.stat(path) !== undefined) note(path)
  for (const path of state.claims.keys()) if (state.isSuspect(path)) note(path)
  for (const path of known.wanted.keys()) if (!keep.has(path)) note(path)
  return claims
}
