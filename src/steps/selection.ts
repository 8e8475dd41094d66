/** The rules of choosing: releases → ranked clusters of a policy → what is owned of them → playlists. */
import { putGames, type Game } from '../catalog/games.ts'
import { digest } from '../engine/canonical.ts'
import { rule, type Rule } from '../engine/rule.ts'
import { loadReleases, rebuildReleases, type ReleaseRow } from '../dats/releases.ts'
import { holdings } from '../identify/holdings.ts'
import type { ReleaseFacts } from '../names/facts.ts'
import { parseReleaseName } from '../names/parse.ts'
import { evaluate } from '../playlists/evaluate.ts'
import type { Playlist } from '../playlists/playlist.ts'
import { choose } from '../select/choose.ts'
import { clusterReleases, nameKey, type ReleaseGroup } from '../select/cluster.ts'
import { kindOf } from '../select/kinds.ts'
import type { Pick } from '../select/pick.ts'
import type { Policy } from '../select/policy.ts'
import { select } from '../select/select.ts'
import type { Cluster, Release } from '../select/selection.ts'
import type { ListedGame } from '../targets/playlist-files.ts'
import type { Target } from '../targets/preset.ts'
import type { InputRules } from './inputs.ts'
import type { World } from './world.ts'

/** A playlist drawn from one policy: which games, in which order. */
export type ListValue = {
  readonly games: readonly ListedGame[]
  /** Games of the list that are not owned. */
  readonly missing: number
  readonly unresolved: readonly { readonly title: string; readonly nearest: readonly string[] }[]
}

export interface SelectionRules {
  /** Slugs of the platforms that any DAT lists. */
  readonly platforms: Rule<readonly string[]>
  /** `policy/platform`. Needs no ROMs. */
  readonly select: Rule<readonly Cluster[]>
  /** `policy/platform`: what is owned of the selection. Games that are not owned have no files. */
  readonly picks: Rule<readonly Pick[]>
  /** `playlist/policy`. */
  readonly list: Rule<ListValue>
  readonly all: readonly Rule[]
}

export function selectionRules(world: World, inputs: InputRules): SelectionRules {
  const { db } = world
  const withFacts = factReader()

  const platforms = rule<readonly string[]>({
    kind: 'platforms',
    version: '1',
    run: async ({ need }) => Object.keys((await need(inputs.dats, '')).platforms).sort(),
  })

  /** Brings the catalog's releases and games of a platform up to date; the value is the releases' fingerprint. */
  const releases = rule<string>({
    kind: 'releases',
    version: '1',
    async run({ need }, platform) {
      await need(inputs.datsOf, platform)
      rebuildReleases(db, platform)
      const rows = loadReleases(db, platform)
      putGames(db, platform, clusterReleases(withFacts(platform, rows)).map(gameOf))
      return digest(
        JSON.stringify(rows.map(({ name, cloneOf, year, categories }) => [name, cloneOf, year, categories])),
      )
    },
  })

  const selectRule = rule<readonly Cluster[]>({
    kind: 'select',
    version: '1',
    async run({ need }, arg) {
      const [policyName, platform] = splitArg(arg)
      const policy = asPolicy(await need(inputs.slice, `policies/${policyName}`))
      await need(releases, platform)
      if (policy.dats) await need(inputs.datsOf, platform) // the releases stay, but which DAT lists them may change
      const rows = loadReleases(db, platform, policy.dats ? { dats: policy.dats } : {})
      return select(withFacts(platform, rows), policy, { platform })
    },
  })

  const picks = rule<readonly Pick[]>({
    kind: 'pick',
    version: '1',
    async run({ need }, arg) {
      const [policyName, platform] = splitArg(arg)
      const policy = asPolicy(await need(inputs.slice, `policies/${policyName}`))
      const clusters = await need(selectRule, arg)
      await need(inputs.holdingsOf, platform)
      await need(inputs.datsOf, platform) // a DAT that goes takes its matches with it
      const owned = holdings(db, platform, {
        ...(policy.dats ? { dats: policy.dats } : {}),
        ...(policy.roots ? { roots: policy.roots } : {}),
      })
      return choose(clusters, owned, policy, platform)
    },
  })

  const list = rule<ListValue>({
    kind: 'list',
    version: '1',
    async run({ need }, arg) {
      const [name, policyName] = splitArg(arg)
      const playlist = asPlaylist(await need(inputs.slice, `playlists/${name}`))
      const wanted = playlist.where?.platform
      const slugs = (await need(platforms, '')).filter((slug) => !wanted || wanted.includes(slug))
      const all: Pick[] = []
      for (const slug of slugs) for (const pick of await need(picks, `${policyName}/${slug}`)) all.push(pick)
      const { picks: listed, missing, unresolved } = evaluate(name, playlist, all)
      return {
        games: listed.map(({ platform, release, game }) => ({ platform, release, game })),
        missing,
        unresolved,
      }
    },
  })

  return { platforms, select: selectRule, picks, list, all: [platforms, releases, selectRule, picks, list] }
}

/** Parses names. Those of the platform that was asked for last are remembered: they are wanted once more right away. */
function factReader(): (platform: string, rows: readonly ReleaseRow[]) => Release[] {
  let last = ''
  let known = new Map<string, ReleaseFacts>()
  return (platform, rows) => {
    if (platform !== last) known = new Map()
    last = platform
    return rows.map((row) => {
      const facts = known.get(row.name) ?? parseReleaseName(row.name)
      known.set(row.name, facts)
      return { ...row, facts }
    })
  }
}

/** A group of releases as the catalog keeps it. */
function gameOf({ members }: ReleaseGroup): Game {
  const keys = members.map((release) => nameKey(release, kindOf(release)))
  return {
    cluster: keys.reduce((a, b) => (a < b ? a : b), keys[0] ?? ''),
    title: members[0]?.facts.title ?? '',
    releases: members.map(({ id, facts }) => ({ id, regions: facts.regions })),
  }
}

/** `usa/nes` → `usa`, `nes`. Platform slugs and policy names hold no `/` after the last one. */
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

export function isMissing(pick: Pick): boolean {
  return pick.files.length === 0
}
