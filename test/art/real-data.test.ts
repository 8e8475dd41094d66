/** Homebrew collections as people keep them: pictures beside ROMs, and lists that name them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readFacts } from '../../src/art/picture.ts'
import { testProject } from '../support/project.ts'
import { cacheOf } from './library.ts'

const DATA = fileURLToPath(new URL('../../../shared/data', import.meta.url))
const SYSTEMS = [
  ['Nintendo - Nintendo Entertainment System', 74],
  ['Sega - Master System - Mark III', 60],
  ['Nintendo - Super Nintendo Entertainment System', 13],
] as const

describe.skipIf(!existsSync(DATA))('homebrew (../shared/data; skipped where it is absent)', () => {
  it('gives RetroArch a picture of every game that has one, and writes nothing the second time', async () => {
    cacheOf()
    const project = testProject()
    onTestFinished(() => project.close())
    project.configure({
      roots: { nes: join(DATA, 'roms/nes'), sms: join(DATA, 'roms/sms'), snes: join(DATA, 'roms/snes') },
      dats: { 'no-intro': { path: join(DATA, 'dats/no-intro/*.dat') } },
      targets: { retroarch: { preset: 'retroarch', path: './out', policy: 'everything', artwork: true } },
    })
    expect((await project.build()).report.targets['retroarch']).toMatchObject({
      outcome: 'done',
      conflicts: 0,
    })
    for (const [system, games] of SYSTEMS) {
      const roms = readdirSync(project.at('out/content', system)).map((name) => name.replace(/\.\w+$/, ''))
      expect(roms).toHaveLength(games)
      for (const folder of ['Named_Boxarts', 'Named_Snaps']) {
        const pictures = readdirSync(project.at('out/thumbnails', system, folder))
        expect(pictures.toSorted()).toEqual(roms.map((name) => `${name.replace(/[&]/g, '_')}.png`).sort())
        for (const name of pictures) {
          const bytes = readFileSync(project.at('out/thumbnails', system, folder, name))
          expect(readFacts(bytes)?.format, name).toBe('png')
        }
      }
    }
    const again = await project.build()
    expect(again.report.outcome).toBe('nothing')
    expect(again.ran).toEqual([])
  }, 60_000)
})
