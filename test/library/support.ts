/** A library on a disk in memory, which can be killed and lose power at any operation. */
import { createHash } from 'node:crypto'
import { folderOf } from '../../src/disk/path.ts'
import { beginRun, newestJournal, nextRun } from '../../src/library/begin.ts'
import { NOTES, placeOf, type Facts, type LibraryDisk } from '../../src/library/disk.ts'
import { notesOf, type Journal } from '../../src/library/journal.ts'
import { quarantineFolder } from '../../src/library/quarantine.ts'
import { planLibrary, type LibraryFile, type LibraryPlan, type LibraryRules } from '../../src/library/plan.ts'
import { carryOut, takeBack, type RunResult } from '../../src/library/run.ts'
import { placeKey } from '../../src/targets/names/names.ts'
import { memoryDisk, type MemoryDisk, type MemoryDiskSwitches } from '../support/memory-disk.ts'

const NS = 1_000_000n
/** One place is a volume by itself, and in another one a volume is mounted. */
const VOLUMES = ['roms', 'far', 'roms/card']
const FAT = { alphabet: 'fat', maxName: 255, maxPath: 1023 } as const

export const AT = Date.UTC(2026, 10, 21)

/** Every place is a folder of one memory disk, and a volume. Its clock has whole milliseconds. */
function memoryLibraryDisk(disk: MemoryDisk): LibraryDisk {
  /** A second name of a file that is on the disk already needs no more than its name. */
  const links = new Set<string>()
  const volumeOf = (path: string) => VOLUMES.indexOf(topOf(path)) + 1
  const stat = (path: string): Facts | undefined => {
    const found = disk.stat(path)
    if (!found) return undefined
    const { kind, size, mtime } = found
    const times = { mtime: BigInt(mtime) * NS, mtimeMs: mtime, ctimeMs: mtime, bornMs: 0 }
    return { kind, size, ...times, ino: 0, dev: volumeOf(path), mode: 0o755 }
  }
  return {
    where: (path) => `/${path}`,
    stat,
    // no files in it are links
    origin: stat,
    isWritable: () => true,
    leadsOutside: (folder) => disk.leadsOutside(folder),
    volume: (folder) => String(volumeOf(folder)),
    list: (folder) => disk.list(folder),
    read: (path) => disk.read(path),
    hash: (path) => disk.hash(path),
    mkdir: (folder) => void disk.mkdir(folder),
    write: (path, bytes) => disk.write(path, bytes),
    rename(from, to) {
      if (volumeOf(from) !== volumeOf(to)) throw Object.assign(new Error('EXDEV'), { code: 'EXDEV' })
      disk.rename(from, to)
    },
    remove: (path) => disk.remove(path),
    rmdir: (folder) => disk.rmdir(folder),
    async stage(jobs, done) {
      for (const { path, temp, size, sha1 = '', bytes } of jobs) {
        const source = 'source' in bytes ? disk.read(bytes.source.file.slice(1)) : undefined
        disk.write(temp, source ?? Buffer.alloc(0))
        await Promise.resolve()
        done({ path, ok: true, size, sha1 })
      }
    },
    clone(from, to, how) {
      disk.write(to, disk.read(from) ?? Buffer.alloc(0))
      if (how !== 'link') return
      disk.touch(to, disk.stat(from)?.mtime ?? 0)
      links.add(to)
    },
    setTimes(times) {
      for (const [path, ns] of times) if (disk.stat(path)) disk.touch(path, Number(ns / NS))
    },
    setMode: () => undefined,
    sync: (paths) => disk.sync([...paths, ...[...links].filter((path) => disk.stat(path))]),
  }
}

function topOf(path: string): string {
  return /^roms\/card(?=\/|$)/.exec(path)?.[0] ?? placeOf(path)
}

export interface TestFile {
  readonly path: string
  readonly text: string
  /** Milliseconds. */
  readonly mtime: number
}

export interface TestLibrary {
  readonly memory: MemoryDisk
  readonly disk: LibraryDisk
}

export const LIBRARY = 'roms/sorted'
export const RUNS = notesOf(LIBRARY, 'main')

/** Files are put where they are said to be, then every folder gets a time of its own. */
export function libraryOf(
  files: readonly TestFile[],
  switches: Partial<MemoryDiskSwitches> = {},
): TestLibrary {
  const memory = memoryDisk({ tick: 1, ...switches })
  memory.mkdir('roms')
  for (const { path, text } of files) {
    memory.mkdir(folderOf(path))
    memory.write(path, Buffer.from(text))
  }
  for (const { path, mtime } of files) memory.touch(path, mtime)
  for (const [n, folder] of memory.folders().entries()) memory.touch(folder, 900_000_000_000 + n * 977)
  memory.eject()
  return { memory, disk: memoryLibraryDisk(memory) }
}

/** Everything but curator's own folders: files with their bytes and times, folders with their times. */
export function picture({ memory }: TestLibrary): Record<string, string> {
  const isOwn = (path: string) => path.split('/').includes(NOTES)
  const texts = memory.files()
  const paths = [...Object.keys(texts), ...memory.folders()].filter((path) => !isOwn(path)).sort()
  return Object.fromEntries(
    paths.map((path) => [path, `${texts[path] ?? 'folder'} ${memory.stat(path)?.mtime}`]),
  )
}

/** Of a picture. */
export function withoutTimesOfFolders(all: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(all).map(([path, text]) => [path, text.startsWith('folder ') ? 'folder' : text]),
  )
}

/** `wanted` tells where in the library a text belongs; undefined: it is not known, and stays. */
export function filesIn(
  { memory }: TestLibrary,
  wanted: (text: string, path: string) => string | undefined,
  library = LIBRARY,
): LibraryFile[] {
  return Object.entries(memory.files()).flatMap(([path, text]): LibraryFile[] => {
    const to = wanted(text, path)
    if (to === undefined || path.split('/').includes(NOTES)) return []
    const sha1 = createHash('sha1').update(text).digest('hex')
    const { size = 0, mtime = 0 } = memory.stat(path) ?? {}
    return [{ path, size, mtime, sha1, holds: [sha1], to: `${library}/${to}`, release: text }]
  })
}

export function rulesOf(run: number, more: Partial<LibraryRules> = {}): LibraryRules {
  return {
    mode: 'move',
    copies: [],
    duplicates: 'quarantine',
    keyOf: (path) => placeKey(path, FAT),
    quarantineOf: (path) =>
      `${quarantineFolder(topOf(path), { library: 'main', run, at: AT })}/files/${path.slice(topOf(path).length + 1)}`,
    asideOf: (path, n) => `${topOf(path)}/${NOTES}/aside/main-${run}/${n}`,
    ...more,
  }
}

export function plan(
  library: TestLibrary,
  files: readonly LibraryFile[],
  more: Partial<LibraryRules> = {},
): LibraryPlan {
  return planLibrary(library.disk, files, rulesOf(nextRun(library.disk, RUNS), more))
}

/** Begins a run of a plan, and carries it out. Undefined: there was nothing to begin. */
export async function apply(
  { disk }: TestLibrary,
  planned: LibraryPlan,
  mode = 'move',
): Promise<RunResult | undefined> {
  const run = nextRun(disk, RUNS)
  const about = { library: LIBRARY, name: 'main', mode, places: { roms: '/roms', far: '/far' }, run, at: AT }
  const { journal } = await beginRun(disk, planned.steps, about)
  return journal && carryOut(disk, RUNS, journal)
}

export function journalOf({ disk }: TestLibrary): Journal {
  const journal = newestJournal(disk, RUNS)
  if (!journal) throw new Error('no run')
  return journal
}

export function undo(library: TestLibrary): Promise<RunResult> {
  return takeBack(library.disk, RUNS, journalOf(library))
}
