/** `curator dats update`: fetches what the sources of the config have new. */
import { importsDone } from '../../../catalog/imports.ts'
import type { ResolvedConfig } from '../../../config/resolved.ts'
import { harmless } from '../../../dats/sources/broken.ts'
import { readState } from '../../../dats/sources/state.ts'
import { readUndone } from '../../../dats/sources/undone.ts'
import { SOURCES } from '../../../dats/sources/table.ts'
import { updateSources, type UpdateResult } from '../../../dats/sources/update.ts'
import { CuratorError, problem, type Problem } from '../../../errors.ts'
import { plural } from '../../../wording.ts'
import type { Call } from '../../call.ts'
import {
  chosenSources,
  declaredSources,
  folderOf,
  HOW_TO_DECLARE,
  httpFor,
  recordDeclared,
} from './sources.ts'
import { isFrozen, worstCode } from '../../exit.ts'
import { annotate } from '../../screen/github.ts'
import type { Output } from '../../screen/output.ts'
import { printProblems } from '../../problems.ts'
import { createProgress } from '../../screen/progress.ts'
import { projectOf, withSession } from '../../session.ts'
import { table } from '../../screen/table.ts'

export async function update(call: Call): Promise<number> {
  const { flags, out } = call
  const { config } = await projectOf(call)
  if (flags.has('list-sources')) return listKnown(config, call)
  const results = await fetchAll(config, call)
  const problems = results.flatMap(failures)
  const dryRun = flags.has('dry-run')
  const imported =
    dryRun || results.length === 0 ? undefined : await takeIn(call, problems).catch(told(problems))
  annotate(problems, call.env, out)
  if (flags.has('json')) {
    const isDone = !dryRun && results.some(({ outcome }) => outcome === 'updated')
    const outcome = worstCode(problems) > 0 ? 'partial' : isDone ? 'done' : 'nothing'
    out.document({ outcome, dryRun, sources: results.map(asData), ...imported, problems })
    return worstCode(problems)
  }
  print(results, dryRun, out)
  if (imported?.imported !== undefined) out.print(`Imported ${plural(imported.imported, 'DAT')}.`)
  printProblems(problems, out)
  return worstCode(problems)
}

async function fetchAll(config: ResolvedConfig, call: Call): Promise<readonly UpdateResult[]> {
  const { flags, out, signal } = call
  const declared = chosenSources(declaredSources(config), flags.list('source'))
  if (declared.length === 0) out.warn(`No DAT of the config comes from a source. ${HOW_TO_DECLARE}`)
  const progress = createProgress(out)
  const offline = offlineReason(call)
  const results: UpdateResult[] = []
  try {
    const updates = updateSources(declared, {
      http: httpFor(call, declared),
      dryRun: flags.has('dry-run'),
      force: flags.has('force'),
      undone: new Set(readUndone(folderOf(config)).keys()),
      now: Date.now,
      signal,
      onPart(label) {
        progress.step(`Fetching ${label}`)
        progress.tick({ files: results.length })
      },
      ...(offline === undefined ? {} : { offline }),
    })
    for await (const result of updates) results.push(result)
  } finally {
    progress.stop()
  }
  return results
}

function offlineReason(call: Call): string | undefined {
  if (call.flags.has('offline')) return 'the network is not touched with --offline'
  return isFrozen(call) ? 'the network is not touched when frozen; --no-frozen allows it' : undefined
}

/** Tells the catalog what there is now, and with `--import` reads it. */
function takeIn(call: Call, problems: Problem[]): Promise<{ readonly imported?: number }> {
  return withSession(call, async ({ project, db, steps, world, progress }) => {
    recordDeclared(db, project.config)
    if (!call.flags.has('import')) return {}
    const before = importsDone(db)
    await steps.engine.get(steps.inputs.dats, '')
    progress.stop()
    // of a source that failed it is told already that it has no files
    problems.push(...world.problems.filter(({ code }) => code !== 'dat-missing'))
    return { imported: importsDone(db) - before }
  })
}

/** What was fetched lies there, and is told of, also where the catalog is in use by another curator. */
function told(problems: Problem[]) {
  return (error: unknown): { readonly imported?: number } => {
    if (!(error instanceof CuratorError) || error.problems.some(({ code }) => code === 'interrupted'))
      throw error
    problems.push(...error.problems)
    return {}
  }
}

/** Of what was updated, a file that was not taken is one as well: what a build goes by is not what the source has. */
function failures({ label, outcome, why = '', broken }: UpdateResult): readonly Problem[] {
  const sentences = outcome === 'failed' ? [`${label} was not updated: ${why}`] : []
  const more = broken.map((sentence) => `${label}: ${sentence}`)
  return [...sentences, ...more].map((message) => problem('download-failed', message, { path: label }))
}

/** What is broken is told as problems. */
function asData(all: UpdateResult) {
  const { changes, broken: _, ...result } = all
  if (!changes) return result
  const { added, changed, removed, games, gamesBefore, refused } = changes
  const files = { added: added.length, changed: changed.length, removed: removed.length }
  return { ...result, files, games, gamesBefore, refused }
}

const SECTIONS = [
  ['updated', 'Updated'],
  ['unchanged', 'Unchanged'],
  ['failed', 'Failed'],
  ['skipped', 'Skipped'],
] as const

function print(results: readonly UpdateResult[], dryRun: boolean, out: Output): void {
  for (const { label, changes, broken } of results) {
    for (const sentence of harmless(changes?.refused ?? [], broken)) out.warn(`${label}: ${sentence}`)
  }
  for (const [outcome, title] of SECTIONS) {
    const of = results.filter((result) => result.outcome === outcome)
    if (dryRun && outcome === 'updated') {
      printList('Would update', of.filter((result) => !mayBeSame(result)).map(inWords), '\n  ', out)
      printList('Would ask for', of.filter(mayBeSame).map(inWords), '\n  ', out)
    } else printList(title, of.map(inWords), outcome === 'unchanged' ? ', ' : '\n  ', out)
  }
}

/** Of a dry run: some sources tell whether they have anything new only when it is fetched. */
function mayBeSame({ version, versionBefore }: UpdateResult): boolean {
  return version === undefined && versionBefore !== undefined
}

function printList(title: string, entries: readonly string[], between: string, out: Output): void {
  if (entries.length > 0) out.print(`${title}: ${entries.join(between)}`)
}

function inWords({ label, outcome, why, version, versionBefore, changes }: UpdateResult): string {
  if (why !== undefined) return `${label} (${why.replace(/\.$/, '')})`
  if (outcome === 'unchanged') return label
  const from = versionBefore === undefined || versionBefore === version ? '' : `${short(versionBefore)} → `
  const to = version === undefined ? '' : ` ${from}${short(version)}`
  if (!changes) return `${label}${to}`
  const { added, changed, removed, refused, games, gamesBefore } = changes
  const parts = [
    added.length > 0 && plural(added.length, 'new file'),
    changed.length > 0 && plural(changed.length, 'changed file'),
    removed.length > 0 && `${plural(removed.length, 'file')} gone`,
    refused.length > 0 && `${plural(refused.length, 'file')} not taken`,
    games !== gamesBefore && `${plural(gamesBefore, 'game')} → ${plural(games, 'game')}`,
  ].filter((part) => part !== false)
  return `${label}${to}${parts.length === 0 ? '' : ` (${parts.join(', ')})`}`
}

/** A commit by its first letters; everything else as it is. */
function short(version: string): string {
  return /^[0-9a-f]{40,}$/.test(version) ? version.slice(0, 7) : version
}

function listKnown(config: ResolvedConfig, { flags, out }: Call): number {
  const declared = declaredSources(config)
  const sources = Object.entries(SOURCES).map(([name, { title, home, form }]) => {
    const mine = declared.filter(({ source }) => source.source === name)
    const versions = [...new Set(mine.flatMap(({ folder }) => versionsIn(folder)))]
    return { name, title, form, home, dats: mine.map((item) => item.name), versions }
  })
  if (flags.has('json')) out.document({ sources })
  else {
    out.print(
      table(
        sources.map(({ name, dats, versions, home }) => [
          name,
          dats.length === 0 ? 'not declared' : `dats: ${dats.join(', ')}`,
          versions.length > 3 ? `${versions.length} versions` : versions.map(short).join(', '),
          home,
        ]),
      ),
    )
  }
  return 0
}

function versionsIn(folder: string): readonly string[] {
  return Object.values(readState(folder).parts).map(({ version }) => version)
}
