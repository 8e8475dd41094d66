/** Listings that are begun before it is known what they are for: what is begun, who gets it, and what is let be. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { constants, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { beginListings, type Soon } from '../../src/disk/early-listings.ts'
import { fingerprintTree, LASTING, WHOLE } from '../../src/disk/listing.ts'

let dir: string
let tree: string
let state: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'curator-early-'))
  tree = join(dir, 'tree')
  state = join(dir, 'state')
  mkdirSync(tree)
  writeFileSync(join(tree, 'a file'), 'x')
})
afterEach(() => {
  rmSync(dir, { recursive: true })
})

function readAll(file: number): string {
  const bytes = Buffer.alloc(100)
  return bytes.toString('utf8', 0, readSync(file, bytes, 0, bytes.length, 0))
}

const wishes = () => join(state, 'listings', 'early.json')

/** A run that wants these. */
function want(...wanted: readonly (readonly [root: string, format: string, soon?: Soon])[]): void {
  const run = beginListings(state)
  run.belongTo(state)
  for (const [root, format, soon = 'first'] of wanted) run.take(root, format, soon)
  run.end()
}

describe.skipIf(process.platform !== 'linux')('early listings (only Linux has the find they need)', () => {
  it('begin with what the last run wanted, and give it once', async () => {
    want([tree, WHOLE], [tree, LASTING])
    const run = beginListings(state)
    const listing = run.take(tree, LASTING, 'first')
    expect(await listing?.isWhole).toBe(true)
    expect(await fingerprintTree(tree, dir, listing)).toBe(await fingerprintTree(tree, dir))
    expect(run.take(tree, LASTING, 'first')).toBeUndefined()
    const late = run.take(tree, WHOLE, 'first')
    run.end()
    // a build that ends before its time may still be reading
    expect(await fingerprintTree(tree, dir, late)).toMatch(/^[0-9a-f]{40}$/)
    expect(readdirSync(state)).toEqual(['listings'])
  })

  it('have none of a tree that nobody wanted, or wanted in another form', () => {
    want([tree, WHOLE])
    const run = beginListings(state)
    expect(run.take(dir, WHOLE, 'first')).toBeUndefined()
    expect(run.take(tree, LASTING, 'first')).toBeUndefined()
    run.end()
  })

  it('are not whole where a tree is gone', async () => {
    want([join(dir, 'gone'), WHOLE])
    const run = beginListings(state)
    expect(await run.take(join(dir, 'gone'), WHOLE, 'first')?.isWhole).toBe(false)
    run.end()
  })

  it('are given to nobody once they are too old', () => {
    want([tree, WHOLE])
    const run = beginListings(state)
    run.drop()
    expect(run.take(tree, WHOLE, 'first')).toBeUndefined()
    run.end()
  })

  it('note nothing where the state folder is another one, and write nothing that is noted already', () => {
    const run = beginListings(state)
    run.belongTo(join(dir, 'elsewhere'))
    run.take(tree, WHOLE, 'first')
    run.end()
    expect(existsSync(state)).toBe(false)
    want([tree, WHOLE])
    const noted = readFileSync(wishes(), 'utf8')
    rmSync(join(state, 'listings'), { recursive: true })
    mkdirSync(join(state, 'listings'))
    writeFileSync(wishes(), noted)
    const mode = readdirSync(join(state, 'listings'))
    want([tree, WHOLE])
    expect([readFileSync(wishes(), 'utf8'), readdirSync(join(state, 'listings'))]).toEqual([noted, mode])
  })

  it('begin with what all else waits for, and let the rest have the processors after that', async () => {
    want([tree, LASTING, 'later'], [tree, WHOLE, 'first'])
    expect(JSON.parse(readFileSync(wishes(), 'utf8'))).toEqual([
      [tree, WHOLE, 'first'],
      [tree, LASTING, 'later'],
    ])
    // instead of the system's: tells how it is treated
    const programs = join(dir, 'programs')
    mkdirSync(programs)
    writeFileSync(join(programs, 'find'), '#!/bin/sh\nsleep 0.3\nexec nice\n', { mode: 0o755 })
    const path = process.env['PATH']
    process.env['PATH'] = `${programs}:${path}`
    const run = beginListings(state)
    process.env['PATH'] = path
    const priorities = (['first', 'later'] as const).map(async (soon) => {
      const listing = run.take(tree, soon === 'first' ? WHOLE : LASTING, soon)
      await listing?.isWhole
      return Number(readAll(listing?.file ?? -1))
    })
    const [first = NaN, later] = await Promise.all(priorities)
    expect(later).toBe(Math.min(first + 10, constants.priority.PRIORITY_LOW))
    run.end()
  })

  it.each([['no JSON'], ['{}'], ['[["relative", "%P"]]'], ['[[1, 2]]'], ['[["/a"]]'], ['[["/a", "%P"]]']])(
    'begin nothing where the notes are damaged: %s',
    (text) => {
      mkdirSync(join(state, 'listings'), { recursive: true })
      writeFileSync(wishes(), text)
      const run = beginListings(state)
      expect(run.take('relative', '%P', 'first')).toBeUndefined()
      run.end()
    },
  )
})
