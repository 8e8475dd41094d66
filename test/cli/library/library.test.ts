/** `curator library` as a user calls it: plan, apply, undo, purge, and what builds make of it. */
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { describe, expect, it } from 'vitest'
import { logiqxDat } from '../../support/dat.ts'
import { makeZip } from '../../support/archives/zip.ts'
import { emptyProject, settledProject, type ConfigData, type Project } from '../support.ts'
import { libraryPicture } from './support.ts'

const ROMS = ['Alpha (USA).nes', 'Beta (Europe).nes', 'Gamma (Japan).nes', 'Delta (USA).nes'].map((name) => ({
  name,
  bytes: `the bytes of ${name} `.repeat(9),
}))
const CONFIG: ConfigData = {
  roots: { roms: './roms' },
  dats: { nes: './dats' },
  targets: { plain: { preset: 'folder', path: './out', policy: 'everything' } },
}
const MOVER = { path: './roms', roots: ['roms'], mode: 'move' }

interface Planned {
  readonly actions: readonly { op: string; from: string; to: string; reason: string }[]
  readonly kept: number
  readonly stays: readonly { path: string; reason: string }[]
}
interface Document<T> {
  readonly libraries: Readonly<Record<string, T>>
  readonly problems: readonly { code: string; message: string }[]
}

function bytesOf(name: string): string {
  return ROMS.find((rom) => rom.name === name)?.bytes ?? ''
}

/** Alpha twice, Beta in a zip, Gamma under a wrong name, and two files that nobody knows. */
async function libraryProject(library: object = MOVER, identity?: 'full'): Promise<Project> {
  // by size and time alone files are trusted at once
  const project = (identity === 'full' ? settledProject : emptyProject)('shelves')
  const roots = { roms: { path: './roms', identity: identity ?? 'size+mtime' } }
  project.configure({ ...CONFIG, roots, libraries: { main: library } })
  project.write('dats/nes.dat', logiqxDat('Nintendo - Nintendo Entertainment System', ROMS))
  const put = (path: string, bytes: string | Uint8Array, time: number) => {
    project.write(`roms/${path}`, bytes)
    utimesSync(project.at('roms', path), time, time + 0.123)
  }
  put('in/Alpha (USA).nes', bytesOf('Alpha (USA).nes'), 1_500_000_000)
  put('old/deep/a copy.nes', bytesOf('Alpha (USA).nes'), 1_400_000_000)
  put(
    'in/beta.zip',
    makeZip([{ name: 'Beta (Europe).nes', data: bytesOf('Beta (Europe).nes') }]),
    1_500_000_001,
  )
  put('in/gamma.nes', bytesOf('Gamma (Japan).nes'), 1_500_000_002)
  put('in/notes.txt', 'mine', 1_300_000_000)
  put('in/hack.nes', 'nobody knows this', 1_300_000_001)
  mkdirSync(project.at('roms', 'empty'))
  return project
}

async function json<T>(project: Project, args: readonly string[], code = 0): Promise<Document<T>> {
  const result = await project.run(['library', ...args, '--json'])
  if (result.code !== code) throw new Error(`exit code ${result.code}\n${result.stdout}${result.stderr}`)
  return JSON.parse(result.stdout) as Document<T>
}

describe('a library that moves files', () => {
  it('plans every step with its reason, and changes nothing', async () => {
    const project = await libraryProject()
    const before = libraryPicture(project.at('roms'))
    const { stdout, code } = await project.run(['library', 'plan'])
    expect(code).toBe(0)
    expect(stdout).toBe(`main  ${project.at('roms')}  3 to move, 1 to quarantine, 0 in place
  > roms/in/Alpha (USA).nes → nes/Alpha/Alpha (USA).nes  it is Alpha (USA)
  > roms/in/beta.zip → nes/Beta/Beta (Europe).zip  it is Beta (Europe)
  > roms/in/gamma.nes → nes/Gamma/Gamma (Japan).nes  it is Gamma (Japan)
  - roms/old/deep/a copy.nes → quarantine  ${project.at('roms')}/nes/Alpha/Alpha (USA).nes holds the same
  1 file left where it is: no DAT lists it
`)
    expect(libraryPicture(project.at('roms'))).toEqual(before)
  })

  it('applies it: nothing is read again by the next build, which does nothing', async () => {
    const project = await libraryProject(MOVER, 'full')
    await project.build()
    const { stdout } = await project.run(['library', 'apply'])
    expect(stdout).toBe(`main  run 1: 3 files moved, 1 file quarantined  ${project.at('roms')}
  \`curator library undo main 1\` takes it back.
  1 file left where it is: no DAT lists it
`)
    expect(Object.keys(project.files('roms')).filter((path) => !path.startsWith('.'))).toEqual([
      'in/hack.nes',
      'in/notes.txt',
      'nes/Alpha/Alpha (USA).nes',
      'nes/Beta/Beta (Europe).zip',
      'nes/Gamma/Gamma (Japan).nes',
    ])
    const next = await project.build()
    expect(next.outcome).toBe('nothing')
    expect(next.roots['roms']).toMatchObject({ hashed: 0, missing: 0 })
    expect((await json<Planned>(project, ['plan'])).libraries['main']).toMatchObject({ actions: [], kept: 3 })
    const status = await project.run(['status'])
    expect(status.stdout).not.toContain('missing  ')
  })

  it('keeps what leaves, with a manifest that tells what it was', async () => {
    const project = await libraryProject()
    await project.run(['library', 'apply'])
    const day = new Date().toISOString().slice(0, 10)
    const folder = project.at('roms', '.curator-library', 'quarantine', day, 'main-1')
    const manifest = JSON.parse(readFileSync(`${folder}/manifest.json`, 'utf8')) as { files: object[] }
    expect(manifest).toMatchObject({ library: 'main', run: 1 })
    expect(manifest.files).toMatchObject([
      { was: project.at('roms/old/deep/a copy.nes'), is: 'files/old/deep/a copy.nes', size: 261 },
    ])
    expect(readFileSync(`${folder}/files/old/deep/a copy.nes`, 'utf8')).toBe(bytesOf('Alpha (USA).nes'))
  })

  it.skipIf(process.platform === 'win32')('tells each file on a line, whatever its name', async () => {
    const project = await libraryProject()
    renameSync(project.at('roms/in/gamma.nes'), project.at('roms/in/gam\nma\t.nes'))
    const plan = await project.run(['library', 'plan'])
    const line = 'roms/in/gam?ma?.nes → nes/Gamma/Gamma (Japan).nes  it is Gamma (Japan)'
    expect(plan.stdout.split('\n')).toContain(`  > ${line}`)
    await project.run(['library', 'apply'])
    const undo = await project.run(['library', 'undo', '--dry-run'])
    expect(undo.stdout.split('\n')).toContain(
      `  < ${project.at('roms/nes/Gamma/Gamma (Japan).nes')} → ${project.at('roms/in/gam?ma?.nes')}`,
    )
  })

  it('undoes it: names, bytes, times and folders, to the nanosecond', async () => {
    const project = await libraryProject(MOVER, 'full')
    chmodSync(project.at('roms/old/deep'), 0o700)
    await project.build()
    const before = libraryPicture(project.at('roms'))
    await project.run(['library', 'apply'])
    const after = libraryPicture(project.at('roms'))
    expect(after).not.toEqual(before)
    const trial = await project.run(['library', 'undo', '--dry-run'])
    expect([trial.code, trial.stdout.split('\n').slice(0, 2)]).toEqual([
      0,
      [
        'main  would undo run 1: 4 files to where they were',
        `  < ${project.at('roms/nes/Alpha/Alpha (USA).nes')} → ${project.at('roms/in/Alpha (USA).nes')}`,
      ],
    ])
    expect(libraryPicture(project.at('roms'))).toEqual(after)
    const { stdout, code } = await project.run(['library', 'undo'])
    expect([code, stdout]).toEqual([0, 'main  run 1 is undone, 4 files where they were\n'])
    expect(libraryPicture(project.at('roms'))).toEqual(before)
    expect((await project.build()).roots['roms']).toMatchObject({ hashed: 0 })
    expect((await project.run(['library', 'undo'])).stderr).toContain(
      'The library "main" has no run that could be undone. [library-not-undoable]',
    )
  })

  it('undoes it without the catalog', async () => {
    const project = await libraryProject()
    const before = libraryPicture(project.at('roms'))
    await project.run(['library', 'apply'])
    rmSync(project.at('.curator'), { recursive: true })
    expect((await project.run(['library', 'undo', '1'])).code).toBe(0)
    expect(libraryPicture(project.at('roms'))).toEqual(before)
  })

  it('puts back what somebody took from its place', async () => {
    const project = await libraryProject(MOVER, 'full')
    await project.run(['library', 'apply'])
    renameSync(project.at('roms/nes/Gamma/Gamma (Japan).nes'), project.at('roms/lost.nes'))
    const { libraries } = await json<Planned>(project, ['plan'])
    expect(libraries['main']?.actions).toMatchObject([
      { op: 'move', from: project.at('roms/lost.nes'), to: project.at('roms/nes/Gamma/Gamma (Japan).nes') },
    ])
    expect((await json<{ moved: number }>(project, ['apply'])).libraries['main']).toMatchObject({ moved: 1 })
    expect((await project.build()).roots['roms']).toMatchObject({ hashed: 0 })
  })

  it('undoes also what somebody moved on since', async () => {
    const project = await libraryProject(MOVER, 'full')
    const before = libraryPicture(project.at('roms'))
    await project.run(['library', 'apply'])
    renameSync(project.at('roms/nes/Gamma/Gamma (Japan).nes'), project.at('roms/nes/elsewhere.nes'))
    expect((await project.run(['library', 'undo'])).code).toBe(0)
    expect(libraryPicture(project.at('roms'))).toEqual(before)
    rmSync(project.at('roms/in/gamma.nes'))
    await project.run(['library', 'apply'])
    rmSync(project.at('roms/nes/Beta/Beta (Europe).zip'))
    const { code, stderr } = await project.run(['library', 'undo'])
    expect(code).toBe(3)
    expect(stderr).toContain(
      `${project.at('roms/nes/Beta/Beta (Europe).zip')} is not there any more: it was ${project.at('roms/in/beta.zip')} before. [library-file-gone]`,
    )
  })

  it('leaves alone what is in the way, says so, and ends with 3', async () => {
    const project = await libraryProject()
    project.write('roms/nes/Gamma/Gamma (Japan).nes', 'something else')
    const { problems, libraries } = await json<{ moved: number }>(project, ['apply'], 3)
    expect(problems.map(({ message }) => message)).toEqual([
      `${project.at('roms/nes/Gamma/Gamma (Japan).nes')} is in the way of ${project.at('roms/in/gamma.nes')}. Both were left alone.`,
    ])
    expect(libraries['main']).toMatchObject({ moved: 2, quarantined: 1, outcome: 'partial' })
    expect(readFileSync(project.at('roms/nes/Gamma/Gamma (Japan).nes'), 'utf8')).toBe('something else')
    const again = await project.run(['library', 'apply'])
    expect([again.code, again.stdout]).toEqual([
      3,
      `main  nothing done, 2 in place  ${project.at('roms')}
  1 file left where it is: changed a moment ago, read again in the next run
  1 file left where it is: no DAT lists it
`,
    ])
  })

  it('undoes only the newest run, and says what was changed since', async () => {
    const project = await libraryProject()
    await project.run(['library', 'apply'])
    project.write('roms/new.nes', bytesOf('Delta (USA).nes'))
    utimesSync(project.at('roms/new.nes'), 1_500_000_009, 1_500_000_009)
    await project.run(['library', 'apply'])
    const refused = await project.run(['library', 'undo', '1'])
    expect([refused.code, refused.stderr]).toEqual([
      2,
      'error Run 1 cannot be undone before run 2, which came later. [library-not-undoable]\n  Undo run 2 first.\n',
    ])
    expect((await project.run(['library', 'undo'])).stdout).toContain('run 2 is undone')
    writeFileSync(project.at('roms/nes/Gamma/Gamma (Japan).nes'), 'edited by hand')
    const { code, stderr } = await project.run(['library', 'undo'])
    expect(code).toBe(3)
    expect(stderr).toContain(
      `${project.at('roms/nes/Gamma/Gamma (Japan).nes')} was changed since it was looked at. It was left alone. [library-file-changed]`,
    )
    expect(statSync(project.at('roms/in/Alpha (USA).nes')).size).toBe(261)
  })

  it('purges only what is old, and only when it is told to', async () => {
    const project = await libraryProject()
    await project.run(['library', 'apply'])
    expect((await project.run(['library', 'purge', '--yes'])).stdout).toBe(
      'Nothing was taken out 30 days ago or earlier.\n',
    )
    expect((await project.run(['library', 'purge', '--older-than', '1', '--yes'])).stdout).toBe(
      'Nothing was taken out 1 day ago or earlier.\n',
    )
    const asked = await project.run(['library', 'purge', '--older-than', '0'])
    expect([asked.code, asked.stderr]).toEqual([
      2,
      'error Deleting for good needs a word from you: say `--yes`. [cli-usage]\n  `--dry-run` shows what would go.\n',
    ])
    const done = await project.run(['library', 'purge', '--older-than', '0', '--yes'])
    expect(done.stdout).toBe('1 file deleted for good (261 B)\n')
    const undo = await project.run(['library', 'undo'])
    expect([undo.code, undo.stderr]).toEqual([
      2,
      'error Run 1 cannot be undone: what it took out was purged. [library-not-undoable]\n  What it moved stays where it is.\n',
    ])
  })

  it('purges nothing that left to a file that is not there any more', async () => {
    const project = await libraryProject()
    await project.run(['library', 'apply'])
    const survivor = project.at('roms/nes/Alpha/Alpha (USA).nes')
    const bytes = readFileSync(survivor)
    const day = new Date().toISOString().slice(0, 10)
    const kept = project.at(`roms/.curator-library/quarantine/${day}/main-1/files/old/deep/a copy.nes`)
    writeFileSync(survivor, Buffer.from(bytes).fill(0, 9))
    const { code, stdout, stderr } = await project.run(['library', 'purge', '--older-than', '0', '--yes'])
    expect([code, stdout]).toEqual([3, '0 files deleted for good (0 B)\n'])
    expect(stderr).toContain(
      `error ${kept} stays: ${survivor}, which it left to, is not there any more, or is another file. [library-survivor-bad]`,
    )
    expect(readFileSync(kept, 'utf8')).toBe(bytesOf('Alpha (USA).nes'))

    // and the run can still be undone
    const { libraries } = await json<{ runs: object[] }>(project, ['status'])
    expect(libraries['main']?.runs).toMatchObject([{ run: 1, is: 'done' }])

    // a later run called it otherwise: it is the same file
    writeFileSync(survivor, bytes)
    const others = ROMS.map(({ name, bytes: rom }) => ({
      name: name.replace('Alpha', 'Alpha Prime'),
      bytes: rom,
    }))
    project.write('dats/nes.dat', logiqxDat('Nintendo - Nintendo Entertainment System', others))
    await project.run(['library', 'apply'])
    const again = await project.run(['library', 'purge', '--older-than', '0', '--yes'])
    expect([again.code, again.stdout]).toEqual([0, '1 file deleted for good (261 B)\n'])
  })

  it('tells what it did in the catalog', async () => {
    const project = await libraryProject()
    await project.run(['library', 'apply'])
    const { stdout } = await project.run(['library', 'status', '--json'])
    expect((JSON.parse(stdout) as Document<object>).libraries['main']).toMatchObject({
      mode: 'move',
      kept: 3,
      toDo: 0,
      left: 1,
      runs: [{ run: 1, files: 4, quarantined: { files: 1, bytes: 261 }, is: 'done' }],
    })
    expect((await project.run(['log'])).stdout).toContain('library         completed  main/1')
    expect((await project.run(['search', 'gamma'])).stdout).toContain('Gamma')
  })
})

describe('a library of copies', () => {
  const COPIES = { path: './shelf', template: '{platform}/{region}' }

  it.each(['copy', 'link', 'reflink'])('is made, found right, and taken away again: %s', async (mode) => {
    const project = await libraryProject({ ...COPIES, mode }, mode === 'link' ? 'full' : undefined)
    await project.build()
    const before = libraryPicture(project.at('roms'))
    const { libraries } = await json<{ written: number }>(project, ['apply'])
    expect(libraries['main']).toMatchObject({ written: 3, moved: 0, quarantined: 0, outcome: 'done' })
    expect(Object.keys(project.files('shelf')).filter((path) => !path.startsWith('.'))).toEqual([
      'nes/Europe/Beta (Europe).zip',
      'nes/Japan/Gamma (Japan).nes',
      'nes/USA/Alpha (USA).nes',
    ])
    expect(statSync(project.at('shelf/nes/Japan/Gamma (Japan).nes')).nlink).toBe(mode === 'link' ? 2 : 1)
    expect((await project.build()).roots['roms']).toMatchObject({ hashed: 0 })
    expect((await json<Planned>(project, ['plan'])).libraries['main']).toMatchObject({ actions: [], kept: 3 })
    expect(libraryPicture(project.at('roms'))).toEqual(before)
    expect((await project.run(['library', 'undo'])).stdout).toBe(
      'main  run 1 is undone, 3 files that it wrote gone\n',
    )
    expect(Object.keys(project.files('shelf')).filter((path) => !path.startsWith('.'))).toEqual([])
    expect((await project.build()).roots['roms']).toMatchObject({ hashed: 0 })
  })
})

describe('copies that are not wanted any more', () => {
  const shown = (project: Project) =>
    Object.keys(project.files('shelf')).filter((path) => !path.startsWith('.'))

  it('go to their new places or to the quarantine, by plan, and come back', async () => {
    const project = await libraryProject({ path: './shelf' })
    await project.run(['library', 'apply'])
    const before = libraryPicture(project.at('shelf'))
    // a newer DAT: Alpha is called otherwise, Beta is listed no more; and Gamma is gone from the roots
    const newer = ROMS.filter(({ name }) => !name.startsWith('Beta')).map(({ name, bytes }) => ({
      name: name.replace('Alpha (USA)', 'Alpha Prime (USA)'),
      bytes,
    }))
    project.write('dats/nes.dat', logiqxDat('Nintendo - Nintendo Entertainment System', newer))
    rmSync(project.at('roms/in/gamma.nes'))
    const { stdout } = await project.run(['library', 'apply', '--dry-run'])
    expect(stdout).toBe(`main  ${project.at('shelf')}  1 to move, 2 to quarantine, 0 in place
  > nes/Alpha/Alpha (USA).nes → nes/Alpha Prime/Alpha Prime (USA).nes  it is Alpha Prime (USA)
  - nes/Beta/Beta (Europe).zip → quarantine  nothing of its roots belongs there
  - nes/Gamma/Gamma (Japan).nes → quarantine  nothing of its roots belongs there
  1 file left where it is: no DAT lists it
  1 file left where it is: of something in it no DAT lists it
`)
    expect(libraryPicture(project.at('shelf'))).toEqual(before)
    expect((await project.run(['library', 'apply'])).stdout).toContain(
      'main  run 2: 1 file moved, 2 files quarantined',
    )
    expect(shown(project)).toEqual(['nes/Alpha Prime/Alpha Prime (USA).nes'])
    expect((await json<Planned>(project, ['plan'])).libraries['main']).toMatchObject({ actions: [], kept: 1 })
    expect((await project.run(['library', 'undo'])).stdout).toBe(
      'main  run 2 is undone, 3 files where they were\n',
    )
    expect(libraryPicture(project.at('shelf'))).toEqual(before)
    // the last copy of Gamma is not taken away with the others
    const { code, stderr } = await project.run(['library', 'undo'])
    expect(code).toBe(3)
    expect(stderr).toContain(
      `${project.at('shelf/nes/Gamma/Gamma (Japan).nes')} stays: ${project.at('roms/in/gamma.nes')}, which it was made of, is not there any more, or is another file. [library-survivor-bad]`,
    )
    expect(shown(project)).toEqual(['nes/Gamma/Gamma (Japan).nes'])
  })

  it('stay while a DAT, or a file in the roots, cannot be read', async () => {
    const project = await libraryProject({ path: './shelf' })
    await project.run(['library', 'apply'])
    const dat = readFileSync(project.at('dats/nes.dat'))
    project.write('dats/nes.dat', '<datafile><game')
    expect((await json<Planned>(project, ['plan'], 3)).libraries['main']?.actions).toEqual([])
    project.write('dats/nes.dat', dat)
    project.write('roms/in/beta.zip', 'no zip any more')
    expect((await json<Planned>(project, ['plan'])).libraries['main']).toMatchObject({ actions: [], kept: 2 })
  })
})

describe('what a config may not say', () => {
  it.each([
    [
      { path: './roms', mode: 'move' },
      '`libraries.main` moves files, so it must name the roots that it may move: `roots`. [config-invalid]',
    ],
    [
      { path: './elsewhere', mode: 'move', roots: ['roms'] },
      'moves files, so it must lie in a root of its own `roots`, or be one. Else what it moves would be lost to the devices. [config-invalid]',
    ],
    [{ path: './roms/shelf' }, "lies inside the root 'roms'"],
    [{ path: './out' }, "The library 'main' and the target 'plain' are the same folder"],
    [{ path: './shelf', roots: ['rom'] }, '`libraries.main.roots[0]`'],
    [{ path: './shelf', template: '{plattform}' }, '{plattform} is not a placeholder.'],
    [{ path: './shelf', mode: 'mvoe' }, '`libraries.main.mode`'],
  ])('%j', async (library, message) => {
    const project = emptyProject('shelf')
    project.configure({ ...CONFIG, libraries: { main: library } })
    mkdirSync(project.at('roms'))
    const { code, stderr } = await project.run(['library', 'plan'])
    expect(code).toBe(2)
    expect(stderr).toContain(message)
  })

  it('is asked for where there is none', async () => {
    const project = emptyProject('shelf')
    project.configure(CONFIG)
    const { code, stderr } = await project.run(['library', 'plan'])
    expect([code, stderr]).toEqual([
      2,
      'error The config has no library. [cli-usage]\n  Add one under `libraries`: `library({ path: … })` of `curator/presets`.\n',
    ])
  })
})

describe('a place that scans pass over', () => {
  it.each([
    ['hidden by its name', { ...MOVER, names: 'posix' }, []],
    ['ignored by its name', MOVER, ['*hack*']],
    ['in a folder that is ignored', { ...MOVER, template: 'sorted/{platform}' }, ['sorted/**']],
  ])('takes no file: %s', async (_, library, ignore) => {
    const project = emptyProject('shelves')
    const roots = { roms: { path: './roms', identity: 'size+mtime', ignore } }
    project.configure({ ...CONFIG, roots, libraries: { main: library } })
    const rom = { name: '.hack - Infection (USA).nes', bytes: 'a game' }
    project.write('dats/nes.dat', logiqxDat('Nintendo - Nintendo Entertainment System', [rom]))
    project.write('roms/1.nes', rom.bytes)
    utimesSync(project.at('roms/1.nes'), 1_500_000_000, 1_500_000_000)
    const reason = 'scans pass over the place it belongs to: a hidden name, or `ignore` of the root'
    const { libraries } = await json<Planned>(project, ['plan'])
    expect(libraries['main']).toMatchObject({
      actions: [],
      stays: [{ path: project.at('roms/1.nes'), reason }],
    })
    await json(project, ['apply'])
    expect(Object.keys(project.files('roms'))).toEqual(['1.nes'])
  })
})

describe('files that links lead to', () => {
  const LINK = 'it is a link to a file'
  const BEHIND = 'a link leads to its folder, out of the root'
  const ALL = ['roms/a.nes', 'roms/out/b.nes', 'roms/within/c.nes']

  function linkedProject(library: object): Project {
    const project = emptyProject('links')
    const roots = { roms: { path: './roms', identity: 'size+mtime', followSymlinks: true } }
    project.configure({ ...CONFIG, roots, libraries: { main: library } })
    project.write('dats/nes.dat', logiqxDat('Nintendo - Nintendo Entertainment System', ROMS))
    const paths = ['elsewhere/a.nes', 'far/b.nes', 'roms/real/c.nes']
    for (const [n, path] of paths.entries()) {
      project.write(path, ROMS[n]?.bytes ?? '')
      utimesSync(project.at(path), 1_500_000_000, 1_500_000_000)
    }
    symlinkSync(project.at('elsewhere/a.nes'), project.at('roms/a.nes'))
    symlinkSync(project.at('far'), project.at('roms/out'))
    renameSync(project.at('roms/real'), project.at('roms/.real'))
    symlinkSync('.real', project.at('roms/within'))
    return project
  }

  it.each([
    ['move', { 'a.nes': LINK, 'out/b.nes': BEHIND }, ['roms/within/c.nes']],
    ['copy', {}, ALL],
    ['link', {}, ALL],
    ['reflink', {}, ALL],
  ])('are taken, but for those that cannot be moved: %s', async (mode, staying, taken) => {
    const project = linkedProject({ ...MOVER, mode, path: mode === 'move' ? './roms/shelf' : './shelf' })
    const { libraries, problems } = await json<Planned>(project, ['plan'])
    const { stays = [], actions = [] } = libraries['main'] ?? {}
    expect(Object.fromEntries(stays.map(({ path, reason }) => [path, reason]))).toEqual(
      Object.fromEntries(Object.entries(staying).map(([path, reason]) => [project.at('roms', path), reason])),
    )
    expect(actions.map(({ from }) => from).sort()).toEqual(taken.map((path) => project.at(path)))
    expect(problems).toEqual([])
    expect((await json(project, ['apply'])).problems).toEqual([])
    expect((await json<Planned>(project, ['plan'])).libraries['main']).toMatchObject({ actions: [] })
    expect((await project.build()).problems).toEqual([])
  })

  it.each([
    ['copy', 1],
    ['link', 2],
  ])('are themselves in the library, not their links, and come out again: %s', async (mode, names) => {
    const project = linkedProject({ path: './shelf', mode, template: '{platform}' })
    expect((await json(project, ['apply'])).problems).toEqual([])
    const before = project.files('elsewhere')
    const facts = lstatSync(project.at('shelf/nes/Alpha (USA).nes'))
    expect([facts.isFile(), facts.nlink, facts.mtimeMs]).toEqual([true, names, 1_500_000_000_000])
    for (const { name, bytes } of ROMS.slice(0, 3))
      expect(readFileSync(project.at('shelf/nes', name), 'utf8')).toBe(bytes)
    expect((await project.run(['library', 'undo'])).code).toBe(0)
    expect([existsSync(project.at('shelf/nes')), project.files('elsewhere')]).toEqual([false, before])
  })

  it('stay in the library when their links lead nowhere, as any others', async () => {
    const project = linkedProject({ path: './shelf', mode: 'copy', template: '{platform}' })
    await json(project, ['apply'])
    rmSync(project.at('elsewhere/a.nes'))
    const { libraries } = await json<Planned>(project, ['plan'])
    expect(libraries['main']).toMatchObject({ actions: [], kept: 2 })
    const { code, stderr } = await project.run(['library', 'undo'])
    expect([code, stderr]).toEqual([3, expect.stringContaining('[library-survivor-bad]')])
    expect(Object.keys(project.files('shelf', 'nes'))).toEqual(['Alpha (USA).nes'])
  })
})

describe('a library of zips', () => {
  it('packs whole releases as TorrentZips, lets what they are made of leave, and takes it back', async () => {
    const project = await libraryProject({ ...MOVER, archives: 'zip', template: '{platform}' })
    const before = libraryPicture(project.at('roms'))
    const { libraries } = await json<Planned>(project, ['apply'])
    expect(libraries['main']).toMatchObject({ written: 3, moved: 0, quarantined: 4, outcome: 'done' })
    const zip = readFileSync(project.at('roms/nes/Beta (Europe).zip'))
    expect(zip.subarray(-22).toString()).toMatch(/^TORRENTZIPPED-[0-9A-F]{8}$/)
    expect(Object.keys(project.files('roms', 'nes'))).toEqual([
      'Alpha (USA).zip',
      'Beta (Europe).zip',
      'Gamma (Japan).zip',
    ])
    expect((await json<Planned>(project, ['plan'])).libraries['main']).toMatchObject({ actions: [], kept: 3 })
    expect((await project.build()).problems).toEqual([])
    expect((await project.run(['library', 'undo'])).code).toBe(0)
    expect(libraryPicture(project.at('roms'))).toEqual(before)
  })

  it('has no name in them that leads out', async () => {
    const project = await libraryProject({
      path: './shelf',
      archives: 'zip',
      template: '{platform}',
      names: 'posix',
    })
    const names = ['../../up.nes', '/top.nes', 'C:\\drive.nes', 'sub/a: b.nes']
    const roms = names.map((name, i) => ({ name, bytes: `bytes of ${i}` }))
    project.write('dats/nes.dat', logiqxDat('Nintendo - Nintendo Entertainment System', roms))
    for (const [i, { bytes }] of roms.entries()) {
      project.write(`roms/${i}.nes`, bytes)
      utimesSync(project.at('roms', `${i}.nes`), 1_500_000_000, 1_500_000_000)
    }
    const { libraries, problems } = await json<object>(project, ['apply'])
    expect([libraries['main'], problems]).toMatchObject([{ written: 4 }, []])
    const zips = Object.keys(project.files('shelf', 'nes')).map((name) =>
      readFileSync(project.at('shelf/nes', name)),
    )
    const inside = zips.map((zip) => zip.toString('latin1', 30, 30 + zip.readUInt16LE(26)))
    expect(inside.sort()).toEqual(['C-/drive.nes', '_/_/up.nes', 'sub/a: b.nes', 'top.nes'])
  })

  it('packs copies the same, once', async () => {
    const project = await libraryProject({ path: './shelf', archives: 'zip' })
    const { libraries } = await json<object>(project, ['apply'])
    expect(libraries['main']).toMatchObject({ written: 3, quarantined: 0, outcome: 'done' })
    expect((await json<Planned>(project, ['plan'])).libraries['main']).toMatchObject({ actions: [], kept: 3 })
  })
})
