/** Building a romset of the past: the picks of its policy are made of what it kept, not of what the policy keeps now. */
import { romsetMembers, romsetVersion, type RomsetVersion } from '../../catalog/romsets.ts'
import type { Db } from '../../catalog/sqlite.ts'
import type { ResolvedConfig } from '../../config/resolved.ts'
import { factsByName } from '../../dats/releases/naming.ts'
import { namesNow } from '../../dats/releases/unlisted.ts'
import { rule, type Context, type Rule } from '../../engine/rule.ts'
import { CuratorError, problem, usageError, type Problem } from '../../errors.ts'
import { policyFor, type Policy } from '../../select/policy.ts'
import {
  releasesOf,
  restoreClusters,
  underNewNames,
  unlistedMembers,
  type PastRomset,
} from '../../select/restore.ts'
import type { Cluster } from '../../select/selection.ts'
import { count, plural } from '../../wording.ts'
import type { InputRules } from '../inputs.ts'
import { asPolicy, splitArg, type SelectionRules } from './selection.ts'
import type { Steps } from '../steps.ts'
import { chosenTargets } from '../devices/targets.ts'
import type { World } from '../world.ts'

/** Throws `not-found` when there is no such version. */
export function findRomset(db: Db, version: number): RomsetVersion {
  const found = romsetVersion(db, version)
  if (found) return found
  throw new CuratorError(
    problem('not-found', `There is no romset ${version}.`, { hint: '`curator romsets list` names them.' }),
  )
}

/** Those of the named targets, or of all, that follow the romset's policy. Throws `cli-usage` where one does not. */
export function romsetTargets(
  config: ResolvedConfig,
  { version, policy }: RomsetVersion,
  named: readonly string[],
): string[] {
  const follows = (target: string): boolean => config.targets[target]?.policy === policy
  if (named.length > 0) {
    const other = chosenTargets(config, named).find((target) => !follows(target))
    if (other === undefined) return [...named]
    const what = `Romset ${version} is one of the policy \`${policy}\``
    const message = `${what}, which the target \`${other}\` does not follow.`
    throw usageError(message)
  }
  const targets = Object.keys(config.targets).filter(follows)
  if (targets.length > 0) return targets
  const message = `No target follows the policy \`${policy}\`, so there is nothing to build as romset ${version} has it.`
  throw usageError(message)
}

export interface RomsetRules extends SelectionRules {
  /** `policy/platform`: releases that the romset keeps under names that no DAT has any more, and what they are called now. */
  readonly renamed?: Rule<readonly Renamed[]>
}

type Renamed = readonly [then: string, now: string]

/**
 * The rules of selection, with picks that see the world's romset in place of the selection of its policy. As another
 * version of the rule: so all picks run once when a romset is built, and once more when the next build follows the config
 * again; what comes out the same stops there. Without a romset the rules are as they are.
 */
export function romsetRules(
  { db, romset }: World,
  inputs: InputRules,
  selection: SelectionRules,
): RomsetRules {
  if (!romset) return selection
  // the number is raised when something else is restored of a romset than before
  const version = `3, romset ${romset.version}`
  const then = asPolicy(JSON.parse(romset.definition))
  const members = romsetMembers(db, romset.version)

  const pastOf = (platform: string): PastRomset => ({
    version: romset.version,
    members: members.get(platform) ?? new Map<string, readonly string[]>(),
    keep: policyFor(then, platform).keep ?? 1,
  })

  /** Also those of which no DAT lists anything any more: what it keeps of them is missing. */
  const platforms: SelectionRules['platforms'] = rule({
    ...selection.platforms,
    version: `${selection.platforms.version}, ${version}`,
    run: async (context, arg) =>
      [...new Set([...(await selection.platforms.run(context, arg)), ...members.keys()])].sort(),
  })

  const renamed: Rule<readonly Renamed[]> = rule({
    kind: 'renamed',
    version,
    async run({ need, page }, arg) {
      const [, platform] = splitArg(arg)
      await need(inputs.datsOf, platform) // ROMs of releases may change, and nothing that selection knows of them
      const past = pastOf(platform)
      const listed = new Set<string>()
      for (const shelf of await need(selection.select, arg))
        for (const name of releasesOf((await page(selection.select, arg, shelf)) ?? [])) listed.add(name)
      const kept = new Set([...past.members.values()].flat())
      const gone = [...kept].filter((name) => !listed.has(name))
      const taken = new Set<string>()
      // a release that is kept under its own name, or stands for one already, stands for no other
      return [...namesNow(db, platform, gone)].filter(([, now]) => {
        const isFree = listed.has(now) && !kept.has(now) && !taken.has(now)
        taken.add(now)
        return isFree
      })
    },
  })

  /** `policy/platform`: the selection as the romset has it; pages as those of `select`. */
  const restored: SelectionRules['select'] = rule({
    kind: 'restored',
    version,
    async run({ need, page, keep }, arg) {
      const [, platform] = splitArg(arg)
      const past = underNewNames(pastOf(platform), new Map(await need(renamed, arg)))
      const factsOf = factsByName(db, { platform })
      const listed = new Set<string>()
      const shelved = new Map<string, Cluster[]>()
      for (const shelf of await need(selection.select, arg)) {
        const clusters = (await page(selection.select, arg, shelf)) ?? []
        for (const name of releasesOf(clusters)) listed.add(name)
        shelved.set(
          shelf,
          restoreClusters(clusters, past, (release) => factsOf(release).title),
        )
      }
      const [first] = shelved.values()
      first?.push(...unlistedMembers(past, listed))
      for (const [shelf, clusters] of shelved) keep(shelf, clusters)
      return [...shelved.keys()]
    },
  })

  const picks: SelectionRules['picks'] = rule({
    ...selection.picks,
    version: `${selection.picks.version}, ${version}`,
    run(context, arg) {
      const [policy, platform] = splitArg(splitArg(arg)[0])
      return selection.picks.run(policy === romset.policy ? inThePast(context, platform) : context, arg)
    },
  })

  /** Answers what a pick asks for as it was then: which clusters there are, and how many releases of each are kept. */
  function inThePast<P>(context: Context<P>, platform: string): Context<P> {
    const { need, page } = context
    return {
      ...context,
      page: (asked, arg, name) =>
        page(asked.kind === selection.select.kind ? { ...asked, kind: restored.kind } : asked, arg, name),
      async need<V>(asked: Rule<V>, arg: string): Promise<V> {
        const value = await need(asked, arg)
        return asked.kind === inputs.slice.kind ? (policyThen(asPolicy(value), platform) as V) : value
      },
    }
  }

  function policyThen(now: Policy, platform: string): Policy {
    const { availability, discs = 'consistent' } = policyFor(then, platform)
    return {
      ...policyFor(now, platform),
      keep: pastOf(platform).keep,
      discs,
      ...(availability ? { availability } : {}),
    }
  }

  const all = selection.all.flatMap((one): Rule[] => {
    if (one === selection.platforms) return [platforms]
    return one === selection.picks ? [renamed, restored, picks] : [one]
  })
  return { ...selection, platforms, picks, renamed, all }
}

/** What became of the releases of a romset, in words, in the order of platforms. */
interface Becoming {
  /** By another name now. */
  readonly renamed: string[]
  /** Not owned, nor any other of the game. */
  readonly missing: string[]
  readonly replaced: string[]
}

/** Told after a romset was built: what goes by another name now; what is not owned, and what became of that. */
export async function romsetNotes(steps: Steps, { romset }: World): Promise<Problem[]> {
  if (!romset) return []
  const { renamed, missing, replaced } = await becomingOf(steps, romset)
  const which = `romset ${romset.version} of \`${romset.policy}\` keeps`
  const told: Problem[] = []
  if (renamed.length > 0) {
    const known = plural(renamed.length, 'release goes by another name', 'releases go by other names')
    const message = `Of what ${which}, ${known} now, known by the same ROMs: ${some(renamed)}.`
    told.push(problem('romset-renamed', message))
  }
  const parts: string[] = []
  if (replaced.length > 0)
    parts.push(
      `${plural(replaced.length, 'release')} replaced by the best owned one of the game (${some(replaced)})`,
    )
  if (missing.length > 0)
    parts.push(`${plural(missing.length, 'release')} missing (${some(missing.map((name) => `"${name}"`))})`)
  if (parts.length > 0)
    told.push(problem('romset-incomplete', `Not all that ${which} is owned: ${parts.join(', ')}.`))
  return told
}

async function becomingOf({ engine, selection }: Steps, { policy }: RomsetVersion): Promise<Becoming> {
  const platforms = await engine.get(selection.platforms, '')
  const became: Becoming = { renamed: [], missing: [], replaced: [] }
  for (const platform of platforms) {
    const arg = `${policy}/${platform}`
    for (const [then, now] of selection.renamed ? await engine.get(selection.renamed, arg) : [])
      became.renamed.push(`"${then}" is "${now}"`)
    for (const shelf of await engine.get(selection.select, arg)) {
      const picks = (await engine.page(selection.picks, `${arg}/${shelf}`, 'picks')) ?? []
      for (const { files, release, wanted } of picks) {
        if (files.length === 0) became.missing.push(release)
        else if (wanted !== undefined) became.replaced.push(`"${wanted}" by "${release}"`)
      }
    }
  }
  return became
}

const SHOWN = 3

function some(names: readonly string[]): string {
  const more = names.length - SHOWN
  return names.slice(0, SHOWN).join(', ') + (more > 0 ? `, and ${count(more)} more` : '')
}
