/**
 * Whether the card that a target is meant for is where the target's path leads. An empty mount point looks like an empty
 * card: what a build wrote there would fill the machine's own disk.
 */
import { existsSync, realpathSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Disk } from '../../../disk/disk.ts'
import { problem, type Problem } from '../../../errors.ts'
import { namesOf, systemVolumes, type Volumes } from '../../../inventory/scan/walking/disk-names.ts'
import { mountOf } from '../../../inventory/scan/surroundings.ts'
import type { Volume } from '../../preset.ts'
import { unreadable } from './observe.ts'
import { readOwner } from '../notes/owner.ts'

/** Why the card is not there, if it is not, or cannot be looked at. `path`: the target's, absolute. */
export function absence(
  target: string,
  path: string,
  volume: Volume,
  disk: Disk,
  volumes: Volumes = systemVolumes(),
): Problem | undefined {
  const why = elsewhere(target, path, volume, disk, volumes)
  return why?.code === 'target-absent' ? { ...why, message: `${why.message} It is passed over.` } : why
}

/** The same, for who cannot pass it over. A card that cannot be looked at is none that anything may be written on, either. */
export function elsewhere(
  target: string,
  path: string,
  { label, uuid, id }: Volume,
  disk: Disk,
  volumes: Volumes = systemVolumes(),
): Problem | undefined {
  const missing = (what: string) =>
    problem('target-absent', `${target} is not there: ${path} is not on ${what}.`, { path })
  const unnamed = (by: 'label' | 'uuid', what: string) =>
    isTold(by, volumes) ? missing(what) : { ...missing(what), hint: untold(by, volumes) }
  if (label !== undefined && !isNamed('label', label, path, volumes))
    return unnamed('label', `the disk with the label "${label}"`)
  if (uuid !== undefined && !isNamed('uuid', uuid, path, volumes)) return unnamed('uuid', `the disk ${uuid}`)
  if (id === undefined) return undefined
  let owner: string | undefined
  try {
    owner = readOwner(disk)
  } catch (error) {
    return unreadable(disk, error)
  }
  if (owner === id) return undefined
  if (owner !== undefined) return missing(`the card "${id}", but on "${owner}"`)
  return {
    ...missing(`the card "${id}"`),
    hint: `It is built when it is back. If this is it: \`curator doctor ${target} --adopt\`.`,
  }
}

/** Whether the system says what disks are called at all: in containers it often does not. */
function isTold(by: 'label' | 'uuid', { disks, platform }: Volumes): boolean {
  return platform === 'darwin' ? by === 'label' : existsSync(`${disks}/by-${by}`)
}

function untold(by: 'label' | 'uuid', { disks, platform }: Volumes): string {
  const what = by === 'label' ? 'the labels of disks' : 'the UUIDs of disks'
  const why = platform === 'darwin' ? '' : ` (there is no ${disks}/by-${by})`
  return `This system does not tell ${what}${why}: \`volume: { id }\` goes by what is on the card.`
}

function isNamed(by: 'label' | 'uuid', name: string, path: string, volumes: Volumes): boolean {
  const real = realpathSync(nearest(path))
  // there a disk is mounted by its label, and nothing tells its UUID
  if (volumes.platform === 'darwin') return by === 'label' && isBelow(real, `/Volumes/${name}`)
  const mount = mountOf(real, volumes.mounts)
  return (
    mount !== undefined && namesOf(mount.source, `${volumes.disks}/by-${by}`).some((one) => isSame(one, name))
  )
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}

function isBelow(path: string, above: string): boolean {
  return isSame(path, above) || path.toLowerCase().startsWith(`${above.toLowerCase()}/`)
}

/** The innermost folder on the way to a path that is there. */
function nearest(path: string): string {
  const parent = dirname(path)
  return existsSync(path) || parent === path ? path : nearest(parent)
}
