/**
 * Arcade sets: which files make up which zip, in each of the four layouts collectors use. Names are MAME's: an
 * arcade zip is found by its name, so neither it nor its members are ever renamed. The layouts, as in
 * https://docs.mamedev.org/usingmame/aboutromsets.html and ROM managers:
 *
 * - `split`: every ROM once, with the machine that owns it; clones hold what differs from the parent.
 * - `merged`: a family in the parent's zip, each content once, clones in folders called like them (as RomVault and Igir
 *   write it, and collections have it; MAME goes by CRC-32, else by the last part of the path). BIOS sets and devices
 *   are apart.
 * - `non-merged`: a clone's zip holds the parent's ROMs too. BIOS sets and devices are apart.
 * - `full-non-merged`: each zip holds all its machine needs, BIOS and devices too.
 */
import { byCodeUnit } from '../../order.ts'
import type { DatGame, DatRom } from '../dat.ts'
import { contentKey, devicesOf, ownerOf, parentOf, type Machines, type OwnedRom } from './machines.ts'

export type SetLayout = 'split' | 'merged' | 'non-merged' | 'full-non-merged'

export interface SetMember {
  /** Name of the zip without `.zip`; for a disk, of the folder. */
  readonly set: string
  /** Path in the zip; for a disk, the file's name with `.chd`. */
  readonly member: string
  readonly size?: number
  readonly crc32?: number
  /** Of a disk: the one in its header. */
  readonly sha1?: string
  readonly isDisk?: true
  /** The machine runs without it. */
  readonly isOptional?: true
  /** The machine whose ROM it is. */
  readonly from: string
}

/** What a machine needs, wherever it lies: several zips in all layouts but `full-non-merged`. */
export interface MachineFiles {
  readonly machine: string
  readonly roms: readonly SetMember[]
  /** CHDs: loose files in a folder called like the set, never in a zip. */
  readonly disks: readonly SetMember[]
  /** Sound samples, without hashes: no list gives any. They lie in a zip of this name among the samples. */
  readonly samples: { readonly set: string; readonly members: readonly string[] }
  /** ROMs and disks that nobody has dumped: they are in no set. */
  readonly nodumps: number
}

interface Layouts {
  readonly layout: SetLayout
  /** Of the disks; absent: that of the ROMs. Disks are large, and MAME finds a clone's at its parent: `split`. */
  readonly disks?: SetLayout
}

/** The files one machine needs, by set and member. A machine nobody can run (a device, a BIOS) is one like any other. */
export function filesOf(
  machines: Machines,
  machine: DatGame,
  { layout, disks = layout }: Layouts,
): MachineFiles {
  const roms = new Map<string, Placed>()
  const chds = new Map<string, Placed>()
  let nodumps = 0
  for (const holder of [machine, ...devicesOf(machines, machine)]) {
    for (const rom of holder.roms) {
      if (rom.status === 'nodump') {
        nodumps++
        continue
      }
      const [found, wished] = rom.isDisk ? [chds, disks] : [roms, layout]
      place(machines, { machine, holder, rom }, wished, found)
    }
  }
  const members = (machine.samples ?? []).map((name) => `${name}.wav`)
  return {
    machine: machine.name,
    roms: sorted(roms),
    disks: sorted(chds),
    samples: { set: machine.sampleOf ?? machine.name, members: [...new Set(members)].sort(byCodeUnit) },
    nodumps,
  }
}

/** A set: all that some machines want of one zip, or of one folder of disks. */
interface ArcadeSet {
  readonly name: string
  readonly roms: readonly SetMember[]
  readonly disks: readonly SetMember[]
}

/** The sets that all of these machines need together, by name. Each holds only what they need of it. */
export function setsOf(
  machines: Machines,
  wanted: Iterable<DatGame>,
  layouts: Layouts,
): readonly ArcadeSet[] {
  const sets = new Map<string, { roms: Map<string, SetMember>; disks: Map<string, SetMember> }>()
  const setOf = (name: string) => {
    const set = sets.get(name) ?? { roms: new Map(), disks: new Map() }
    sets.set(name, set)
    return set
  }
  for (const machine of wanted) {
    const { roms, disks } = filesOf(machines, machine, layouts)
    for (const rom of roms) setOf(rom.set).roms.set(rom.member, rom)
    for (const disk of disks) setOf(disk.set).disks.set(disk.member, disk)
  }
  return [...sets]
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(([name, { roms, disks }]) => ({ name, roms: inOrder(roms), disks: inOrder(disks) }))
}

interface Placed {
  readonly member: SetMember
  readonly content: string | undefined
}

/** `holder` lists the ROM: the machine, or a device of it. */
interface Need {
  readonly machine: DatGame
  readonly holder: DatGame
  readonly rom: DatRom
}

/** A file of the same name that is there already and is another one stays: then this one goes to its holder's set. */
function place(machines: Machines, need: Need, layout: SetLayout, found: Map<string, Placed>): void {
  const content = contentKey(need.rom)
  for (const member of [homeOf(machines, need, layout), homeOf(machines, need, 'split')]) {
    const key = `${member.set}/${member.member}`
    const there = found.get(key)
    // what another part of the machine needs is needed, though this one can do without
    if (!there || (there.content === content && there.member.isOptional)) found.set(key, { member, content })
    if (!there || there.content === content) return
  }
}

function homeOf(machines: Machines, { machine, holder, rom }: Need, layout: SetLayout): SetMember {
  const { owner, rom: original } = ownerOf(machines, holder, rom)
  if (layout === 'full-non-merged') return memberOf(machine, rom.name, owner, rom)
  const isApart = owner.isBios === true && owner !== holder
  if (layout === 'split' || isApart) return memberOf(owner, original.name, owner, rom)
  if (layout === 'non-merged') return memberOf(holder, rom.name, owner, rom)
  return rom.isDisk
    ? mergedDisk(machines, { owner, rom: original }, rom)
    : mergedRom(machines, { owner, rom: original }, rom)
}

/** A clone's stands in a folder called like the clone, whether another has its name or not, so it is always there. */
function mergedRom(machines: Machines, own: OwnedRom, rom: DatRom): SetMember {
  const parent = parentOf(machines, own.owner)
  const { owner, rom: first } = machines.family(parent).standIn(own)
  return memberOf(parent, owner === parent ? first.name : `${owner.name}/${first.name}`, owner, rom)
}

/** A disk is found by its name alone, in the folder of the machine or of its parent. */
function mergedDisk(machines: Machines, { owner, rom: { name } }: OwnedRom, rom: DatRom): SetMember {
  const parent = parentOf(machines, owner)
  return memberOf(machines.family(parent).isContested(name) ? owner : parent, name, owner, rom)
}

function memberOf(set: DatGame, member: string, owner: DatGame, rom: DatRom): SetMember {
  const { size, crc32, sha1, isDisk, isOptional } = rom
  return {
    set: set.name,
    member,
    ...(size === undefined ? {} : { size }),
    ...(crc32 === undefined ? {} : { crc32 }),
    ...(sha1 === undefined ? {} : { sha1 }),
    ...(isDisk ? { isDisk: true } : {}),
    ...(isOptional ? { isOptional: true } : {}),
    from: owner.name,
  }
}

function sorted(placed: ReadonlyMap<string, Placed>): readonly SetMember[] {
  return [...placed].sort(([a], [b]) => byCodeUnit(a, b)).map(([, { member }]) => member)
}

function inOrder(members: ReadonlyMap<string, SetMember>): readonly SetMember[] {
  return [...members].sort(([a], [b]) => byCodeUnit(a, b)).map(([, member]) => member)
}
