/** Looks at the files that tell more of games than DATs do: clone lists, metadata, and folders of pictures. */
import { statSync } from 'node:fs'
import type { ResolvedConfig } from '../../config/resolved.ts'
import type { Problem } from '../../errors.ts'
import { findMetadata } from '../../metadata/local/find.ts'
import { cloneListFiles } from '../../select/clone-lists/load.ts'
import { plural } from '../../wording.ts'
import { fault, fine, note, type Finding } from './finding.ts'

export async function listFindings({ cloneLists, metadata, art }: ResolvedConfig): Promise<Finding[]> {
  const findings = cloneLists.length === 0 ? [] : found('clone lists', cloneListFiles(cloneLists))
  for (const [name, source] of Object.entries(metadata.sources))
    findings.push(...found(`metadata ${name}`, await findMetadata(source, source.kind)))
  for (const [name, path] of Object.entries(art.folders)) {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) continue
    findings.push(note(`pictures ${name}`, `There is no folder ${path}.`))
  }
  return findings
}

function found(
  subject: string,
  { files, problems }: { readonly files: readonly string[]; readonly problems: readonly Problem[] },
): Finding[] {
  const faults = problems.map(({ message, hint }) => fault(subject, message, hint))
  return files.length > 0 ? [...faults, fine(subject, plural(files.length, 'file'))] : faults
}
