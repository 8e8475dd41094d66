/** Extensions that nobody knows: what a config may give a meaning to. */
import { holdsOnlyPacked } from '../catalog/locked.sql.ts'
import type { Db } from '../catalog/sqlite.ts'
import { extensionOf } from '../file-name.ts'
import { classifier, type ClassifyOptions } from '../inventory/roles.ts'
import { byCodeUnit } from '../order.ts'
import { refreshUnlisted } from './unlisted.ts'

export interface UnknownExtension {
  /** Lower case, without dot; empty for names without one. */
  readonly extension: string
  readonly files: number
  readonly bytes: number
  /** The first by root and path. */
  readonly example: { readonly root: string; readonly path: string }
}

interface Row {
  readonly root: string
  readonly path: string
  readonly size: number
}

/**
 * Of the sound files that are there and in no DAT, the extensions that neither curator nor the config knows; most files
 * first. They are read and hashed like games. What is packed, and named for it, is known without.
 * @param rules what names mean, by root
 */
export function unknownExtensions(
  db: Db,
  rules: Readonly<Record<string, ClassifyOptions>> = {},
): readonly UnknownExtension[] {
  refreshUnlisted(db)
  const classifiers = new Map(Object.entries(rules).map(([root, options]) => [root, classifier(options)]))
  const shipped = classifier()
  const found = new Map<string, { files: number; bytes: number; example: UnknownExtension['example'] }>()
  for (const { root, path, size } of db.prepare<[], Row>(UNMATCHED).iterate()) {
    if ((classifiers.get(root) ?? shipped).categoryOf(path) !== undefined) continue
    const extension = extensionOf(path)
    const sum = found.get(extension) ?? { files: 0, bytes: 0, example: { root, path } }
    found.set(extension, { ...sum, files: sum.files + 1, bytes: sum.bytes + size })
  }
  return Array.from(found, ([extension, sums]) => ({ extension, ...sums })).sort(
    (a, b) => b.files - a.files || byCodeUnit(a.extension, b.extension),
  )
}

const UNMATCHED = `
  select r.name as root, f.path, f.size from unlisted_file u cross join file_instance f on f.id = u.file_id
    join library_root r on r.id = u.root_id
  where u.role = 'rom' and not ${holdsOnlyPacked('u.content')} order by r.name, f.path`
