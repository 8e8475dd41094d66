/** Writes DATs for hand-made ROMs. */
import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'

export interface DatRom {
  /** File name, with extension: the release and its ROM. */
  readonly name: string
  readonly bytes: Uint8Array | string
}

/** A Logiqx DAT in which every ROM is a release of its own. `header` names the platform. */
export function logiqxDat(header: string, roms: readonly DatRom[], version = '1'): string {
  return [
    '<?xml version="1.0"?>',
    '<datafile>',
    `\t<header><name>${escape(header)}</name><version>${version}</version></header>`,
    ...roms.map(game),
    '</datafile>',
    '',
  ].join('\n')
}

/** One in which a release has several files. */
export function discDat(header: string, releases: ReadonlyMap<string, readonly DatRom[]>): string {
  return [
    '<?xml version="1.0"?>',
    `<datafile><header><name>${escape(header)}</name></header>`,
    ...[...releases].map(
      ([release, roms]) => `\t<game name="${escape(release)}">${roms.map(rom).join('')}</game>`,
    ),
    '</datafile>',
    '',
  ].join('\n')
}

function game(file: DatRom): string {
  const release = escape(file.name.slice(0, file.name.lastIndexOf('.')))
  return `\t<game name="${release}"><description>${release}</description>${rom(file)}</game>`
}

function rom({ name, bytes }: DatRom): string {
  const data = Buffer.from(bytes)
  const crc = crc32(data).toString(16).padStart(8, '0')
  const sha1 = createHash('sha1').update(data).digest('hex')
  return `<rom name="${escape(name)}" size="${data.length}" crc="${crc}" sha1="${sha1}"/>`
}

function escape(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')
}
