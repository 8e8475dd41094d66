/**
 * Puts fetched files in the place of the ones that were there: each is looked at first, and only what changed is touched,
 * so that a build reads only that. The files they replace are kept in `.previous` until the next change.
 */
import {
  copyFileSync,
  existsSync,
  linkSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { makeDurable } from '../../disk/durable.ts'
import { makeFolders } from '../../disk/make-folders.ts'
import { count } from '../../wording.ts'
import { byCodeUnit } from '../../order.ts'
import { sha1Of } from './file-hash.ts'
import { inspect } from './inspect.ts'
import { removalShare } from './removals.ts'
import { gamesOf, readState, writeState, type KnownFile, type PartState, type SourceState } from './state.ts'

/** Hidden, so that no build takes what lies in it for DATs. */
export const PREVIOUS = '.previous'
/** In it: paths of the files that the last change brought. */
const BROUGHT = '.brought.json'

/** A source that loses more than this share of its games at once is taken to be mistaken. */
const MOST_LOST = 0.5

interface Delivery {
  /** The source's folder. */
  readonly folder: string
  /** The part's name; its files lie in a folder of that name, those of '' in the source's own. */
  readonly part: string
  /** The folder that holds the new files. */
  readonly staged: string
  /** New files, relative to `staged`. */
  readonly files: readonly string[]
  /** Known files that stay as they are. */
  readonly kept?: readonly string[]
  /** Other known files stay as well, but for those of a DAT of the same name. */
  readonly adds?: boolean
  readonly form: 'dat' | 'json'
  /** Takes it even where it lists far fewer games. */
  readonly force: boolean
  /** SHA-1s of DATs that are not to be used: none of them takes the place of another edition. */
  readonly undone?: ReadonlySet<string>
  readonly marks?: ReadonlyMap<string, string>
  /** What is to be remembered of it. */
  readonly about: Pick<PartState, 'version' | 'url' | 'asked' | 'validators' | 'fetchedAt'>
}

export interface Delivered {
  readonly added: readonly string[]
  readonly changed: readonly string[]
  readonly removed: readonly string[]
  readonly gamesBefore: number
  readonly games: number
  /** Files that were not taken, each a sentence. What they would have replaced stays. */
  readonly refused: readonly string[]
  /** Those of them that are worth nothing as they came, by path: neither undone, nor lists that were always empty. */
  readonly broken: Readonly<Record<string, string>>
}

type Files = ReadonlyMap<string, KnownFile>

/** Throws an Error that says why nothing was taken; what was there is as it was then. */
export async function takeOver(delivery: Delivery): Promise<Delivered> {
  const { folder, part, files, force, about } = delivery
  const before = readState(folder).parts[part]
  const known: Files = new Map(Object.entries(before?.files ?? {}))
  const { good, refused, broken, leftOut } = await lookAt(delivery, known)
  if (files.length > 0 && good.size + leftOut.size === 0)
    throw new Error(refused[0] ?? 'Nothing in it can be used.')
  const after = together(delivery, known, good, leftOut)
  const next: PartState = {
    ...about,
    files: Object.fromEntries(after),
    ...(leftOut.size > 0 ? { leftOut: [...leftOut.keys()] } : {}),
    ...(Object.keys(broken).length > 0 ? { broken } : {}),
  }
  const [gamesBefore, games] = [gamesOf(before), gamesOf(next)]
  if (removalShare(gamesBefore, games) > MOST_LOST && !force) {
    const fewer = `It lists ${count(games)} games where there were ${count(gamesBefore)}`
    throw new Error(`${fewer}: that looks like a mistake, and nothing was taken. \`--force\` takes it.`)
  }
  const changes = await exchange(delivery, known, good, after)
  const parts = { ...readState(folder).parts, [part]: next }
  writeState(folder, { parts: withoutFormer(parts, folder, part) })
  return { ...changes, gamesBefore, games, refused, broken }
}

/**
 * What a person handed over lies in the source's own folder, the part ''; what the source brought, in its other parts. A
 * DAT that comes in one of them would be used beside its former edition in the other.
 */
function withoutFormer(parts: SourceState['parts'], folder: string, part: string): SourceState['parts'] {
  const names = new Set(Object.values(parts[part]?.files ?? {}).map(({ name }) => name))
  const isStill = ([, { name }]: readonly [string, KnownFile]): boolean => name === '' || !names.has(name)
  return Object.fromEntries(
    Object.entries(parts).flatMap(([other, state]) => {
      const files = Object.fromEntries(Object.entries(state.files).filter(isStill))
      const former = Object.keys(state.files).filter((path) => !Object.hasOwn(files, path))
      if ((other === '') === (part === '') || former.length === 0) return [[other, state]]
      for (const path of former) {
        keepAs(join(folder, other, path), join(folder, PREVIOUS, other, path))
        rmSync(join(folder, other, path), { force: true })
      }
      return Object.keys(files).length === 0 ? [] : [[other, { ...state, files }]]
    }),
  )
}

/** A file of the same bytes as one that is known was looked at before. */
async function lookAt({ staged, files, form, marks, undone }: Delivery, known: Files) {
  const seen = new Map([...known.values()].map((file) => [file.sha1, file]))
  const good = new Map<string, KnownFile>()
  const refused: string[] = []
  const broken: Record<string, string> = {}
  const editions = new Set([...known.keys()].map(undated))
  /** SHA-1 → name of the DAT. */
  const leftOut = new Map<string, string>()
  const isInUse = (path: string, name: string): boolean =>
    [...known].some(
      ([at, file]) => !undone?.has(file.sha1) && (at === path || (name !== '' && file.name === name)),
    )
  for (const path of files) {
    const file = join(staged, path)
    const sha1 = await sha1Of(file)
    const found = seen.get(sha1) ?? (await inspect(file, form))
    if ('refused' in found) {
      const sentence = `${path} was not taken: ${found.refused}.`
      refused.push(sentence)
      if (!found.isEmpty || editions.has(undated(path))) broken[path] = sentence
      continue
    }
    const { games, name } = found
    if (undone?.has(sha1) && isInUse(path, name)) {
      const back = 'Take its line out of curator.undone, and the next update takes it'
      refused.push(`${path} was not taken: its import was undone, and another edition is in use. ${back}.`)
      leftOut.set(sha1, name)
      continue
    }
    const mark = marks?.get(path)
    good.set(path, { sha1, size: statSync(file).size, games, name, ...(mark === undefined ? {} : { mark }) })
  }
  return { good, refused, broken, leftOut }
}

/** What there is afterwards, sorted: the new files, and of the old ones those that none of them replaces. */
function together(
  { files, kept = [], adds }: Delivery,
  known: Files,
  good: Files,
  leftOut: ReadonlyMap<string, string>,
): Files {
  const waiting = new Set([...leftOut.values()].filter((name) => name !== ''))
  const refused = files.filter((path) => !good.has(path))
  const stays = new Set([...kept, ...refused])
  const editions = new Set(refused.map(undated))
  const names = new Set([...good.values()].map(({ name }) => name))
  const isOwed = (path: string, name: string) => !names.has(name) && (adds || editions.has(undated(path)))
  const old = [...known].filter(
    ([path, { name }]) => stays.has(path) || waiting.has(name) || isOwed(path, name),
  )
  return new Map([...new Map([...old, ...good])].sort(([a], [b]) => byCodeUnit(a, b)))
}

/**
 * What a file is called in each of its editions: without the dates and counts in brackets at the end, as in `X
 * (20260501-000000).dat`, `X - Datfile (10890) (2026-05-01 12-00-00).dat` and `X (TOSEC-v2023-01-23_CM).dat`.
 */
function undated(path: string): string {
  return basename(path).replace(/(?: \((?:TOSEC-v)?\d[\d _.-]*(?:_?[A-Z]{2})?\))+(?=\.\w+$)/, '')
}

/** New files first, so that a game never stands in none. */
async function exchange({ folder, part, staged }: Delivery, known: Files, good: Files, after: Files) {
  const home = join(folder, part)
  const previous = join(folder, PREVIOUS, part)
  const isSame = (path: string, { sha1 }: KnownFile) =>
    known.get(path)?.sha1 === sha1 && existsSync(join(home, path))
  const fresh = [...good].flatMap(([path, file]) => (isSame(path, file) ? [] : [path]))
  const removed = [...known.keys()].filter((path) => !after.has(path)).sort()
  if (fresh.length + removed.length > 0) rmSync(previous, { recursive: true, force: true })
  for (const path of [...fresh, ...removed]) keepAs(join(home, path), join(previous, path))
  for (const path of fresh) {
    makeFolders(dirname(join(home, path)))
    renameSync(join(staged, path), join(home, path))
  }
  for (const path of removed) rmSync(join(home, path), { force: true })
  const written = fresh.map((path) => join(home, path))
  if (fresh.length + removed.length > 0) {
    makeFolders(previous)
    writeFileSync(join(previous, BROUGHT), JSON.stringify(fresh))
  }
  await makeDurable(folder, written, [...new Set(written.map((file) => dirname(file)))])
  return {
    added: fresh.filter((path) => !known.has(path)),
    changed: fresh.filter((path) => known.has(path)),
    removed,
  }
}

/** The last change of each part, but for those of which there was nothing before. */
export interface LastChange {
  /** Absolute paths of the files that it brought. */
  readonly brought: ReadonlySet<string>
  /** Whether it took any away, or put others in their places. */
  readonly isReplacing: boolean
}

/** Undefined when each part was fetched once only. */
export function lastChange(folder: string): LastChange | undefined {
  const brought = new Set<string>()
  let [isKnown, isReplacing] = [false, false]
  for (const [part, { files }] of Object.entries(readState(folder).parts)) {
    const previous = join(folder, PREVIOUS, part)
    const list = join(previous, BROUGHT)
    if (!existsSync(list)) continue
    const paths = new Set(JSON.parse(readFileSync(list, 'utf8')) as readonly string[])
    const before = readdirSync(previous, { recursive: true, withFileTypes: true })
    const hasReplaced = before.some((entry) => entry.isFile() && entry.name !== BROUGHT)
    // the first time it brings all that there is
    if (!hasReplaced && Object.keys(files).every((path) => paths.has(path))) continue
    isKnown = true
    isReplacing ||= hasReplaced
    for (const path of paths) brought.add(join(folder, part, path))
  }
  return isKnown ? { brought, isReplacing } : undefined
}

/** A second name for the file, so that at no moment there is none. */
function keepAs(file: string, copy: string): void {
  if (!existsSync(file)) return
  makeFolders(dirname(copy))
  try {
    linkSync(file, copy)
  } catch {
    copyFileSync(file, copy) // file systems without hard links
  }
}
