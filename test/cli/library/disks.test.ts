/** A library on real disks that are in the way: another volume mounted within its root, and one without room. */
import { cpSync, mkdirSync, readFileSync, rmSync, utimesSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { logiqxDat } from '../../support/dat.ts'
import { CAN_MOUNT, mounting, NEEDS_MOUNT } from '../mounts.ts'
import { emptyProject, type Project } from '../support.ts'
import { libraryPicture } from './support.ts'

const ROMS = Array.from({ length: 12 }, (_, n) => ({
  name: `Game ${n} (USA).nes`,
  bytes: `bytes of game ${n} `.repeat(20),
}))

/** All games lie in `in`, some a second time in `card`, and two of them in each other's places in the shelf. */
function libraryProject(root = 'roms'): Project {
  const project = emptyProject('disks')
  project.configure({
    roots: { roms: { path: './roms', identity: 'size+mtime' } },
    dats: { nes: './dats' },
    targets: {},
    libraries: { main: { path: './roms/shelf', roots: ['roms'], mode: 'move', template: '{platform}' } },
  })
  project.write('dats/nes.dat', logiqxDat('Nintendo - Nintendo Entertainment System', ROMS))
  const put = (path: string, bytes: string, time: number) => {
    project.write(`${root}/${path}`, bytes)
    utimesSync(project.at(root, path), time, time + 0.123)
  }
  for (const [n, { name, bytes }] of ROMS.entries()) {
    const other = ROMS[n ^ 1]?.name ?? ''
    put(n < 2 ? `shelf/nes/${other}` : `in/${n % 3}/${n}.nes`, bytes, 1_400_000_000 + n)
    if (n % 4 === 2) put(`card/again/${name}`, bytes, 1_300_000_000 + n)
  }
  mkdirSync(project.at('roms'), { recursive: true })
  return project
}

interface Planned {
  readonly libraries: { readonly main: { readonly stays: readonly { readonly reason: string }[] } }
  readonly problems: readonly unknown[]
}

describe.skipIf(!CAN_MOUNT)(`another volume in a root ${NEEDS_MOUNT}`, () => {
  // one file system that is mounted twice has one number, and renames nothing from here to there either
  it.each(['card', 'in', 'shelf', 'shelf/nes'])('%s: all is put in order, and taken back', async (folder) => {
    const project = libraryProject()
    cpSync(project.at('roms', folder), project.at('volume'), { recursive: true, preserveTimestamps: true })
    const within = mounting('mount --bind "$path/volume" "$path/roms/' + folder + '"', project.dir)
    const kept = mounting(
      'mount --bind "$path/volume" "$path/roms/' + folder + '"',
      project.dir,
      'rm -rf "$path/seen"; cp -a "$path/roms" "$path/seen"',
    )
    await project.run(['library', 'status'], { within: kept })
    const before = libraryPicture(project.at('seen'))

    const applied = await project.run(['library', 'apply', '--json'], { within })
    expect(JSON.parse(applied.stdout)).toMatchObject({
      libraries: { main: { outcome: 'done' } },
      problems: [],
    })
    const again = await project.run(['library', 'plan', '--json'], { within: kept })
    expect(JSON.parse(again.stdout)).toMatchObject({
      libraries: { main: { actions: [], kept: ROMS.length } },
    })
    for (const { name, bytes } of ROMS)
      expect(readFileSync(project.at('seen/shelf/nes', name), 'utf8')).toBe(bytes)

    for (const at of [2, 12])
      await project.run(['library', 'undo'], { within, env: { CURATOR_CRASH_AT: String(at) } })
    const undone = await project.run(['library', 'undo'], { within: kept })
    expect([undone.code, undone.stderr]).toEqual([0, ''])
    expect(libraryPicture(project.at('seen'))).toEqual(before)
  })
})

it.skipIf(!CAN_MOUNT)(`an undo without the disk of a root is finished with it ${NEEDS_MOUNT}`, async () => {
  const project = libraryProject()
  cpSync(project.at('roms/in'), project.at('volume'), { recursive: true, preserveTimestamps: true })
  rmSync(project.at('roms/in'), { recursive: true })
  mkdirSync(project.at('roms/in'))
  const within = mounting(
    'mount --bind "$path/volume" "$path/roms/in"',
    project.dir,
    'rm -rf "$path/seen"; cp -a "$path/roms" "$path/seen"',
  )
  await project.run(['library', 'status'], { within })
  const before = libraryPicture(project.at('seen'))
  expect((await project.run(['library', 'apply'], { within })).code).toBe(0)
  const without = await project.run(['library', 'undo', '--json'])
  expect([without.code, JSON.parse(without.stdout)]).toMatchObject([
    3,
    {
      problems: expect.arrayContaining([expect.objectContaining({ code: 'library-file-gone' })]) as unknown,
    },
  ])
  const finished = await project.run(['library', 'undo'], { within })
  expect([finished.code, finished.stderr]).toEqual([0, ''])
  expect(libraryPicture(project.at('seen'))).toEqual(before)
})

describe.skipIf(!CAN_MOUNT)(`a read-only disk in a root ${NEEDS_MOUNT}`, () => {
  it.each([
    ['in', 10, 'no right to change its folder, or a read-only disk'],
    ['shelf', 13, 'no right to change the folder it belongs to, or a read-only disk'],
  ])('%s: its files stay, and the others are put in order', async (folder, left, reason) => {
    const project = libraryProject()
    const within = mounting(
      `cd "$path/${folder}"; mount --bind . .; mount -o remount,bind,ro "$path/${folder}"; cd "$path/.."`,
      project.at('roms'),
    )
    const { code, stdout, stderr } = await project.run(['library', 'plan', '--json'], { within })
    const { libraries, problems } = JSON.parse(stdout) as Planned
    expect([code, stderr, problems]).toEqual([0, '', []])
    expect(libraries.main.stays.filter((stay) => stay.reason === reason)).toHaveLength(left)
  })
})

/** Where tmpfs has pages of four kilobytes: from no room at all to enough of it. */
const FREE = [0, 4, 12, 20, 24, 28, 32, 40, 64]

describe.skipIf(!CAN_MOUNT)(`a full disk ${NEEDS_MOUNT}`, () => {
  it('leaves the tree as it was, or is undone without any more room', async () => {
    const outcomes = new Set<string>()
    for (const free of FREE) {
      const project = libraryProject('files')
      const fill = `rest=$(df --output=avail -k "$path" | tail -1)
        head -c $((rest - ${free}))k /dev/zero > "$path/filler"; touch -d @1000000000 "$path/filler" "$path"`
      const within = mounting(
        `mount -t tmpfs -o size=1m tmpfs "$path"; cp -a "$path/../files/." "$path"; ${fill}; cp -a "$path" "$path/../before"`,
        project.at('roms'),
        `"$1" "$2" library undo > "$path/../undo" 2>&1; cp -a "$path" "$path/../after"`,
      )
      const { code, stdout, stderr } = await project.run(['library', 'apply'], { within })
      const undo = readFileSync(project.at('undo'), 'utf8')
      const [before, after] = [libraryPicture(project.at('before')), libraryPicture(project.at('after'))]
      // curator's own folder came into the root
      if (undo.includes('[library-not-undoable]')) {
        expect(stderr).toMatch(/^error .*: no space left on the device. \[no-space\]\n$/)
        delete before['']
        delete after['']
        outcomes.add('not begun')
      } else {
        expect(undo).toMatch(/^main  run 1 is undone, \d+ files where they were\n$/)
        outcomes.add(code === 0 ? 'done' : 'in part')
        if (code !== 0) expect(stdout).toMatch(/^main  run 1/)
      }
      expect(after).toEqual(before)
    }
    expect([...outcomes]).toEqual(expect.arrayContaining(['not begun', 'done']))
  }, 60_000)
})

describe.skipIf(!CAN_MOUNT)(`a full disk of the catalog ${NEEDS_MOUNT}`, () => {
  it('says how the run stands, which is taken back when there is room', async () => {
    const stands = new Set<string>()
    for (const free of [0, 8, 16, 24, 48]) {
      const project = libraryProject()
      const before = libraryPicture(project.at('roms'))
      await project.run(['library', 'plan'])
      // what was looked at before is not read again
      const fill = `rest=$(df --output=avail -k "$path" | tail -1); head -c $((rest - ${free}))k /dev/zero > "$path/filler"`
      const within = mounting(
        `cp -a "$path" "$path/../state"; mount -t tmpfs -o size=4m tmpfs "$path"; cp -a "$path/../state/." "$path"; ${fill}`,
        project.at('.curator'),
        `rm "$path/filler"; "$1" "$2" library undo > "$path/../undo" 2>&1`,
      )
      const { code, stderr } = await project.run(['library', 'apply'], { within })
      const undo = readFileSync(project.at('undo'), 'utf8')
      const said = stderr.split('\n').find((line) => line.startsWith('  Run 1')) ?? ''
      if (code === 0) stands.add('nothing wrong')
      else
        expect(stderr).toMatch(
          /^error Cannot write the catalog in .*: database or disk is full\. .* \[state-unwritable\]\n/,
        )
      if (said !== '') stands.add(said)
      if (code === 0 || said !== '') expect(undo).toBe('main  run 1 is undone, 15 files where they were\n')
      else expect(undo).toContain('[library-not-undoable]')
      expect({ ...libraryPicture(project.at('roms')), '': '' }).toEqual({ ...before, '': '' })
    }
    expect(stands).toContain(
      '  Run 1 of the library "main" (15 files) was cut off. Put that right, then: `curator library apply main` goes on with it, `curator library undo main` takes it back.',
    )
  }, 60_000)
})
