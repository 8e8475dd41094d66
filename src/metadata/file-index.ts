/**
 * A large file that a provider offers cannot be asked itself: it is read once into a database of ours, which is asked
 * instead, and made anew when the file is another one.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connectWith, type Db } from '../catalog/sqlite.ts'

export interface FileIndex<Reader> {
  /** What the database is called. */
  readonly name: string
  /** Rises when what is kept changes. */
  readonly form: number
  /** Makes the tables that are not there yet. */
  readonly schema: string
  /**
   * Empties the tables, reads the file into them and calls `done`: until then, they count as those of another file.
   * @param folder where something may lie for a while
   */
  fill(db: Db, folder: string, done: () => void): Promise<void>
  reader(db: Db): Reader
}

/**
 * @param stamp another one when the file is another
 * @param folder where the database is kept; without one, until it is closed. Rejects when `fill` does.
 */
export async function openFileIndex<Reader>(
  { name, form, schema, fill, reader }: FileIndex<Reader>,
  stamp: string,
  folder: string | undefined,
): Promise<Reader & { close(): void }> {
  const passing = folder === undefined ? mkdtempSync(join(tmpdir(), `curator-${name}-`)) : undefined
  const place = folder ?? passing ?? ''
  const db = connectOrRenew(join(place, `${name}.db`), STAMP + schema)
  const close = () => {
    db.close()
    if (passing !== undefined) rmSync(passing, { recursive: true, force: true })
  }
  try {
    const now = `${form} ${stamp}`
    const known = db.prepare<[], { stamp: string }>('select stamp from source').get()
    if (known?.stamp !== now) {
      db.exec('delete from source')
      await fill(db, place, () => {
        db.prepare<[string]>('insert into source (stamp) values (?)').run(now)
      })
    }
    return { ...reader(db), close }
  } catch (error) {
    close()
    throw error
  }
}

const STAMP = 'create table if not exists source (stamp text not null);'

/** It can be made again. */
function connectOrRenew(file: string, schema: string): Db {
  try {
    return connectWith(file, schema)
  } catch {
    for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true })
    return connectWith(file, schema)
  }
}
