/** The bytes of a library's files, and what DATs say of them. */
import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { makeZip } from '../support/archives/zip.ts'
import { ROMS, type EditOf, type Platform } from './edits.ts'

/** What a file is to hold. */
export function bytesOf({ platform: slug, rom: number, form, path: file }: EditOf<'put'>): Buffer {
  const body = romBytes(slug, number)
  const other = romBytes(slug, (number + 1) % ROMS)
  const extension = file.slice(file.lastIndexOf('.'))
  if (form === 'empty') return Buffer.alloc(0)
  if (form === 'junk') return Buffer.from(`nobody knows this ${number}`)
  if (form === 'plain') return body
  if (extension === '.cue' && form !== 'broken zip') return sheetOf('e.bin', number)
  if (form === 'headered') return withHeader(slug, body)
  if (form === 'other header') return withHeader(slug, body, 7)
  const member = extension === '.zip' ? `in.${NATIVE[slug]}` : `in${extension}`
  if (form === 'zip headered') return makeZip([{ name: member, data: withHeader(slug, body) }])
  const entries = [{ name: member, data: body }]
  if (form === 'zip') return makeZip(entries)
  const two = [...entries, { name: `folder/${member}`, data: other }, { name: 'again.bin', data: body }]
  return form === 'zip of two' ? makeZip(two) : makeZip(two).subarray(0, 60)
}

const NATIVE = { nes: 'nes', snes: 'sfc', n64: 'z64', psx: 'bin' }

/** The bare ROM: what a header or another byte order is added to. */
function romBytes(slug: Platform, number: number): Buffer {
  const bytes = Buffer.alloc(1024, `${slug} ${number} `)
  if (slug === 'n64') bytes.writeUInt32BE(0x80371240)
  return bytes
}

/** Somebody's own sheet of a disc with one track. */
function sheetOf(track: string, number: number): Buffer {
  return Buffer.from(`REM ${number}\nFILE "${track}" BINARY\n  TRACK 01 MODE2/2352\n    INDEX 01 00:00:00\n`)
}

/** The same game as other tools keep it; `mark` makes another header. */
function withHeader(slug: Platform, body: Buffer, mark = 1): Buffer {
  if (slug === 'nes') return Buffer.concat([Buffer.from('NES\x1a', 'latin1'), Buffer.alloc(12, mark), body])
  if (slug === 'snes') return Buffer.concat([Buffer.alloc(512, mark), body])
  return slug === 'n64' ? Buffer.from(body).swap16() : body
}

/** What a DAT says of a release. */
export function gameText({
  name: release,
  platform: slug,
  rom: number,
  headered,
  hashes,
  parent,
}: EditOf<'list'>): string {
  const body = romBytes(slug, number)
  const bytes = headered ? withHeader(slug, body) : body
  const roms =
    slug === 'psx'
      ? [
          romText(`${release} (Track 1).bin`, bytes, hashes),
          romText(`${release}.cue`, romBytes(slug, 3), 'all'),
        ]
      : [romText(`${release}.${NATIVE[slug]}`, bytes, hashes)]
  const clone = parent === null || parent === release ? '' : ` cloneof="${escaped(parent)}"`
  return `  <game name="${escaped(release)}"${clone}><description>${escaped(release)}</description>${roms.join('')}</game>\n`
}

function romText(file: string, bytes: Buffer, hashes: EditOf<'list'>['hashes']): string {
  const digest = (kind: 'md5' | 'sha1' | 'sha256') => {
    const data = hashes === `wrong ${kind}` ? 'wrong' : bytes
    return `${kind}="${createHash(kind).update(data).digest('hex')}"`
  }
  const crc = `crc="${crc32(bytes).toString(16).padStart(8, '0')}"`
  const all = `${crc} ${digest('md5')} ${digest('sha1')}`
  const texts = {
    all,
    sha1: digest('sha1'),
    md5: digest('md5'),
    sha256: digest('sha256'),
    crc,
    'wrong sha1': `${crc} ${digest('sha1')}`,
    'wrong md5': all,
    nodump: 'status="nodump"',
  }
  return `<rom name="${escaped(file)}" size="${bytes.length}" ${texts[hashes]}/>`
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')
}
