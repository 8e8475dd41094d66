/** Headers made byte by byte, one of each format, with what they say. */
import type { HeaderFacts } from '../../../src/inventory/header-facts/facts.ts'

type Patch = readonly [at: number, value: string | readonly number[] | Buffer]

/** A file of zeros with texts (one byte a character) and bytes at places; negative ones are from its end. */
export function file(size: number, ...patches: readonly Patch[]): Buffer {
  const bytes = Buffer.alloc(size)
  for (const [at, value] of patches) {
    const part = typeof value === 'string' ? Buffer.from(value, 'latin1') : Buffer.from(value)
    part.copy(bytes, at < 0 ? size + at : at)
  }
  return bytes
}

export interface Sample {
  readonly name: string
  readonly extension: string
  readonly bytes: Buffer
  readonly facts: HeaderFacts
}

const KIB = 1024

// -- discs

/** Both byte orders, as ISO 9660 writes numbers. */
function both(n: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeUInt32LE(n, 0)
  bytes.writeUInt32BE(n, 4)
  return bytes
}

function record(name: string, sector: number, size: number, folder: boolean): Buffer {
  const length = 33 + name.length + ((name.length + 1) % 2)
  return file(
    length,
    [0, [length]],
    [2, both(sector)],
    [10, both(size)],
    [25, [folder ? 2 : 0]],
    [32, [name.length]],
    [33, name],
  )
}

/** A disc with files in its root, or one folder down: `FOLDER/NAME;1`. */
export function iso(system: string, files: Readonly<Record<string, Buffer>>, label = 'DISC'): Buffer {
  const entries = Object.entries(files)
  const root: Buffer[] = [record('\0', 18, 2048, true), record('\x01', 18, 2048, true)]
  const folders = new Map<string, Buffer[]>()
  const data: Patch[] = []
  let sector = 30
  for (const [path, bytes] of entries) {
    const [first = '', second] = path.split('/')
    if (second !== undefined && !folders.has(first)) {
      root.push(record(first, 19 + folders.size, 2048, true))
      folders.set(first, [])
    }
    const list = second === undefined ? root : (folders.get(first) ?? [])
    list.push(record(second ?? first, sector, bytes.length, false))
    data.push([sector * 2048, bytes])
    sector++
  }
  const volume: Patch = [
    16 * 2048,
    file(
      2048,
      [0, '\x01CD001\x01'],
      [8, system.padEnd(32)],
      [40, label.padEnd(32)],
      [156, record('\0', 18, 2048, true)],
    ),
  ]
  const inner = [...folders.values()].map((list, i): Patch => [(19 + i) * 2048, Buffer.concat(list)])
  return file(sector * 2048, volume, [18 * 2048, Buffer.concat(root)], ...inner, ...data)
}

/** The same disc with all 2,352 bytes of each sector. */
export function raw(disc: Buffer, mode: 1 | 2): Buffer {
  const sectors: Buffer[] = []
  for (let at = 0; at < disc.length; at += 2048) {
    sectors.push(
      file(
        2352,
        [1, Array<number>(10).fill(0xff)],
        [15, [mode]],
        [mode === 1 ? 16 : 24, disc.subarray(at, at + 2048)],
      ),
    )
  }
  return Buffer.concat(sectors)
}

export function sfo(values: Readonly<Record<string, string | number>>): Buffer {
  const entries = Object.entries(values)
  const keys = entries.map(([key]) => `${key}\0`)
  const texts = entries.map(([, value]) => {
    if (typeof value === 'string') return Buffer.from(`${value}\0`)
    const number = Buffer.alloc(4)
    number.writeUInt32LE(value)
    return number
  })
  const index = 20 + entries.length * 16
  const data = index + keys.join('').length
  const header = file(index, [0, '\0PSF\x01\x01\0\0'])
  header.writeUInt32LE(index, 8)
  header.writeUInt32LE(data, 12)
  header.writeUInt32LE(entries.length, 16)
  let [key, text] = [0, 0]
  for (const [i, [, value]] of entries.entries()) {
    const at = 20 + i * 16
    header.writeUInt16LE(key, at)
    header[at + 2] = 4
    header[at + 3] = typeof value === 'string' ? 2 : 4
    header.writeUInt32LE(texts[i]?.length ?? 0, at + 4)
    header.writeUInt32LE(text, at + 12)
    key += keys[i]?.length ?? 0
    text += texts[i]?.length ?? 0
  }
  return Buffer.concat([header, Buffer.from(keys.join('')), ...texts])
}

export const PSX_DISC = iso(
  'PLAYSTATION',
  { 'SYSTEM.CNF;1': Buffer.from('BOOT = cdrom:\\SLUS_005.94;1\r\nTCB = 4\r\n') },
  'MY_GAME',
)

/** The same, with a folder of two sectors: in the first is only what every folder begins with. */
const PSX_LONG_FOLDER = (() => {
  const [first, second, begin] = [18 * 2048, 19 * 2048, 2 * record('\0', 0, 0, true).length]
  const bytes = Buffer.from(PSX_DISC)
  bytes.copy(bytes, second, first + begin, second)
  bytes.fill(0, first + begin, second)
  both(2 * 2048).copy(bytes, 16 * 2048 + 156 + 10)
  return bytes
})()

const PSX: HeaderFacts = {
  platform: 'psx',
  serial: 'SLUS-00594',
  regions: ['USA'],
  more: { label: 'MY_GAME' },
}

const PSP_SFO = sfo({
  CATEGORY: 'UG',
  DISC_ID: 'ULES00151',
  DISC_NUMBER: 1,
  DISC_TOTAL: 2,
  DISC_VERSION: '1.01',
  TITLE: 'Lumières',
})
const PSP: HeaderFacts = {
  platform: 'psp',
  title: 'Lumières',
  serial: 'ULES-00151',
  regions: ['Europe'],
  version: '1.01',
  disc: 1,
  discs: 2,
}

// -- cartridges

export const SNES_HEADER: readonly Patch[] = [
  [0x7fb0, '01AWRE'],
  [0x7fc0, 'WATER RAT            '],
  [0x7fd5, [0x20, 0x00, 0x08, 0x00, 0x01, 0x33, 0x01]],
  [0x7fdc, [0xcb, 0xed, 0x34, 0x12]],
  [0x7ffc, [0x00, 0x80]],
]
const SNES_ROM = file(64 * KIB, ...SNES_HEADER)
const GAME_BOY: HeaderFacts = {
  platform: 'gb',
  title: 'WATER_RAT',
  regions: ['Japan'],
  version: '1.1',
  maker: 'Capcom',
  sound: true,
}

const SNES: HeaderFacts = {
  platform: 'snes',
  title: 'WATER RAT',
  regions: ['USA'],
  serial: 'AWRE',
  version: '1.1',
  maker: 'Nintendo',
  sound: true,
  more: { map: 'LoROM' },
}

const MEGA_DRIVE_ROM = file(
  48 * KIB,
  [0x100, 'SEGA MEGA DRIVE (C)T-48 1992.SEP'],
  [0x120, Buffer.from('8365835883670000', 'hex')],
  [0x150, 'WATER   RAT'.padEnd(48)],
  [0x180, 'GM 00001009-01'],
  [0x1f0, 'JUE'.padEnd(16)],
)
const MEGA_DRIVE: HeaderFacts = {
  platform: 'genesis',
  title: 'WATER RAT',
  localTitle: 'テスト',
  regions: ['Japan', 'USA', 'Europe'],
  serial: 'GM 00001009',
  version: '01',
  maker: 'T-48',
  date: '1992.SEP',
}

/** A Super Magic Drive dump of the same: each 16 KiB with its odd bytes first, behind a header of 512 bytes. */
export function interleaved(rom: Buffer): Buffer {
  const blocks: Buffer[] = [file(512, [8, '\xaa\xbb\x06'])]
  for (let at = 0; at < rom.length; at += 16 * KIB) {
    const block = rom.subarray(at, at + 16 * KIB)
    const half = (odd: 0 | 1): Buffer => block.filter((_, i) => i % 2 === odd) as Buffer
    blocks.push(half(1), half(0))
  }
  return Buffer.concat(blocks)
}

const N64_ROM = file(
  4 * KIB,
  [0, [0x80, 0x37, 0x12, 0x40]],
  [0x20, 'WATER RAT 64'.padEnd(20)],
  [0x3b, 'NWRP\x02'],
)
const N64: HeaderFacts = {
  platform: 'n64',
  title: 'WATER RAT 64',
  serial: 'NWRP',
  regions: ['Europe'],
  version: '1.2',
}

const GB_LOGO = 'ceed6666cc0d000b03730083000c000d'
export const GAME_BOY_ROM = file(
  32 * KIB,
  [0x104, Buffer.from(GB_LOGO, 'hex')],
  [0x134, 'WATER_RAT'],
  [0x14a, [0x00, 0x08, 0x01, 0x15]],
)
const COLOR_ROM = file(
  32 * KIB,
  [0x104, Buffer.from(GB_LOGO, 'hex')],
  [0x134, 'WATER_RAT2\0AWRE\xc0\x30\x31\x03'],
  [0x14a, [0x01, 0x33, 0x00, 0x00]],
)

/** Made for the newer console, and runs on the older one: all 15 letters may be its title. */
const BOTH_ROM = file(
  32 * KIB,
  [0x104, Buffer.from(GB_LOGO, 'hex')],
  [0x134, 'WATER_RAT_TWO\0\0\x80'],
  [0x14a, [0x01, 0x08, 0x00, 0x00]],
)

const NDS_ROM = (() => {
  const bytes = file(4 * KIB, [0, 'WATER RAT'], [0x0c, 'AWRK01'], [0x1e, [1]], [0x15c, [0x56, 0xcf]])
  bytes.writeUInt32LE(0x400, 0x68)
  bytes.write('물쥐', 0x400 + 0x240, 'utf16le')
  bytes.write('Water Rat\nThe Game', 0x400 + 0x340, 'utf16le')
  // CRC-16 of the header, worked out by another program
  bytes.writeUInt16LE(crc16(bytes.subarray(0, 0x15e)), 0x15e)
  return bytes
})()

/** By table, unlike the code under test. */
function crc16(bytes: Uint8Array): number {
  const table = Array.from({ length: 256 }, (_, n) => {
    let value = n
    for (let i = 0; i < 8; i++)
      value = value % 2 === 1 ? 0xa001 ^ Math.floor(value / 2) : Math.floor(value / 2)
    return value
  })
  return bytes.reduce((crc, byte) => (table[(crc ^ byte) % 256] ?? 0) ^ Math.floor(crc / 256), 0xffff)
}

function littleEndian(rom: Buffer): Buffer {
  return Buffer.from(rom).swap32()
}

/** The first two sectors of a track that Hudson's program starts. */
const PC_ENGINE_DISC = file(
  4 * KIB,
  [0x820, 'PC Engine CD-ROM SYSTEM\0Copyright HUDSON SOFT / NEC Home Electronics,Ltd.\0'],
  [0x86a, 'Water Adventure RAT   '],
)
const PC_FX_DISC = file(
  4 * KIB,
  [0, 'PC-FX:Hu_CD-ROM '],
  [0x800, Buffer.from('8365835883670000', 'hex')],
  [0x834, 'HUDSON SOFT'],
  [0x878, '19950401'],
)

/** A program with its certificate behind its header, which it has at 64 KiB in memory. */
export const XBE = file(
  0x400,
  [0, 'XBEH'],
  [0x104, [0, 0, 1, 0]],
  [0x118, [0x78, 1, 1, 0]],
  [0x178 + 8, [4, 0, 0x53, 0x4d]],
  [0x178 + 0x0c, Buffer.from('Water Rat', 'utf16le')],
  [0x178 + 0xa0, [5]],
)

/** An entry of a folder: where to look for names before and after its own, counted in words of four bytes. */
function xboxEntry(before: number, after: number, sector: number, name: string): Buffer {
  return file(14 + name.length, [0, [before, 0, after, 0, sector]], [13, [name.length]], [14, name])
}

export function xboxDisc(program: string, files: readonly Patch[]): Buffer {
  const media = xboxEntry(8, 16, 35, 'media')
  const named = xboxEntry(0, 0, 34, program)
  const other = xboxEntry(0, 0, 36, 'update')
  return file(
    37 * 2048,
    [32 * 2048, 'MICROSOFT*XBOX*MEDIA'],
    [32 * 2048 + 20, [33, 0, 0, 0, 0, 8]],
    [33 * 2048, media],
    [33 * 2048 + 32, named],
    [33 * 2048 + 64, other],
    ...files,
  )
}

const PC_ENGINE: HeaderFacts = { platform: 'turbografx-cd', title: 'Water Adventure RAT' }

/** Of one header, with other words or letters for its regions. */
const REGION_SAMPLES: readonly Sample[] = [
  ...(
    [
      ['EUROPE', 'Europe'],
      ['USA', 'USA'],
      ['JAPAN', 'Japan'],
    ] as const
  ).map(([word, region]): Sample => ({
    name: `Mega Drive, ${word} spelt out`,
    extension: 'md',
    bytes: file(48 * KIB, [0, MEGA_DRIVE_ROM], [0x1f0, word.padEnd(16)]),
    facts: { ...MEGA_DRIVE, regions: [region] },
  })),
  ...(
    [
      ['L', ['USA']],
      ['V', ['Europe', 'Australia']],
      ['W', ['Europe']],
      ['Q', ['Denmark']],
    ] as const
  ).map(([letter, regions]): Sample => ({
    name: `Nintendo DS of region ${letter}`,
    extension: 'nds',
    bytes: file(KIB, [0, 'RAT'], [0x0c, `AWR${letter}`], [0x15c, [0x56, 0xcf]]),
    facts: { platform: 'nds', title: 'RAT', serial: `AWR${letter}`, regions, version: '1.0', sound: false },
  })),
  ...(
    [
      ['N', ['USA']],
      ['Q', ['Korea']],
      ['W', ['Taiwan']],
    ] as const
  ).map(([letter, regions]): Sample => ({
    name: `Wii of region ${letter}`,
    extension: 'iso',
    bytes: file(KIB, [0, `RWR${letter}8P`], [0x18, [0x5d, 0x1c, 0x9e, 0xa3]], [0x20, 'Rat']),
    facts: {
      platform: 'wii',
      title: 'Rat',
      serial: `RWR${letter}`,
      regions,
      maker: 'Sega',
      disc: 1,
      version: '1.0',
      more: { id: `RWR${letter}8P` },
    },
  })),
]

export const SAMPLES: readonly Sample[] = [
  {
    name: 'iNES',
    extension: 'nes',
    bytes: file(40 * KIB + 16, [0, 'NES\x1a\x02\x01\x43\x20']),
    facts: {
      platform: 'nes',
      more: { format: 'iNES', mapper: '36', program: '32 KiB', graphics: '8 KiB', battery: 'yes' },
    },
  },
  {
    name: 'iNES that a tool signed',
    extension: 'nes',
    bytes: file(KIB, [0, 'NES\x1a\x01\x00\x10DiskDude!']),
    facts: { platform: 'nes', more: { format: 'iNES', mapper: '1', program: '16 KiB', graphics: '0 KiB' } },
  },
  {
    name: 'NES 2.0',
    extension: 'nes',
    bytes: file(KIB, [0, 'NES\x1a\x08\x3c\x24\x08\x31\xf0\x00\x00\x01']),
    facts: {
      platform: 'nes',
      more: {
        format: 'NES 2.0',
        mapper: '258',
        submapper: '3',
        program: '128 KiB',
        graphics: '32 KiB',
        television: 'PAL',
        trainer: 'yes',
      },
    },
  },
  {
    name: 'Famicom disk with header',
    extension: 'fds',
    bytes: file(KIB, [0, 'FDS\x1a\x02'], [16, '\x01*NINTENDO-HVC*\x01WRT \x02\x01']),
    facts: { platform: 'fds', serial: 'WRT', version: '1.2', maker: 'Nintendo', more: { side: 'B' } },
  },
  {
    name: 'Game Boy behind a copier header',
    extension: 'gb',
    bytes: Buffer.concat([Buffer.alloc(512), GAME_BOY_ROM]),
    facts: GAME_BOY,
  },
  {
    name: 'Game Gear behind a copier header',
    extension: 'gg',
    bytes: file(32 * KIB + 512, [0x7ff0 + 512, 'TMR SEGA  \0\0\x12\x34\x00\x5c']),
    facts: { platform: 'gamegear', regions: ['Japan'], serial: '3412', version: '1.0' },
  },
  { name: 'Super Nintendo', extension: 'sfc', bytes: SNES_ROM, facts: SNES },
  {
    name: 'Super Nintendo behind a copier header',
    extension: 'smc',
    bytes: Buffer.concat([Buffer.alloc(512), SNES_ROM]),
    facts: SNES,
  },
  {
    name: 'Super Nintendo, HiROM, Japan, wrong checksum',
    extension: 'sfc',
    bytes: file(
      128 * KIB,
      [0xffc0, Buffer.from('b3abb0c0b0b7afc4202020202020202020202020', 'hex')],
      [0xffd4, [0x20, 0x31, 0x00, 0x08, 0x00, 0x00, 0x08, 0x00]],
      [0xfffc, [0x12, 0x90]],
    ),
    facts: {
      platform: 'snes',
      title: 'ウォーターキット',
      regions: ['Japan'],
      version: '1.0',
      maker: 'Capcom',
      sound: false,
      more: { map: 'HiROM' },
    },
  },
  { name: 'Mega Drive', extension: 'md', bytes: MEGA_DRIVE_ROM, facts: MEGA_DRIVE },
  {
    name: 'Mega Drive, interleaved',
    extension: 'smd',
    bytes: interleaved(MEGA_DRIVE_ROM),
    facts: MEGA_DRIVE,
  },
  {
    name: '32X with a digit for its regions',
    extension: '32x',
    bytes: file(
      KIB,
      [0x100, 'SEGA 32X        (C)SEGA 1995.JAN'],
      [0x120, 'WATER RAT'.padEnd(48)],
      [0x1f0, 'C'],
    ),
    facts: {
      platform: 'sega32',
      title: 'WATER RAT',
      regions: ['USA', 'Europe'],
      maker: 'SEGA',
      date: '1995.JAN',
    },
  },
  { name: 'Nintendo 64', extension: 'z64', bytes: N64_ROM, facts: N64 },
  { name: 'Nintendo 64, bytes swapped', extension: 'v64', bytes: Buffer.from(N64_ROM).swap16(), facts: N64 },
  { name: 'Nintendo 64, little-endian', extension: 'n64', bytes: littleEndian(N64_ROM), facts: N64 },
  {
    name: 'Game Boy',
    extension: 'gb',
    bytes: GAME_BOY_ROM,
    facts: GAME_BOY,
  },
  {
    name: 'Game Boy Color with a code at the end of its title',
    extension: 'gbc',
    bytes: COLOR_ROM,
    facts: {
      platform: 'gbc',
      title: 'WATER_RAT2',
      serial: 'AWRE',
      regions: ['USA'],
      version: '1.0',
      maker: 'Nintendo',
      sound: false,
      more: { needs: 'Game Boy Color', enhanced: 'Super Game Boy' },
    },
  },
  {
    name: 'Game Boy Color, for the older console too',
    extension: 'gb',
    bytes: BOTH_ROM,
    facts: { platform: 'gbc', title: 'WATER_RAT_TWO', version: '1.0', maker: 'Capcom', sound: false },
  },
  {
    name: 'Game Boy Advance',
    extension: 'gba',
    bytes: file(KIB, [0xa0, 'WATER RAT\0\0\0AWRJC8\x96'], [0xbc, [0x01, 0x17]]),
    facts: {
      platform: 'gba',
      title: 'WATER RAT',
      serial: 'AWRJ',
      regions: ['Japan'],
      version: '1.1',
      maker: 'Koei',
      sound: true,
    },
  },
  {
    name: 'Nintendo DS',
    extension: 'nds',
    bytes: NDS_ROM,
    facts: {
      platform: 'nds',
      title: 'Water Rat The Game',
      localTitle: '물쥐',
      serial: 'AWRK',
      regions: ['Korea'],
      version: '1.1',
      maker: 'Nintendo',
      sound: true,
    },
  },
  {
    name: 'Nintendo 3DS',
    extension: '3ds',
    bytes: file(
      20 * KIB,
      [0x100, 'NCSD'],
      [0x120, [0x20, 0, 0, 0]],
      [0x4000 + 0x100, 'NCCH'],
      [0x4000 + 0x110, '01'],
      [0x4000 + 0x150, 'CTR-P-AWRP'],
    ),
    facts: { platform: '3ds', serial: 'CTR-P-AWRP', regions: ['Europe'], maker: 'Nintendo' },
  },
  {
    name: 'Master System',
    extension: 'sms',
    bytes: file(32 * KIB, [0x7ff0, 'TMR SEGA  \0\0\x26\x70\x21\x4c']),
    facts: { platform: 'sms', serial: '27026', version: '1.1' },
  },
  {
    name: 'Game Gear',
    extension: 'gg',
    bytes: file(32 * KIB, [0x7ff0, 'TMR SEGA  \0\0\x12\x34\x00\x5c']),
    facts: { platform: 'gamegear', regions: ['Japan'], serial: '3412', version: '1.0' },
  },
  {
    name: 'Master System homebrew',
    extension: 'sms',
    bytes: file(
      32 * KIB,
      [0x7fe0, 'SDSC\x01\x20\x05\x03\x05\x20\xff\xff\x00\x01\xff\xff'],
      [0x100, 'Water Rat\0'],
      [0x7ff0, 'TMR SEGA  \0\0\0\0\x00\x4c'],
    ),
    facts: { platform: 'sms', title: 'Water Rat', version: '1.20', date: '2005' },
  },
  {
    name: 'Atari 7800',
    extension: 'a78',
    bytes: file(KIB, [0, '\x03ATARI7800'], [17, 'Water Rat'], [57, [1]]),
    facts: { platform: 'atari7800', title: 'Water Rat', more: { television: 'PAL' } },
  },
  {
    name: 'Lynx',
    extension: 'lnx',
    bytes: file(KIB, [0, 'LYNX\0\x01\0\0\x01\0Water Rat'], [42, 'Atari']),
    facts: { platform: 'lynx', title: 'Water Rat', maker: 'Atari' },
  },
  {
    name: 'Neo Geo Pocket Color',
    extension: 'ngc',
    bytes: file(
      KIB,
      [0, ' LICENSED BY SNK CORPORATION'],
      [0x20, [0x34, 0x00, 0x02, 0x10]],
      [0x24, 'WATER RAT   '],
    ),
    facts: { platform: 'neo-geo-pocket-color', title: 'WATER RAT', serial: '0034', version: '2' },
  },
  {
    name: 'WonderSwan Color',
    extension: 'wsc',
    bytes: file(KIB, [-16, [0xea, 0, 0, 0, 0xf0, 0, 0x28, 1, 0x07, 2]]),
    facts: { platform: 'wonderswan-color', serial: 'SWJ-SQRC07', maker: 'Squaresoft', version: '2' },
  },
  {
    name: 'Virtual Boy',
    extension: 'vb',
    bytes: file(2 * KIB, [-0x220, 'WATER RAT'.padEnd(20)], [-0x220 + 25, '01VWRJ\x00']),
    facts: {
      platform: 'virtualboy',
      title: 'WATER RAT',
      serial: 'VWRJ',
      regions: ['Japan'],
      maker: 'Nintendo',
      version: '1.0',
    },
  },
  {
    name: 'Saturn, raw sectors',
    extension: 'bin',
    bytes: raw(
      file(4 * KIB, [
        0,
        `SEGA SEGASATURN SEGA TP T-123   T-12345H  V1.00219960730CD-1/2  ${'JTU'.padEnd(32)}${'WATER RAT'.padEnd(112)}`,
      ]),
      1,
    ),
    facts: {
      platform: 'saturn',
      title: 'WATER RAT',
      serial: 'T-12345H',
      version: 'V1.002',
      date: '19960730',
      maker: 'T-123',
      regions: ['Japan', 'Asia', 'USA'],
      disc: 1,
      discs: 2,
    },
  },
  {
    name: 'Dreamcast',
    extension: 'bin',
    bytes: file(4 * KIB, [
      0,
      `SEGA SEGAKATANA SEGA ENTERPRISES8B40 GD-ROM2/3  JUE     0799A10 MK-51000  V1.003${'19991127'.padEnd(16)}${'1ST_READ.BIN'.padEnd(16)}SEGA ENTERPRISES${'WATER RAT'.padEnd(128)}`,
    ]),
    facts: {
      platform: 'dc',
      title: 'WATER RAT',
      serial: 'MK-51000',
      version: 'V1.003',
      maker: 'SEGA ENTERPRISES',
      date: '19991127',
      regions: ['Japan', 'USA', 'Europe'],
      disc: 2,
      discs: 3,
    },
  },
  {
    name: 'Mega-CD, raw sectors',
    extension: 'bin',
    bytes: raw(file(2 * KIB, [0, 'SEGADISCSYSTEM  '], [0x100, MEGA_DRIVE_ROM.subarray(0x100, 0x200)]), 1),
    facts: { ...MEGA_DRIVE, platform: 'segacd' },
  },
  { name: 'PlayStation, 2,048 bytes a sector', extension: 'iso', bytes: PSX_DISC, facts: PSX },
  { name: 'PlayStation, a folder of two sectors', extension: 'iso', bytes: PSX_LONG_FOLDER, facts: PSX },
  { name: 'PlayStation, 2,352 bytes a sector', extension: 'bin', bytes: raw(PSX_DISC, 2), facts: PSX },
  {
    name: 'PlayStation without SYSTEM.CNF',
    extension: 'bin',
    bytes: raw(iso('PLAYSTATION', { 'PSX.EXE;1': Buffer.from('PS-X EXE') }, 'PLAYSTATION'), 2),
    facts: { platform: 'psx' },
  },
  {
    name: 'PlayStation 2',
    extension: 'iso',
    bytes: iso(
      'PLAYSTATION',
      { 'SYSTEM.CNF;1': Buffer.from('BOOT2 = cdrom0:\\SLPM_650.01;1\nVER = 1.02\nVMODE = NTSC\n') },
      '',
    ),
    facts: { platform: 'ps2', serial: 'SLPM-65001', regions: ['Japan'], version: '1.02' },
  },
  { name: 'PSP', extension: 'iso', bytes: iso('PSP GAME', { 'PSP_GAME/PARAM.SFO;1': PSP_SFO }), facts: PSP },
  {
    name: 'GameCube',
    extension: 'gcm',
    bytes: file(KIB, [0, 'GWRE01\x01\x02'], [0x1c, [0xc2, 0x33, 0x9f, 0x3d]], [0x20, 'Water Rat']),
    facts: {
      platform: 'ngc',
      title: 'Water Rat',
      serial: 'GWRE',
      regions: ['USA'],
      maker: 'Nintendo',
      disc: 2,
      version: '1.2',
      more: { id: 'GWRE01' },
    },
  },
  {
    name: 'Wii',
    extension: 'iso',
    bytes: file(KIB, [0, 'RWRP8P\0\0'], [0x18, [0x5d, 0x1c, 0x9e, 0xa3]], [0x20, 'Water Rat']),
    facts: {
      platform: 'wii',
      title: 'Water Rat',
      serial: 'RWRP',
      regions: ['Europe'],
      maker: 'Sega',
      disc: 1,
      version: '1.0',
      more: { id: 'RWRP8P' },
    },
  },
  { name: 'PC Engine CD', extension: 'iso', bytes: PC_ENGINE_DISC, facts: PC_ENGINE },
  { name: 'PC Engine CD, raw sectors', extension: 'bin', bytes: raw(PC_ENGINE_DISC, 1), facts: PC_ENGINE },
  {
    name: 'PC Engine CD behind a pause of three seconds, the first of which is silence',
    extension: 'bin',
    bytes: Buffer.concat([Buffer.alloc(75 * 2352), raw(Buffer.alloc(150 * 2048), 1), raw(PC_ENGINE_DISC, 1)]),
    facts: PC_ENGINE,
  },
  {
    name: 'PC Engine CD behind a pause of two seconds, in plain sectors',
    extension: 'iso',
    bytes: Buffer.concat([Buffer.alloc(150 * 2048), PC_ENGINE_DISC]),
    facts: PC_ENGINE,
  },
  {
    name: 'PC-FX, raw sectors',
    extension: 'bin',
    bytes: raw(PC_FX_DISC, 1),
    facts: { platform: 'pc-fx', title: 'テスト', maker: 'HUDSON SOFT', date: '19950401' },
  },
  {
    name: '3DO',
    extension: 'iso',
    bytes: file(2 * KIB, [0, '\x01ZZZZZ\x01'], [0x28, 'CD-ROM']),
    facts: { platform: '3do' },
  },
  {
    name: '3DO with a label, raw sectors',
    extension: 'bin',
    bytes: raw(file(2 * KIB, [0, '\x01ZZZZZ\x01'], [0x28, 'water rat']), 1),
    facts: { platform: '3do', more: { label: 'water rat' } },
  },
  {
    name: 'Neo Geo CD',
    extension: 'bin',
    bytes: raw(
      iso('APPLE COMPUTER', { 'IPL.TXT;1': Buffer.from('FIX.FIX,0,0\r\nRAT.PRG,0,0\r\n') }, 'RAT'),
      1,
    ),
    facts: { platform: 'neo-geo-cd', more: { label: 'RAT' } },
  },
  {
    name: 'Xbox',
    extension: 'iso',
    bytes: xboxDisc('Default.xbe', [[34 * 2048, XBE]]),
    facts: { platform: 'xbox', title: 'Water Rat', serial: 'MS-004', regions: ['USA', 'Europe'] },
  },
  { name: 'Xbox 360', extension: 'iso', bytes: xboxDisc('default.xex', []), facts: { platform: 'xbox360' } },
  {
    name: 'Xbox program',
    extension: 'xbe',
    bytes: XBE,
    facts: { platform: 'xbox', title: 'Water Rat', serial: 'MS-004', regions: ['USA', 'Europe'] },
  },
  ...REGION_SAMPLES,
]
