/** The words of the TOSEC naming convention (TNC of 2015-03-23), and more info as collectors write it. */
import type { TagPattern } from '../convention.ts'
import type { TagKind } from '../facts.ts'

/** Machines a program needs, where its platform has several. */
export const SYSTEMS: ReadonlySet<string> = new Set([
  ...'+2 +2a +3 130XE A1000 A1200 A1200-A4000 A2000 A2000-A3000 A2024 A2500-A3000UX A3000 A4000 A4000T'.split(
    ' ',
  ),
  ...'A500 A500+ A500-A1000-A2000 A500-A1000-A2000-CDTV A500-A1200 A500-A1200-A2000-A4000 A500-A2000'.split(
    ' ',
  ),
  ...'A500-A600-A2000 A570 A600 A600HD AGA AGA-CD32 CD32 CDTV ECS ECS-AGA Executive Mega-STE OCS OCS-AGA'.split(
    ' ',
  ),
  ...'ORCH80 PIANO90 Plus4 Primo-A Primo-A64 Primo-B Primo-B64 Pro-Primo ST STE STE-Falcon TT'.split(' '),
  ...'II+ IIe IIE IIgs IIc II-II+ IIEE'.split(' '),
  'Aladdin Deck Enhancer',
  'Computrainer',
  'Doctor PC Jr.',
  'Mega ST',
  'Osbourne 1',
  'PlayChoice-10',
  'TURBO-R GT',
  'TURBO-R ST',
  'VS DualSystem',
  'VS UniSystem',
])

export const VIDEO: ReadonlySet<string> = new Set(
  'CGA EGA HGC MCGA MDA NTSC NTSC-PAL PAL PAL-60 PAL-NTSC SVGA VGA XGA'.split(' '),
)

/** Card, free, gift, licence and share ware, with -R when registered. PD is its own kind. */
const COPYRIGHT = /^(?:(?:CW|FW|GW|LW|SW)(?:-R)?|CC[ -].+)$/

/** The flags of square brackets. */
export const DUMP_FLAGS: ReadonlyMap<string, TagKind> = new Map<string, TagKind>([
  ['a', 'alt'],
  ['b', 'bad'],
  ['cr', 'cracked'],
  ['f', 'fixed'],
  ['h', 'hack'],
  ['m', 'modified'],
  ['o', 'overdump'],
  ['p', 'pirate'],
  ['t', 'trained'],
  ['tr', 'translation'],
  ['u', 'underdump'],
  ['v', 'virus'],
])

/** Tags in round brackets, behind the mandatory ones. */
export const ROUND: readonly TagPattern[] = [
  { kind: 'demo', pattern: /^demo(?:-(?:kiosk|playable|rolling|slideshow))?$/i },
  { kind: 'language-count', pattern: /^M(\d{1,2})$/ },
  { kind: 'homebrew', pattern: /^PD$/ },
  { kind: 'copyright', pattern: COPYRIGHT },
  { kind: 'alpha', pattern: /^alpha$/i },
  { kind: 'beta', pattern: /^(?:beta|preview|pre-release)$/i },
  { kind: 'proto', pattern: /^proto(?:type)?$/i },
  { kind: 'alt', pattern: /^alt(?: (\d+))?$/i },
]

/** What a disk or tape is for. */
export const MEDIA_LABEL =
  /(?:\b|_)(?:boot|cha|chara(?:cter)?|data|dis[ck]|ending|game|install(?:ation)?|main|master|opening|part|player|prog|program|scenario|scene|side|sys|system|tape|user|utility|visual|vol)(?:\b|[\d_])/i

/** More info that says more than itself. */
export const MORE_INFO: readonly TagPattern[] = [
  { kind: 'version', pattern: /^v\.? ?(\d[\w.]*)/i },
  { kind: 'build', pattern: /^build (\d+)$/i },
  { kind: 'id', pattern: /^[A-Z]{1,4}-?[A-Z]?\d{2,5}[A-Z]?$/ },
  { kind: 'demo', pattern: /^(?:rolling |playable )?demo$/i },
  { kind: 'sample', pattern: /^sample$/i },
  { kind: 'standard', pattern: /^(NTSC|PAL)$/ },
]

/** Slugs of systems that were sold in Japan alone, or nearly so. */
export const JAPANESE_SYSTEMS: ReadonlySet<string> = new Set([
  'fm-7',
  'fm-towns',
  'msx-turbo',
  'msx2plus',
  'pc-8800-series',
  'pc-9800-series',
  'pc-fx',
  'sharp-x68000',
  'x1',
])
