/** Looks at the files beside a config that every build reads, and stops at when they are wrong: only that is told. */
import { readUndone } from '../../dats/sources/undone.ts'
import { readDecisions } from '../../decisions/curation-file.ts'
import { CURATION_FILE } from '../../decisions/decisions.ts'
import { CuratorError, messageWithLine } from '../../errors.ts'
import { readPasswords } from '../../inventory/passwords.ts'
import { readLock } from '../../steps/lock-file.ts'
import type { Project } from '../../steps/project.ts'
import { fault, type Finding } from './finding.ts'

export async function besideFindings(project: Project): Promise<readonly Finding[]> {
  const { dir, config } = project
  const looks: readonly (readonly [subject: string, look: () => unknown])[] = [
    [CURATION_FILE, () => readDecisions(dir)],
    ['curator.lock', () => readLock(project)],
    ['curator.undone', () => readUndone(dir)],
    // all roots have the same
    ['passwords', () => readPasswords(Object.values(config.roots)[0]?.passwords)],
  ]
  const findings: Finding[] = []
  for (const [subject, look] of looks) {
    try {
      await look()
    } catch (error) {
      if (!(error instanceof CuratorError)) throw error
      findings.push(...error.problems.map((found) => fault(subject, messageWithLine(found), found.hint)))
    }
  }
  return findings
}
