/**
 * Where the files of a part stand, in a few bytes each: enough to see that parts do not get in each other's way
 * without reading them.
 */
import { fold } from '../../disk/spelling.ts'
import { foldersAbove, folderOf, nameOf } from '../../disk/path.ts'
import { placeKey } from '../names/names.ts'
import type { DeviceLimits, NameRules } from '../preset.ts'
import type { TreeFile } from '../tree.ts'

export interface Footprint {
  /** A number for the place of each file, in order; base64 of 64-bit floats. */
  readonly places: string
  /** Folders that files stand in, with how many, and how many directory entries FAT needs for their names. */
  readonly folders: readonly (readonly [path: string, files: number, slots: number])[]
}

export function footprintOf(files: readonly TreeFile[], names: NameRules): Footprint {
  const folders = new Map<string, [files: number, slots: number]>()
  for (const { path } of files) {
    const folder = folderOf(path)
    const counts = folders.get(folder) ?? [0, 0]
    folders.set(folder, counts)
    counts[0] += 1
    counts[1] += slotsOf(nameOf(path))
  }
  return {
    places: writeNumbers(Float64Array.from(files, ({ path }) => placeOf(path, names))),
    folders: Array.from(folders, ([path, [count, slots]]) => [path, count, slots] as const),
  }
}

export function placesOf({ places }: Pick<Footprint, 'places'>): Float64Array {
  return readNumbers(places)
}

/** 64-bit floats as base64. */
export function writeNumbers({ buffer, byteOffset, byteLength }: Float64Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64')
}

export function readNumbers(text: string): Float64Array {
  const bytes = new Uint8Array(Buffer.from(text, 'base64')) // a copy, at the beginning of its own buffer
  return new Float64Array(bytes.buffer)
}

/** The same, with some of the files elsewhere in their folders. */
export function withMoved(
  footprint: Footprint,
  moved: readonly (readonly [file: number, path: string])[],
  names: NameRules,
): Footprint {
  if (moved.length === 0) return footprint
  const places = placesOf(footprint)
  for (const [file, path] of moved) places[file] = placeOf(path, names)
  return { ...footprint, places: writeNumbers(places) }
}

/** The places of many files: typed arrays, for a large target has tens of thousands. */
interface Places {
  has(place: number): boolean
  /** In ascending order. */
  readonly all: Float64Array
  /** Those that more than one file has, in ascending order. */
  readonly shared: Float64Array
}

export function placesOfAll(footprints: readonly Pick<Footprint, 'places'>[]): Places {
  const sorted = inOrder(footprints.map(placesOf))
  return { has: (place) => isIn(sorted, place), all: sorted, shared: repeated(sorted) }
}

/** All numbers of some lists. */
export function inOrder(parts: readonly Float64Array[]): Float64Array {
  const sorted = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    sorted.set(part, at)
    at += part.length
  }
  return sorted.sort() // in the runtime's own code: to fill a table of them in ours took longer
}

/** Those that stand twice, of numbers in order. */
export function repeated(sorted: Float64Array): Float64Array {
  const shared: number[] = []
  for (let i = 1; i < sorted.length; i++) {
    const place = sorted[i]
    if (place !== undefined && place === sorted[i - 1]) shared.push(place)
  }
  return Float64Array.from(shared)
}

/**
 * Those of a few `wanted` places, which ascend, that are among many, as `writeNumbers` has them. Nothing is sorted for
 * that: sixteen bits of nearly every place tell that it is not wanted.
 */
export function placesAmong(many: readonly string[], wanted: Float64Array): ReadonlySet<number> {
  const found = new Set<number>()
  if (wanted.length === 0) return found
  const marks = new Uint8Array(2 ** 16)
  const sought = signsOf(wanted)
  for (let i = 0; i < wanted.length; i++) marks[(sought[2 * i] ?? 0) & 0xffff] = 1
  for (const text of many) {
    const places = readNumbers(text)
    const signs = signsOf(places)
    for (let i = 0; i < places.length; i++) {
      if (marks[(signs[2 * i] ?? 0) & 0xffff] === 0) continue
      const place = places[i] ?? NaN
      if (isIn(wanted, place)) found.add(place)
    }
  }
  return found
}

/** Two for each place. */
function signsOf({ buffer, byteOffset, length }: Float64Array): Uint32Array {
  return new Uint32Array(buffer, byteOffset, 2 * length)
}

/** By halving: `sorted` ascends. */
export function isIn(sorted: Float64Array, place: number): boolean {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? Infinity) < place) low = middle + 1
    else high = middle
  }
  return sorted[low] === place
}

/**
 * Equal for all paths that may be one place: on the device, or on any disk that does not know case. 53 bits, so that
 * two others have the same number once in a blue moon: whoever finds two equal ones has to look at the paths.
 */
export function placeOf(path: string, names: NameRules): number {
  const key = fold(placeKey(path, names))
  let low = 0x811c9dc5
  let high = 0x1b873593
  for (let i = 0; i < key.length; i++) {
    const unit = key.charCodeAt(i)
    low = Math.imul(low ^ unit, 0x01000193)
    high = Math.imul(high ^ unit, 0x5bd1e995) ^ (high >>> 15)
  }
  return (low >>> 0) + (high >>> 11) * 2 ** 32
}

/** A long name takes one 32-byte entry for every 13 characters, and one more for its short form. */
export function slotsOf(name: string): number {
  return Math.ceil(name.length / 13) + 1
}

/** FAT folders hold entries for themselves and their parent. */
const DOT_ENTRIES = 2

export function isOverfull(entries: number, slots: number, limits: DeviceLimits): boolean {
  if (entries > (limits.entriesPerFolder ?? Infinity)) return true
  return slots > (limits.fatSlotsPerFolder ?? Infinity) - DOT_ENTRIES
}

/** All folders with what is directly in them: files, and folders of their own. */
export function crowding(footprints: readonly Footprint[]): Map<string, { entries: number; slots: number }> {
  const crowds = new Map<string, { entries: number; slots: number }>()
  const enter = (path: string): { entries: number; slots: number } => {
    const known = crowds.get(path)
    if (known) return known
    const crowd = { entries: 0, slots: 0 }
    crowds.set(path, crowd)
    if (path === '') return crowd
    const parent = enter(folderOf(path))
    parent.entries += 1
    parent.slots += slotsOf(nameOf(path))
    return crowd
  }
  for (const { folders } of footprints) {
    for (const [path, files, slots] of folders) {
      const crowd = enter(path)
      crowd.entries += files
      crowd.slots += slots
    }
  }
  return crowds
}

/** The places of all folders on the way to the files, by path; the target's own is one of them. */
export function folderPlaces(
  footprints: readonly Footprint[],
  names: NameRules,
): ReadonlyMap<string, number> {
  const places = new Map([['', placeOf('', names)]])
  for (const { folders } of footprints) {
    for (const [folder] of folders) {
      for (const path of [folder, ...foldersAbove(folder)]) {
        if (!places.has(path)) places.set(path, placeOf(path, names))
      }
    }
  }
  return places
}

/**
 * Those of many footprints whose files may stand where files of `some` or folders are: with files in the same folder, or
 * beside a folder. `places`: of the folders of all.
 */
export function near(
  many: readonly Footprint[],
  some: readonly Footprint[],
  places: ReadonlyMap<string, number>,
): readonly Footprint[] {
  const wanted = new Set(some.flatMap(({ folders }) => folders.map(([path]) => places.get(path))))
  for (const path of places.keys()) if (path !== '') wanted.add(places.get(folderOf(path)))
  return many.filter(({ folders }) => folders.some(([path]) => wanted.has(places.get(path))))
}
