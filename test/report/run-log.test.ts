/** What `curator log` says of a run that was killed, before the next one writes that down. */
import { expect, it } from 'vitest'
import { ingestionLog } from '../../src/inventory/ingestion-log.ts'
import { loggedRun, loggedRuns } from '../../src/report/run-log.ts'
import { memoryCatalog } from '../support/catalog.ts'

const COUNTS = {
  files: 9,
  hashed: 4,
  bytes: 40,
  archives: 0,
  members: 0,
  moved: 0,
  missing: 0,
  failed: 0,
  locked: 0,
}

it('a scan that was killed is told as failed at once, with what it did', () => {
  const db = memoryCatalog()
  const log = ingestionLog(db, 'roms', 1000)
  const run = log.id()
  log.keep(COUNTS)
  const told = {
    run,
    source: 'file_ingestion',
    name: 'roms',
    status: 'failed',
    started: '1970-01-01T00:00:01.000Z',
    finished: null,
    records: 4,
    summary: { root: 'roms', ...COUNTS, matched: 0, named: 0, pending: 0, cutOff: true },
  }
  expect(loggedRuns(db, 9)).toEqual([told])
  expect(loggedRun(db, run)).toEqual({ ...told, files: [] })
  db.close()
})

it('so is a verification, and one that had nothing to say yet; a library that is still open is not', () => {
  const db = memoryCatalog()
  const open = db.prepare(
    "insert into import_log (source, file_name, started_at, status) values (?, 'roms', 0, 'running')",
  )
  for (const source of ['verification', 'library']) open.run(source)
  expect(loggedRuns(db, 9).map(({ source, status, summary }) => [source, status, summary])).toEqual([
    ['library', 'running', null],
    ['verification', 'failed', { cutOff: true }],
  ])
  db.close()
})
