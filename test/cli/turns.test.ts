/** Several curators at one catalog: who thinks holds nothing, who waits says so, and who waited long enough says why. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openCatalog } from '../../src/catalog/catalog.ts'
import { logiqxDat } from '../support/dat.ts'
import { emptyProject, LEAST, seconds, type Project } from './support.ts'

const GBA = 'Nintendo - Game Boy Advance'
const CLI = fileURLToPath(new URL('../../dist/cli.cjs', import.meta.url))

function stage(): Project {
  const project = emptyProject('turns')
  project.configure(LEAST)
  project.write('dats/gba.dat', logiqxDat(GBA, [{ name: 'Quiet Desert (USA).gba', bytes: 'desert' }]))
  project.write('roms/Quiet Deserts.gba', 'another desert')
  project.write('roms/odd.xyz', 'odd')
  return project
}

const hasScript = spawnSync('script', ['-qec', 'true', '/dev/null']).status === 0

/** A person at a terminal: what stands on it, and keys to press. */
function terminal(project: Project, args: string) {
  const child: ChildProcess = spawn(
    'script',
    ['-qec', `"${process.execPath}" "${CLI}" ${args}`, '/dev/null'],
    {
      cwd: project.dir,
      env: { ...process.env, NO_COLOR: '1', TERM: 'xterm' },
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  )
  onTestFinished(() => void child.kill('SIGKILL'))
  let text = ''
  child.stdout?.setEncoding('utf8').on('data', (more: string) => (text += more))
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  return {
    ended,
    press: (key: string) => child.stdin?.write(key),
    async sees(part: string) {
      await expect.poll(() => text, { timeout: 20_000 }).toContain(part)
      text = text.slice(text.lastIndexOf(part) + part.length)
    },
  }
}

describe.skipIf(!hasScript)('while somebody thinks about a review', () => {
  it('a build works, and the review goes on with what it left', async () => {
    const project = stage()
    await project.build()
    const person = terminal(project, 'review')
    await person.sees('3 decisions wait')
    await seconds(1)
    project.write('roms/desert.gba', 'desert')
    const { ms } = await project.build()
    expect(ms).toBeLessThan(4000)
    expect(Object.keys(project.files('out'))).toEqual(['gba/Quiet Desert (USA).gba'])
    person.press('r')
    await person.sees('2 decisions wait')
    expect(readFileSync(project.at('curation.jsonc'), 'utf8')).toContain('"match"')
    person.press('q')
    expect(await person.ended).toBe(0)
    await person.sees('1 decision made, 2 still waiting.')
    expect(statSync(project.at('.curator/pid'), { throwIfNoEntry: false })).toBeUndefined()
  }, 60_000)

  it('a decision waits for a build, and is told who is in its way when that takes long', async () => {
    const project = stage()
    await project.build()
    const person = terminal(project, 'review')
    await person.sees('3 decisions wait')
    await seconds(1)
    const holder = openCatalog(project.at('.curator'))
    person.press('r')
    await person.sees(`(process ${process.pid}, since `)
    await person.sees('is still using')
    expect(statSync(project.at('curation.jsonc'), { throwIfNoEntry: false })).toBeUndefined()
    holder.close()
    person.press('x')
    await person.sees('3 decisions wait')
    person.press('r')
    await person.sees('2 decisions wait')
    person.press('q')
    expect(await person.ended).toBe(0)
  }, 60_000)
})

describe('a build that finds the catalog in use', () => {
  it('says who is at work, waits its turn, and then builds', async () => {
    const project = stage()
    const holder = openCatalog(project.at('.curator'))
    const built = project.run(['build'])
    await seconds(1.5)
    holder.close()
    const { code, stderr } = await built
    expect(code).toBe(0)
    expect(stderr).toMatch(
      /^Another curator \(process \d+, since \d\d:\d\d:\d\d UTC\) is using .*\. Waiting\.\n/,
    )
    expect(stderr).toContain(`process ${process.pid},`)
  }, 30_000)

  it('says nothing of a wait that nobody notices, nor under --quiet', async () => {
    const project = stage()
    await project.build()
    const holder = openCatalog(project.at('.curator'))
    setTimeout(() => holder.close(), 1500)
    expect((await project.run(['build', '--quiet'])).stderr).not.toContain('Waiting')
  }, 30_000)
})
