/**
 * Finds out whether parts of a target get in each other's way, from their footprints alone, and if they do, which of
 * their files are let in: exactly, by their paths. Nearly always there is nothing to settle, and no part is read.
 */
import type { Problem } from '../errors.ts'
import { byCodeUnit } from '../order.ts'
import { openAdmission } from './admission.ts'
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
} from './footprint.ts'
import type { Target } from './preset.ts'
import type { TreeFile } from './tree.ts'

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
  const everything: Contest = { ids: claimants.map(({ id }) => id), isOpen: () => true }
  for (const { entries, slots } of crowding(footprints).values()) {
    if (isOverfull(entries, slots, limits)) return everything
  }
  const folders = folderPlaces(footprints, names)
  const known = claimants.flatMap(({ id, footprint }) => (apart.has(id) ? [footprint] : []))
  const fresh = claimants.flatMap(({ id, footprint }) => (apart.has(id) ? [] : [footprint]))
  const others = placesOfAll(fresh)
  const wanted = Float64Array.from([...others.all, ...folders.values()]).sort()
  const met = known.length === 0 ? NONE : placesAmong(near(known, fresh, folders), wanted)
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

export type Refusal = readonly [file: number, instead: string | null]

export const NO_CONTEST: Settlement = { refused: {}, problems: [], isDisjoint: true }

/** Where two files want one place, the first wins: by platform, then path, then label; equal files share it. */
export function settle(target: Target, { isOpen }: Contest, parties: readonly Party[]): Settlement {
  const admission = openAdmission(target)
  const refused: Record<string, Refusal[]> = {}
  for (const { id, index, file } of inOrder(parties, isOpen)) {
    const placed = admission.admit(file)
    if (placed === file) continue
    const refusals = refused[id] ?? []
    refused[id] = refusals
    refusals.push([index, placed?.path ?? null])
  }
  return { refused, problems: admission.problems(), isDisjoint: false }
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
      byCodeUnit(a.platform ?? '', b.platform ?? '') ||
      byCodeUnit(a.file.path, b.file.path) ||
      byCodeUnit(a.file.label, b.file.label),
  )
  return [...games, ...entrants.filter(({ platform }) => platform === undefined)]
}

/** The files that are let in. */
export function admitted(files: readonly TreeFile[], refusals: readonly Refusal[] = []): readonly TreeFile[] {
  if (refusals.length === 0) return files
  const out = new Set(refusals.map(([index]) => index))
  return files.filter((_, index) => !out.has(index))
}
