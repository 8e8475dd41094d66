/** The history of decisions: what each policy has kept, version after version. */
import { byCodeUnit } from '../order.ts'
import { platformId } from './platform-id.ts'
import type { Db } from './sqlite.ts'

/** What a policy keeps on one platform: game → releases, best first. */
export type Members = ReadonlyMap<string, readonly string[]>

/** What a romset is known by: for each platform with games a fingerprint of what is kept there. */
type RomsetParts = Readonly<Record<string, string>>

interface PolicyRow {
  readonly name: string
  /** Canonical JSON. */
  readonly definition: string
}

/** Enters a policy, or its new definition. */
export function putPolicy(db: Db, { name, definition }: PolicyRow): void {
  db.prepare(
    `insert into selection_policy (name, definition) values (?, ?)
     on conflict (name) do update set definition = excluded.definition where definition <> excluded.definition`,
  ).run(name, definition)
}

/** The parts of the romset that a policy keeps now, as far as the catalog knows; undefined when it has none yet. */
export function currentRomset(db: Db, policy: string): RomsetParts | undefined {
  return partsOf(db, 'join romset_now n on n.version_id = v.id where p.name = ?', policy)
}

/** The parts of the romset of a policy that was added last: it need not be the one that is kept now. */
export function newestRomset(db: Db, policy: string): RomsetParts | undefined {
  return partsOf(db, 'where p.name = ? order by v.id desc limit 1', policy)
}

function partsOf(db: Db, which: string, policy: string): RomsetParts | undefined {
  const text = db
    .prepare<[string], string>(
      `select v.parts from romset_version v join selection_policy p on p.id = v.policy_id ${which}`,
    )
    .pluck()
    .get(policy)
  return text === undefined ? undefined : (JSON.parse(text) as RomsetParts)
}

/** Platforms on which two romsets differ, sorted. */
export function changedParts(before: RomsetParts, after: RomsetParts): string[] {
  const platforms = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...platforms].filter((platform) => before[platform] !== after[platform]).sort()
}

/** Notes that a policy keeps a romset again that it had before. False where it never had one of these parts. */
export function keepAgain(
  db: Db,
  policy: string,
  { parts, at }: { readonly parts: RomsetParts; readonly at: number },
): boolean {
  const added = db
    .prepare(
      `insert into romset_change (version_id, at)
       select v.id, ? from romset_version v join selection_policy p on p.id = v.policy_id
       where p.name = ? and v.parts = ?`,
    )
    .run(at, policy, partsText(parts))
  return added.changes > 0
}

/**
 * Adds a romset to those of a policy, which keeps it from now on. It must be none that the policy had before. Rows are
 * written only for what differs from the one added last: members serve every version from the one that brought them to the
 * one that dropped them. `changed`: the members of each platform that differs, empty for one that has none any more.
 */
export function addRomset(
  db: Db,
  policy: string,
  {
    parts,
    changed,
    at,
  }: { readonly parts: RomsetParts; readonly changed: ReadonlyMap<string, Members>; readonly at: number },
): void {
  db.transaction(() => {
    const policyId = db
      .prepare<[string], number>('select id from selection_policy where name = ?')
      .pluck()
      .get(policy)
    if (policyId === undefined) throw new Error(`the catalog has no policy ${policy}`)
    const version = db
      .prepare(
        `insert into romset_version (policy_id, parts, definition, created_at)
         values (?, ?, (select definition from selection_policy where id = ?), ?)`,
      )
      .run(policyId, partsText(parts), policyId, at).lastInsertRowid
    db.prepare('insert into romset_change (version_id, at) values (?, ?)').run(version, at)
    const write = memberWriter(db, policyId, Number(version))
    for (const [platform, members] of changed) write(platform, members)
  })()
}

/** By platform: equal parts have equal texts. */
function partsText(parts: RomsetParts): string {
  return JSON.stringify(Object.fromEntries(Object.entries(parts).sort(([a], [b]) => byCodeUnit(a, b))))
}

type MemberRow = readonly [game: string, position: number, release: string]

function memberWriter(
  db: Db,
  policyId: number,
  version: number,
): (platform: string, members: Members) => void {
  const current = db
    .prepare<[number, number], MemberRow>(
      `select game, position, release_name from romset_member
       where policy_id = ? and platform_id = ? and dropped_in is null`,
    )
    .raw()
  const drop = db.prepare(
    `update romset_member set dropped_in = ?
     where policy_id = ? and platform_id = ? and game = ? and position = ? and dropped_in is null`,
  )
  const add = db.prepare(
    `insert into romset_member (policy_id, platform_id, game, position, added_in, release_name, atomic_id)
     values (?, ?, ?, ?, ?, ?, (select atomic_id from game_release where platform_id = ? and name = ?))`,
  )
  return (platform, members) => {
    const id = platformId(db, platform)
    if (id === undefined) throw new Error(`the catalog has no platform ${platform}`)
    const added = new Map<string, MemberRow>()
    for (const [game, releases] of members) {
      for (const [position, release] of releases.entries())
        added.set(key([game, position, release]), [game, position, release])
    }
    for (const row of current.all(policyId, id)) {
      const [game, position] = row
      if (!added.delete(key(row))) drop.run(version, policyId, id, game, position)
    }
    for (const [game, position, release] of added.values())
      add.run(policyId, id, game, position, version, release, id, release)
  }
}

function key(row: MemberRow): string {
  return JSON.stringify(row)
}
