/** Fields of a DAT, read straight from its bytes: words, numbers, hashes, text. Shared by the formats. */
import { isUtf8 } from 'node:buffer'
import type { Mutable } from '../../mutable.ts'
import { HEADER_FIELDS, type DatGame, type DatHeader, type DatRom } from '../dat.ts'
import { isHashOfNothing, isMeaninglessCrc, isMeaninglessHash } from '../placeholder.ts'

type Lists = 'roms' | 'categories' | 'regions' | 'languages' | 'devices' | 'samples'
export type GameDraft = Mutable<Omit<DatGame, Lists>> & {
  categories: string[]
  regions?: string[]
  languages?: string[]
  roms: DatRom[]
  devices?: string[]
  samples?: string[]
}
export type HeaderDraft = Mutable<DatHeader>

/** Other fields of a header are of no use to us. */
export function isHeaderField(key: string | undefined): key is keyof DatHeader {
  return key !== undefined && IN_HEADER.has(key)
}

const IN_HEADER: ReadonlySet<string> = new Set(HEADER_FIELDS)

/** The place of a word in a fixed list, or -1. Compares bytes: no string is made. */
type Vocabulary = (bytes: Uint8Array, start: number, end: number) => number

export function vocabulary(words: readonly string[]): Vocabulary {
  const encoded = words.map((word) => Buffer.from(word))
  const byShape: (readonly number[])[] = Array.from({ length: 256 }, () => [])
  for (const [index, word] of encoded.entries()) {
    const shape = shapeOf(word, 0, word.length)
    byShape[shape] = [...(byShape[shape] ?? []), index]
  }
  return (bytes, start, end) => {
    if (start === end) return -1
    const candidates = byShape[shapeOf(bytes, start, end)] ?? []
    for (let i = 0; i < candidates.length; i++) {
      const index = candidates[i] ?? 0
      if (isWord(encoded[index], bytes, start, end)) return index
    }
    return -1
  }
}

function shapeOf(bytes: Uint8Array, start: number, end: number): number {
  return ((end - start) * 31 + (bytes[start] ?? 0) * 7 + (bytes[end - 1] ?? 0)) & 255
}

function isWord(word: Uint8Array | undefined, bytes: Uint8Array, start: number, end: number): boolean {
  if (word === undefined || word.length !== end - start) return false
  for (let i = 0; i < word.length; i++) if (word[i] !== bytes[start + i]) return false
  return true
}

/** DATs that do not say how they are encoded, or say it wrongly, are UTF-8 or else Windows-1252. */
export function decodeText(bytes: Buffer, start: number, end: number): string {
  const text = bytes.toString('utf8', start, end)
  if (!text.includes('\uFFFD') || isUtf8(bytes.subarray(start, end))) return text
  return decodeWindows1252(bytes, start, end)
}

/** Not by `TextDecoder`: many a Node takes it for Latin-1 (20.18.3, 22.13 and later), and others do not. */
export function decodeWindows1252(bytes: Buffer, start: number, end: number): string {
  const text = bytes.toString('latin1', start, end)
  return text.replace(/[\x80-\x9f]/g, (letter) => UPPER_CONTROLS[letter.charCodeAt(0) - 0x80] ?? letter)
}

/** What stands in Windows-1252 where Latin-1 has control characters. Five of them are nothing there, and stay. */
const UPPER_CONTROLS = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

/** A size in bytes. Undefined when it is not a whole number that can be exact. */
export function decimal(bytes: Uint8Array, start: number, end: number): number | undefined {
  if (start === end || end - start > 16) return undefined
  let value = 0
  for (let i = start; i < end; i++) {
    const digit = (bytes[i] ?? 0) - 0x30
    if (digit < 0 || digit > 9) return undefined
    value = value * 10 + digit
  }
  return Number.isSafeInteger(value) ? value : undefined
}

/** A CRC-32 of up to eight hex digits; undefined for anything else and for placeholders. */
export function crc32Field(bytes: Uint8Array, start: number, end: number): number | undefined {
  if (start === end || end - start > 8) return undefined
  let value = 0
  for (let i = start; i < end; i++) {
    const digit = hexDigit(bytes[i] ?? 0)
    if (digit < 0) return undefined
    value = value * 16 + digit
  }
  return isMeaninglessCrc(value) ? undefined : value
}

const UPPER = 1
const NO_HEX = 2
/** What a byte is in a hash: looked up, because every DAT is mostly hashes. */
const HEX_KINDS = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (hexDigit(byte) < 0) return NO_HEX
  return byte > 0x40 && byte < 0x47 ? UPPER : 0
})

export const md5Field = hashField(32)
export const sha1Field = hashField(40)
export const sha256Field = hashField(64)

/** A hash of this many hex digits, lower case; '' for that of no bytes; undefined for anything else and for placeholders. */
function hashField(length: number) {
  return (bytes: Buffer, start: number, end: number): string | undefined => {
    if (end - start !== length) return undefined
    let kinds = 0
    for (let i = start; i < end; i++) kinds |= HEX_KINDS[bytes[i] ?? 0] ?? NO_HEX
    if (kinds & NO_HEX) return undefined
    const text = bytes.toString('latin1', start, end)
    const hex = kinds & UPPER ? text.toLowerCase() : text
    if (!isMeaninglessHash(hex)) return hex
    return isHashOfNothing(hex) ? '' : undefined
  }
}

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30
  const letter = byte | 0x20
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1
}

const STATUSES = ['good', 'verified', 'baddump', 'nodump'] as const
const statusWord = vocabulary(STATUSES)

export function statusField(bytes: Uint8Array, start: number, end: number): DatRom['status'] {
  return STATUSES[statusWord(bytes, start, end)]
}

/** What a format has read about one file; `romOf` makes the record. A hash of no bytes is ''. */
export interface RomFields {
  name?: string | undefined
  size?: number | undefined
  crc32?: number | undefined
  md5?: string | undefined
  sha1?: string | undefined
  sha256?: string | undefined
  status?: DatRom['status'] | undefined
  merge?: string | undefined
  serial?: string | undefined
  mia?: boolean | undefined
  isOptional?: boolean | undefined
  isDisk?: boolean | undefined
}

/**
 * A size of 0 beside the hash of some bytes is one that nobody knew, and one that is not told beside the hash of no bytes is 0.
 * A nameless ROM is called like its game.
 */
export function romOf(fields: RomFields, game: string): DatRom {
  const { size, crc32, md5, sha1, sha256, status, merge, serial } = fields
  const rom: Mutable<DatRom> = { name: fields.name || game }
  const hasHash = crc32 !== undefined || md5 || sha1 || sha256
  const isToldEmpty = md5 === '' || sha1 === '' || sha256 === ''
  if (size === undefined && isToldEmpty && !hasHash) rom.size = 0
  else if (size !== undefined && !(size === 0 && hasHash)) rom.size = size
  if (crc32 !== undefined) rom.crc32 = crc32
  if (md5) rom.md5 = md5
  if (sha1) rom.sha1 = sha1
  if (sha256) rom.sha256 = sha256
  if (status !== undefined) rom.status = status
  if (merge) rom.merge = merge
  if (serial) rom.serial = serial
  if (fields.mia) rom.mia = true
  if (fields.isOptional) rom.isOptional = true
  if (fields.isDisk) rom.isDisk = true
  return rom
}

/** Where a game was sold, and in which languages: `<release>` of Logiqx, `release ( … )` of ClrMamePro text. */
export interface ReleaseFields {
  name?: string | undefined
  region?: string | undefined
  language?: string | undefined
}

/** Some lists name the releases of all clones in their parent: those are told by their own games. */
export function addRelease(game: GameDraft, { name = game.name, region, language }: ReleaseFields): void {
  if (name !== game.name) return
  if (region) (game.regions ??= []).push(region)
  if (language) (game.languages ??= []).push(...language.split(/[,;+]/))
}

/**
 * Arcade lists say in place of the maker that somebody copied or changed a game, and often only there: `bootleg (Sidam)`,
 * `hack`.
 */
export function addMaker(game: GameDraft, maker: string): void {
  const category = /\bbootleg\b/i.test(maker)
    ? 'Pirate'
    : /^hack\b\??(?: \(|$)/i.test(maker)
      ? 'Hack'
      : undefined
  if (category !== undefined && !game.categories.includes(category)) game.categories.push(category)
}

/** An attribute that is `yes`. */
export function yesField(bytes: Uint8Array, start: number, end: number): boolean {
  return end - start === 3 && bytes[start] === 0x79 && bytes[start + 1] === 0x65 && bytes[start + 2] === 0x73
}

/** MAME names a disk without the `.chd` its file has. */
export function diskName(name: string): string {
  return name.toLowerCase().endsWith('.chd') ? name : `${name}.chd`
}
