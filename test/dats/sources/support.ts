/** A source in a folder of its own, and packs as the real ones are built. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { DatSource } from '../../../src/dats/sources/declared.ts'
import { updateSources, type UpdateOptions, type UpdateResult } from '../../../src/dats/sources/update.ts'
import { createHttp } from '../../../src/net/http.ts'
import { logiqxDat } from '../../support/dat.ts'
import { tempDir } from '../../support/cli.ts'
import { makeTar, pax, type TarEntry } from '../../support/archives/tar.ts'

export function tempFolder(): string {
  return tempDir('sources')
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
  const entries: TarEntry[] = [
    { ...pax({ comment: 'f'.repeat(40) }), name: 'pax_global_header', type: 'g' },
    { name: `${top}/`, type: '5' },
  ]
  for (const [path, data] of Object.entries(files)) {
    const name = `${top}/${path}`
    if (name.length > 99) entries.push(pax({ path: name }))
    entries.push({ name: name.slice(0, 99), data })
  }
  return gzipSync(makeTar(entries))
}
