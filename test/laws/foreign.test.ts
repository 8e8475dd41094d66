/**
 * What is not ours (design §8.7): a file that happens to be right is left as it is and never becomes ours, one that is
 * in the way is a conflict, and nothing foreign is ever changed or deleted.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { logiqxDat, type DatRom } from '../support/dat.ts'
import { withProject, type TestProject } from '../support/project.ts'
import { stamps } from './stamps.ts'

const ROMS: readonly DatRom[] = [
  'Alpha (USA).gb',
  'Bravo (USA).gb',
  'Charlie (Japan).gb',
  'Delta (World).gb',
].map((name) => ({
  name,
  bytes: `The bytes of ${name}. `.repeat(10),
}))
const WANTED = ROMS.map(({ name }) => `gb/${name}`)
const LIST = 'playlists/all.m3u'

/** Policies by the games they drop; the last one wants nothing. */
const DROPS = [[], ['Alpha*'], ['Bravo*', 'Delta*'], ['*']] as const

function configure(project: TestProject, drop: readonly string[]): void {
  project.configure({
    roots: { roms: './roms' },
    dats: { d: './dats' },
    policies: { mine: { drop, availability: 'owned' } },
    playlists: { all: {} },
    targets: { card: { preset: 'folder', path: './card', policy: 'mine', playlists: ['all'] } },
  })
}

function begin(project: TestProject): void {
  configure(project, [])
  project.write('dats/d.dat', logiqxDat('Nintendo - Game Boy', ROMS))
  for (const { name, bytes } of ROMS) project.write(`roms/${name}`, bytes)
}

/** What somebody put on the card: at the place of an output or elsewhere; with its bytes or others; or a folder. */
const foreign = fc.array(
  fc.record({
    path: fc.constantFrom(
      ...WANTED,
      LIST,
      'gb/save.sav',
      'other/deep/x.bin',
      'gb/Alpha (USA).gb.bak',
      'playlists/mine.m3u',
    ),
    bytes: fc.constantFrom('right', 'other', 'folder'),
  }),
  { minLength: 1, maxLength: 6 },
)

function put(project: TestProject, path: string, bytes: string): boolean {
  const rom = ROMS.find(({ name }) => path === `gb/${name}`)
  if (bytes === 'right' && !rom) return false
  if (bytes === 'folder') mkdirSync(project.at('card', path), { recursive: true })
  else project.write(`card/${path}`, bytes === 'right' && rom ? rom.bytes : 'not ours')
  return true
}

describe('foreign files', () => {
  it('law: stay as they are through any builds, and what is in the way is a conflict', async () => {
    await fc.assert(
      fc.asyncProperty(
        foreign,
        fc.array(fc.nat(DROPS.length - 1), { minLength: 1, maxLength: 4 }),
        async (files, drops) => {
          await withProject(async (project) => {
            begin(project)
            const placed = new Map<string, string>()
            for (const { path, bytes } of files)
              if (!placed.has(path) && put(project, path, bytes)) placed.set(path, bytes)
            const theirs = () => stamps(...[...placed.keys()].map((path) => project.at('card', path)))
            const before = theirs()
            for (const drop of [...drops, 0, 3, 3]) {
              configure(project, DROPS[drop] ?? [])
              const { report } = await project.build()
              expect(theirs()).toEqual(before)
              const tree = DROPS[drop]?.length === 0 ? WANTED : []
              const inTheWay = [...tree, LIST].filter((path) =>
                ['other', 'folder'].includes(placed.get(path) ?? ''),
              )
              if (drop === 0 || drop === 3) expect(report.targets['card']?.conflicts).toBe(inTheWay.length)
            }
            const theirFiles = [...placed].filter(([, bytes]) => bytes !== 'folder').map(([path]) => path)
            const ours = placed.has(LIST) ? [] : [LIST] // an empty list is a list
            expect(Object.keys(project.files('card'))).toEqual([...theirFiles, ...ours].sort())
          })
        },
      ),
      { numRuns: process.env['CURATOR_DEEP'] ? 200 : 10 },
    )
  })

  it('that equal the outputs satisfy the plan: nothing is written, and nothing of them is deleted later', async () => {
    await withProject(async (project) => {
      begin(project)
      for (const path of WANTED) put(project, path, 'right')
      const before = stamps(...WANTED.map((path) => project.at('card', path)))
      const { report } = await project.build()
      expect(report.targets['card']).toMatchObject({ put: 1, kept: 4, conflicts: 0, outcome: 'done' })
      configure(project, ['*'])
      const later = await project.build()
      expect(later.report.targets['card']).toMatchObject({ put: 1, deleted: 0, conflicts: 0 }) // the list is empty now
      expect(stamps(...WANTED.map((path) => project.at('card', path)))).toEqual(before)
    })
  })

  it('in the way are named, and replaced only by force, which keeps them', async () => {
    await withProject(async (project) => {
      begin(project)
      put(project, 'gb/Alpha (USA).gb', 'other')
      const { report } = await project.build()
      expect(report.outcome).toBe('partial')
      expect(report.problems.map(({ code, path }) => [code, path])).toEqual([
        ['foreign-file', project.at('card/gb/Alpha (USA).gb')],
      ])
      const forced = await project.build({ force: true })
      expect(forced.report.targets['card']).toMatchObject({ put: 1, conflicts: 0, outcome: 'done' })
      expect(readFileSync(project.at('card/gb/Alpha (USA).gb'), 'utf8')).toBe(ROMS[0]?.bytes)
      const kept = Object.keys(stamps(project.at('card/.curator/replaced'))).filter((path) =>
        path.endsWith('Alpha (USA).gb'),
      )
      expect(kept.map((path) => readFileSync(path, 'utf8'))).toEqual(['not ours'])
    })
  })

  it('are all that is on a card whose records were lost: what is right stays, and is not deleted later', async () => {
    await withProject(async (project) => {
      begin(project)
      await project.build()
      rmSync(project.at('card/.curator'), { recursive: true })
      const files = project.files('card')
      const again = await project.build()
      expect(again.report.targets['card']).toMatchObject({
        put: 0,
        deleted: 0,
        bytes: 0,
        kept: 5,
        conflicts: 0,
      })
      configure(project, ['*'])
      const later = await project.build()
      expect(later.report.targets['card']).toMatchObject({ deleted: 0 })
      expect(project.files('card')).toMatchObject(
        Object.fromEntries(Object.entries(files).filter(([path]) => path !== LIST)),
      )
    })
  })
})
