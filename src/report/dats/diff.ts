/** What a new version of a DAT says differently from the one before. */
import { hash } from 'node:crypto'
import { CuratorError } from '../../errors.ts'
import type { DatGame, DatRom } from '../../dats/dat.ts'
import { parseDat } from '../../dats/parse.ts'
import { openDats } from '../../dats/read.ts'
import { releaseNameOf } from '../../dats/releases/name.ts'
import { addTo, groupBy } from '../../groups.ts'
import { byCodeUnit } from '../../order.ts'

/** One list of games: release → what it is made of. */
export interface DatVersion {
  /** In its header. */
  readonly name: string
  readonly version?: string
  readonly games: ReadonlyMap<string, Contents>
}

type HashKind = (typeof KINDS)[number]
/** By each kind of hash that all its ROMs have, and by the best that each of them has. */
type Contents = Readonly<Partial<Record<HashKind, string>> & { best: string }>

export interface DatDiff {
  readonly name: string
  /** What it was called before, where that is something else. */
  readonly was?: string
  /** The whole DAT is new, or gone. */
  readonly came?: 'new' | 'gone'
  readonly versions: readonly [before: string | undefined, after: string | undefined]
  /** Same ROMs under another name. */
  readonly renamed: readonly { readonly from: string; readonly to: string }[]
  /** Same name, other ROMs. */
  readonly rehashed: readonly string[]
  readonly added: readonly string[]
  readonly withdrawn: readonly string[]
}

/** All DATs in these files. Throws the problem of the first that cannot be read. */
export async function readVersions(files: readonly string[]): Promise<readonly DatVersion[]> {
  const versions: DatVersion[] = []
  for (const file of files) {
    for await (const opened of openDats(file)) {
      if ('problem' in opened) throw new CuratorError(opened.problem)
      const contents = new Map<string, Contents[]>()
      let name = ''
      let version: string | undefined
      parseDat(opened, {
        header(header) {
          ;({ name, version } = header)
        },
        game(game) {
          addTo(contents, releaseNameOf(game), contentsOf(game))
        },
      })
      const games = new Map([...contents].map(([release, list]) => [release, together(list)]))
      versions.push({ name, ...(version === undefined ? {} : { version }), games })
    }
  }
  return versions
}

/**
 * DATs of one name are compared, and so are two of which each has a name of its own, if most of their games are in both.
 * One that has no counterpart is added or withdrawn as a whole.
 */
export function diffDats(before: readonly DatVersion[], after: readonly DatVersion[]): readonly DatDiff[] {
  const [only, other] = [before[0], after[0]]
  // two files that were named are meant to be compared, whatever they call themselves
  if (before.length === 1 && after.length === 1 && only && other) return [diffVersions(only, other)]
  const old = byName(before)
  const young = byName(after)
  const now = renamedDats(
    [...old.values()].filter(({ name }) => !young.has(name)),
    [...young.values()].filter(({ name }) => !old.has(name)),
  )
  const renamed = new Set(now.values())
  const names = [...new Set([...old.keys(), ...young.keys()])].sort(byCodeUnit)
  return names
    .filter((name) => !renamed.has(name))
    .map((name) => {
      const [then, since] = [old.get(name), young.get(now.get(name) ?? name)]
      const diff = diffVersions(then ?? none(name), since ?? none(name))
      return then && since ? diff : { ...diff, came: then ? ('gone' as const) : ('new' as const) }
    })
    .filter((diff) => !isSame(diff))
}

/** Old name → new name, of lists that have more than half of the games of either in common. */
function renamedDats(
  before: readonly DatVersion[],
  after: readonly DatVersion[],
): ReadonlyMap<string, string> {
  const listing = new Map<string, DatVersion[]>()
  for (const version of after) for (const release of version.games.keys()) addTo(listing, release, version)
  const found = new Map<string, string>()
  const taken = new Set<string>()
  for (const { name, games } of before) {
    const common = new Map<DatVersion, number>()
    for (const release of games.keys())
      for (const version of listing.get(release) ?? []) common.set(version, (common.get(version) ?? 0) + 1)
    const isAlike = (other: DatVersion, n: number): boolean => n * 2 > Math.max(games.size, other.games.size)
    const alike = [...common].find(([other, n]) => isAlike(other, n) && !taken.has(other.name))
    if (!alike) continue
    const [{ name: now }] = alike
    found.set(name, now)
    taken.add(now)
  }
  return found
}

export function isSame({ renamed, rehashed, added, withdrawn }: DatDiff): boolean {
  return renamed.length + rehashed.length + added.length + withdrawn.length === 0
}

function byName(versions: readonly DatVersion[]): ReadonlyMap<string, DatVersion> {
  const groups = groupBy(versions, ({ name }) => name)
  return new Map([...groups].map(([name, same]) => [name, merged(name, same)]))
}

function merged(name: string, same: readonly DatVersion[]): DatVersion {
  const version = same.at(-1)?.version
  return {
    name,
    ...(version === undefined ? {} : { version }),
    games: new Map(same.flatMap(({ games }) => [...games])),
  }
}

function none(name: string): DatVersion {
  return { name, games: new Map() }
}

function diffVersions(before: DatVersion, after: DatVersion): DatDiff {
  const rehashed: string[] = []
  const gone = new Map<string, string[]>()
  const ofBoth = comparable([...before.games.values(), ...after.games.values()])
  for (const [release, contents] of before.games) {
    const now = after.games.get(release)
    if (now === undefined) addTo(gone, ofBoth(contents), release)
    else if (ofBoth(now) !== ofBoth(contents)) rehashed.push(release)
  }
  const renamed: { from: string; to: string }[] = []
  const added: string[] = []
  // by name, so that of several with the same ROMs each finds the same partner whatever order the DATs have
  for (const list of gone.values()) list.sort(byCodeUnit)
  for (const [release, contents] of [...after.games].sort(([a], [b]) => byCodeUnit(a, b))) {
    if (before.games.has(release)) continue
    const from = gone.get(ofBoth(contents))?.shift()
    if (from === undefined) added.push(release)
    else renamed.push({ from, to: release })
  }
  return {
    name: after.name === '' ? before.name : after.name,
    ...(before.name === '' || after.name === '' || before.name === after.name ? {} : { was: before.name }),
    versions: [before.version, after.version],
    renamed: renamed.sort((a, b) => byCodeUnit(a.from, b.from)),
    rehashed: rehashed.sort(byCodeUnit),
    added,
    withdrawn: [...gone.values()].flat().sort(byCodeUnit),
  }
}

/** By the kind of hash that most have: a list of CRCs alone may have the same ROMs as one of SHA-1 too. */
function comparable(all: readonly Contents[]): (contents: Contents) => string {
  const known = (kind: HashKind): number => all.filter((contents) => contents[kind] !== undefined).length
  const kind = KINDS.reduce((a, b) => (known(b) > known(a) ? b : a))
  return (contents) => contents[kind] ?? contents.best
}

const KINDS = ['sha1', 'md5', 'crc32'] as const

function contentsOf({ roms }: DatGame): Contents {
  return {
    best: digestOf(roms.map(bestOf)),
    ...byKind((kind) => {
      const texts = roms.flatMap((rom) => textOf(rom, kind) ?? [])
      return texts.length < roms.length ? undefined : digestOf(texts)
    }),
  }
}

/** Of several games that are one release. */
function together(list: readonly Contents[]): Contents {
  return {
    best: list
      .map(({ best }) => best)
      .sort()
      .join(),
    ...byKind((kind) => {
      const texts = list.flatMap((contents) => contents[kind] ?? [])
      return texts.length < list.length ? undefined : texts.sort().join()
    }),
  }
}

function byKind(of: (kind: HashKind) => string | undefined): Partial<Record<HashKind, string>> {
  const known: Partial<Record<HashKind, string>> = {}
  for (const kind of KINDS) {
    const text = of(kind)
    if (text !== undefined) known[kind] = text
  }
  return known
}

/** In no order. */
function digestOf(texts: readonly string[]): string {
  return hash('sha1', [...texts].sort(byCodeUnit).join('\n'), 'base64')
}

function textOf(rom: DatRom, kind: HashKind): string | undefined {
  if (rom.sha1 === undefined && rom.md5 === undefined && rom.crc32 === undefined) return bestOf(rom)
  return kind === 'crc32' ? crcText(rom) : rom[kind]
}

/** Its best hash; without any, name and size. */
function bestOf(rom: DatRom): string {
  return rom.sha1 ?? rom.md5 ?? crcText(rom) ?? rom.sha256 ?? `${rom.name} ${rom.size}`
}

function crcText({ crc32, size }: DatRom): string | undefined {
  return crc32 === undefined ? undefined : `${crc32} ${size}`
}
