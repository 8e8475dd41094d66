/** What `curator library` leaves in the channel `ingestion.organizer`: every plan, run, undo and purge, file by file. */
import { existsSync, readdirSync, readFileSync, utimesSync } from 'node:fs'
import { expect, it } from 'vitest'
import { logiqxDat } from '../../support/dat.ts'
import { emptyProject, LEAST, type Project } from '../support.ts'

const BYTES = 'alpha, which two files hold'

function shelves(): Project {
  const project = emptyProject('shelves')
  project.configure({
    ...LEAST,
    roots: { roms: { path: './roms', identity: 'size+mtime' } },
    libraries: { main: { path: './roms', roots: ['roms'], mode: 'move' } },
  })
  project.write(
    'dats/nes.dat',
    logiqxDat('Nintendo - Nintendo Entertainment System', [{ name: 'Alpha (USA).nes', bytes: BYTES }]),
  )
  for (const path of ['roms/a.nes', 'roms/b.nes']) {
    project.write(path, BYTES)
    utimesSync(project.at(path), 1_000_000_000, 1_000_000_000)
  }
  return project
}

function linesOf(project: Project): readonly Readonly<Record<string, unknown>>[] {
  const folder = project.at('.curator/logs')
  if (!existsSync(folder)) return []
  const files = readdirSync(folder).filter((name) => name.startsWith('ingestion.organizer.'))
  expect(files.length).toBeLessThan(2)
  return files.flatMap((name) =>
    readFileSync(`${folder}/${name}`, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => {
        const { at, ...rest } = JSON.parse(line) as Record<string, unknown>
        expect(at).toMatch(/^\d{4}-\d\d-\d\dT/)
        return rest
      }),
  )
}

it('tells what was planned, what became of each file, and how it ended', async () => {
  const project = shelves()
  let told = 0
  const next = async (...args: readonly string[]) => {
    const { code, stderr } = await project.run(['library', ...args])
    expect([code, stderr]).toEqual([0, ''])
    const all = linesOf(project)
    const fresh = all.slice(told)
    told = all.length
    return fresh
  }
  const planned = { event: 'planned', number: 1, moves: 1, writes: 0, quarantines: 1, kept: 0, left: 0 }
  expect(await next('plan')).toEqual([{ library: 'main', ...planned }])
  expect(await next('status')).toEqual([])

  const [plan, began, ...rest] = await next('apply')
  expect(plan).toEqual({ library: 'main', ...planned })
  expect(began).toMatchObject({ library: 'main', event: 'began', number: 1, doing: 'apply', files: 2 })
  const run = began?.['run']
  expect(run).toEqual(expect.any(Number))
  const home = project.at('roms/nes/Alpha/Alpha (USA).nes')
  expect(rest).toEqual([
    {
      library: 'main',
      run,
      status: 'completed',
      event: 'move',
      source: project.at('roms/a.nes'),
      destination: home,
      reason: 'it is Alpha (USA)',
    },
    expect.objectContaining({
      run,
      status: 'completed',
      event: 'quarantine',
      source: project.at('roms/b.nes'),
    }),
    {
      library: 'main',
      run,
      event: 'ended',
      number: 1,
      doing: 'apply',
      status: 'completed',
      moved: 1,
      written: 0,
      quarantined: 1,
    },
  ])
  expect(JSON.parse((await project.run(['log', String(run), '--json'])).stdout)).toMatchObject({
    source: 'library',
    name: 'main/1',
    status: 'completed',
    records: 2,
  })

  const back = await next('undo')
  expect(back.map(({ event, doing, status }) => [event, doing ?? status])).toEqual([
    ['began', 'undo'],
    ['restore', 'completed'],
    ['restore', 'completed'],
    ['ended', 'undo'],
  ])
  await next('apply')
  const purged = await next('purge', '--older-than', '0', '--yes')
  expect(purged).toEqual([{ library: 'main', event: 'purged', number: 2, files: 1, bytes: BYTES.length }])
})

it('tells of a file that could not be moved, and why', async () => {
  const project = shelves()
  project.write('roms/nes/Alpha/Alpha (USA).nes', 'in the way')
  const { code } = await project.run(['library', 'apply'])
  expect(code).toBe(3)
  expect(linesOf(project).find(({ event }) => event === 'trouble')).toMatchObject({
    library: 'main',
    code: 'library-place-taken',
  })
})
