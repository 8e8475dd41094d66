/**
 * 3DO and Neo Geo CD: discs that say which machine they are for, and hardly more. Sources: the 3DO developers' notes on
 * the Opera file system ("disc label"), and the Neo Geo development wiki ("IPL.TXT").
 */
import type { ByteReader } from '../../hashing/bytes.ts'
import { facts, type HeaderFacts } from '../facts.ts'
import { layout } from '../format.ts'
import { openIso } from '../iso9660.ts'
import { codeText, latin1 } from '../text.ts'

/** A volume, five bytes to find it by, and the only version there is. */
export const THREE_DO_SIGN = [0, '\x01ZZZZZ\x01'] as const

export const threeDo = layout({
  platform: '3do',
  length: 0x84,
  signs: [THREE_DO_SIGN],
  also(header) {
    const label = codeText(header.subarray(0x28, 0x48))
    return { more: /^cd-?rom$/i.test(label) || label === '' ? {} : { label } }
  },
})

/** A file lists what is loaded first: programs, sprites, sound. */
const LOADED = /^\s*[\w-]{1,8}\.(?:PRG|FIX|SPR|PAT|PCM|Z80|AXE|OBJ|SCR|ACM)\s*,/im

/** @param disc the data of a track */
export function neoGeoCd(disc: ByteReader): HeaderFacts | undefined {
  const volume = openIso(disc)
  const list = volume?.file('IPL.TXT')
  if (!volume || !list || !LOADED.test(latin1(list.subarray(0, 2048)))) return undefined
  return facts({ platform: 'neo-geo-cd', more: volume.label === '' ? {} : { label: volume.label } })
}
