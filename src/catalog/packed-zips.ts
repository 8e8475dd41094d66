/** Which bytes a zip came out as when it was packed, by what it is made of: so that nothing is packed to know its hash twice. */
import type { Db } from './sqlite.ts'

export interface PackedZip {
  /** Lower-case hex. */
  readonly sha1: string
  readonly size: number
}

/** By the fingerprint of what it is made of (`targets/zip-file.ts`). */
export function packedZips(db: Db): (recipe: string) => PackedZip | undefined {
  const find = db.prepare<[Buffer], { sha1: Buffer; size: number }>(
    'select sha1, size from packed_zip where recipe = ?',
  )
  return (recipe) => {
    const row = find.get(Buffer.from(recipe, 'hex'))
    return row && { sha1: row.sha1.toString('hex'), size: row.size }
  }
}

export function putPackedZip(db: Db, recipe: string, { sha1, size }: PackedZip): void {
  db.prepare('insert or replace into packed_zip (recipe, sha1, size) values (?, ?, ?)').run(
    Buffer.from(recipe, 'hex'),
    Buffer.from(sha1, 'hex'),
    size,
  )
}
