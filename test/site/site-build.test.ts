/** A site as a target of whole builds: what is in it, and that a change rewrites only what it concerns. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { logiqxDat } from '../support/dat.ts'
import { png } from '../support/png.ts'
import { builtClean, withProject, type TestProject } from '../support/project.ts'

const GB = ['Alpha (USA).gb', 'Bravo (USA).gb', 'Bravo (Japan).gb']
const NES = ['Cider (USA).nes', 'Delta (Europe).nes']

function prepare(project: TestProject): void {
  const roms = (names: readonly string[]) => names.map((name) => ({ name, bytes: `rom ${name}` }))
  project.write('dats/gb.dat', logiqxDat('Nintendo - Game Boy', roms(GB)))
  project.write('dats/nes.dat', logiqxDat('Nintendo - Nintendo Entertainment System', roms(NES)))
  project.write('roms/a.gb', `rom ${GB[0]}`)
  project.write('roms/b.gb', `rom ${GB[2]}`)
  project.write('roms/junk.gb', 'junk')
  project.configure({
    roots: { roms: './roms' },
    dats: { all: './dats' },
    policies: { best: { regions: ['USA', 'Europe', 'Japan'] } },
    playlists: { gb: { title: 'On the <go>', where: { platform: ['gb'] } } },
    targets: {
      site: { preset: 'site', path: './out', policy: 'best', playlists: ['gb'], title: 'Our games' },
    },
  })
}

/** Paths whose content differs. */
function changed(before: Record<string, string>, after: Record<string, string>): readonly string[] {
  const paths = new Set([...Object.keys(before), ...Object.keys(after)])
  return [...paths].filter((path) => before[path] !== after[path]).sort()
}

describe('a site', () => {
  it('is a page and a few scripts of data, and no game', () =>
    withProject(async (project) => {
      prepare(project)
      const { report } = await project.build()
      expect(report.outcome).toBe('done')
      expect(Object.keys(project.files('out'))).toEqual([
        'data/gb-0-more.js',
        'data/gb-0.js',
        'data/library.js',
        'data/nes-0-more.js',
        'data/nes-0.js',
        'index.html',
        'page.css',
        'page.js',
      ])
      expect(report.targets['site']).toMatchObject({ put: 8, missing: 2 })
      const again = await project.build()
      expect(again.report.outcome).toBe('nothing')
      expect(again.ran).toEqual([])
    }))

  it('rewrites what a change concerns, and is what a fresh build makes', () =>
    withProject(async (project) => {
      prepare(project)
      await project.build()
      const first = project.files('out')
      project.write('roms/c.nes', `rom ${NES[0]}`)
      await project.build()
      const second = project.files('out')
      expect(changed(first, second)).toEqual(['data/library.js', 'data/nes-0-more.js', 'data/nes-0.js'])
      project.write('roms/more-junk.gb', 'more')
      await project.build()
      const third = project.files('out')
      expect(changed(second, third)).toEqual(['data/library.js'])
      expect((await builtClean(project)).out).toEqual(third)
      project.remove('roms/more-junk.gb')
      await project.build()
      expect(project.files('out')).toEqual(second)
    }))

  it('shows pictures where there are some, and names them in the scripts', () =>
    withProject(async (project) => {
      prepare(project)
      const withArt = (artwork: boolean) =>
        project.configure({
          roots: { roms: './roms' },
          dats: { all: './dats' },
          art: { folders: { mine: './art' } },
          targets: { site: { preset: 'site', path: './out', policy: 'everything', artwork } },
        })
      project.write('art/gb/box/Alpha (USA).png', png(2, 2))
      withArt(false)
      await project.build()
      expect(Object.keys(project.files('out')).filter((path) => path.startsWith('covers/'))).toEqual([])
      withArt(true)
      await project.build()
      const first = project.files('out')
      expect(Object.keys(first).filter((path) => path.startsWith('covers/'))).toEqual([
        'covers/gb/Alpha (USA).png',
      ])
      expect(readFileSync(project.at('out', 'data', 'gb-0.js'), 'utf8')).toContain(
        '["Alpha","Alpha (USA)",1,"USA",0,18,"covers/gb/Alpha (USA).png"]',
      )
      expect((await project.build()).ran).toEqual([])
      project.write('art/gb/box/Bravo (Japan).png', png(2, 2, [255, 0, 0]))
      await project.build()
      expect(changed(first, project.files('out'))).toEqual(['covers/gb/Bravo (Japan).png', 'data/gb-0.js'])
      expect((await builtClean(project)).out).toEqual(project.files('out'))
    }))

  it('leaves out platforms that it was not told to show', () =>
    withProject(async (project) => {
      prepare(project)
      project.configure({
        roots: { roms: './roms' },
        dats: { all: './dats' },
        targets: { site: { preset: 'site', path: './out', policy: 'everything', platforms: ['gb'] } },
      })
      const { report } = await project.build()
      expect(Object.keys(project.files('out'))).not.toContain('data/nes-0.js')
      expect(report.problems).toEqual([])
    }))
})
