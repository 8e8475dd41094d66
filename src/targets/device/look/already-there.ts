/** Says of a card without curator's notes that what is right on it already counts as the user's, and how that is changed. */
import type { Disk } from '../../../disk/disk.ts'
import { problem, type Problem } from '../../../errors.ts'
import { plural } from '../../../wording.ts'
import type { Observation } from './observe.ts'
import type { DevicePlan } from '../plan/plan.ts'

/** Told once: the build after that writes notes. Who lost them would learn of it only when nothing is ever deleted again. */
export function alreadyThere(disk: Disk, { generation }: Observation, plan: DevicePlan): Problem[] {
  if (generation > 0 || plan.basis === undefined) return []
  const { keep, yielded } = plan.basis
  const found = [...keep].filter(([path, { isOurs }]) => !isOurs && !yielded.has(path)).length
  if (found === 0) return []
  const where = disk.where('')
  const message =
    `${plural(found, 'file')} on ${where} ${found === 1 ? 'is' : 'are'} as wanted already, and no notes there say that curator ` +
    `wrote ${found === 1 ? 'it' : 'them'}: ${found === 1 ? 'it stays' : 'they stay'} when no longer wanted.`
  const hint = `\`curator doctor ${plan.target} --adopt\` takes over what is curator's.`
  return [problem('already-there', message, { path: where, hint })]
}
