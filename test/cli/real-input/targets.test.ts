/** The main job on real input: homebrew collections and No-Intro DATs. */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { crc32 } from 'node:zlib'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { emptyProject, fileStamps, type ConfigData, type Project } from '../support.ts'
import { sha1 } from '../../support/sha1.ts'

const DATA = fileURLToPath(new URL('../../../../shared/data', import.meta.url))
const NES_DAT = 'Nintendo - Nintendo Entertainment System'
const SMS_DAT = 'Sega - Master System - Mark III'
const SNES_DAT = 'Nintendo - Super Nintendo Entertainment System'

/** What is in the data's README, and where each device keeps it. */
const COLLECTIONS = [
  {
    slug: 'nes',
    dat: NES_DAT,
    extension: '.nes',
    count: 74,
    folders: ['mister/games/NES', 'cart/NES', `retroarch/content/${NES_DAT}`, 'plain/nes'],
  },
  {
    slug: 'sms',
    dat: SMS_DAT,
    extension: '.sms',
    count: 60,
    folders: ['mister/games/SMS', `retroarch/content/${SMS_DAT}`, 'plain/sms'],
  },
  {
    slug: 'snes',
    dat: SNES_DAT,
    extension: '.sfc',
    count: 13,
    folders: ['mister/games/SNES', `retroarch/content/${SNES_DAT}`],
  },
]

const CONFIG: ConfigData = {
  roots: { nes: join(DATA, 'roms/nes'), sms: join(DATA, 'roms/sms'), snes: join(DATA, 'roms/snes') },
  dats: { 'no-intro': { path: join(DATA, 'dats/no-intro/*.dat') } },
  playlists: {
    eight: { title: '8-bit, by title', where: { platform: ['nes', 'sms'] }, order: 'title' },
  },
  targets: {
    mister: { preset: 'mister', path: './out/mister', policy: 'everything', playlists: ['eight'] },
    cart: { preset: 'everdrive', path: './out/cart', policy: 'everything', model: 'n8-pro' },
    retroarch: { preset: 'retroarch', path: './out/retroarch', policy: 'everything', playlists: ['eight'] },
    plain: { preset: 'folder', path: './out/plain', policy: 'everything' },
  },
}

interface Lpl {
  readonly version: string
  readonly sort_mode: number
  readonly items: readonly {
    readonly path: string
    readonly label: string
    readonly crc32: string
    readonly db_name: string
  }[]
}

describe.skipIf(!existsSync(DATA))('real input (../shared/data; skipped where it is absent)', () => {
  it('builds three devices and a folder with the releases that its README counts, and their playlists', async () => {
    const project = emptyProject('real')
    project.configure(CONFIG)
    const report = await project.build()
    expect(report.targets).toMatchObject({
      mister: { put: 74 + 60 + 13 + 74 + 60, missing: 0, conflicts: 0, outcome: 'done' },
      cart: { put: 74, missing: 0, conflicts: 0, outcome: 'done' },
      retroarch: { put: 74 + 60 + 13 + 3 + 1, missing: 0, conflicts: 0, outcome: 'done' },
      plain: { put: 74 + 60 + 13, missing: 0, conflicts: 0, outcome: 'done' },
    })

    for (const { slug, dat, extension, count, folders } of COLLECTIONS) {
      const owned = ownedHashes(slug)
      const names = datNames(dat)
      for (const folder of folders) {
        const files = Object.entries(project.files('out', folder))
        expect(files, folder).toHaveLength(count)
        for (const [name, hash] of files) {
          expect(names, `${folder}/${name}`).toContain(basename(name, extension))
          expect(owned, `${folder}/${name}`).toContain(hash)
        }
      }
    }
    for (const name of Object.keys(project.files('out/cart/NES'))) {
      expect(readFileSync(project.at('out/cart/NES', name)).toString('latin1', 0, 4), name).toBe('NES\x1a')
    }

    for (const { dat, count } of COLLECTIONS) {
      const { items, sort_mode } = readLpl(project, dat)
      expect(items).toHaveLength(count)
      expect(sort_mode).toBe(0)
      expect(items.map(({ label }) => label.toLowerCase())).toEqual(
        items.map(({ label }) => label.toLowerCase()).sort(),
      )
      for (const item of items) expectItem(item, dat)
    }
    const list = readLpl(project, '8-bit, by title')
    expect(list.items).toHaveLength(134)
    expect(list.sort_mode).toBe(2)
    for (const item of list.items) expectItem(item)
    const launchers = Object.keys(project.files('out/mister/_8-bit, by title'))
    expect(launchers).toHaveLength(134)
    expect(launchers[0]).toMatch(/^001 /)

    const before = fileStamps(project.at('out'))
    const again = await project.build()
    expect(again.outcome).toBe('nothing')
    expect(again.steps.ran).toBe(0)
    expect(fileStamps(project.at('out'))).toEqual(before)
  }, 60_000)
})

/** SHA-1 of every file of a collection; for SNES also without its 512 bytes of copier header, which devices do not want. */
function ownedHashes(slug: string): Set<string> {
  const folder = join(DATA, 'roms', slug)
  const files = readdirSync(folder).map((name) => readFileSync(join(folder, name)))
  const bare =
    slug === 'snes'
      ? files.filter(({ length }) => length % 1024 === 512).map((bytes) => bytes.subarray(512))
      : []
  return new Set([...files, ...bare].map(sha1))
}

/** Stems of all ROM names of a DAT, read in the simplest way there is. */
function datNames(name: string): Set<string> {
  const text = readFileSync(join(DATA, 'dats/no-intro', `${name}.dat`), 'utf8')
  return new Set([...text.matchAll(/\brom \( name "([^"]*)\.\w+"/g)].map((match) => match[1] ?? ''))
}

function readLpl(project: Project, name: string): Lpl {
  const text = readFileSync(project.at('out/retroarch/playlists', `${name}.lpl`), 'utf8')
  expect(text).toMatch(/^\{\n  "version": "1\.5",\n  "default_core_path": "",\n/)
  expect(text).toMatch(/\n  \]\n\}\n$/)
  return JSON.parse(text) as Lpl
}

function expectItem(
  { path, label, crc32: checksum, db_name }: Lpl['items'][number],
  database?: string,
): void {
  expect(basename(path).replace(/\.\w+$/, '')).toBe(label)
  const crc = crc32(readFileSync(path)).toString(16).toUpperCase().padStart(8, '0')
  expect(checksum).toBe(`${crc}|crc`)
  if (database !== undefined) expect(db_name).toBe(`${database}.lpl`)
}
