/** Containers that curator names and does not open, CHDs, and parts of split archives, as `files --json` and a build tell of them. */
import { describe, expect, it } from 'vitest'
import { chd5 } from '../support/archives/chd.ts'
import { makeRar5 } from '../support/archives/rar.ts'
import { pack } from '../support/archives/seven-zip.ts'
import { makeZip } from '../support/archives/zip.ts'
import type { FileRecord } from '../../src/report/files/files.ts'
import { logiqxDat } from '../support/dat.ts'
import { emptyProject, LEAST, type Project } from './support.ts'

const RAW = '11'.repeat(20)
const COMBINED = '22'.repeat(20)
const CHD5 = chd5({ raw: RAW, combined: COMBINED, logical: 4096, unit: 512 })

function chd4(): Buffer {
  const header = Buffer.alloc(108)
  header.write('MComprHD')
  header.writeUInt32BE(108, 8)
  header.writeUInt32BE(4, 12)
  header.writeBigUInt64BE(4096n, 28)
  header.writeUInt32BE(4096, 44)
  header.write(COMBINED + '00'.repeat(20) + RAW, 48, 'hex')
  return Buffer.concat([header, Buffer.alloc(400, 7)])
}

function chd2(): Buffer {
  const header = Buffer.alloc(80)
  header.write('MComprHD')
  header.writeUInt32BE(80, 8)
  header.writeUInt32BE(2, 12)
  return Buffer.concat([header, Buffer.alloc(400, 7)])
}

const sign = (text: string, at = 0): Buffer => {
  const bytes = Buffer.alloc(0x400)
  bytes.write(text, at, 'latin1')
  return bytes
}

const PART = 'of an archive split over several files: join them to have it read'

/** Under names that tell nothing, or something wrong. */
const PACKED: readonly (readonly [path: string, bytes: Buffer, name: string])[] = [
  ['a.iso', sign('CISO'), 'CSO disc'],
  ['b.bin', sign('ZISO'), 'ZSO disc'],
  ['c.iso', sign('RVZ\x01'), 'RVZ disc'],
  ['d.wia', sign('WIA\x01'), 'WIA disc'],
  ['e.gcz', sign('\x01\xc0\x0b\xb1'), 'GCZ disc'],
  ['f.wbfs', sign('WBFS'), 'WBFS disc'],
  ['g.bin', sign('\0PBP'), 'PBP package'],
  ['h.nsp', sign('PFS0'), 'NSP or NSZ package'],
]

const FAULTY: readonly (readonly [path: string, bytes: Buffer, code: string, says: string])[] = [
  ['i.chd', chd2(), 'format-not-opened', 'it is a CHD that cannot be identified: version 2 states no SHA-1'],
  ['j.chd', CHD5.subarray(0, 300), 'disc-damaged', 'it is no sound CHD: it is cut short'],
  ['k.7z.001', Buffer.from('7z\xbc\xaf\x27\x1c', 'latin1'), 'archive-unsupported', `it is part 1 ${PART}`],
  ['k.7z.002', Buffer.from('more of it'), 'archive-unsupported', `it is part 2 ${PART}`],
  [
    'l.part1.rar',
    makeRar5({ 'a.nes': 'a' }, { volume: true }),
    'archive-unsupported',
    'it is one part of an archive split over several files: pack it as one to have it read',
  ],
]

describe('what is not opened', () => {
  const shelves = (files: readonly (readonly [path: string, bytes: Buffer, ...unknown[]])[]) => {
    const project = emptyProject('not-opened')
    project.configure(LEAST)
    project.write(
      'dats/gb.dat',
      logiqxDat('Nintendo - Game Boy', [{ name: 'Alpha (USA).gb', bytes: 'alpha' }]),
    )
    for (const [path, bytes] of files) project.write(`roms/${path}`, bytes)
    return project
  }
  const recordsOf = async (project: Project) =>
    JSON.parse((await project.run(['files', '--json'])).stdout) as readonly FileRecord[]

  it('is no problem, but named by its bytes: packed discs and packages', async () => {
    const project = shelves(PACKED)
    expect((await project.build()).problems).toEqual([])
    const records = await recordsOf(project)
    expect(records.map(({ path, contents }) => [path, contents[0]?.notOpened])).toEqual(
      PACKED.map(([path, , name]) => [path, name]),
    )
    const { stdout } = await project.run(['files'])
    for (const [path, , name] of PACKED)
      expect(stdout).toContain(`roms/${path}  ${name}, not opened yet; in no DAT`)
    expect((await project.run(['explain', 'roms/a.iso'])).stdout).toContain(
      'it is a CSO disc, which curator does not open yet: only a DAT that lists the file itself can match it',
    )
  })

  it('counts as not opened, and not as in no DAT', async () => {
    const project = shelves([
      ['Beta (USA).cso', sign('CISO'), ''],
      // an extension that nobody knows
      ['x.z3ds', sign('Z3DS'), ''],
      ['packed.zip', makeZip([{ name: 'y.cso', data: sign('CISO_y') }]), ''],
      // a game that nobody knows is in it as well
      [
        'mixed.zip',
        makeZip([
          { name: 'z.cso', data: sign('CISO_z') },
          { name: 'z.gb', data: 'z' },
        ]),
        '',
      ],
      ['cut.zip', makeZip([{ name: 'cut.gb', data: 'cut' }]).subarray(0, 40), ''],
      ['locked.7z', await pack(['-psecret'], { 'l.gb': 'locked' }), ''],
      ['stranger.gb', Buffer.from('stranger'), ''],
      ['fix.ips', Buffer.from('PATCHEOF'), ''],
      ...FAULTY.slice(2, 4),
    ])
    const disc = { name: 'Beta (USA).iso', bytes: 'beta' }
    project.write('dats/psp.dat', logiqxDat('Sony - PlayStation Portable', [disc]))
    await project.build()
    const listed = async (option: string): Promise<readonly string[]> => {
      const { stdout } = await project.run(['files', option, '--json'])
      return (JSON.parse(stdout) as readonly FileRecord[]).map(({ path }) => path)
    }
    expect(await listed('--unmatched')).toEqual(['fix.ips', 'mixed.zip', 'stranger.gb'])
    expect(await listed('--unopened')).toEqual(['k.7z.001', 'k.7z.002', 'packed.zip', 'x.z3ds'])
    expect(await listed('--failed')).toEqual(['cut.zip', 'k.7z.001', 'k.7z.002', 'locked.7z'])
    const status = JSON.parse((await project.run(['status', '--health', '--json'])).stdout) as {
      readonly roots: readonly object[]
      readonly health: readonly object[]
      readonly next: readonly string[]
      readonly unknownExtensions: readonly object[]
    }
    // its name says what Beta is
    expect(status.roots).toMatchObject([{ named: 1, unmatched: 3, unopened: 4, locked: 1, damaged: 1 }])
    const sums = { unmatched: 0, unopened: 0, locked: 0, damaged: 0, named: 0 }
    expect(status.health).toMatchObject([
      { ...sums, platform: 'psp', named: 1 },
      { ...sums, platform: null, unmatched: 3, unopened: 4, locked: 1, damaged: 1 },
    ])
    expect(status.next).toContain('3 files are in no DAT: `curator files --unmatched` lists them.')
    expect(status.unknownExtensions).toEqual([])
    expect((await project.run(['verify'])).stdout).toContain(
      '\n4 files hold what curator does not open: `curator files --unopened` lists them\n',
    )
    const { stdout } = await project.run(['review', '--json'])
    const { items } = JSON.parse(stdout) as { readonly items: readonly { subject: string }[] }
    expect(items.map(({ subject }) => subject)).toEqual(['roms/mixed.zip#z.gb', 'roms/stranger.gb'])
  })

  it('and of an archive in an archive, what is in it is told', async () => {
    const inner = makeZip([
      { name: 'a.gb', data: 'alpha' },
      { name: 'b.gb', data: 'b' },
    ])
    const project = shelves([['outer.zip', makeZip([{ name: 'inner.zip', data: inner }]), '']])
    await project.build()
    const { stdout } = await project.run(['files'])
    expect(
      stdout
        .split('\n')
        .slice(0, 4)
        .map((line) => line.replace(/^.* archive +/, '').trimStart()),
    ).toEqual([
      'roms/outer.zip  1 of 2 members in a DAT',
      'inner.zip',
      'inner.zip / a.gb  Alpha (USA) (gb, all)',
      'inner.zip / b.gb  in no DAT',
    ])
  })

  it('is a warning in every build: old and broken CHDs, parts of archives', async () => {
    const project = shelves(FAULTY)
    const report = await project.build()
    expect(report.problems.map(({ code, path, message }) => [path, code, message])).toEqual(
      FAULTY.map(([path, , code, says]) => [
        project.at('roms', path),
        code,
        `${project.at('roms', path)}: ${says}.`,
      ]),
    )
    const records = await recordsOf(project)
    expect(records.map(({ path, problem }) => [path, problem])).toEqual(
      FAULTY.map(([path, , , says]) => [path, says]),
    )
    for (const { contents } of records) expect(contents[0]?.sha1).toMatch(/^[0-9a-f]{40}$/)
    // only the CHD that is cut short is damaged
    const { stdout } = await project.run(['status', '--health'])
    expect(stdout).toContain('  1 damaged, 4 unopened  ')
    expect(stdout).toContain('roms  in no DAT  4 unopened  1 damaged\n')
    const verified = (await project.run(['verify'])).stdout
    expect(verified).toContain('\n1 file was damaged or unreadable before: ')
    expect(verified).toContain(
      '\n4 files hold what curator does not open: `curator files --unopened` lists them\n',
    )
    expect((await project.run(['build', '--strict'])).code).toBe(1)
  })

  it.each([
    ['4', chd4()],
    ['5', CHD5],
  ])('but a CHD of version %s is known by the hashes in its header', async (_, bytes) => {
    const project = emptyProject('chd')
    project.configure(LEAST)
    project.write(
      'dats/psx.dat',
      `<datafile><header><name>Sony - PlayStation</name></header>
      <game name="Disc (USA)"><disk name="Disc (USA)" sha1="${COMBINED}"/></game></datafile>`,
    )
    project.write('roms/any.chd', bytes)
    expect((await project.build()).problems).toEqual([])
    const [record] = JSON.parse((await project.run(['files', '--json'])).stdout) as readonly FileRecord[]
    expect(record?.contents[0]?.match).toMatchObject({ release: 'Disc (USA)', by: 'sha1', confidence: 0.99 })
  })
})
