/** What XML text means: its entities, and the encoding its first line declares. */
import { decodeText, decodeWindows1252 } from './fields.ts'

/** Unknown entities stay as they are written: DATs made by hand hold a bare `&` now and then. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(lt|gt|amp|quot|apos));/g, decodeEntity)
}

function decodeEntity(written: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return NAMED[name] ?? written
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
  const isCharacter = code === 9 || code === 10 || code === 13 || (code >= 0x20 && code <= 0x10_ffff)
  return isCharacter && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : written
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** How the text of a document with this declaration (`xml version="1.0" …`) is decoded; undefined: we cannot. */
export function decoderFor(encoding: string): typeof decodeText | undefined {
  if (/^(?:utf-?8|us-ascii|ascii)$/i.test(encoding)) return decodeText
  if (/^(?:iso-?8859-1|latin-?1|windows-1252|cp-?1252)$/i.test(encoding)) return decodeWindows1252
  return undefined
}
