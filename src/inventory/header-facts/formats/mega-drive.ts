/**
 * Mega Drive, 32X and Pico cartridges, and Mega-CD discs, which carry the same header. Sources: Plutiedev and
 * Sega Retro ("ROM header").
 */
import { hasText, type ByteReader } from '../../hashing/bytes.ts'
import { facts, type HeaderFacts } from '../facts.ts'
import { part, type HeaderFormat } from '../format.ts'
import { codeText, fieldText } from '../text.ts'
import { segaRegions } from '../tables/regions.ts'

const START = 0x100

export const megaDrive: HeaderFormat = {
  platforms: ['genesis', 'sega32', 'sega-pico'],
  // blanks may come first
  mayBe: (bytes) => bytes[START] === 0x53 || bytes[START] === 0x20,
  read(file) {
    const system = codeText(file.read(START, 16))
    // other machines of Sega begin so as well: their discs have this text elsewhere
    if (!/^SEGA\b/.test(system)) return undefined
    const platform = /32X/.test(system) ? 'sega32' : /PICO/.test(system) ? 'sega-pico' : 'genesis'
    return megaDriveHeader(file, platform)
  },
}

/** @param disc the sectors of a data track */
export function megaCd(disc: ByteReader): HeaderFacts | undefined {
  const start = disc.read(0, 16)
  const isBootable = ['SEGADISCSYSTEM', 'SEGABOOTDISC', 'SEGADISC', 'SEGADATADISC'].some((sign) =>
    hasText(start, 0, sign),
  )
  return isBootable ? megaDriveHeader(disc, 'segacd') : undefined
}

function megaDriveHeader(file: ByteReader, platform: string): HeaderFacts | undefined {
  const header = part(file, START, 0x100)
  if (!header) return undefined
  const overseas = fieldText(header.subarray(0x50, 0x80), 'shift-jis')
  const domestic = fieldText(header.subarray(0x20, 0x50), 'shift-jis')
  const { serial, version } = product(codeText(header.subarray(0x80, 0x8e)))
  const { maker, date } = copyright(codeText(header.subarray(0x10, 0x20)))
  return facts({
    platform,
    title: overseas === '' ? domestic : overseas,
    localTitle: overseas === '' || overseas === domestic ? '' : domestic,
    regions: regions(codeText(header.subarray(0xf0, 0x100))),
    serial,
    version,
    maker,
    date,
  })
}

/** `GM 00001009-00`: kind, product number, version. */
function product(text: string): { readonly serial: string; readonly version: string } {
  const [, serial = text, version = ''] = /^(.*?)\s*-\s*([0-9A-Z]{2})$/.exec(text) ?? []
  return { serial: serial.replace(/\s+/g, ' '), version }
}

/** `(C)SEGA 1991.APR`, `(C)T-48 1992.SEP`. */
function copyright(text: string): { readonly maker: string; readonly date: string } {
  const [, maker = '', date = ''] = /^\(C\)\s*(\S+?)\s+(\d{4}\S*)?/.exec(`${text} `) ?? []
  return { maker, date }
}

/** Some makers spelt it out, in letters of which each would be a region. */
const WORDS = [
  ['EUR', 'Europe'],
  ['USA', 'USA'],
  ['JAP', 'Japan'],
] as const

/**
 * Letters at first; later one hexadecimal digit whose bits are Japan, (nothing), overseas 60 Hz and overseas
 * 50 Hz. `E` alone is the letter.
 */
function regions(text: string): readonly string[] {
  const word = WORDS.find(([start]) => text.startsWith(start))
  if (word) return [word[1]]
  const letters = segaRegions(text)
  if (letters.length > 0 || !/^[0-9A-F]$/.test(text)) return letters
  const bits = Number.parseInt(text, 16)
  return [bits & 1 ? 'Japan' : '', bits & 4 ? 'USA' : '', bits & 8 ? 'Europe' : ''].filter(Boolean)
}
