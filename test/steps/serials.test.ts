/** RetroArch's lists know discs by the number on them, as its scanner does. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import { expect, it } from 'vitest'
import { file, PSX_DISC, raw } from '../inventory/header-facts/samples.ts'
import { chainAt, packedChd } from '../support/archives/chd.ts'
import { withProject, type TestProject } from '../support/project.ts'

interface Rom {
  readonly name: string
  readonly bytes: Buffer
  readonly serial?: string
}

/** ClrMamePro's text form, which has serials. */
function dat(platform: string, games: Readonly<Record<string, readonly Rom[]>>): string {
  const blocks = Object.entries(games).map(([name, roms]) => {
    const lines = roms.map(({ name: rom, bytes, serial }) => {
      const [crc, sha1] = [
        crc32(bytes).toString(16).padStart(8, '0'),
        createHash('sha1').update(bytes).digest('hex'),
      ]
      const number = serial === undefined ? '' : ` serial "${serial}"`
      return `\trom ( name "${rom}" size ${bytes.length} crc ${crc} sha1 ${sha1}${number} )\n`
    })
    return `game (\n\tname "${name}"\n${lines.join('')})\n`
  })
  return `clrmamepro (\n\tname "${platform}"\n\tversion "1"\n)\n${blocks.join('')}`
}

const DISC = raw(PSX_DISC, 2)
const CUE = Buffer.from('FILE "Ridge Walk (USA).bin" BINARY\n  TRACK 01 MODE2/2352\n    INDEX 01 00:00:00\n')
const [FIRST, SECOND] = [file(4096, [0, 'first disc']), file(4096, [0, 'second disc'])]
const PLAIN = file(2048, [0, 'nobody knows it'])
const UMD = file(2048, [0, 'not even a header'])
const CHD = file(2048, [0, 'no disc'])

function psx(serials: readonly [string, string]): string {
  return dat('Sony - PlayStation', {
    'Ridge Walk (USA)': [
      { name: 'Ridge Walk (USA).cue', bytes: CUE },
      { name: 'Ridge Walk (USA).bin', bytes: DISC },
    ],
    'Long Road (USA) (Disc 1)': [{ name: 'Long Road (USA) (Disc 1).chd', bytes: FIRST, serial: serials[0] }],
    'Long Road (USA) (Disc 2)': [{ name: 'Long Road (USA) (Disc 2).chd', bytes: SECOND, serial: serials[1] }],
    'Packed (USA)': [{ name: 'Packed (USA).chd', bytes: CHD }],
  })
}

function set(project: TestProject): void {
  project.write('dats/psx.dat', psx(['SLUS-00601', 'SLUS-00601-1']))
  project.write(
    'dats/n64.dat',
    dat('Nintendo - Nintendo 64', {
      'Cart (USA)': [{ name: 'Cart (USA).z64', bytes: PLAIN, serial: 'NCRE' }],
    }),
  )
  project.write(
    'dats/psp.dat',
    dat('Sony - PlayStation Portable', { 'Nameless (USA)': [{ name: 'Nameless (USA).iso', bytes: UMD }] }),
  )
  project.write('roms/Ridge Walk (USA).cue', CUE)
  project.write('roms/Ridge Walk (USA).bin', DISC)
  project.write('roms/1.chd', FIRST)
  project.write('roms/2.chd', SECOND)
  project.write('roms/3.chd', CHD)
  project.write('roms/4.iso', UMD)
  project.write('roms/5.z64', PLAIN)
  project.configure({
    roots: { roms: './roms' },
    dats: { all: './dats' },
    targets: {
      card: {
        preset: 'retroarch',
        path: './out',
        policy: 'everything',
        deviceRoot: '/storage',
        platforms: ['psx', 'psp', 'n64'],
      },
    },
  })
}

const LISTS = ['Sony - PlayStation', 'Sony - PlayStation Portable', 'Nintendo - Nintendo 64']

it('writes the numbers of discs, checksums of cartridges, and DETECT where neither is known', async () => {
  await withProject(async (project) => {
    set(project)
    await project.build()
    const lists = LISTS.map((name) => readFileSync(project.at(`out/playlists/${name}.lpl`), 'utf8'))
    expect(lists.join('')).toBe(
      readFileSync(new URL('../../fixtures/targets/discs.lpl', import.meta.url), 'utf8'),
    )
  })
})

it('writes only the list again when only a number becomes another', async () => {
  await withProject(async (project) => {
    set(project)
    await project.build()
    project.write('dats/psx.dat', psx(['SLUS-00777', 'SLUS-00777-1']))
    const { report, ran } = await project.build()
    expect(report.targets['card']).toMatchObject({ put: 1, moved: 0, deleted: 0 })
    expect(ran.filter((key) => key.startsWith('part:card/n64'))).toEqual([])
    const list = readFileSync(project.at('out/playlists/Sony - PlayStation.lpl'), 'utf8')
    expect(list).toContain('"crc32": "SLUS-00777|serial"')
    expect((await project.build()).report.outcome).toBe('nothing')
  })
})

const SATURN_HEADER = `SEGA SEGASATURN SEGA ENTERPRISESMK-81005  V1.00019960730CD-1/1  ${'U'.padEnd(32)}${'TIN HARBOUR'.padEnd(112)}`
const DREAMCAST_HEADER = `SEGA SEGAKATANA SEGA ENTERPRISES8B40 GD-ROM1/1  E       0799A10 MK-51000  V1.003${''.padEnd(160)}`

/** Discs as Redump lists them, without numbers: sheets, tracks, images. */
const UNNUMBERED: Readonly<Record<string, Readonly<Record<string, readonly Rom[]>>>> = {
  'Sega - Saturn': {
    'Tin Harbour (USA)': [
      {
        name: 'Tin Harbour (USA).cue',
        bytes: Buffer.from(
          'FILE "Tin Harbour (USA) (Track 1).bin" BINARY\n  TRACK 01 MODE1/2352\n    INDEX 01 00:00:00\n' +
            'FILE "Tin Harbour (USA) (Track 2).bin" BINARY\n  TRACK 02 AUDIO\n    INDEX 01 00:00:00\n',
        ),
      },
      { name: 'Tin Harbour (USA) (Track 1).bin', bytes: raw(file(4096, [0, SATURN_HEADER]), 1) },
      { name: 'Tin Harbour (USA) (Track 2).bin', bytes: file(2352, [0, 'music']) },
    ],
  },
  'Sega - Dreamcast': {
    'Glass Orchard (Europe) (Disc 1)': [
      {
        name: 'Glass Orchard (Europe) (Disc 1).gdi',
        bytes: Buffer.from(
          '2\n1 0 4 2352 "Glass Orchard (Europe) (Disc 1) (Track 1).bin" 0\n' +
            '2 45000 4 2352 "Glass Orchard (Europe) (Disc 1) (Track 2).bin" 0\n',
        ),
      },
      { name: 'Glass Orchard (Europe) (Disc 1) (Track 1).bin', bytes: raw(file(4096, [0, 'read me']), 1) },
      {
        name: 'Glass Orchard (Europe) (Disc 1) (Track 2).bin',
        bytes: raw(file(4096, [0, DREAMCAST_HEADER]), 1),
      },
    ],
  },
  'Nintendo - GameCube': {
    'Paper Comet (USA)': [
      {
        name: 'Paper Comet (USA).iso',
        bytes: file(4096, [0, 'GPCE01\0\0'], [0x1c, [0xc2, 0x33, 0x9f, 0x3d]]),
      },
    ],
  },
  'Nintendo - Wii': {
    'Copper Lake (Europe)': [
      {
        name: 'Copper Lake (Europe).iso',
        bytes: file(4096, [0, 'RCLP8P\0\0'], [0x18, [0x5d, 0x1c, 0x9e, 0xa3]]),
      },
    ],
  },
}

it('writes what discs of Sega and Nintendo state, as libretro has it, where no DAT has numbers', async () => {
  await withProject(async (project) => {
    for (const [platform, games] of Object.entries(UNNUMBERED)) {
      project.write(`dats/${platform}.dat`, dat(platform, games))
      for (const { name, bytes } of Object.values(games).flat())
        project.write(`roms/${platform}/${name}`, bytes)
    }
    project.configure({
      roots: { roms: './roms' },
      dats: { all: './dats' },
      targets: { card: { preset: 'retroarch', path: './out', policy: 'everything' } },
    })
    await project.build()
    const numbers = Object.keys(UNNUMBERED).map(
      (name) => /"crc32": "(.*)"/.exec(readFileSync(project.at(`out/playlists/${name}.lpl`), 'utf8'))?.[1],
    )
    expect(numbers).toEqual([
      '81005|serial',
      'MK-51000-50-0|serial',
      'DL-DOL-GPCE-USA|serial',
      'RCLP8P|serial',
    ])
  })
})

it('writes what a packed disc states that only its name shows', async () => {
  await withProject(async (project) => {
    project.write(
      'dats/psx.dat',
      dat('Sony - PlayStation', {
        'Ridge Walk (USA)': [
          { name: 'Ridge Walk (USA).cue', bytes: CUE },
          { name: 'Ridge Walk (USA).bin', bytes: DISC },
        ],
      }),
    )
    const frames = Array.from({ length: DISC.length / 2352 }, (_, i) =>
      Buffer.concat([DISC.subarray(i * 2352, (i + 1) * 2352), Buffer.alloc(96)]),
    )
    const track = `TRACK:1 TYPE:MODE2_RAW SUBTYPE:NONE FRAMES:${frames.length} PREGAP:0 PGTYPE:MODE1 PGSUB:RW POSTGAP:0`
    const packed = packedChd({
      data: Buffer.concat(frames),
      hunk: 19_584,
      unit: 2448,
      codecs: ['cdlz'],
      metadata: chainAt(124, [['CHT2', track]]),
      as: () => 'plain',
    })
    project.write('roms/Ridge Walk (USA).chd', packed)
    project.configure({
      roots: { roms: './roms' },
      dats: { all: './dats' },
      targets: { card: { preset: 'retroarch', path: './out', policy: 'everything' } },
    })
    await project.build()
    const list = readFileSync(project.at('out/playlists/Sony - PlayStation.lpl'), 'utf8')
    expect(list).toContain('Ridge Walk (USA).chd",')
    expect(list).toContain('"crc32": "SLUS-00594|serial"')
  })
})
