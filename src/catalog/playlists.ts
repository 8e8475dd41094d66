/** The playlists devices show, as the last build drew them. */
import type { Db } from './sqlite.ts'

/** A playlist drawn from a policy: two targets may show it with different policies. */
export interface PlaylistRow {
  readonly name: string
  readonly policy: string
  readonly title: string
  /** Fingerprint of its items. */
  readonly digest: string
}

interface PlaylistItem {
  /** Slug. */
  readonly platform: string
  readonly release: string
}

export function playlistRows(db: Db): PlaylistRow[] {
  return db
    .prepare<[], PlaylistRow>(
      `select l.name, p.name as policy, l.title, l.digest from playlist l join selection_policy p on p.id = l.policy_id
       order by l.name, p.name`,
    )
    .all()
}

/** Writes a playlist with its items in place of those it had. Its policy must have been entered. */
export function putPlaylist(
  db: Db,
  { name, policy, title, digest }: PlaylistRow,
  items: readonly PlaylistItem[],
): void {
  db.transaction(() => {
    const id = db
      .prepare<[string, string, string, string], number>(
        `insert into playlist (name, policy_id, title, digest)
         values (?, (select id from selection_policy where name = ?), ?, ?)
         on conflict (name, policy_id) do update set title = excluded.title, digest = excluded.digest returning id`,
      )
      .pluck()
      .get(name, policy, title, digest)
    db.prepare('delete from playlist_item where playlist_id = ?').run(id)
    const insert = db.prepare(
      `insert into playlist_item (playlist_id, position, release_name, platform_id, atomic_id)
       select ?, ?, ?, p.id, (select atomic_id from game_release where platform_id = p.id and name = ?)
       from platform p where p.slug = ?`,
    )
    for (const [position, { platform, release }] of items.entries())
      insert.run(id, position, release, release, platform)
  })()
}

export function dropPlaylist(db: Db, { name, policy }: Pick<PlaylistRow, 'name' | 'policy'>): void {
  db.prepare(
    'delete from playlist where name = ? and policy_id = (select id from selection_policy where name = ?)',
  ).run(name, policy)
}
