/** Names that people give which are those of pipes and devices: nothing waits for what never comes. */
import { execFileSync } from 'node:child_process'
import { lstatSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { logiqxDat } from '../support/dat.ts'
import { emptyProject, type Project } from './support.ts'

/** What waits for a pipe hears no signal: the system ends it. */
const FOR_A_MINUTE = ['perl', '-e', 'alarm 60; exec @ARGV', '--']

const CONFIG = `
import { out } from './part.ts'
export default {
  roots: { roms: './roms' },
  dats: { d: './dats/gb.dat' },
  cloneLists: './clones.json',
  archives: { passwords: { file: './passwords.txt' } },
  playlists: { l: { file: './list.txt' } },
  metadata: { sources: { t: './facts.csv' } },
  targets: { plain: { preset: 'folder', path: out, policy: 'everything', playlists: ['l'] } },
}
`

async function built(): Promise<Project> {
  const project = emptyProject('no-files')
  project.write('curator.config.ts', CONFIG)
  project.write('part.ts', "export const out: string = './out'")
  project.write('dats/gb.dat', logiqxDat('Nintendo - Game Boy', [{ name: 'Alpha (USA).gb', bytes: 'alpha' }]))
  project.write('roms/a.gb', 'alpha')
  project.write('clones.json', '{ "variants": [] }')
  project.write('passwords.txt', 'secret')
  project.write('list.txt', 'Alpha')
  project.write('facts.csv', 'title,platform,genre\nAlpha,gb,Puzzle')
  await project.build()
  return project
}

describe.skipIf(process.platform === 'win32')('a pipe in place of a file', () => {
  const NOT_REGULAR = 'it is not a regular file. '
  it.each([
    ['curator.config.ts', 2, 'The config FILE is not a file. [config-unreadable]'],
    ['part.ts', 2, `curator.config.ts: Cannot read FILE: ${NOT_REGULAR}[config-unreadable]`],
    ['curator.lock', 2, `Cannot read FILE: ${NOT_REGULAR}[lock-unreadable]`],
    ['curation.jsonc', 2, `Cannot read FILE: ${NOT_REGULAR}[decisions-unreadable]`],
    [
      'passwords.txt',
      2,
      `The passwords of archives cannot be read from FILE: ${NOT_REGULAR}[config-invalid]`,
    ],
    ['curator.undone', 3, `FILE cannot be read: ${NOT_REGULAR}[dat-unreadable]`],
    ['dats/gb.dat', 3, `FILE: cannot be read: ${NOT_REGULAR}[dat-unreadable]`],
    ['clones.json', 3, `FILE: ${NOT_REGULAR}[clone-list-unreadable]`],
    [
      'list.txt',
      0,
      `FILE: cannot be read: ${NOT_REGULAR.trim()} What it said before is used. [playlist-unreadable]`,
    ],
    ['facts.csv', 0, `FILE: cannot be read: ${NOT_REGULAR}[metadata-unreadable]`],
  ])('%s', async (name, code, message) => {
    const project = await built()
    const games = project.files('out', 'gb')
    rmSync(project.at(name), { force: true })
    execFileSync('mkfifo', [project.at(name)])
    const result = await project.run(['build'], { within: FOR_A_MINUTE })
    expect(result.stderr).toContain(message.replace('FILE', project.at(name)))
    expect(result.code).toBe(code)
    expect(project.files('out', 'gb')).toEqual(games)
  })

  it('is none of the files that a call names', async () => {
    const project = await built()
    execFileSync('mkfifo', [project.at('pipe.dat')])
    const calls = [
      ['build', '--config', 'pipe.dat'],
      ['review', '--import', 'csv', 'pipe.dat'],
      ['dats', 'diff', 'pipe.dat', 'dats/gb.dat'],
    ]
    for (const call of calls) {
      const { code, stderr } = await project.run(call, { within: FOR_A_MINUTE })
      expect(code, call.join(' ')).toBeGreaterThan(1)
      expect(stderr, call.join(' ')).toMatch(/^error .*pipe\.dat.*is not a (?:regular )?file/m)
    }
  })
})

describe.skipIf(process.platform === 'win32')('a link in place of a file', () => {
  it('to a lock elsewhere is followed, and stays', async () => {
    const project = await built()
    const lock = readFileSync(project.at('curator.lock'), 'utf8')
    project.write('shared/lock', lock.replace('Alpha', 'Alpah'))
    rmSync(project.at('curator.lock'))
    symlinkSync('shared/lock', project.at('curator.lock'))
    await project.build()
    expect(lstatSync(project.at('curator.lock')).isSymbolicLink()).toBe(true)
    expect(readFileSync(project.at('shared/lock'), 'utf8')).toBe(lock)
  })

  it.each([
    ['curator.lock', 'Cannot read FILE: it is a link to a file that is not there. [lock-unreadable]'],
    ['curator.config.ts', 'The config FILE is a link to a file that is not there. [config-unreadable]'],
  ])('%s, to a disk that is away', async (name, message) => {
    const project = await built()
    rmSync(project.at(name))
    symlinkSync('/nowhere/at/all', project.at(name))
    const { code, stderr } = await project.run(['build'])
    expect(stderr).toContain(message.replace('FILE', project.at(name)))
    expect(code).toBe(2)
    expect(lstatSync(project.at(name)).isSymbolicLink()).toBe(true)
  })
})
