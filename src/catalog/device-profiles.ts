/** What targets' cards were found to be when they were looked at last: the tables `device_profile` and `device_volume`. */
import type { Db } from './sqlite.ts'

/** A card as it was found. */
export interface FoundCard {
  /** Where the target is, absolute. */
  readonly path: string
  /** Of the file system, as far as the system tells. */
  readonly label?: string
  readonly uuid?: string
  readonly fileSystem?: string
  readonly isReadOnly: boolean
  /** Bytes. */
  readonly total: number
  readonly free: number
  /** Whose software is on it, as its folders tell, and the preset for that. */
  readonly os?: string
  readonly layout?: string
}

export interface DeviceProfile {
  /** Whose software is on it, and the preset for that. */
  readonly os: string | null
  readonly layout: string | null
  /** The target that it was built as. */
  readonly builtAs: string | null
  /** Milliseconds since the epoch. */
  readonly seenAt: number
  /** Disks and folders that the target was on, the last one first. */
  readonly volumes: readonly DeviceVolume[]
}

interface DeviceVolume {
  readonly path: string
  readonly label: string | null
  readonly uuid: string | null
  readonly fileSystem: string | null
  readonly isReadOnly: boolean
  readonly total: number
  readonly free: number
  readonly firstSeenAt: number
  readonly seenAt: number
}

interface TargetFacts {
  readonly name: string
  readonly preset: string
  readonly path: string
  /** How its files are laid out, as its device has it. */
  readonly layout?: string
}

/** The row of a target, which is made when it is not there. */
export function targetDevice(db: Db, { name, preset, path, layout }: TargetFacts): number {
  return (
    db
      .prepare<[string, string, string, string | null], number>(
        `insert into target_device (name, preset, path, layout) values (?, ?, ?, ?)
         on conflict (name) do update set preset = excluded.preset, path = excluded.path,
           layout = coalesce(excluded.layout, layout) returning id`,
      )
      .pluck()
      .get(name, preset, path, layout ?? null) ?? 0
  )
}

/** A disk is known again by its UUID, else by its label, else by where it is. */
export function putDeviceProfile(
  db: Db,
  target: TargetFacts,
  card: FoundCard,
  { builtAs, at }: { readonly builtAs: string | null; readonly at: number },
): void {
  const { path, label = null, uuid = null, fileSystem = null, isReadOnly, total, free } = card
  const { os = null, layout = null } = card
  db.transaction(() => {
    const id = targetDevice(db, target)
    db.prepare(
      `insert into device_profile (target_id, os, layout, built_as, seen_at) values (?, ?, ?, ?, ?)
       on conflict (target_id) do update set os = excluded.os, layout = excluded.layout, built_as = excluded.built_as,
         seen_at = excluded.seen_at`,
    ).run(id, os, layout, builtAs, at)
    db.prepare(
      `insert into device_volume (target_id, volume, path, label, uuid, file_system, is_read_only, total, free,
         first_seen_at, seen_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       on conflict (target_id, volume) do update set path = excluded.path, label = excluded.label, uuid = excluded.uuid,
         file_system = excluded.file_system, is_read_only = excluded.is_read_only, total = excluded.total,
         free = excluded.free, seen_at = excluded.seen_at`,
    ).run(id, uuid ?? label ?? path, path, label, uuid, fileSystem, isReadOnly ? 1 : 0, total, free, at, at)
  })()
}

/** Undefined when the target was never looked at. */
export function deviceProfile(db: Db, target: string): DeviceProfile | undefined {
  const found = db
    .prepare<[string], Omit<DeviceProfile, 'volumes'>>(
      `select p.os, p.layout, p.built_as as builtAs, p.seen_at as seenAt
       from device_profile p join target_device t on t.id = p.target_id where t.name = ?`,
    )
    .get(target)
  if (!found) return undefined
  const volumes = db
    .prepare<[string], Omit<DeviceVolume, 'isReadOnly'> & { readonly isReadOnly: number }>(
      `select v.path, v.label, v.uuid, v.file_system as fileSystem, v.is_read_only as isReadOnly, v.total, v.free,
         v.first_seen_at as firstSeenAt, v.seen_at as seenAt
       from device_volume v join target_device t on t.id = v.target_id where t.name = ?
       order by v.seen_at desc, v.volume`,
    )
    .all(target)
  return { ...found, volumes: volumes.map((row) => ({ ...row, isReadOnly: row.isReadOnly === 1 })) }
}
