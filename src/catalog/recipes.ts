/** What came out when something was made, by what it was made of: so that nothing is made twice, or to know its hash. */
import { prepareOnce, type Db } from './sqlite.ts'

export interface MadeFile {
  /** Lower-case hex. */
  readonly sha1: string
  readonly size: number
}

/** A recipe is a fingerprint of what something is made of, in hex. */
export interface MadeFiles {
  find(recipe: string): MadeFile | undefined
  put(recipe: string, made: MadeFile): void
}

/** Zips by what was packed into them (`targets/zip-file.ts`). */
export function packedZips(db: Db): MadeFiles {
  return madeFiles(db, 'packed_zip')
}

/** Pictures by what was made smaller or converted (`art/develop.ts`). */
export function developedPictures(db: Db): MadeFiles {
  return madeFiles(db, 'developed_picture')
}

function madeFiles(db: Db, table: string): MadeFiles {
  const find = prepareOnce(db, `select sha1, size from ${table} where recipe = ?`)
  const put = prepareOnce(db, `insert or replace into ${table} (recipe, sha1, size) values (?, ?, ?)`)
  return {
    find(recipe) {
      const row = find.get(Buffer.from(recipe, 'hex')) as { sha1: Buffer; size: number } | undefined
      return row && { sha1: row.sha1.toString('hex'), size: row.size }
    },
    put(recipe, { sha1, size }) {
      put.run(Buffer.from(recipe, 'hex'), Buffer.from(sha1, 'hex'), size)
    },
  }
}
