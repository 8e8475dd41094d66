/**
 * PlayStation, PlayStation 2 and 3, PSP: the product code is in the name of the program that the disc starts,
 * or in a PARAM.SFO. Sources: PSX-SPX ("CDROM File Formats"), the PS2 and PSP developer wikis.
 */
import { hasText, type ByteReader } from '../../hashing/bytes.ts'
import { facts, type HeaderFacts } from '../facts.ts'
import { openIso, type IsoVolume } from '../iso9660.ts'
import { readSfo } from '../sfo.ts'
import { SONY_REGIONS } from '../tables/regions.ts'
import { latin1 } from '../text.ts'

/** @param disc the data of a track */
export function playStation(disc: ByteReader): HeaderFacts | undefined {
  const volume = openIso(disc)
  if (!volume) return undefined
  return fromProgram(volume) ?? fromSfo(volume)
}

/** `BOOT = cdrom:\SLUS_005.94;1`, and `BOOT2` on the PlayStation 2. */
function fromProgram(volume: IsoVolume): HeaderFacts | undefined {
  const system = volume.file('SYSTEM.CNF')
  const text = system ? latin1(system.subarray(0, 2048)) : ''
  const [, second, path = ''] = /^\s*BOOT(2?)\s*=\s*cdrom0?:([^\r\n]*)/im.exec(text) ?? []
  if (second === undefined) {
    // the first games have none, and a program that is always called so
    return volume.system === 'PLAYSTATION' && volume.file('PSX.EXE')
      ? facts({ platform: 'psx', more: labelOf(volume) })
      : undefined
  }
  const program = path
    .replace(/^.*[\\/]/, '')
    .replace(/;.*$/, '')
    .trim()
  const [, letters = '', digits = ''] = /^([A-Z]{4})[_-]?(\d{3}\.?\d{2})$/i.exec(program) ?? []
  return facts({
    platform: second === '2' ? 'ps2' : 'psx',
    ...product(letters === '' ? '' : `${letters.toUpperCase()}-${digits.replace('.', '')}`),
    version: /^\s*VER\s*=\s*([\d.]{1,8})/im.exec(text)?.[1],
    more: {
      ...labelOf(volume),
      ...(letters === '' && program !== '' && { program }),
    },
  })
}

function labelOf({ label }: IsoVolume): Readonly<Record<string, string>> {
  return label === '' || label === 'PLAYSTATION' ? {} : { label }
}

function fromSfo(volume: IsoVolume): HeaderFacts | undefined {
  const psp = volume.file('PSP_GAME/PARAM.SFO')
  if (psp) return sfoFacts(psp, 'psp')
  const ps3 = volume.file('PS3_GAME/PARAM.SFO')
  return ps3 && sfoFacts(ps3, 'ps3')
}

/** Undefined when the bytes are no PARAM.SFO. */
function sfoFacts(bytes: Buffer, platform: string): HeaderFacts | undefined {
  const values = readSfo(bytes)
  if (!values) return undefined
  const code = values.get('DISC_ID') ?? values.get('TITLE_ID') ?? ''
  const [, letters = '', digits = ''] = /^([A-Z]{4})-?(\d{5})$/.exec(code) ?? []
  return facts({
    platform,
    title: values.get('TITLE'),
    ...product(letters === '' ? '' : `${letters}-${digits}`),
    version: values.get('DISC_VERSION') ?? values.get('VERSION') ?? values.get('APP_VER'),
    disc: positive(values.get('DISC_NUMBER')),
    discs: positive(values.get('DISC_TOTAL')),
  })
}

function product(serial: string): Pick<HeaderFacts, 'serial' | 'regions'> {
  return { serial, regions: SONY_REGIONS.get(serial.charAt(2)) ?? [] }
}

function positive(text: string | undefined): number | undefined {
  const n = Number(text)
  return Number.isInteger(n) && n > 0 && n < 100 ? n : undefined
}

export const PBP_SIGN = '\0PBP'

/**
 * A game for the PSP's memory stick: PARAM.SFO comes first in it. A PlayStation game in this form says so at
 * its end.
 */
export function pbpFacts(file: ByteReader): HeaderFacts | undefined {
  const header = file.read(0, 40)
  if (header.length < 40 || !hasText(header, 0, PBP_SIGN)) return undefined
  const [sfo, icon, archive] = [header.readUInt32LE(8), header.readUInt32LE(12), header.readUInt32LE(36)]
  const bytes = Buffer.from(file.read(sfo, Math.max(0, Math.min(icon - sfo, 64 * 1024))))
  const inside = latin1(file.read(archive, 12))
  return sfoFacts(bytes, /^PS(?:ISO|TITLE)IMG/.test(inside) ? 'psx' : 'psp')
}
