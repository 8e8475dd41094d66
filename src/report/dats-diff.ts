/** What a new version of a DAT says differently from the one before. */
import { createHash } from 'node:crypto'
import { CuratorError } from '../errors.ts'
import type { DatGame, DatRom } from '../dats/dat.ts'
import { parseDat } from '../dats/parse.ts'
import { openDats } from '../dats/read.ts'
import { releaseNameOf } from '../dats/release-name.ts'
import { addTo } from '../groups.ts'
import { byCodeUnit } from '../order.ts'

/** One list of games: release → what it is made of. */
export interface DatVersion {
  /** In its header. */
  readonly name: string
  readonly version?: string
  readonly games: ReadonlyMap<string, string>
}

export interface DatDiff {
  readonly name: string
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
      const contents = new Map<string, string[]>()
      let name = ''
      let version: string | undefined
      parseDat(opened, {
        header(header) {
          ;({ name, version } = header)
        },
        game(game) {
          const release = releaseNameOf(game)
          addTo(contents, release, contentOf(game))
        },
      })
      const games = new Map([...contents].map(([release, list]) => [release, list.sort().join()]))
      versions.push({ name, ...(version === undefined ? {} : { version }), games })
    }
  }
  return versions
}

/** DATs of one name are compared; one that has no counterpart is added or withdrawn as a whole. */
export function diffDats(before: readonly DatVersion[], after: readonly DatVersion[]): readonly DatDiff[] {
  const [only, other] = [before[0], after[0]]
  // two files that were named are meant to be compared, whatever they call themselves
  if (before.length === 1 && after.length === 1 && only && other) return [diffVersions(only, other)]
  const names = [...new Set([...before, ...after].map(({ name }) => name))].sort(byCodeUnit)
  return names
    .map((name) => diffVersions(merged(name, before), merged(name, after)))
    .filter((diff) => !isSame(diff))
}

export function isSame({ renamed, rehashed, added, withdrawn }: DatDiff): boolean {
  return renamed.length + rehashed.length + added.length + withdrawn.length === 0
}

function merged(name: string, versions: readonly DatVersion[]): DatVersion {
  const same = versions.filter((version) => version.name === name)
  const version = same.at(-1)?.version
  return {
    name,
    ...(version === undefined ? {} : { version }),
    games: new Map(same.flatMap(({ games }) => [...games])),
  }
}

function diffVersions(before: DatVersion, after: DatVersion): DatDiff {
  const rehashed: string[] = []
  const gone = new Map<string, string[]>()
  for (const [release, content] of before.games) {
    const now = after.games.get(release)
    if (now === undefined) gone.set(content, [...(gone.get(content) ?? []), release])
    else if (now !== content) rehashed.push(release)
  }
  const renamed: { from: string; to: string }[] = []
  const added: string[] = []
  // by name, so that of several with the same ROMs each finds the same partner whatever order the DATs have
  for (const list of gone.values()) list.sort(byCodeUnit)
  for (const [release, content] of [...after.games].sort(([a], [b]) => byCodeUnit(a, b))) {
    if (before.games.has(release)) continue
    const from = gone.get(content)?.shift()
    if (from === undefined) added.push(release)
    else renamed.push({ from, to: release })
  }
  return {
    name: after.name === '' ? before.name : after.name,
    versions: [before.version, after.version],
    renamed: renamed.sort((a, b) => byCodeUnit(a.from, b.from)),
    rehashed: rehashed.sort(byCodeUnit),
    added,
    withdrawn: [...gone.values()].flat().sort(byCodeUnit),
  }
}

/** The best hash of every ROM that has one, in no order; without any, names and sizes. */
function contentOf({ roms }: DatGame): string {
  const hash = createHash('sha1')
  for (const text of roms.map(romText).sort(byCodeUnit)) hash.update(`${text}\n`)
  return hash.digest('base64')
}

function romText({ name, size, crc32, md5, sha1, sha256 }: DatRom): string {
  if (sha1 !== undefined) return sha1
  if (md5 !== undefined) return md5
  if (crc32 !== undefined) return `${crc32} ${size}`
  return sha256 ?? `${name} ${size}`
}
