/**
 * WonderSwan: the last sixteen bytes, which begin with the jump that starts the game. Source: the WSdev wiki.
 */
import { facts } from '../facts.ts'
import { part, type HeaderFormat } from '../format.ts'
import { WONDERSWAN_MAKERS } from '../tables/makers.ts'

export const wonderSwan: HeaderFormat = {
  platforms: ['wonderswan', 'wonderswan-color'],
  weak: true,
  mayBe: (bytes) => bytes.at(-16) === 0xea,
  read(file) {
    const header = part(file, file.size - 16, 16)
    // a far jump, and four bits that the console wants to be zero
    if (!header || header[0] !== 0xea || (header[5] ?? 0) & 0x0f) return undefined
    const [code, name] = WONDERSWAN_MAKERS.get(header[6] ?? 0) ?? []
    const isColor = ((header[7] ?? 0) & 1) === 1
    const id = (header[8] ?? 0).toString(16).padStart(2, '0')
    return facts({
      platform: isColor ? 'wonderswan-color' : 'wonderswan',
      // as printed on the label: SWJ-BAN001, and SWJ-BANC01 for the colour model
      serial: code !== undefined && /^\d\d$/.test(id) ? `SWJ-${code}${isColor ? 'C' : '0'}${id}` : '',
      maker: name ?? code,
      version: String((header[9] ?? 0) & 0x7f),
    })
  },
}
