/** Kill -9 while roots are read: whatever was committed is never read again. */
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openCatalog } from '../../src/catalog/catalog.ts'
import { logiqxDat } from '../support/dat.ts'
import { library } from '../inventory/support.ts'
import { LEAST, settledProject, type Project } from './support.ts'

const FILES = 3000
const BYTES = 20_000
/** Files that are committed together, those that were read with the last of them, and what all later kills may cost. */
const BATCH = Math.ceil(((1024 + 64) * 4) / 3)
const SIZE = 2000

interface Known {
  readonly files: number
  /** How many files each run was the last to write of. */
  readonly perRun: readonly number[]
  readonly statuses: readonly string[]
}

function knownTo(project: Project): Known {
  const { db, close } = openCatalog(project.at('.curator'))
  try {
    const perRun = db
      .prepare<[], number>(
        'select count(*) from file_instance where rom_file_id is not null group by log_id order by log_id',
      )
      .pluck()
      .all()
    const statuses = db
      .prepare<[], string>("select status from import_log where source = 'file_ingestion' order by id")
      .pluck()
      .all()
    return { files: perRun.reduce((sum, n) => sum + n, 0), perRun, statuses }
  } finally {
    close()
  }
}

describe('kill -9 while roots are read, again and again', () => {
  it('every file is entered by one run, and the last reads just the rest', async () => {
    const project = settledProject('resume')
    project.configure(LEAST)
    project.write('dats/gb.dat', logiqxDat('Nintendo - Game Boy', []))
    mkdirSync(project.at('roms'))
    for (let i = 0; i < FILES; i++) writeFileSync(project.at('roms', `${i}.gb`), Buffer.alloc(BYTES, `${i} `))

    let before = 0
    let wait = 250
    let kills = 0
    for (;;) {
      const killed = await project.run(['build', '--json'], {
        signalAfter: [{ signal: 'SIGKILL', ms: wait }],
      })
      const now = knownTo(project)
      expect(now.files).toBeGreaterThanOrEqual(before)
      if (killed.signal !== 'SIGKILL') {
        const report = JSON.parse(killed.stdout) as { roots: Record<string, object> }
        const rest = FILES - before
        expect(report.roots['roms']).toMatchObject({ files: FILES, hashed: rest, bytesHashed: rest * BYTES })
        break
      }
      kills++
      // random, but longer when nothing was gained: slow machines must get to the end as well
      wait =
        now.files === before
          ? wait * 2
          : 200 + ((createHash('sha1').update(`${kills}`).digest()[0] ?? 0) % 100) * 3
      before = now.files
    }
    const { files, statuses } = knownTo(project)
    expect(files).toBe(FILES)
    expect(statuses.at(-1)).toBe('completed')
    expect(statuses.slice(0, -1).every((status) => status === 'failed')).toBe(true)
    expect(kills).toBeGreaterThan(0)
  }, 120_000)

  it.each([
    [0, 2],
    [2, 1],
  ])(
    'all runs together read the library and one batch, however many kills, with %i threads',
    async (workers, runs) => {
      const kills = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 30, maxLength: 60 })
      await fc.assert(
        fc.asyncProperty(kills, async (batches) => {
          const { db, write, scan, close } = library()
          try {
            const total = 2000
            for (let i = 0; i < total; i++) write(`${i % 9}/${i}.bin`, `${i}`.padEnd(SIZE, '.'))
            let bytes = 0
            for (const after of batches) {
              let seen = 0
              let read = 0
              const onProgress = ({ hashed, bytesHashed }: { hashed: number; bytesHashed: number }): void => {
                read = bytesHashed
                // as a kill: nothing after this is done, least of all a commit
                if (hashed > 0 && ++seen === after) throw new Error('killed')
              }
              await scan({ onProgress, workers }).catch((error: unknown) =>
                expect(String(error)).toContain('killed'),
              )
              bytes += read
            }
            const last = await scan({ workers })
            bytes += last.bytesHashed
            expect(bytes).toBeGreaterThanOrEqual(total * SIZE)
            expect(bytes).toBeLessThanOrEqual((total + BATCH) * SIZE)
            expect(db.prepare('select count(*) from file_instance where settled = 1').pluck().get()).toBe(
              total,
            )
          } finally {
            close()
          }
        }),
        { numRuns: process.env['CURATOR_DEEP'] ? runs * 50 : runs },
      )
    },
    120_000,
  )
})
