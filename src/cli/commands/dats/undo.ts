/** `curator dats undo`: takes out what an import brought, remembers that, and says what it changes on devices. */
import { join } from 'node:path'
import type { ResolvedConfig } from '../../../config/resolved.ts'
import { lastChange, PREVIOUS } from '../../../dats/sources/take-over.ts'
import { importInUse, setAside, type ImportInUse } from '../../../dats/sources/undo.ts'
import { readUndone, undonePath, writeUndone } from '../../../dats/sources/undone.ts'
import { CuratorError, problem } from '../../../errors.ts'
import { plural } from '../../../wording.ts'
import type { Call } from '../../call.ts'
import { onDevices, printDevices } from './devices.ts'
import { worstCode } from '../../exit.ts'
import { importNumber } from '../../import-number.ts'
import { printProblems } from '../../problems.ts'
import { withSession, type Session } from '../../session.ts'

export function undo(call: Call, words: readonly string[]): Promise<number> {
  const id = importNumber(words, 'curator dats list NAME')
  const isTrial = call.flags.has('dry-run')
  return withSession(call, (session) => undoImport(call, session, id), { looksOnly: isTrial })
}

async function undoImport(call: Call, session: Session, id: number): Promise<number> {
  const { project, db, progress } = session
  const isTrial = call.flags.has('dry-run')
  const found = importInUse(db, id)
  if (!found) {
    const message = `No DAT in use rests on import ${id}: it is undone, or a newer one took its place, or never was.`
    const hint = '`curator dats list NAME` shows those in use.'
    throw new CuratorError(problem('not-found', message, { hint }))
  }
  const { rows, ...told } = found
  const undone = new Map([
    ...readUndone(project.dir),
    ...told.files.map(({ sha1, name }) => [sha1, name] as const),
  ])
  const { devices, problems } = await onDevices(session, undone)
  progress.stop()
  if (!isTrial) {
    // first what is kept for ever: cut off here, the next build does the rest
    writeUndone(project.dir, undone)
    setAside(db, rows)
  }
  const remembered = undonePath(project.dir)
  if (call.flags.has('json'))
    call.out.document({
      ...told,
      ...(isTrial ? {} : { remembered }),
      ...(devices ? { devices } : {}),
      ...(problems.length > 0 ? { problems } : {}),
    })
  else {
    call.out.print(inWords(found, isTrial ? undefined : remembered))
    if (!isTrial) for (const line of waysBack(found, project.config)) call.out.print(line)
    if (devices) printDevices(devices, call.out)
  }
  printProblems(problems, call.out)
  return worstCode(problems)
}

/** `remembered`: the file that remembers it; none where it was only looked what would be. */
function inWords({ import: id, files, games, entries }: ImportInUse, remembered?: string): string {
  const names = files.map(({ path: file }) => `  ${file}`).join('\n')
  const what = `${plural(games, 'game')} (${plural(entries, 'ROM')})`
  if (remembered === undefined) return `Would undo import ${id}: ${what} would leave the catalog.\n${names}`
  return (
    `Undid import ${id}: ${what} are out of the catalog.\n${names}\n` +
    `The files stay where they are; ${remembered} remembers not to use them. The next build takes it into account.`
  )
}

/** What an update replaced is kept, and nobody would look for it where it is. */
function waysBack({ files }: ImportInUse, { dats }: ResolvedConfig): readonly string[] {
  return Object.entries(dats).flatMap(([name, { source }]) => {
    if (!source) return []
    const change = lastChange(source.folder)
    if (!change?.isReplacing) return []
    if (!files.some(({ path }) => change.brought.has(path.replace(/#.*$/, '')))) return []
    const folder = join(source.folder, PREVIOUS)
    return `The files it replaced are in ${folder}: \`curator dats import --source ${name} FILE\` goes back to one.`
  })
}
