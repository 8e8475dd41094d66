/** `plan`, `build --dry-run` and what the next build then does. */
import { rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { logiqxDat, type DatRom } from '../support/dat.ts'
import { changed, emptyProject, LEAST, stamps, type Project } from './support.ts'
import type { PlanDocument } from '../../src/cli/commands/plan/document.ts'

const [A, B, C, D, E] = ['A', 'B', 'C', 'D', 'E'].map((name): DatRom => ({
  name: `${name} (USA).gb`,
  bytes: name.repeat(500),
})) as [DatRom, DatRom, DatRom, DatRom, DatRom]
const CONFIG = {
  ...LEAST,
  targets: { plain: { preset: 'folder', policy: 'everything', layout: '{file}', path: './out' } },
}

/** Built with A to D; then B is called otherwise, C is gone, E is new, and somebody else wrote F and changed D. */
async function inNeed(): Promise<Project> {
  const project = emptyProject('plan')
  const f: DatRom = { name: 'F (USA).gb', bytes: 'F'.repeat(500) }
  project.configure(CONFIG)
  project.write('dats/gb.dat', logiqxDat('Nintendo - Game Boy', [A, B, C, D, E]))
  for (const { name, bytes } of [A, B, C, D]) project.write(`roms/${name}`, bytes)
  await project.build()
  project.write(
    'dats/gb.dat',
    logiqxDat('Nintendo - Game Boy', [A, { ...B, name: 'Bee (USA).gb' }, C, D, E, f], '2'),
  )
  rmSync(project.at('roms', C.name))
  project.write(`roms/${E.name}`, E.bytes)
  project.write('roms/f.gb', f.bytes)
  project.write('out/F (USA).gb', 'mine')
  project.write('out/D (USA).gb', 'changed')
  return project
}

const ACTIONS = [
  { op: 'move', path: 'Bee (USA).gb', bytes: 500, from: 'B (USA).gb', reason: 'renamed' },
  { op: 'put', path: 'E (USA).gb', bytes: 500, reason: 'new' },
  { op: 'delete', path: 'C (USA).gb', bytes: 500, reason: 'no longer wanted' },
  { op: 'conflict', path: 'D (USA).gb', bytes: 500, reason: 'changed on the device' },
  { op: 'conflict', path: 'F (USA).gb', bytes: 500, reason: 'not ours' },
]

/** What changed in a project, curator's own records apart. */
function touched(before: Record<string, string>, project: Project): string[] {
  return changed(before, stamps(project.dir)).filter((path) => !/(^|\/)\.curator(\/|$)/.test(path))
}

describe('a plan', () => {
  it('tells every action with its reason, writes nothing outside the state folder, and is what the next build does', async () => {
    const project = await inNeed()
    const before = stamps(project.dir)
    const { targets, problems } = await project.plan()
    expect(targets['plain']).toEqual({ actions: ACTIONS, problems: [], kept: 1, bytes: 500 })
    expect(problems).toEqual([])
    const dryRun = await project.run(['build', '--dry-run', '--json'])
    expect(JSON.parse(dryRun.stdout) as PlanDocument).toEqual({ targets, problems })
    expect(dryRun.code).toBe(0)
    expect(touched(before, project)).toEqual([])

    const report = await project.build({ code: 3 })
    expect(report.targets['plain']).toMatchObject({
      put: 1,
      moved: 1,
      deleted: 1,
      kept: 1,
      conflicts: 2,
      bytes: 500,
    })
    const outputs = ['B (USA).gb', 'Bee (USA).gb', 'C (USA).gb', 'E (USA).gb']
    expect(touched(before, project).filter((path) => path !== '')).toEqual([
      'curator.lock',
      'out',
      ...outputs.map((name) => `out/${name}`),
    ])

    const left = await project.plan()
    expect(left.targets['plain']?.actions).toEqual(ACTIONS.filter(({ op }) => op === 'conflict'))
  })

  it('is told to people line by line', async () => {
    const project = await inNeed()
    const { stdout, stderr, code } = await project.run(['plan'])
    expect(stdout).toBe(
      [
        `plain  ${project.at('out')}  1 to write (500 B), 1 to rename, 1 to delete, 2 in conflict`,
        '  > B (USA).gb → Bee (USA).gb  500 B  renamed',
        '  + E (USA).gb  500 B  new',
        '  - C (USA).gb  500 B  no longer wanted',
        '  ! D (USA).gb  500 B  changed on the device',
        '  ! F (USA).gb  500 B  not ours',
        '',
      ].join('\n'),
    )
    expect(stderr).toBe('')
    expect(code).toBe(0)
    expect((await project.run(['build', '--dry-run'])).stdout).toBe(stdout)
    const forced = await project.run(['plan', '--force', 'plain'])
    expect(forced.stdout).toContain('3 to write')
    expect(forced.stdout).toContain('  + F (USA).gb  500 B  forced\n')
  })

  it('--check fails while there is anything to do', async () => {
    const project = await inNeed()
    const open = await project.run(['plan', '--check'])
    expect(open.code).toBe(1)
    expect(open.stderr).toBe(
      'error The devices are not as the config wants them: 5 changes to make. [plan-not-empty]\n  Run `curator build`.\n',
    )
    await project.build({ args: ['--force'] })
    const { code, stdout, stderr } = await project.run(['plan', '--check'])
    expect(stdout).toBe(`plain  ${project.at('out')}  nothing to do\n`)
    expect(stderr).toBe('')
    expect(code).toBe(0)
  })

  it('of many files folds them, and --json does not', async () => {
    const roms = Array.from({ length: 30 }, (_, i): DatRom => ({ name: `Game ${i} (USA).gb`, bytes: `${i}` }))
    const project = emptyProject('fold')
    project.configure(LEAST)
    project.write('dats/gb.dat', logiqxDat('Nintendo - Game Boy', roms))
    for (const { name, bytes } of roms) project.write(`roms/${name}`, bytes)
    expect((await project.run(['plan'])).stdout).toContain('\n  + gb/  30 files, 50 B  new\n')
    expect((await project.plan('plain')).targets['plain']?.actions).toHaveLength(30)
    await project.build()
    for (const { name } of roms.slice(0, 10)) rmSync(project.at(`out/gb/${name}`))
    project.write(
      'dats/gb.dat',
      logiqxDat('Nintendo - Game Boy', [
        ...roms,
        { name: 'One.gb', bytes: 'x' },
        { name: 'Two.gb', bytes: 'y' },
        { name: 'Three.gb', bytes: 'z' },
      ]),
    )
    for (const text of ['x', 'y', 'z']) project.write(`roms/${text}.gb`, text)
    expect((await project.run(['plan'])).stdout).toContain(
      '\n  + gb/  13 files, 13 B  10 missing on the device, 3 new\n',
    )
  })

  it('of a target that is not there is a mistake', async () => {
    const project = emptyProject('unknown')
    project.configure(LEAST)
    const { code, stderr } = await project.run(['plan', 'plian'])
    expect(code).toBe(2)
    expect(stderr).toBe('error There is no target named `plian`. [cli-usage]\n  Did you mean `plain`?\n')
  })
})
