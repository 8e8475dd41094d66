/** A catalog in memory and a root in a temporary folder, for tests of scanning. */
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Db } from '../../src/catalog/sqlite.ts'
import { scanRoot, type ScanOptions, type ScanResult, type ScanRoot } from '../../src/inventory/scan/scan.ts'
import { memoryCatalog } from '../support/catalog.ts'

export interface Library {
  readonly db: Db
  readonly dir: string
  /** Writes a file whose clock shows an hour ago, so that it is settled at once. */
  write(path: string, data: string | Uint8Array): void
  remove(path: string): void
  /** Scans ten seconds later than the last time. Forgets what identification would have consumed. */
  scan(options?: Partial<ScanOptions>, root?: Partial<ScanRoot>): Promise<ScanResult>
  close(): void
}

export function library(): Library {
  // what a test moves out of the root is within this, and goes with it
  const place = mkdtempSync(join(tmpdir(), 'curator-scan-'))
  const dir = join(place, 'roms')
  mkdirSync(dir)
  const db = memoryCatalog()
  let clock = Date.now()
  const hourAgo = new Date(clock - 3_600_000)
  return {
    db,
    dir,
    write(path, data) {
      const file = join(dir, path)
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, data)
      utimesSync(file, hourAgo, hourAgo)
    },
    remove: (path) => rmSync(join(dir, path), { recursive: true }),
    async scan(options = {}, root = {}) {
      // a test may take long to write its files: the last of them is settled as well
      clock = Math.max(clock, Date.now()) + 10_000
      db.prepare('delete from content_changed').run()
      const now = clock
      return scanRoot(
        db,
        { name: 'roms', path: dir, ...root },
        { md5: false, workers: 0, acceptEmpty: true, now: () => now, ...options },
      )
    },
    close() {
      db.close()
      rmSync(place, { recursive: true, force: true })
    },
  }
}

/** What the catalog says is there: path, role and content of each file, and the members of archives. */
export function present(db: Db, root = 'roms'): readonly string[] {
  const files = db.prepare(PRESENT).all(root) as readonly Readonly<Record<string, string | null>>[]
  return files.map((row) =>
    Object.values(row)
      .filter((value) => value !== null)
      .join(' '),
  )
}

const PRESENT = `
  select f.path, f.role, nullif(lower(hex(c.sha1)), '') as sha1, f.problem,
    (select group_concat(m.path || ':' || coalesce(nullif(lower(hex(mc.sha1)), ''), m.problem), ',')
     from archive_member m left join rom_file mc on mc.id = m.rom_file_id
     where m.archive_id = f.rom_file_id) as members
  from file_instance f join library_root r on r.id = f.root_id left join rom_file c on c.id = f.rom_file_id
  where r.name = ? and f.status = 'present' order by f.path`
