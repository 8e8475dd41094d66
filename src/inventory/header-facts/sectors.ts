/**
 * The data of a disc track, whatever its image keeps of each sector: 2,048 bytes of data, all 2,352 bytes, or
 * the 2,336 without sync and address. Source: ECMA-130, and the CD-ROM XA extension of it for Mode 2.
 */
import { hasText, type ByteReader } from '../hashing/bytes.ts'

export const SECTOR = 2048

export const RAW_SECTOR = 2352

/** At the beginning of every raw data sector. */
export const SYNC = `\0${'\xff'.repeat(10)}\0`

/** The sector of the volume descriptor, and what stands in it behind its first byte. */
const DESCRIPTOR = 16
const VOLUME = 'CD001'

interface SectorForm {
  readonly stored: number
  /** Where the data begins in what is stored. */
  readonly data: number
}

const PLAIN: SectorForm = { stored: SECTOR, data: 0 }
const RAW_MODE_1: SectorForm = { stored: RAW_SECTOR, data: 16 }
const RAW_MODE_2: SectorForm = { stored: RAW_SECTOR, data: 24 }
const MODE_2: SectorForm = { stored: 2336, data: 8 }

/** Whether the file begins with a raw data sector: then it is a track, whatever it is called. */
export function isRawTrack(file: ByteReader): boolean {
  return hasText(file.read(0, SYNC.length), 0, SYNC)
}

/** The file from a place on, as if it began there. */
export function behind(file: ByteReader, at: number): ByteReader {
  return { size: Math.max(0, file.size - at), read: (offset, length) => file.read(at + offset, length) }
}

/** Whether there is a sign of sectors, or of a file system, in bytes of which the data is looked for. */
export function mayBeDisc(bytes: Uint8Array): boolean {
  return (
    hasText(bytes, 0, SYNC) ||
    hasText(bytes, DESCRIPTOR * SECTOR + 1, VOLUME) ||
    hasText(bytes, DESCRIPTOR * MODE_2.stored + MODE_2.data + 1, VOLUME)
  )
}

/** The track's data as one run of bytes. An audio track reads as noise. */
export function trackData(file: ByteReader): ByteReader {
  const form = formOf(file)
  if (form === PLAIN) return file
  return {
    size: Math.floor(file.size / form.stored) * SECTOR,
    read: (offset, length) => readData(file, form, offset, length),
  }
}

function formOf(file: ByteReader): SectorForm {
  if (isRawTrack(file)) return file.read(15, 1)[0] === 2 ? RAW_MODE_2 : RAW_MODE_1
  // only the volume descriptor tells this form from a plain one
  return hasText(file.read(DESCRIPTOR * MODE_2.stored + MODE_2.data + 1, VOLUME.length), 0, VOLUME)
    ? MODE_2
    : PLAIN
}

function readData(file: ByteReader, { stored, data }: SectorForm, offset: number, length: number): Buffer {
  const parts: Buffer[] = []
  let at = offset
  const end = offset + length
  while (at < end) {
    const within = at % SECTOR
    const wanted = Math.min(SECTOR - within, end - at)
    const bytes = file.read(Math.floor(at / SECTOR) * stored + data + within, wanted)
    // a copy: the reader may reuse its memory for the next sector
    parts.push(Buffer.from(bytes))
    if (bytes.length < wanted) break
    at += wanted
  }
  return Buffer.concat(parts)
}
