/** Where LaunchBox' metadata is: `Metadata.zip` as it is fetched, or `Metadata.xml`, or its folder. */
import { closeSync, createReadStream, fstatSync, openSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { readZipDirectory } from '../../../inventory/archives/zip-directory.ts'
import { memberChunks } from '../../../inventory/archives/zip-read.ts'
import { fileReader } from '../../../inventory/hashing/bytes.ts'

export interface LaunchBoxSource {
  /** Another one when the files are others. */
  readonly stamp: string
  readonly bytes: number
  /** The parts that are there: `Metadata.xml` always is, `Files.xml` may be. */
  readonly parts: readonly string[]
  chunks(part: string): AsyncIterable<Uint8Array>
}

const PARTS = ['Metadata.xml', 'Files.xml'] as const
/** Four times what the file has now. */
const MOST_BYTES = 2_000_000_000

/** Undefined when there is no `Metadata.xml` at this place. It may have another name. */
export function launchBoxSource(path: string): LaunchBoxSource | undefined {
  const place = statSync(path, { throwIfNoEntry: false })
  if (place?.isDirectory()) return folderSource(path) ?? launchBoxSource(join(path, 'Metadata.zip'))
  if (!place?.isFile()) return undefined
  const start = withFile(path, (reader) => reader.read(0, 4).toString('utf8'))
  if (start.startsWith('PK')) return zipSource(path)
  return /^\ufeff?</.test(start) ? folderSource(dirname(path), basename(path)) : undefined
}

function folderSource(folder: string, main: string = PARTS[0]): LaunchBoxSource | undefined {
  const names: Readonly<Record<string, string>> = { 'Metadata.xml': main }
  const placeOf = (part: string): string => join(folder, names[part] ?? part)
  const found = PARTS.flatMap((part) => {
    const stat = statSync(placeOf(part), { throwIfNoEntry: false })
    return stat?.isFile() ? [{ part, stat }] : []
  })
  if (found[0]?.part !== 'Metadata.xml') return undefined
  return {
    stamp: found.map(({ part, stat }) => `${part} ${stat.size} ${stat.mtimeMs}`).join(),
    bytes: found.reduce((sum, { stat }) => sum + stat.size, 0),
    parts: found.map(({ part }) => part),
    // a chunk of a stream without an encoding is a buffer
    chunks: (part) =>
      createReadStream(placeOf(part), {
        highWaterMark: 1 << 20,
        end: MOST_BYTES,
      }) as AsyncIterable<Buffer>,
  }
}

function zipSource(file: string): LaunchBoxSource | undefined {
  const stat = statSync(file)
  const parts = withFile(file, (reader) =>
    readZipDirectory(reader)
      .members.filter(({ path }) => PARTS.some((part) => part === path))
      .map(({ path }) => path),
  )
  if (!parts.includes('Metadata.xml')) return undefined
  return {
    stamp: `zip ${stat.size} ${stat.mtimeMs}`,
    bytes: stat.size,
    parts: PARTS.filter((part) => parts.includes(part)),
    async *chunks(part) {
      const fd = openSync(file, 'r')
      try {
        const reader = fileReader(fd, fstatSync(fd).size)
        const member = readZipDirectory(reader).members.find(
          ({ path, size }) => path === part && size <= MOST_BYTES,
        )
        if (member) yield* memberChunks(reader, member)
      } finally {
        closeSync(fd)
      }
    },
  }
}

function withFile<T>(file: string, work: (reader: ReturnType<typeof fileReader>) => T): T {
  const fd = openSync(file, 'r')
  try {
    return work(fileReader(fd, fstatSync(fd).size))
  } finally {
    closeSync(fd)
  }
}
