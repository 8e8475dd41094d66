/** Archives of every kind, from a root to a device, by the bundle. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { logiqxDat } from '../support/dat.ts'
import { pack } from '../support/seven-zip.ts'
import { makeZip } from '../support/zip.ts'
import { emptyProject, LEAST, messages, seconds, type Project } from './support.ts'

const NES = 'Nintendo - Nintendo Entertainment System'

it('opens an encrypted 7z once its password is in the file, and keeps the password to itself', async () => {
  const project = emptyProject()
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
  await seconds(3.1) // younger files are read again in the next build
  const locked = await project.build()
  expect(messages(locked, 'archive-encrypted')).toHaveLength(1)
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
  for (const name of readdirSync(project.at('.curator')).filter((file) => file.startsWith('catalog.db')))
    expect(readFileSync(project.at('.curator', name)).includes('our-secret'), name).toBe(false)
})

it('says which size in the config is none', async () => {
  const project = emptyProject()
  project.configure({ ...LEAST, archives: { memory: '128 megabytes' } })
  const { code, stderr } = await project.run(['build'])
  expect(code).toBe(2)
  expect(stderr).toContain("`archives.memory` must be a size such as '128 MiB'; it is '128 megabytes'.")
})

it('knows a quick root by its lists until a device is there, and then reads what a DAT lists', async () => {
  const project = emptyProject()
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
  await seconds(3.1) // younger files are read again in the next build
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
  expect((await project.run(['files', 'Stranger'])).stdout).toContain('in no DAT')
  expect((await project.run(['verify'])).stdout).toContain('verified: 3 files read again')
})

async function health(project: Project): Promise<unknown> {
  const { stdout } = await project.run(['status', '--health', '--json'])
  return (JSON.parse(stdout) as { health: unknown }).health
}
