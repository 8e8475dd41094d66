/** `curator dats undo`: takes out what an import brought, and remembers that. */
import { importInUse, setAside, type ImportInUse } from '../dats/sources/undo.ts'
import { readUndone, undonePath, writeUndone } from '../dats/sources/undone.ts'
import { CuratorError, problem } from '../errors.ts'
import { plural } from '../wording.ts'
import type { Call } from './call.ts'
import { withSession } from './session.ts'

export function undo(call: Call, words: readonly string[]): Promise<number> {
  const [word, ...others] = words
  const id = /^#?(\d{1,15})$/.exec(word ?? '')?.[1]
  if (id === undefined || others.length > 0) {
    const message = 'Name an import by its number.'
    throw new CuratorError(problem('cli-usage', message, { hint: '`curator dats list NAME` shows them.' }))
  }
  return withSession(call, ({ project, db }) => {
    const undone = readUndone(project.dir)
    const found = importInUse(db, Number(id))
    if (!found) {
      const message = `No DAT in use rests on import ${id}: it is undone, or a newer one took its place, or never was.`
      throw new CuratorError(
        problem('not-found', message, { hint: '`curator dats list NAME` shows those in use.' }),
      )
    }
    const { rows, ...told } = found
    // first what is kept for ever: cut off here, the next build does the rest
    writeUndone(
      project.dir,
      new Map([...undone, ...told.files.map(({ sha1, name }) => [sha1, name] as const)]),
    )
    setAside(db, rows)
    if (call.flags.has('json')) call.out.document({ ...told, remembered: undonePath(project.dir) })
    else call.out.print(inWords(found, undonePath(project.dir)))
    return Promise.resolve(0)
  })
}

function inWords({ import: id, files, games, entries }: ImportInUse, path: string): string {
  const names = files.map(({ path: file }) => `  ${file}`).join('\n')
  return (
    `Undid import ${id}: ${plural(games, 'game')} (${plural(entries, 'ROM')}) are out of the catalog.\n${names}\n` +
    `The files stay where they are; ${path} remembers not to use them. The next build takes it into account.`
  )
}
