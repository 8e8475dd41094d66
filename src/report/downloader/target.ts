/** A target as MiSTer's Downloader is told of it, from the target's own notes: for a file, and for a server. */
import { existsSync } from 'node:fs'
import { firmwareWishes } from '../../bios/firmware.ts'
import type { ResolvedConfig, ResolvedTarget } from '../../config/resolved.ts'
import type { Disk } from '../../disk/disk.ts'
import { CuratorError, problem, usageError } from '../../errors.ts'
import { readDrift, type Drift } from '../../targets/device/look/drift.ts'
import { observe, unreadable, type Observation } from '../../targets/device/look/observe.ts'
import { readDevice, type ReadingProgress } from '../../targets/device/look/reading.ts'
import { readState } from '../../targets/device/notes/state.ts'
import { elsewhere } from '../../targets/device/look/volume.ts'
import { count } from '../../wording.ts'
import { downloaderDb, downloaderZip, hashesOf, type DownloaderWish } from './db.ts'

export interface DownloaderDatabase {
  readonly zip: Buffer
  /** What it lists: path below the target → size. */
  readonly files: ReadonlyMap<string, number>
  readonly bytes: number
}

interface MakingOptions {
  readonly disk: Disk
  readonly name: string
  readonly target: ResolvedTarget
  readonly wish: Omit<DownloaderWish, 'timestamp'>
  readonly signal: AbortSignal
  readonly onProgress: (progress: ReadingProgress) => void
}

/** `external`: its games are to go to a USB drive. Throws `cli-usage` when it is not one of a MiSTer, or they cannot. */
export function misterTarget({ targets }: ResolvedConfig, name: string, external: boolean): ResolvedTarget {
  const target = targets[name]
  const { preset = '', device } = target ?? {}
  if (target === undefined || !/mister/i.test(`${preset} ${device?.name ?? ''}`))
    throw usageError(
      `\`${name}\` is no target for MiSTer (its preset is ${preset}), and only a MiSTer has a Downloader.`,
    )
  if (external && !target.device.layout.startsWith('games/'))
    throw usageError(
      `\`--usb\` is for games below \`games/\`, and those of \`${name}\` are elsewhere by its layout.`,
    )
  return target
}

/** Numbers of machines in a home, and of the own one: see `is_url_valid` in Downloader's `db_entity.py`. */
export function needName(hostname: string, hint: string): void {
  if (hostname === 'localhost' || PRIVATE.test(hostname))
    throw usageError(`MiSTer's Downloader refuses files from ${hostname}. ${hint}`)
}

const PRIVATE = /^(?:10|127|169\.254|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.[\d.]+$|^\[(?:::1|f[cd]|fe[89ab])/i

/**
 * Gives the database as often as it is asked for, and makes it anew when the target was built since. Throws what stands
 * in its way: the card is not there, nothing was built, or something is not as curator wrote it.
 */
export function databaseMaker(options: MakingOptions): () => Promise<DownloaderDatabase> {
  const { disk, name, target, signal, onProgress } = options
  /** MD5 by SHA-1, which the notes have: after a build only what is new is read. */
  const known = new Map<string, string>()
  let made:
    | { readonly of: string; readonly timestamp: number; readonly database: DownloaderDatabase }
    | undefined

  const make = async (): Promise<DownloaderDatabase> => {
    needThere(disk, name, target)
    const seen = observe(disk)
    await needRight(name, seen, { disk, signal, onProgress })
    const of = `${seen.generation} ${seen.tree ?? ''}`
    if (made?.of === of) return made.database
    // Downloader passes over a database with the time of the one that it had
    const timestamp = Math.max(Math.floor(Date.now() / 1000), (made?.timestamp ?? 0) + 1)
    made = { of, timestamp, database: await databaseAt(timestamp, known, options) }
    return made.database
  }
  let running: Promise<DownloaderDatabase> | undefined
  return () => (running ??= make().finally(() => (running = undefined)))
}

async function databaseAt(
  timestamp: number,
  known: Map<string, string>,
  { disk, name, target, wish, signal, onProgress }: MakingOptions,
): Promise<DownloaderDatabase> {
  const files = new Map<string, number>()
  const md5s = new Map<string, string>()
  const listed = [...readState(disk).files]
  // an empty mount point looks like an empty card, and of an empty database a MiSTer would delete all that it had
  if (listed.length === 0)
    throw usageError(
      `There is nothing of curator's in ${disk.where('')} yet.`,
      `Run \`curator build ${name}\`.`,
    )
  const unread = listed.filter(([, { sha1 }]) => !known.has(sha1))
  const total = unread.length
  const totalBytes = unread.reduce((sum, [, { size }]) => sum + size, 0)
  const read = { files: 0, bytes: 0 }
  for (const [path, { size, sha1 }] of listed) {
    const md5 = known.get(sha1) ?? (await readMd5(path, sha1, size))
    known.set(sha1, md5)
    md5s.set(path, md5)
    files.set(path, size)
  }
  const firmware = new Set((await firmwareWishes(target.device)).map(({ path }) => path))
  const listing = [...files].map(([path, size]) => ({ path, size, yields: firmware.has(path) }))
  const text = downloaderDb(listing, (path) => md5s.get(path) ?? '', { ...wish, timestamp })
  const bytes = listing.reduce((sum, { size }) => sum + size, 0)
  return { zip: await downloaderZip(text), files, bytes }

  async function readMd5(path: string, sha1: string, size: number): Promise<string> {
    const file = disk.where(path)
    let done = 0
    const onPiece = (length: number): void => {
      done += length
      read.bytes += length
      onProgress({ ...read, total, totalBytes, large: { file, done, size } })
    }
    const found = await hashesOf(file, { signal, onPiece }).catch((error: unknown) => {
      if (signal.aborted) throw new CuratorError(problem('interrupted', `Reading ${name} was interrupted.`))
      throw new CuratorError(unreadable(disk, error))
    })
    if (found.sha1 !== sha1) throw rotten(disk, name, path)
    read.files += 1
    return found.md5
  }
}

function needThere(disk: Disk, name: string, { path, volume }: ResolvedTarget): void {
  const away = volume && elsewhere(name, path, volume, disk)
  if (away) throw usageError(away.message, away.hint)
  if (!existsSync(path))
    throw usageError(
      `${path} is not there: its card is not in, or nothing was built yet.`,
      `Put the card in, or run \`curator build ${name}\`.`,
    )
}

/** What a MiSTer fetched once it deletes when the database names it no more, and what it fetches it compares with that. */
async function needRight(
  name: string,
  seen: Observation,
  { disk, ...options }: Pick<MakingOptions, 'disk' | 'signal' | 'onProgress'>,
): Promise<void> {
  const { interrupted, problems } = seen
  if (problems.length > 0) throw new CuratorError(problems)
  if (interrupted) {
    const where = disk.where('')
    const message = `A build of ${where} did not end, or still runs: what is there may be half done.`
    const hint = `Run \`curator build ${name}\` first.`
    throw new CuratorError(problem('changed-on-device', message, { path: where, hint }))
  }
  const drift = await readDrift(readDevice(disk, options), name, seen)
  if (drift.length > 0) throw notAsWritten(disk, name, drift)
}

function notAsWritten(disk: Disk, name: string, drift: readonly Drift[]): CuratorError {
  const where = disk.where('')
  const [first, ...more] = drift
  const others = more.length > 0 ? ` and ${count(more.length)} more` : ''
  const message = `${where} is not as curator wrote it: ${first?.path}${others} changed or gone.`
  const isChanged = drift.some(({ is }) => is === 'changed')
  const force = isChanged ? `, with \`--force\` if what was changed there shall go` : ''
  const hint = `Run \`curator build ${name}\` first${force}.`
  return new CuratorError(problem('changed-on-device', message, { path: where, hint }))
}

/** Its size and time are right, so a build sees nothing to do. */
function rotten(disk: Disk, name: string, path: string): CuratorError {
  const where = disk.where(path)
  const message = `${where} has other bytes than curator wrote, though nothing says that it was changed.`
  const hint = `Look after the disk. Delete the file, and run \`curator build ${name}\`.`
  return new CuratorError(problem('changed-on-device', message, { path: where, hint }))
}
