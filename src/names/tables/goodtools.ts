/** The codes of GoodTools, as its GoodCodes.txt explains them, and where sets differ. */
import type { TagPattern } from '../convention.ts'

/** Codes of several letters, or whose letter is not the beginning of a list (`(JUE)`, `(UEB)`). */
export const REGION_CODES: ReadonlyMap<string, readonly string[]> = new Map([
  ['W', ['World']],
  ['JUE', ['World']],
  ['Ch', ['China']],
  ['D', ['Netherlands']],
  ['NL', ['Netherlands']],
  ['FC', ['Canada']],
  ['FN', ['Finland']],
  ['Fn', ['Finland']],
  ['GR', ['Greece']],
  ['Gr', ['Greece']],
  ['H', ['Hong Kong']],
  ['HK', ['Hong Kong']],
  ['No', ['Norway']],
  ['N', ['Norway']],
  ['R', ['Russia']],
  ['Sw', ['Sweden']],
  ['SW', ['Sweden']],
  ['As', ['Asia']],
  ['Unk', ['Unknown']],
])

/** Letters that make up lists. `(UK)` is a list in sets that sell in Korea, and a country elsewhere. */
export const REGION_LETTERS: ReadonlyMap<string, string> = new Map([
  ['J', 'Japan'],
  ['U', 'USA'],
  ['E', 'Europe'],
  ['A', 'Australia'],
  ['B', 'Brazil'],
  ['C', 'China'],
  ['F', 'France'],
  ['G', 'Germany'],
  ['I', 'Italy'],
  ['K', 'Korea'],
  ['S', 'Spain'],
  ['T', 'Taiwan'],
])

/** `[T+Eng]`, by the first letters of the language. */
export const TRANSLATIONS: ReadonlyMap<string, string> = new Map([
  ['Ara', 'Ar'],
  ['Bra', 'Pt-BR'],
  ['Cat', 'Ca'],
  ['ChS', 'Zh-Hans'],
  ['ChT', 'Zh-Hant'],
  ['Chi', 'Zh'],
  ['Cze', 'Cs'],
  ['Dan', 'Da'],
  ['Dut', 'Nl'],
  ['Eng', 'En'],
  ['Fin', 'Fi'],
  ['Fra', 'Fr'],
  ['Fre', 'Fr'],
  ['Ger', 'De'],
  ['Gre', 'El'],
  ['Heb', 'He'],
  ['Hun', 'Hu'],
  ['Ita', 'It'],
  ['Jap', 'Ja'],
  ['Kor', 'Ko'],
  ['Lit', 'Lt'],
  ['Nor', 'No'],
  ['Pol', 'Pl'],
  ['Por', 'Pt'],
  ['Rom', 'Ro'],
  ['Rus', 'Ru'],
  ['Ser', 'Sr'],
  ['Slo', 'Sl'],
  ['Spa', 'Es'],
  ['Swe', 'Sv'],
  ['Tur', 'Tr'],
])

/** What a set writes that others do not. */
interface GoodSet {
  readonly regions?: ReadonlyMap<string, readonly string[]>
  /** `(UK)` means USA and Korea. */
  readonly lists?: boolean
  /** Words in round brackets that are no code name who made it: `(Nukey Shay)`. */
  readonly credits?: boolean
}

/** By platform. */
export const SETS: ReadonlyMap<string, GoodSet> = new Map<string, GoodSet>([
  [
    'genesis',
    {
      regions: new Map([
        ['1', ['Japan', 'Korea']],
        ['4', ['USA', 'Brazil']],
        ['5', ['Japan', 'USA']], // NTSC
        ['8', ['Europe', 'Australia']], // PAL
        ['A', ['USA']],
        ['B', ['Europe', 'Asia']], // all but USA and Japan
        ['F', ['World']],
      ]),
    },
  ],
  ['sms', { lists: true }],
  ['gamegear', { lists: true }],
  ['atari2600', { credits: true }],
])

/** Firms that sold American games of the Atari 2600 in other countries, with or without leave: by AtariAge's list of cartridges. */
export const COPIERS: ReadonlyMap<string, string> = new Map([
  ['CCE', 'Brazil'],
  ['Dactar', 'Brazil'],
  ['Digitel', 'Brazil'],
  ['Digivision', 'Brazil'],
  ['Dynacom', 'Brazil'],
  ['Jone Yuan Telephonic Enterprise Co', 'Taiwan'],
  ['Polyvox', 'Brazil'],
  ['Shock Vision', 'Brazil'],
  ['Zellers', 'Canada'],
])

/** Tags in round brackets that are no region. */
export const ROUND: readonly TagPattern[] = [
  { kind: 'language-count', pattern: /^M(\d{1,2})$/ },
  { kind: 'revision', pattern: /^(?:REV|PRG)[- ]?(\d\w{0,3}|[A-Z])$/i },
  { kind: 'revision', pattern: /^rev (\w{1,4})$/i },
  { kind: 'version', pattern: /^v\.?(\d[\w.-]*|x+[\w.-]*)(?:[ +].*)?$/i },
  { kind: 'version', pattern: /^(?:ver\.? ?|version )?(\d{1,2}\.\d[\w.]*)$/i },
  { kind: 'homebrew', pattern: /^PD$/ },
  { kind: 'unlicensed', pattern: /^Unl$/ },
  { kind: 'hack-of', pattern: /^(.{1,80}) hack(?: by .{1,60})?$/i },
  { kind: 'hack', pattern: /^hack(?: by .{1,60})?$|.conversion$/i },
  { kind: 'proto', pattern: /^(?:[\w' .-]+ )?proto(?:type)?(?: (.+))?$/i },
  { kind: 'proto', pattern: /^unreleased$/i },
  { kind: 'publisher', pattern: /^(video game program)$/i }, // what stood on its boxes
  { kind: 'beta', pattern: /^(?:[\w' .-]+ )?(?:beta|wip|rc|preview|pre-release)(?:[ -]?(\w+))?$/i },
  { kind: 'alpha', pattern: /^(?:[\w' .-]+ )?alpha(?: (\w+))?$/i },
  { kind: 'debug', pattern: /^(?:debug|test)(?: version| build)?$/i },
  { kind: 'demo', pattern: /\b(?:demo|kiosk) ?(\d[\w.]*)?$/i },
  { kind: 'sample', pattern: /^sample$/i },
  { kind: 'modified', pattern: /^(?:NTSC|PAL) by \S/ }, // a game of other televisions, changed by a player
  { kind: 'modified', pattern: /^DDconverted$/ }, // a game of the N64's disk drive, made to run without it
  { kind: 'standard', pattern: /^(PAL-NTSC|NTSC-PAL|NTSC|PAL)(?: .{1,60})?$/ },
  { kind: 'standard', pattern: /^PAL[- ]?(?:60)$/i },
  { kind: 'standard', pattern: /^(?:PAL-?M|M-?PAL|SECAM)$/ },
  { kind: 'modern', pattern: /^(?:VC|GC)$/ },
  { kind: 'oem', pattern: /^OEM$/ },
  { kind: 'media', pattern: /^(?:(?:cart|chip) [\da-z]{1,2}|pt\.? ?\d)$/i },
  { kind: 'dump', pattern: /^(?:bin|rom|jag|cof|abs|z64|v64|n64|hex|\d+ ?k)$/i },
  { kind: 'dump', pattern: /^(?:[#-]+k?|overdump|bad dump)$/i },
  {
    kind: 'system',
    pattern:
      /^(?:SG-1000|SC-3000|SF-7000|SK-1100|OMV|MV|SGX|PC10|VS|FFE|KC|BS|ST|NP|NSS|Adam|64DD|SGB|N64DD|PC-E|MSX Adapter)$/,
  },
  {
    kind: 'system',
    pattern: /^(?:super ?charger|starpath supercharger|compumate|game ?line|unisystem|playchoice-?10)$/i,
  },
  {
    kind: 'hardware',
    pattern: /^(?:\d+in1|paddle|joystick|trak-?ball|mouse|lightgun|3D|SRAM|EEPROM|Save|No Save|Z64-Save)$/i,
  },
  { kind: 'hardware', pattern: /\bcompatible(?: v\S+)?$/i },
  { kind: 'edition', pattern: /^(?:AKA|a\.k\.a\.) .+$/i },
  { kind: 'edition', pattern: /^\d+-in-1$/ },
  { kind: 'promo', pattern: /^POM '\d\d$/ }, // Presence of Mind, a contest
]

/** Codes in square brackets. Several may be joined: `[f1+2C]`. */
export const SQUARE: readonly TagPattern[] = [
  { kind: 'verified', pattern: /^!p?$/ },
  { kind: 'translation', pattern: /^T[+-]/ },
  { kind: 'alt', pattern: /^a(\d*)[a-z]?$/ },
  { kind: 'bad', pattern: /^b(\d*)[a-z]?$/ },
  { kind: 'bad', pattern: /^x$/ },
  { kind: 'overdump', pattern: /^o(\d*)[a-z]?$/ },
  { kind: 'underdump', pattern: /^u(\d*)$/ },
  { kind: 'pirate', pattern: /^p(\d*)[a-z]?$/ },
  { kind: 'fixed', pattern: /^f_?(\d*)(?:[ +_a-zA-Z].*)?$/ },
  { kind: 'trained', pattern: /^t(\d*)(?:[ +_a-zA-Z].*)?$/ },
  { kind: 'hack', pattern: /^h(\d*)(?:[ +_a-zA-Z].*)?$/ },
  { kind: 'hack', pattern: /^R-/ },
  { kind: 'dump', pattern: /^c$/ },
  { kind: 'hardware', pattern: /^(?:C|S|BF|M)$/ },
]
