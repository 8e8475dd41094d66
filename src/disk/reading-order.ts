/** The order in which jobs are done: what lies in one archive that is unpacked from its start is written in one go. */
import { groupBy } from '../groups.ts'
import type { StageJob } from './disk.ts'

/** The same jobs. Those that read such an archive stand where the first of them stood; the others keep their order. */
export function inReadingOrder(jobs: readonly StageJob[]): readonly StageJob[] {
  const groups = groupBy(jobs, (job) => unpackedWhole(job) ?? job)
  return groups.size === jobs.length ? jobs : [...groups.values()].flat()
}

/** The archive that has to be unpacked as a whole for the job, if it is one member of such. */
export function unpackedWhole({ bytes }: StageJob): string | undefined {
  if (!('source' in bytes)) return undefined
  const { file, member } = bytes.source
  return member && (member.ordinal !== undefined || member.within) ? file : undefined
}
