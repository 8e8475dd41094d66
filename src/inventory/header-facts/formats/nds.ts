/**
 * Nintendo DS, DSi and 3DS. Sources: GBATEK ("DS Cartridge Header", "Icon/Title") and 3dbrew ("NCSD",
 * "NCCH").
 */
import { hasText, type ByteReader } from '../../hashing/bytes.ts'
import { facts, type HeaderFacts } from '../facts.ts'
import { part, type HeaderFormat } from '../format.ts'
import { NDS_REGIONS } from '../tables/regions.ts'
import { codeText, fieldText, latin1 } from '../text.ts'
import { gameCode, maskVersion, nintendoMaker } from './nintendo-codes.ts'

export const nds: HeaderFormat = {
  platforms: ['nds', 'nintendo-dsi'],
  mayBe: (bytes) => bytes[0x15c] === 0x56 && bytes[0x15d] === 0xcf,
  read(file) {
    const header = part(file, 0, 0x160)
    // the checksum of the logo, which every game must carry
    if (!header || header.readUInt16LE(0x15c) !== 0xcf56) return undefined
    const sound = crc16(header.subarray(0, 0x15e)) === header.readUInt16LE(0x15e)
    if (!sound && (header[0x12] ?? 0) > 3) return undefined
    return facts({
      // 2: for both machines; DATs count it to the older one
      platform: header[0x12] === 3 ? 'nintendo-dsi' : 'nds',
      ...titles(file, header),
      ...gameCode(codeText(header.subarray(0x0c, 0x10)), NDS_REGIONS),
      maker: nintendoMaker(latin1(header.subarray(0x10, 0x12))),
      version: maskVersion(header[0x1e] ?? 0),
      sound,
    })
  },
}

/** The banner's title in English, which is whole; else the short one of the header. */
function titles(file: ByteReader, header: Buffer): Pick<HeaderFacts, 'title' | 'localTitle'> {
  const short = fieldText(header.subarray(0, 12), 'ascii')
  const banner = header.readUInt32LE(0x68)
  const inLanguage = (at: number): string => {
    const bytes = banner === 0 ? undefined : part(file, banner + at, 0x100)
    return bytes ? fieldText(bytes, 'utf-16le') : ''
  }
  const [japanese, english] = [inLanguage(0x240), inLanguage(0x340)]
  const title = english === '' ? short : english
  return { title, ...(japanese !== title && { localTitle: japanese }) }
}

/** CRC-16 with the reflected polynomial A001, as Modbus has it. */
function crc16(bytes: Uint8Array): number {
  let crc = 0xffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1
  }
  return crc
}

const MEDIA_UNIT = 0x200

export const threeDs: HeaderFormat = {
  platforms: ['3ds'],
  mayBe: (bytes) => hasText(bytes, 0x100, 'NC'),
  read(file) {
    const cartridge = part(file, 0, 0x160)
    if (!cartridge) return undefined
    if (hasText(cartridge, 0x100, 'NCCH')) return ncch(cartridge)
    if (!hasText(cartridge, 0x100, 'NCSD')) return undefined
    const program = part(file, cartridge.readUInt32LE(0x120) * MEDIA_UNIT, 0x160)
    return program && hasText(program, 0x100, 'NCCH') ? ncch(program) : facts({ platform: '3ds' })
  },
}

/** Everything beyond product code and maker is encrypted. */
function ncch(header: Buffer): HeaderFacts {
  const product = codeText(header.subarray(0x150, 0x160))
  const { serial, regions } = gameCode(product.slice(-4))
  return facts({
    platform: '3ds',
    serial: serial === undefined ? '' : product,
    regions,
    maker: nintendoMaker(latin1(header.subarray(0x110, 0x112))),
  })
}
