/** `curator metadata fetch`: asks providers for what no file says of the games that are owned, and keeps the answers. */
import type { Db } from '../../../catalog/sqlite.ts'
import { readDecisions } from '../../../decisions/curation-file.ts'
import { CuratorError, problem, usageError, type Problem } from '../../../errors.ts'
import type { MetadataClient } from '../../../metadata/client.ts'
import { askGame } from '../../../metadata/fetch/ask.ts'
import { askedGame, isKnown, oneEach, releaseCalled, type AskedGame } from '../../../metadata/fetch/games.ts'
import { keepAnswers, type Answered, type Kept } from '../../../metadata/fetch/keep.ts'
import { gamesCalled } from '../../../metadata/join/explain.ts'
import type { LinkDecisions } from '../../../metadata/join/link.ts'
import type { ProviderDefinition } from '../../../metadata/provider.ts'
import type { Traffic } from '../../../metadata/wire/traffic.ts'
import { listedPlatforms, storedPicks } from '../../../report/stored.ts'
import { joinMetadata } from '../../../steps/metadata.ts'
import { markFetched } from '../../../watch/fetched.ts'
import { plural } from '../../../wording.ts'
import type { Call } from '../../call.ts'
import { worstCode } from '../../exit.ts'
import { checkChoice, lackingKeys, withClient } from './client.ts'
import { passedOver } from './passed-over.ts'
import { askedLine, unansweredProblems } from './text.ts'
import { printProblems } from '../../problems.ts'
import { createProgress } from '../../screen/progress.ts'
import { projectOf, withSession, type Session } from '../../session.ts'

interface Work {
  readonly games: readonly AskedGame[]
  readonly links: Readonly<Record<string, LinkDecisions>>
}

/** Games that are asked for side by side. Providers have paces of their own. */
const AT_ONCE = 8

export async function fetchMetadata(call: Call, words: readonly string[]): Promise<number> {
  const project = await projectOf(call)
  checkChoice(call.flags, project.config)
  // the catalog is closed while providers are asked: others need not wait for the network
  const work = await withSession(call, (session) => workOf(call, session, words), { looksOnly: true })
  const answers: Answered[] = []
  let lacking: readonly string[] = []
  const isNamed = call.flags.list('provider').length > 0
  const traffic = await withClient(call, { project, wants: isFetched(call) }, async (client, providers) => {
    if (work.games.length > 0) lacking = lackingKeys(call, providers)
    await askAll(call, work, { client, providers }, answers)
    if (isNamed) for (const line of unaskedLines(providers, answers)) call.out.warn(line)
  })
  const isDry = call.flags.has('dry-run')
  const kept = isDry ? { told: 0, suggested: 0 } : await keep(call, answers)
  if (kept.told > 0) markFetched(project.stateDir, ['metadata', Date.now(), kept])
  const games = call.signal.aborted ? answers.length : work.games.length
  // who was cut short was asked nothing more; and who was not to be asked at all has not failed
  const unasked = lacking.map((text) => problem('metadata-not-fetched', `${text}.`, { hint: KEYS_HINT }))
  const unanswered = call.signal.aborted ? [] : [...unasked, ...unansweredProblems(traffic)]
  const problems = isDry || call.flags.has('offline') ? [] : unanswered
  report(call, { games, kept, traffic, isDry, unanswered, problems })
  return worstCode(problems)
}

function unaskedLines(
  providers: readonly ProviderDefinition[],
  answers: readonly Answered[],
): readonly string[] {
  const lines = answers.flatMap(({ game, found }) => passedOver(providers, game, found.outcomes))
  return [...new Set(lines)]
}

const KEYS_HINT = 'Run `curator metadata sources`: it tells which keys there are.'

/** What is on this disk is read by builds, and pictures are fetched by another verb. */
function isFetched({ flags }: Call): (provider: ProviderDefinition) => boolean {
  const isNamed = flags.list('provider').length > 0
  return ({ name, capabilities: { local, artOnly } }) => {
    if (isNamed && local)
      throw usageError(`\`${name}\` is read from files, which \`metadata.sources\` in the config names.`)
    if (isNamed && artOnly)
      throw usageError(`\`${name}\` has nothing but pictures, which \`curator art --fetch\` gets.`)
    return !local && !artOnly
  }
}

async function workOf(call: Call, session: Session, words: readonly string[]): Promise<Work> {
  const { project, db } = session
  const { metadata } = await readDecisions(project.dir)
  const wanted = words.length > 0 ? namedReleases(call, db, words) : ownedReleases(call, session)
  const each = new Map(Array.from(wanted, (one) => [`${one.platform}/${one.release}`, one]))
  const games = [...each.values()].flatMap(({ platform, release }) => askedGame(db, platform, release) ?? [])
  return { games: oneEach(games), links: metadata?.link ?? {} }
}

interface Wanted {
  readonly platform: string
  readonly release: string
}

function* namedReleases({ flags }: Call, db: Db, words: readonly string[]): Generator<Wanted> {
  const only = flags.text('platform')
  for (const word of words) {
    const games = gamesCalled(db, word, only)
    if (games.length === 0)
      throw new CuratorError(problem('not-found', `No DAT lists a game called "${word}".`))
    for (const { id, platform } of games) {
      const release = releaseCalled(db, id, word)
      if (release !== undefined) yield { platform, release }
    }
  }
}

/** What any target's policy picked and is there; of which too little is known, unless all are asked for. */
function* ownedReleases({ flags }: Call, { project, db }: Session): Generator<Wanted> {
  const only = flags.text('platform')
  const policies = new Set(Object.values(project.config.targets).map(({ policy }) => policy))
  for (const policy of [...policies].sort())
    for (const platform of listedPlatforms(db).filter((slug) => only === undefined || slug === only))
      for (const { release, files } of storedPicks(db, policy, platform))
        if (files.length > 0 && (flags.has('all') || !isKnown(db, platform, release)))
          yield { platform, release }
}

async function askAll(
  { out, signal }: Call,
  { games, links }: Work,
  {
    client,
    providers,
  }: { readonly client: MetadataClient; readonly providers: readonly ProviderDefinition[] },
  answers: Answered[],
): Promise<void> {
  const progress = createProgress(out)
  progress.step('Asking providers')
  let next = 0
  let done = 0
  const askOn = async (): Promise<void> => {
    for (let game = games[next++]; game && !signal.aborted; game = games[next++]) {
      const decided = links[game.platform]?.[game.release] ?? {}
      const answered = await askGame(client, providers, game, decided)
      // what was cut short says nothing of the game
      if (!signal.aborted) answers.push(answered)
      progress.tick({ files: ++done, total: games.length, unit: 'game' })
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, askOn))
  progress.stop()
}

function keep(call: Call, answers: readonly Answered[]): Promise<Kept> {
  return withSession(
    call,
    async ({ db, world, steps }) => {
      const kept = keepAnswers(db, answers, world.now())
      await joinMetadata(steps, world)
      return kept
    },
    { waits: true },
  )
}

function report(
  { flags, out, signal }: Call,
  told: {
    readonly games: number
    readonly kept: Kept
    readonly traffic: Readonly<Record<string, Traffic>>
    readonly isDry: boolean
    readonly unanswered: readonly Problem[]
    /** Those of them that are failures. */
    readonly problems: readonly Problem[]
  },
): void {
  const { games, kept, traffic, isDry, unanswered, problems } = told
  if (flags.has('json')) return out.document({ games, ...kept, traffic, problems })
  if (games === 0 && !signal.aborted)
    return out.print('Of every game that is owned enough is known. (`--all` asks for them anyway.)')
  if (!isDry) {
    const maybe =
      kept.suggested === 0 ? '' : `; ${plural(kept.suggested, 'game')} with suggestions to decide on`
    out.print(`Asked for ${plural(games, 'game')}: something new of ${kept.told}${maybe}.`)
  }
  out.print(askedLine(traffic, isDry))
  for (const [name, { quota }] of Object.entries(traffic))
    if (quota?.left !== undefined) out.print(`  ${name}: ${plural(quota.left, 'request')} left`)
  if (problems.length > 0) printProblems(problems, out)
  else for (const { message } of unanswered) out.warn(message)
}
