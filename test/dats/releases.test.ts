/** What a platform's releases cost in memory: there can be hundreds of thousands. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { rebuildReleases } from '../../src/dats/releases/place.ts'
import { loadReleases } from '../../src/dats/releases/releases.ts'
import { syncDats } from '../../src/dats/importing/sync.ts'
import { memoryCatalog } from '../support/catalog.ts'

const RELEASES = 20_000

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'curator-releases-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

it.each([
  ['of a DAT that names parents', (i: number) => (i % 2 === 1 ? ` cloneof="${nameOf(i - 1)}"` : '')],
  ['of a DAT that tells years', () => ''],
])('a release %s takes no more than a few words beside its name', async (what, attributes) => {
  const year = what.includes('years') ? '<year>1990</year>' : ''
  const games = Array.from(
    { length: RELEASES },
    (_, i) =>
      `<game name="${nameOf(i)}"${attributes(i)}>${year}<rom name="${nameOf(i)}.nes" size="${i + 1}" crc="${crcOf(i)}"/></game>`,
  )
  const file = join(folder, 'a.dat')
  writeFileSync(file, `<datafile><header><name>A</name></header>${games.join('')}</datafile>`)
  const db = memoryCatalog()
  await syncDats(db, [{ name: 'a', files: [file], platform: 'nes' }])
  rebuildReleases(db, 'nes')
  const before = heapInUse()
  const releases = loadReleases(db, 'nes')
  const bytes = (heapInUse() - before) / releases.length
  expect(releases).toHaveLength(RELEASES)
  expect(bytes).toBeLessThan(300)
  db.close()
})

function nameOf(i: number): string {
  return `Game ${String(i).padStart(5, '0')} (USA)`
}

function crcOf(i: number): string {
  return (i + 1).toString(16).padStart(8, '0')
}

function heapInUse(): number {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
  return process.memoryUsage().heapUsed
}
