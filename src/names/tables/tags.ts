/** What tags mean in the No-Intro and Redump conventions, with what TOSEC and GoodTools share with them. */
import type { TagPattern } from '../convention.ts'
import type { ReleaseClass, TagKind } from '../facts.ts'

/** Tags of one form only, in lower case. */
export const FIXED_TAGS: ReadonlyMap<string, TagKind> = new Map<string, TagKind>([
  ['unl', 'unlicensed'],
  ['unlicensed', 'unlicensed'],
  ['aftermarket', 'aftermarket'],
  ['pirate', 'pirate'],
  ['homebrew', 'homebrew'],
  ['pd', 'homebrew'],
  ['hack', 'hack'],
  ['pre-production', 'proto'],
  ['preproduction', 'proto'],
  ['prerelease', 'beta'],
  ['pre-release', 'beta'],
  ['review code', 'beta'],
  ['debug', 'debug'],
  ['debug build', 'debug'],
  ['debug version', 'debug'],
  ['dev', 'debug'],
  ['@barai', 'demo'],
  ['cheheompan', 'demo'],
  ['full trial', 'demo'],
  ['kiosk', 'demo'],
  ['enhancement chip', 'bios'],
  ['bios', 'bios'],
  ['bios version', 'bios'],
  ['promo', 'promo'],
  ['epk', 'promo'],
  ['press kit', 'promo'],
  ['not for resale', 'not-for-resale'],
  ['hibaihin', 'not-for-resale'],
  ['covermount', 'covermount'],
  ['manual', 'manual'],
  ['video', 'video'],
  ['trailer', 'video'],
  ['audio', 'audio'],
  ['soundtrack', 'audio'],
  ['dlc', 'addon'],
  ['append', 'addon'],
  ['append disc', 'addon'],
  ['save data', 'addon'],
  ['rerelease', 'rerelease'],
  ['edc', 'edc'],
  ['no edc', 'no-edc'],
  ['mia', 'dump'],
  ['sgb compatible', 'hardware'],
  ['family basic', 'hardware'],
  ['datach', 'hardware'],
  ['famicom 3d system', 'hardware'],
  ['atari flashback', 'edition'],
  ['extract', 'edition'], // taken out of a cartridge of many games: seldom the same as the game by itself
  ['animal crossing', 'edition'],
  ['e-reader', 'edition'],
])

/** Tags of many forms; the first that fits counts. A group holds the value. Every pattern is linear in the tag. */
export const TAG_PATTERNS: readonly TagPattern[] = [
  { kind: 'revision', pattern: /^rev(?:ision)?[ -]?([a-z]|\d[\da-z.]*)$/i },
  { kind: 'revision', pattern: /^Rev ([A-Z]{2}|[A-Z]\d{1,2})$/ },
  { kind: 'version', pattern: /^v\.?(\d[\w.-]*)/i },
  { kind: 'version', pattern: /^ver(?:sion|sao)?\.? ?([a-z]?\.?\d[\w.-]*)/i },
  { kind: 'version', pattern: /^DV ?(\d+)$/ },
  { kind: 'version', pattern: /^USE(\d?)$/ },
  { kind: 'build', pattern: /^build ?(\d[\w.]*)/i },
  { kind: 'firmware', pattern: /^FW ?(\d[\d.]*)/ },
  { kind: 'beta', pattern: /^(?:[\w' -]+[ -])?beta(?: (\w+))?$/i },
  { kind: 'alpha', pattern: /^(?:[\w' -]+[ -])?alpha(?: (\w+))?$/i },
  { kind: 'proto', pattern: /^(?:[\w' -]+ )?proto(?:type)?(?: (\w+))?$/i },
  { kind: 'proto', pattern: /^proto(?:type)? - / },
  { kind: 'beta', pattern: /^review kit (\d+)$/i },
  { kind: 'program', pattern: /\bprogram$/i },
  { kind: 'addon', pattern: /^(?:add-?on|(?:title )?update|expansion)\b/i },
  { kind: 'demo', pattern: /\b(?:demo(?:nstration)?|kiosk)(?: +(\d+))?\b/i },
  { kind: 'demo', pattern: /^(?:gamecube )?preview(?: (\d+))?$/i },
  { kind: 'demo', pattern: /\btaikenban\b(?: (\d+)$)?/i },
  { kind: 'demo', pattern: /\btrial(?:$| (?:dis[ck]|edition|ver(?:sion|\.)|&))/i },
  { kind: 'sample', pattern: /(?:^| )sample(?: rom)?(?: (\d+))?$/i },
  { kind: 'video', pattern: /\btrailers?(?: dis[ck])?(?: \w+)?$|^E3\b.*\bvideo$/i },
  { kind: 'promo', pattern: /\bpromo$/i },
  { kind: 'oem', pattern: /(?:^| )oem$/i },
  { kind: 'made-in', pattern: /^made in (.+)$/i },
  { kind: 'alt', pattern: /^alt(?:ernate)?(?: (\d+))?$/i },
  { kind: 'serial', pattern: /^[A-Z]{4}-\d{5}$/ },
  { kind: 'serial', pattern: /^P[CS]{2}[ABEFGH]-?\d{5}$/ },
  { kind: 'serial', pattern: /^(?:[CBKN]TR|TWL)-[A-Z]-[A-Z\d]{4}$/ },
  {
    kind: 'serial',
    pattern:
      /^(?:A[BDEFHLNPSXY8]|B[58DFJLNPRT]|C[BX]|FT|JE|K[ADFIKMRXZ]|LB|PN|QA|RC|S[KN]|T[ABCJOQ]|V[BEJKLMW]|Y[XW])[A-Z\d][ADEJPVXYZ]$/,
  },
  { kind: 'serial', pattern: /^(?:FA|S)[A-F][ABT]S?(?:, (?:FA|S)[A-F][ABT]S?)*$/ },
  { kind: 'serial', pattern: /^(?:JY-?\d{3}|[KNV][ST]-\d{3,4}[A-Z]?|L[A-H]\d\d|CTC-\d\d|DVR-\d{4})$/ },
  // Benesse's: one for each game that is on the cartridge
  {
    kind: 'serial',
    pattern:
      /^\d[BF][BCDEFIKMPQ][\dD]{3}(?:[CNOST][BCEHSW])?(?: - \d[BF][BCDEFIKMPQ][\dD]{3}(?:[CNOST][BCEHSW])?)*$/,
  },
  { kind: 'ring', pattern: /^((?:\d{1,2}[ABCMRS]\d?(?:, ?| )?)+)$/ },
  { kind: 'ring', pattern: /^RE?-?(\d*)$/ },
  { kind: 'standard', pattern: /^(NTSC(?:-PAL)?|M?PAL(?: [56]0 ?hz)?|PAL-NTSC|SECAM)$/i },
  { kind: 'hardware', pattern: /\b(?:enhanced|compatible)$/i },
  { kind: 'hardware', pattern: /^(?:[A-Z]{1,3}ROM|UxROM|MMC\d|MBC\d|Mapper|VRC\d|SRAM|EPROM|\d+[KM]i?B)\b/ },
  {
    kind: 'id',
    pattern: /^(?:[A-Z]{1,4}-?[A-Z]?\d{2,6}(?: ?[A-Z\d]{1,2})?|[A-Z]-[A-Z]\d|#?\d{2,9}|20\d\dSR\d{4,5})$/,
  },
  { kind: 'id', pattern: /\bPCB$|^No\. \d+$/ },
  // a day of a year that nobody knows
  { kind: 'date', pattern: /^(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/ },
]

/** Tried last: a disc by its name, and words that say something about the box rather than the game. */
export const VAGUE_PATTERNS: readonly TagPattern[] = [
  { kind: 'media', pattern: /(?:^|[ -])(?:dis[ck]s?|cds?|cd-rom|gd-rom|cd bonus|cd gioco|disc part \d)$/i },
  {
    kind: 'edition',
    pattern:
      /(?:edition|version|shiyou|limited|special|(?:[ -]|^)ban|[a-z]ban|taiou|doukon|\bpacka?g?e?|\bbox|\bset|collection|collection [IVX]+|anniversary|series)!?(?: \d+)?$/i,
  },
  {
    kind: 'edition',
    pattern: /^(?:premium|special|shokai|deluxe|limited|genteiban|collector|tokubetsu|\d+ shuunen)\b/i,
  },
  { kind: 'edition', pattern: /\b(?:game jam|compo|competition|conversion|sen'you|hen)\b/i },
]

/** Titles that say what kind of thing it is: a `Taikenban` is a demo whatever its tags are. */
export const TITLE_CLASSES: readonly { readonly kind: ReleaseClass; readonly pattern: RegExp }[] = [
  {
    kind: 'demo',
    pattern:
      /\b(?:Taikenban|Cheheompan|Kiosk Demo|(?:PSP System|PS2) Kiosk|Trial (?:Dis[ck]|Edition|Ver(?:sion|\.)))|@barai/,
  },
  { kind: 'program', pattern: /\b(?:Check|Sample) Program\b/ },
  { kind: 'video', pattern: /^Game Boy Advance Video\b|\b(?:Movie|Preview) Trailer$/ },
  { kind: 'promo', pattern: /\b(?:EPK|Press Kit)$/ },
]

/** Marks in square brackets: No-Intro's `[b]` and `[BIOS]`, and the dump flags of TOSEC and GoodTools. */
export const BRACKET_TAGS: readonly TagPattern[] = [
  { kind: 'bios', pattern: /^BIOS$/ },
  { kind: 'dump', pattern: /^MIA$/ },
  { kind: 'verified', pattern: /^!p?$/ },
  { kind: 'translation', pattern: /^T[+-]/ },
  { kind: 'translation', pattern: /^tr [a-z]/ },
  { kind: 'bad', pattern: /^b(?:[\d ].*)?$/ },
  { kind: 'alt', pattern: /^a(\d*)(?: .*)?$/ },
  { kind: 'hack', pattern: /^h(?:[\dA-Z ].*)?$/ },
  { kind: 'trained', pattern: /^t(?:[\d ].*)?$/ },
  { kind: 'cracked', pattern: /^cr(?: .*)?$/ },
  { kind: 'fixed', pattern: /^f[\d_]?(?:[ +\d].*)?$/ },
  { kind: 'modified', pattern: /^m(?: .*)?$/ },
  { kind: 'pirate', pattern: /^p(?:[\d ].*)?$/ },
  { kind: 'overdump', pattern: /^o\d*$/ },
  { kind: 'underdump', pattern: /^u\d*$/ },
  { kind: 'virus', pattern: /^v\d*$/ },
  { kind: 'bad', pattern: /^x$/ },
  { kind: 'standard', pattern: /\b(NTSC|PAL|SECAM)\b/ },
]
