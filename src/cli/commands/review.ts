/** `curator review`: what only a person can decide, one item at a time, or as a list. Writes `curation.jsonc`. */
import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { checkBuilt } from '../../catalog/built.ts'
import { isBusy } from '../../catalog/catalog.ts'
import { createTurns, type Patience, type Turns } from '../../catalog/turns.ts'
import { readRegular } from '../../regular-file.ts'
import { CuratorError, problem, reason, usageError } from '../../errors.ts'
import { utf16Of } from '../../dats/utf16.ts'
import { isKind, KINDS, settlesWords, type ReviewFilter } from '../../review/item.ts'
import type { Decided, Review } from '../../review/review.ts'
import { count, plural } from '../../wording.ts'
import type { Call } from '../call.ts'
import { checkName, checkPlatform } from '../usage/known-names.ts'
import { printProblems } from '../problems.ts'
import { plain } from './review/screen.ts'
import { patienceOf, projectOf } from '../session.ts'
import { table } from '../screen/table.ts'
import { writeNamedFile } from '../write-file.ts'

export function run(call: Call): Promise<number> {
  const filter = filterOf(call)
  const [isImport, isExport] = ['import', 'export'].map((name) => call.flags.text(name) !== undefined)
  if (!isExport && call.flags.text('out') !== undefined) throw usageError('`--out` goes with `--export csv`.')
  if (!isImport && call.positionals.length > 0)
    throw usageError(
      `\`curator review\` takes a file only with \`--import\`, not "${call.positionals.join(' ')}".`,
    )
  return withReview(call, async (review, beforeDialogue) => {
    if (isImport) return importCsv(call, review)
    if (isExport) return exportCsv(call, review, filter)
    if (call.flags.has('json')) {
      const items = review.items({ ...filter, all: true })
      call.out.document({ open: items.length, items })
      return 0
    }
    const { isAttended, withTerminal } = await import('./review/terminal.ts')
    if (!isAttended()) return print(call, review, filter)
    await beforeDialogue()
    const { reviewLoop } = await import('./review/loop.ts')
    const { decided, skipped } = await withTerminal(call.signal, (terminal) =>
      reviewLoop(review, filter, terminal, call.out.paint),
    )
    await review.finish(Date.now()).catch((error: unknown) => {
      if (!isBusy(error)) throw error // then what is new stays new: no decision is lost
    })
    say(call, decided, skipped, review.items(filter).length)
    sayUnowned(call, review, filter)
    return 0
  })
}

/** The catalog is held while it is read or a decision is written, and not while a person thinks. */
async function withReview(
  call: Call,
  body: (review: Review, beforeDialogue: () => Promise<void>) => Promise<number>,
): Promise<number> {
  const { dir, stateDir } = await projectOf(call)
  const turnsWith = (patience: Patience): Turns =>
    createTurns({ ...patience, stateDir, onNote: (note) => printProblems([note], call.out) })
  let turns = turnsWith(patienceOf(call))
  const { openReview } = await import('../../review/review.ts')
  try {
    await turns.take(({ db }) => checkBuilt(db))
    const review = await openReview((read) => turns.take(({ db }) => read(db)), dir, Date.now)
    return await body(review, async () => {
      await turns.release()
      turns = turnsWith(patienceOf(call, false)) // in a dialogue, Ctrl-C is a key that is read when nothing is waited for
    })
  } finally {
    await turns.release()
  }
}

function say(call: Call, decided: number, skipped: number, open: number): void {
  const parts = [`${plural(decided, 'decision')} made`, `${count(open)} still waiting`]
  if (skipped > 0) parts.push(`${count(skipped)} of them skipped`)
  call.out.print(`${parts.join(', ')}.`)
  if (decided > 0) call.out.print('They are in curation.jsonc. `curator build` does what they say.')
}

/** The whole queue is ranked so: what would settle nothing stands at its end, and is not asked. */
function sayUnowned(call: Call, review: Review, filter: ReviewFilter): void {
  const some = review.items({ ...filter, all: true }).length - review.items(filter).length
  if (some === 0) return
  const games = plural(some, 'game of which nothing is owned is', 'games of which nothing is owned are')
  call.out.print(`${games} ranked by name alone: \`curator review --kind last-resort\` asks for them too.`)
}

function print(call: Call, review: Review, filter: ReviewFilter): number {
  const items = review.items(filter)
  if (items.length === 0) {
    call.out.print('Nothing waits for a decision.')
    sayUnowned(call, review, filter)
    return 0
  }
  const rows = items.map((item) =>
    [item.kind, item.platform ?? '', settlesWords(item), item.subject, item.detail ?? ''].map(plain),
  )
  call.out.print(table(rows))
  call.out.print(
    `${plural(items.length, 'decision waits', 'decisions wait')}: run \`curator review\` in a terminal.`,
  )
  sayUnowned(call, review, filter)
  return 0
}

async function exportCsv(call: Call, review: Review, filter: ReviewFilter): Promise<number> {
  const { csvOf, filledIds } = await import('../../review/csv.ts')
  const items = review.items({ ...filter, all: true })
  const out = call.flags.text('out')
  if (out === undefined) {
    call.out.print(csvOf(items).trimEnd())
    return 0
  }
  const path = resolve(call.cwd, out)
  const open = new Set(review.items().map(({ id }) => id))
  const filled = statSync(path, { throwIfNoEntry: false })?.isFile()
    ? filledIds(textOf(path)).filter((id) => open.has(id))
    : []
  if (filled.length > 0) {
    const message = `${path} holds ${plural(filled.length, 'decision')} that you did not import.`
    const hint = `\`curator review --import csv ${out}\` does. Or take another name, or delete the file.`
    throw new CuratorError(problem('review-csv', message, { path, hint }))
  }
  // without the mark, some spreadsheets take it for another character set, and save it in that
  const { config } = await projectOf(call)
  writeNamedFile(path, `\ufeff${csvOf(items)}`, config)
  call.out.print(`${plural(items.length, 'item')} in ${path}. Fill in the column "decision".`)
  return 0
}

/** All of them or none: a row that is wrong leaves the file as it was. */
async function importCsv(call: Call, review: Review): Promise<number> {
  const { readCsv } = await import('../../review/csv.ts')
  const [named] = call.positionals
  if (named === undefined) throw usageError('Name the file: `curator review --import csv queue.csv`.')
  const rows = readCsv(textOf(resolve(call.cwd, named)), named)
  const open = new Set(review.items().map(({ id }) => id))
  const verdicts = rows.flatMap(({ id, verdict, line }): Decided[] => {
    const item = open.has(id) ? review.item(id) : undefined
    return item ? [{ item, verdict, line }] : []
  })
  await review.decideAll(verdicts, named)
  const gone = rows.length - verdicts.length
  const made = new Set(verdicts.map(({ item }) => item.id)).size
  call.out.print(`${plural(made, 'decision')} made, ${count(review.items({}).length)} still waiting.`)
  if (gone > 0)
    call.out.print(
      `${plural(gone, 'row is', 'rows are')} about what waits no more: it was decided, or is gone.`,
    )
  return 0
}

function textOf(path: string): string {
  try {
    const bytes = readRegular(path)
    // spreadsheets save tables of text so, too
    return new TextDecoder(utf16Of(bytes) ?? 'utf-8').decode(bytes)
  } catch (error) {
    throw new CuratorError(problem('review-csv', `Cannot read ${path}: ${reason(error)}.`, { path }))
  }
}

function filterOf({ flags }: Call): ReviewFilter {
  const platform = flags.text('platform')
  checkPlatform(platform)
  for (const kind of flags.list('kind')) checkName('kind of item', kind, KINDS)
  const kinds = flags.list('kind').filter(isKind)
  return { kinds, onlyNew: flags.has('new'), ...(platform === undefined ? {} : { platform }) }
}
