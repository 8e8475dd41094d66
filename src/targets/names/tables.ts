/** What becomes of characters a file system or a device cannot hold. Data of `names.ts`. */
import type { Charset } from '../preset.ts'

/**
 * Replacements for what FAT, exFAT and NTFS forbid (MS-FSCC 2.1.5.2), longest first. Chosen as people write such
 * titles: `Zelda: A Link` becomes `Zelda - A Link`, `Fate/Zero` becomes `Fate-Zero`, a question mark is left out.
 */
export const FAT_REPLACEMENTS: ReadonlyMap<string, string> = new Map([
  [': ', ' - '],
  [':', '-'],
  ['/', '-'],
  ['\\', '-'],
  ['|', '-'],
  ['*', '-'],
  ['"', "'"],
  ['<', '('],
  ['>', ')'],
  ['?', ''],
])

/** Names DOS and Windows give to devices, whatever follows the first dot. Lower case. */
export const DOS_DEVICES: ReadonlySet<string> = new Set([
  'con',
  'prn',
  'aux',
  'nul',
  'conin$',
  'conout$',
  ...Array.from('0123456789¹²³', (digit) => [`com${digit}`, `lpt${digit}`]).flat(),
])

/** Letters and signs that Unicode does not decompose, as people type them without the right keyboard. */
export const FOLDED: Readonly<Record<string, string>> = {
  Æ: 'AE',
  æ: 'ae',
  Œ: 'OE',
  œ: 'oe',
  Ø: 'O',
  ø: 'o',
  Å: 'A',
  å: 'a',
  ß: 'ss',
  ẞ: 'SS',
  Þ: 'Th',
  þ: 'th',
  Ð: 'D',
  ð: 'd',
  Đ: 'D',
  đ: 'd',
  Ł: 'L',
  ł: 'l',
  Ħ: 'H',
  ħ: 'h',
  ı: 'i',
  Ŋ: 'N',
  ŋ: 'n',
  Ŧ: 'T',
  ŧ: 't',
  '‘': "'",
  '’': "'",
  '‚': "'",
  '“': "'",
  '”': "'",
  '„': "'",
  '‹': "'",
  '›': "'",
  '«': "'",
  '»': "'",
  '–': '-',
  '—': '-',
  '‐': '-',
  '‑': '-',
  '−': '-',
  '…': '...',
  '·': '-',
  '•': '-',
  '・': '-',
  '～': '~',
  '×': 'x',
  '÷': '-',
  '¡': '!',
  '¿': '',
  '°': 'o',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'YEN',
  '¢': 'c',
  '§': 'S',
  '©': '(c)',
  '®': '(R)',
  '™': 'TM',
  '★': '-',
  '☆': '-',
  '♥': '-',
  '♪': '-',
  '\u00a0': ' ',
  '\u3000': ' ',
}

/** Characters above ASCII in each code page. */
export const CHARSETS: Readonly<Record<Charset, string>> = {
  ascii: '',
  cp437:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀' +
    'αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■',
  cp1252:
    '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ¡¢£¤¥¦§¨©ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõö' +
    '÷øùúûüýþÿ',
}
