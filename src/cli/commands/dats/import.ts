/** `curator dats import`: takes in DATs that a person downloaded, and brings back those that were undone. */
import { existsSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { openDats } from '../../../dats/read.ts'
import { brokenIn, harmless } from '../../../dats/sources/broken.ts'
import { handOver, sourceNamedBy, type HandedOver } from '../../../dats/sources/hand-over.ts'
import { readUndone, writeUndone } from '../../../dats/sources/undone.ts'
import type { Declared } from '../../../dats/sources/update.ts'
import { CuratorError, problem, usageError, type Problem } from '../../../errors.ts'
import { plural } from '../../../wording.ts'
import type { Call } from '../../call.ts'
import { chosenSources, declaredSources, folderOf, HOW_TO_DECLARE, recordDeclared } from './sources.ts'
import { worstCode } from '../../exit.ts'
import { printProblems } from '../../problems.ts'
import { projectOf, withSession } from '../../session.ts'

interface Imported {
  readonly file: string
  /** The config's name of the DAT it went to; absent when it only came back. */
  readonly dat?: string
  /** DATs in it that had been undone. */
  readonly broughtBack: number
  readonly changes?: HandedOver
  /** Sentences of `changes.refused` that are told as problems. */
  readonly broken: readonly string[]
}

export async function importFiles(call: Call, words: readonly string[]): Promise<number> {
  const { cwd, flags, out } = call
  if (words.length === 0) throw usageError('Name a file to import.')
  const { config } = await projectOf(call)
  const declared = declaredSources(config)
  const problems: Problem[] = []
  const imported: Imported[] = []
  for (const word of words) {
    const file = resolve(cwd, word)
    if (!existsSync(file))
      throw new CuratorError(problem('dat-missing', `There is no ${file}.`, { path: file }))
    const broughtBack = await bringBack(folderOf(config), file)
    const item =
      broughtBack > 0 && flags.list('source').length === 0 ? undefined : sourceFor(call, declared, file)
    if (!item) {
      imported.push({ file, broughtBack, broken: [] })
      continue
    }
    try {
      const changes = await handOver(file, item, { force: flags.has('force'), now: Date.now })
      const broken = await brokenIn(item.source, '', changes.broken)
      imported.push({ file, dat: item.name, broughtBack, changes, broken })
      problems.push(
        ...broken.map((sentence) => problem('download-failed', `${file}: ${sentence}`, { path: file })),
      )
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      problems.push(problem('download-failed', `${file}: ${why}`, { path: file }))
    }
  }
  if (imported.length > 0) {
    const places = imported.flatMap(({ file, dat }) => [file, config.dats[dat ?? '']?.source?.folder ?? file])
    const found = await readNow(call)
    // what is wrong with other DATs is for the build to tell
    problems.push(...found.filter(({ path }) => places.some((place) => path?.startsWith(place))))
  }
  if (flags.has('json')) out.document({ imported: imported.map(asData), problems })
  else {
    for (const one of imported) out.print(inWords(one))
    printProblems(problems, out)
  }
  return worstCode(problems)
}

/** What was undone is wanted again when its file is named. How many DATs that were. */
async function bringBack(dir: string, file: string): Promise<number> {
  const undone = new Map(readUndone(dir))
  const before = undone.size
  if (before === 0) return 0
  for await (const opened of openDats(file)) if ('sha1' in opened) undone.delete(opened.sha1)
  if (undone.size < before) writeUndone(dir, undone)
  return before - undone.size
}

function sourceFor({ flags }: Call, declared: readonly Declared[], file: string): Declared {
  const names = flags.list('source')
  const guess = names.length > 0 ? names : [sourceNamedBy(file) ?? []].flat()
  if (guess.length === 0) {
    const message = `It cannot be told which source ${basename(file)} comes from.`
    const hint =
      declared.length === 0
        ? 'A file of your own needs no import: name it in `dats` of the config.'
        : `Say it with \`--source\`: ${declared.map(({ name }) => name).join(', ')}.`
    throw new CuratorError(problem('cli-usage', message, { path: file, hint }))
  }
  const [item] = chosenSources(declared, guess)
  if (!item) throw usageError('No DAT of the config comes from a source.', HOW_TO_DECLARE)
  return item
}

/** The catalog learns of it at once: whoever imports by hand wants to see what it brings. */
function readNow(call: Call): Promise<readonly Problem[]> {
  return withSession(call, async ({ project, db, steps, world, progress }) => {
    recordDeclared(db, project.config)
    await steps.engine.get(steps.inputs.dats, '')
    progress.stop()
    return world.problems
  })
}

/** What is broken is told as problems. */
function asData(all: Imported) {
  const { changes, broken: _, ...rest } = all
  if (!changes) return rest
  const { broken: __, ...told } = changes
  return { ...rest, ...told }
}

function inWords({ file, dat, broughtBack, changes, broken }: Imported): string {
  const back = broughtBack > 0 ? `${plural(broughtBack, 'DAT')} brought back` : ''
  if (!changes) return `${file}: ${back}.`
  const { added, changed, removed, games, version } = changes
  const parts = [
    ...(added.length > 0 ? [plural(added.length, 'new file')] : []),
    ...(changed.length > 0 ? [plural(changed.length, 'changed file')] : []),
    ...(removed.length > 0 ? [`${plural(removed.length, 'file')} gone`] : []),
    plural(games, 'game'),
    ...(back === '' ? [] : [back]),
  ]
  const refused = harmless(changes.refused, broken).map((sentence) => `\n  ${sentence}`)
  return `${file}: taken into ${dat}, version ${version} (${parts.join(', ')}).${refused.join('')}`
}
