/** A folder of firmware: what is there, what is wrong, and where each device gets it. */
import { createHash } from 'node:crypto'
import { readFileSync, rmSync } from 'node:fs'
import { expect, it } from 'vitest'
import { logiqxDat } from '../support/dat.ts'
import { makeZip } from '../support/archives/zip.ts'
import { membersOf } from '../support/archives/zip-members.ts'
import { emptyProject, type Project } from './support.ts'

/** Made by us, so the tables of real devices do not know them: this device has lines of its own. */
const LOOSE = 'Firmware of ours'
const PACKED = 'More of it, in a zip'

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex')
}

const DEVICE = {
  platforms: { gba: { folder: 'GBA', extensions: ['gba'] } },
  layout: '{folder}/{file}',
  multiFileLayout: '{folder}/{release}/{file}',
  names: { alphabet: 'fat', maxName: 255, maxPath: 255 },
  limits: {},
  reserved: [],
  firmware: {
    folder: 'system',
    rows: [
      ['loose.bin', `${md5('another edition')} ${md5(LOOSE)}`, 'gba', 'gba'],
      ['{folder}/packed.rom', md5(PACKED), 'gba'],
      ['other.bin', md5('what it should be'), 'gba', 'gba'],
      ['absent.bin', md5('nobody has it'), 'gba'],
    ],
  },
}

function project(bios: boolean, device: object = DEVICE): Project {
  const made = emptyProject('bios')
  made.configure({
    roots: { roms: './roms' },
    dats: { all: './dats' },
    ...(bios ? { bios: './firmware' } : {}),
    targets: {
      card: { preset: 'mine', path: './card', policy: 'everything', device },
      plain: { preset: 'mine', path: './plain', policy: 'everything', device: DEVICE, bios: false },
    },
  })
  made.write(
    'dats/gba.dat',
    logiqxDat('Nintendo - Game Boy Advance', [{ name: 'A (USA).gba', bytes: 'A game' }]),
  )
  made.write('roms/a.gba', 'A game')
  made.write('firmware/sub/any name.bin', LOOSE)
  made.write('firmware/all.zip', makeZip([{ name: 'x/packed.rom', data: Buffer.from(PACKED) }]))
  made.write('firmware/other.bin', 'something else')
  return made
}

it('puts firmware where the device looks for it, out of archives too, and nothing where it is not wanted', async () => {
  const made = project(true)
  const report = await made.build()
  expect(report.targets['card']).toMatchObject({ put: 3, outcome: 'done' })
  expect(Object.keys(made.files('card'))).toEqual([
    'GBA/A (USA).gba',
    'system/GBA/packed.rom',
    'system/loose.bin',
  ])
  expect(Object.keys(made.files('plain'))).toEqual(['GBA/A (USA).gba'])
  expect((await made.build()).outcome).toBe('nothing')
})

it('says what is there, wrong, missing and optional, with the hash that was found', async () => {
  const made = project(true)
  const { stdout, code } = await made.run(['bios', 'card', '--all'])
  expect(code).toBe(0)
  expect(stdout).toContain('card  2 present, 1 wrong, 0 missing, 1 optional and missing')
  expect(stdout).toMatch(/ok +system\/loose\.bin +gba +sub\/any name\.bin/)
  expect(stdout).toMatch(/ok +system\/GBA\/packed\.rom +gba +all\.zip/)
  expect(stdout).toContain(`other.bin has the MD5 ${md5('something else')}, not ${md5('what it should be')}`)
  expect(stdout).toMatch(/optional +system\/absent\.bin +gba/)
  expect((await made.run(['bios', 'card', '--check'])).code).toBe(1)
  const document = JSON.parse((await made.run(['bios', 'card', '--json'])).stdout) as {
    targets: { card: { path: string; state: string }[] }
  }
  expect(document.targets.card.map(({ path, state }) => `${path} ${state}`)).toEqual([
    'system/GBA/packed.rom present',
    'system/absent.bin missing',
    'system/loose.bin present',
    'system/other.bin wrong',
  ])
})

it('never overwrites firmware that the player put there', async () => {
  const made = project(true)
  made.write('card/system/loose.bin', 'a patched one')
  const report = await made.build({ args: ['--force'] })
  expect(report.targets['card']).toMatchObject({ put: 2, conflicts: 0, outcome: 'done' })
  expect(readFileSync(made.at('card/system/loose.bin'), 'utf8')).toBe('a patched one')
  expect((await made.build()).outcome).toBe('nothing')
  made.write('card/system/loose.bin', 'patched once more')
  expect((await made.build()).targets['card']).toMatchObject({ put: 0, conflicts: 0, outcome: 'nothing' })
  expect((await made.run(['status', 'card'])).stdout).toContain('Not as it was written on card\n  nothing\n')
})

it('lets no Downloader overwrite it on a MiSTer', async () => {
  const made = project(true, { ...DEVICE, name: 'MiSTer' })
  await made.build()
  expect((await made.run(['downloader', 'card', '--url', 'http://nas'])).code).toBe(0)
  const { 'db.json': text = '' } = await membersOf(readFileSync(made.at('db.json.zip')))
  const { files } = JSON.parse(text) as { files: Readonly<Record<string, { overwrite?: boolean }>> }
  expect(Object.entries(files).map(([path, { overwrite = true }]) => [path, overwrite])).toEqual([
    ['GBA/A (USA).gba', true],
    ['system/GBA/packed.rom', false],
    ['system/loose.bin', false],
  ])
})

it('leaves what the player, or a script on the device, put in the place of its own', async () => {
  const made = project(true)
  await made.build()
  made.write('card/system/loose.bin', 'another edition')
  for (const args of [[], ['--force'], []]) {
    const { targets, problems } = await made.build({ args })
    expect([targets['card'], problems]).toMatchObject([{ put: 0, conflicts: 0, outcome: 'nothing' }, []])
    expect(readFileSync(made.at('card/system/loose.bin'), 'utf8')).toBe('another edition')
  }
  expect((await made.run(['status', 'card'])).stdout).toContain('Not as it was written on card\n  nothing\n')
  made.write('card/system/loose.bin', LOOSE)
  expect((await made.build()).targets['card']).toMatchObject({ put: 0, conflicts: 0 })
  rmSync(made.at('card/system/loose.bin'))
  expect((await made.build()).targets['card']).toMatchObject({ put: 1, outcome: 'done' })
})

it('puts its own there when that of the player is gone, and never deletes theirs', async () => {
  const made = project(true)
  made.write('card/system/loose.bin', 'a patched one')
  made.write('card/system/GBA/packed.rom', PACKED) // the same as ours
  const first = await made.build()
  expect(first.targets['card']).toMatchObject({ put: 1, kept: 2, outcome: 'done' })
  expect(first.problems).toEqual([])
  rmSync(made.at('card/system/loose.bin'))
  expect((await made.build()).targets['card']).toMatchObject({ put: 1, kept: 2, outcome: 'done' })
  expect(readFileSync(made.at('card/system/loose.bin'), 'utf8')).toBe(LOOSE)
  rmSync(made.at('firmware'), { recursive: true })
  made.write('firmware/readme.txt', 'a text')
  await made.build({ args: ['--force'] })
  expect(Object.keys(made.files('card'))).toEqual(['GBA/A (USA).gba', 'system/GBA/packed.rom'])
})

it('knows a mistyped platform from one without firmware', async () => {
  const { stderr, code } = await project(true).run(['bios', '--platform', 'gbaa'])
  expect([code, stderr]).toEqual([
    2,
    'error There is no platform `gbaa`. [cli-usage]\n  Did you mean `gba`?\n',
  ])
})

it('says what would be looked for when the config names no folder', async () => {
  const { stdout } = await project(false).run(['bios', 'card'])
  expect(stdout).toContain("The config names no folder of firmware: `bios: './bios'`.")
  expect(stdout).toContain('card  0 present, 0 wrong, 2 missing, 2 optional and missing')
})

it('counts as not looked for only what has neither the bytes nor the name of anything', async () => {
  const made = project(true)
  made.write('firmware/readme.txt', 'a text')
  const all = await made.run(['bios'])
  expect(all.stdout).toContain('wrong  system/other.bin')
  expect(all.stdout).toMatch(/\n1 file in the folder, which no target looks for\.\n$/)
  const one = await made.run(['bios', 'card'])
  expect(one.stdout).toMatch(/\n1 file in the folder, which none of these targets looks for\.\n$/)
})

it('tells of a folder that is not there, and by its exit code', async () => {
  const made = project(true)
  await made.build()
  rmSync(made.at('firmware'), { recursive: true })
  for (const args of [['bios'], ['bios', '--json']]) {
    const { code, stderr } = await made.run(args)
    expect(stderr).toContain(
      '(`bios` in the config) does not exist. [root-missing]\n' +
        '  Is a disk not plugged in? If not, point `bios` in the config at your firmware.\n',
    )
    expect(code).toBe(2)
  }
})
