/** A config of very many DATs, one of which changes: only that one is read, and only what rests on it runs. */
import Database from 'better-sqlite3'
import { utimesSync } from 'node:fs'
import { expect, it } from 'vitest'
import { logiqxDat } from '../support/dat.ts'
import { emptyProject, type Project } from './support.ts'

const DATS = 500
const GAMES = 20
const PLATFORMS = [
  'Nintendo - Game Boy',
  'Nintendo - Nintendo Entertainment System',
  'Nintendo - Super Nintendo Entertainment System',
  'Sega - Mega Drive - Genesis',
]

function datOf(nth: number, changed?: string): string {
  const games = Array.from({ length: GAMES }, (_, i) => {
    const name = `Game ${nth} of ${i} (USA)`
    return { name: `${name}.bin`, bytes: i === 3 && changed !== undefined ? changed : name }
  })
  return logiqxDat(PLATFORMS[nth % PLATFORMS.length] ?? '', games)
}

it('reads one DAT of 500, and touches nothing of other platforms and other shelves', async () => {
  const project = emptyProject('many-dats')
  project.configure({
    roots: { roms: './roms' },
    dats: { all: './dats' },
    targets: { plain: { preset: 'folder', path: './out', policy: 'everything' } },
  })
  const long = new Date(Date.now() - 60_000)
  for (let nth = 0; nth < DATS; nth++) {
    project.write(`dats/${nth}.dat`, datOf(nth))
    utimesSync(project.at(`dats/${nth}.dat`), long, long)
  }
  for (let nth = 0; nth < 40; nth++) project.write(`roms/${nth}.bin`, `Game ${nth} of 5 (USA)`)
  project.write('roms/new.bin', 'another dump')
  await project.build()
  const importsBefore = imports(project)
  expect(importsBefore).toHaveLength(DATS)

  project.write('dats/0.dat', datOf(0, 'another dump'))
  const { outcome, targets } = await project.build()
  expect([outcome, targets['plain']?.put]).toEqual(['done', 1])
  expect(imports(project).slice(DATS)).toEqual([project.at('dats/0.dat')])
  const ran = lastRun(project)
  // of the other platforms no more than the question whether they have to do with it
  const others = ran.filter((key) => /(?:\/|:)(?:nes|snes|genesis)\b/.test(key))
  expect(others.filter((key) => !/^(?:dats-of|holdings):/.test(key))).toEqual([])
  // the game has other bytes: which release of it is best, nobody has to decide again; it stands on one shelf
  expect(ran.filter((key) => key.startsWith('select:'))).toEqual([])
  expect(ran.filter((key) => key.startsWith('pick:'))).toHaveLength(1)
  // on the device, only the shelf that the game stands on
  expect(shelvesOf(project, 'gb')).toBeGreaterThan(3)
  expect(ran.filter((key) => key.startsWith('part:'))).toHaveLength(1)
  expect(ran).toContain('dats-of:gb')

  expect((await project.build()).outcome).toBe('nothing')
  expect(imports(project)).toHaveLength(DATS + 1)
})

function open(project: Project) {
  return new Database(project.at('.curator/catalog.db'), { readonly: true })
}

function imports(project: Project): readonly string[] {
  const db = open(project)
  try {
    return db
      .prepare<[], string>(`select file_name from import_log where source like 'dat%' order by id`)
      .pluck()
      .all()
  } finally {
    db.close()
  }
}

function lastRun(project: Project): readonly string[] {
  const db = open(project)
  try {
    return db
      .prepare<[], string>('select key from node where run = (select max(run) from node) order by key')
      .pluck()
      .all()
  } finally {
    db.close()
  }
}

function shelvesOf(project: Project, platform: string): number {
  const db = open(project)
  try {
    const shelves = db.prepare<[string], number>(
      `select count(*) from node where key like 'pick:%/' || ? || '/%'`,
    )
    return shelves.pluck().get(platform) ?? 0
  } finally {
    db.close()
  }
}
