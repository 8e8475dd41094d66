/** `curator romsets diff`: between two versions, between a version and now, or between two policies. */
import { romsetMembers } from '../../../catalog/romsets.ts'
import type { Db } from '../../../catalog/sqlite.ts'
import { readerOf } from '../../../engine/engine.ts'
import { diffLock, explainDiff } from '../../../lock/diff.ts'
import { usageError } from '../../../errors.ts'
import { reasonKey, type LockData, type LockedGames } from '../../../lock/data.ts'
import { lockGames } from '../../../lock/games.ts'
import { renderDiff } from '../../../lock/render.ts'
import { alignGames } from '../../../report/dats/align-games.ts'
import { diffPolicies, type NamedPolicy } from '../../../report/romsets.ts'
import { dropInWords, type SelectionChange } from '../../../select/diff.ts'
import { policyFor } from '../../../select/policy.ts'
import type { Cluster } from '../../../select/selection.ts'
import { findRomset } from '../../../steps/choosing/romset.ts'
import { wholeSelection } from '../../../steps/choosing/selection.ts'
import { plural } from '../../../wording.ts'
import type { Call } from '../../call.ts'
import { worstCode } from '../../exit.ts'
import type { Output } from '../../screen/output.ts'
import { refuseWords } from '../../usage/parts.ts'
import { printProblems } from '../../problems.ts'
import { platformsWanted, policyNamed, versionOf } from './words.ts'
import { withSession, type Session } from '../../session.ts'

const USAGE = 'Such as `curator romsets diff --policy best japan`.'

export function diff(call: Call, [before, after, ...more]: readonly string[]): Promise<number> {
  refuseWords('romsets diff', more)
  return withSession(
    call,
    async (session) => {
      const { config } = session.project
      const isPolicy = (word: string | undefined) =>
        word !== undefined && Object.hasOwn(config.policies, word)
      if (!call.flags.has('policy') && !(isPolicy(before) && isPolicy(after)))
        return diffVersions(call, session, before, after)
      if (before === undefined || after === undefined) throw usageError('Name two policies.', USAGE)
      return diffOf(call, session, policyNamed(config, before), policyNamed(config, after))
    },
    { looksOnly: true },
  )
}

async function diffOf(
  call: Call,
  session: Session,
  before: NamedPolicy,
  after: NamedPolicy,
): Promise<number> {
  const { flags, out } = call
  const wanted = await platformsWanted(session.steps, flags.text('platform'))
  const platforms = await diffPolicies(session.steps, before, after, wanted)
  const code = closing(call, session)
  if (flags.has('json')) out.document({ policies: [before.name, after.name], platforms })
  else printChanges(platforms, before.name, out)
  return code
}

function printChanges(
  platforms: Readonly<Record<string, readonly SelectionChange[]>>,
  before: string,
  out: Output,
): void {
  const entries = Object.entries(platforms)
  if (entries.length === 0) return out.print('They keep the same releases.')
  for (const [platform, changes] of entries) {
    out.print(`${out.paint('bold', platform)}: ${plural(changes.length, 'game')}`)
    for (const { game, dropped, added, reasons, former } of changes) {
      out.print(`  ${game}`)
      dropped.forEach((name, i) => {
        const why = dropInWords(reasons[i] ?? { kind: 'gone' })
        out.print(`    ${out.paint('red', '-')} ${name}  ${out.paint('dim', why)}`)
      })
      added.forEach((name, i) => {
        // where one takes the place of another, its reason stands there
        const why = dropped.length > 0 ? '' : `with ${before}: ${dropInWords(former[i] ?? { kind: 'gone' })}`
        out.print(`    ${out.paint('green', '+')} ${name}  ${out.paint('dim', why)}`.trimEnd())
      })
    }
  }
}

/** Without a second version, against what the policy of the first keeps now. */
async function diffVersions(
  call: Call,
  session: Session,
  first: string | undefined,
  second: string | undefined,
): Promise<number> {
  const { flags, out } = call
  const { db } = session
  const before = findRomset(db, versionOf(first))
  const after = second === undefined ? undefined : findRomset(db, versionOf(second))
  const name = after?.policy ?? before.policy
  const now = await selectionOf(session, name, flags.text('platform'))
  const wanted = flags.text('platform')
  const games = after ? only(membersOf(db, after.version), wanted) : keptNow(session, name, now)
  const former = Array.from(only(membersOf(db, before.version), wanted), ([slug, old]) => {
    return [slug, alignGames(old, games.get(slug) ?? new Map(), now.get(slug) ?? [])] as const
  })
  const changes = diffLock(lockOf(name, new Map(former)), lockOf(name, games))
  const reasons = explainDiff(changes, (_, platform) => now.get(platform))
  const code = closing(call, session)
  if (flags.has('json')) {
    const selections = changes.selections.map(({ policy, platform, swapped, ...rest }) => ({
      platform,
      ...rest,
      swapped: swapped.map((swap) => {
        const why = reasons.get(reasonKey(policy, platform, swap.game))
        return { ...swap, ...(why?.kind === 'lost' ? { reason: why.reason } : {}) }
      }),
    }))
    out.document({ policy: name, from: before.version, ...(after ? { to: after.version } : {}), selections })
  } else if (changes.selections.length === 0) out.print('They keep the same releases.')
  else out.print(renderDiff(changes, 'text', { reasons }).trimEnd())
  return code
}

type Platforms<T> = ReadonlyMap<string, T>

/** The present selection of a policy: reasons are told by it. Of one that the config has no more nothing is known. */
async function selectionOf(
  { project, steps }: Session,
  policy: string,
  platform: string | undefined,
): Promise<Platforms<readonly Cluster[]>> {
  const { engine, selection } = steps
  const clusters = new Map<string, readonly Cluster[]>()
  if (!Object.hasOwn(project.config.policies, policy)) return clusters
  for (const slug of await engine.get(selection.platforms, '')) {
    if (platform !== undefined && platform !== slug) continue
    const reader = readerOf(engine)
    clusters.set(slug, await wholeSelection(reader, selection, `${policy}/${slug}`))
  }
  return clusters
}

function keptNow(
  { project }: Session,
  name: string,
  now: Platforms<readonly Cluster[]>,
): Platforms<LockedGames> {
  const { rules } = policyNamed(project.config, name)
  return new Map(Array.from(now, ([slug, clusters]) => [slug, lockGames(clusters, policyFor(rules, slug))]))
}

function membersOf(db: Db, version: number): Platforms<LockedGames> {
  return romsetMembers(db, version)
}

function only(platforms: Platforms<LockedGames>, wanted: string | undefined): Platforms<LockedGames> {
  return wanted === undefined ? platforms : new Map([...platforms].filter(([slug]) => slug === wanted))
}

function lockOf(policy: string, platforms: Platforms<LockedGames>): LockData {
  return { dats: new Map(), policies: new Map([[policy, platforms]]) }
}

function closing({ out }: Call, { notes, world, progress }: Session): number {
  const problems = [...notes, ...world.problems]
  progress.stop()
  printProblems(problems, out)
  return worstCode(problems)
}
