/** Looks at the DATs that a config names: at how each file begins, and at what was found when a build read it. */
import type { ResolvedConfig } from '../../config/resolved.ts'
import { findDatFiles } from '../../dats/importing/find.ts'
import { faultAtSight } from '../../dats/read.ts'
import type { DatFileRow } from '../../dats/importing/store.ts'
import { rowsByFile } from '../../dats/importing/sync.ts'
import type { Problem } from '../../errors.ts'
import { plural } from '../../wording.ts'
import { fine, toldOf, type Finding } from './finding.ts'
import { whenRead } from './when-read.ts'

/** @param rows what the catalog knows of DAT files; of none before the first build */
export async function datFindings(
  name: string,
  { files: patterns, platform }: ResolvedConfig['dats'][string],
  rows: readonly DatFileRow[],
): Promise<Finding[]> {
  const subject = `dat ${name}`
  const findings: Finding[] = []
  for (const pattern of patterns) {
    const { files, problems } = await findDatFiles(pattern)
    findings.push(...problems.flatMap((found) => toldOf(subject, found)))
    const known = rowsByFile(rows, name, new Set(files))
    for (const file of files) {
      const atSight = faultAtSight(file)
      const all = atSight ? [atSight] : whenRead(file, known.get(file) ?? [])
      const isAnswered = ({ code }: Problem) => code === 'dat-unknown-platform' && platform !== undefined
      findings.push(...all.filter((one) => !isAnswered(one)).flatMap((found) => toldOf(subject, found)))
    }
    if (files.length > 0) findings.push(fine(subject, `${pattern.shown}: ${plural(files.length, 'file')}`))
  }
  return findings
}
