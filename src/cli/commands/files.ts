/** `curator files`: what is known of each file, one after the other. Reads what the last build stored. */
import { checkBuilt } from '../../catalog/built.ts'
import { fold } from '../../disk/spelling.ts'
import { filesKnown, type FileFilter } from '../../report/files/files.ts'
import type { Call } from '../call.ts'
import { fileLine, memberLines } from './files/text.ts'
import { checkName, checkPlatform } from '../usage/known-names.ts'
import { write } from '../screen/output.ts'
import { withSession, type Session } from '../session.ts'

export function run(call: Call): Promise<number> {
  return withSession(
    call,
    async (session) => {
      const filter = await filterOf(call, session)
      checkBuilt(session.db)
      const records = filesKnown(session.db, filter, session.project.config.roots)
      if (call.flags.has('json')) return printDocument(records)
      let isNone = true
      for (const record of records) {
        isNone = false
        call.out.print(fileLine(record, call.out))
        for (const line of memberLines(record, call.out)) call.out.print(line)
      }
      if (isNone && !call.out.quiet) call.out.warn('No file fits.')
      return 0
    },
    { looksOnly: true },
  )
}

/** One document, written as it is made: there may be a million files. */
function printDocument(records: Iterable<unknown>): number {
  let between = '[\n'
  for (const record of records) {
    // by its line feeds alone: a name may hold what else is taken for the end of a line
    write(1, `${between}  ${JSON.stringify(record, undefined, 2).replaceAll('\n', '\n  ')}`)
    between = ',\n'
  }
  write(1, between === '[\n' ? '[]\n' : '\n]\n')
  return 0
}

async function filterOf({ flags, positionals }: Call, { project }: Session): Promise<FileFilter> {
  const root = flags.text('root')
  const platform = flags.text('platform')
  if (root !== undefined) checkName('root', root, Object.keys(project.config.roots))
  checkPlatform(platform)
  const matches = positionals.length === 0 ? undefined : await pathRule(positionals)
  return {
    ...(root !== undefined && { root }),
    ...(platform !== undefined && { platform }),
    ...(matches && { matches }),
    unmatched: flags.has('unmatched'),
    unopened: flags.has('unopened'),
    duplicates: flags.has('duplicates'),
    failed: flags.has('failed'),
    missing: flags.has('missing'),
  }
}

/** A glob is matched like one to ignore; anything else is looked for in the path, in any case, or is a path as printed. */
async function pathRule(patterns: readonly string[]): Promise<NonNullable<FileFilter['matches']>> {
  const globs = patterns.filter((pattern) => /[*?{]/.test(pattern))
  const texts = patterns.filter((pattern) => !globs.includes(pattern)).map(fold)
  const { compileIgnore } = await import('../../inventory/scan/walking/ignore.ts')
  const isMeant = await compileIgnore(globs)
  return (path, root) => {
    const name = fold(path)
    const printed = `${fold(root)}/${name}`
    return (
      isMeant(path) ||
      texts.some((text) => name.includes(text) || (text.includes('/') && printed.startsWith(text)))
    )
  }
}
