/** `curator files`, `verify` and `log`: what is known of each file, whether it is still so, and who found out. */
import { createHash } from 'node:crypto'
import { existsSync, rmSync, truncateSync, utimesSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { openCatalog } from '../../src/catalog/catalog.ts'
import { conditionSections } from '../../src/cli/commands/status/condition-text.ts'
import type { FileRecord } from '../../src/report/files/files.ts'
import { rootVerification } from '../../src/report/verification.ts'
import type { LoggedRun, LoggedRunDetails } from '../../src/report/run-log.ts'
import { logiqxDat } from '../support/dat.ts'
import { pack } from '../support/archives/seven-zip.ts'
import { makeZip } from '../support/archives/zip.ts'
import { emptyProject, LEAST, settledProject, type ConfigData, type Project } from './support.ts'
import { sha1 } from '../support/sha1.ts'

const GB = 'Nintendo - Game Boy'
const NES = 'Nintendo - Nintendo Entertainment System'
const crc = (bytes: string | Uint8Array): string => crc32(bytes).toString(16).padStart(8, '0')

const INES = Buffer.concat([Buffer.from('NES\x1a'), Buffer.alloc(12), Buffer.from('headless')])
const ZIP = makeZip([
  { name: 'Alpha (USA).gb', data: 'alpha' },
  { name: 'stranger', data: 'stranger' },
])
const BROKEN = makeZip([{ name: 'x', data: 'x', claim: { crc32: 1 } }])

function shelf(config: Partial<ConfigData> = {}): Project {
  const project = settledProject('files')
  project.configure({ ...LEAST, ...config })
  project.write('dats/gb.dat', logiqxDat(GB, [{ name: 'Alpha (USA).gb', bytes: 'alpha' }]))
  project.write('dats/nes.dat', logiqxDat(NES, [{ name: 'Head (USA).nes', bytes: 'headless' }]))
  project.write('roms/gb/Alpha.gb', 'alpha')
  project.write('roms/gb/Alpha.sav', 'a save')
  project.write('roms/gb/odd.xyz', 'odd')
  project.write('roms/head.nes', INES)
  project.write('roms/pack.zip', ZIP)
  project.write('roms/broken.zip', BROKEN)
  return project
}

const ALPHA = {
  platform: 'gb',
  dat: 'all',
  release: 'Alpha (USA)',
  rom: 'Alpha (USA).gb',
  by: 'sha1',
  confidence: 1,
}
const alpha = { sha1: sha1('alpha'), crc32: crc('alpha'), size: 5, match: ALPHA }

async function files(project: Project, ...args: readonly string[]): Promise<readonly FileRecord[]> {
  const { stdout, stderr, code } = await project.run(['files', '--json', ...args])
  expect([stderr, code]).toEqual(['', 0])
  return JSON.parse(stdout) as readonly FileRecord[]
}

const paths = (records: readonly FileRecord[]): readonly string[] => records.map(({ path }) => path)

describe('files', () => {
  it('knows a file by its SHA-256 where a DAT has nothing else, and reads it again only for that', async () => {
    const sha256 = (bytes: string): string => createHash('sha256').update(bytes).digest('hex')
    const project = settledProject('files')
    project.configure({ ...LEAST, roots: { roms: { path: './roms', identity: 'size+mtime' } } })
    const old = (path: string, bytes: string | Uint8Array) => {
      project.write(path, bytes)
      utimesSync(project.at(path), 1_000_000_000, 1_000_000_000)
    }
    old('roms/a.gb', 'alpha')
    old('roms/pack.zip', makeZip([{ name: 'b.gb', data: 'bravo' }]))
    project.write('dats/one.dat', logiqxDat(GB, [{ name: 'Other (USA).gb', bytes: 'other' }]))
    expect((await project.build()).roots['roms']).toMatchObject({ hashed: 2 })
    expect(JSON.stringify(await files(project))).not.toContain('sha256')
    const rom = (name: string, bytes: string) =>
      `game ( name "${name}" rom ( name "${name}.gb" size ${bytes.length} sha256 ${sha256(bytes).toUpperCase()} ) )`
    project.write(
      'dats/two.dat',
      `clrmamepro ( name "${GB}" )\n${rom('Alpha (USA)', 'alpha')}\n${rom('Bravo (USA)', 'bravo')}\n`,
    )
    const report = await project.build()
    expect(report.roots['roms']).toMatchObject({ hashed: 2 })
    expect(report.targets['plain']).toMatchObject({ put: 2 })
    expect((await project.build()).outcome).toBe('nothing')
    const [loose, zip] = await files(project)
    const match = { platform: 'gb', dat: 'all', by: 'sha256', confidence: 1 }
    expect(loose?.contents).toEqual([
      {
        depth: 0,
        sha1: sha1('alpha'),
        crc32: crc('alpha'),
        sha256: sha256('alpha'),
        size: 5,
        match: { ...match, release: 'Alpha (USA)', rom: 'Alpha (USA).gb' },
      },
    ])
    expect(zip?.contents[1]).toMatchObject({
      member: 'b.gb',
      sha256: sha256('bravo'),
      match: { ...match, release: 'Bravo (USA)' },
    })
    old('roms/c.gb', 'charlie')
    expect((await project.build()).roots['roms']).toMatchObject({ hashed: 1 })
    rmSync(project.at('dats/two.dat'))
    expect((await project.build()).roots['roms']).toMatchObject({ hashed: 0 })
  })

  it('tells of each file where it is, what it holds, and what that is', async () => {
    const project = shelf()
    await project.build()
    const whole = (bytes: Uint8Array, size: number) => ({
      depth: 0,
      sha1: sha1(bytes),
      crc32: crc(bytes),
      size,
    })
    const present = { root: 'roms', status: 'present' }
    const what = 'member "x" is damaged: its CRC-32 is 8cdc1683 and the archive says 00000001'
    expect(await files(project)).toEqual([
      {
        ...present,
        path: 'broken.zip',
        size: BROKEN.length,
        role: 'archive',
        contents: [
          whole(BROKEN, BROKEN.length),
          { member: 'x', depth: 1, crc32: '8cdc1683', size: 1, problem: what },
        ],
        problem: what,
      },
      { ...present, path: 'gb/Alpha.gb', size: 5, role: 'rom', contents: [{ depth: 0, ...alpha }] },
      { ...present, path: 'gb/Alpha.sav', size: 6, role: 'save', contents: [] },
      { ...present, path: 'gb/odd.xyz', size: 3, role: 'rom', contents: [whole(Buffer.from('odd'), 3)] },
      {
        ...present,
        path: 'head.nes',
        size: INES.length,
        role: 'rom',
        contents: [
          {
            ...whole(INES, INES.length),
            header: 'ines',
            match: { ...ALPHA, platform: 'nes', release: 'Head (USA)', rom: 'Head (USA).nes' },
          },
        ],
      },
      {
        ...present,
        path: 'pack.zip',
        size: ZIP.length,
        role: 'archive',
        contents: [
          whole(ZIP, ZIP.length),
          { member: 'Alpha (USA).gb', depth: 1, ...alpha },
          { ...whole(Buffer.from('stranger'), 8), member: 'stranger', depth: 1 },
        ],
      },
    ])
  })

  it('is asked for some of them', async () => {
    const project = shelf({ roots: { roms: './roms', more: './more' } })
    project.write('more/copy.gb', 'alpha')
    project.write('more/empty.gb', '')
    await project.build()
    rmSync(project.at('roms/gb/odd.xyz'))
    await project.build()
    expect(paths(await files(project, 'ALPHA'))).toEqual(['gb/Alpha.gb', 'gb/Alpha.sav'])
    expect(paths(await files(project, '*.zip'))).toEqual(['broken.zip', 'pack.zip'])
    expect(paths(await files(project, 'gb/*', 'head'))).toEqual(['gb/Alpha.gb', 'gb/Alpha.sav', 'head.nes'])
    expect(paths(await files(project, '--unmatched'))).toEqual(['empty.gb'])
    expect(paths(await files(project, '--failed'))).toEqual(['broken.zip'])
    expect(paths(await files(project, '--missing'))).toEqual(['gb/odd.xyz'])
    expect(paths(await files(project, '--duplicates'))).toEqual(['copy.gb', 'gb/Alpha.gb', 'pack.zip'])
    expect(paths(await files(project, '--platform', 'nes'))).toEqual(['head.nes'])
    expect(paths(await files(project, '--root', 'more', '--duplicates'))).toEqual(['copy.gb'])
    const copies = (await files(project, '--duplicates')).map(({ contents }) =>
      contents.map((one) => one.copies),
    )
    const [copy, loose, packed] = [
      { root: 'more', path: 'copy.gb' },
      { root: 'roms', path: 'gb/Alpha.gb' },
      { root: 'roms', path: 'pack.zip', member: 'Alpha (USA).gb' },
    ]
    expect(copies).toEqual([
      [{ count: 2, places: [loose, packed] }],
      [{ count: 2, places: [copy, packed] }],
      [undefined, { count: 2, places: [copy, loose] }, undefined],
    ])
    expect((await project.run(['files', '--duplicates', 'Alpha'])).stdout.split('\n').slice(1, 3)).toEqual([
      '                       also more/copy.gb',
      '                       also roms/pack.zip / Alpha (USA).gb',
    ])
    expect(paths(await files(project, 'roms/gb/Al', 'More/COPY.gb'))).toEqual([
      'copy.gb',
      'gb/Alpha.gb',
      'gb/Alpha.sav',
    ])
    expect(await files(project, 'roms')).toEqual([])
    expect(await files(project, 'nothing like it')).toEqual([])
    const none = await project.run(['files', 'nothing like it'])
    expect([none.stdout, none.stderr, none.code]).toEqual(['', 'No file fits.\n', 0])
  })

  it('has names in its JSON as they are, whatever is in them', async () => {
    const project = settledProject('files')
    project.configure(LEAST)
    project.write('dats/gb.dat', logiqxDat(GB, [{ name: 'Alpha (USA).gb', bytes: 'alpha' }]))
    const names = ['a\n\tb.gb', 'a\u2028b.gb', 'a\u2029b.gb', '\u0085".gb']
    for (const name of names) project.write(`roms/${name}`, 'alpha')
    await project.build()
    expect(paths(await files(project)).toSorted()).toEqual(names.toSorted())
  })

  it('finds names and ignores them in whatever way accents are composed', async () => {
    const project = settledProject('files')
    project.configure({ ...LEAST, roots: { roms: { path: './roms', ignore: ['*Señor*', 'Müll/**'] } } })
    project.write('dats/gb.dat', logiqxDat(GB, [{ name: 'Alpha (USA).gb', bytes: 'alpha' }]))
    const mine = 'é/Pokémon.gb'.normalize('NFD')
    for (const name of [mine, 'El Señor.gb'.normalize('NFD'), 'Müll/a.gb'.normalize('NFD'), 'Mull/b.gb'])
      project.write(`roms/${name}`, 'alpha')
    await project.build()
    expect(paths(await files(project)).toSorted()).toEqual(['Mull/b.gb', mine].toSorted())
    for (const asked of ['POKÉMON', 'Poké*', 'é/*.gb', 'roms/é/'])
      for (const form of ['NFC', 'NFD'])
        expect(paths(await files(project, asked.normalize(form)))).toEqual([mine])
    for (const form of ['NFC', 'NFD']) {
      const { stdout } = await project.run(['explain', '--json', `roms/${mine.normalize(form)}`])
      expect(JSON.parse(stdout)).toMatchObject({ files: [{ root: 'roms', path: mine }] })
    }
  })

  it('reads well', async () => {
    const project = shelf()
    await project.build()
    const { stdout } = await project.run(['files'])
    expect(stdout.split('\n')).toEqual([
      `   ${BROKEN.length} B  archive    roms/broken.zip  member "x" is damaged: its CRC-32 is 8cdc1683 and the archive says 00000001`,
      '                       x  member "x" is damaged: its CRC-32 is 8cdc1683 and the archive says 00000001',
      '     5 B  rom        roms/gb/Alpha.gb  Alpha (USA) (gb, all)',
      '     6 B  save       roms/gb/Alpha.sav',
      '     3 B  rom        roms/gb/odd.xyz  in no DAT',
      '    24 B  rom        roms/head.nes  Head (USA) (nes, all)',
      `   ${ZIP.length} B  archive    roms/pack.zip  1 of 2 members in a DAT`,
      '                       Alpha (USA).gb  Alpha (USA) (gb, all)',
      '                       stranger  in no DAT',
      '',
    ])
  })

  it.each([
    [['--root', 'rom'], 'There is no root `rom`.', 'Did you mean `roms`?'],
    [['--platform', 'ness'], 'There is no platform `ness`.', 'Did you mean `nes`?'],
  ])('%j is no use', async (args, message, hint) => {
    const { code, stderr } = await shelf().run(['files', ...args])
    expect([code, stderr]).toEqual([2, `error ${message} [cli-usage]\n  ${hint}\n`])
  })

  it('follows what the config says of extensions, and hashes what is beside the games where a root asks for it', async () => {
    const project = shelf({ extensions: { xyz: 'document', gb: 'disc' } })
    await project.build()
    const roleOf = async (path: string) =>
      (await files(project, path)).map(({ role, contents }) => [role, contents.length])
    expect(await roleOf('odd.xyz')).toEqual([['auxiliary', 0]])
    expect(await roleOf('Alpha.gb')).toEqual([['disc', 1]])
    project.configure({ ...LEAST, roots: { roms: { path: './roms', auxiliary: 'read' } } })
    await project.build()
    expect(await roleOf('odd.xyz')).toEqual([['rom', 1]])
    expect(await roleOf('Alpha.sav')).toEqual([['save', 1]])
  })
})

it('knows the discs of a game by the m3u beside them', async () => {
  const project = emptyProject('discs')
  project.configure(LEAST)
  project.write(
    'dats/psx.dat',
    logiqxDat('Sony - PlayStation', [{ name: 'G (USA) (Disc 1).iso', bytes: 'one' }]),
  )
  project.write('roms/psx/one.iso', 'one')
  project.write('roms/psx/another.iso', 'two')
  project.write('roms/psx/G (USA).m3u', 'one.iso\nanother.iso\nthird.iso\n')
  project.write('roms/psx/Gone (USA).m3u', 'gone 1.iso\ngone 2.iso\n')
  project.write('roms/music.m3u', '/home/me/song.mp3\n')
  project.write('roms/radio.m3u', 'https://radio.test/stream.iso\n')
  await project.build()
  const discs = (await files(project)).map(({ path, role, contents, disc, problem }) => [
    path,
    role,
    contents.length,
    disc,
    problem,
  ])
  expect(discs).toEqual([
    ['music.m3u', 'playlist', 1, undefined, undefined],
    ['psx/G (USA).m3u', 'playlist', 1, { game: 'G (USA)', of: 2, missing: ['third.iso'] }, undefined],
    [
      'psx/Gone (USA).m3u',
      'playlist',
      1,
      { game: 'Gone (USA)', of: 0, missing: ['gone 1.iso', 'gone 2.iso'] },
      undefined,
    ],
    ['psx/another.iso', 'disc', 1, { game: 'G (USA)', number: 2, of: 2 }, undefined],
    ['psx/one.iso', 'disc', 1, { game: 'G (USA)', number: 1, of: 2 }, undefined],
    ['radio.m3u', 'playlist', 1, undefined, undefined],
  ])
  expect((await project.run(['files', 'Gone*'])).stdout).toContain(
    'Gone (USA).m3u  in no DAT  misses gone 1.iso, gone 2.iso\n',
  )
  expect((await project.run(['files', '*.m3u'])).stdout).toContain(
    'G (USA).m3u  in no DAT  misses third.iso\n',
  )
  // lists are no games, and nothing is missing about them
  const { stdout } = await project.run(['status', '--health', '--json'])
  expect(JSON.parse(stdout)).toMatchObject({
    roots: [{ unmatched: 1, auxiliary: 4 }],
    health: [
      { platform: 'psx', verified: 1 },
      { platform: null, unmatched: 1 },
    ],
  })
  expect((await project.run(['files'])).stdout).toContain(
    '     3 B  disc       roms/psx/another.iso  in no DAT  disc 2 of 2: G (USA)\n',
  )
})

describe('status --health', () => {
  it('counts by root and platform what is sound and what is not', async () => {
    const project = shelf()
    await project.build()
    const { stdout } = await project.run(['status', '--health', '--json'])
    const none = {
      root: 'roms',
      verified: 0,
      probable: 0,
      unmatched: 0,
      missing: 0,
      locked: 0,
      unopened: 0,
      damaged: 0,
    }
    expect(JSON.parse(stdout)).toMatchObject({
      health: [
        { ...none, platform: 'gb', verified: 2 },
        { ...none, platform: 'nes', verified: 1 },
        { ...none, platform: null, unmatched: 1, damaged: 1 },
      ],
    })
    expect((await project.run(['status', '--health'])).stdout).toContain(
      'Health\n  roms  gb         2 verified\n  roms  nes        1 verified\n  roms  in no DAT              1 unmatched  1 damaged\n',
    )
  })
})

describe('archives that want a password', () => {
  it('are locked and not damaged, until a member is', async () => {
    const project = shelf()
    project.write('roms/locked.7z', await pack(['-psecret', '-mhe=on'], { 'a.gb': 'secret game' }))
    await project.build()
    const { stdout } = await project.run(['status', '--health'])
    expect(stdout).toContain('  1 damaged, 1 locked  ')
    expect(stdout).toContain('roms  in no DAT              1 unmatched  1 locked  1 damaged\n')
    const { stdout: json } = await project.run(['status', '--health', '--json'])
    expect(JSON.parse(json)).toMatchObject({
      roots: [{ problems: 2, locked: 1 }],
      health: [{}, {}, { platform: null, unmatched: 1, locked: 1, damaged: 1 }],
    })
  })
})

describe('the condition of the library', () => {
  it('names what lies twice, and extensions that nobody knows', async () => {
    const project = shelf({ roots: { roms: './roms', more: './more' } })
    for (const name of ['a', 'b', 'c']) project.write(`more/${name}.gb`, 'alpha')
    project.write('more/other.qqq', 'qqq')
    project.write('more/another.qqq', 'another')
    await project.build()
    const { stdout } = await project.run(['status', '--health', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({
      duplicates: { contents: 1, copies: 4, bytes: 20 },
      unknownExtensions: [
        { extension: 'qqq', files: 2, bytes: 10, example: { root: 'more', path: 'another.qqq' } },
        { extension: 'xyz', files: 1, bytes: 3, example: { root: 'roms', path: 'gb/odd.xyz' } },
      ],
      reading: [
        { root: 'more', ms: null },
        { root: 'roms', ms: null },
      ],
    })
    expect((await project.run(['status', '--health'])).stdout).toContain(`
Duplicates
  1 content in more than one place  4 copies  20 B  \`curator files --duplicates\`
Unknown extensions
  .qqq  2 files  10 B  more/another.qqq
  .xyz  1 file   3 B   roms/gb/odd.xyz
`)
    expect(JSON.parse((await project.run(['status', '--json'])).stdout)).not.toHaveProperty('duplicates')
  })
})

it('says what a verification found, root by root', () => {
  const sound = { since: '2026-03-05T10:00:00.000Z', failed: 0, neverRead: 0, findings: [] }
  const finding = { path: 'a', verdict: 'rotten', detail: 'rot', run: 7 }
  const sections = conditionSections({
    health: [],
    duplicates: { contents: 0, copies: 0, bytes: 0 },
    unknownExtensions: [],
    reading: [{ root: 'roms', bytes: 8e9, ms: 185_000 }],
    verification: [
      { root: 'a', ...sound },
      { root: 'b', ...sound, neverRead: 2, findings: [finding, { ...finding, run: 9 }] },
      { root: 'c', ...sound, since: null },
      { root: 'd', ...sound, failed: 3 },
    ],
  })
  expect(sections).toEqual([
    { title: 'Reading in full', rows: [['roms', '8.0 GB', 'about 3 min 5 s']] },
    {
      title: 'Verification',
      rows: [
        ['a', 'read and right since 2026-03-05'],
        [
          'b',
          'read and right since 2026-03-05; 2 files never read in full; 2 files are not as they were: `curator log 9`',
        ],
        ['d', 'read and right since 2026-03-05; 3 files with something wrong: `curator files --failed`'],
      ],
    },
  ])
})

describe('log', () => {
  it('tells of every run that did something, newest first, and of one in full', async () => {
    const project = shelf()
    await project.build()
    rmSync(project.at('roms/gb/odd.xyz'))
    await project.build()
    await project.build()
    const { stdout } = await project.run(['log', '--json'])
    const { runs } = JSON.parse(stdout) as { runs: readonly LoggedRun[] }
    const scans = runs.filter(({ source }) => source === 'file_ingestion')
    const summary = {
      root: 'roms',
      files: 6,
      hashed: 5,
      archives: 2,
      members: 3,
      moved: 0,
      missing: 0,
      failed: 1,
    }
    expect(scans).toMatchObject([
      {
        name: 'roms',
        status: 'completed',
        records: 0,
        summary: { files: 5, hashed: 0, missing: 1, matched: 0, pending: 0 },
      },
      { name: 'roms', status: 'completed', records: 5, summary: { ...summary, matched: 3, pending: 1 } },
    ])
    const last = scans[0]?.run
    const one = JSON.parse((await project.run(['log', String(last), '--json'])).stdout) as LoggedRunDetails
    expect(one.files).toEqual([{ path: 'gb/odd.xyz', status: 'missing', problem: null }])
    const text = (await project.run(['log', String(scans[1]?.run)])).stdout
    expect(text).toContain('status    completed\n')
    expect(text).toContain('hashed    5\n')
    expect(text).toContain('broken.zip  present  member "x" is damaged')
    const lines = (await project.run(['log'])).stdout.split('\n')
    expect(lines[0]).toMatch(/^run {2}when \(UTC\) {8}what {12}status {5}of$/)
    expect(lines[1]).toMatch(/ file_ingestion {2}completed {2}roms .*1 missing$/)
    expect(existsSync(project.at('.curator/logs'))).toBe(true)

    project.write('roms/gb/odd.xyz', 'another')
    await project.build()
    expect((await project.run(['log', String(last)])).stdout).toMatch(
      new RegExp(
        `missing {3}1\\n[^]*\\n1 file more: another run said the same before, or something else since. ` +
          `See \`curator log ${last} --channel ingestion\`.\\n$`,
      ),
    )
  })

  it('shows the lines of a channel, of one run or the newest', async () => {
    const project = shelf()
    expect((await project.run(['log', '--channel', 'ingestion'])).stdout).toBe(
      'Nothing was written to ingestion in the last 30 days.\n',
    )
    await project.build()
    const { runs } = JSON.parse((await project.run(['log', '--json'])).stdout) as {
      runs: readonly LoggedRun[]
    }
    const scan = runs.find(({ source }) => source === 'file_ingestion')?.run ?? 0
    const dat = runs.find(({ source }) => source.startsWith('dat'))?.run ?? 0
    const log = async (...args: readonly string[]) => {
      const { stdout } = await project.run(['log', ...args, '--json'])
      return JSON.parse(stdout) as { lines: readonly Readonly<Record<string, unknown>>[] }
    }
    const ofRun = await log(String(scan), '--channel', 'ingestion.archive')
    expect(ofRun).toMatchObject({ channel: 'ingestion.archive', run: scan, earlier: 0 })
    expect(ofRun.lines.map(({ event, path }) => `${String(event)} ${String(path)}`).sort()).toEqual([
      'expanded broken.zip',
      'expanded pack.zip',
      'trouble broken.zip',
    ])
    expect(await log('--channel', 'ingestion.archive')).toEqual({ ...ofRun, run: null, earlier: null })
    expect((await log('--channel', 'ingestion')).lines.map(({ event }) => event)).toEqual([
      'began',
      'trouble',
      'ended',
    ])
    const text = (await project.run(['log', String(scan), '--channel', 'ingestion'])).stdout.split('\n')
    expect(text[0]).toMatch(new RegExp(`^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z  ${scan}  began +root: roms$`))
    expect((await project.run(['log', String(dat), '--channel', 'ingestion'])).stdout).toBe(
      `Run ${dat} wrote nothing to ingestion that is still kept.\n`,
    )
  })

  it('holds no more lines than it shows, whatever there is', async () => {
    const project = shelf()
    await project.build()
    const lines = Array.from({ length: 130 }, (_, i) => JSON.stringify({ run: 1 + (i % 2), event: `e${i}` }))
    rmSync(project.at('.curator/logs'), { recursive: true })
    project.write('.curator/logs/ingestion.2999-01-01.jsonl', `${lines.slice(0, 100).join('\n')}\n{"cut`)
    project.write('.curator/logs/ingestion.2999-01-02.jsonl', `${lines.slice(100).join('\n')}\n`)
    project.write('.curator/logs/ingestion.archive.2999-01-02.jsonl', '{"run":1,"event":"other"}\n')
    const shown = async (...args: readonly string[]) =>
      (await project.run(['log', ...args, '--channel', 'ingestion'])).stdout.trimEnd().split('\n')
    const newest = await shown()
    expect([newest.length, newest[0]?.trim(), newest.at(-1)?.trim()]).toEqual([50, '1  e80', '2  e129'])
    const ofOne = await shown('1')
    expect([ofOne.length, ofOne[0], ofOne[1]?.trim(), ofOne.at(-1)?.trim()]).toEqual([
      51,
      '… 15 earlier lines (--json lists up to 10,000)',
      '1  e30',
      '1  e128',
    ])
  })

  it('says which channels there are', async () => {
    const { code, stderr } = await shelf().run(['log', '--channel', 'ingestion.archiv'])
    expect([code, stderr]).toEqual([
      2,
      'error `--channel` takes ingestion, ingestion.archive, ingestion.organizer, not `ingestion.archiv`. [cli-usage]\n' +
        '  Did you mean `ingestion.archive`?\n',
    ])
  })

  it('says when there is no such run', async () => {
    const project = shelf()
    const { code, stderr } = await project.run(['log', '7'])
    expect([code, stderr]).toEqual([1, 'error There is no run "7". `curator log` lists them. [not-found]\n'])
    expect((await project.run(['log'])).stdout).toBe('Nothing was imported or scanned yet.\n')
  })
})

describe('verify', () => {
  it('is content with a library that is as it was', async () => {
    const project = shelf()
    await project.build()
    const { code, stdout, stderr } = await project.run(['verify'])
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^verified: 5 files read again, \d+ B, all as they were\n1 file was damaged /)
    expect(stdout).toContain('\n1 file was damaged or unreadable before: `curator files --failed` lists it\n')
    expect((await project.run(['verify', '--sample', '40%'])).stdout).toMatch(/^verified: 2 files /)
    project.write('roms/locked.zip', makeZip([{ name: 'a.nes', data: 'secret', claim: { flags: 1 } }]))
    await project.build()
    const locked = await project.run(['verify'])
    expect([locked.code, locked.stderr]).toEqual([0, ''])
    expect(locked.stdout).toMatch(/^verified: 6 files read again, \d+ B, all as they were\n/)
    expect(locked.stdout).toMatch(
      /before: `curator files --failed` lists it\n1 archive wants a password that curator does not have: `curator files --failed` lists it\n$/,
    )
  })

  it('tells apart what it reads for the first time', async () => {
    const project = shelf({ roots: { roms: { path: './roms', hashing: 'quick' } } })
    project.write('roms/broken.zip', makeZip([{ name: 'x', data: 'x' }]))
    project.configure({ ...LEAST, targets: {}, roots: { roms: { path: './roms', hashing: 'quick' } } })
    await project.build()
    const { code, stdout, stderr } = await project.run(['verify'])
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(
      /^verified: 3 files read again, 2 files read for the first time, \d+ B, nothing wrong\n$/,
    )
    expect((await project.run(['verify'])).stdout).toMatch(
      /^verified: 5 files read again, \d+ B, all as they were\n$/,
    )
  })

  it('counts apart what it could not read', async () => {
    const project = shelf()
    await project.build()
    rmSync(project.at('roms/gb/odd.xyz'))
    expect((await project.run(['verify'])).stdout).toMatch(
      /^4 files read again, 1 file could not be read, \d+ B: 1 file is not as it was\n/,
    )
  })

  it('exits 1 and names what is not', async () => {
    const project = shelf()
    await project.build()
    truncateSync(project.at('roms/head.nes'), 20)
    const { code, stdout, stderr } = await project.run(['verify', '--root', 'roms'])
    expect(code).toBe(1)
    expect(stderr).toBe(
      `warning ${project.at('roms/head.nes')}: it was cut off: 20 of its 24 bytes are left. [file-truncated]\n  Restore it from a backup, or \`touch\` it if it is right.\n`,
    )
    expect(stdout).toMatch(/^5 files read again, \d+ B: 1 file is not as it was\n1 file was damaged .*\n$/)
    const document = JSON.parse((await project.run(['verify', '--json'])).stdout) as object
    expect(document).toMatchObject({
      checked: 5,
      findings: [{ root: 'roms', path: 'head.nes', verdict: 'truncated' }],
    })
    expect((await project.run(['log'])).stdout).toMatch(/ verification +completed +roms +5 checked/)
    const { run } = document as { readonly run: number }
    rmSync(project.at('roms/gb/odd.xyz'))
    // a build would read what is cut off anew, so what was found is looked at before the next one
    const { db, close } = openCatalog(project.at('.curator'))
    try {
      expect(rootVerification(db, 'roms')).toEqual({
        root: 'roms',
        since: expect.stringMatching(/^20\d\d-/),
        failed: 1,
        neverRead: 0,
        findings: [
          {
            path: 'head.nes',
            verdict: 'truncated',
            detail: 'it was cut off: 20 of its 24 bytes are left',
            run,
          },
        ],
      })
    } finally {
      close()
    }
    const { stdout: after } = await project.run(['status', '--health'])
    expect(after).toMatch(
      /Verification\n {2}roms {2}read and right since [\d-]{10}; 1 file with something wrong: `curator files --failed`\n/,
    )
  })

  it.each([
    [['--sample', 'some'], '`--sample` takes a share such as `5%`, not `some`.'],
    [['--root', 'rom'], 'There is no root `rom`.', 'Did you mean `roms`?'],
    [['--root', 'elsewhere'], 'There is no root `elsewhere`.', 'There are: roms.'],
  ])('%j is no use', async (args, message, hint = 'Run `curator verify --help`.') => {
    const { code, stderr } = await shelf().run(['verify', ...args])
    expect([code, stderr]).toEqual([2, `error ${message} [cli-usage]\n  ${hint}\n`])
  })
})
