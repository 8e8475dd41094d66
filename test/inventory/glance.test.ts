/** What a listing tells before a walk: what may have changed, and nothing when it cannot be trusted. */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { setTimeout as pause } from 'node:timers/promises'
import { beginListings } from '../../src/disk/early-listings.ts'
import { WHOLE } from '../../src/disk/listing.ts'
import { glanceAt } from '../../src/inventory/scan/walking/glance.ts'

let dir: string
let scratch: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'curator-root-'))
  scratch = mkdtempSync(join(tmpdir(), 'curator-scratch-'))
  for (const folder of ['a', 'b', 'b/deep\nline', 'c'])
    for (let i = 0; i < 40; i++) write(`${folder}/${i} game.bin`, 'x')
})
afterEach(() => {
  for (const folder of [dir, scratch]) rmSync(folder, { recursive: true })
})

function write(path: string, text: string): void {
  mkdirSync(join(dir, path, '..'), { recursive: true })
  writeFileSync(join(dir, path), text)
}

const glance = (last?: string) => glanceAt({ name: 'roms', path: dir }, scratch, last)

async function touched(last: string | undefined): Promise<string[] | undefined> {
  const { touched: folders } = await glance(last)
  return folders && [...folders].sort()
}

describe.skipIf(process.platform !== 'linux')('a glance (only Linux has the find it needs)', () => {
  it('can tell nothing the first time, and that nothing changed the second time', async () => {
    const first = await glance()
    expect(first.touched).toBeUndefined()
    const last = first.keep()
    const second = await glance(last)
    expect(second.touched).toEqual(new Set())
    expect(second.keep()).toBe(last)
    expect(readdirSync(join(scratch, 'listings')).length).toBe(1)
  })

  it('names the folder of a file that is new, gone, or other', async () => {
    let last = (await glance()).keep()
    write('b/deep\nline/new.bin', 'y')
    expect(await touched(last)).toEqual(expect.arrayContaining(['b/deep\nline']))
    expect(await touched(last)).not.toEqual(expect.arrayContaining(['a']))
    last = (await glance(last)).keep()
    rmSync(join(dir, 'c/7 game.bin'))
    expect(await touched(last)).toEqual(expect.arrayContaining(['c']))
    last = (await glance(last)).keep()
    const { mtime } = statSync(join(dir, 'a/3 game.bin'))
    write('a/3 game.bin', 'z')
    utimesSync(join(dir, 'a/3 game.bin'), mtime, mtime)
    expect(await touched(last), 'its ctime changed').toEqual(expect.arrayContaining(['a']))
  })

  it('cannot tell what a walk saw in a folder that was swapped with another, and swapped back', async () => {
    const swap = (): void => {
      for (const [from, to] of ['a>t', 'b>a', 't>b'].map((move) => move.split('>') as [string, string]))
        renameSync(join(dir, from), join(dir, to))
    }
    const last = (await glance()).keep()
    await pause(20)
    swap() // as the walk sees it that keeps the listing
    swap()
    expect(await touched(last)).toBeUndefined()
    const now = (await glance(last)).keep()
    expect(await touched(now)).toEqual([])
    swap()
    expect(await touched(now), 'the listing tells it').toEqual(expect.arrayContaining(['a', 'b/deep\nline']))
  })

  it('names no file beside it', async () => {
    const last = (await glance()).keep()
    write('c/new.bin', 'y')
    rmSync(join(dir, 'c/11 game.bin'))
    expect(await touched(last)).toEqual(['', 'c', 'c/11 game.bin', 'c/new.bin'])
  })

  it('is the same with a listing that was begun before', async () => {
    const early = () => {
      const run = beginListings(scratch)
      run.belongTo(scratch)
      const begun = run.take(dir, WHOLE, 'first')
      return { run, glance: (last?: string) => glanceAt({ name: 'roms', path: dir }, scratch, last, begun) }
    }
    early().run.end()
    const first = early()
    const last = (await first.glance()).keep()
    first.run.end()
    const second = early()
    const quiet = await second.glance(last)
    expect([quiet.touched, quiet.keep()]).toEqual([new Set(), last])
    second.run.end()
    write('b/new.bin', 'y')
    const third = early()
    write('c/newer.bin', 'z') // after it was begun: it is the next one's, or this one's
    await pause(20)
    const { touched: folders = new Set(), keep } = await third.glance(last)
    expect(folders).toContain('b')
    const now = keep()
    third.run.end()
    const { touched: later = new Set() } = await glance(now)
    expect([...folders, ...later]).toContain('c')
    expect(later).not.toContain('b')
  })

  it('compares with no listing but the one the catalog goes with', async () => {
    const last = (await glance()).keep()
    expect(await touched('another one')).toBeUndefined()
    expect(await touched(undefined)).toBeUndefined()
    const kept = join(
      scratch,
      'listings',
      readdirSync(join(scratch, 'listings')).find((name) => !name.endsWith('.new')) ?? '',
    )
    truncateSync(kept, 100)
    expect(await touched(last)).toBeUndefined()
  })

  it('is blind where the root cannot be listed, or there is no place for the listing', async () => {
    const gone = await glanceAt({ name: 'roms', path: join(dir, 'not here') }, scratch, undefined)
    expect([gone.touched, gone.keep()]).toEqual([undefined, undefined])
    writeFileSync(join(scratch, 'file'), '')
    const nowhere = await glanceAt({ name: 'roms', path: dir }, join(scratch, 'file'), undefined)
    expect([nowhere.touched, nowhere.keep()]).toEqual([undefined, undefined])
  })
})
