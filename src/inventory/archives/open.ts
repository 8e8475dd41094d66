/** Opens an archive of any kind. */
import type { ByteReader } from '../hashing/bytes.ts'
import type { ArchiveFormat } from '../hashing/content.ts'
import type { Archive, OpenArchive, OpenOptions } from './archive.ts'
import { openGzip } from './gzip.ts'
import { openSevenZip } from './seven-zip-archive.ts'
import { openTar } from './tar.ts'
import { openZip } from './zip-archive.ts'

const READERS: Readonly<Record<ArchiveFormat, OpenArchive>> = {
  zip: openZip,
  '7z': openSevenZip,
  rar: openSevenZip,
  tar: openTar,
  gz: openGzip,
  bz2: openSevenZip,
  xz: openSevenZip,
  zst: openSevenZip,
}

export function openArchive(bytes: ByteReader, options: OpenOptions): Archive {
  return READERS[options.format](bytes, options)
}
