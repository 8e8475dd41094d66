/** A catalog in memory with files and DATs that come and go, made of bytes and DAT entries instead of real files. */
import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { beginLog, completeLog } from '../../src/catalog/imports.ts'
import type { Db } from '../../src/catalog/sqlite.ts'
import type { DatGame, DatRom } from '../../src/dats/dat.ts'
import { rebuildReleases } from '../../src/dats/releases/place.ts'
import { loadReleases } from '../../src/dats/releases/releases.ts'
import { putDatFile, removeDatFile } from '../../src/dats/importing/store.ts'
import { holdings, type HoldingsScope } from '../../src/identify/holdings.ts'
import { hashBytes } from '../../src/inventory/hashing/hash.ts'
import { rootStore, type RootStore } from '../../src/inventory/store.ts'
import type { PickedFile } from '../../src/select/pick.ts'
import { memoryCatalog } from '../support/catalog.ts'
import { entryWriter } from '../support/entries.ts'

export interface Shelf {
  readonly db: Db
  /** A file comes, or changes. Its extension has a say in which views it has. */
  file(
    path: string,
    bytes: Uint8Array | string,
    more?: { readonly root?: string; readonly md5?: boolean; readonly sha256?: boolean },
  ): void
  /** A zip comes with these members. */
  zip(path: string, members: Readonly<Record<string, Uint8Array | string>>): void
  gone(path: string, root?: string): void
  dat(name: string, platform: string, games: readonly DatGame[]): void
  dropDat(name: string): void
  close(): void
}

export function shelf(db: Db = memoryCatalog()): Shelf {
  // one a scan: a store remembers whether its root was new
  const rootOf = (name: string) => rootStore(db, { name, path: `/${name}` })
  const putAt = (store: RootStore, path: string, romFileId: number, role: 'rom' | 'archive') => {
    const before = store.instance(path)
    const where = {
      size: 1,
      mtime: 1,
      ctime: 1,
      ino: 1,
      born: 0,
      settled: true,
      lastSeen: 0,
      problem: null,
      soundId: null,
      verifiedAt: null,
      failures: 0,
      listed: false,
      retryAt: null,
    }
    store.putInstance(path, { ...where, romFileId, role, status: 'present' })
    if (before?.status === 'present' && before.romFileId !== null) store.markChanged(before.romFileId)
    store.markChanged(romFileId)
    store.flush()
  }
  return {
    db,
    file(path, bytes, { root = 'roms', md5 = false, sha256 = false } = {}) {
      const store = rootOf(root)
      const content = hashBytes(Buffer.from(bytes), extensionOf(path), { md5, sha256 })
      putAt(store, path, store.putContent(content), 'rom')
    },
    zip(path, members) {
      const store = rootOf('roms')
      const text = JSON.stringify(
        Object.entries(members).map(([name, bytes]) => [name, Buffer.from(bytes).toString('hex')]),
      )
      const id = store.putContent(hashBytes(Buffer.from(text), 'zip', { md5: false }))
      const facts = Object.entries(members).map(([name, data], ordinal) => {
        const bytes = Buffer.from(data)
        const place = {
          offset: ordinal,
          method: 0,
          compressedSize: bytes.length,
          size: bytes.length,
          crc32: crc32(bytes),
        }
        return { ordinal, path: name, place, content: hashBytes(bytes, extensionOf(name), { md5: false }) }
      })
      store.putMembers(id, facts)
      putAt(store, path, id, 'archive')
    },
    gone(path, root = 'roms') {
      const store = rootOf(root)
      const before = store.instance(path)
      if (before?.status !== 'present') return
      store.miss(path, 0)
      if (before.romFileId !== null) store.markChanged(before.romFileId)
      store.flush()
    },
    dat(name, platform, games) {
      const sha1 = createHash('sha1')
        .update(JSON.stringify([name, platform, games, Math.random()]))
        .digest()
      const log = beginLog(db, 'dat', name, { sha1 })
      const platformId =
        db.prepare<[string], number>('select id from platform where slug = ?').pluck().get(platform) ?? 0
      const writer = entryWriter(db, log, platformId)
      for (const game of games) writer.game(game)
      const { entries, digest, needsMd5, needsSha256 } = writer.finish()
      completeLog(db, log, entries, null)
      const stamp = { size: 1, mtime: 1, ctime: 1, ino: 1, version: null, date: null, problem: null }
      const facts = {
        sha1,
        log_id: log,
        platform,
        name: platform,
        games: games.length,
        digest,
        needs_md5: needsMd5 ? 1 : 0,
        needs_sha256: needsSha256 ? 1 : 0,
        dialect: 'plain' as const,
        numbered: 0,
      }
      putDatFile(db, { dat: name, path: name, ...stamp, ...facts })
    },
    dropDat: (name) => removeDatFile(db, name, name),
    close: () => db.close(),
  }
}

export function extensionOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1)
}

/** A ROM as a DAT states it, with the hashes that are asked for. */
export function romOf(
  name: string,
  bytes: Uint8Array | string,
  ...hashes: ('sha1' | 'md5' | 'sha256' | 'crc32' | 'size')[]
): DatRom {
  const data = Buffer.from(bytes)
  const all = {
    size: data.length,
    crc32: crc32(data),
    md5: createHash('md5').update(data).digest('hex'),
    sha1: createHash('sha1').update(data).digest('hex'),
    sha256: createHash('sha256').update(data).digest('hex'),
  }
  const wanted = hashes.length > 0 ? hashes : (['sha1', 'crc32', 'size'] as const)
  return { name, ...Object.fromEntries(wanted.map((key) => [key, all[key]])) }
}

export function gameOf(name: string, ...roms: readonly DatRom[]): DatGame {
  return { name, categories: [], roms }
}

/** iNES. */
export function headered(body: string): Buffer {
  return Buffer.concat([Buffer.from('NES\x1a', 'latin1'), Buffer.alloc(12), Buffer.from(body)])
}

/** What is owned of all releases of a platform. */
export function allHoldings(
  db: Db,
  platform: string,
  scope: HoldingsScope = {},
): [string, readonly PickedFile[]][] {
  rebuildReleases(db, platform)
  return [
    ...holdings(
      db,
      platform,
      loadReleases(db, platform).map(({ name }) => name),
      scope,
    ),
  ]
}
