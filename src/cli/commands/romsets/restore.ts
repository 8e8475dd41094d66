/** `curator romsets restore`: builds the devices of a policy as a version of its romset has them. */
import type { Call } from '../../call.ts'
import { runBuild } from '../build.ts'
import { versionOf } from './words.ts'

/** Words behind the version name targets. */
export async function restore(call: Call, [version, ...targets]: readonly string[]): Promise<number> {
  return runBuild(call, targets, versionOf(version))
}
