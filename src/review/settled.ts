/** Which items decisions have settled already, whether a build has followed them or not. */
import type { Decisions } from '../decisions/decisions.ts'
import type { DecisionEdit } from '../decisions/edit.ts'
import { pairs } from '../groups.ts'
import { ownValue } from '../own-value.ts'
import { extensionIn, type ReviewItem, type ReviewKind } from './item.ts'

/** Asked of thousands of items after every decision. */
export function settledBy(decisions: Decisions): (item: ReviewItem) => boolean {
  const { match, platform, dat } = decisions
  const releases = releaseVerdicts(decisions)
  const companies = companyVerdicts(decisions)
  const ports = portVerdicts(decisions)
  const ofExtensions = Object.keys(platform).length > 0
  return (item) => {
    const { kind, key, names, subject } = item
    switch (kind) {
      case 'dat':
        return Object.hasOwn(dat, key)
      case 'extension':
        return Object.hasOwn(platform, key)
      case 'candidate':
      case 'conflict':
        return Object.hasOwn(match, key)
      case 'unmatched':
        return (
          Object.hasOwn(match, key) ||
          (ofExtensions && (Object.hasOwn(platform, key) || isOfDecided(platform, subject)))
        )
      case 'clone-group':
      case 'two-games':
      case 'namesakes':
        return pairs(names).every(([a, b]) => releases.told(item.platform ?? '', a, b))
      case 'port':
        return pairs(names).every(([a, b]) => ports.told('', a, b))
      case 'metadata':
        return metadataLink(decisions, key) !== undefined
      case 'last-resort':
        return (
          names.some((name) => decisions.pin[item.platform ?? '']?.includes(name)) ||
          pairs(names.slice(0, 2)).some(([a, b]) => releases.areApart(item.platform ?? '', a, b))
        )
      case 'company':
        return pairs(names).every(([a, b]) => companies.told('', a, b))
    }
  }
}

/**
 * Kinds of items that an edit may settle, whatever they are about. A match, and a DAT, settle what is kept under their key;
 * ports settle those that name one of their games.
 */
const SETTLED_BY: Readonly<
  Record<Exclude<DecisionEdit['kind'], 'match' | 'dat' | 'ports' | 'notPorts'>, readonly ReviewKind[]>
> = {
  platform: ['extension', 'unmatched'],
  same: ['clone-group', 'two-games', 'last-resort', 'namesakes'],
  different: ['clone-group', 'two-games', 'last-resort', 'namesakes'],
  pin: ['last-resort'],
  title: [],
  companies: ['company'],
  differentCompanies: ['company'],
  metadata: ['metadata'],
}

/**
 * Tells which items edits may have settled: of thousands only those have to be asked for.
 * @param decisions with the edits
 */
export function touchedBy(
  edits: readonly DecisionEdit[],
  decisions: Pick<Decisions, 'ports'>,
): (item: ReviewItem) => boolean {
  const keys = new Set<string>()
  const kinds = new Set<ReviewKind>()
  const ports: string[] = []
  for (const edit of edits) {
    if (edit.kind === 'match') keys.add(edit.sha1)
    else if (edit.kind === 'dat') keys.add(edit.name)
    else if (edit.kind === 'ports' || edit.kind === 'notPorts') ports.push(...portNames(edit.releases))
    else for (const kind of SETTLED_BY[edit.kind]) kinds.add(kind)
  }
  const told = withPorts(ports, decisions)
  return ({ kind, key, names }) =>
    kinds.has(kind) || keys.has(key) || (kind === 'port' && names.some((name) => told.has(name)))
}

/** With all that are decided to be one with any of them. */
function withPorts(names: readonly string[], { ports }: Pick<Decisions, 'ports'>): ReadonlySet<string> {
  const all = new Set(names)
  if (all.size === 0) return all
  let rest = ports.map(portNames)
  for (let found = 0; found < all.size;) {
    found = all.size
    rest = rest.filter((some) => {
      const isOne = some.some((name) => all.has(name))
      if (isOne) for (const name of some) all.add(name)
      return !isOne
    })
  }
  return all
}

function portNames(port: Decisions['ports'][number]): string[] {
  return Object.entries(port).map(([platform, release]) => `${platform}/${release}`)
}

/** What is decided of `snes/Chrono Trigger (USA)/moby`: an id, or null. Undefined: nothing. */
export function metadataLink({ metadata }: Decisions, key: string): string | null | undefined {
  const { platform, release, source } = metadataKey(key)
  const sources = metadata?.link[platform]?.[release] ?? {}
  return ownValue(sources, source)
}

/** A game on a platform, by one of its releases there: `snes/Chrono Trigger (USA)`. */
export function portOf(name: string): [platform: string, release: string] {
  const slash = name.indexOf('/')
  return [name.slice(0, slash), name.slice(slash + 1)]
}

/** Slugs and names of sources hold no `/`. */
export function metadataKey(key: string): {
  readonly platform: string
  readonly release: string
  readonly source: string
} {
  const [first, last] = [key.indexOf('/'), key.lastIndexOf('/')]
  return { platform: key.slice(0, first), release: key.slice(first + 1, last), source: key.slice(last + 1) }
}

function isOfDecided(platform: Decisions['platform'], subject: string): boolean {
  return Object.hasOwn(platform, extensionIn(subject))
}

interface Verdicts {
  areApart(of: string, a: string, b: string): boolean
  /** Whether the two are decided to be one, or not to be. */
  told(of: string, a: string, b: string): boolean
}

function releaseVerdicts({ grouping }: Decisions): Verdicts {
  const sames: (readonly string[])[] = []
  const aparts: (readonly string[])[] = []
  for (const [platform, decisions] of Object.entries(grouping))
    for (const { verdict, releases } of decisions)
      (verdict === 'same' ? sames : aparts).push(releases.map((name) => `${platform}/${name}`))
  return verdictsOf(sames, aparts, (platform, name) => `${platform}/${name}`)
}

function companyVerdicts({ companies, differentCompanies }: Decisions): Verdicts {
  const sames = Object.entries(companies).map(([name, aliases]) => [name, ...aliases])
  return verdictsOf(sames, differentCompanies, (_, name) => name)
}

function portVerdicts({ ports, notPorts }: Decisions): Verdicts {
  return verdictsOf(ports.map(portNames), notPorts.map(portNames), (_, name) => name)
}

/** Sets of those that are one; what is different of one of a set is different of all of it. */
function verdictsOf(
  sames: readonly (readonly string[])[],
  aparts: readonly (readonly string[])[],
  keyOf: (of: string, name: string) => string,
): Verdicts {
  const above = new Map<string, string>()
  const find = (key: string): string => {
    let top = key
    for (let next = above.get(top); next !== undefined; next = above.get(top)) top = next
    return top
  }
  for (const [first = '', ...others] of sames)
    for (const other of others) {
      const [a, b] = [find(first), find(other)]
      if (a !== b) above.set(b, a)
    }
  const foes = new Map<string, Set<string>>()
  const meet = (a: string, b: string): void => {
    const known = foes.get(a)
    if (known) known.add(b)
    else foes.set(a, new Set([b]))
  }
  for (const names of aparts)
    for (const [a, b] of pairs(names.map(find))) {
      meet(a, b)
      meet(b, a)
    }
  const areApart = (of: string, a: string, b: string): boolean =>
    foes.get(find(keyOf(of, a)))?.has(find(keyOf(of, b))) ?? false
  return {
    areApart,
    told: (of, a, b) => find(keyOf(of, a)) === find(keyOf(of, b)) || areApart(of, a, b),
  }
}
