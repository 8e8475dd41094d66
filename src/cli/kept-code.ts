/**
 * Runs the large script that all verbs are in, with the compiled code that an earlier run left in its package. To compile it
 * takes a third of the start of every command, and Node keeps compiled code of modules only since 22.8. What is kept
 * saves time and decides nothing: it is of these very bytes, this V8 and its flags, and where it cannot be written, or
 * was damaged, the script is compiled.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cachedDataVersionTag } from 'node:v8'
import { Script } from 'node:vm'
import { crc32 } from 'node:zlib'
import { WORK } from './work.ts'

type Exports = Record<string, unknown>
type Import = (name: string) => Promise<unknown>
type Wrapper = (
  give: (exports: Exports) => void,
  require: (name: string) => unknown,
  lazily: Import,
  url: string,
) => void

/** In the package: no package manager takes it for one, or publishes it. */
const CACHE = 'node_modules/.cache/curator'
/**
 * Of all behind it: whether a power cut or a disk left something else. The byte after it tells whether the run had
 * something to do.
 */
const CHECKSUM_BYTES = 4
/** Kept at once. Other flags, and other versions of Node, have their own. */
const MOST = 8

/**
 * What the script exports.
 * @param url of its file in ASCII: a function of what takes its exports, `require`, `import` and its own URL
 * @param own modules beside it that it requires, by how it calls them
 * @param lazily imports a module, as seen from beside the script
 * @param later when to keep what was compiled by then: if nothing fits that was kept, or it is of a run with nothing to
 *   do, and this one has
 */
export function runKept(url: URL, own: Readonly<Exports>, lazily: Import, later = afterBuilds): Exports {
  const file = fileURLToPath(url)
  const tag = cachedDataVersionTag()
  const place = join(dirname(dirname(file)), CACHE, `${basename(file, '.cjs')}-${tag.toString(16)}`)
  const { data: cachedData, isOfWork = false } = readCompiled(place) ?? {}
  const source = readFileSync(file, 'latin1')
  const script = new Script(source, { filename: file, ...(cachedData ? { cachedData } : {}) })
  let hasWorked = false
  const keep = (): void => {
    // flags that were set since would make it another one's
    if (cachedDataVersionTag() === tag) writeCompiled(place, script.createCachedData(), hasWorked)
  }
  const isUnfit = !cachedData || script.cachedDataRejected === true
  if (isUnfit) later(keep)
  // code of a run that worked makes each start a little slower, and what is done about a change much faster
  if (isUnfit || !isOfWork) {
    WORK.subscribe(() => {
      if (!isUnfit && !hasWorked) later(keep)
      hasWorked = true
    })
  }
  let exports: Exports = {}
  const require = createRequire(url)
  const run = script.runInThisContext() as Wrapper
  run(
    (given) => (exports = given),
    (name) => own[name] ?? require(name),
    lazily,
    url.href,
  )
  return exports
}

/** A build uses most of what others use as well. */
function afterBuilds(keep: () => void): void {
  if (process.argv.includes('build')) process.once('exit', keep)
}

function readCompiled(place: string): { readonly data: Buffer; readonly isOfWork: boolean } | undefined {
  try {
    const kept = readFileSync(place)
    if (kept.readUInt32LE(0) !== crc32(kept.subarray(CHECKSUM_BYTES))) return undefined
    return { data: kept.subarray(CHECKSUM_BYTES + 1), isOfWork: kept[CHECKSUM_BYTES] === 1 }
  } catch {
    return undefined
  }
}

/** What cannot be kept is compiled again the next time. */
function writeCompiled(place: string, data: Buffer, isOfWork: boolean): void {
  try {
    const folder = dirname(place)
    mkdirSync(folder, { recursive: true })
    const [program = ''] = basename(place).split('-')
    const others = readdirSync(folder).filter((name) => name.startsWith(`${program}-`))
    if (others.length >= MOST) for (const other of others) rmSync(join(folder, other), { force: true })
    const whole = Buffer.concat([Buffer.alloc(CHECKSUM_BYTES), Buffer.of(Number(isOfWork)), data])
    whole.writeUInt32LE(crc32(whole.subarray(CHECKSUM_BYTES)))
    const unfinished = `${place}.${process.pid}`
    writeFileSync(unfinished, whole)
    renameSync(unfinished, place)
  } catch {
    return
  }
}
