/**
 * Takes over what somebody put on a device before curator, or beside it: files that equal ones of the tree, wherever
 * they lie. From then on they are curator's, as if it had written them: the next build renames them to their places. Only
 * curator's own notes are written.
 */
import type { Disk } from '../../disk/disk.ts'
import { applyPlan } from './apply.ts'
import { addClaims } from './manifest.ts'
import type { DevicePlan } from './plan.ts'
import { readOwner } from './owner.ts'
import { strangers } from './strangers.ts'
import type { Problem } from '../../errors.ts'

export interface Adopted {
  /** Files that lie where they should. */
  readonly inPlace: number
  /** Those that the next build renames. */
  readonly elsewhere: number
  readonly problems: readonly Problem[]
}

/** `plan`: of the whole tree, with what is there already counted as ours. */
export async function adopt(disk: Disk, plan: DevicePlan, reserved: readonly string[]): Promise<Adopted> {
  const { basis } = plan
  if (basis === undefined) return { inPlace: 0, elsewhere: 0, problems: plan.problems }
  const wanted = new Map<number, Set<string>>()
  for (const action of plan.actions) {
    if (action.op !== 'put') continue
    const { size, sha1 } = action.file
    wanted.set(size, (wanted.get(size) ?? new Set()).add(sha1))
  }
  const claims = new Map(basis.claims)
  let elsewhere = 0
  for (const { path, size, isReserved } of strangers(disk, reserved)) {
    const hashes = isReserved || basis.keep.has(path) ? undefined : wanted.get(size)
    const sha1 = hashes && disk.hash(path)
    if (sha1 === undefined || hashes?.has(sha1) !== true) continue
    hashes.delete(sha1) // one copy is enough; the others stay whose they are
    addClaims(claims, [[path, [sha1]]])
    elsewhere += 1
  }
  const before = basis.state.files
  const inPlace = [...basis.keep].filter(
    ([path, { isOurs }]) => isOurs && before.get(path)?.isOurs !== true,
  ).length
  // a card that holds nothing of the kind yet is taken over as well: it is known by its id from now on
  if (inPlace + elsewhere === 0 && readOwner(disk) === plan.target)
    return { inPlace, elsewhere, problems: plan.problems }
  const notes = { ...plan, actions: [], basis: { ...basis, claims } }
  const { problems } = await applyPlan(disk, notes, () => ({ text: '' }), { tree: '', isPartial: true })
  return { inPlace, elsewhere, problems }
}
