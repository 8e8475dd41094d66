/** Which arcade sets some machines need, and what is owned of each. */
import type { Db } from '../catalog/sqlite.ts'
import { machinesOf, type Machines } from '../dats/arcade/machines.ts'
import { filesOf, setsOf, type MachineFiles, type SetLayout, type SetMember } from '../dats/arcade/sets.ts'
import type { DatGame } from '../dats/dat.ts'
import { EMPTY_SHA1 } from '../dats/placeholder.ts'
import { loadMachines, machineLists, type Arcade } from '../dats/machines.ts'
import { byCodeUnit } from '../order.ts'
import type { ArcadeLibrary, Incomplete, OwnedSet, PlayedMachine } from '../targets/arcade.ts'
import type { ZipWish } from '../targets/zip-file.ts'
import { ownedRoms, type OwnedRoms } from './owned-roms.ts'

export interface SetsScope {
  readonly layout: SetLayout
  /** Names of the DATs that count; absent: all. */
  readonly dats?: readonly string[]
  /** Names of the roots that count; absent: all. */
  readonly roots?: readonly string[]
  /** Whose lists count; absent: all. */
  readonly arcade?: Arcade
  /** With each machine its clones, as far as they are owned in full. */
  readonly families?: boolean
}

/** The sets of some machines, and which of the names are no machines of any list. */
interface Resolved extends ArcadeLibrary {
  readonly others: readonly string[]
}

/**
 * What has to be written for these machines. Where several lists know one, the first in which it is complete counts,
 * and it comes from that list whole, with the BIOS and device sets it names.
 */
export function resolveSets(db: Db, platform: string, names: readonly string[], scope: SetsScope): Resolved {
  const lists = machineLists(db, platform, scope.dats, scope.arcade).map((log): List => {
    const machines = machinesOf(loadMachines(db, log))
    return { machines, owned: ownedRoms(db, log, scope.roots), wanted: [] }
  })
  const gaps = new Map<string, Gap>()
  const played: PlayedMachine[] = []
  const others: string[] = []
  let sampled = 0
  const clones = scope.families === true ? clonesOf(lists, names) : []
  for (const name of [...names, ...clones].sort(byCodeUnit)) {
    const choice = firstComplete(lists, name, scope.layout)
    if (!choice) {
      others.push(name)
    } else if (choice.missing.length > 0) {
      if (clones.includes(name)) continue
      noteGap(gaps, name, choice.missing)
    } else {
      choice.list.wanted.push(choice.machine)
      const { isBios, isDevice, description = name } = choice.machine
      if (!isBios && !isDevice) played.push({ name, title: description })
      if (choice.files.samples.members.length > 0) sampled++
    }
  }
  const sets = lists.flatMap((list) => ownedSets(list, scope.layout))
  return { sets, machines: played, incomplete: incompleteOf(gaps), sampled, others }
}

/** Clones of these machines that are not among them. */
function clonesOf(lists: readonly List[], names: readonly string[]): readonly string[] {
  const parents = new Set(names)
  const clones = lists.flatMap(({ machines }) =>
    machines.all.flatMap(({ name, cloneOf = '' }) => (parents.has(cloneOf) ? name : [])),
  )
  return [...new Set(clones)].filter((name) => !parents.has(name))
}

interface List {
  readonly machines: Machines
  readonly owned: OwnedRoms
  readonly wanted: DatGame[]
}

interface Choice {
  readonly list: List
  readonly machine: DatGame
  readonly files: MachineFiles
  readonly missing: readonly SetMember[]
}

/** Undefined when no list knows the name. Where it is complete in none, the first speaks for it. */
function firstComplete(lists: readonly List[], name: string, layout: SetLayout): Choice | undefined {
  let first: Choice | undefined
  for (const list of lists) {
    const machine = list.machines.get(name)
    if (!machine) continue
    const files = filesOf(list.machines, machine, { layout })
    const missing = [...files.roms, ...files.disks].filter((file) => isNeeded(file) && !list.owned.find(file))
    const choice = { list, machine, files, missing }
    if (missing.length === 0) return choice
    first ??= choice
  }
  return first
}

/** A file that is empty, or of which nothing is known, cannot be missing; an optional one may be. */
function isNeeded({ size, crc32, sha1, isOptional }: SetMember): boolean {
  return !isOptional && size !== 0 && (sha1 !== undefined || crc32 !== undefined)
}

/**
 * What is owned of each set that the machines need. A merged zip holds the selected machines of its family. All others
 * are whole, so that no zip changes when another clone is selected, and an archive of the user's can serve as it is.
 */
function ownedSets({ machines, owned, wanted }: List, layout: SetLayout): OwnedSet[] {
  return setsOf(machines, wanted, { layout }).map(({ name, roms, disks }) => {
    const machine = layout === 'merged' ? undefined : machines.get(name)
    const whole = machine && filesOf(machines, machine, { layout }).roms.filter(({ set }) => set === name)
    return { name, roms: owning([...roms, ...(whole ?? [])], owned), disks: owning(disks, owned) }
  })
}

function owning(members: readonly SetMember[], owned: OwnedRoms): ZipWish[] {
  const wishes = new Map<string, ZipWish>()
  for (const file of members) {
    const rom = owned.find(file)
    if (!rom || wishes.has(file.member)) continue
    const { content, view, bytes } = rom
    const { sha1, size, crc32 } = bytes
    wishes.set(file.member, { name: file.member, content, ...(view ? { view } : {}), sha1, size, crc32 })
  }
  if (wishes.size > 0) {
    for (const { member, size } of members)
      if (size === 0 && !wishes.has(member)) wishes.set(member, emptyWish(member))
  }
  return [...wishes.values()].sort((a, b) => byCodeUnit(a.name, b.name))
}

/** Nobody has to own it. */
function emptyWish(name: string): ZipWish {
  return { name, content: EMPTY_SHA1, text: '', sha1: EMPTY_SHA1, size: 0, crc32: 0 }
}

interface Gap extends Incomplete {
  readonly machines: string[]
}

/** Machines that lack the same files of a set are told of together. Only the first set is named. */
function noteGap(gaps: Map<string, Gap>, machine: string, missing: readonly SetMember[]): void {
  const [first] = missing
  if (!first) return
  const place = placeOf(first)
  const files = missing.flatMap((file) => (placeOf(file) === place ? [file.member] : []))
  const key = `${place}/${files.join('/')}`
  const gap = gaps.get(key) ?? { place, missing: files, machines: [] }
  gaps.set(key, gap)
  gap.machines.push(machine)
}

function placeOf({ set, isDisk }: SetMember): string {
  return isDisk ? `the folder ${set}` : `${set}.zip`
}

function incompleteOf(gaps: ReadonlyMap<string, Gap>): readonly Incomplete[] {
  return [...gaps].sort(([a], [b]) => byCodeUnit(a, b)).map(([, gap]) => gap)
}
