/**
 * Finds out whether parts of a target get in each other's way, from their footprints alone, and if they do, which of
 * their files are let in: exactly, by their paths. Nearly always there is nothing to settle, and no part is read.
 */
import { folderOf, join, nameOf } from '../../disk/path.ts'
import type { Problem } from '../../errors.ts'
import { lazy } from '../../lazy.ts'
import { byCodeUnit } from '../../order.ts'
import { openAdmission } from '../admission.ts'
import {
  crowding,
  folderPlaces,
  isIn,
  isOverfull,
  near,
  placeOf,
  placesAmong,
  placesOf,
  placesOfAll,
  type Footprint,
} from '../parts/footprint.ts'
import { safeName, splitName } from './names.ts'
import type { NameRules, Target } from '../preset.ts'
import type { TreeFile } from '../tree.ts'

/** Some files of a target, as a whole let in by what is wrong with each of them alone. */
export interface Claimant {
  readonly id: string
  readonly footprint: Footprint
}

/** What has to be looked at by its paths: the places that more than one may want, or everything. */
export interface Contest {
  /** Ids of the claimants with such files. */
  readonly ids: readonly string[]
  readonly isOpen: (path: string) => boolean
  /** Whether a file or folder of any claimant is there, or wants to be. */
  readonly isWanted: (path: string) => boolean
}

/**
 * Undefined when every file of every claimant has its place to itself, and no folder is too full.
 * @param apart ids of claimants of which that is known already, among themselves
 */
export function contestOf(
  target: Target,
  claimants: readonly Claimant[],
  apart: ReadonlySet<string> = new Set(),
): Contest | undefined {
  const { names, limits } = target.device
  const footprints = claimants.map(({ footprint }) => footprint)
  const isWanted = wantedIn(footprints, names)
  const everything: Contest = { ids: claimants.map(({ id }) => id), isOpen: () => true, isWanted }
  for (const { entries, slots } of crowding(footprints).values()) {
    if (isOverfull(entries, slots, limits)) return everything
  }
  const folders = folderPlaces(footprints, names)
  const known = claimants.flatMap(({ id, footprint }) => (apart.has(id) ? [footprint] : []))
  const fresh = claimants.flatMap(({ id, footprint }) => (apart.has(id) ? [] : [footprint]))
  const others = placesOfAll(fresh)
  const wanted = Float64Array.from([...others.all, ...folders.values()]).sort()
  const met =
    known.length === 0
      ? NONE
      : placesAmong(
          near(known, fresh, folders).map(({ places }) => places),
          wanted,
        )
  const seen = new Set<number>()
  for (const place of folders.values()) {
    // a folder where a file is, or in two spellings: whatever is below hangs on it
    if (seen.has(place) || others.has(place) || met.has(place)) return everything
    seen.add(place)
  }
  const shared = Float64Array.from([...others.shared, ...met]).sort()
  if (shared.length === 0) return undefined
  const isOpen = (place: number): boolean => isIn(shared, place)
  return {
    ids: claimants.flatMap(({ id, footprint }) => (placesOf(footprint).some(isOpen) ? [id] : [])),
    isOpen: (path) => isOpen(placeOf(path, names)),
    isWanted,
  }
}

/** Nearly never asked. */
function wantedIn(footprints: readonly Footprint[], names: NameRules): Contest['isWanted'] {
  const places = lazy(() => placesOfAll(footprints))
  const folders = lazy(() => new Set(folderPlaces(footprints, names).values()))
  return (path) => {
    const place = placeOf(path, names)
    return places().has(place) || folders().has(place)
  }
}

const NONE: ReadonlySet<number> = new Set()

/** The files of a claimant that takes part in a contest. */
export interface Party {
  readonly id: string
  /** Claimants without a platform come last, in their order. */
  readonly platform?: string
  readonly files: readonly TreeFile[]
}

export interface Settlement {
  /** For claimants whose files are not all let in: index of the file → where its bytes are instead, or null. */
  readonly refused: Readonly<Record<string, readonly Refusal[]>>
  readonly problems: readonly Problem[]
  /** Each file has its place to itself, as far as somebody looked. */
  readonly isDisjoint: boolean
}

/** `isMoved`: it stands there itself, under another name. */
export type Refusal = readonly [file: number, instead: string | null, isMoved?: true]

export const NO_CONTEST: Settlement = { refused: {}, problems: [], isDisjoint: true }

/**
 * Where two files want one place, the first wins: one that is played there, then by platform, path and label; equal files
 * share it, and a packed release gets another name.
 */
export function settle(target: Target, { isOpen, isWanted }: Contest, parties: readonly Party[]): Settlement {
  const { names } = target.device
  const admission = openAdmission(target)
  const refused: Record<string, Refusal[]> = {}
  for (const { id, platform, index, file } of inOrder(parties, isOpen)) {
    const other = lazy(() => otherwise(file, platform, names))
    const placed = admission.admit(file, () => {
      const named = other()
      return named === undefined || isWanted(named.path) ? undefined : named
    })
    if (placed === file) continue
    const refusals = refused[id] ?? []
    refused[id] = refusals
    if (placed === undefined) refusals.push([index, null])
    else refusals.push(placed === other() ? [index, placed.path, true] : [index, placed.path])
  }
  return { refused, problems: admission.problems(), isDisjoint: false }
}

/** A packed release whose name another has: it is told by its platform. */
function otherwise(file: TreeFile, platform: string | undefined, names: NameRules): TreeFile | undefined {
  if (file.packed !== true || platform === undefined) return undefined
  const { stem, extension } = splitName(nameOf(file.path))
  const path = join(folderOf(file.path), safeName(`${stem} (${platform})${extension}`, names))
  return path.length > names.maxPath ? undefined : { ...file, path }
}

interface Entrant {
  readonly id: string
  readonly platform: string | undefined
  readonly index: number
  readonly file: TreeFile
}

function inOrder(parties: readonly Party[], isOpen: Contest['isOpen']): Entrant[] {
  const entrants = parties.flatMap(({ id, platform, files }) =>
    files.flatMap((file, index): Entrant[] => (isOpen(file.path) ? [{ id, platform, index, file }] : [])),
  )
  const games = entrants.filter(({ platform }) => platform !== undefined)
  games.sort(
    (a, b) =>
      Number(a.file.save === undefined) - Number(b.file.save === undefined) ||
      byCodeUnit(a.platform ?? '', b.platform ?? '') ||
      byCodeUnit(a.file.path, b.file.path) ||
      byCodeUnit(a.file.label, b.file.label),
  )
  return [...games, ...entrants.filter(({ platform }) => platform === undefined)]
}

/** The files that are let in. */
export function admitted(files: readonly TreeFile[], refusals: readonly Refusal[] = []): readonly TreeFile[] {
  if (refusals.length === 0) return files
  const fates = new Map(refusals.map((refusal) => [refusal[0], refusal] as const))
  return files.flatMap((file, index) => {
    const [, path, isMoved] = fates.get(index) ?? [index, file.path, true]
    return isMoved === true && path !== null ? [path === file.path ? file : { ...file, path }] : []
  })
}
