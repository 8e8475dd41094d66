/** Files that no DAT lists and whose names tell what they are: the same whichever verb comes to read them first. */
import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { FileRecord } from '../../../src/report/files/files.ts'
import type { LoggedRun } from '../../../src/report/run-log.ts'
import { logiqxDat } from '../../support/dat.ts'
import { LEAST, settledProject, type Project } from '../support.ts'

/** More than a first build reads before its devices are written. */
const STRANGERS = 120

function crowd(): Project {
  const project = settledProject('named')
  project.configure(LEAST)
  const games = ['Lantern Kid (USA).gb', 'Lantern Kid 2 (USA).gb', 'Quiet Desert (Europe).gb']
  const roms = games.map((name) => ({ name, bytes: name }))
  project.write('dats/gb.dat', logiqxDat('Nintendo - Game Boy', roms))
  for (const { name, bytes } of roms) project.write(`roms/${name}`, bytes)
  for (let n = 0; n < STRANGERS; n++)
    project.write(`roms/${n}/Lantern Kidd ${n % 7} (USA).gb`, `another ${n}`)
  project.write('roms/hack/Quiet Desert (Europe).gb', 'another dump')
  return project
}

async function files(project: Project): Promise<readonly FileRecord[]> {
  const { stdout, stderr, code } = await project.run(['files', '--json'])
  expect([stderr, code]).toEqual(['', 0])
  return JSON.parse(stdout) as readonly FileRecord[]
}

/** What each run found, in no order: which of two that go side by side begins first is open. */
async function runs(project: Project): Promise<unknown> {
  const { stdout } = await project.run(['log', '--json'])
  const logged = (JSON.parse(stdout) as { readonly runs: readonly LoggedRun[] }).runs
  return logged
    .map(({ source, status, records, summary }) => JSON.stringify([source, status, records, summary]))
    .sort()
}

describe('the names of many files that no DAT lists', () => {
  it('say the same after a first build as after a verb that only looks, and nothing is to be done again', async () => {
    const [built, looked] = [crowd(), crowd()]
    expect((await built.build()).outcome).toBe('done')
    await looked.run(['status'])
    await looked.build()
    expect(await files(built)).toEqual(await files(looked))
    expect(await runs(built)).toEqual(await runs(looked))
    for (const project of [built, looked]) expect((await project.build()).outcome).toBe('nothing')
    const named = (await files(built)).filter(({ path }) => path.includes('hack'))
    expect(JSON.stringify(named)).toContain('Quiet Desert (Europe)')
  })

  it('are read by the next build where a first one was killed while it wrote', async () => {
    const [whole, cut] = [crowd(), crowd()]
    await whole.build()
    const killed = await cut.run(['build'], {
      signalAfter: [{ signal: 'SIGKILL', when: () => existsSync(cut.at('out')) }],
    })
    expect(killed.signal === 'SIGKILL' || killed.code === 0).toBe(true)
    await cut.build()
    expect(await files(cut)).toEqual(await files(whole))
    expect((await cut.build()).outcome).toBe('nothing')
  })
})
