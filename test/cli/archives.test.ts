/** Archives of every kind, from a root to a device, by the bundle. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { logiqxDat } from '../support/dat.ts'
import { pack } from '../support/archives/seven-zip.ts'
import { makeZip } from '../support/archives/zip.ts'
import { LEAST, messages, settledProject, type Project } from './support.ts'

const NES = 'Nintendo - Nintendo Entertainment System'

it('opens an encrypted 7z once its password is in the file, and keeps the password to itself', async () => {
  const project = settledProject()
  const games = Object.fromEntries(
    Array.from({ length: 3 }, (_, n) => [`Game ${n} (USA).nes`, `game ${n}`] as const),
  )
  project.write('roms/set.7z', await pack(['-ms=on', '-mhe=on', '-pour-secret'], games))
  project.write(
    'dats/nes.dat',
    logiqxDat(
      NES,
      Object.entries(games).map(([name, bytes]) => ({ name, bytes })),
    ),
  )
  project.write('passwords.txt', 'nothing\n')
  project.configure({ ...LEAST, archives: { memory: '64 MiB', passwords: { file: './passwords.txt' } } })
  const locked = await project.build()
  expect(messages(locked, 'archive-encrypted')).toHaveLength(1)
  expect(locked.problems[0]?.hint).toBe('Passwords in `archives.passwords` of the config are tried.')
  expect(project.files('out')).toEqual({})
  project.write('passwords.txt', 'nothing\nour-secret\n')
  const open = await project.build()
  expect(open).toMatchObject({ outcome: 'done', problems: [], roots: { roms: { hashed: 1 } } })
  expect(Object.keys(project.files('out'))).toHaveLength(3)
  expect(await project.build()).toMatchObject({ outcome: 'nothing', roots: { roms: { hashed: 0 } } })
  // in the list of the config it is no secret to the config, and to nothing else
  project.configure({ ...LEAST, archives: { passwords: ['our-secret'] } })
  await project.build()
  const shown = await project.run(['config', '--json'])
  expect(shown.stdout).not.toContain('our-secret')
  expect(filesWith(project, 'our-secret')).toEqual([])
})

it.each([
  ['a list of the config', "'our-secret'", {}],
  ['a variable', "env('ARCHIVE_PASSWORD')", { ARCHIVE_PASSWORD: 'our-secret' }],
])('keeps a password from %s out of the state folder, and still knows it', async (_, password, variables) => {
  const project = settledProject()
  project.write('roms/set.7z', await pack(['-pour-secret'], { 'Alpha (USA).nes': 'alpha' }))
  project.write('dats/nes.dat', logiqxDat(NES, [{ name: 'Alpha (USA).nes', bytes: 'alpha' }]))
  project.write(
    'curator.config.ts',
    `import { defineConfig, env } from 'curator'
import { folder } from 'curator/presets'
export default defineConfig({
  roots: { roms: './roms' },
  dats: { all: './dats' },
  archives: { passwords: [${password}] },
  targets: { card: folder({ path: './out', policy: 'everything' }) },
})
`,
  )
  const built = await project.build({ env: variables })
  expect(built).toMatchObject({ outcome: 'done', problems: [] })
  expect(filesWith(project, 'our-secret')).toEqual([])
  // from what is remembered of the config: a new archive of it is opened as well
  project.write('roms/more.7z', await pack(['-pour-secret'], { 'Alpha (USA) copy.nes': 'alpha' }))
  expect(await project.build({ env: variables })).toMatchObject({
    problems: [],
    roots: { roms: { hashed: 1 } },
  })
  expect(filesWith(project, 'our-secret')).toEqual([])
  // and what is remembered opens with that config only
  const kept = readFileSync(project.at('.curator/config.json'), 'utf8')
  expect(Object.keys(JSON.parse(kept) as object).sort()).toEqual(['build', 'closure', 'file', 'sealed'])
})

function filesWith(project: Project, secret: string): string[] {
  return readdirSync(project.at('.curator'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => readFileSync(file).includes(secret))
}

it('says which size in the config is none', async () => {
  const project = settledProject()
  project.configure({ ...LEAST, archives: { memory: '128 megabytes' } })
  const { code, stderr } = await project.run(['build'])
  expect(code).toBe(2)
  expect(stderr).toContain("`archives.memory` must be a size such as '128 MiB'; it is '128 megabytes'.")
})

it('knows a quick root by its lists until a device is there, and then reads what a DAT lists', async () => {
  const project = settledProject()
  const zip = (name: string, data: string) => project.write(`roms/${name}.zip`, makeZip([{ name, data }]))
  zip('Alpha (USA).nes', 'alpha')
  zip('Bravo (USA).nes', 'bravo')
  zip('Stranger.nes', 'in no DAT')
  const listed = [
    { name: 'Alpha (USA).nes', bytes: 'alpha' },
    { name: 'Bravo (USA).nes', bytes: 'bravo' },
  ]
  project.write('dats/nes.dat', logiqxDat(NES, listed))
  const roots = { roms: { path: './roms', hashing: 'quick' } }
  project.configure({ ...LEAST, roots, targets: {} })
  expect((await project.build()).roots['roms']).toMatchObject({ files: 3, hashed: 0, bytesHashed: 0 })
  expect(await health(project)).toMatchObject([
    { platform: 'nes', verified: 0, probable: 2 },
    { platform: null, unmatched: 1 },
  ])
  project.configure({ ...LEAST, roots })
  expect(await project.build()).toMatchObject({ outcome: 'done', roots: { roms: { hashed: 2 } } })
  expect(Object.keys(project.files('out'))).toHaveLength(2)
  expect(await health(project)).toMatchObject([{ platform: 'nes', verified: 2, probable: 0 }, {}])
  expect(await project.build()).toMatchObject({ outcome: 'nothing', roots: { roms: { hashed: 0 } } })
  expect((await project.run(['files', 'Stranger'])).stdout).toContain('  in no DAT by its list\n')
  expect((await project.run(['verify'])).stdout).toContain(
    'verified: 2 files read again, 1 file read for the first time',
  )
  expect((await project.run(['files', 'Stranger'])).stdout).toContain('  in no DAT\n')
})

it('writes a game that a quick root has with a header and the DAT without', async () => {
  const project = settledProject()
  const ines = Buffer.concat([Buffer.from('NES\x1a'), Buffer.alloc(12), Buffer.from('headless')])
  const readme = { name: 'readme.txt', data: 'hello' }
  project.write('roms/odd.zip', makeZip([{ name: 'odd.nes', data: ines }, readme]))
  project.write('dats/nes.dat', logiqxDat(NES, [{ name: 'Head (USA).nes', bytes: 'headless' }]))
  const roots = { roms: { path: './roms', hashing: 'quick' } }
  project.configure({ ...LEAST, roots, targets: {} })
  await project.build()
  expect((await project.run(['files'])).stdout).toContain('  0 of 2 members in a DAT by its list\n')
  project.configure({ ...LEAST, roots })
  expect(await project.build()).toMatchObject({ outcome: 'done', roots: { roms: { hashed: 1 } } })
  expect(Object.keys(project.files('out'))).toEqual([expect.stringMatching(/Head \(USA\)\.nes$/)])
})

it('compares with the DATs what a verification reads for the first time', async () => {
  const project = settledProject()
  project.write('roms/Alpha (USA).zip', makeZip([{ name: 'Alpha (USA).nes', data: 'alpha' }]))
  project.write('dats/nes.dat', logiqxDat(NES, [{ name: 'Alpha (USA).nes', bytes: 'alpha' }]))
  project.configure({ ...LEAST, roots: { roms: { path: './roms', hashing: 'quick' } }, targets: {} })
  await project.build()
  expect((await project.run(['files'])).stdout).toContain('  Alpha (USA) (nes, all, by crc32)\n')
  expect((await project.run(['verify'])).stdout).toContain('verified: 1 file read for the first time')
  // nothing was built since
  expect((await project.run(['files'])).stdout).toContain('  Alpha (USA) (nes, all)\n')
  expect((await project.run(['log', '4', '--json'])).stdout).toContain('"matched": 1')
  expect(await health(project)).toMatchObject([{ platform: 'nes', verified: 1, probable: 0 }])
})

it('explains a file of a disc by what it belongs to, and a listed archive by its list', async () => {
  const project = settledProject()
  for (const n of [1, 2])
    project.write(`roms/cd${n}/Disc ${n}.cue`, `FILE "a.bin" BINARY\nTRACK 01 MODE1/2352\n`.repeat(n))
  project.write('roms/cd1/a.bin', 'one')
  project.write('roms/Game.m3u', 'cd1/Disc 1.cue\ncd2/Disc 2.cue\n')
  const zip = makeZip([
    { name: 'Alpha (USA).nes', data: 'alpha' },
    { name: 'b.nes', data: 'b' },
  ])
  project.write('roms/set.zip', zip)
  project.write('dats/nes.dat', logiqxDat(NES, [{ name: 'Alpha (USA).nes', bytes: 'alpha' }]))
  project.configure({ ...LEAST, roots: { roms: { path: './roms', hashing: 'quick' } }, targets: {} })
  await project.build()
  const lines = async (path: string) => (await project.run(['explain', path])).stdout.split('\n')
  expect((await lines('roms/cd1/a.bin'))[1]).toBe('  disc 1 of 2: Game, of cd1/Disc 1.cue')
  expect((await lines('roms/cd1/Disc 1.cue'))[1]).toBe('  disc 1 of 2: Game')
  expect((await lines('roms/cd2/Disc 2.cue')).slice(1, 3)).toEqual(['  disc 2 of 2: Game', '  misses a.bin'])
  expect(await lines('roms/set.zip')).toEqual([
    `set.zip  root roms, present, ${zip.length} B`,
    '  not read in full: this is what its own list says',
    '  Alpha (USA).nes  sha1 unknown, crc32 d0e0396a, 5 B',
    '    is Alpha (USA)  nes, by crc32, in all',
    '  b.nes  sha1 unknown, crc32 71beeff9, 1 B',
    '    no DAT lists it',
    '',
  ])
})

async function health(project: Project): Promise<unknown> {
  const { stdout } = await project.run(['status', '--health', '--json'])
  return (JSON.parse(stdout) as { health: unknown }).health
}
