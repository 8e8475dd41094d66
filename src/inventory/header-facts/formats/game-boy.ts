/** Game Boy and Game Boy Color. Source: Pan Docs, "The Cartridge Header". */
import { facts } from '../facts.ts'
import { part, type HeaderFormat } from '../format.ts'
import { codeText, fieldText, latin1 } from '../text.ts'
import { gameCode, maskVersion, nintendoMaker } from './nintendo-codes.ts'

/** The beginning of the logo that the console compares before it starts a game. */
const LOGO = 'ceed6666cc0d000b03730083000c000d'
const START = 0x100

export const gameBoy: HeaderFormat = {
  platforms: ['gb', 'gbc'],
  mayBe: (bytes) => bytes[START + 4] === 0xce && bytes[START + 5] === 0xed,
  read(file) {
    const header = part(file, START, 0x50)
    if (!header || header.toString('hex', 4, 4 + LOGO.length / 2) !== LOGO) return undefined
    const byte = (address: number): number => header[address - START] ?? 0
    const isColor = byte(0x143) >= 0x80
    const code = isColor ? manufacturerCode(codeText(header.subarray(0x3f, 0x43))) : ''
    const titleEnd = code !== '' ? 0x3f : isColor ? 0x43 : 0x44
    const inNewForm = byte(0x14b) === 0x33
    const maker = inNewForm
      ? latin1(header.subarray(0x44, 0x46))
      : byte(0x14b).toString(16).toUpperCase().padStart(2, '0')
    // 0 is "Japan, and perhaps elsewhere": only the other value says something
    const destination = byte(0x14a) === 0 ? { regions: ['Japan'] } : {}
    return facts({
      // such a cartridge may also run on the older console; DATs count it to the newer one
      platform: isColor ? 'gbc' : 'gb',
      title: fieldText(header.subarray(0x34, titleEnd), 'ascii'),
      ...destination,
      ...(code === '' ? {} : gameCode(code)),
      maker: nintendoMaker(maker),
      version: maskVersion(byte(0x14c)),
      sound: checksum(header) === byte(0x14d),
      more: {
        ...(byte(0x143) === 0xc0 && { needs: 'Game Boy Color' }),
        ...(byte(0x146) === 0x03 && { enhanced: 'Super Game Boy' }),
      },
    })
  },
}

/**
 * Later cartridges have a code in what used to be the end of the title. Nothing says which it is, so only
 * what looks like a code is one.
 */
function manufacturerCode(text: string): string {
  return /^[ABHKV][A-Z0-9]{2}[DEFIJKPSUXYZ]$/.test(text) ? text : ''
}

function checksum(header: Buffer): number {
  return header.subarray(0x34, 0x4d).reduce((sum, byte) => (sum - byte - 1) & 0xff, 0)
}
