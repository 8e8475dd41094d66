/** No path from a DAT, an archive or a playlist can leave its target (design §8.10), in whole builds. */
import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { testProject, type ConfigData, type TestProject } from '../support/project.ts'
import { makeZip } from '../support/archives/zip.ts'
import { hostileName } from '../targets/hostile.ts'
import { stamps } from './stamps.ts'

const EVIL = [
  '../../escaped',
  '..\\..\\escaped',
  '/etc/escaped',
  'C:\\escaped',
  'C:escaped',
  '\\\\server\\share\\escaped',
  'a/../../../escaped',
  '.curator/manifest.0',
  '.curator/../escaped',
  '..',
  '.',
  'NUL',
  'CON.txt',
  'nul\0byte',
  'playlists/../../escaped',
  '～/．．/escaped',
  'a'.repeat(300),
]

const CONFIG: ConfigData = {
  roots: { roms: './roms' },
  dats: { d: './dats' },
  policies: { all: { keep: 'all', availability: 'owned' } },
  playlists: { 'all games': { title: '../../{release}/..' }, named: { titles: ['../../escaped'] } },
  targets: {
    mister: { preset: 'mister', path: './out/mister', policy: 'all', playlists: ['all games', 'named'] },
    cart: { preset: 'everdrive', model: 'mega-pro', path: './out/cart', policy: 'all', buckets: 'letter' },
    retroarch: { preset: 'retroarch', path: './out/retroarch', policy: 'all', playlists: ['all games'] },
    plain: {
      preset: 'folder',
      path: './out/plain',
      policy: 'all',
      playlists: ['all games'],
      layout: '{region}/{title}/{release}/{name}{ext}',
    },
    posix: { preset: 'folder', path: './out/posix', policy: 'all', names: 'posix' },
  },
}

interface Entry {
  readonly game: string
  readonly rom: string
  readonly second?: string
}

/** A DAT in both formats (XML cannot hold every character), each game with bytes of its own. */
function write(project: TestProject, entries: readonly Entry[]): void {
  const roms = entries.flatMap(({ game, rom, second }, i) => {
    const names = second === undefined ? [rom] : [rom, second]
    return [{ game, roms: names.map((name, part) => ({ name, bytes: `bytes ${i} ${part}` })) }]
  })
  const sha1 = (bytes: string) => createHash('sha1').update(bytes).digest('hex')
  const xml = roms.map(
    ({ game, roms: parts }) =>
      `<game name="${escaped(game)}">${parts.map(({ name, bytes }) => `<rom name="${escaped(name)}" size="${bytes.length}" sha1="${sha1(bytes)}"/>`).join('')}</game>`,
  )
  project.write(
    'dats/a.dat',
    `<?xml version="1.0"?><datafile><header><name>Sega - Mega Drive - Genesis</name></header>${xml.join('')}</datafile>`,
  )
  const text = roms.map(
    ({ game, roms: parts }) =>
      `game (\n name "${quoted(game)}"\n${parts.map(({ name, bytes }) => ` rom ( name "${quoted(name)}" size ${bytes.length} sha1 ${sha1(bytes)} )\n`).join('')})\n`,
  )
  project.write('dats/b.dat', `clrmamepro (\n name "Nintendo - Game Boy"\n)\n${text.join('')}`)
  const members = roms.flatMap(({ roms: parts }) => parts.map(({ name, bytes }) => ({ name, data: bytes })))
  project.write('roms/evil.zip', makeZip(members.filter((_, i) => i % 2 === 0)))
  for (const [i, { data }] of members.entries()) if (i % 2 === 1) project.write(`roms/${i}.md`, data)
}

function escaped(text: string): string {
  const legal = text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '').toWellFormed()
  return legal.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')
}

function quoted(text: string): string {
  return text.replace(/["\n\r]/g, '')
}

/** Builds twice: everything that appears lies in a target, and the second time nothing is left to do. */
async function checkBuild(entries: readonly Entry[]): Promise<number> {
  const project = testProject()
  try {
    project.configure(CONFIG)
    write(project, entries)
    const around = () => readdirSync(dirname(project.dir)).filter((name) => name.includes('escaped'))
    const inputs = () => stamps(...['roms', 'dats', 'curator.config.json'].map((name) => project.at(name)))
    const before = [around(), inputs()]
    const { report } = await project.build()
    // presets for FAT allow 255 characters, which can be more bytes than this disk takes
    const failed = report.problems.filter(
      ({ code, message }) => code === 'write-failed' && !message.includes('too long'),
    )
    expect(failed).toEqual([])
    expect([around(), inputs()]).toEqual(before)
    const ours = ['.curator', 'curator.config.json', 'curator.lock', 'dats', 'out', 'roms']
    expect(readdirSync(project.dir).filter((name) => !ours.includes(name))).toEqual([])
    expect(readdirSync(project.at('out')).every((name) => name in CONFIG.targets)).toBe(true)
    const written = Object.keys(project.files('out'))
    for (const path of written) expect(join('/', path)).toBe(`/${path}`)
    const again = await project.build()
    expect(
      Object.values(again.report.targets).map(({ put, moved, deleted }) => put + moved + deleted),
    ).toEqual([0, 0, 0, 0, 0])
    return written.length
  } finally {
    project.close()
  }
}

describe('names that want out', () => {
  it('of games, of ROMs and of members of archives stay in the target', async () => {
    const entries = EVIL.flatMap((evil) => [
      { game: evil, rom: `${evil}.md` },
      { game: `Game (USA) ${evil}`, rom: evil },
      { game: `Set ${evil}`, rom: `${evil}.cue`, second: `${evil}/x.bin` },
    ])
    expect(await checkBuild(entries)).toBeGreaterThan(EVIL.length)
  })

  it('law: of any kind', async () => {
    const entry = fc.record({ game: hostileName, rom: hostileName }, { requiredKeys: ['game', 'rom'] })
    const withSecond = fc.record({ game: hostileName, rom: hostileName, second: hostileName })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(entry, withSecond), { minLength: 1, maxLength: 12 }),
        async (entries) => {
          await checkBuild(entries)
        },
      ),
      { numRuns: process.env['CURATOR_DEEP'] ? 300 : 6 },
    )
  })
})
