/**
 * Names that games keep on a device because saves hang on them. Found out when a plan would rename them; from then on
 * their files are made under those names, and so is what speaks of them, such as playlists.
 */
import { prepareOnce, type Db } from '../../catalog/sqlite.ts'
import type { ResolvedConfig } from '../../config/resolved.ts'
import { rule, type Rule } from '../../engine/rule.ts'
import { keyOfName, type KeptName } from '../../targets/names/kept-name.ts'
import type { SaveWish } from '../../targets/preset.ts'

export const DEFAULT_SAVE_WISH: SaveWish = 'keep-name'

/** `target`: in order of path. Nearly always there are none. */
export function keptNameRule({ targets }: ResolvedConfig, db: Db): Rule<readonly KeptName[]> {
  return rule({
    kind: 'kept',
    version: '1',
    probe: true,
    run: (_, name) => keptNames(db, name, targets[name]?.saves ?? DEFAULT_SAVE_WISH),
  })
}

/** Those of another wish do not count: the user said otherwise since. */
export function keptNames(db: Db, target: string, wish: SaveWish): readonly KeptName[] {
  const rows = prepareOnce(
    db,
    'select path, kept, sha1, saves from kept_name where target = ? and wish = ? order by path',
  ).all(target, wish) as { path: string; kept: string; sha1: string; saves: string }[]
  return rows.map((row) => ({ ...row, saves: JSON.parse(row.saves) as string[] }))
}

/** Returns whether any of them is new. Nobody else keeps a name that one of these has now. */
export function keepNames(db: Db, target: string, wish: SaveWish, names: readonly KeptName[]): boolean {
  const known = new Set(keptNames(db, target, wish).map(keyOfName))
  const added = names.filter((name) => !known.has(keyOfName(name)))
  const put = prepareOnce(
    db,
    'insert or replace into kept_name (target, wish, path, kept, sha1, saves) values (?, ?, ?, ?, ?, ?)',
  )
  db.transaction(() => {
    prepareOnce(db, 'delete from kept_name where target = ? and wish <> ?').run(target, wish)
    const leave = prepareOnce(db, 'delete from kept_name where target = ? and kept = ?')
    for (const { kept } of added) leave.run(target, kept)
    for (const { path, kept, sha1, saves } of added)
      put.run(target, wish, path, kept, sha1, JSON.stringify(saves))
  })()
  return added.length > 0
}

/** Returns what puts the names of a target back as they are now. */
export function holdNames(db: Db, target: string): () => void {
  const rows = prepareOnce(db, 'select * from kept_name where target = ?').all(target)
  return db.transaction(() => {
    prepareOnce(db, 'delete from kept_name where target = ?').run(target)
    const put = prepareOnce(
      db,
      'insert into kept_name (target, wish, path, kept, sha1, saves) values (@target, @wish, @path, @kept, @sha1, @saves)',
    )
    for (const row of rows) put.run(row)
  })
}

export function dropNames(db: Db, target: string, names: readonly KeptName[]): void {
  const drop = prepareOnce(db, 'delete from kept_name where target = ? and path = ?')
  db.transaction(() => {
    for (const { path } of names) drop.run(target, path)
  })()
}

/**
 * Drops those that nothing asks for any more. `still`: those that something does, as they are now. Returns whether any was
 * dropped, or is kept for another reason; a save that came to others is none.
 */
export function reviseNames(
  db: Db,
  target: string,
  wish: SaveWish,
  still: (names: readonly KeptName[]) => readonly KeptName[],
): boolean {
  const known = keptNames(db, target, wish)
  if (known.length === 0) return false
  const now = new Map(still(known).map((name) => [name.path, name]))
  const isRight = ({ path, saves }: KeptName): boolean =>
    saves.every((save) => now.get(path)?.saves.includes(save) === true)
  const wrong = known.filter((name) => !isRight(name))
  const put = prepareOnce(db, 'update kept_name set saves = ? where target = ? and path = ?')
  db.transaction(() => {
    const gone = wrong.filter(({ path }) => !now.has(path))
    if (gone.length > 0) dropNames(db, target, gone)
    for (const { path } of wrong) {
      const name = now.get(path)
      if (name) put.run(JSON.stringify(name.saves), target, path)
    }
  })()
  return wrong.length > 0
}
