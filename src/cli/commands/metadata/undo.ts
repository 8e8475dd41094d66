/** `curator metadata undo`: takes out what an import of metadata brought, remembers that, and says what it changes on devices. */
import { relative } from 'node:path'
import { readUndone, undonePath, writeUndone } from '../../../dats/sources/undone.ts'
import { CuratorError, problem } from '../../../errors.ts'
import { dropMetadata, metadataImport } from '../../../metadata/local/undo.ts'
import { joinMetadata } from '../../../steps/metadata.ts'
import { markFetched } from '../../../watch/fetched.ts'
import { plural } from '../../../wording.ts'
import type { Call } from '../../call.ts'
import { onDevices, printDevices } from '../dats/devices.ts'
import { worstCode } from '../../exit.ts'
import { importNumber } from '../../import-number.ts'
import { printProblems } from '../../problems.ts'
import { withSession, type Session } from '../../session.ts'

export function undo(call: Call, words: readonly string[]): Promise<number> {
  const id = importNumber(words, 'curator metadata list')
  const isTrial = call.flags.has('dry-run')
  return withSession(call, (session) => undoImport(call, session, id), { looksOnly: isTrial })
}

async function undoImport(call: Call, session: Session, id: number): Promise<number> {
  const { project, db, world, steps, progress } = session
  const isTrial = call.flags.has('dry-run')
  const found = metadataImport(db, id)
  if (!found) {
    const message = `No metadata in use rests on import ${id}: it is undone, or a newer one took its place, or never was.`
    const hint = '`curator metadata list` shows those in use.'
    throw new CuratorError(problem('not-found', message, { hint }))
  }
  const files = found.files.map(({ path, sha1 }) => ({ path, sha1: sha1?.toString('hex') ?? '' }))
  const undone = new Map([
    ...readUndone(project.dir),
    // in git, where the project lies here is nobody's business
    ...files.map(({ path, sha1 }) => [sha1, relative(project.dir, path)] as const),
  ])
  const { devices, problems } = await onDevices(session, undone, (copy) => dropMetadata(copy, found))
  progress.stop()
  if (!isTrial) {
    // first what is kept for ever: cut off here, the next build does the rest
    if (files.length > 0) writeUndone(project.dir, undone)
    dropMetadata(db, found)
    await joinMetadata(steps, world)
    // files change of themselves; what providers said lies in the catalog alone
    if (files.length === 0) markFetched(project.stateDir, ['undone', id])
  }
  const { import: number, kind, entries } = found
  if (call.flags.has('json'))
    call.out.document({
      import: number,
      kind,
      files,
      entries,
      ...(devices ? { devices } : {}),
      ...(problems.length > 0 ? { problems } : {}),
    })
  else {
    const what = plural(entries, 'entry', 'entries')
    call.out.print(
      isTrial
        ? `Would undo import ${number}: ${what} would leave the catalog.`
        : `Undid import ${number}: took ${what} out of the catalog.`,
    )
    for (const { path } of files) call.out.print(`  ${path}`)
    if (files.length > 0 && !isTrial)
      call.out.print(`The files stay where they are; ${undonePath(project.dir)} remembers not to use them.`)
    if (devices) printDevices(devices, call.out)
  }
  printProblems(problems, call.out)
  return worstCode(problems)
}
