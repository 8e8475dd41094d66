/** Roots that are in the config no more. */
import type { Db } from '../catalog/sqlite.ts'
import { HELD, renewRoles } from './content-roles.ts'
import { preparer } from './content-store.ts'
import { classifier, type Classifier } from './roles.ts'
import { rulesKey } from './store.ts'

/**
 * Lets go of the roots that are not in the config any more: their files count as missing until they are
 * configured again. Returns whether any file went.
 * @param roleOf what contents are that are still there under other names, by these
 */
export function retireRoots(
  db: Db,
  configured: readonly string[],
  roleOf: Classifier['roleOf'] = classifier().roleOf,
): boolean {
  const roots = db.prepare<[], { id: number; name: string }>('select id, name from library_root').all()
  // a root let go of before has no rules any more, and is not looked through again
  const scanned = db.prepare('select 1 from meta where key = ?')
  const retired = roots.filter(
    ({ name }) => !configured.includes(name) && scanned.get(rulesKey(name)) !== undefined,
  )
  if (retired.length === 0) return false
  return db.transaction(() => {
    let gone = 0
    const held: number[] = []
    for (const { id, name } of retired) {
      for (const content of db.prepare<[number], number>(HELD).pluck().all(id)) held.push(content)
      for (const mark of [MARK_ROOT_MEMBERS, MARK_ROOT_FILES]) db.prepare(mark).run(id)
      gone += db.prepare(MISS_ROOT_FILES).run(id).changes
      db.prepare('delete from directory where root_id = ?').run(id)
      db.prepare('delete from meta where key = ?').run(rulesKey(name))
    }
    renewRoles(preparer(db), held, Number.MAX_SAFE_INTEGER, roleOf)
    return gone > 0
  })()
}

const MARK_ROOT_FILES = `
  insert or ignore into content_changed
  select rom_file_id from file_instance where root_id = ? and status = 'present' and rom_file_id is not null`

const MARK_ROOT_MEMBERS = `
  insert or ignore into content_changed
  select m.rom_file_id from file_instance f join archive_member m on m.archive_id = f.rom_file_id
  where f.root_id = ? and f.status = 'present' and m.rom_file_id is not null`

const MISS_ROOT_FILES = "update file_instance set status = 'missing' where root_id = ? and status = 'present'"
