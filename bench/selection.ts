/**
 * `npx jiti bench/selection.ts [system…]`: what curator keeps of real systems against what Retool keeps, with every
 * difference and its reason. Needs the data folder beside the checkout (../shared/data); without it there is nothing to
 * compare.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { DatGame } from '../src/dats/dat.ts'
import { parseDat } from '../src/dats/parse.ts'
import { openDats } from '../src/dats/read.ts'
import { releaseNameOf } from '../src/dats/releases/name.ts'
import { parseReleaseName } from '../src/names/parse.ts'
import type { CloneList } from '../src/select/clone-lists/clone-list.ts'
import { readLanguageList } from '../src/select/clone-lists/language-list.ts'
import { readCloneList } from '../src/select/clone-lists/read.ts'
import { keptOf } from '../src/select/kept.ts'
import type { Policy } from '../src/select/policy.ts'
import { select } from '../src/select/select.ts'
import type { Cluster, Release } from '../src/select/selection.ts'
import {
  agreement,
  configurations,
  DATA,
  HEAD,
  read,
  row,
  sum,
  SYSTEMS,
  theirsOf,
  type Agreement,
  type System,
} from './selection-data.ts'

const HELP = `npx jiti bench/selection.ts [system…] [options]

  --grouping NAMES  what tells that releases are one game: lists (default), names, dat
  --config NAMES    configurations, with commas (default: all)
  --languages DIR   Retool's folder metadata: what its databases know of languages
  --list            every difference with its reason
`

void main()

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      grouping: { type: 'string', default: 'lists' },
      config: { type: 'string' },
      languages: { type: 'string' },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return console.log(HELP)
  if (!existsSync(DATA))
    return console.log('There is no ../shared/data beside the checkout: nothing to compare.')
  const policies = configurations()
  console.log(HEAD)
  for (const config of values.config?.split(',') ?? Object.keys(policies)) {
    const results: Agreement[] = []
    for (const name of positionals.length > 0 ? positionals : Object.keys(SYSTEMS)) {
      const system = SYSTEMS[name]
      const policy = policies[config]
      if (!system || !policy) throw new Error(`There is no system ${name}, or no configuration ${config}.`)
      if (values.grouping === 'dat' && system.parentDat === undefined) continue
      const { clusters, theirs } = await run(system, config, policy, values)
      const result = agreement(keptIn(clusters, policy), theirs)
      console.log(row(config, name, result))
      if (values.list)
        for (const line of differences(clusters, policy, theirs, clonesOf(system))) console.log(`    ${line}`)
      results.push(result)
    }
    console.log(row(config, 'all', sum(results)))
  }
}

async function run(
  { dat, group, parentDat = '' }: System,
  config: string,
  policy: Policy,
  { grouping, languages }: { readonly grouping: string; readonly languages?: string },
): Promise<{ readonly clusters: readonly Cluster[]; readonly theirs: ReadonlySet<string> }> {
  const name = dat.split('/')[1] ?? ''
  const file = `clonelists/${name} (${group}).json`
  const { list } = readCloneList(read(file), file)
  const lists = { platform: name, cloneLists: [list, ...languagesIn(languages, `${name} (${group})`)] }
  if (grouping === 'dat') {
    // nobody has computed what Retool keeps of these older DATs: our own choice by clone lists stands in for it
    const releases = await releasesOf(parentDat)
    const theirs = keptIn(select(releases, policy, lists), policy)
    return { clusters: select(releases, policy, { platform: name }), theirs }
  }
  const releases = await releasesOf(dat)
  const clusters = select(releases, policy, grouping === 'lists' ? lists : { platform: name })
  return { clusters, theirs: theirsOf(config, name) }
}

/** What Retool's databases know of a system, where they are at hand. */
function languagesIn(folder: string | undefined, name: string): CloneList[] {
  const file = join(folder ?? '', `${name}.json`)
  if (folder === undefined || !existsSync(file)) return []
  const list = readLanguageList(readFileSync(file, 'utf8'), name, file)
  return list ? [list] : []
}

function keptIn(clusters: readonly Cluster[], policy: Policy): ReadonlySet<string> {
  return new Set(clusters.flatMap((cluster) => keptOf(cluster, policy).map(({ name }) => name)))
}

function differences(
  clusters: readonly Cluster[],
  policy: Policy,
  theirs: ReadonlySet<string>,
  clones: ReadonlyMap<string, string>,
): string[] {
  const ours = keptIn(clusters, policy)
  return clusters
    .flatMap((cluster) => [...theirsOnly(cluster, ours, theirs), ...oursOnly(cluster, ours, theirs, clones)])
    .sort()
}

function theirsOnly(
  { ranked, excluded, covered }: Cluster,
  ours: ReadonlySet<string>,
  theirs: ReadonlySet<string>,
): string[] {
  const lost = ranked
    .filter(({ name }) => theirs.has(name) && !ours.has(name))
    .map(({ name, lostTo, joinedBy, joinedVia = '' }) => {
      if (covered)
        return `theirs only: ${name}: covered by ${covered.by.join(', ')}, ${covered.reason.criterion}`
      const why = lostTo ? `${lostTo.criterion}: ${lostTo.winner} before ${lostTo.loser}` : ''
      return `theirs only: ${name}: ours is ${ranked[0]?.name}, by ${why}; joined by ${joinedBy} ${joinedVia}`
    })
  const out = excluded
    .filter(({ name }) => theirs.has(name))
    .map(({ name, rule }) => `theirs only: ${name}: left out by ${rule}`)
  return [...lost, ...out]
}

/** Where theirs is another release of the same game, the pair is told once, as theirs. */
function oursOnly(
  { ranked }: Cluster,
  ours: ReadonlySet<string>,
  theirs: ReadonlySet<string>,
  clones: ReadonlyMap<string, string>,
): string[] {
  const [best] = ranked
  if (!best || !ours.has(best.name) || ranked.some(({ name }) => theirs.has(name))) return []
  const parent = clones.get(best.name)
  const why = parent && parent !== best.name ? `theirs is a clone of ${parent}` : 'theirs leaves it out'
  return [`ours only: ${best.name}: ${why}`]
}

function clonesOf({ dat }: System): ReadonlyMap<string, string> {
  const lines = read(`selection/clones-default/${dat.split('/')[1]}.tsv`).split('\n')
  return new Map(
    lines.map((line): [string, string] => [line.split('\t')[0] ?? '', line.split('\t')[1] ?? '']),
  )
}

/** The releases of a DAT, with the parents it names. */
async function releasesOf(dat: string): Promise<Release[]> {
  const games: DatGame[] = []
  for await (const opened of openDats(join(DATA, 'dats', `${dat}.dat`))) {
    if ('problem' in opened) throw new Error(opened.problem.message)
    parseDat(opened, { header: () => {}, game: (game) => void games.push(game) })
  }
  const byId = new Map(
    games.flatMap(({ id, name }): [string, string][] => (id === undefined ? [] : [[id, name]])),
  )
  const releases = new Map<string, Release>()
  const clones = games.filter((game) => game.cloneOf !== undefined || game.cloneOfId !== undefined)
  const told = clones.length * 10 >= games.length
  for (const game of games) {
    const name = releaseNameOf(game)
    const parent = game.cloneOfId === undefined ? game.cloneOf : byId.get(game.cloneOfId)
    const cloneOf = parent !== undefined && parent !== name ? [parent] : []
    if (releases.has(name)) continue
    const release = { id: releases.size, name, facts: parseReleaseName(name), cloneOf, categories: [] }
    releases.set(name, told ? { ...release, parentage: 'some' } : release)
  }
  return [...releases.values()]
}
