/** Whether an archive is a set: the members it should have, under their names, each with its content. */
import { byCodeUnit } from '../../order.ts'
import type { DatGame } from '../dat.ts'
import { parseDat } from '../parse.ts'
import type { DatText } from '../read.ts'
import { machinesOf, type Machines } from './machines.ts'
import type { SetMember } from './sets.ts'

/** A member of an archive, as its directory states it. */
export interface PackedMember {
  readonly path: string
  readonly size: number
  readonly crc32: number
  /** Lower-case hex, where it is known. */
  readonly sha1?: string
}

/** Paths, sorted by code unit. The archive is the set when all four are empty, and plays when the first three are. */
export interface SetDifference {
  /** Members with this content are nowhere in the archive. */
  readonly missing: readonly string[]
  /** The content is there, under another name. */
  readonly misnamed: readonly string[]
  /** The name is there, with other content. */
  readonly wrong: readonly string[]
  /** What no set of this name holds: in a merged zip, perhaps clones nobody wants. */
  readonly extra: readonly string[]
}

export function compareSet(roms: readonly SetMember[], members: readonly PackedMember[]): SetDifference {
  const byPath = new Map(members.map((member) => [member.path, member]))
  const wanted = new Set(roms.map(({ member }) => member))
  const missing: string[] = []
  const misnamed: string[] = []
  const wrong: string[] = []
  for (const rom of roms) {
    const there = byPath.get(rom.member)
    if (there && holds(there, rom)) continue
    if (there) wrong.push(rom.member)
    else if (members.some((member) => isKnown(rom) && holds(member, rom))) misnamed.push(rom.member)
    else missing.push(rom.member)
  }
  const extra = members.map(({ path }) => path).filter((path) => !wanted.has(path))
  return { missing: sorted(missing), misnamed: sorted(misnamed), wrong: sorted(wrong), extra: sorted(extra) }
}

/** All machines of a list, in memory: some 300 MB for the whole of MAME. */
export function readMachines(dat: DatText): Machines {
  const games: DatGame[] = []
  parseDat(dat, { header: () => undefined, game: (game) => games.push(game) })
  return machinesOf(games)
}

/** As far as both state it. */
function holds(member: PackedMember, { size, crc32, sha1 }: SetMember): boolean {
  return (
    (size === undefined || size === member.size) &&
    (crc32 === undefined || crc32 === member.crc32) &&
    (sha1 === undefined || member.sha1 === undefined || sha1 === member.sha1)
  )
}

function isKnown({ crc32, sha1 }: SetMember): boolean {
  return crc32 !== undefined || sha1 !== undefined
}

function sorted(paths: string[]): readonly string[] {
  return paths.sort(byCodeUnit)
}
