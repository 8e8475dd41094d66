/** Looks at the files that tell more of games than DATs do: clone lists, metadata, and folders of pictures. */
import { statSync } from 'node:fs'
import type { ResolvedConfig } from '../../config/resolved.ts'
import type { Problem } from '../../errors.ts'
import { findMetadata, kindOfFile } from '../../metadata/local/find.ts'
import type { MetadataFileRow } from '../../metadata/local/store.ts'
import { unknownKind } from '../../metadata/local/trouble.ts'
import { cloneListFiles, loadCloneLists } from '../../select/clone-lists/load.ts'
import { plural } from '../../wording.ts'
import { fine, note, toldOf, type Finding } from './finding.ts'
import { whenRead } from './when-read.ts'

/** @param rows what the catalog knows of files of metadata; of none before the first build */
export async function listFindings(
  { cloneLists, metadata, art }: ResolvedConfig,
  rows: readonly MetadataFileRow[],
): Promise<Finding[]> {
  const findings: Finding[] = []
  if (cloneLists.length > 0)
    findings.push(
      ...found('clone lists', cloneListFiles(cloneLists).files, loadCloneLists(cloneLists).problems),
    )
  for (const [name, source] of Object.entries(metadata.sources)) {
    const { files, problems } = await findMetadata(source, source.kind)
    const known = rows.filter((row) => row.source === name)
    const inThem = files.flatMap((file) => metadataProblems(file, source, known))
    findings.push(...found(`metadata ${name}`, files, [...problems, ...inThem]))
  }
  for (const [name, path] of Object.entries(art.folders)) {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) continue
    findings.push(note(`pictures ${name}`, `There is no folder ${path}.`))
  }
  return findings
}

/** They may be large: what is in them is known when a build has read them. */
function metadataProblems(
  file: string,
  { kind, platform }: ResolvedConfig['metadata']['sources'][string],
  rows: readonly MetadataFileRow[],
): readonly Problem[] {
  if ((kind ?? kindOfFile(file)) === undefined) return [unknownKind(file)]
  const told = whenRead(
    file,
    rows.filter(({ path }) => path === file),
  )
  return told.filter(({ code }) => code !== 'metadata-unknown-platform' || platform === undefined)
}

function found(subject: string, files: readonly string[], problems: readonly Problem[]): Finding[] {
  const told = problems.flatMap((one) => toldOf(subject, one))
  return files.length > 0 ? [...told, fine(subject, plural(files.length, 'file'))] : told
}
