/** What the tests of DATs share: parsing a text in chunks, a catalog in memory, a small zip. */
import { crc32 } from 'node:zlib'
import type { Damaged, DatGame, DatHeader, DatParser, DatSink } from '../../src/dats/dat.ts'
import { clrmameproParser } from '../../src/dats/formats/clrmamepro.ts'
import { logiqxParser } from '../../src/dats/formats/logiqx.ts'
import { romcenterParser } from '../../src/dats/formats/romcenter.ts'
import { smdbParser } from '../../src/dats/formats/smdb.ts'
import { softwareListParser } from '../../src/dats/formats/software-list.ts'
import type { DatFormat } from '../../src/dats/detect.ts'
import { CuratorError, problem } from '../../src/errors.ts'

export interface Parsed {
  readonly header: DatHeader
  readonly games: readonly DatGame[]
}

type Parser = (sink: DatSink, damaged: Damaged, name: string) => DatParser

const PARSERS: Readonly<Record<DatFormat, Parser>> = {
  logiqx: logiqxParser,
  clrmamepro: clrmameproParser,
  'software-list': softwareListParser,
  romcenter: romcenterParser,
  smdb: smdbParser,
}

/** Parses a whole DAT, cut before each of the given positions. */
export function parse(format: DatFormat, text: string | Uint8Array, cuts: readonly number[] = []): Parsed {
  const headers: DatHeader[] = []
  const games: DatGame[] = []
  const sink: DatSink = { header: (header) => headers.push(header), game: (game) => games.push(game) }
  const bytes = Buffer.from(text)
  const damaged: Damaged = (place, what) => {
    const line = bytes.toString('latin1', 0, place).split('\n').length
    return new CuratorError(problem('dat-damaged', `test.dat: line ${line}: ${what}.`))
  }
  feed(PARSERS[format](sink, damaged, 'test'), bytes, cuts)
  const [header, ...more] = headers
  if (!header || more.length > 0) throw new Error(`${headers.length} headers were sent`)
  return { header, games }
}

function feed(parser: DatParser, bytes: Buffer, cuts: readonly number[]): void {
  const positions = [0, ...[...cuts].sort((a, b) => a - b), bytes.length]
  for (let i = 1; i < positions.length; i++) {
    // a copy that is wiped afterwards: a parser must not keep a chunk
    const chunk = Uint8Array.from(bytes.subarray(positions[i - 1], positions[i]))
    parser.write(chunk)
    chunk.fill(0x21)
  }
  parser.end()
}

/** A zip of stored members. */
export function zipOf(members: Readonly<Record<string, string | Uint8Array>>): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [path, text] of Object.entries(members)) {
    const name = Buffer.from(path)
    const data = Buffer.from(text)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt32LE(crc32(data), 10)
    common.writeUInt32LE(data.length, 14)
    common.writeUInt32LE(data.length, 18)
    common.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, name, data])
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, place, name]))
    files.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...files, central, end])
}

/** What of a DAT's row plays no part where only its games do. */
export const UNSAID = {
  size: 1,
  mtime: 1,
  ctime: 1,
  ino: 1,
  version: null,
  date: null,
  needs_md5: 0,
  needs_sha256: 0,
  problem: null,
  numbered: 0,
} as const
