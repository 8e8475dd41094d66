/**
 * Zips that have to be made. A plan says what every file will be, byte for byte, so a zip is packed before its device
 * is planned: once, into the state folder, where it waits to be written. What came out is kept in the catalog, so
 * that later builds know it without packing.
 */
import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { packedZips } from '../../catalog/recipes.ts'
import type { StageJob, StageResult } from '../../disk/disk.ts'
import { writePool, type WritePool } from '../../disk/write-pool.ts'
import type { Problem } from '../../errors.ts'
import { openerOptions } from '../../inventory/hashing/wish.ts'
import type { TreeFile } from '../../targets/tree.ts'
import { openDarkroom } from '../art/darkroom.ts'
import { openSources, type Sources } from './sources.ts'
import type { World } from '../world.ts'

/** Packed zips that wait to be written, in bytes. Beyond it they are packed once more when they are. */
const WAITING = 4 * 2 ** 30

const FOLDER = 'packed'
const MAY_BE_ABSENT = { throwIfNoEntry: false } as const

export interface Packing extends Sources {
  /**
   * The same files, each zip and each picture that has to be made with its own hash and size. One that cannot be packed
   * stays as it is: its bytes cannot be had, so writing it fails, and what the device has in its place is left alone.
   */
  seal(files: readonly TreeFile[]): Promise<readonly TreeFile[]>
  /** All devices are written: nothing has to wait any more. */
  clear(): void
  close(): Promise<void>
}

export function openPacking(world: World): Packing {
  const folder = join(world.config.state, FOLDER)
  const zipOf = (sha1: string) => join(folder, `${sha1}.zip`)
  const sources = openSources(world, (sha1) => statSync(zipOf(sha1), MAY_BE_ABSENT) && zipOf(sha1))
  const zips = packedZips(world.db)
  const failures = new Map<string, Problem>()
  const darkroom = openDarkroom(world)
  let pool: WritePool | undefined
  let waiting = -1

  const sealed = (file: TreeFile): TreeFile =>
    'zip' in file.origin ? { ...file, ...zips.find(file.sha1) } : file

  const jobOf = (file: TreeFile): StageJob[] => {
    const bytes = sources.of(file)
    if ('code' in bytes) {
      failures.set(file.sha1, bytes)
      return []
    }
    return [{ path: file.path, temp: `${file.sha1}.tmp`, size: file.size, bytes }]
  }

  const note = (recipe: string, result: StageResult): void => {
    if (!result.ok) {
      failures.set(recipe, result.problem)
      return
    }
    const { sha1, size } = result
    zips.put(recipe, { sha1, size })
    const temp = join(folder, `${recipe}.tmp`)
    waiting += size
    if (waiting <= WAITING) renameSync(temp, zipOf(sha1))
    else rmSync(temp, { force: true })
  }

  async function pack(files: readonly TreeFile[]): Promise<void> {
    sources.expect(files)
    const jobs = files.flatMap(jobOf)
    if (jobs.length === 0) return
    if (waiting < 0) waiting = tidy(folder)
    pool ??= writePool(openerOptions(world.db, Object.values(world.config.roots)))
    world.listener.step('Packing zips')
    const recipes = new Map(files.map(({ path, sha1 }) => [path, sha1]))
    const totalBytes = jobs.reduce((sum, { size }) => sum + size, 0)
    const sizes = new Map(jobs.map(({ path, size }) => [path, size]))
    let done = 0
    let bytes = 0
    const onDone = (result: StageResult): void => {
      note(recipes.get(result.path) ?? '', result)
      done += 1
      bytes += sizes.get(result.path) ?? 0
      world.listener.tick({ files: done, total: jobs.length, bytes, totalBytes })
    }
    await pool.stage(folder, jobs, onDone, world.signal)
  }

  return {
    of(file) {
      if ('picture' in file.origin) return darkroom.of(file)
      return ('zip' in file.origin ? failures.get(file.sha1) : undefined) ?? sources.of(file)
    },
    expect: sources.expect,
    alsoIn: sources.alsoIn,
    async seal(files) {
      const unknown = files.filter(({ origin, sha1 }) => 'zip' in origin && !zips.find(sha1))
      if (unknown.length > 0) await pack(onceEach(unknown))
      return darkroom.seal(files.map(sealed))
    },
    clear: () => rmSync(folder, { recursive: true, force: true }),
    close: async () => pool?.close(),
  }
}

/** Two sections may want one zip. */
function onceEach(files: readonly TreeFile[]): readonly TreeFile[] {
  return [...new Map(files.map((file) => [file.sha1, file])).values()]
}

/** Removes what a run that was cut off left half packed. Returns how many bytes wait. */
function tidy(folder: string): number {
  mkdirSync(folder, { recursive: true })
  let bytes = 0
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (name.endsWith('.tmp')) rmSync(path, { force: true })
    else bytes += statSync(path, MAY_BE_ABSENT)?.size ?? 0
  }
  return bytes
}
