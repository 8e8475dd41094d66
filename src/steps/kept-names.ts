/**
 * Names that games keep on a device because saves hang on them. Found out when a plan would rename them; from then on
 * their files are made under those names, and so is what speaks of them, such as playlists.
 */
import { prepareOnce, type Db } from '../catalog/sqlite.ts'
import type { ResolvedConfig } from '../config/resolved.ts'
import { rule, type Rule } from '../engine/rule.ts'
import type { KeptName } from '../targets/kept-name.ts'
import type { SaveWish } from '../targets/preset.ts'

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
function keptNames(db: Db, target: string, wish: SaveWish): readonly KeptName[] {
  const rows = prepareOnce(
    db,
    'select path, kept, sha1, saves from kept_name where target = ? and wish = ? order by path',
  ).all(target, wish) as { path: string; kept: string; sha1: string; saves: string }[]
  return rows.map((row) => ({ ...row, saves: JSON.parse(row.saves) as string[] }))
}

/** Returns whether any of them is new. */
export function keepNames(db: Db, target: string, wish: SaveWish, names: readonly KeptName[]): boolean {
  const known = new Set(
    keptNames(db, target, wish).map(({ path, kept, sha1 }) => `${path}\0${kept}\0${sha1}`),
  )
  const added = names.filter(({ path, kept, sha1 }) => !known.has(`${path}\0${kept}\0${sha1}`))
  const put = prepareOnce(
    db,
    'insert or replace into kept_name (target, wish, path, kept, sha1, saves) values (?, ?, ?, ?, ?, ?)',
  )
  db.transaction(() => {
    prepareOnce(db, 'delete from kept_name where target = ? and wish <> ?').run(target, wish)
    for (const { path, kept, sha1, saves } of added)
      put.run(target, wish, path, kept, sha1, JSON.stringify(saves))
  })()
  return added.length > 0
}
