/** A source in a folder of its own, and packs as the real ones are built. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { DatSource } from '../../../src/dats/sources/declared.ts'
import { updateSources, type UpdateOptions, type UpdateResult } from '../../../src/dats/sources/update.ts'
import { createHttp } from '../../../src/net/http.ts'
import { logiqxDat } from '../../support/dat.ts'
import { tempDir } from '../../support/cli.ts'

export function tempFolder(): string {
  const dir = tempDir('sources')
  return dir
}

/** A DAT of so many games; `salt` makes their contents others. */
export function dat(name: string, games: number, { version = '1', salt = '' } = {}): string {
  const roms = Array.from({ length: games }, (_, i) => ({
    name: `Game ${i}.bin`,
    bytes: `${name}${i}${salt}`,
  }))
  return logiqxDat(name, roms, version)
}

export interface Harness {
  readonly folder: string
  /** One `curator dats update`. */
  update(options?: Partial<UpdateOptions>): Promise<readonly UpdateResult[]>
  /** What lies there, without hidden files: path → text. */
  files(): Record<string, string>
}

/** `named` sources, each in a folder of its own below one; the name is the source's. */
export function harness(...sources: readonly DatSource[]): Harness {
  const root = tempFolder()
  const declared = sources.map((source) => ({
    name: source.source,
    source,
    folder: join(root, source.source),
  }))
  const folder = declared[0]?.folder ?? root
  return {
    folder,
    async update(options = {}) {
      const results: UpdateResult[] = []
      const clock = { now: Date.now, sleep: () => Promise.resolve() }
      const updates = updateSources(declared, {
        http: createHttp({ clock, patienceMs: 2000 }),
        dryRun: false,
        force: false,
        now: () => Date.UTC(2026, 7, 31),
        signal: new AbortController().signal,
        ...options,
      })
      for await (const result of updates) results.push(result)
      return results
    },
    files: () => filesIn(folder),
  }
}

export function filesIn(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const files = paths
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !/(?:^|\/)\./.test(path) && statSync(join(folder, path)).isFile())
    .sort()
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(folder, path), 'utf8')]))
}

/** A tarball as GitHub makes them: a comment for all of it, one folder on top, long names by pax. */
export function tarball(top: string, files: Readonly<Record<string, string>>): Buffer {
  const blocks = [entry('pax_global_header', 'g', record('comment', 'f'.repeat(40)))]
  blocks.push(entry(`${top}/`, '5', ''))
  for (const [path, text] of Object.entries(files)) {
    const name = `${top}/${path}`
    if (name.length > 99) blocks.push(entry('pax', 'x', record('path', name)))
    blocks.push(entry(name.slice(0, 99), '0', text))
  }
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]))
}

function record(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`
  let length = rest.length + 2
  while (`${length}${rest}`.length !== length) length++
  return `${length}${rest}`
}

function entry(name: string, type: string, text: string): Buffer {
  const content = Buffer.from(text)
  const header = Buffer.alloc(512)
  header.write(name, 0)
  header.write('0000644\0', 100)
  header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124)
  header.write('00000000000\0', 136)
  header.write('        ', 148)
  header.write(type, 156)
  header.write('ustar\u000000', 257)
  const sum = header.reduce((total, byte) => total + byte, 0)
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return Buffer.concat([header, content, Buffer.alloc((512 - (content.length % 512)) % 512)])
}
