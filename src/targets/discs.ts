/**
 * Games on several discs. Each disc is a release of its own; a device that changes discs wants those of a game in one
 * place, and most want them as one entry: an `.m3u` that names them in order.
 */
import { folderOf } from '../disk/path.ts'
import { addTo, groupBy } from '../groups.ts'
import { byCodeUnit } from '../order.ts'
import type { Pick } from '../select/pick.ts'
import { relativePath, writeM3u } from './formats/m3u.ts'
import { compileLayout, type Layout } from './layout.ts'
import type { Device, FileWishes } from './preset.ts'
import { textFile, type TreeFile } from './tree.ts'

export interface DiscSet {
  /** Name of the releases without what tells the discs apart. */
  readonly name: string
  /** At least two, by the number of the disc. */
  readonly discs: readonly Pick[]
}

/**
 * Which picks are discs of one game and edition, and which stand alone: also a disc whose fellows are not there. No
 * number is twice in a set. The order of `picks` does not matter.
 */
export function discSets(picks: readonly Pick[]): {
  readonly sets: readonly DiscSet[]
  readonly others: readonly Pick[]
} {
  const others: Pick[] = []
  const groups = new Map<string, Disc[]>()
  for (const pick of picks) {
    const disc = asDisc(pick)
    if (disc === undefined) others.push(pick)
    else addTo(groups, `${pick.isApart === true}\0${disc.before}`, disc)
  }
  const sets: DiscSet[] = []
  for (const discs of groups.values()) {
    // editions differ in what comes after the number: `(Disc 1) (Rev 1)`, and so do the discs of one: `(Disc 1) (Leon)`
    for (const group of isOnceEach(discs) ? [discs] : byEdition(discs)) {
      if (group.length > 1 && isOnceEach(group)) sets.push(setOf(group))
      else others.push(...group.map(({ pick }) => pick))
    }
  }
  return { sets: sets.sort((a, b) => byCodeUnit(a.name, b.name)), others }
}

/** Where the discs of a game go, and the list of them, if the device wants one. */
export interface DiscLayouts {
  readonly files: Layout
  readonly list?: Layout
}

/** Undefined where the discs of a game are written like any other release. */
export function discLayouts(
  { discs, names }: Device,
  { extensions }: FileWishes,
  isPacked: boolean,
): DiscLayouts | undefined {
  if (discs === undefined || isPacked) return undefined
  const files = compileLayout(discs.files, names)
  if (discs.list === undefined) return { files }
  const opensLists = extensions.length === 0 || extensions.includes('m3u')
  return opensLists ? { files, list: compileLayout(discs.list, names) } : undefined
}

/** Whether two discs have files of one name, such as `track01.bin`: then they cannot share a folder. */
export function hasTwins({ discs }: DiscSet): boolean {
  const names = discs.flatMap(({ files }) => [...new Set(files.map(({ name }) => name.toLowerCase()))])
  return new Set(names).size < names.length
}

/** The list that stands for a set: `paths` are the files that start its discs, in order. */
export function discList(path: string, name: string, paths: readonly string[]): TreeFile {
  return textFile(path, writeM3u(paths.map((disc) => relativePath(folderOf(path), disc))), name)
}

interface Disc {
  readonly pick: Pick
  readonly number: number
  /** The name up to the mark of the disc, and from there on. */
  readonly before: string
  readonly after: string
}

/** `(Disc 2)`, `(Disk 1 of 3)`, `(Side B)`: as No-Intro, Redump and TOSEC write it. */
const MARK = /\s*\((?:dis[ck]|disco|disque|cd|gd|dvd|side|tape|card|lato|seite|teil|part)\b[^()]*\)/i

/** What the discs of a game have in common in their names. */
export function withoutDisc(release: string): string {
  return release.replace(MARK, '')
}

function asDisc(pick: Pick): Disc | undefined {
  const mark = pick.disc === undefined ? null : MARK.exec(pick.release)
  if (mark === null || pick.disc === undefined) return undefined
  const before = pick.release.slice(0, mark.index)
  return { pick, number: pick.disc, before, after: pick.release.slice(mark.index + mark[0].length) }
}

function isOnceEach(discs: readonly Disc[]): boolean {
  return new Set(discs.map(({ number }) => number)).size === discs.length
}

function byEdition(discs: readonly Disc[]): readonly Disc[][] {
  return [...groupBy(discs, ({ after }) => after).values()]
}

function setOf(group: readonly Disc[]): DiscSet {
  const discs = group.toSorted((a, b) => a.number - b.number)
  const [first] = discs
  const isSame = discs.every(({ after }) => after === first?.after)
  return {
    name: (first?.before ?? '') + (isSame ? (first?.after ?? '') : ''),
    discs: discs.map(({ pick }) => pick),
  }
}
