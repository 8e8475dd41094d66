/** Which contents are asked about that no DAT lists, and which are no question. */
import { expect, it, onTestFinished } from 'vitest'
import { memoryCatalog } from '../support/catalog.ts'

/** By content: how many bytes it has and what it is. */
const CONTENTS = [
  [1, 10, 'rom'],
  [2, 0, 'rom'],
  [3, 10, 'patch'],
  [4, 10, 'disc'],
  [5, 10, 'archive'],
  [6, 10, 'rom'],
  [7, 10, 'archive'],
  [8, 10, 'auxiliary'],
  [9, 10, 'rom'],
] as const

it('neither what is empty, nor patches, sheets, and archives of something that is asked about', () => {
  const db = memoryCatalog()
  onTestFinished(() => void db.close())
  db.exec(`
    insert into library_root (id, name, path) values (1, 'roms', '/roms');
    insert into import_log (id, source, started_at, status) values (1, 'dat', 0, 'completed')`)
  const content = db.prepare(
    'insert into rom_file (id, sha1, crc32, size, content_role) values (?, ?, ?, ?, ?)',
  )
  for (const [id, size, role] of CONTENTS) content.run(id, Buffer.alloc(20, id), id, size, role)
  const file = db.prepare(
    `insert into file_instance (id, root_id, path, size, mtime, ctime, ino, settled, rom_file_id, role, status, first_seen,
       last_seen) values (?, 1, ?, 1, 0, 0, 0, 1, ?, ?, 'present', 0, 0)`,
  )
  for (const [id, , role] of CONTENTS)
    if (id !== 6 && id !== 8) file.run(id, `${id}.${role}`, id, role === 'archive' ? role : 'rom')
  db.exec(`
    insert into archive_member (archive_id, ordinal, path, method, offset, compressed_size, size, crc32, rom_file_id)
      values (5, 0, 'no dot', 0, 0, 1, 10, 6, 6), (7, 0, 'read.me', 0, 0, 1, 10, 8, 8);
    insert into rom_file_metadata values (4, 'sheet.kind', 'cue');
    insert into ingestion_candidate values (9, 5, 1, 'Second', 'Two', 0.5, '{}', 1), (9, 3, 1, 'First', 'One', 0.9, '{}', 1)`)
  const todo = 'select kind, subject, settles, detail, names from v_curation_todo order by kind, subject'
  expect(db.prepare(todo).raw().all()).toEqual([
    ['candidate', 'roms/9.rom', 1, 'First (90 %)', '["First","Second"]'],
    ['extension', '.archive', 1, 'roms/7.archive', '[]'],
    ['unmatched', 'roms/1.rom', 1, null, '[]'],
    ['unmatched', 'roms/5.archive#no dot', 1, null, '[]'],
    ['unmatched', 'roms/7.archive', 1, null, '[]'],
  ])
})
