/** The rules at the bottom: the config, the DATs, the roots, and which content is which DAT entry. */
import { writersInTurn } from '../catalog/writers.ts'
import { withoutPasswords, type ResolvedConfig } from '../config/resolved.ts'
import { hashesWanted } from '../dats/importing/store.ts'
import { WHOLE } from '../disk/listing.ts'
import { digest, sortKeys } from '../engine/canonical.ts'
import { rule, type Rule } from '../engine/rule.ts'
import { CuratorError, problem, type Problem } from '../errors.ts'
import { hashConflicts, type HashConflict } from '../identify/match.ts'
import { estimateMs } from '../inventory/scan/reading/estimate.ts'
import { countMatches } from '../inventory/ingestion-log.ts'
import { retireRoots } from '../inventory/retire-roots.ts'
import { readListed } from '../inventory/scan/reading/listed.ts'
import { classifier } from '../inventory/roles.ts'
import { scanMemory } from '../inventory/scan/memory.ts'
import { scanRoot, type ScanOptions, type ScanProgress } from '../inventory/scan/scan.ts'
import type { CloneListRules } from './choosing/clone-lists.ts'
import { identifyAll, type DecisionRules } from './choosing/decisions.ts'
import { outputFolders } from './output-folders.ts'
import { readDats, type DatsValue } from './read-dats.ts'
import { endIfTold } from './told-to-stop.ts'
import type { World } from './world.ts'

export interface InputRules {
  /** Part of the resolved config: `policies/usa`, `targets/mister`. A change elsewhere in the config stops here. */
  readonly slice: Rule
  readonly dats: Rule<DatsValue>
  /** What all DATs together say of one platform: a fingerprint, '' when nothing. */
  readonly datsOf: Rule<string>
  /** All roots scanned, and every content compared with every DAT: per platform a number that grows (see `identify`). */
  readonly identified: Rule<{ readonly [platform: string]: number }>
  /** Settles when threads are reading the roots for `identified`, or there is nothing to read. */
  readonly reading: Promise<void>
  /** Settles when all roots have been read for `identified`. */
  readonly read: Promise<void>
  readonly all: readonly Rule[]
}

export function inputRules(world: World, cloning: CloneListRules, deciding: DecisionRules): InputRules {
  /** Sorted only when it is not what it was, word for word: with ten devices that took a build with nothing to do 10 ms. */
  const config = rule<null, { readonly whole: ResolvedConfig }>({
    kind: 'config',
    version: '2',
    probe: true,
    run({ before, keep, note }) {
      const open = withoutPasswords(world.config)
      const written = digest(JSON.stringify(open))
      note(written)
      if (before?.note === written) before.leave('whole')
      else keep('whole', sortKeys(open))
      return null
    },
  })

  const slice = rule<unknown>({
    kind: 'slice',
    version: '1',
    run: async ({ page }, path) => at(await page(config, '', 'whole'), path.split('/')),
  })

  /** Scans, and long DATs. */
  const writers = writersInTurn()

  const dats = rule<DatsValue>({
    kind: 'dats',
    version: '1',
    probe: true,
    async run({ need }) {
      world.problems.push(...(await need(cloning.problems, '')))
      return readDats(world, (await need(deciding.decisions, '')).dat, writers.alone)
    },
  })

  const datsOf = rule<string>({
    kind: 'dats-of',
    version: '1',
    run: async ({ need }, platform) => (await need(dats, '')).platforms[platform] ?? '',
  })

  let onReading = (): void => undefined
  const reading = new Promise<void>((resolve) => {
    onReading = resolve
  })
  let onRead = (): void => undefined
  const read = new Promise<void>((resolve) => {
    onRead = resolve
  })

  const waiting = { onBusy: () => onReading(), lending: writers.lending }

  /** How many files a root holds. What they are is in the catalog; what changed waits there for `identify`. */
  const scan = rule<number>({
    kind: 'scan',
    version: '1',
    probe: true,
    run: (_, root) => scanFiles(world, root, waiting),
  })

  const identified = rule<{ readonly [platform: string]: number }>({
    kind: 'identify',
    version: '1',
    probe: true,
    async run({ need }) {
      const decisions = await need(deciding.decisions, '') // a fault in them is told before hours of reading
      const roots = Object.keys(world.config.roots).sort()
      const before = hashesWanted(world.db)
      world.listener.step('Reading roots and DATs')
      const scanAll = (scanOne: (root: string) => Promise<number>): Promise<void> =>
        writers.alone(async () => {
          for (const root of roots) await scanOne(root)
        })
      // side by side: threads read the roots while this one parses, and get their work first
      const scanning = scanAll((root) => need(scan, root)).finally(onReading)
      const parsed = reading.then(() => need(dats, ''))
      await allDone([parsed, scanning]).finally(onRead)
      await endIfTold(world.signal)
      const { md5, sha256 } = hashesWanted(world.db)
      // some DAT has no better hash, as it turns out
      if ((md5 && !before.md5) || (sha256 && !before.sha256))
        await scanAll((root) => scanFiles(world, root, waiting))
      // whichever was done first, they are told in one order
      world.problems.sort((a, b) => Number(isOfDat(b)) - Number(isOfDat(a)))
      retireRoots(world.db, roots, classifier(Object.values(world.config.roots)[0]).roleOf)
      if (Object.keys(world.config.targets).length > 0)
        for (const root of roots) await readWanted(world, root)
      const numbers = await identifyAll(world, decisions)
      const count = (): void => countMatches(world.db)
      if (world.aside?.length) world.aside.push(async () => count())
      else count()
      for (const conflict of hashConflicts(world.db)) world.problems.push(conflictProblem(conflict))
      return numbers
    },
  })

  return {
    slice,
    dats,
    datsOf,
    identified,
    reading,
    read,
    all: [config, slice, dats, datsOf, scan, identified],
  }
}

async function scanFiles(
  world: World,
  name: string,
  waiting: Pick<ScanOptions, 'lending' | 'onBusy'>,
): Promise<number> {
  const { acceptEmpty, config, db, listener, now, settleMs, signal } = world
  const root = config.roots[name]
  if (!root) throw new Error(`no root ${name}`)
  let expected: { readonly expectedMs?: number } | undefined
  const onProgress = (p: ScanProgress) => {
    if (p.toHash === 0) return listener.tick({ files: p.files })
    expected ??= expectation(world, name, p.bytesToHash)
    const { hashed: files, toHash: total, bytesHashed: bytes, bytesToHash: totalBytes, large } = p
    listener.tick({ files, total, bytes, totalBytes, ...expected, ...(large && { large }) })
  }
  try {
    const result = await scanRoot(
      db,
      { name, ...root, outputs: outputFolders(config) },
      {
        ...hashesWanted(db),
        now,
        signal,
        onProgress,
        ...waiting,
        acceptEmpty,
        ...(settleMs !== undefined && { settleMs }),
        ...(isLarge(world, name) ? listingOf(world, root) : {}),
      },
    )
    const { files, hashed, bytesHashed, missing } = result
    const before = world.scans.get(name) ?? { hashed: 0, bytesHashed: 0, missing: 0 }
    world.scans.set(name, {
      files,
      hashed: before.hashed + hashed,
      bytesHashed: before.bytesHashed + bytesHashed,
      missing: before.missing + missing,
    })
    world.problems.push(...result.problems)
    return files
  } catch (error) {
    // a root that is not there (an unplugged disk, a typing error) keeps what is known of it: nothing leaves a device
    // because a disk was unplugged, and the other roots are built
    if (!(error instanceof CuratorError) || error.problems.some(({ code }) => !code.startsWith('root-')))
      throw error
    world.problems.push(...error.problems)
    return -1
  }
}

/** Where a root's listing goes, and that listing, when it was begun already. */
function listingOf(
  { config, listings }: World,
  { path, followSymlinks }: ResolvedConfig['roots'][string],
): Pick<ScanOptions, 'scratch' | 'begun'> {
  const begun = followSymlinks ? undefined : listings?.take(path, WHOLE, 'first')
  return { scratch: config.state, ...(begun ? { begun } : {}) }
}

/** By how long it took before. */
function expectation({ db }: World, root: string, bytes: number): { readonly expectedMs?: number } {
  const ms = estimateMs(db, root, bytes)
  return ms === undefined ? {} : { expectedMs: ms }
}

/** A device is to be written: what DATs may list is read now, where a quick scan only listed it. */
async function readWanted({ config, db, now, signal, scans, problems }: World, name: string): Promise<void> {
  const root = config.roots[name]
  if (root?.hashing !== 'quick') return
  const options = { ...hashesWanted(db), now, signal }
  const { files, bytes, problems: found } = await readListed(db, { name, ...root }, 'wanted', options)
  const counts = scans.get(name)
  if (counts)
    scans.set(name, {
      ...counts,
      hashed: counts.hashed + files,
      bytesHashed: counts.bytesHashed + bytes,
    })
  problems.push(...found)
}

/** Listing fewer files than this takes less time than a process takes to start. */
const WORTH_FILES = 2000

function isLarge({ db, config }: World, name: string): boolean {
  const { files = Infinity } = scanMemory(db, { name, path: config.roots[name]?.path ?? '' })
  return files >= WORTH_FILES
}

function conflictProblem({ path, release, rom, detail }: HashConflict): Problem {
  return problem('dat-hash-conflict', `${path} is not taken for "${release}" (${rom}): ${detail}.`, { path })
}

function isOfDat({ code }: Problem): boolean {
  return code.startsWith('dat-')
}

/** Waits for all of them, and throws the first failure: none goes on after it was given up. */
async function allDone(work: readonly Promise<unknown>[]): Promise<void> {
  const failed = (await Promise.allSettled(work)).find(({ status }) => status === 'rejected')
  if (failed?.status === 'rejected') throw failed.reason
}

function at(value: unknown, path: readonly string[]): unknown {
  let part = value
  for (const key of path) {
    if (typeof part !== 'object' || part === null || !Object.hasOwn(part, key)) return null
    part = (part as Readonly<Record<string, unknown>>)[key]
  }
  return part
}
