/** Unpacks what a source sent (a zip, a tarball, a gzipped file, a plain one) into a folder, within limits. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { crc32 } from 'node:zlib'
import { makeFolders } from '../../disk/make-folders.ts'
import { fileReader } from '../../inventory/hashing/bytes.ts'
import { readZipDirectory } from '../../inventory/archives/zip-directory.ts'
import { isUnsafeName } from '../../inventory/archives/zip-names.ts'
import { fitsInMemory, memberBytes, memberChunks } from '../../inventory/archives/zip-read.ts'
import { amount, count } from '../../wording.ts'
import { gunzip } from '../read.ts'
import { tarEntries } from './tar.ts'

export interface Unpacking {
  /** Which paths to keep; for tarballs without their top folder. */
  readonly keep: RegExp
  /** Name for a file that is no archive. Where that is not what is kept, such as `x.xml`, it gets the extension that is. */
  readonly name: string
  /** Its name. A zip that a person downloads of it has all of it in a folder of that name and a branch's, as tarballs have. */
  readonly repository?: string
}

/** MAME's list takes 300 MB. */
const LARGEST_FILE = 512 * 1024 * 1024
const LARGEST_PACK = 4 * 1024 * 1024 * 1024
const MOST_FILES = 20_000

/**
 * Paths of what was unpacked, relative to `into`, sorted. Throws an Error, as the end of the sentence "<pack> …", for
 * damaged packs, for names that leave the folder, and for too much in them. The pack itself may be moved.
 */
export async function unpack(pack: string, into: string, how: Unpacking): Promise<readonly string[]> {
  const writer = boundedWriter(into)
  const kind = kindOf(pack)
  if (kind === 'zip') await unpackZip(pack, how, writer)
  else if (kind === 'tar.gz') await unpackTar(pack, how, writer)
  else if (kind === 'gzip') await writer.write(nameAlone(how), gunzipped(pack))
  else {
    await rename(pack, writer.claim(nameAlone(how)))
  }
  return writer.written()
}

function nameAlone({ name, keep }: Unpacking): string {
  const plain = name.replace(/\.gz$/i, '')
  const stem = plain.replace(/\.\w{1,4}$/, '')
  return [plain, `${stem}.dat`, `${stem}.xml`].find((one) => keep.test(one)) ?? plain
}

type Kind = 'zip' | 'gzip' | 'tar.gz' | 'plain'

function kindOf(file: string): Kind {
  const fd = openSync(file, 'r')
  try {
    const head = Buffer.alloc(2)
    readSync(fd, head, 0, 2, 0)
    if (head.toString('latin1') === 'PK') return 'zip'
    if (head[0] !== 0x1f || head[1] !== 0x8b) return 'plain'
    // a gzipped file names what it holds; GitHub's tarballs name nothing
    return /\.(?:tar\.gz|tgz)$/i.test(file) ? 'tar.gz' : 'gzip'
  } finally {
    closeSync(fd)
  }
}

async function unpackZip(file: string, { keep, repository }: Unpacking, writer: Writer): Promise<void> {
  const fd = openSync(file, 'r')
  try {
    const reader = fileReader(fd, fstatSync(fd).size)
    const { members, trouble } = readZipDirectory(reader)
    if (trouble) throw new Error(`cannot be unpacked: ${trouble.what}`)
    for (const member of members) {
      const path = withoutTop(member.path, repository)
      if (member.directory || !keep.test(path)) continue
      if (member.encrypted) throw new Error('is encrypted')
      const check = { crc: 0 }
      const chunks = fitsInMemory(member) ? [memberBytes(reader, member)] : memberChunks(reader, member)
      await writer.write(path, counted(chunks, check))
      if (check.crc !== member.crc32) throw new Error(`is damaged: the checksum of ${member.path} is wrong`)
    }
  } finally {
    closeSync(fd)
  }
}

/** `opengood-main/dats/x.dat` → `dats/x.dat`. */
function withoutTop(path: string, repository: string | undefined): string {
  const slash = path.indexOf('/')
  return repository !== undefined && path.startsWith(`${repository}-`) ? path.slice(slash + 1) : path
}

async function* counted(chunks: Chunks, check: { crc: number }): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    check.crc = crc32(chunk, check.crc)
    yield chunk
  }
}

async function unpackTar(file: string, { keep }: Unpacking, writer: Writer): Promise<void> {
  for await (const entry of tarEntries(gunzipped(file))) {
    const path = entry.path.replace(/^\.\//, '').replace(/^[^/]*\//, '')
    if (keep.test(path)) await writer.write(path, entry.chunks())
  }
}

async function* gunzipped(file: string): AsyncGenerator<Uint8Array> {
  let size = 0
  try {
    for await (const chunk of gunzip(file)) {
      size += chunk.length
      if (size > LARGEST_PACK) throw new Error(`unpacks to more than ${amount(LARGEST_PACK)}`)
      yield chunk
    }
  } catch (error) {
    throw error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')
      ? new Error('is damaged: it cannot be unpacked', { cause: error })
      : error
  }
}

type Chunks = Iterable<Uint8Array> | AsyncIterable<Uint8Array>

interface Writer {
  write(path: string, chunks: Chunks): Promise<void>
  /** The place of a file that is put there by someone else. */
  claim(path: string): string
  written(): readonly string[]
}

function boundedWriter(into: string): Writer {
  const paths = new Set<string>()
  let total = 0
  const claim = (path: string): string => {
    if (isUnsafeName(path)) throw new Error(`holds a file that would leave its folder: ${path}`)
    if (paths.size >= MOST_FILES) throw new Error(`holds more than ${count(MOST_FILES)} files`)
    paths.add(path)
    const file = join(into, path)
    makeFolders(dirname(file))
    return file
  }
  return {
    claim,
    written: () => [...paths].sort(),
    async write(path, chunks) {
      const handle = await open(claim(path), 'w')
      let size = 0
      try {
        for await (const chunk of chunks) {
          size += chunk.length
          total += chunk.length
          if (size > LARGEST_FILE)
            throw new Error(`holds a file of more than ${amount(LARGEST_FILE)}: ${path}`)
          if (total > LARGEST_PACK) throw new Error(`unpacks to more than ${amount(LARGEST_PACK)}`)
          await handle.write(chunk)
        }
      } finally {
        await handle.close()
      }
    },
  }
}
