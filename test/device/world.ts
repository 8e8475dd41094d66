/** A device in random histories: the disk, what a person has put on it, and what must hold of both after each step. */
import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import { foldersAbove, folderOf, join } from '../../src/disk/path.ts'
import { sameTime } from '../../src/targets/device/look/clock.ts'
import { observe, type Observation } from '../../src/targets/device/look/observe.ts'
import { readState } from '../../src/targets/device/notes/state.ts'
import type { Action } from '../../src/targets/plan-types.ts'
import { memoryDisk, type MemoryDisk, type MemoryDiskSwitches } from '../support/memory-disk.ts'
import { build, visible, type Built, type Texts } from './support.ts'

/** The long one fills a small disk. */
export const OUR_TEXTS = ['AAAA', 'BBBB', 'CCCCCC', 'DD', '', 'L'.repeat(1500)]
/** Some have the size of some of ours. */
export const THEIR_TEXTS = ['user!', 'u2', 'mine']

/**
 * What a person writes where clocks jump: a coarse time may come round again, and then only the size tells (see
 * docs/safety.md, "What is not noticed").
 */
export function ofOtherSize(text: string): string {
  return `${text}, as I like it`
}

/** A machine that builds the device now and then. Its catalog remembers what it saw while the card's listing stays the same. */
export function machine(): (disk: MemoryDisk) => Observation {
  let known: { readonly fingerprint: string; readonly seen: Observation } | undefined
  return (disk) => {
    const fingerprint = fingerprintOf(disk)
    if (known !== undefined && known.fingerprint === fingerprint) return known.seen
    const seen = observe(disk)
    const isRight = seen.done && seen.drift.length === 0 && !seen.leftovers && seen.problems.length === 0
    if (isRight && fingerprint !== undefined) known = { fingerprint, seen }
    return seen
  }
}

/** Of the same as the system's `find` prints of a card. Undefined when a part of it cannot be read. */
function fingerprintOf(disk: MemoryDisk): string | undefined {
  const lines: string[] = []
  const list = (folder: string): void => {
    for (const { name, kind } of disk.list(folder) ?? []) {
      const path = join(folder, name)
      const { size, mtime } = disk.stat(path) ?? {}
      lines.push(`${path} ${kind} ${size} ${mtime}`)
      if (kind === 'folder') list(path)
    }
  }
  try {
    list('')
    return createHash('sha1').update(lines.sort().join('\n')).digest('hex')
  } catch {
    return undefined
  }
}

/** No file is also a folder, and on a disk that folds case no two are the same. */
export function valid(want: Texts, foldCase: boolean): Texts {
  const key = (p: string) => (foldCase ? p.toLowerCase() : p)
  const kept: Record<string, string> = {}
  const files = new Set<string>()
  const folders = new Set<string>()
  for (const [p, text] of Object.entries(want)) {
    const above = foldersAbove(p).map(key)
    if (files.has(key(p)) || folders.has(key(p)) || above.some((f) => files.has(f))) continue
    kept[p] = text
    files.add(key(p))
    for (const folder of above) folders.add(folder)
  }
  return kept
}

/** The printed plan is what was done: nothing else changed, and all of it did. Spellings may differ where the disk folds them. */
export function expectPlanned(
  before: Texts,
  after: Texts,
  { plan, ...built }: Built,
  key: (path: string) => string,
): void {
  const actions = plan?.actions ?? []
  const named = (paths: (action: Action) => readonly string[]) => new Set(actions.flatMap(paths).map(key))
  const written = named((a) => (a.op === 'put' || a.op === 'move' ? [a.path] : []))
  const removed = named((a) => (a.op === 'delete' ? [a.path] : a.op === 'move' ? [a.from] : []))
  // putting names in order spells a folder as it is on the disk
  const folded = (files: Texts) => new Map(Object.entries(files).map(([at, text]) => [key(at), text]))
  const [then, now] = [folded(before), folded(after)]
  for (const at of new Set([...then.keys(), ...now.keys()])) {
    if (then.get(at) === now.get(at)) continue
    const isNamed = now.has(at) ? written.has(at) : removed.has(at) || written.has(at)
    expect(isNamed, `${at} is in the plan`).toBe(true)
  }
  const count = (op: string) => actions.filter((a) => a.op === op).length
  expect([built.put, built.moved, built.deleted]).toEqual([count('put'), count('move'), count('delete')])
}

/**
 * Where nothing ever failed, no folder is sorted that the plan does not name, if new names come at the end as here. One that
 * it names may turn out to be in order.
 */
export function expectSorted({ plan, problems }: Built): void {
  const planned = plan?.actions.filter(({ op }) => op === 'sort').length ?? 0
  const told = problems.find(({ code }) => code === 'order-restored')?.message
  expect(Number(/the names in (\d+)/.exec(told ?? '')?.[1] ?? 0)).toBeLessThanOrEqual(planned)
}

/** A disk, and what a person has put on it. */
export class World {
  readonly disk: MemoryDisk
  readonly key: (path: string) => string
  readonly #theirs = new Map<string, string>()
  /** Texts that --force moved away. */
  readonly #aside: string[] = []
  readonly #theirFolders = new Set<string>()

  constructor(switches: Partial<MemoryDiskSwitches>) {
    this.disk = memoryDisk(switches)
    this.key = (p) => (switches.foldCase === true ? p.toLowerCase() : p)
  }

  edit(at: string, text: string | undefined): void {
    const found = this.disk.stat(at)
    const isBlocked = foldersAbove(at).some((folder) => this.disk.stat(folder)?.kind === 'file')
    if (isBlocked || found?.kind === 'folder') return
    if (text === undefined) {
      if (found !== undefined) this.disk.remove(at)
      this.#theirs.delete(this.key(at))
    } else {
      for (const folder of this.disk.mkdir(folderOf(at))) this.#theirFolders.add(this.key(folder))
      this.disk.write(at, Buffer.from(text))
      this.#theirs.set(this.key(at), text)
    }
    this.disk.eject()
  }

  setAside({ aside }: Built): void {
    for (const kept of aside) this.#forget(kept.split('/').slice(3).join('/'))
  }

  /** After a power loss: what is in the folder of replaced files was moved there. */
  findAside(): void {
    for (const kept of Object.keys(this.disk.files())) {
      if (!kept.startsWith('.curator/replaced/')) continue
      const at = kept.split('/').slice(3).join('/')
      const is = this.disk.read(at)?.toString()
      if (is !== this.#theirs.get(this.key(at))) this.#forget(at)
    }
  }

  #forget(at: string): void {
    const text = this.#theirs.get(this.key(at))
    if (text !== undefined) this.#aside.push(text)
    this.#theirs.delete(this.key(at))
  }

  expectNothingLost(): void {
    for (const [at, text] of this.#theirs) expect(this.disk.read(at)?.toString(), `their ${at}`).toBe(text)
    const replaced = Object.entries(this.disk.files()).flatMap(([at, text]) =>
      at.startsWith('.curator/replaced/') ? [text] : [],
    )
    expect(replaced).toEqual(expect.arrayContaining(this.#aside))
  }

  expectWholeFiles(): void {
    const whole = new Set([...OUR_TEXTS, ...THEIR_TEXTS, ...THEIR_TEXTS.map(ofOtherSize)])
    for (const [at, text] of Object.entries(visible(this.disk.files()))) {
      expect(whole.has(text), `${at} is whole: "${text}"`).toBe(true)
    }
  }

  /** What would be trusted unread has to be true. */
  expectTrueManifest(): void {
    const state = readState(this.disk)
    for (const [at, { size, mtime, sha1 }] of state.files) {
      const stat = this.disk.stat(at)
      const isTrusted = stat?.size === size && sameTime(mtime, stat.mtime) && !state.isSuspect(at)
      if (isTrusted) expect(this.disk.hash(at), `manifest of ${at}`).toBe(sha1)
    }
  }

  async expectConvergence(want: Texts, look: (disk: MemoryDisk) => Observation): Promise<void> {
    await build(this.disk, want, {}, look(this.disk))
    this.expectNothingLost()
    const files = visible(this.disk.files())
    const is = new Map(Object.entries(files).map(([at, text]) => [this.key(at), text]))
    const expected = new Map(this.#theirs)
    const waiting = new Set<string>()
    for (const [at, text] of Object.entries(want)) {
      if (this.#isBlocked(at)) waiting.add(text)
      else expected.set(this.key(at), text)
    }
    // what cannot get to its place may stay where it was
    for (const [at, text] of is) if (!expected.has(at) && waiting.has(text)) expected.set(at, text)
    expect(Object.fromEntries(is)).toEqual(Object.fromEntries(expected))
    expect(this.disk.list('.curator/tmp') ?? []).toEqual([])

    const changes = this.disk.changes()
    const again = await build(this.disk, want, {}, look(this.disk))
    expect([again.put, again.moved, again.deleted]).toEqual([0, 0, 0])
    expect(this.disk.changes(), 'a build with nothing to do writes nothing').toBe(changes)
  }

  #isBlocked(at: string): boolean {
    const key = this.key(at)
    const isBelow = [...this.#theirs.keys()].some((theirs) => theirs === key || theirs.startsWith(`${key}/`))
    const isAbove = foldersAbove(key).some((folder) => this.#theirs.has(folder))
    const isTheirFolder = [...this.#theirFolders].some(
      (folder) =>
        (folder === key || folder.startsWith(`${key}/`)) && this.disk.stat(folder)?.kind === 'folder',
    )
    return isBelow || isAbove || isTheirFolder
  }
}
