/** Discs whose sheets are the user's own, and no DAT's: from her files to what devices open. */
import { createHash } from 'node:crypto'
import { readFileSync, rmSync, truncateSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import { expect, it } from 'vitest'
import { makeZip } from '../support/archives/zip.ts'
import { codes, messages, settledProject, type ConfigData, type Project } from './support.ts'

const TRACKS = ['one '.repeat(600), 'two '.repeat(600)] as const

/** One release with two tracks; `sheet`: what the DAT's own says, if it lists one. */
function datOf(release: string, sheet?: string): string {
  const roms = TRACKS.map((bytes, n) => romText(`${release} (Track ${n + 1}).bin`, bytes))
  const own = sheet === undefined ? '' : romText(`${release}.cue`, sheet)
  return `<?xml version="1.0"?><datafile><header><name>Sony - PlayStation</name></header>
    <game name="${release}">${own}${roms.join('')}</game></datafile>`
}

function romText(name: string, bytes: string): string {
  const sha1 = createHash('sha1').update(bytes).digest('hex')
  return `<rom name="${name}" size="${bytes.length}" crc="${crc32(bytes).toString(16).padStart(8, '0')}" sha1="${sha1}"/>`
}

function cueOf(...files: readonly string[]): string {
  return files
    .map((file, n) => `FILE "${file}" BINARY\r\n  TRACK 0${n + 1} AUDIO\r\n    INDEX 01 00:00:00\r\n`)
    .join('')
}

interface FileReport {
  readonly contents: readonly { readonly match?: object }[]
}
interface LibraryPlan {
  readonly actions: readonly object[]
  readonly stays: readonly { readonly path: string; readonly reason: string }[]
}

const TARGETS: ConfigData['targets'] = {
  mister: { preset: 'mister', path: './mister', policy: 'everything' },
  packed: { preset: 'folder', path: './packed', policy: 'everything', archives: 'zip' },
}

function projectWith(targets: ConfigData['targets'] = TARGETS): Project {
  const project = settledProject('disc-sheets')
  project.configure({
    roots: { discs: { path: './discs', platform: 'psx' } },
    dats: { psx: './psx.dat' },
    targets,
  })
  project.write('psx.dat', datOf('Alpha (USA)', 'what nobody has'))
  return project
}

function putDisc(project: Project, sheet = cueOf('Track 1.bin', 'Track 2.bin')): void {
  project.write('discs/alpha/Track 1.bin', TRACKS[0])
  project.write('discs/alpha/Track 2.bin', TRACKS[1])
  project.write('discs/alpha/Alpha.cue', sheet)
}

const FOLDER = 'games/PSX/Alpha (USA)'
const ON_MISTER = ['Alpha (USA) (Track 1).bin', 'Alpha (USA) (Track 2).bin', 'Alpha (USA).cue'].map(
  (name) => `${FOLDER}/${name}`,
)

function sheetOn(project: Project): string {
  return readFileSync(project.at('mister', `${FOLDER}/Alpha (USA).cue`), 'utf8')
}

it('are written with the names that their tracks have there, and so are those in zips', async () => {
  const project = projectWith()
  putDisc(project)
  expect((await project.build()).targets).toMatchObject({ mister: { put: 3 }, packed: { put: 1 } })
  expect(Object.keys(project.files('mister'))).toEqual(ON_MISTER)
  expect(sheetOn(project)).toBe(cueOf('Alpha (USA) (Track 1).bin', 'Alpha (USA) (Track 2).bin'))
  expect(readFileSync(project.at('packed/psx/Alpha (USA).zip')).includes('Alpha (USA).cue')).toBe(true)
  expect((await project.build()).outcome).toBe('nothing')

  const { stdout: made } = await project.run(['explain', `mister/${FOLDER}/Alpha (USA).cue`])
  expect(made).toContain(
    '  made by curator, from the sheet of its game, with the names that files have there\n',
  )
  const { stdout } = await project.run(['explain', 'discs/alpha/Alpha.cue'])
  expect(stdout).toContain('is Alpha (USA)  psx, by the tracks it names, in psx')
  const { stdout: listed } = await project.run(['files', '--json', '*.cue'])
  const files = JSON.parse(listed) as readonly FileReport[]
  expect(files[0]?.contents[0]?.match).toEqual({
    platform: 'psx',
    dat: 'psx',
    release: 'Alpha (USA)',
    rom: 'Alpha (USA).cue',
    by: 'tracks',
    confidence: 0.99,
  })
})

it('follow the names of a DAT that lists no sheet, when they change', async () => {
  const project = projectWith()
  project.write('psx.dat', datOf('Alpha (USA)'))
  putDisc(project)
  await project.build()
  expect(Object.keys(project.files('mister'))).toEqual(ON_MISTER)
  project.write('psx.dat', datOf('Alpha (USA) (Rev 1)'))
  expect((await project.build()).targets['mister']).toMatchObject({ put: 1, moved: 2, deleted: 1 })
  const now = 'games/PSX/Alpha (USA) (Rev 1)/Alpha (USA) (Rev 1)'
  expect(readFileSync(project.at('mister', `${now}.cue`), 'utf8')).toBe(
    cueOf('Alpha (USA) (Rev 1) (Track 1).bin', 'Alpha (USA) (Rev 1) (Track 2).bin'),
  )
})

const OLD_CUE = cueOf('Alpha (USA) (Track 1).bin', 'Alpha (USA) (Track 2).bin')
const NEW_CUE = cueOf('Alpha (USA) (Rev 1) (Track 1).bin', 'Alpha (USA) (Rev 1) (Track 2).bin')
const SAVE = 'mister/saves/PSX/Alpha (USA).sav'

it.each([
  ['the DAT lists none', undefined, undefined],
  ["they are the user's own", 'what nobody has', 'what nobody has either'],
  ["they are the DAT's, before and after", OLD_CUE, NEW_CUE],
])('stay with a disc that keeps its name because of a save, where %s', async (_, before, after) => {
  const project = projectWith({ mister: TARGETS['mister'] ?? {} })
  project.write('psx.dat', datOf('Alpha (USA)', before))
  putDisc(project, before === OLD_CUE ? OLD_CUE : undefined)
  project.write('discs/alpha/Alpha (USA) (Track 1).bin', TRACKS[0])
  project.write('discs/alpha/Alpha (USA) (Track 2).bin', TRACKS[1])
  await project.build()
  const files = project.files('mister')
  expect(Object.keys(files)).toEqual(ON_MISTER)
  project.write(SAVE, 'progress')
  project.write('psx.dat', datOf('Alpha (USA) (Rev 1)', after))
  if (after === NEW_CUE) project.write('discs/alpha/Alpha.cue', NEW_CUE)
  const report = await project.build()
  expect(messages(report, 'name-kept')).toEqual([
    'games/PSX/Alpha (USA) (Rev 1) stays games/PSX/Alpha (USA) on mister: saves/PSX/Alpha (USA).sav hangs on that name.',
  ])
  expect(project.files('mister')).toMatchObject(files)
  expect(sheetOn(project)).toBe(OLD_CUE)
  expect((await project.build()).outcome).toBe('nothing')
})

it('are renamed with their tracks, and the save with them, where the target says so', async () => {
  const project = projectWith({ mister: { ...TARGETS['mister'], saves: 'rename' } })
  putDisc(project)
  await project.build()
  project.write(SAVE, 'progress')
  project.write('psx.dat', datOf('Alpha (USA) (Rev 1)', 'what nobody has'))
  await project.build()
  expect(Object.keys(project.files('mister'))).toEqual([
    ...ON_MISTER.map((path) => path.replaceAll('(USA)', '(USA) (Rev 1)')),
    'saves/PSX/Alpha (USA) (Rev 1).sav',
  ])
})

it('are copied as they are where they have the names of the DAT', async () => {
  const project = projectWith()
  const sheet = cueOf('Alpha (USA) (Track 1).bin', 'Alpha (USA) (Track 2).bin').replaceAll('\r', '')
  const members = {
    'Alpha (USA).cue': sheet,
    'Alpha (USA) (Track 1).bin': TRACKS[0],
    'Alpha (USA) (Track 2).bin': TRACKS[1],
  }
  project.write('discs/a.zip', makeZip(Object.entries(members).map(([name, data]) => ({ name, data }))))
  await project.build()
  expect(sheetOn(project)).toBe(sheet)
})

it('are a .gdi beside its tracks, where the DAT lists a .cue', async () => {
  const project = settledProject('disc-gdi')
  project.configure({
    roots: { discs: { path: './discs', platform: 'dc', identity: 'size+mtime' } },
    dats: { redump: './redump.dat' },
    targets: { card: { preset: 'folder', path: './card', policy: 'everything' } },
    libraries: { main: { path: './discs', roots: ['discs'], mode: 'move' } },
  })
  const dat = datOf('Alpha (USA)', 'what nobody has').replace('Sony - PlayStation', 'Sega - Dreamcast')
  project.write('redump.dat', dat)
  const gdiOf = ([one, two]: readonly string[]) => `2\r\n1 0 4 2352 "${one}" 0\r\n2 600 0 2352 "${two}" 0\r\n`
  const listed = ['Alpha (USA) (Track 1).bin', 'Alpha (USA) (Track 2).bin']
  TRACKS.forEach((bytes, n) => project.write(`discs/Track ${n + 1}.bin`, bytes))
  project.write('discs/disc.gdi', gdiOf(['Track 1.bin', 'Track 2.bin']))
  expect((await project.build()).targets).toMatchObject({ card: { put: 3, missing: 0 } })
  const folder = 'dc/Alpha (USA)'
  expect(Object.keys(project.files('card'))).toEqual(
    [...listed, 'Alpha (USA).gdi'].map((name) => `${folder}/${name}`),
  )
  expect(readFileSync(project.at('card', folder, 'Alpha (USA).gdi'), 'utf8')).toBe(gdiOf(listed))
  const { stdout } = await project.run(['romsets', 'list', '--json'])
  expect(JSON.parse(stdout)).toMatchObject({ versions: [{ releases: 1, owned: 1 }] })

  // in a library it keeps its extension too
  TRACKS.forEach((bytes, n) => {
    rmSync(project.at(`discs/Track ${n + 1}.bin`))
    project.write(`discs/${listed[n]}`, bytes)
  })
  project.write('discs/disc.gdi', gdiOf(listed))
  await project.build()
  const plan = await project.run(['library', 'plan', '--json'])
  const { actions } = (JSON.parse(plan.stdout) as { readonly libraries: { readonly main: LibraryPlan } })
    .libraries.main
  expect(JSON.stringify(actions)).toContain('Alpha (USA).gdi')
  expect(JSON.stringify(actions)).not.toContain('.cue')
})

it('do not count when they name something else: the disc is not there, and explain says what it lacks', async () => {
  const project = projectWith()
  putDisc(project, cueOf('Track 1.bin'))
  const report = await project.build()
  expect(report.targets['mister']).toMatchObject({ put: 0 })
  expect((await project.run(['explain', 'Alpha'])).stdout).toContain(
    'lacks one of its 3 files: Alpha (USA).cue',
  )
})

it('stay on the device with their game while a track cannot be read', async () => {
  const project = projectWith({ mister: TARGETS['mister'] ?? {} })
  project.write(
    'discs/a.zip',
    makeZip([
      { name: 'Alpha.cue', data: cueOf('1.bin', '2.bin') },
      { name: '1.bin', data: TRACKS[0] },
      { name: '2.bin', data: TRACKS[1] },
    ]),
  )
  await project.build()
  const before = project.files('mister')
  expect(Object.keys(before)).toEqual(ON_MISTER)
  truncateSync(project.at('discs/a.zip'), 60)
  const report = await project.build({ code: 3 })
  expect(codes(report)).toContain('deletes-withheld')
  expect(messages(report, 'deletes-withheld')).toEqual([
    'mister: 3 files that are not wanted any more stay, because the files they came from cannot be read.',
  ])
  expect(project.files('mister')).toEqual(before)
})

it('keep their tracks beside them in a library, unless all have the names of the DAT', async () => {
  const project = projectWith()
  project.configure({
    roots: { discs: { path: './discs', platform: 'psx', identity: 'size+mtime' } },
    dats: { psx: './psx.dat' },
    targets: TARGETS,
    libraries: { main: { path: './discs', roots: ['discs'], mode: 'move' } },
  })
  putDisc(project)
  await project.build()
  const plan = async (): Promise<LibraryPlan> => {
    const { stdout } = await project.run(['library', 'plan', '--json'])
    return (JSON.parse(stdout) as { readonly libraries: { readonly main: LibraryPlan } }).libraries.main
  }
  expect((await plan()).actions).toEqual([])
  expect((await plan()).stays).toContainEqual({
    path: project.at('discs/alpha/Track 1.bin'),
    reason: 'Alpha.cue names it, which stays',
  })
  project.write(
    'psx.dat',
    datOf('Track', 'what nobody has').replaceAll('Track (Track', 'Track').replaceAll(').bin', '.bin'),
  )
  await project.build()
  expect((await plan()).stays).toEqual([])
})
