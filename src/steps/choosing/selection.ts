/** The rules of choosing: releases → ranked clusters of a policy → what is owned of them → playlists. */
import { digest } from '../../engine/canonical.ts'
import { rule, type Reader, type Rule } from '../../engine/rule.ts'
import { factsByName } from '../../dats/releases/naming.ts'
import { datsOfPlatform } from '../../dats/importing/store.ts'
import { lackingDevices } from '../../identify/devices.ts'
import { holdings } from '../../identify/holdings.ts'
import { byCodeUnit } from '../../order.ts'
import { evaluate } from '../../playlists/evaluate.ts'
import type { Playlist } from '../../playlists/playlist.ts'
import { choose, contested } from '../../select/choose.ts'
import { coversOf } from '../../select/kept.ts'
import type { Pick } from '../../select/pick.ts'
import type { Policy } from '../../select/policy.ts'
import { byGame } from '../../select/select.ts'
import type { Cluster } from '../../select/selection.ts'
import type { ListedGame } from '../../targets/lists/playlist-files.ts'
import type { Target } from '../../targets/preset.ts'
import type { CloneListRules } from './clone-lists.ts'
import type { DecisionRules } from './decisions.ts'
import type { InputRules } from '../inputs.ts'
import { conceptRules, type Concepts } from './concepts.ts'
import { listRules } from '../metadata-lists.ts'
import { metadataRules, type MetadataRules } from '../metadata.ts'
import { regroup, type Grouped } from './regroup.ts'
import { selectShelves } from './select-shelves.ts'
import { DEVICES, shelfNames, shelvesOf, stampShelves } from './shelves.ts'
import type { World } from '../world.ts'

/** A playlist drawn from one policy: which games, in which order. */
export type ListValue = {
  readonly games: readonly ListedGame[]
  /** Games of the list that are not owned. */
  readonly missing: number
  readonly unresolved: readonly {
    readonly title: string
    readonly asked?: string
    readonly platform?: string
    readonly nearest: readonly string[]
  }[]
}

/** What a shelf of picks comes to. */
export type PickCounts = {
  readonly owned: number
  readonly missing: number
  /** Owned, but a better release is wanted. */
  readonly better: number
}

export interface SelectionRules {
  /** Slugs of the platforms that any DAT lists. */
  readonly platforms: Rule<readonly string[]>
  /** `platform`: brings the catalog's releases and games of it up to date. */
  readonly releases: Rule<Grouped>
  /** `platform`: a number that grows with what is owned of it, a page for each shelf, and one for its devices. */
  readonly holdings: Rule<number, Readonly<Record<string, string>>>
  /** `policy/platform`: names of the shelves; a page each. Needs no ROMs. */
  readonly select: Rule<readonly string[], Readonly<Record<string, readonly Cluster[]>>>
  /** `policy/platform/shelf`: what is owned of the selection. Games that are not owned have no files. */
  readonly picks: Rule<PickCounts, { readonly picks: readonly Pick[] }>
  /** Games that are on several platforms. */
  readonly concepts: Rule<Concepts>
  /** `playlist/policy`. */
  readonly list: Rule<ListValue>
  readonly metadata: MetadataRules
  /** Of this run: how many games were made of releases, and of how many it was decided which release is best. */
  readonly counts: { readonly grouped: number; readonly decided: number }
  readonly all: readonly Rule[]
}

export function selectionRules(
  world: World,
  inputs: InputRules,
  cloning: CloneListRules,
  deciding: DecisionRules,
): SelectionRules {
  const { db } = world
  const counts = { grouped: 0, decided: 0 }

  const platforms = rule<readonly string[]>({
    kind: 'platforms',
    version: '1',
    run: async ({ need }) => Object.keys((await need(inputs.dats, '')).platforms).sort(),
  })

  /** Per platform, what clone lists say of it. */
  const cloneLists = rule<string>({
    kind: 'clone-lists-of',
    version: '1',
    async run({ need }, platform) {
      await need(inputs.datsOf, platform) // lists may be found by the names of DATs
      if ((await need(cloning.files, '')) === '') return ''
      const lists = await cloning.listsOf(platform)
      return lists.length === 0 ? '' : digest(JSON.stringify(lists))
    },
  })

  /** The config's names of the DATs that list anything of a platform. */
  const datNames = rule<readonly string[]>({
    kind: 'dat-names',
    version: '1',
    async run({ need }, platform) {
      await need(inputs.datsOf, platform)
      return datsOfPlatform(db, platform)
    },
  })

  const releases = rule<Grouped>({
    kind: 'releases',
    version: '19',
    async run({ need, before }, platform) {
      await need(inputs.datsOf, platform)
      const lists = await need(cloneLists, platform)
      const decisions = await need(deciding.grouping, platform)
      const titles = await need(deciding.titles, platform)
      const spoken = lists === '' ? [] : await cloning.listsOf(platform)
      const isAnew = before === undefined
      return regroup(db, platform, { cloneLists: spoken, lists, decisions, titles, isAnew }, (games) => {
        counts.grouped += games
      })
    },
  })

  /** A page a shelf: it becomes another when what is owned of the shelf's games changes. */
  const holdingsOf = rule<number, Readonly<Record<string, string>>>({
    kind: 'holdings',
    version: '4',
    async run({ need, keep }, platform) {
      const number = (await need(inputs.identified, ''))[platform] ?? 0
      const { shelves } = await need(releases, platform)
      for (const [shelf, stamp] of stampShelves(db, platform, shelves, number)) keep(shelf, stamp)
      return number
    },
  })

  /** Those of the policy's DATs that count on a platform; undefined where all that list anything of it do. */
  async function partOf(need: Reader['need'], { dats }: Policy, platform: string) {
    const listing = await need(datNames, platform)
    if (!dats || listing.every((name) => dats.includes(name))) return undefined
    await need(inputs.datsOf, platform) // which of them lists a release may change where nothing else does
    return dats
  }

  const selectRule: SelectionRules['select'] = rule({
    kind: 'select',
    version: '22',
    async run({ need, keep, before, note }, arg) {
      const [policyName, platform] = splitArg(arg)
      const policy = asPolicy(await need(inputs.slice, `policies/${policyName}`))
      const grouped = await need(releases, platform)
      const dats = await partOf(need, policy, platform)
      const spoken = await need(cloneLists, platform)
      const decisions = await need(deciding.grouping, platform)
      const pins = await need(deciding.pins, platform)
      const titles = await need(deciding.titles, platform)
      const lists = spoken === '' ? [] : await cloning.listsOf(platform)
      const context = { platform, cloneLists: lists, decisions, pins, ...(titles && { titles }) }
      counts.decided += selectShelves(db, policy, context, { ...grouped, dats }, { keep, before, note })
      return shelfNames(grouped.shelves)
    },
  })

  const picks: SelectionRules['picks'] = rule({
    kind: 'pick',
    version: '9',
    async run({ need, page, keep }, arg) {
      const [selection, shelf] = splitArg(arg)
      const [policyName, platform] = splitArg(selection)
      const policy = asPolicy(await need(inputs.slice, `policies/${policyName}`))
      const clusters = (await page(selectRule, selection, shelf)) ?? []
      await page(holdingsOf, platform, shelf)
      await page(holdingsOf, platform, DEVICES)
      const covers = clusters.flatMap(coversOf)
      if (covers.length > 0) {
        const { shelves } = await need(releases, platform)
        for (const other of shelvesOf(db, platform, covers, shelves)) await page(holdingsOf, platform, other)
      }
      const dats = await partOf(need, policy, platform)
      const names = clusters.flatMap(({ ranked }) => ranked.map(({ name }) => name))
      const scope = { ...(dats ? { dats } : {}), ...(policy.roots ? { roots: policy.roots } : {}) }
      const owned = holdings(db, platform, [...new Set([...names, ...covers])], scope)
      const lacking = new Set(lackingDevices(db, platform, contested(clusters, owned), scope).keys())
      const factsOf = factsByName(db, { platform, ...(dats ? { dats } : {}) })
      const chosen = choose(clusters, owned, policy, platform, { factsOf, lacking })
      keep('picks', chosen)
      const held = chosen.filter(({ files }) => files.length > 0)
      return {
        owned: held.length,
        missing: chosen.length - held.length,
        better: held.filter(({ wanted }) => wanted !== undefined).length,
      }
    },
  })

  const metadata = metadataRules(world, inputs, deciding, { releases, holdings: holdingsOf })
  const lists = listRules(world, inputs, metadata)
  const { concepts, all: conceptual } = conceptRules(world, deciding, { platforms, releases, metadata })

  const list = rule<ListValue>({
    kind: 'list',
    version: '10',
    async run({ need, page }, arg) {
      const [name, policyName] = splitArg(arg)
      const playlist = asPlaylist(await need(inputs.slice, `playlists/${name}`))
      const wanted = playlist.where?.platform
      const slugs = (await need(platforms, '')).filter((slug) => !wanted || wanted.includes(slug))
      const all: Pick[] = []
      for (const slug of slugs) {
        const selection = `${policyName}/${slug}`
        const shelves: Pick[] = []
        for (const shelf of await need(selectRule, selection)) {
          for (const pick of (await page(picks, `${selection}/${shelf}`, 'picks')) ?? []) shelves.push(pick)
        }
        shelves.sort((a, b) => byCodeUnit(a.game, b.game) || byCodeUnit(a.release, b.release))
        for (const pick of shelves) all.push(pick)
      }
      const context = await lists.contextOf({ need, page }, { name, playlist, platforms: slugs })
      const ports = playlist.perGame === undefined ? {} : { concepts: await need(concepts, '') }
      const { picks: listed, missing, unresolved } = evaluate(playlist, all, { ...context, ...ports })
      return {
        games: listed.map(({ platform, release, game }) => ({ platform, release, game })),
        missing,
        unresolved,
      }
    },
  })

  const all = [
    platforms,
    cloneLists,
    datNames,
    releases,
    holdingsOf,
    selectRule,
    picks,
    ...metadata.all,
    ...conceptual,
    ...lists.all,
    list,
  ]
  const chosen = { platforms, releases, holdings: holdingsOf, select: selectRule, picks, concepts, list }
  return { ...chosen, metadata, counts, all }
}

/** All clusters of a selection, over its shelves. By game, then by the best release. */
export async function wholeSelection(
  { need, page }: Reader,
  selection: SelectionRules,
  arg: string,
): Promise<Cluster[]> {
  const clusters = await fromSelection({ need, page }, selection, arg, (cluster) => cluster)
  return clusters.sort(byGame)
}

/** What is wanted of each cluster of a selection, in no order that means anything. The rest is let go page by page. */
export async function fromSelection<T>(
  { need, page }: Reader,
  selection: SelectionRules,
  arg: string,
  take: (cluster: Cluster) => T | undefined,
): Promise<T[]> {
  const taken: T[] = []
  for (const shelf of await need(selection.select, arg)) {
    for (const cluster of (await page(selection.select, arg, shelf)) ?? []) {
      const one = take(cluster)
      if (one !== undefined) taken.push(one)
    }
  }
  return taken
}

/** At the last `/`: `usa/nes` → `usa`, `nes`. Slugs of platforms and names of shelves hold none. */
export function splitArg(arg: string): [string, string] {
  const slash = arg.lastIndexOf('/')
  return [arg.slice(0, slash), arg.slice(slash + 1)]
}

// parts of the resolved config, which was checked against these types when it was read

export function asPolicy(slice: unknown): Policy {
  return slice as Policy
}

export function asPlaylist(slice: unknown): Playlist {
  return slice as Playlist
}

export function asTarget(slice: unknown): Target {
  return slice as Target
}

/** A target of the config, by its name. */
export async function readTarget(
  need: Reader['need'],
  { slice }: { readonly slice: InputRules['slice'] },
  name: string,
): Promise<Target> {
  return asTarget(await need(slice, `targets/${name}`))
}
