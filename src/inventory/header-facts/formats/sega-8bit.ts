/**
 * Master System and Game Gear. Sources: SMS Power ("ROM Header", and "SDSC Header" for homebrew, which alone
 * has a title).
 */
import { hasText, type ByteReader } from '../../hashing/bytes.ts'
import { facts, type HeaderFacts } from '../facts.ts'
import { part, type HeaderFormat } from '../format.ts'
import { fieldText } from '../text.ts'

const PLACES = [0x7ff0, 0x3ff0, 0x1ff0] as const
const SDSC_PLACE = 0x7fe0

/** High half of the last byte. */
const DESTINATIONS: ReadonlyMap<number, readonly [platform: string, regions: readonly string[]]> = new Map([
  [3, ['sms', ['Japan']]],
  [4, ['sms', []]],
  [5, ['gamegear', ['Japan']]],
  [6, ['gamegear', []]],
  [7, ['gamegear', ['World']]],
])

export const sega8bit: HeaderFormat = {
  platforms: ['sms', 'gamegear'],
  mayBe: (bytes) => PLACES.some((at) => hasText(bytes, at, 'TMR SEGA')) || hasText(bytes, SDSC_PLACE, 'SDSC'),
  read(file) {
    const header = PLACES.map((at) => part(file, at, 16)).find(
      (bytes) => bytes && hasText(bytes, 0, 'TMR SEGA'),
    )
    const homebrew = sdsc(file)
    if (!header) return homebrew && facts({ platform: 'sms', ...homebrew })
    const byte = (at: number): number => header[at] ?? 0
    const [platform, regions] = DESTINATIONS.get(byte(15) >> 4) ?? ['sms', []]
    return facts({
      platform,
      regions,
      serial: productCode(header),
      version: `1.${byte(14) & 15}`,
      ...homebrew,
    })
  },
}

/** The last four digits are decimal digits in reverse order of bytes; what is before them is one number. */
function productCode(header: Buffer): string {
  const digits = header.readUInt16LE(12).toString(16).padStart(4, '0')
  const before = (header[14] ?? 0) >> 4
  const code = `${before === 0 ? '' : before}${digits}`
  return /^\d+$/.test(code) && Number(code) > 0 ? code : ''
}

function sdsc(file: ByteReader): Partial<HeaderFacts> | undefined {
  const header = part(file, SDSC_PLACE, 16)
  if (!header || !hasText(header, 0, 'SDSC')) return undefined
  const decimal = (at: number): string => (header[at] ?? 0).toString(16)
  const text = (at: number): string => textAt(file, header.readUInt16LE(at))
  const year = header.readUInt16LE(8).toString(16)
  return {
    title: text(12),
    maker: text(10),
    version: `${decimal(4)}.${decimal(5).padStart(2, '0')}`,
    ...(/^\d{4}$/.test(year) && { date: year }),
  }
}

/** Pointers to nothing are 0 or FFFF. */
function textAt(file: ByteReader, at: number): string {
  return at === 0 || at === 0xffff ? '' : fieldText(file.read(at, 128), 'ascii')
}
