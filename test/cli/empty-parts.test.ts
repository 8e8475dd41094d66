/** Parts of games that DATs list with no bytes: nobody has to own them, and devices get them. */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import { expect, it } from 'vitest'
import { settledProject, type ConfigData, type Project } from './support.ts'

const EMPTY = createHash('sha1').digest('hex')
const GAME = 'the game '.repeat(40)
const MUSIC = 'the music '.repeat(40)

function rom(name: string, bytes: string): string {
  const [sha1, md5] = ['sha1', 'md5'].map((by) => createHash(by).update(bytes).digest('hex'))
  const crc = crc32(bytes).toString(16).padStart(8, '0')
  return `<rom name="${name}" size="${bytes.length}" crc="${crc}" md5="${md5}" sha1="${sha1}"/>`
}

/** A game with MSU-1 music, and one of which the DAT lists nothing but an empty file. */
function datOf(game: string, marker = rom(`${game}.msu`, '')): string {
  return `<?xml version="1.0"?><datafile><header><name>Nintendo - Super Nintendo Entertainment System</name></header>
    <game name="${game}">${marker}${rom(`${game}.sfc`, GAME)}${rom(`${game}-1.pcm`, MUSIC)}</game>
    <game name="Nothing (World)">${rom('Nothing (World).msu', '')}</game></datafile>`
}

function projectWith(targets: ConfigData['targets']): Project {
  const project = settledProject('empty-parts')
  project.configure({ roots: { roms: './roms' }, dats: { snes: './snes.dat' }, targets })
  project.write('snes.dat', datOf('Hero (USA)'))
  project.write('roms/hero.sfc', GAME)
  project.write('roms/music.pcm', MUSIC)
  return project
}

const LOOSE: ConfigData['targets'] = { card: { preset: 'folder', path: './card', policy: 'everything' } }
const FOLDER = 'snes/Hero (USA)'

it('are written beside what is owned, once, and come back when they are lost', async () => {
  const project = projectWith(LOOSE)
  const plan = await project.plan()
  expect(plan.targets['card']?.actions).toContainEqual(
    expect.objectContaining({ op: 'put', path: `${FOLDER}/Hero (USA).msu`, bytes: 0 }),
  )
  expect((await project.build()).targets).toMatchObject({ card: { put: 3 } })
  const files = project.files('card')
  expect(files[`${FOLDER}/Hero (USA).msu`]).toBe(EMPTY)
  expect(Object.keys(files)).toEqual(
    ['Hero (USA)-1.pcm', 'Hero (USA).msu', 'Hero (USA).sfc'].map((name) => `${FOLDER}/${name}`),
  )
  expect((await project.build()).outcome).toBe('nothing')
  expect((await project.run(['verify'])).code).toBe(0)
  const { stdout } = await project.run(['explain', `card/${FOLDER}/Hero (USA).msu`])
  expect(stdout).toContain('  made by curator, because its game has a file of no bytes\n')
  renameSync(project.at('card', `${FOLDER}/Hero (USA).msu`), project.at('lost'))
  expect((await project.build()).targets).toMatchObject({ card: { put: 1 } })
  expect(project.files('card')).toEqual(files)
})

it('are not asked for, and a game of nothing else is owned by nobody', async () => {
  const project = projectWith(LOOSE)
  await project.build()
  const { stdout: missing } = await project.run(['report', 'missing'])
  expect(missing).toContain('Nothing (World) [empty]')
  expect(missing).not.toContain('Hero')
  const { stdout: fix } = await project.run(['report', 'missing', '--format', 'dat'])
  expect(fix).not.toContain('.msu')
  const { stdout: status } = await project.run(['romsets', 'show', 'everything', '--json'])
  expect(status).toContain('Hero (USA)')
})

it('are in zips, and a zip of the user that has them serves as it is', async () => {
  const project = projectWith({
    card: { preset: 'folder', path: './card', policy: 'everything', archives: 'zip' },
  })
  expect((await project.build()).targets).toMatchObject({ card: { put: 1 } })
  const zip = readFileSync(project.at('card/snes/Hero (USA).zip'))
  expect(zip.includes('Hero (USA).msu')).toBe(true)
  const { stdout: told } = await project.run(['explain', 'card/snes/Hero (USA).zip'])
  expect(told).toContain('  holds Hero (USA).msu  0 B, made by curator\n')
  expect((await project.build()).outcome).toBe('nothing')
  mkdirSync(project.at('own'))
  writeFileSync(project.at('own/Hero.zip'), zip)
  project.configure({
    roots: { own: './own' },
    dats: { snes: './snes.dat' },
    targets: { other: { preset: 'folder', path: './other', policy: 'everything', archives: 'zip' } },
  })
  await project.build()
  expect(readFileSync(project.at('other/snes/Hero (USA).zip')).equals(zip)).toBe(true)
  const { stdout } = await project.run(['explain', 'other/snes/Hero (USA).zip'])
  expect(stdout).toContain('own/Hero.zip')
})

it('come when a new edition of the DAT lists one, and go with one that does not', async () => {
  const project = projectWith(LOOSE)
  project.write('snes.dat', datOf('Hero (USA)', ''))
  await project.build()
  expect(Object.keys(project.files('card'))).not.toContain(`${FOLDER}/Hero (USA).msu`)
  project.write('snes.dat', datOf('Hero (USA)'))
  expect((await project.build()).targets).toMatchObject({ card: { put: 1 } })
  project.write('snes.dat', datOf('Hero (USA)', ''))
  expect((await project.build()).targets).toMatchObject({ card: { deleted: 1 } })
})

const TWO = (one: string, other: string, version: string): string =>
  `<?xml version="1.0"?><datafile><header><name>Nintendo - Super Nintendo Entertainment System</name><version>${version}</version></header>
    ${[one, other].map((game, n) => `<game name="${game}">${rom(`${game}.msu`, '')}${rom(`${game}.sfc`, `game ${n}`)}${rom('marker', '')}</game>`).join('')}</datafile>`

/** Two games with empty parts on a card; one was played, and both are called otherwise since. */
async function renamedOn(card: Readonly<Record<string, unknown>>) {
  const project = projectWith({ card: { preset: 'mister', path: './card', policy: 'everything', ...card } })
  project.write('snes.dat', TWO('Old (USA)', 'Bravo (USA)', '1'))
  for (const n of [0, 1]) project.write(`roms/${n}.sfc`, `game ${n}`)
  await project.build()
  project.write('card/saves/SNES/Old (USA).sav', 'hours of play')
  project.write('snes.dat', TWO('New (USA)', 'Anew (USA)', '2'))
  await project.build()
  return project
}

it('stay with a game that keeps its name because of its saves, and go with one that does not', async () => {
  const project = await renamedOn({})
  const called = (...games: readonly string[]): string[] =>
    games.flatMap((game) =>
      ['marker', `${game}.msu`, `${game}.sfc`].map((name) => `games/SNES/${game}/${name}`),
    )
  expect(Object.keys(project.files('card', 'games')).map((path) => `games/${path}`)).toEqual(
    called('Anew (USA)', 'Old (USA)').sort(),
  )
  expect((await project.build()).outcome).toBe('nothing')
  rmSync(project.at('card/saves/SNES/Old (USA).sav'))
  await project.build()
  expect(Object.keys(project.files('card'))).toEqual(called('Anew (USA)', 'New (USA)').sort())
})

it('are not taken over from a card: a file of no bytes may be anybody’s', async () => {
  const project = projectWith(LOOSE)
  project.write('card/marker', '')
  await project.run(['doctor', 'card', '--adopt'])
  expect((await project.build()).targets).toMatchObject({ card: { put: 3, moved: 0 } })
  expect(Object.keys(project.files('card'))).toContain('marker')
})

it('tell no zips apart: each is known by what else is in it', async () => {
  const project = await renamedOn({ archives: 'zip', saves: 'rename' })
  expect(Object.keys(project.files('card'))).toEqual([
    'games/SNES/Anew (USA).zip',
    'games/SNES/New (USA).zip',
    'saves/SNES/New (USA).sav',
  ])
})

it('do not make a game: nor does a file of no bytes that you say is one', async () => {
  const project = projectWith(LOOSE)
  project.write('roms/nothing.sfc', '')
  project.write(
    'curation.jsonc',
    JSON.stringify({ match: { [EMPTY]: { platform: 'snes', release: 'Sole (USA)' } } }),
  )
  project.write(
    'snes.dat',
    datOf('Hero (USA)').replace(
      '<game',
      `<game name="Sole (USA)">${rom('Sole (USA).sfc', 'sole')}</game><game`,
    ),
  )
  const { problems } = await project.build({ code: 3 })
  expect(problems.map(({ message }) => message)).toEqual([
    '"Sole (USA)" is not written: of what is taken for it, no file has any bytes.',
  ])
})
