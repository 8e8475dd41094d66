/** Odd but right: paths and libraries that tools stumble over. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { logiqxDat, type DatRom } from '../support/dat.ts'
import { makeZip } from '../support/archives/zip.ts'
import { emptyProject, LEAST, projectIn, settledProject, type Project } from './support.ts'

const GB = 'Nintendo - Game Boy'
const ALPHA: DatRom = { name: 'Alpha (USA).gb', bytes: 'alpha' }

/** Builds twice: nothing may be left to do. */
async function buildTwice(project: Project) {
  const report = await project.build()
  expect((await project.build()).outcome).toBe('nothing')
  return report
}

describe('odd paths', () => {
  const NFC = 'Caf\u00e9'
  const NFD = 'Cafe\u0301'

  it.each(['#1 & more; 100% $HOME `x` ', '-rf "it\'s" (a) [b] {c,d}', `${NFC} ${NFD} ゲーム 🎮`])(
    'of project, roots, DATs and targets: %j',
    async (odd) => {
      const project = projectIn(emptyProject('odd').at(odd))
      project.configure({
        roots: { roms: `./roms ${odd}` },
        dats: { all: `./dats ${odd}` },
        targets: {
          plain: { preset: 'folder', path: `./out ${odd}`, policy: 'everything' },
          retroarch: { preset: 'retroarch', path: `./arch ${odd}`, policy: 'everything' },
        },
      })
      project.write(`dats ${odd}/${odd}.dat`, logiqxDat(GB, [ALPHA]))
      project.write(`roms ${odd}/sub ${odd}/${odd}.gb`, ALPHA.bytes)
      await buildTwice(project)
      expect(Object.keys(project.files(`out ${odd}`))).toEqual(['gb/Alpha (USA).gb'])
      const { items } = JSON.parse(
        readFileSync(project.at(`arch ${odd}`, 'playlists', `${GB}.lpl`), 'utf8'),
      ) as { items: { path: string }[] }
      expect(items.map(({ path }) => readFileSync(path, 'utf8'))).toEqual(['alpha'])
      const explained = await project.run(['explain', project.at(`roms ${odd}`, `sub ${odd}`, `${odd}.gb`)])
      expect(explained.stdout).toContain('is Alpha (USA)')
    },
  )

  it('two games whose names only normalisation tells apart are one, as two of one name are', async () => {
    const project = emptyProject('nfd')
    project.configure(LEAST)
    const roms: DatRom[] = [
      { name: `${NFC} (France).gb`, bytes: 'composed' },
      { name: `${NFD} (France).gb`, bytes: 'decomposed' },
    ]
    project.write('dats/gb.dat', logiqxDat(GB, roms))
    for (const [i, { bytes }] of roms.entries()) project.write(`roms/${i}.gb`, bytes)
    await buildTwice(project)
    const made = project.files('out')
    expect(Object.keys(made)).toEqual([`gb/${NFC} (France).gb`])
    project.write(
      'dats/gb.dat',
      logiqxDat(
        GB,
        roms.map(({ bytes }) => ({ name: `${NFC} (France).gb`, bytes })),
      ),
    )
    await project.build({ code: 0 })
    expect(project.files('out')).toEqual(made)
  })

  it('of ROMs that have the same name in several folders and archives', async () => {
    const project = emptyProject('same')
    project.configure(LEAST)
    const roms = ['one', 'two', 'three', 'four'].map((bytes): DatRom => ({
      name: `${bytes} (USA).gb`,
      bytes,
    }))
    project.write('dats/gb.dat', logiqxDat(GB, roms))
    project.write('roms/a/rom.gb', 'one')
    project.write('roms/b/rom.gb', 'two')
    project.write(
      'roms/c.zip',
      makeZip([
        { name: 'rom.gb', data: 'three' },
        { name: 'rom.gb', data: 'four' },
      ]),
    )
    await buildTwice(project)
    expect(Object.keys(project.files('out'))).toHaveLength(4)
  })
})

describe('odd libraries', () => {
  it('an empty root', async () => {
    const project = emptyProject('empty')
    project.configure(LEAST)
    mkdirSync(project.at('roms'))
    project.write('dats/gb.dat', logiqxDat(GB, [ALPHA]))
    const report = await buildTwice(project)
    expect(report).toMatchObject({
      outcome: 'nothing',
      problems: [],
      roots: { roms: { files: 0 } },
      targets: { plain: { put: 0, outcome: 'nothing' } },
    })
  })

  it('DATs and no root at all', async () => {
    const project = emptyProject('datsonly')
    project.configure({
      ...LEAST,
      roots: {},
      policies: { one: {} },
      targets: { plain: { preset: 'folder', path: './out', policy: 'one' } },
    })
    project.write('dats/gb.dat', logiqxDat(GB, [ALPHA]))
    const report = await buildTwice(project)
    expect(report.targets['plain']).toMatchObject({ put: 0, missing: 1 })
    expect(readFileSync(project.at('curator.lock'), 'utf8')).toContain('"Alpha": "Alpha (USA)"')
  })

  it('roots and no DAT at all: nothing is identified, nothing is written', async () => {
    const project = emptyProject('romsonly')
    project.configure({ ...LEAST, dats: {} })
    project.write('roms/a.gb', 'alpha')
    const report = await buildTwice(project)
    expect(report).toMatchObject({ outcome: 'nothing', roots: { roms: { files: 1, hashed: 1 } } })
    expect((await project.run(['status'])).stdout).toContain('Next: Add DATs')
  })

  it('no target: the lock alone is made', async () => {
    const project = emptyProject('notarget')
    project.configure({ ...LEAST, targets: {}, policies: { one: {} } })
    project.write('roms/a.gb', 'alpha')
    project.write('dats/gb.dat', logiqxDat(GB, [ALPHA]))
    const report = await buildTwice(project)
    expect(report).toMatchObject({ outcome: 'nothing', targets: {}, roots: { roms: { files: 1 } } })
    expect(readFileSync(project.at('curator.lock'), 'utf8')).toContain('Alpha')
  })

  it('an empty file is no evidence of a game whose DAT entry is empty', async () => {
    const project = emptyProject('zero')
    project.configure(LEAST)
    project.write('dats/gb.dat', logiqxDat(GB, [ALPHA, { name: 'Nothing (USA).gb', bytes: '' }]))
    project.write('roms/a.gb', 'alpha')
    project.write('roms/nothing.gb', '')
    project.write('roms/n.zip', makeZip([{ name: 'nothing.gb', data: '' }]))
    const report = await buildTwice(project)
    expect(report.problems).toEqual([])
    expect(Object.keys(project.files('out'))).toEqual(['gb/Alpha (USA).gb'])
  })

  it('one content in many places is written once, from whichever is left', async () => {
    const project = emptyProject('copies')
    project.configure({ ...LEAST, roots: { a: './a', b: './b' } })
    project.write('dats/gb.dat', logiqxDat(GB, [ALPHA]))
    for (let i = 0; i < 5; i++) {
      project.write(`a/${i}.gb`, ALPHA.bytes)
      project.write(
        `b/${i}/x.zip`,
        makeZip([
          { name: `${i}.gb`, data: ALPHA.bytes },
          { name: 'again.gb', data: ALPHA.bytes },
        ]),
      )
    }
    const report = await buildTwice(project)
    expect(report.targets['plain']).toMatchObject({ put: 1, outcome: 'done' })
    expect(report.roots).toMatchObject({ a: { files: 5 }, b: { files: 5 } })
  })

  it('two DATs that list the same game give it once', async () => {
    const project = emptyProject('twodats')
    project.configure({ ...LEAST, dats: { one: './one.dat', two: './two.dat' } })
    project.write('one.dat', logiqxDat(GB, [ALPHA]))
    project.write('two.dat', logiqxDat(GB, [ALPHA], '2'))
    project.write('roms/a.gb', 'alpha')
    const report = await buildTwice(project)
    expect(report.problems).toEqual([])
    expect(Object.keys(project.files('out'))).toEqual(['gb/Alpha (USA).gb'])
  })

  it.skipIf(process.platform === 'win32')(
    'pipes and links that lead nowhere or in circles are passed over',
    async () => {
      const project = emptyProject('pipes')
      project.configure({ ...LEAST, roots: { roms: { path: './roms', followSymlinks: true } } })
      project.write('dats/gb.dat', logiqxDat(GB, [ALPHA]))
      project.write('roms/a.gb', ALPHA.bytes)
      execFileSync('mkfifo', [project.at('roms/pipe.gb')])
      symlinkSync('nowhere.gb', project.at('roms/dangling.gb'))
      symlinkSync('..', project.at('roms/circle'))
      symlinkSync('loop.gb', project.at('roms/loop.gb'))
      const report = await buildTwice(project)
      expect(report).toMatchObject({ outcome: 'done', problems: [], targets: { plain: { put: 1 } } })
    },
  )

  it.skipIf(process.platform === 'win32')(
    'a target that a link in a root leads to is not read as part of it',
    async () => {
      const project = settledProject('linked-target')
      const libraries = { tidy: { path: './tidy' } }
      project.configure({ ...LEAST, libraries, roots: { roms: { path: './roms', followSymlinks: true } } })
      project.write('dats/gb.dat', logiqxDat(GB, [ALPHA]))
      project.write('roms/a.gb', ALPHA.bytes)
      symlinkSync('../out', project.at('roms/card'))
      symlinkSync('../out/gb', project.at('roms/games'))
      symlinkSync('../tidy', project.at('roms/tidy'))
      await buildTwice(project)
      await project.run(['library', 'apply'])
      expect(Object.keys(project.files('tidy'))).toContain('gb/Alpha/Alpha (USA).gb')
      expect((await project.build()).roots).toMatchObject({ roms: { files: 1 } })
      rmSync(project.at('roms/a.gb'))
      project.write('roms/other.gb', 'other')
      const report = await buildTwice(project)
      expect(report).toMatchObject({ targets: { plain: { deleted: 1, outcome: 'done' } } })
    },
  )

  it('hidden files, system files and ignored globs are passed over', async () => {
    const project = emptyProject('ignored')
    project.configure({ ...LEAST, roots: { roms: { path: './roms', ignore: ['private/**'] } } })
    project.write('dats/gb.dat', logiqxDat(GB, [ALPHA]))
    for (const path of [
      '.hidden.gb',
      '.git/a.gb',
      'private/a.gb',
      '@eaDir/a.gb',
      'skipped/.nomedia',
      'skipped/a.gb',
    ])
      project.write(`roms/${path}`, ALPHA.bytes)
    const report = await buildTwice(project)
    expect(report).toMatchObject({ outcome: 'nothing', roots: { roms: { files: 0 } } })
  })
})
