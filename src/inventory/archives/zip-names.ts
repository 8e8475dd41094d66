/** The names and times of zip members: how they are encoded, and which names must never become a path. */
import { isAscii, isUtf8 } from 'node:buffer'
import { crc32 } from 'node:zlib'

/**
 * The upper half of code page 437, the encoding of zip names without the UTF-8 flag (APPNOTE.TXT, appendix
 * D).
 */
export const CP437 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0'

const UTF8_FLAG = 0x800
const UNICODE_PATH = 0x7075
const UNIX_TIMES = 0x5455
const UNIX = 3
/** The kind of a file, in the upper four bits of its mode. */
const LINK = 0xa

/**
 * Decodes a member's name. `extra`: its extra fields, which may hold a better name than the old encoding could. Many
 * tools write UTF-8 and do not say so, and Japanese Windows writes its own code page: both are told by their bytes.
 */
export function memberName(raw: Buffer, flags: number, extra: Buffer): string {
  const better = extraField(extra, UNICODE_PATH)
  // version 1, then the CRC of the name it replaces: a tool that renamed the member without knowing the field
  // breaks it
  if (better && better.length > 5 && better[0] === 1 && better.readUInt32LE(1) === crc32(raw)) {
    return better.toString('utf8', 5)
  }
  if (isAscii(raw)) return raw.toString('latin1')
  if (flags & UTF8_FLAG || isUtf8(raw)) return raw.toString('utf8')
  const japanese = shiftJis(raw)
  if (japanese !== undefined) return japanese
  return Array.from(raw, (byte) => (byte < 128 ? String.fromCharCode(byte) : CP437[byte - 128])).join('')
}

/** Titles have kana; a few accents of code page 437 never make three of them. */
const KANA = /[\u3041-\u3096\u30a1-\u30fa]/g
const TELLING_KANA = 3

/** Undefined for what is no such text. (JIS X 0208, appendix 1: two bytes a letter, half-width kana in one.) */
function shiftJis(raw: Buffer): string | undefined {
  for (let at = 0; at < raw.length; at++) {
    const first = raw[at] ?? 0
    if (first < 0x80 || (first >= 0xa1 && first <= 0xdf)) continue
    const second = raw[++at] ?? 0
    if (first === 0x80 || first === 0xa0 || first > 0xfc) return undefined
    if (second < 0x40 || second === 0x7f || second > 0xfc) return undefined
  }
  const text = new TextDecoder('shift_jis').decode(raw)
  return (text.match(KANA)?.length ?? 0) < TELLING_KANA || text.includes('\ufffd') ? undefined : text
}

/** A folder, or a symbolic link: its bytes are no file's. */
export function isNoFile(path: string, host: number, attributes: number): boolean {
  return path.endsWith('/') || (host === UNIX && attributes >>> 28 === LINK)
}

/** Programs of DOS and old .NET write their own mark between folders. `host`: the system that made the member. */
export function withSlashes(path: string, host: number): string {
  return host === 0 && !path.includes('/') ? path.replaceAll('\\', '/') : path
}

/**
 * When a member was last changed, in milliseconds since the epoch. MS-DOS times have no zone: they are taken for UTC,
 * so that every machine reads the same.
 */
export function memberTime(date: number, time: number, extra: Buffer): number | undefined {
  const unix = extra.length === 0 ? undefined : extraField(extra, UNIX_TIMES)
  if (unix && unix.length >= 5 && ((unix[0] ?? 0) & 1) === 1) return unix.readInt32LE(1) * 1000
  const month = (date >> 5) & 15
  if (month === 0) return undefined
  return Date.UTC(1980 + (date >> 9), month - 1, date & 31, time >> 11, (time >> 5) & 63, (time & 31) * 2)
}

/** The body of the first extra field with this id. Stops at a field that does not fit. */
export function extraField(extra: Buffer, id: number): Buffer | undefined {
  for (let at = 0; at + 4 <= extra.length;) {
    const end = at + 4 + extra.readUInt16LE(at + 2)
    if (end > extra.length) return undefined
    if (extra.readUInt16LE(at) === id) return extra.subarray(at + 4, end)
    at = end
  }
  return undefined
}

/** Whether a name, used as a path, could leave the folder it is put in on some system. */
export function isUnsafeName(name: string): boolean {
  return /^\/|^[a-z]:|[\\\0]|(?:^|\/)\.\.(?:\/|$)/iu.test(name)
}
