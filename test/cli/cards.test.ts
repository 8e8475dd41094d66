/** Cards that are not there, cards that were filled by hand, and what `status` and `doctor` tell of one. */
import {
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
} from 'node:fs'
import { describe, expect, it } from 'vitest'
import { logiqxDat } from '../support/dat.ts'
import { membersOf } from '../support/archives/zip-members.ts'
import { emptyProject, messages, type ConfigData, type Project } from './support.ts'

const GB = 'Nintendo - Game Boy'

function project(target: ConfigData['targets'][string]): Project {
  const made = emptyProject('cards')
  made.configure({ roots: { roms: './roms' }, dats: { all: './dats' }, targets: { card: target } })
  made.write(
    'dats/gb.dat',
    logiqxDat(GB, [
      { name: 'Alpha (USA).gb', bytes: 'The first game' },
      { name: 'Bravo (World).gb', bytes: 'The other game' },
    ]),
  )
  made.write('roms/a.gb', 'The first game')
  made.write('roms/b.gb', 'The other game')
  return made
}

const CARD = { preset: 'folder', path: './card', policy: 'everything' }

describe('a target that names its card', () => {
  it('is passed over with a word while the card is not there, and built when it is back', async () => {
    const made = project({ ...CARD, volume: { id: 'card' } })
    mkdirSync(made.at('card')) // an empty mount point
    const away = await made.build()
    expect(away).toMatchObject({ outcome: 'nothing', targets: { card: { put: 0, outcome: 'absent' } } })
    expect(messages(away, 'target-absent')).toEqual([
      `card is not there: ${made.at('card')} is not on the card "card". It is passed over.`,
    ])
    expect(readdirSync(made.at('card'))).toEqual([])
    const status = await made.run(['status'])
    expect(status.stdout).toMatch(/card +absent/)
    expect(status.stdout).toContain('Games\n  gb  everything  2 owned  0 missing\n')
    const more = await made.run(['status', 'card'])
    expect(more.stdout).toContain('Not as it was written on card\n  not known: its card is not there\n')
    expect((await made.run(['doctor'])).stdout).toContain(
      `note  target card: card is not there: ${made.at('card')} is not on the card "card". It is passed over.`,
    )

    const adopted = await made.run(['doctor', 'card', '--adopt'])
    expect(adopted.code).toBe(0)
    expect(await made.build()).toMatchObject({ targets: { card: { put: 2, outcome: 'done' } } })
    renameSync(made.at('card'), made.at('elsewhere'))
    mkdirSync(made.at('card'))
    expect(await made.build()).toMatchObject({ targets: { card: { outcome: 'absent' } } })
    expect(readdirSync(made.at('card'))).toEqual([])
    rmSync(made.at('card'), { recursive: true })
    renameSync(made.at('elsewhere'), made.at('card'))
    expect((await made.build()).outcome).toBe('nothing')
  })

  it('is passed over where no disk of that label or number is mounted', async () => {
    const made = project({ ...CARD, volume: { label: 'NO SUCH CARD' } })
    expect(await made.build()).toMatchObject({ targets: { card: { outcome: 'absent' } } })
    made.configure({
      roots: { roms: './roms' },
      dats: { all: './dats' },
      targets: { card: { ...CARD, volume: { uuid: '0000-FFFF' } } },
    })
    const away = await made.build()
    expect(messages(away, 'target-absent')).toEqual([
      `card is not there: ${made.at('card')} is not on the disk 0000-FFFF. It is passed over.`,
    ])
  })
})

it('tells of a card that cannot be looked at by every verb, and builds the others', async () => {
  const made = project(CARD)
  made.configure({
    roots: { roms: './roms' },
    dats: { all: './dats' },
    targets: { card: { ...CARD, volume: { id: 'card' } }, other: { ...CARD, path: './other' } },
  })
  mkdirSync(made.at('card'))
  symlinkSync('.curator', made.at('card/.curator')) // fails as a broken disk does
  const said = `${made.at('card')} cannot be looked at: too many symbolic links. Nothing was written.`
  const report = await made.build({ code: 3 })
  expect(report.targets).toMatchObject({ card: { outcome: 'partial' }, other: { put: 2, outcome: 'done' } })
  expect(messages(report, 'write-failed')).toEqual([said])
  const status = await made.run(['status'])
  expect([status.code, status.stdout]).toEqual([3, expect.stringMatching(/ {2}card +blocked /)])
  const [all, one] = [await made.run(['doctor']), await made.run(['doctor', 'card'])]
  expect([all.code, all.stdout]).toEqual([1, expect.stringContaining(`bad   target card: ${said}\n`)])
  expect([one.code, one.stdout]).toEqual([1, expect.stringContaining(`bad   card card: ${said}\n`)])
})

describe('a card that cannot be taken over', () => {
  it('is one that lies elsewhere: nothing is written into an empty mount point', async () => {
    const made = project({ ...CARD, volume: { label: 'NO SUCH CARD', id: 'card' } })
    mkdirSync(made.at('card'))
    const adopted = await made.run(['doctor', 'card', '--adopt'])
    expect([adopted.code, adopted.stdout]).toEqual([
      1,
      expect.stringContaining(
        `bad   card adopt: card is not there: ${made.at('card')} is not on the disk with the label "NO SUCH CARD". Nothing was taken over.\n`,
      ),
    ])
    expect(readdirSync(made.at('card'))).toEqual([])
  })

  it('is not there: no folder is made for it', async () => {
    const made = project({ ...CARD, volume: { id: 'card' } })
    const { code, stdout } = await made.run(['doctor', 'card', '--adopt'])
    expect([code, stdout]).toEqual([
      1,
      expect.stringContaining(`bad   card adopt: ${made.at('card')} is not there. Nothing was taken over.\n`),
    ])
    expect(readdirSync(made.dir)).not.toContain('card')
  })

  it("is another target's, which is told in both forms", async () => {
    const made = project(CARD)
    made.write('card/.curator/id', '{"madeBy":"curator","target":"other"}\n')
    made.write('card/gb/Alpha (USA).gb', 'The first game')
    const said = `${made.at('card')} was built as target "other", not as "card". Nothing was written.`
    const text = await made.run(['doctor', 'card', '--adopt'])
    expect([text.code, text.stdout]).toEqual([1, expect.stringContaining(`bad   card adopt: ${said}\n`)])
    expect(text.stdout).not.toContain('Took over')
    const { code, stdout } = await made.run(['doctor', 'card', '--adopt', '--json'])
    const { findings } = JSON.parse(stdout) as { findings: readonly unknown[] }
    expect([code, findings[0]]).toMatchObject([1, { verdict: 'fault', subject: 'card adopt', message: said }])
  })
})

describe('a card that was filled by hand', () => {
  it('has its files taken over, wherever they lie, and renamed by the next build', async () => {
    const made = project(CARD)
    made.write('card/gb/Alpha (USA).gb', 'The first game')
    made.write('card/My games/bravo.gb', 'The other game')
    made.write('card/My games/mine.gb', 'Nobody knows it')
    const adopted = await made.run(['doctor', 'card', '--adopt'])
    expect(adopted.stdout).toContain(
      'ok    card adopt: Took over 1 file in place, 1 file elsewhere that the next build renames.\n',
    )
    expect(adopted.stdout).toContain(
      'card foreign: 1 file (15 B) not written by curator, in My games: left alone.',
    )
    expect(await made.build()).toMatchObject({ targets: { card: { put: 0, moved: 1, bytes: 0, kept: 1 } } })
    expect(Object.keys(made.files('card'))).toEqual([
      'My games/mine.gb',
      'gb/Alpha (USA).gb',
      'gb/Bravo (World).gb',
    ])
  })

  it('has what is right told once, and counted as not ours, until it is taken over', async () => {
    const made = project(CARD)
    await made.build()
    rmSync(made.at('card/.curator'), { recursive: true })
    made.write('card/mine.txt', 'own')
    const told = [
      `2 files on ${made.at('card')} are as wanted already, and no notes there say that curator wrote them: they stay when no longer wanted.`,
    ]
    expect((await made.run(['plan'])).stderr).toContain(told[0])
    expect(messages(await made.build(), 'already-there')).toEqual(told)
    expect(messages(await made.build(), 'already-there')).toEqual([])
    const { stdout } = await made.run(['doctor', 'card'])
    expect(stdout).toContain('card ours: 0 files, all as they were written.')
    expect(stdout).toContain(
      'card foreign: 3 files (31 B) not written by curator, in gb, the top folder, 2 of them as the target wants them: left alone.',
    )
    await made.run(['doctor', 'card', '--adopt'])
    expect((await made.run(['doctor', 'card'])).stdout).toContain(
      'card ours: 2 files, all as they were written.',
    )
    rmSync(made.at('roms/b.gb'))
    expect(await made.build()).toMatchObject({ targets: { card: { deleted: 1, kept: 1 } } })
  })

  it('has lists that its frontend wrote to: they are neither foreign nor to be taken over', async () => {
    const made = project({ ...CARD, preset: 'batocera' })
    await made.build()
    const list = 'card/roms/gb/gamelist.xml'
    const text = readFileSync(made.at(list), 'utf8')
    made.write(list, text.replace('</name>', '</name><favorite>true</favorite>'))
    expect(await made.build()).toMatchObject({ outcome: 'nothing' })
    const { stdout } = await made.run(['doctor', 'card'])
    expect(stdout).toContain(
      "ok    card lists: 1 file (212 B) that the device writes as well: whatever is not curator's stays in them.\n",
    )
    expect(stdout).not.toContain('card foreign:')
  })

  it('cannot lie below a file: every verb says so before a build tries', async () => {
    const made = project({ ...CARD, path: './list.txt/card' })
    made.write('list.txt', 'mine')
    const never = `${made.at('list.txt/card')} cannot be a folder: there is a file in its path.`
    const plan = await made.run(['plan'])
    expect([plan.code, plan.stdout]).toEqual([3, `card  ${made.at('list.txt/card')}  cannot be built\n`])
    expect(plan.stderr).toContain(`error ${never} [target-not-folder]`)
    expect((await made.run(['status'])).stdout).toMatch(/ {2}card {2}blocked /)
    expect((await made.run(['doctor', 'card'])).stdout).toContain(`bad   card card: ${never}`)
    expect((await made.run(['doctor'])).stdout).toContain(
      `bad   target card: ${made.at('list.txt/card')} cannot be made: ${made.at('list.txt')} is not a folder.`,
    )
    expect(messages(await made.build({ code: 3 }), 'target-not-folder')).toEqual([never])
    expect(readFileSync(made.at('list.txt'), 'utf8')).toBe('mine')
  })

  it('is told apart from others', async () => {
    const made = project(CARD)
    made.write('card/EDN8/MAPROUT.BIN', 'firmware')
    const { stdout, code } = await made.run(['doctor', 'card'])
    expect(code).toBe(0)
    expect(stdout).toContain(
      "note  card layout: It looks like a card for EverDrive N8, and the target's preset is folder.",
    )
    expect(stdout).toContain('was never built by curator.')
    const whose = await made.run(['doctor', '--adopt'])
    expect([whose.code, whose.stderr]).toEqual([2, expect.stringContaining('`--adopt` takes a target: ')])
    await made.build()
    expect((await made.run(['doctor', 'card'])).stdout).toContain(`card was built as "card".\n`)
  })
})

it('says of one target what is not as it was written, and what its last builds did', async () => {
  const made = project(CARD)
  await made.build()
  made.write('card/gb/Alpha (USA).gb', 'patched by hand, longer')
  rmSync(made.at('card/gb/Bravo (World).gb'))
  const { stdout } = await made.run(['status', 'card'])
  expect(stdout).toContain(
    'Not as it was written on card\n  changed  gb/Alpha (USA).gb\n  gone     gb/Bravo (World).gb\n',
  )
  expect(stdout).toMatch(/Last builds of card\n {2}\S+ \S+ +done +2 written \(28 B\) +0 renamed +0 deleted/)
})

it('says which game nobody knows of those that are to be different', async () => {
  const made = project({
    ...CARD,
    games: { 'Alfa (USA)': { rename: 'First' }, 'Bravo (World)': { exclude: true } },
  })
  const { stderr } = await made.run(['build'])
  expect(stderr).toContain(
    'note `targets.card.games` names "Alfa (USA)", which no game and no release is called. The nearest are "Alpha (USA)". [override-unmatched]\n' +
      '  It does nothing now. Change it in the config, or take it out.\n',
  )
  expect(Object.keys(made.files('card'))).toEqual(['gb/Alpha (USA).gb'])
  expect((await made.run(['explain', 'Bravo'])).stdout).toContain(
    '  kept       Bravo (World)\n  - card: left out by its `games`\n',
  )
})

it('finds a game by a name that was copied from a Mac, in which an accent is a character of its own', async () => {
  const made = project({ ...CARD, games: { 'Cafe\u0301 (USA)': { rename: 'Mine' } } })
  made.write('dats/gb.dat', logiqxDat(GB, [{ name: 'Caf\u00e9 (USA).gb', bytes: 'The first game' }]))
  expect(messages(await made.build(), 'override-unmatched')).toEqual([])
  expect(Object.keys(made.files('card'))).toEqual(['gb/Mine.gb'])
})

it('lets single games be left out, renamed, and played by a core', async () => {
  const made = project({
    preset: 'retroarch',
    path: './card',
    policy: 'everything',
    deviceRoot: '/storage',
    platforms: { gb: { folder: 'Game Boy', core: 'gambatte' } },
    games: { Alpha: { rename: 'First', core: 'sameboy' }, 'Bravo (World)': { exclude: true } },
  })
  await made.build()
  expect(Object.keys(made.files('card'))).toEqual([
    'content/Game Boy/First.gb',
    'playlists/Nintendo - Game Boy.lpl',
  ])
  const list = readFileSync(made.at('card/playlists/Nintendo - Game Boy.lpl'), 'utf8')
  expect(list).toContain('"path": "/storage/content/Game Boy/First.gb"')
  expect(list).toContain('"core_path": "/storage/cores/sameboy_libretro.so"')
  expect(list).toContain('"core_name": "sameboy"')
})

it('says when a folder at the top of a MiSTer card hides games, though it be empty', async () => {
  const made = project({ preset: 'mister', path: './card', policy: 'everything', platforms: ['gb'] })
  mkdirSync(made.at('card/GameBoy'), { recursive: true })
  const said = `${made.at('card/GameBoy')} hides games/GAMEBOY: MiSTer looks there first.`
  const hint = 'Move what is in it to games/, and remove it: an empty folder hides them as well.'
  const { problems } = await made.build()
  expect(problems.filter(({ code }) => code === 'games-hidden')).toEqual([
    { code: 'games-hidden', message: said, hint, path: made.at('card/GameBoy') },
  ])
  expect((await made.run(['doctor', 'card'])).stdout).toContain(`${said}\n      ${hint}`)
  rmdirSync(made.at('card/GameBoy'))
  mkdirSync(made.at('card/NES'))
  expect((await made.run(['doctor', 'card'])).stdout).not.toContain('MiSTer looks there first')
})

it("says when a folder has more in it than the device takes, with what is not curator's", async () => {
  const made = project({ ...CARD, entriesPerFolder: 3, layout: '{folder}/{letter}/{file}' })
  await made.build()
  for (const name of ['one', 'two']) made.write(`card/gb/${name}.gb`, 'mine')
  made.write('card/gb/.hidden', 'which no cart shows')
  const said = (entries: number) =>
    `${made.at('card/gb')} comes to ${entries} files and folders, with those that are not curator's: ./card takes 3.`
  expect((await made.run(['doctor', 'card'])).stdout).toContain(said(4))
  // without the folders of the letters, which go
  made.configure({
    roots: { roms: './roms' },
    dats: { all: './dats' },
    targets: { card: { ...CARD, entriesPerFolder: 3 } },
  })
  expect(messages(await made.build(), 'folder-crowded')).toEqual([said(4)])
  rmSync(made.at('card/gb/one.gb'))
  rmSync(made.at('card/gb/Alpha (USA).gb'))
  expect((await made.build()).problems).toEqual([])
  expect((await made.run(['doctor', 'card'])).stdout).not.toContain('comes to')
})

it('keeps what a frontend writes into its list of games', async () => {
  const made = project({ preset: 'batocera', path: './card', policy: 'everything', platforms: ['gb'] })
  await made.build()
  const list = readFileSync(made.at('card/roms/gb/gamelist.xml'), 'utf8')
  expect(list).toContain('<path>./Alpha (USA).gb</path>\n\t\t<name>Alpha</name>')
  const played = list.replace('<name>Alpha</name>', '<name>Alpha</name>\n\t\t<favorite>true</favorite>')
  made.write('card/roms/gb/gamelist.xml', played)
  expect(await made.build()).toMatchObject({ targets: { card: { put: 0, conflicts: 0 } } })
  expect((await made.build()).outcome).toBe('nothing')
  made.write(
    'dats/gb.dat',
    logiqxDat(GB, [
      { name: 'Alpha 1 (USA).gb', bytes: 'The first game' },
      { name: 'Bravo (World).gb', bytes: 'The other game' },
    ]),
  )
  await made.build()
  expect(readFileSync(made.at('card/roms/gb/gamelist.xml'), 'utf8')).toBe(
    played
      .replace('./Alpha (USA).gb', './Alpha 1 (USA).gb')
      .replace('<name>Alpha</name>', '<name>Alpha 1</name>'),
  )
})

it('has no USB drive for games that are at the top of a card', async () => {
  const made = project({ preset: 'mister', path: './card', policy: 'everything', layout: '{folder}/{file}' })
  const why = '`--usb` is for games below `games/`, and those of `card` are elsewhere by its layout.'
  for (const args of [
    ['downloader', 'card', '--url', 'http://nas/card', '--usb'],
    ['serve', '--downloader', 'card', '--host', 'nas', '--usb'],
  ]) {
    const { code, stderr } = await made.run(args)
    expect([code, stderr]).toEqual([2, expect.stringContaining(why)])
  }
})

it('writes a plan as a page when it is asked to, and a database for Downloader', async () => {
  const made = project({ preset: 'mister', path: './card', policy: 'everything', platforms: ['gb'] })
  expect((await made.run(['plan', '--html', 'plan.html'])).code).toBe(0)
  expect((await made.run(['plan', '--html', 'roms/plan.html'])).stderr).toContain(
    `${made.at('roms/plan.html')} is in the root `,
  )
  expect(readFileSync(made.at('plan.html'), 'utf8')).toContain('<td>games/GAMEBOY/Alpha (USA).gb</td>')
  const early = await made.run(['downloader', 'card', '--url', 'http://nas/card'])
  expect([early.code, early.stderr]).toEqual([
    2,
    expect.stringContaining(`${made.at('card')} is not there: its card is not in, or nothing was built yet.`),
  ])
  mkdirSync(made.at('card'))
  const empty = await made.run(['downloader', 'card', '--url', 'http://nas/card'])
  expect([empty.code, empty.stderr]).toEqual([2, expect.stringContaining("There is nothing of curator's in")])
  await made.build()
  const { code, stdout } = await made.run(['downloader', 'card', '--url', 'http://nas/card'])
  expect(code).toBe(0)
  expect(stdout).toContain('db.json.zip: 2 files, 28 B')
  await made.run(['downloader', 'card', '--url', 'http://nas/my cärd'])
  const { 'db.json': text } = await membersOf(readFileSync(made.at('db.json.zip')))
  expect(text).toContain('"http://nas/my%20c%C3%A4rd/games/GAMEBOY/Alpha%20(USA).gb"')

  for (const [args, why] of [
    [['--url', 'ftp://nas/card'], '`--url` takes the address below which the files of the target are served'],
    [['--url', 'http://nas/card?user=me'], '`--url` takes the address below which'],
    [['--url', 'http://192.168.1.5:8080/card'], "MiSTer's Downloader refuses files from 192.168.1.5."],
    [['--url', 'http://localhost/card'], "MiSTer's Downloader refuses files from localhost."],
  ] as const) {
    const refused = await made.run(['downloader', 'card', ...args])
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining(why)])
  }

  // bytes that went bad have their size and time still
  const bravo = made.at('card/games/GAMEBOY/Bravo (World).gb')
  const second = Math.floor(statSync(bravo).mtimeMs / 1000)
  made.write('card/games/GAMEBOY/Bravo (World).gb', 'The 0ther game')
  utimesSync(bravo, second, second)
  const rotten = await made.run(['downloader', 'card', '--url', 'http://nas/card'])
  expect([rotten.code, rotten.stderr]).toEqual([
    3,
    `error ${bravo} has other bytes than curator wrote, though nothing says that it was changed. [changed-on-device]\n` +
      '  Look after the disk. Delete the file, and run `curator build card`.\n',
  ])
  made.write('card/games/GAMEBOY/Bravo (World).gb', 'The other game')
  utimesSync(bravo, second, second)

  // a MiSTer would delete what the database names no more
  rmSync(made.at('card/games/GAMEBOY/Alpha (USA).gb'))
  rmSync(made.at('db.json.zip'))
  const damaged = await made.run(['downloader', 'card', '--url', 'http://nas/card'])
  expect([damaged.code, damaged.stderr]).toEqual([
    3,
    expect.stringContaining(
      `${made.at('card')} is not as curator wrote it: games/GAMEBOY/Alpha (USA).gb changed or gone. [changed-on-device]\n  Run \`curator build card\` first.`,
    ),
  ])
  expect(readdirSync(made.dir)).not.toContain('db.json.zip')

  // what a build met and left is no output any more
  made.write('card/games/GAMEBOY/Alpha (USA).gb', 'patched by hand')
  await made.build({ code: 3 })
  const edited = await made.run(['downloader', 'card', '--url', 'http://nas/card'])
  expect([edited.code, edited.stderr]).toEqual([
    3,
    expect.stringContaining(
      'games/GAMEBOY/Alpha (USA).gb changed or gone. [changed-on-device]\n  Run `curator build card` first, with `--force` if what was changed there shall go.',
    ),
  ])
})

it('makes no database of a target that is no MiSTer', async () => {
  const made = project(CARD)
  await made.build()
  const { code, stderr } = await made.run(['downloader', 'card', '--url', 'http://nas/card'])
  expect([code, stderr]).toEqual([
    2,
    expect.stringContaining(
      '`card` is no target for MiSTer (its preset is folder), and only a MiSTer has a Downloader.',
    ),
  ])
})

it('tells of an edit also after a build that left it, and not of a file that has only another time', async () => {
  const made = project(CARD)
  await made.build()
  made.write('card/gb/Alpha (USA).gb', 'patched by hand')
  utimesSync(made.at('card/gb/Bravo (World).gb'), 1_700_000_000, 1_700_000_000)
  await made.build({ code: 3 })
  const { stdout } = await made.run(['status', 'card'])
  expect(stdout).toContain('Not as it was written on card\n  changed  gb/Alpha (USA).gb\nLast builds')
  expect((await made.run(['doctor', 'card'])).stdout).toContain(
    'card ours: 1 file as they were written; 1 other changed or gone: gb/Alpha (USA).gb.\n',
  )
})

describe('a DAT that lists other games', () => {
  const games = (suffix: string) =>
    Array.from({ length: 12 }, (_, i) => ({ name: `Game ${i} (USA).gb`, bytes: `Game ${i}${suffix}` }))

  function filled(): Project {
    const made = project(CARD)
    for (const { name, bytes } of games('')) made.write(`roms/${name}`, bytes)
    made.write('dats/gb.dat', logiqxDat(GB, games('')))
    return made
  }

  it('stops a build that would drop much', async () => {
    const made = filled()
    await made.build()
    made.write('dats/gb.dat', logiqxDat(GB, games(' redone')))
    expect(messages(await made.build({ code: 3 }), 'removals-guarded')).toEqual([
      'card: the DATs as they are now would drop 12 of 12 files (100 %); `guards.removals` allows 20 %. Nothing was changed on it.',
    ])
  })

  it('leaves what is right counted as kept, by the plan and by the build', async () => {
    const made = filled()
    const more = games(' more').map(({ name, bytes }) => ({ name: `More ${name}`, bytes }))
    made.write('dats/gb.dat', logiqxDat(GB, [...games(''), ...more]))
    for (const { name, bytes } of more) made.write(`roms/${name}`, bytes)
    await made.build()
    made.write('roms/new.gb', 'new')
    made.write('dats/gb.dat', logiqxDat(GB, [...games(''), { name: 'New (USA).gb', bytes: 'new' }]))
    const { targets } = JSON.parse((await made.run(['plan', '--json'])).stdout) as { targets: object }
    expect(targets).toMatchObject({ card: { actions: [], kept: 12, bytes: 0 } })
    const built = (await made.build({ code: 3 })).targets['card']
    expect(built).toMatchObject({ put: 0, deleted: 0, kept: 12, bytes: 0 })
  })

  it('is not to blame for what another config left there that was taken back', async () => {
    const made = filled()
    await made.build()
    const config = { roots: { roms: './roms' }, dats: { all: './dats' } }
    made.configure({ ...config, targets: { card: { ...CARD, archives: 'zip' } } })
    // in the way: it does not come to its end
    made.write('card/gb/Game 0 (USA).zip', 'mine')
    await made.build({ code: 3 })
    made.configure({ ...config, targets: { card: CARD } })
    made.write('dats/gb.dat', logiqxDat(GB, games('').slice(1)))
    const again = await made.build()
    expect([again.problems, again.targets['card']]).toMatchObject([[], { deleted: 11 }])
    made.write('dats/gb.dat', logiqxDat(GB, games(' redone')))
    expect(messages(await made.build({ code: 3 }), 'removals-guarded')).toHaveLength(1)
  })

  it('is not to blame where the config asks for something else as well', async () => {
    const made = filled()
    await made.build()
    made.write('dats/gb.dat', logiqxDat(GB, games('').slice(1)))
    made.configure({
      roots: { roms: './roms' },
      dats: { all: './dats' },
      targets: { card: { ...CARD, archives: 'zip' } },
    })
    expect(await made.build()).toMatchObject({
      outcome: 'done',
      targets: { card: { put: 11, deleted: 12 } },
    })
  })
})
