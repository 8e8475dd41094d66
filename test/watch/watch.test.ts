/** What a build waits for, and what it leaves: files come while others are being written. */
import { appendFileSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Places } from '../../src/watch/places.ts'
import { watchAndBuild } from '../../src/watch/watch.ts'

const SETTLE_MS = 150
let dir: string
let stop: AbortController
/** Of each build, whether it leaves files that are being written. */
let builds: boolean[]
let unsettled: string[]
let ended: Promise<void>

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'curator-watch-'))
  mkdirSync(join(dir, 'roms'))
  for (let n = 0; n < 200; n++) writeFileSync(join(dir, 'roms', `old ${n}.gb`), `${n}`)
  writeFileSync(join(dir, 'a.dat'), 'a DAT')
  const places: Places = {
    folders: [{ path: join(dir, 'roms'), isRoot: true, ignore: [], identity: 'full', followSymlinks: false }],
    files: [join(dir, 'a.dat')],
  }
  stop = new AbortController()
  builds = []
  unsettled = []
  ended = watchAndBuild({
    places: async () => places,
    build: async (leavesMoving) => void builds.push(leavesMoving),
    onUnsettled: (path) => unsettled.push(path),
    everyMs: 20,
    settleMs: SETTLE_MS,
    signal: stop.signal,
  })
  await until(() => builds.length === 1)
})

afterEach(async () => {
  vi.restoreAllMocks()
  stop.abort()
  await ended
  rmSync(dir, { recursive: true })
})

async function until(holds: () => boolean): Promise<void> {
  for (let n = 0; n < 500 && !holds(); n++) await wait(10)
  expect(holds()).toBe(true)
}

/** Does it again and again, much more often than anything could settle. */
function keepDoing(work: (n: number) => void): () => void {
  let n = 0
  const timer = setInterval(() => work(n++), SETTLE_MS / 6)
  return () => clearInterval(timer)
}

/** The clock of waits goes ten times as fast: a long one is over soon. */
function hasten(): void {
  const real = performance.now.bind(performance)
  vi.spyOn(performance, 'now').mockImplementation(() => real() * 10)
}

describe('while a file of a root is being written', () => {
  it.each(['slow.zip', 'new folder/slow.zip'])(
    'what rests beside %s is built at once, and that is left',
    async (slow) => {
      mkdirSync(join(dir, 'roms/new folder'))
      const end = keepDoing(() => appendFileSync(join(dir, 'roms', slow), 'more'))
      writeFileSync(join(dir, 'roms/whole.gb'), 'whole')
      await until(() => builds.length === 2)
      expect(builds).toEqual([false, true])
      expect(unsettled).toEqual([join(dir, 'roms', slow)])
      await wait(4 * SETTLE_MS)
      expect(builds).toEqual([false, true])
      end()
      await until(() => builds.length === 3)
      expect(builds).toEqual([false, true, false])
    },
  )

  it('nothing is built when nothing else came', async () => {
    const end = keepDoing(() => appendFileSync(join(dir, 'roms/slow.zip'), 'more'))
    await wait(6 * SETTLE_MS)
    expect(builds).toEqual([false])
    end()
    await until(() => builds.length === 2)
    expect(builds).toEqual([false, false])
  })
})

describe('while more and more comes', () => {
  it.each<[string, (n: number) => void]>([
    ['file by file', (n) => writeFileSync(join(dir, 'roms', `${n}.gb`), `${n}`)],
    [
      'folder by folder',
      (n) => {
        mkdirSync(join(dir, 'roms', `${n}`))
        writeFileSync(join(dir, 'roms', `${n}`, `${n}.gb`), `${n}`)
      },
    ],
    [
      'renamed when it is whole',
      (n) => {
        // each is there under its first name for some looks
        writeFileSync(join(dir, 'roms', `${n}.part`), `${n}`)
        if (n >= 9) renameSync(join(dir, 'roms', `${n - 9}.part`), join(dir, 'roms', `${n - 9}.gb`))
      },
    ],
  ])('%s, it is built together, but not in the end only', async (_, work) => {
    const end = keepDoing(work)
    await wait(5 * SETTLE_MS)
    expect(builds).toEqual([false])
    hasten()
    await until(() => builds.length === 2)
    end()
    expect(builds).toEqual([false, true])
  })

  it.each<[string, (n: number) => void]>([
    ['games go', (n) => rmSync(join(dir, 'roms', `old ${n}.gb`))],
    ['a DAT is written', () => appendFileSync(join(dir, 'a.dat'), 'more')],
  ])('nothing is built while %s', async (_, work) => {
    writeFileSync(join(dir, 'roms/whole.gb'), 'whole')
    const end = keepDoing(work)
    hasten()
    await wait(8 * SETTLE_MS)
    expect(builds).toEqual([false])
    end()
    await until(() => builds.length === 2)
    expect(builds).toEqual([false, false])
  })
})
