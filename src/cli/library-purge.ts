/** `curator library purge`: deletes what runs took out, when it is old enough and the user says so. */
import { createInterface } from 'node:readline/promises'
import { CuratorError, problem } from '../errors.ts'
import { purgeable, purgeRun, type Purgeable } from '../library/purge.ts'
import { withLibraries, type OpenLibrary } from '../steps/library.ts'
import { amount, plural } from '../wording.ts'
import type { Call } from './call.ts'
import { worstCode } from './exit.ts'
import { librariesNamed } from './library-words.ts'
import { printProblems } from './problems.ts'
import { withSession } from './session.ts'

const DAY_MS = 86_400_000
/** By default what left less than this many days ago is kept. */
const DEFAULT_DAYS = 30

interface Due {
  readonly open: OpenLibrary
  readonly run: Purgeable
}

export function purge(call: Call, words: readonly string[]): Promise<number> {
  const { flags, out } = call
  const days = daysOf(flags.text('older-than'))
  return withSession(call, ({ project, world, progress }) =>
    withLibraries(project.config, librariesNamed(project.config, words), async (libraries) => {
      progress.stop()
      const before = world.now() - days * DAY_MS
      const due = libraries.flatMap((open) =>
        purgeable(open.disk, open.notes, before).map((run): Due => ({ open, run })),
      )
      const files = due.reduce((sum, { run }) => sum + run.files, 0)
      const bytes = due.reduce((sum, { run }) => sum + run.bytes, 0)
      const isSure =
        files > 0 && !flags.has('dry-run') && (flags.has('yes') || (await confirmed(call, due, days)))
      const done = { deleted: 0, bytes: 0, problems: [] as readonly ReturnType<typeof problem>[] }
      for (const { open, run } of isSure ? due : []) {
        const result = await purgeRun(open.disk, open.notes, run, world.now())
        done.deleted += result.deleted
        done.bytes += result.bytes
        done.problems = [...done.problems, ...result.problems]
      }
      if (flags.has('json')) {
        const runs = due.map(({ open, run }) => ({
          library: open.name,
          run: run.journal.run,
          files: run.files,
          bytes: run.bytes,
        }))
        out.document({ days, runs, ...done })
        return worstCode(done.problems)
      }
      printProblems(done.problems, out)
      if (files === 0) out.print(`Nothing was taken out ${days} days ago or earlier.`)
      else if (isSure) out.print(`${plural(done.deleted, 'file')} deleted for good (${amount(done.bytes)})`)
      else if (flags.has('dry-run'))
        out.print(`${plural(files, 'file')} (${amount(bytes)}) would be deleted for good`)
      else out.print('Nothing was deleted.')
      return worstCode(done.problems)
    }),
  )
}

function daysOf(text: string | undefined): number {
  if (text === undefined) return DEFAULT_DAYS
  const found = /^(\d{1,5})d?$/.exec(text)?.[1]
  if (found !== undefined) return Number(found)
  throw new CuratorError(problem('cli-usage', `\`--older-than\` takes days such as \`30\`, not \`${text}\`.`))
}

async function confirmed({ out }: Call, due: readonly Due[], days: number): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    const message = 'Deleting for good needs a word from you: say `--yes`.'
    throw new CuratorError(problem('cli-usage', message, { hint: '`--dry-run` shows what would go.' }))
  }
  out.print(`Taken out ${days} days ago or earlier:`)
  for (const { open, run } of due)
    out.print(
      `  ${open.name}, run ${run.journal.run} of ${day(run.journal.at)}: ${plural(run.files, 'file')} (${amount(run.bytes)})`,
    )
  const asking = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^y(es)?$/i.test(
      (await asking.question('Delete them for good? Those runs cannot be undone then. [y/N] ')).trim(),
    )
  } finally {
    asking.close()
  }
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}
