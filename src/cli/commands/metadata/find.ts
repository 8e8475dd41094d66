/** `curator metadata find`: asks providers which game a title or a file is, and what they know of it. */
import type { ResolvedConfig } from '../../../config/resolved.ts'
import { problem, usageError, type Problem } from '../../../errors.ts'
import type { Identification, MetadataClient } from '../../../metadata/client.ts'
import type { Traffic } from '../../../metadata/wire/traffic.ts'
import type { Call } from '../../call.ts'
import { worstCode } from '../../exit.ts'
import { checkChoice, lackingKeys, withClient } from './client.ts'
import { passedOver } from './passed-over.ts'
import { gamelistsFor, placeInRoots, subjectOf, type Subject } from './subject.ts'
import { askedLine, foundLines } from './text.ts'
import { printProblems } from '../../problems.ts'
import { projectOf, withSession } from '../../session.ts'

interface FoundOne {
  readonly subject: Subject
  readonly found: Identification
  /** Why none of those that were asked for could be asked. */
  readonly unasked: readonly string[]
}

export async function find(call: Call, words: readonly string[]): Promise<number> {
  checkUsage(words)
  const { flags, out, signal } = call
  const project = await projectOf(call)
  checkChoice(flags, project.config)
  const subjects = await subjectsOf(call, project.config, words)
  const isDry = flags.has('dry-run')
  const isNamed = flags.list('provider').length > 0
  const all: FoundOne[] = []
  const gamelists = gamelistsFor(project.config, subjects)
  const traffic = await withClient(call, { project, gamelists }, async (client, providers) => {
    for (const line of lackingKeys(call, providers)) out.warn(line)
    for (const subject of subjects) {
      const found = await ask(client, subject, flags.list('provider'))
      // what was cut short says nothing of the game
      if (signal.aborted) return
      const unasked = isNamed ? passedOver(providers, subject, found.outcomes) : []
      all.push({ subject, found, unasked })
      if (!isDry && !flags.has('json'))
        for (const line of foundLines(subject, found, unasked, out)) out.print(line)
    }
  })
  if (signal.aborted) return 0
  const problems = isDry ? [] : all.flatMap(notFound)
  if (flags.has('json')) out.document(document(all, traffic, problems))
  else out.print(askedLine(traffic, isDry))
  if (isDry) for (const line of new Set(all.flatMap(({ unasked }) => unasked))) out.warn(line)
  if (!flags.has('json')) printProblems(problems, out)
  return worstCode(problems)
}

function checkUsage(words: readonly string[]): void {
  if (words.length === 0 || words.some((word) => word.trim() === '')) {
    const message = 'Say what to find: `curator metadata find "Chrono Trigger" --platform snes`.'
    throw usageError(message)
  }
}

/** The catalog is closed again before anybody is asked: others need not wait for the network. */
async function subjectsOf(
  call: Call,
  config: ResolvedConfig,
  words: readonly string[],
): Promise<readonly Subject[]> {
  const { cwd, flags } = call
  const asked = words.map((word) => ({ word, cwd, config, platform: flags.text('platform') }))
  if (!words.some((word) => placeInRoots(config, cwd, word)))
    return asked.map((one) => subjectOf(one, undefined))
  return withSession(call, ({ db }) => Promise.resolve(asked.map((one) => subjectOf(one, db))), {
    looksOnly: true,
  })
}

/** Without a platform nothing is sure: whatever is called so is suggested. */
async function ask(
  client: MetadataClient,
  subject: Subject,
  only: readonly string[],
): Promise<Identification> {
  const { fileName, title, platform, hashes, size } = subject
  if (platform === undefined) {
    const { results, outcomes } = await client.search({ title })
    return { suggestions: results, outcomes }
  }
  return client.identifySmart({
    fileName,
    title,
    platform,
    ...(hashes === undefined ? {} : { hashes }),
    ...(size === undefined ? {} : { size }),
    ...(only.length === 0 ? {} : { only }),
  })
}

function notFound({ subject, found, unasked }: FoundOne): Problem[] {
  if (found.match || found.suggestions.length > 0) return []
  const why = new Set(found.outcomes.map((one) => (one.kind === 'unavailable' ? one.reason : one.kind)))
  const isAsked = why.has('hit') || why.has('miss')
  const message = isAsked
    ? `No provider knows "${subject.word}".`
    : `No provider could be asked for "${subject.word}".`
  const isUnplaced = subject.platform === undefined && why.has('unsupported')
  const hint = why.has('offline')
    ? 'Only what is kept was looked at: ask without `--offline`.'
    : isUnplaced
      ? 'Name a platform with `--platform`: some know games only by that.'
      : isAsked
        ? 'Try another spelling, or another `--platform`.'
        : unasked.length > 0
          ? 'Ask others: `curator metadata sources` tells what each finds games by.'
          : 'See `curator metadata sources --reach`: keys may be missing.'
  return [problem('not-found', message, { hint })]
}

function document(
  all: readonly FoundOne[],
  traffic: Readonly<Record<string, Traffic>>,
  problems: readonly Problem[],
): object {
  return {
    results: all.map(({ subject: { word, file, platform, hashes }, found }) => ({
      query: word,
      ...(file === undefined ? {} : { file }),
      ...(platform === undefined ? {} : { platform }),
      ...(hashes === undefined ? {} : { hashes }),
      ...found,
    })),
    traffic,
    problems,
  }
}
