/** A database that can be made again at any time: one that is damaged, or somebody else's, is; one that is in use is left alone. */
import { rmSync } from 'node:fs'
import { connectWith, type ConnectOptions, type Db } from '../../catalog/sqlite.ts'
import { errno } from '../../errors.ts'

/** @param schema should also read what it makes: a table that has its name and other columns is none of ours */
export function connectOrRemake(file: string, schema: string, options?: ConnectOptions): Db {
  try {
    return connectWith(file, schema, options)
  } catch (error) {
    if (!isNoneOfOurs(error)) throw error
    for (const end of ['', '-wal', '-shm', '-journal']) rmSync(file + end, { force: true })
    return connectWith(file, schema, options)
  }
}

export function isInUse(error: unknown): boolean {
  return (errno(error) ?? '').startsWith('SQLITE_BUSY')
}

/** All else (in use, no space, no permission) may be over the next time, and the file is good then. */
function isNoneOfOurs(error: unknown): boolean {
  const code = errno(error) ?? ''
  // the schema is sound: it fits no table of that name
  return code === 'SQLITE_NOTADB' || code === 'SQLITE_ERROR' || code.startsWith('SQLITE_CORRUPT')
}
