/** Words of the descriptions that MAME, FBNeo and other arcade DATs give their sets. */
import type { TagPattern } from '../convention.ts'
import type { ReleaseClass } from '../facts.ts'

/** Regions and the people of them; `Korean release` says where as much as `Korea`. */
export const PLACES: ReadonlyMap<string, string> = new Map([
  ['World', 'World'],
  ['Export', 'World'],
  ['International', 'World'],
  ['Oversea', 'World'],
  ['Overseas', 'World'],
  ['Worldwide', 'World'],
  ['Japan', 'Japan'],
  ['Japanese', 'Japan'],
  ['US', 'USA'],
  ['USA', 'USA'],
  ['U.S.', 'USA'],
  ['U.S.A.', 'USA'],
  ['American', 'USA'],
  ['North America', 'USA'],
  ['North American', 'USA'],
  ['UK', 'UK'],
  ['British', 'UK'],
  ['England', 'UK'],
  ['Euro', 'Europe'],
  ['EU', 'Europe'],
  ['Europe', 'Europe'],
  ['European', 'Europe'],
  ['Asia', 'Asia'],
  ['Asian', 'Asia'],
  ['Southeast Asia', 'Asia'],
  ['South East Asia', 'Asia'],
  ['Korea', 'Korea'],
  ['Korean', 'Korea'],
  ['China', 'China'],
  ['Chinese', 'China'],
  ['CN', 'China'],
  ['Taiwan', 'Taiwan'],
  ['Taiwanese', 'Taiwan'],
  ['Hong Kong', 'Hong Kong'],
  ['HK', 'Hong Kong'],
  ['Brazil', 'Brazil'],
  ['Brazilian', 'Brazil'],
  ['Spain', 'Spain'],
  ['Spanish', 'Spain'],
  ['Germany', 'Germany'],
  ['German', 'Germany'],
  ['Italy', 'Italy'],
  ['Italian', 'Italy'],
  ['France', 'France'],
  ['French', 'France'],
  ['Holland', 'Netherlands'],
  ['Netherlands', 'Netherlands'],
  ['Dutch', 'Netherlands'],
  ['Belgium', 'Belgium'],
  ['Austria', 'Austria'],
  ['Austrian', 'Austria'],
  ['Switzerland', 'Switzerland'],
  ['Swiss', 'Switzerland'],
  ['Hispanic', 'Latin America'],
  ['Latin America', 'Latin America'],
  ['South America', 'Latin America'],
  ['Mexico', 'Mexico'],
  ['Argentina', 'Argentina'],
  ['Argentinean', 'Argentina'],
  ['Australia', 'Australia'],
  ['Australian', 'Australia'],
  ['Oceania', 'Australia'],
  ['New Zealand', 'New Zealand'],
  ['Canada', 'Canada'],
  ['Canadian', 'Canada'],
  ['Russia', 'Russia'],
  ['Russian', 'Russia'],
  ['Czech', 'Czech'],
  ['Hungary', 'Hungary'],
  ['Hungarian', 'Hungary'],
  ['Poland', 'Poland'],
  ['Greece', 'Greece'],
  ['Greek', 'Greece'],
  ['Turkey', 'Turkey'],
  ['Sweden', 'Sweden'],
  ['Swedish', 'Sweden'],
  ['Norway', 'Norway'],
  ['Norwegian', 'Norway'],
  ['Denmark', 'Denmark'],
  ['Danish', 'Denmark'],
  ['Finland', 'Finland'],
  ['Finnish', 'Finland'],
  ['Portugal', 'Portugal'],
  ['Thailand', 'Thailand'],
  ['South Africa', 'South Africa'],
  ['Israel', 'Israel'],
  ['Arabic', 'United Arab Emirates'],
  // software lists
  ['Jpn', 'Japan'],
  ['Aus', 'Australia'],
  ['Bra', 'Brazil'],
  ['Fra', 'France'],
  ['Ger', 'Germany'],
  ['Ita', 'Italy'],
  ['Kor', 'Korea'],
  ['Ned', 'Netherlands'],
  ['Spa', 'Spain'],
  ['Swe', 'Sweden'],
])

/** One fact of a description, the surest first. */
export const PARTS: readonly TagPattern[] = [
  { kind: 'pirate', pattern: /\bbootleg\b|^clone of\b/i },
  { kind: 'bios', pattern: /^bios$/i },
  { kind: 'version', pattern: /^(?:ver )?([JUEAK]A[A-Z])$/ }, // Konami: region, machine, version
  { kind: 'proto', pattern: /^proto(?:type)?\b\??(?: v?\.? ?(\d[\d.]*))?/i },
  { kind: 'proto', pattern: /\bproto(?:type)?\??(?: (\d+))?$/i },
  { kind: 'beta', pattern: /^(?:location test|loc\. test|test version|beta)\b/i },
  {
    kind: 'beta',
    pattern: /\b(?:location test|loc test|test build|review build|beta(?: build)?|test rom)\b/i,
  },
  { kind: 'homebrew', pattern: /^(?:HB|homebrew)$/i },
  { kind: 'demo', pattern: /\bdemo\b/i },
  { kind: 'sample', pattern: /^sample\b/i },
  { kind: 'fixed', pattern: /^(?:bug ?fix(?:ed)?|fixed)\b/i },
  { kind: 'translation', pattern: /\btranslation\b/i },
  { kind: 'modified', pattern: /^(?:fully decrypted|enable hidden characters)\b/i }, // FBNeo's Neo Geo games
  { kind: 'hack', pattern: /\b(?:hack(?:ed)?|conversion|upgrade|remix)\b/i },
  { kind: 'rerelease', pattern: /\b(?:resale|reissue|rerelease|re-release)\b/i },
  {
    kind: 'revision',
    pattern: /^(?:\w+ )?(?:rev(?:ision)?|hard rev)\.? ?([a-z]|[A-Z]{0,3}\d[\w.]*|[A-Z]{1,2})$/i,
  },
  { kind: 'version', pattern: /^ver(?:sion|s)?(?:\. ?| |(?=\d))([\w-][\w.-]*)(?: .{1,20})?$/i },
  { kind: 'date', pattern: /^ver(?:sion|s)?\.?$/i }, // `Ver. 95/03/22`
  { kind: 'version', pattern: /^v\.? ?(\d[\w.-]*)(?: .{1,20})?$/i },
  { kind: 'version', pattern: /^(\d{1,2}\.\d[\w.]*)$/ },
  { kind: 'version', pattern: /\bver(?:sion)?\.? ?(\d[\w.]*)$/i },
  { kind: 'revision', pattern: /^rev(?:ision)?\.? ([\w.-]+)(?: .{1,20})?$/i },
  { kind: 'revision', pattern: /\brev(?:ision)?\.? ([\w.]{1,8})$/i },
  { kind: 'revision', pattern: /^release (\d[\d.]*)$/i },
  { kind: 'demote', pattern: /^(?:old|older|oldest|early|earlier|earliest)\b/i },
  { kind: 'promote', pattern: /^(?:newer|newest|later|latest)\b|^new(?: (?:ver|set|rev|build|pcb).*)?$/i },
  { kind: 'alt', pattern: /^alt(?:ernate|\.)?(?: \D{1,30})?$/i },
  { kind: 'alt', pattern: /^alt(?:ernate|\.)? \D{0,12}(\d+)$/i },
  {
    kind: 'system',
    pattern:
      /^(?:DECO Cassette(?: System)?|PlayChoice-10|Mega Play|Mega-?Tech|Nintendo Super System|Neo-?Geo|Arcadia|PC-10|Sega Titan.*|CPS\d|CPS Changer|System \w{1,4}|ST-V|Naomi|NAOMI|Atomiswave|MVS(?: AND AES VERSION)?|AES|MVS|AES VERSION|MVS VERSION|CD|Cave \w+|Type \w+|Game Boy|SNES|NES|Amiga|SunSoft-TPS|Mega ?Drive|Genesis)$/i,
  },
  { kind: 'hardware', pattern: /^\d(?:[ -/]\d)? ?-?players?$|^\d-way\b|^no cd$/i },
  {
    kind: 'hardware',
    pattern:
      /\b(?:hardware|hw|pcbs?|board|boards|bd|stack|system|cpu|mcu|cabinet|cart(?:ridge)?|cassette|joystick|trackball|spinner|lightgun|wheel|gun|buttons?|pedal|monitor|screen|setup|label|romboard|rom board|based|controls?|dedicated|ride-on|case|color|battery|e?e?prom|roms?|multigame|disk|link|net|network|sub-?board|display|ym\d+|z80|68k)\b/i,
  },
  {
    kind: 'hardware',
    pattern:
      /^(?:upright|cocktail|cockpit|sit-?down|sitdown\/upright|deluxe|dx|standard|compact|mini|twin|dual|horizontal|vertical|linkable|stand-?up|super deluxe)\b/i,
  },
  {
    kind: 'dump',
    pattern:
      /\b(?:(?:un|not )?(?:protected|encrypted)|decrypted|(?:un)?protection|encryption|backdoor|dump|redump|batteryless|checksum)\b/i,
  },
  { kind: 'publisher', pattern: /^(.{1,60}) licen[cs]ed?$/i },
  {
    kind: 'publisher',
    pattern:
      /^(?:distributed by )?(.{1,60} (?:S\.A\.|Corp(?:oration)?\.?|Co\.?|Ltd\.?|Inc\.?|GmbH|Electronics?|Electron|Trading|Amusements?|Automaten))$/,
  },
  { kind: 'standard', pattern: /^(NTSC|PAL|CGA|VGA)$/ },
  {
    kind: 'edition',
    pattern:
      /\b(?:edition|version|ver\.|ver|versi[oó]n|mode|levels?|graphics?|text|title|sound|music|cards?|card set|payout|percentage|percent|dip|difficulty|series|lottery|special|plus|enhanced|optimi[sz]ed|free play|explicit|nud(?:e|es|ity)|adult|erotic|copyright|parts?|buggy|revised|anniversary|competition|contest|combo|tournament|\d-in-1|censored|uncensored|harder|hard|easier|easy|mature|clean|sets?|paytable|poker|pair or better|or better|questions?|energy|lives|fever|type|release|program|disc|service|gambling|bet|medal|prize|joke|karaoke|screens?|speed|speedup|cheat|master|unlimited|limited|final)\b/i,
  },
  { kind: 'id', pattern: /^(?:ROM|VIDEO GAME-1) (?=.*\d)/ },
  { kind: 'edition', pattern: /\d ?%$/ },
  // board, ROM and protection chip numbers
  {
    kind: 'id',
    pattern: /^[\w.-]{0,8}\d[\w+#.~/-]{0,20}(?: (?:[~&+-]|[A-Z]{1,4}|[\w.-]{0,8}\d[\w+#.~/-]{0,20})){0,3}$/,
  },
]

/** What is no game, by its title: libretro's list of FBNeo's zips marks it no other way, and calls one as people call it. */
export const TITLES: readonly { readonly kind: ReleaseClass; readonly pattern: RegExp }[] = [
  { kind: 'bios', pattern: /\bbios$/i },
  { kind: 'bios', pattern: /^neo[ -]geo(?: cdz system)?$/i },
  { kind: 'device', pattern: /\binternal p?rom$/i },
]

/** Languages in words that are no people in the table above. */
export const LANGUAGES: ReadonlyMap<string, string> = new Map([
  ['English', 'En'],
  ['Portuguese', 'Pt'],
])

/** A region, as a letter, leads the codes of ST-V and its kin: `(JUET 961106 V1.000)`. */
export const LETTERS: ReadonlyMap<string, string> = new Map([
  ['J', 'Japan'],
  ['U', 'USA'],
  ['E', 'Europe'],
  ['T', 'Asia'], // Taiwan and the rest of Asia
  ['A', 'Asia'],
  ['B', 'Brazil'],
  ['K', 'Korea'],
  ['L', 'Latin America'],
])

const KONAMI: ReadonlyMap<string, string> = new Map([
  ['J', 'Japan'],
  ['U', 'USA'],
  ['E', 'World'],
  ['A', 'Asia'],
  ['K', 'Korea'],
])

const TAITO: ReadonlyMap<string, string> = new Map([
  ['J', 'Japan'],
  ['A', 'USA'],
  ['O', 'World'],
  ['Asia', 'Asia'],
])

/**
 * Versions that begin or end with the letter of a region, and what the letters mean. E and O are for overseas. Konami's:
 * `(ver EAB)`, `(GX889 VER. JA)`, `(ver UA-A)`, `(JAC)`; Taito's: `(Ver 2.5O 1994/10/05)`.
 */
export const VERSION_REGIONS: readonly {
  readonly pattern: RegExp
  readonly letters: ReadonlyMap<string, string>
}[] = [
  { pattern: /^(?:[\w*]{1,12} )?(?:ver|VER)\.? ([JUEAK])[A-Z](?:-?[A-Z])?(?![\w-])/, letters: KONAMI },
  { pattern: /^([JUEAK])A[A-Z]$/, letters: KONAMI },
  { pattern: /^Ver \d\.\d{1,2}(J|A|O|Asia)$/, letters: TAITO },
]
