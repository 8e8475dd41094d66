/**
 * The machines of a list by name, and how they share ROMs. A clone, or a game on a BIOS, names the machine it shares
 * with (`romof`); a shared ROM says by `merge` what it is called there. Chains end at the machine that owns the ROM.
 */
import type { DatGame, DatRom } from '../dat.ts'

export interface Machines {
  /** In the order of the list. */
  readonly all: readonly DatGame[]
  get(name: string): DatGame | undefined
  /** Some ROM of the list says `merge`. Then one without is shared with no other machine. */
  readonly saysMerge: boolean
  /**
   * What the files of a family hold, by name in lower case: one content each, or several where the parent and its
   * clones mean different files by the same name. ROMs nobody has dumped do not count.
   */
  contents(parent: DatGame): ReadonlyMap<string, ReadonlySet<string>>
}

/** The machine that owns a ROM, and the ROM as it is called there. */
export interface OwnedRom {
  readonly owner: DatGame
  readonly rom: DatRom
}

/** MAME's chains have three links at most: clone, parent, BIOS. Lists made by hand may go in circles. */
const LONGEST_CHAIN = 16

/** Of machines with the same name the first counts. */
export function machinesOf(games: Iterable<DatGame>): Machines {
  const byName = new Map<string, DatGame>()
  for (const game of games) if (!byName.has(game.name)) byName.set(game.name, game)
  let families: ReturnType<typeof contentsByFamily> | undefined
  const machines: Machines = {
    all: [...byName.values()],
    get: (name) => byName.get(name),
    saysMerge: [...byName.values()].some(({ roms }) => roms.some(({ merge }) => merge !== undefined)),
    contents(parent) {
      families ??= contentsByFamily(machines)
      return families.get(parent) ?? new Map<string, ReadonlySet<string>>()
    },
  }
  return machines
}

/**
 * Follows a ROM to its owner. Some lists never write `merge`: there a ROM is shared when the content is the same. A
 * `merge` that leads nowhere, or to other content, is none.
 */
export function ownerOf(machines: Machines, machine: DatGame, rom: DatRom): OwnedRom {
  let found: OwnedRom = { owner: machine, rom }
  for (let links = 0; links < LONGEST_CHAIN; links++) {
    const next = sharedWith(machines, found)
    if (!next) return found
    found = next
  }
  return { owner: machine, rom }
}

function sharedWith(machines: Machines, { owner, rom }: OwnedRom): OwnedRom | undefined {
  if (rom.merge === undefined && machines.saysMerge) return undefined
  const name = owner.romOf ?? owner.cloneOf
  const other = name === undefined || name === owner.name ? undefined : machines.get(name)
  const same = other?.roms.find((candidate) =>
    rom.merge === undefined ? isSameContent(candidate, rom) : candidate.name === rom.merge,
  )
  if (!other || !same || differs(same, rom)) return undefined
  return { owner: other, rom: same }
}

function isSameContent(a: DatRom, b: DatRom): boolean {
  const key = contentKey(a)
  return key !== undefined && a.isDisk === b.isDisk && key === contentKey(b)
}

function differs(a: DatRom, b: DatRom): boolean {
  const [keyA, keyB] = [contentKey(a), contentKey(b)]
  return keyA !== undefined && keyB !== undefined && keyA !== keyB
}

/** Equal for ROMs with equal content, as far as the list tells; undefined where it tells nothing. */
export function contentKey({ sha1, crc32, size }: DatRom): string | undefined {
  if (sha1 !== undefined) return sha1
  return crc32 === undefined ? undefined : `${crc32}/${size ?? ''}`
}

/** The parent of a family; the machine itself when it has none in this list. */
export function parentOf(machines: Machines, machine: DatGame): DatGame {
  let parent = machine
  for (let links = 0; links < LONGEST_CHAIN; links++) {
    const next = parent.cloneOf === undefined ? undefined : machines.get(parent.cloneOf)
    if (!next || next === parent) return parent
    parent = next
  }
  return machine
}

function contentsByFamily(machines: Machines): ReadonlyMap<DatGame, ReadonlyMap<string, Set<string>>> {
  const families = new Map<DatGame, Map<string, Set<string>>>()
  for (const machine of machines.all) {
    const parent = parentOf(machines, machine)
    const family = families.get(parent) ?? new Map<string, Set<string>>()
    families.set(parent, family)
    for (const rom of machine.roms) {
      if (rom.status === 'nodump') continue
      const name = rom.name.toLowerCase()
      const contents = family.get(name) ?? new Set()
      family.set(name, contents.add(contentKey(rom) ?? ''))
    }
  }
  return families
}

/** All devices a machine is built of, directly or through another device, in the order they are met. */
export function devicesOf(machines: Machines, machine: DatGame): readonly DatGame[] {
  const found = new Set<DatGame>([machine])
  for (const one of found) {
    for (const name of one.devices ?? []) {
      const device = machines.get(name)
      if (device) found.add(device)
    }
  }
  found.delete(machine)
  return [...found]
}
