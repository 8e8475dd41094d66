/** Where OpenVGDB is: `openvgdb.zip` as it is downloaded, the database in it, or the folder that holds one of them. */
import { closeSync, createReadStream, fstatSync, openSync, statSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import { readZipDirectory } from '../../../inventory/archives/zip-directory.ts'
import { isPlain, memberChunks } from '../../../inventory/archives/zip-read.ts'
import { fileReader } from '../../../inventory/hashing/bytes.ts'

export interface OpenVgdbSource {
  /** Another one when the file is another. */
  readonly stamp: string
  /** As it lies there. */
  readonly bytes: number
  /** The database, from beginning to end. */
  chunks(): AsyncIterable<Uint8Array>
}

const IN_FOLDER = ['openvgdb.sqlite', 'openvgdb.zip'] as const
/** Twelve times what it has now. */
const MOST_BYTES = 512_000_000

/** Undefined when there is no database at this place. Throws what the system says. */
export function openVgdbSource(place: string): OpenVgdbSource | undefined {
  const stat = statSync(place, { throwIfNoEntry: false })
  if (stat?.isFile()) return fileSource(place, stat)
  for (const name of stat?.isDirectory() ? IN_FOLDER : []) {
    const file = join(place, name)
    const inside = statSync(file, { throwIfNoEntry: false })
    if (inside?.isFile()) return fileSource(file, inside)
  }
  return undefined
}

function fileSource(file: string, { size, mtimeMs }: Stats): OpenVgdbSource | undefined {
  const told = { stamp: `${size} ${mtimeMs}`, bytes: size }
  if (!file.toLowerCase().endsWith('.zip')) {
    if (size > MOST_BYTES) return undefined
    return {
      ...told,
      // a chunk of a stream without an encoding is a buffer
      chunks: () => createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>,
    }
  }
  const fd = openSync(file, 'r')
  try {
    return memberOf(fd) ? { ...told, chunks: () => unpacked(file) } : undefined
  } finally {
    closeSync(fd)
  }
}

async function* unpacked(file: string): AsyncGenerator<Uint8Array> {
  const fd = openSync(file, 'r')
  try {
    const found = memberOf(fd)
    if (found) yield* memberChunks(found.reader, found.member)
  } finally {
    closeSync(fd)
  }
}

function memberOf(fd: number) {
  const reader = fileReader(fd, fstatSync(fd).size)
  const member = readZipDirectory(reader).members.find(
    (one) => /(?:^|\/)[^/]*\.sqlite$/i.test(one.path) && one.size <= MOST_BYTES && isPlain(one),
  )
  return member && { reader, member }
}
