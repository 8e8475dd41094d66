/** `curator metadata find`: asks providers which game a title or a file is, and what they know of it. */
import type { ResolvedConfig } from '../config/resolved.ts'
import { didYouMean } from '../config/suggest.ts'
import { CuratorError, problem, reason, type Problem } from '../errors.ts'
import type { CacheBackend } from '../metadata/cache/cache.ts'
import { memoryCache } from '../metadata/cache/memory.ts'
import { openCache } from '../metadata/cache/open.ts'
import { createMetadataClient, type Identification, type MetadataClient } from '../metadata/client.ts'
import { loadProviders, PROVIDER_NAMES } from '../metadata/registry.ts'
import type { Traffic } from '../metadata/traffic.ts'
import { platformBySlug } from '../platforms/lookup.ts'
import { PLATFORMS } from '../platforms/table.ts'
import type { Call } from './call.ts'
import { worstCode } from './exit.ts'
import { gamelistsFor, placeInRoots, subjectOf, type Subject } from './metadata-subject.ts'
import { askedLine, foundLines } from './metadata-text.ts'
import { printProblems } from './problems.ts'
import { projectOf, withSession } from './session.ts'

interface FoundOne {
  readonly subject: Subject
  readonly found: Identification
}

export async function find(call: Call, words: readonly string[]): Promise<number> {
  checkUsage(call, words)
  const { flags, out, signal } = call
  const project = await projectOf(call)
  const subjects = await subjectsOf(call, project.config, words)
  const isDry = flags.has('dry-run')
  const all: FoundOne[] = []
  const traffic = await withClient(call, project, subjects, async (client) => {
    for (const subject of subjects) {
      const found = await ask(client, subject, flags.list('provider'))
      // what was cut short says nothing of the game
      if (signal.aborted) return
      all.push({ subject, found })
      if (!isDry && !flags.has('json')) for (const line of foundLines(subject, found, out)) out.print(line)
    }
  })
  if (signal.aborted) return 0
  const problems = isDry ? [] : all.flatMap(notFound)
  if (flags.has('json')) out.document(document(all, traffic, problems))
  else out.print(askedLine(traffic, isDry))
  if (!flags.has('json')) printProblems(problems, out)
  return worstCode(problems)
}

function checkUsage({ flags }: Call, words: readonly string[]): void {
  const refuse = (message: string, hint?: string) =>
    new CuratorError(problem('cli-usage', message, hint === undefined ? {} : { hint }))
  if (words.length === 0 || words.some((word) => word.trim() === ''))
    throw refuse('Say what to find: `curator metadata find "Chrono Trigger" --platform snes`.')
  const platform = flags.text('platform')
  if (platform !== undefined && !platformBySlug(platform)) {
    const slugs = PLATFORMS.map(({ slug }) => slug)
    throw refuse(`There is no platform \`${platform}\`.`, didYouMean(platform, slugs))
  }
  for (const name of flags.list('provider')) {
    if (PROVIDER_NAMES.includes(name)) continue
    const hint = didYouMean(name, PROVIDER_NAMES) ?? `Providers: ${PROVIDER_NAMES.join(', ')}.`
    throw refuse(`There is no metadata provider \`${name}\`.`, hint)
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

async function withClient(
  { env, flags, signal, out }: Call,
  { config, stateDir }: { readonly config: ResolvedConfig; readonly stateDir: string },
  subjects: readonly Subject[],
  body: (client: MetadataClient) => Promise<void>,
): Promise<Readonly<Record<string, Traffic>>> {
  const named = flags.list('provider')
  const gamelists = gamelistsFor(config, subjects)
  const providers = await loadProviders({ gamelists, ...(named.length === 0 ? {} : { names: named }) })
  const cache = await openCacheOrDoWithout({ env, stateFolder: stateDir, now: Date.now }, out.warn)
  const client = createMetadataClient({
    providers,
    env,
    cache,
    signal,
    mode: flags.has('dry-run') ? 'count' : flags.has('offline') ? 'offline' : 'online',
    refresh: flags.has('refresh'),
    stateFolder: stateDir,
  })
  try {
    await body(client)
    return client.traffic()
  } finally {
    await client.close()
    await cache.prune().catch(() => 0)
    await cache.close()
  }
}

/** Losing the cache costs time and nothing else. */
async function openCacheOrDoWithout(
  choice: Parameters<typeof openCache>[0],
  warn: (text: string) => void,
): Promise<CacheBackend> {
  try {
    return await openCache(choice)
  } catch (error) {
    warn(`Answers are kept for this call only: ${reason(error)}`)
    return memoryCache({ now: choice.now })
  }
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

function notFound({ subject, found }: FoundOne): Problem[] {
  if (found.match || found.suggestions.length > 0) return []
  const why = new Set(found.outcomes.map((one) => (one.kind === 'unavailable' ? one.reason : one.kind)))
  const isAsked = why.has('hit') || why.has('miss')
  const message = isAsked
    ? `No provider knows "${subject.word}".`
    : `No provider could be asked for "${subject.word}".`
  const hint = why.has('offline')
    ? 'Only what is kept was looked at: ask without `--offline`.'
    : isAsked
      ? 'Try another spelling, or another `--platform`.'
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
