/**
 * Containers of games that curator recognises and does not open: packed discs, program packages. They are
 * named for what they are, so that nobody wonders why no DAT lists them. Sources: each emulator's or tool's
 * own description.
 */
import { remembering } from '../../remembering.ts'
import { hasText, type ByteReader } from '../hashing/bytes.ts'
import { nintendoDisc } from '../header-facts/formats/discs.ts'
import { pbpFacts } from '../header-facts/formats/playstation.ts'
import type { HeaderFacts } from '../header-facts/facts.ts'

export interface Container {
  /** Short and permanent: `rvz`. */
  readonly kind: string
  /** What people call it. */
  readonly name: string
  /** Slug, where the container is of one platform or says which. */
  readonly platform?: string
  /** A clause that says why it is not looked into; reads well after a path and a colon. */
  readonly note: string
  /** What it says of its game without being opened. */
  readonly header?: HeaderFacts
}

interface Form {
  readonly kind: string
  readonly name: string
  readonly platform?: string
  /** All of these texts, one byte a character; a negative place is counted from the end. */
  readonly signs: readonly (readonly [at: number, text: string])[]
  readonly header?: (file: ByteReader) => HeaderFacts | undefined
}

/** Of a Dolphin disc, the first 128 bytes stand unpacked in the second part of the header. */
const DOLPHIN_COPY = 0x58
/** A WBFS has one disc in practice: a copy of its beginning follows the header's own sector. */
const wbfsDisc = (file: ByteReader): HeaderFacts | undefined =>
  nintendoDisc(file, 2 ** Math.min(file.read(8, 1)[0] ?? 9, 16))

/** The first that fits names it. */
const FORMS: readonly Form[] = [
  {
    kind: 'rvz',
    name: 'RVZ disc',
    signs: [[0, 'RVZ\x01']],
    header: (file) => nintendoDisc(file, DOLPHIN_COPY),
  },
  {
    kind: 'wia',
    name: 'WIA disc',
    signs: [[0, 'WIA\x01']],
    header: (file) => nintendoDisc(file, DOLPHIN_COPY),
  },
  { kind: 'gcz', name: 'GCZ disc', platform: 'ngc', signs: [[0, '\x01\xc0\x0b\xb1\0\0\0\0']] },
  { kind: 'gcz', name: 'GCZ disc', platform: 'wii', signs: [[0, '\x01\xc0\x0b\xb1\x01\0\0\0']] },
  { kind: 'wbfs', name: 'WBFS disc', platform: 'wii', signs: [[0, 'WBFS']], header: wbfsDisc },
  // shortened discs of GameCube and Wii carry the mark where the disc has nothing
  { kind: 'nkit', name: 'NKit disc', signs: [[0x200, 'NKIT']], header: (file) => nintendoDisc(file) },
  {
    kind: 'ciso',
    name: 'CISO disc (GameCube, Wii)',
    signs: [
      [0, 'CISO'],
      [8, '\x01'],
    ],
    header: (file) => nintendoDisc(file, 0x8000),
  },
  { kind: 'cso', name: 'CSO disc', signs: [[0, 'CISO']] },
  { kind: 'zso', name: 'ZSO disc', signs: [[0, 'ZISO']] },
  { kind: 'jso', name: 'JSO disc', signs: [[0, 'JISO']] },
  { kind: 'dax', name: 'DAX disc', platform: 'psp', signs: [[0, 'DAX\0']] },
  { kind: 'pbp', name: 'PBP package', signs: [[0, '\0PBP']], header: pbpFacts },
  { kind: 'ecm', name: 'ECM image', signs: [[0, 'ECM\0']] },
  { kind: 'nsp', name: 'NSP or NSZ package', platform: 'switch', signs: [[0, 'PFS0']] },
  {
    kind: 'xci',
    name: 'XCI or XCZ cartridge',
    platform: 'switch',
    signs: [
      [0x100, 'HEAD'],
      [0x108, '\xff\xff\xff\xff'],
    ],
  },
  { kind: 'wux', name: 'WUX disc', platform: 'wiiu', signs: [[0, 'WUX0']] },
  { kind: 'wud', name: 'WUD disc', platform: 'wiiu', signs: [[0, 'WUP-']] },
  { kind: 'wua', name: 'Wii U archive', platform: 'wiiu', signs: [[-4, '\x16\x9f\x52\xd6']] },
  { kind: 'wad', name: 'WAD package', platform: 'wii', signs: [[0, '\0\0\0\x20Is\0\0']] },
  { kind: 'pkg', name: 'PKG package', signs: [[0, '\x7fPKG']] },
  { kind: 'cia', name: 'CIA package', platform: '3ds', signs: [[0, '\x20\x20\0\0\0\0\0\0']] },
  { kind: 'mds', name: 'Alcohol 120% image', signs: [[0, 'MEDIA DESCRIPTOR']] },
  { kind: 'nrg', name: 'Nero image', signs: [[-12, 'NER5']] },
  { kind: 'nrg', name: 'Nero image', signs: [[-8, 'NERO']] },
  { kind: 'isz', name: 'ISZ image', signs: [[0, 'IsZ!']] },
  { kind: 'daa', name: 'PowerISO image', signs: [[0, 'DAA\0']] },
  { kind: 'tgc', name: 'TGC disc', platform: 'ngc', signs: [[0, '\xae\x0f\x38\xa2']] },
  { kind: 'cci', name: 'CCI disc', platform: 'xbox', signs: [[0, 'CCIM']] },
  { kind: 'z3ds', name: 'Z3DS package', platform: '3ds', signs: [[0, 'Z3DS']] },
  { kind: 'squashfs', name: 'SquashFS image', signs: [[0, 'hsqs']] },
  { kind: 'dms', name: 'DMS disk', platform: 'amiga', signs: [[0, 'DMS!']] },
  // archives of other times: what is in them is not read
  {
    kind: 'lha',
    name: 'LHA archive',
    signs: [
      [2, '-lh'],
      [6, '-'],
    ],
  },
  {
    kind: 'lha',
    name: 'LHA archive',
    signs: [
      [2, '-lz'],
      [6, '-'],
    ],
  },
  {
    kind: 'arj',
    name: 'ARJ archive',
    signs: [
      [0, '\x60\xea'],
      [10, '\x02'],
    ],
  },
  { kind: 'cab', name: 'CAB archive', signs: [[0, 'MSCF\0\0\0\0']] },
  { kind: 'ace', name: 'ACE archive', signs: [[7, '**ACE**']] },
  { kind: 'lz4', name: 'LZ4 file', signs: [[0, '\x04\x22\x4d\x18']] },
  { kind: 'lzo', name: 'LZO file', signs: [[0, '\x89LZO\0\x0d\x0a\x1a\x0a']] },
  { kind: 'lzip', name: 'lzip file', signs: [[0, 'LZIP\x01']] },
  { kind: 'compress', name: '.Z file', signs: [[0, '\x1f\x9d\x90']] },
  // no sign of its own: what most tools write of its settings, its size (unknown, or below a terabyte), a byte that is always 0
  {
    kind: 'lzma',
    name: 'LZMA file',
    signs: [
      [0, '\x5d\0\0'],
      [5, '\xff\xff\xff\xff\xff\xff\xff\xff\0'],
    ],
  },
  {
    kind: 'lzma',
    name: 'LZMA file',
    signs: [
      [0, '\x5d\0\0'],
      [10, '\0\0\0\0'],
    ],
  },
  // what is in it stands at its end, behind the version of that
  { kind: 'cdi', name: 'DiscJuggler image', signs: [[-8, '\x04\0\0\x80']] },
  { kind: 'cdi', name: 'DiscJuggler image', signs: [[-8, '\x05\0\0\x80']] },
  { kind: 'cdi', name: 'DiscJuggler image', signs: [[-8, '\x06\0\0\x80']] },
]

/** The forms that a file with this first byte may have, in the order above: of every file this is asked. */
const formsWith = remembering(Infinity, (firstByte: number): readonly Form[] =>
  FORMS.filter(({ signs }) => signs.every(([at, text]) => at !== 0 || text.charCodeAt(0) === firstByte)),
)

/** All signs are within these, from either end. */
const BEGINNING = 0x210
const END = 16

const ONLY_WHOLE = 'only a DAT that lists the file itself can match it'

/** Undefined for everything that curator reads, and for everything it does not know. */
export function recogniseContainer(file: ByteReader): Container | undefined {
  const beginning = file.memory ?? file.read(0, BEGINNING)
  const end = file.memory ?? file.read(Math.max(0, file.size - END), END)
  const form = formsWith(beginning[0] ?? 0).find(({ signs }) =>
    signs.every(([at, text]) =>
      at < 0 ? hasText(end, end.length + at, text) : hasText(beginning, at, text),
    ),
  )
  if (!form) return undefined
  const { kind, name } = form
  const header = form.header?.(file)
  const platform = form.platform ?? header?.platform
  return {
    kind,
    name,
    ...(platform !== undefined && { platform }),
    note: `it is ${article(name)} ${name}, which curator does not open yet: ${ONLY_WHOLE}`,
    ...(header && { header }),
  }
}

/** By the sound of abbreviations that are spelt out: an RVZ, an NSP, a CSO. */
function article(name: string): string {
  return /^(?:[AEIOFHLMNRSX][A-Z]{2}|[AEIO])/.test(name) ? 'an' : 'a'
}
