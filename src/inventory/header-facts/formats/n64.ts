/**
 * Nintendo 64, in the byte order of the cartridge: other orders are read through the view `z64`. Source:
 * n64brew.
 */
import { layout } from '../format.ts'
import { codeText } from '../text.ts'
import { N64_REGIONS } from '../tables/regions.ts'
import { gameCode, maskVersion } from './nintendo-codes.ts'

export const n64 = layout({
  platform: 'n64',
  length: 0x40,
  signs: [[0, '\x80\x37\x12\x40']],
  title: [0x20, 20, 'shift-jis'],
  also: (header) => ({
    ...gameCode(codeText(header.subarray(0x3b, 0x3f)), N64_REGIONS),
    version: maskVersion(header[0x3f] ?? 0),
  }),
})
