/** `curator library purge`: deletes what runs took out, when it is old enough and the user says so. */
import { createInterface } from 'node:readline/promises'
import { usageError, type Problem } from '../../../errors.ts'
import { purgeable, purgeRun, type Purgeable } from '../../../library/purge.ts'
import { placesSeen } from '../../../steps/library/heal.ts'
import { withLibraries, type OpenLibrary } from '../../../steps/library/open-library.ts'
import { organizerLog } from '../../../steps/library/organizer-log.ts'
import type { World } from '../../../steps/world.ts'
import { amount, day, plural } from '../../../wording.ts'
import type { Call } from '../../call.ts'
import { worstCode } from '../../exit.ts'
import { librariesNamed } from './words.ts'
import { printProblems } from '../../problems.ts'
import { withSession } from '../../session.ts'

const DAY_MS = 86_400_000
/** By default what left less than this many days ago is kept. */
const DEFAULT_DAYS = 30

interface Due {
  readonly open: OpenLibrary
  readonly run: Purgeable
}

export async function purge(call: Call, words: readonly string[]): Promise<number> {
  const { flags } = call
  const days = daysOf(flags.text('older-than'))
  const isSure = flags.has('yes') && !flags.has('dry-run')
  const [due, done] = await withDue(call, words, days, async (all, world) =>
    isSure ? purgeAll(all, world) : NOTHING_DONE,
  )
  const files = due.reduce((sum, { run }) => sum + run.files, 0)
  const isAsked = !isSure && files > 0 && !flags.has('dry-run')
  if (isAsked && (await confirmed(call, due, days))) return purgeAsked(call, words, { due, days })
  return tell(call, { due, days, done, isSure })
}

/** Only what the person saw: it was asked while nothing was held. */
async function purgeAsked(
  call: Call,
  words: readonly string[],
  { due, days }: { readonly due: readonly Due[]; readonly days: number },
): Promise<number> {
  const seen = new Set(due.map(nameOf))
  const [, done] = await withDue(call, words, days, (all, world) =>
    purgeAll(
      all.filter((one) => seen.has(nameOf(one))),
      world,
    ),
  )
  return tell(call, { due, days, done, isSure: true })
}

interface Done {
  readonly deleted: number
  readonly bytes: number
  readonly problems: readonly Problem[]
}

const NOTHING_DONE: Done = { deleted: 0, bytes: 0, problems: [] }

/** What may go, and what was done about it while the libraries were open. */
function withDue(
  call: Call,
  words: readonly string[],
  days: number,
  body: (due: readonly Due[], world: World) => Promise<Done>,
): Promise<[readonly Due[], Done]> {
  return withSession(call, ({ project, world, progress }) =>
    withLibraries(project.config, librariesNamed(project.config, words), async (libraries) => {
      progress.stop()
      const now = world.now()
      const due = libraries.flatMap((open) =>
        purgeable(open.disk, open.notes, now - days * DAY_MS).map((run): Due => ({ open, run })),
      )
      return [due, await body(due, world)]
    }),
  )
}

async function purgeAll(due: readonly Due[], world: World): Promise<Done> {
  let done = NOTHING_DONE
  for (const { open, run } of due) {
    const seen = (sha1: string) =>
      placesSeen(world.db, sha1).flatMap(({ root, path }) =>
        Object.hasOwn(open.places, root) ? `${root}/${path}` : [],
      )
    const { deleted, bytes, problems } = await purgeRun(open.disk, open.notes, run, world.now(), seen)
    const lines = organizerLog(world, open)
    lines.troubles(problems)
    lines.purged({ number: run.journal.run, files: deleted, bytes })
    done = {
      deleted: done.deleted + deleted,
      bytes: done.bytes + bytes,
      problems: [...done.problems, ...problems],
    }
  }
  return done
}

interface Outcome {
  readonly due: readonly Due[]
  readonly days: number
  readonly done: Done
  readonly isSure: boolean
}

function tell({ flags, out }: Call, { due, days, done, isSure }: Outcome): number {
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
  const files = due.reduce((sum, { run }) => sum + run.files, 0)
  const bytes = due.reduce((sum, { run }) => sum + run.bytes, 0)
  printProblems(done.problems, out)
  if (files === 0) out.print(`Nothing was taken out ${plural(days, 'day')} ago or earlier.`)
  else if (isSure) out.print(`${plural(done.deleted, 'file')} deleted for good (${amount(done.bytes)})`)
  else if (flags.has('dry-run'))
    out.print(`${plural(files, 'file')} (${amount(bytes)}) would be deleted for good`)
  else out.print('Nothing was deleted.')
  return worstCode(done.problems)
}

function nameOf({ open, run }: Due): string {
  return `${open.name} ${run.journal.run}`
}

function daysOf(text: string | undefined): number {
  if (text === undefined) return DEFAULT_DAYS
  const found = /^(\d{1,5})d?$/.exec(text)?.[1]
  if (found !== undefined) return Number(found)
  throw usageError(`\`--older-than\` takes days such as \`30\`, not \`${text}\`.`)
}

async function confirmed({ out }: Call, due: readonly Due[], days: number): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    const message = 'Deleting for good needs a word from you: say `--yes`.'
    throw usageError(message, '`--dry-run` shows what would go.')
  }
  out.print(`Taken out ${plural(days, 'day')} ago or earlier:`)
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
