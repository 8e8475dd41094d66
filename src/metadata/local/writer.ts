/** Writes the entries of one import, a few thousand a transaction: others use the catalog between them. */
import { prepareOnce, type Db } from '../../catalog/sqlite.ts'
import { addTo } from '../../groups.ts'
import { plainSerial, type EntrySink, type LocalEntry } from './entry.ts'
import { putParts } from './store.ts'

interface EntryWriter extends EntrySink {
  /** Writes what is pending, and which platforms it was about. Returns the number of entries. */
  finish(): number
}

const BATCH = 4000
const LONGEST_NAME = 300

export function entryWriter(db: Db, log: number): EntryWriter {
  const platforms = new Map(
    prepareOnce(db, 'select slug, id from platform').raw().all() as [string, number][],
  )
  const insert = prepareOnce(
    db,
    `insert into metadata_entry (log_id, platform_id, ref, name, title, crc32, md5, serial, path, fields, found_by)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const insertTitle = prepareOnce(db, 'insert or ignore into metadata_title (entry_id, title) values (?, ?)')
  const counts = new Map<number, number>()
  const ids = idTable()
  let pending: (() => void)[] = []

  function add(work: () => void): void {
    pending.push(work)
    if (pending.length >= BATCH) flush()
  }

  function flush(): void {
    const works = pending
    pending = []
    db.transaction(() => {
      for (const work of works) work()
    })()
  }

  function write(entry: LocalEntry): void {
    const platform = platforms.get(entry.platform)
    if (platform === undefined) return
    const { ref, name, title, titles = [], crc32, md5, serial, path, fields, foundBy } = entry
    const { lastInsertRowid } = insert.run(
      log,
      platform,
      ref ?? null,
      name?.slice(0, LONGEST_NAME) ?? null,
      title?.slice(0, LONGEST_NAME) ?? null,
      crc32 ?? null,
      md5 === undefined ? null : Buffer.from(md5, 'hex'),
      (serial === undefined ? '' : plainSerial(serial)) || null,
      path ?? null,
      JSON.stringify(fields),
      foundBy ?? null,
    )
    const id = Number(lastInsertRowid)
    for (const other of titles) insertTitle.run(id, other.slice(0, LONGEST_NAME))
    if (ref !== undefined) ids.add(ref, id)
    counts.set(platform, (counts.get(platform) ?? 0) + 1)
  }

  return {
    entry: (entry) => add(() => write(entry)),
    file: ({ platform, file, title }) => add(() => write({ platform, name: file, title, fields: {} })),
    title: (ref, title) =>
      add(() => {
        if (title !== '') for (const id of ids.of(ref)) insertTitle.run(id, title.slice(0, LONGEST_NAME))
      }),
    finish() {
      add(() => putParts(db, log, counts))
      flush()
      return [...counts.values()].reduce((sum, count) => sum + count, 0)
    },
  }
}

/** Entries by the id that other titles name them by. There can be hundreds of thousands: most are one number for another. */
function idTable() {
  const single = new Map<string | number, number>()
  const more = new Map<string | number, number[]>()
  const keyOf = (ref: string): string | number => (/^[1-9]\d{0,8}$/.test(ref) ? Number(ref) : ref)
  return {
    add(ref: string, id: number): void {
      const key = keyOf(ref)
      if (!single.has(key)) single.set(key, id)
      else addTo(more, key, id)
    },
    of(ref: string): readonly number[] {
      const first = single.get(keyOf(ref))
      return first === undefined ? [] : [first, ...(more.get(keyOf(ref)) ?? [])]
    },
  }
}
