/**
 * The machines of a list by name, and how they share ROMs. A clone, or a game on a BIOS, names the machine it shares
 * with (`romof`); a shared ROM says by `merge` what it is called there. Chains end at the machine that owns the ROM.
 */
import { addTo, groupBy } from '../../groups.ts'
import { byCodeUnit } from '../../order.ts'
import type { DatGame, DatRom } from '../dat.ts'

export interface Machines {
  /** In the order of the list. */
  readonly all: readonly DatGame[]
  get(name: string): DatGame | undefined
  /** Some ROM of the list says `merge`. Then one without is shared with no other machine. */
  readonly saysMerge: boolean
  family(parent: DatGame): Family
}

/** A parent and its clones. What they hold of BIOS sets does not count, nor what nobody has dumped. */
interface Family {
  /**
   * Which of the ROMs with this content stands for all of them: the parent's, or that of the first clone by name.
   * Among several of that machine the one of the same name.
   */
  standIn(rom: OwnedRom): OwnedRom
  /** Whether machines of it mean different files by this name, in whatever case. */
  isContested(name: string): boolean
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
  let families: ReturnType<typeof familiesOf> | undefined
  const machines: Machines = {
    all: [...byName.values()],
    get: (name) => byName.get(name),
    saysMerge: [...byName.values()].some(({ roms }) => roms.some(({ merge }) => merge !== undefined)),
    family(parent) {
      families ??= familiesOf(machines)
      return families(parent)
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

/** Made when one is asked for, which only merged sets do. */
function familiesOf(machines: Machines): (parent: DatGame) => Family {
  const sorted = machines.all.toSorted((a, b) => byCodeUnit(a.name, b.name))
  const members = groupBy(sorted, (machine) => parentOf(machines, machine))
  const families = new Map<DatGame, Family>()
  return (parent) => {
    const known = families.get(parent)
    if (known) return known
    const clones = (members.get(parent) ?? []).filter((machine) => machine !== parent)
    const family = familyOf(machines, [parent, ...clones])
    families.set(parent, family)
    return family
  }
}

function familyOf(machines: Machines, members: readonly DatGame[]): Family {
  const byContent = new Map<string, OwnedRom[]>()
  const contents = new Map<string, Set<string>>()
  for (const owner of members) {
    for (const rom of owner.roms) {
      if (rom.status === 'nodump' || ownerOf(machines, owner, rom).owner !== owner) continue
      const content = contentKey(rom)
      if (content !== undefined) addTo(byContent, content, { owner, rom })
      const name = rom.name.toLowerCase()
      contents.set(name, (contents.get(name) ?? new Set()).add(content ?? ''))
    }
  }
  return {
    standIn(own) {
      const content = contentKey(own.rom)
      const all = content === undefined ? [] : (byContent.get(content) ?? [])
      const first = all[0] ?? own
      return all.find(({ owner, rom }) => owner === first.owner && rom.name === own.rom.name) ?? first
    },
    isContested: (name) => (contents.get(name.toLowerCase())?.size ?? 0) > 1,
  }
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
