/**
 * A large file that a provider offers cannot be asked itself: it is read once into a database of ours, which is asked
 * instead, and made anew when the file is another one.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, parse } from 'node:path'
import type { Db } from '../../catalog/sqlite.ts'
import { connectOrRemake, isInUse } from './remade-file.ts'

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
 * @param folder where the database is kept; without one, or while another curator has it, ours lasts until it is closed.
 * Rejects when `fill` does.
 */
export async function openFileIndex<Reader>(
  { name, form, schema, fill, reader }: FileIndex<Reader>,
  stamp: string,
  folder: string | undefined,
): Promise<Reader & { close(): void }> {
  const { db, place, close } = openAt(`${name}.db`, STAMP + schema, folder)
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

interface Place {
  readonly db: Db
  readonly place: string
  close(): void
}

/** Where another curator has the one that is kept, it is read into one of our own. */
function openAt(file: string, schema: string, folder: string | undefined): Place {
  if (folder !== undefined) {
    try {
      const db = connectOrRemake(join(folder, file), schema)
      return { db, place: folder, close: () => void db.close() }
    } catch (error) {
      if (!isInUse(error)) throw error
    }
  }
  const place = mkdtempSync(join(tmpdir(), `curator-${parse(file).name}-`))
  const remove = () => rmSync(place, { recursive: true, force: true })
  try {
    const db = connectOrRemake(join(place, file), schema)
    return {
      db,
      place,
      close: () => {
        db.close()
        remove()
      },
    }
  } catch (error) {
    remove()
    throw error
  }
}

const STAMP = 'create table if not exists source (stamp text not null); select stamp from source;'
