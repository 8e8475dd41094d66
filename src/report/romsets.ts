/** What a policy keeps, and how that came about: worked out anew from config, DATs and clone lists. */
import {
  romsetChanges,
  romsetCounts,
  romsetsOwned,
  romsetVersions,
  type RomsetCounts,
} from '../catalog/romsets.ts'
import type { Db } from '../catalog/sqlite.ts'
import type { ResolvedPolicy } from '../config/resolved.ts'
import { readerOf } from '../engine/engine.ts'
import { groupBy } from '../groups.ts'
import { byCodeUnit } from '../order.ts'
import { decidingCriteria, diffSelections, type Selection, type SelectionChange } from '../select/diff.ts'
import { keptOf } from '../select/kept.ts'
import { policyFor, type Policy } from '../select/policy.ts'
import type { Cluster } from '../select/selection.ts'
import { wholeSelection } from '../steps/choosing/selection.ts'
import type { Steps } from '../steps/steps.ts'

export interface ShownRomset {
  readonly policy: string
  /** By slug, sorted. Platforms of which the policy wants nothing to do are not there. */
  readonly platforms: Readonly<Record<string, ShownPlatform>>
}

interface ShownPlatform {
  /** Names of releases, sorted. */
  readonly kept: readonly string[]
  /** Games: groups of releases. */
  readonly groups: number
  /** Of all games, those that the policy leaves out too. */
  readonly releases: number
}

/** A policy by its name, as the config resolves it. */
export interface NamedPolicy {
  readonly name: string
  readonly rules: ResolvedPolicy
}

/**
 * What a policy keeps. With `availability: 'catalog'` that is the choice among all releases, and needs no ROMs: roots are
 * not even looked for. Else it is what `explain` calls kept or missing: of every game the best release that is owned,
 * and, unless `availability` is `owned`, the best one there is where none is.
 */
export async function showRomset(
  steps: Steps,
  { name, rules }: NamedPolicy,
  platforms: readonly string[],
): Promise<ShownRomset> {
  const shown: [string, ShownPlatform][] = []
  for (const platform of platforms) {
    const clusters = await clustersOf(steps, name, platform)
    if (clusters.length === 0) continue
    const policy = policyFor(rules, platform)
    const picked = await pickedOn(steps, name, policy, platform)
    const kept =
      picked ?? clusters.flatMap((cluster) => keptOf(cluster, policy).map((release) => release.name))
    const releases = clusters.reduce((sum, { ranked, excluded }) => sum + ranked.length + excluded.length, 0)
    shown.push([platform, { kept: kept.sort(byCodeUnit), groups: clusters.length, releases }])
  }
  return { policy: name, platforms: Object.fromEntries(shown) }
}

/** What is kept by what is owned; undefined where the policy keeps what it chooses, owned or not. */
async function pickedOn(
  { engine, selection }: Steps,
  name: string,
  { availability }: Policy,
  platform: string,
): Promise<string[] | undefined> {
  if (availability === 'catalog') return undefined
  const picked: string[] = []
  for (const shelf of await engine.get(selection.select, `${name}/${platform}`)) {
    const arg = `${name}/${platform}/${shelf}`
    for (const { release } of (await engine.page(selection.picks, arg, 'picks')) ?? []) picked.push(release)
  }
  return picked
}

/** Per platform how often each criterion decided, the most frequent first. */
export async function criteriaOf(
  steps: Steps,
  policy: string,
  platforms: readonly string[],
): Promise<Readonly<Record<string, Readonly<Record<string, number>>>>> {
  const shown: [string, Readonly<Record<string, number>>][] = []
  for (const platform of platforms) {
    const counts = decidingCriteria(await clustersOf(steps, policy, platform))
    if (counts.size > 0) shown.push([platform, Object.fromEntries(counts)])
  }
  return Object.fromEntries(shown)
}

/** The games of which two policies keep different releases, by platform: as `showRomset` shows them. */
export async function diffPolicies(
  steps: Steps,
  before: NamedPolicy,
  after: NamedPolicy,
  platforms: readonly string[],
): Promise<Readonly<Record<string, readonly SelectionChange[]>>> {
  const sideOf = async ({ name, rules }: NamedPolicy, platform: string): Promise<Selection> => {
    const policy = policyFor(rules, platform)
    const picked = await pickedOn(steps, name, policy, platform)
    const clusters = await clustersOf(steps, name, platform)
    return picked ? { clusters, policy, kept: new Set(picked) } : { clusters, policy }
  }
  const shown: [string, readonly SelectionChange[]][] = []
  for (const platform of platforms) {
    const changes = diffSelections(await sideOf(before, platform), await sideOf(after, platform))
    if (changes.length > 0) shown.push([platform, changes])
  }
  return Object.fromEntries(shown)
}

function clustersOf({ engine, selection }: Steps, policy: string, platform: string): Promise<Cluster[]> {
  return wholeSelection(readerOf(engine), selection, `${policy}/${platform}`)
}

/** A version of what a policy keeps. Its counts are against the version that was kept before it came. */
export interface ListedVersion extends RomsetCounts {
  readonly version: number
  readonly policy: string
  /** When it came: ISO 8601, in UTC. */
  readonly at: string
  /** When it was kept, the first time first. */
  readonly kept: readonly KeptTime[]
  /** Releases of it that are owned now. */
  readonly owned: number
  /** Whether the config said something else of the policy than for the version that was kept before it came. */
  readonly isOtherPolicy: boolean
  /** Whether it was chosen from DATs of other names: a policy that names none has all of the config. */
  readonly hasOtherDats: boolean
}

/** ISO 8601, in UTC. */
interface KeptTime {
  readonly from: string
  /** Not there while it is kept. */
  readonly until?: string
}

/** Oldest first. */
export function listVersions(db: Db, policy?: string): ListedVersion[] {
  const versions = romsetVersions(db, policy)
  const owned = romsetsOwned(
    db,
    versions.map(({ version }) => version),
  )
  const changes = groupBy(romsetChanges(db), ({ version }) => version)
  const definitions = new Map(versions.map(({ version, definition }) => [version, read(definition)]))
  return versions.map(({ version, policy: name, at: came }) => {
    const times = changes.get(version) ?? []
    const before = times[0]?.before ?? null
    const [now, then] = [definitions.get(version), before === null ? undefined : definitions.get(before)]
    return {
      version,
      policy: name,
      at: iso(came),
      kept: times.map(({ at, until }) => ({
        from: iso(at),
        ...(until === null ? {} : { until: iso(until) }),
      })),
      ...romsetCounts(db, version, before),
      owned: owned.get(version) ?? 0,
      isOtherPolicy: then !== undefined && then.rules !== now?.rules,
      hasOtherDats: then !== undefined && then.dats !== now?.dats,
    }
  })
}

/** What a stored policy says, and the names of its DATs; of its roots nothing depends which release is chosen. */
function read(definition: string): { readonly rules: string; readonly dats: string } {
  const { dats, roots: _, ...rules } = JSON.parse(definition) as Partial<ResolvedPolicy>
  return { rules: JSON.stringify(rules), dats: JSON.stringify(dats) }
}

function iso(at: number): string {
  return new Date(at).toISOString()
}
