/**
 * `kill -9` of the real program while it moves a few hundred files, again and again, and while it undoes them. The end is
 * the same as without, and undo gives back every name, byte and time.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, utimesSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { logiqxDat } from '../../support/dat.ts'
import { LATER, projectIn, settledProject, type Project } from '../support.ts'
import { libraryPicture } from './support.ts'
import { tempDir } from '../../support/cli.ts'

const FILES = 300

const MOVER = { path: './roms/shelf', roots: ['roms'], mode: 'move' }

async function manyFiles(library: Readonly<Record<string, unknown>> = MOVER): Promise<Project> {
  const project = settledProject('many')
  const roms = Array.from({ length: FILES }, (_, n) => ({
    name: `Game ${n % 7 === 0 ? 'Ä' : 'B'} ${n} (USA).nes`,
    bytes: `bytes of game ${n} `.repeat(8),
  }))
  project.configure({
    roots: { roms: './roms' },
    dats: { nes: './dats' },
    targets: {},
    libraries: { main: { ...library, template: '{platform}/{letter}' } },
  })
  project.write('dats/nes.dat', logiqxDat('Nintendo - Nintendo Entertainment System', roms))
  for (const [n, { name, bytes }] of roms.entries()) {
    const put = (path: string) => {
      project.write(`roms/${path}`, bytes)
      utimesSync(project.at('roms', path), 1_500_000_000, 1_400_000_000 + n + 0.25)
    }
    // some lie where others are to go, some twice, and some are right already
    if (n % 10 === 3) put(`shelf/nes/B/Game B ${n} (USA).nes`)
    else put(`in/${n % 13}/${n}.nes`)
    if (n % 9 === 0) put(`again/${name}`)
  }
  mkdirSync(project.at('roms', 'empty'))
  // what is scanned once is not in the way of the kills
  await project.run(['library', 'plan'])
  return project
}

function copyOf(project: Project): Project {
  const copy = projectIn(tempDir('copy'), LATER)
  cpSync(project.dir, copy.dir, { recursive: true, preserveTimestamps: true })
  return copy
}

function withoutTimes(all: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(all).map(([path, text]) => [path, text.split(' ')[0] ?? '']))
}

describe('kill -9 of a library at work', () => {
  it('ends as if it was not, and undo gives back the tree, times included', async () => {
    const project = await manyFiles()
    const whole = copyOf(project)
    await whole.run(['library', 'apply'])
    const goal = withoutTimes(libraryPicture(whole.at('roms')))

    // the very first kills fall before there is a journal: then nothing but curator's own folder was made
    const before = libraryPicture(project.at('roms'))
    let kills = 0
    for (const at of [2, 5, 40, 150, 90, 1]) {
      const { signal } = await project.run(['library', 'apply'], { env: { CURATOR_CRASH_AT: String(at) } })
      if (signal === 'SIGKILL') kills++
    }
    const applied = await project.run(['library', 'apply', '--json'])
    expect(applied.code).toBe(0)
    expect(kills).toBeGreaterThan(3)
    expect(withoutTimes(libraryPicture(project.at('roms')))).toEqual(goal)
    expect(JSON.parse((await project.run(['library', 'plan', '--json'])).stdout)).toMatchObject({
      libraries: { main: { actions: [] } },
      problems: [],
    })

    let undoKills = 0
    for (const at of [1, 30, 200, 60, 3]) {
      const { signal } = await project.run(['library', 'undo'], { env: { CURATOR_CRASH_AT: String(at) } })
      if (signal === 'SIGKILL') undoKills++
    }
    expect((await project.run(['library', 'undo'])).code).toBe(0)
    expect(undoKills).toBeGreaterThan(3)
    const { '': top, ...after } = libraryPicture(project.at('roms'))
    const { '': topBefore, ...original } = before
    expect(after).toEqual(original)
    expect(top?.split(' ')[0]).toBe(topBefore?.split(' ')[0])
    expect((await project.run(['library', 'plan', '--json'])).stdout).toContain('"op": "move"')
  }, 120_000)

  it('brings an undo that was cut off to its end before it applies anew, and counts each by itself', async () => {
    const project = await manyFiles()
    const first = (await project.run(['library', 'apply'])).stdout.split('\n')[0]
    const undo = await project.run(['library', 'undo'], { env: { CURATOR_CRASH_AT: '60' } })
    expect(undo.signal).toBe('SIGKILL')
    const { code, stdout } = await project.run(['library', 'apply'])
    expect(code).toBe(0)
    expect(stdout.split('\n').slice(0, 2)).toEqual([
      'main  run 1 is undone, 334 files where they were',
      first?.replace('run 1', 'run 2'),
    ])
  }, 120_000)

  it.each(['copy', 'link', 'reflink'])(
    'ends the same where files are not moved: %s',
    async (mode) => {
      const project = await manyFiles({ path: './shelf', mode })
      const before = libraryPicture(project.at('roms'))
      const shelf = () => Object.keys(project.files('shelf')).filter((path) => !path.startsWith('.'))
      let kills = 0
      for (const at of [3, 200, 40, 500]) {
        const { signal } = await project.run(['library', 'apply'], { env: { CURATOR_CRASH_AT: String(at) } })
        if (signal === 'SIGKILL') kills++
      }
      for (let n = 0; n < 2; n++) expect((await project.run(['library', 'apply'])).code).toBe(0)
      expect(kills).toBeGreaterThan(1)
      expect(shelf()).toHaveLength(FILES)
      for (const at of [2, 30, 300])
        await project.run(['library', 'undo'], { env: { CURATOR_CRASH_AT: String(at) } })
      while (shelf().length > 0) expect((await project.run(['library', 'undo'])).code).toBe(0)
      expect(libraryPicture(project.at('roms'))).toEqual(before)
    },
    120_000,
  )

  it('finishes the file it is at after Ctrl-C, says so, and goes on later', async () => {
    const project = await manyFiles()
    const before = libraryPicture(project.at('roms'))
    const shelf = project.at('roms/shelf/nes/G')
    const { code, stderr } = await project.run(['library', 'apply'], {
      signalAfter: [
        // names alone: files that move are not there to be read
        { signal: 'SIGINT', when: () => existsSync(shelf) && readdirSync(shelf).length > 40 },
      ],
    })
    // it may come when all is done already
    if (code === 130 && stderr !== '') {
      expect(stderr).toContain('is not done: it was interrupted. [interrupted]')
      const plan = await project.run(['library', 'plan'])
      expect(plan.stderr).toContain('was cut off. [library-run-open]')
    }
    expect((await project.run(['library', 'apply'])).code).toBe(0)
    expect((await project.run(['library', 'undo'])).code).toBe(0)
    expect(libraryPicture(project.at('roms'))).toEqual(before)
  }, 120_000)
})
