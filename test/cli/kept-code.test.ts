/** Compiled code that is kept beside a script: it may save time, and change nothing. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runKept } from '../../src/cli/kept-code.ts'
import { WORK } from '../../src/cli/work.ts'

const SCRIPT = `(function (__give, require, __import, __url) {"use strict";
const { join } = require('node:path')
const { sign } = require('./shared.js')
const later = () => __import('./later.mjs')
__give({ greet: (name) => join('hello', name) + sign, later, __url })
})`

let dir: string
let url: URL
let cache: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'curator-kept-'))
  cache = join(dir, 'node_modules/.cache/curator')
  mkdirSync(join(dir, 'dist'))
  url = pathToFileURL(join(dir, 'dist', 'program-1234.cjs'))
  writeFileSync(url, SCRIPT)
})
afterEach(() => rmSync(dir, { recursive: true }))

describe('a script with its compiled code', () => {
  it('gives what it exports, with modules of Node and its own', () => {
    expect(greetingOf(run().exports)).toBe('hello/you!')
    expect(run().exports['__url']).toBe(url.href)
  })

  it('imports what it wants later, also when it was kept', async () => {
    keep()
    const { exports, keep: unused } = run()
    expect(unused).toBeUndefined()
    const { later } = exports
    expect(typeof later === 'function' ? await Reflect.apply(later, undefined, []) : undefined).toBe(
      'imported ./later.mjs',
    )
  })

  it('does the same with what was kept, which is then not made again', () => {
    keep()
    expect(kept()).toHaveLength(1)
    const again = run()
    expect(again.keep).toBeUndefined()
    expect(greetingOf(again.exports)).toBe('hello/you!')
  })

  it.each<[string, (data: Buffer) => Buffer]>([
    ['cut off', (data) => data.subarray(0, data.length >> 1)],
    ['all zeros', (data) => Buffer.alloc(data.length)],
    ['nothing', () => Buffer.alloc(0)],
    [
      'another byte in the middle',
      (data) => data.fill(data.readUInt8(data.length >> 1) ^ 1, data.length >> 1, (data.length >> 1) + 1),
    ],
  ])('makes it again where it is %s', (_what, damage) => {
    keep()
    const [file = ''] = kept()
    const path = join(cache, file)
    writeFileSync(path, damage(readFileSync(path)))
    const after = run()
    expect(greetingOf(after.exports)).toBe('hello/you!')
    expect(after.keep).toBeDefined()
    after.keep?.()
    expect(run().keep).toBeUndefined()
  })

  it('is kept once more of the first run that had something to do', () => {
    keep()
    const idle = readFileSync(join(cache, kept()[0] ?? ''))
    const asked: (() => void)[] = []
    const exports = runKept(url, { './shared.js': { sign: '!' } }, imported, (save) => asked.push(save))
    expect(asked).toHaveLength(0)
    greetingOf(exports)
    WORK.publish(undefined)
    WORK.publish(undefined)
    expect(asked).toHaveLength(1)
    asked[0]?.()
    const busy = readFileSync(join(cache, kept()[0] ?? ''))
    expect([kept().length, busy.equals(idle)]).toEqual([1, false])
    const after: (() => void)[] = []
    const again = runKept(url, { './shared.js': { sign: '!' } }, imported, (save) => after.push(save))
    WORK.publish(undefined)
    expect([after.length, greetingOf(again)]).toEqual([0, 'hello/you!'])
  })

  it('runs where nothing can be kept', () => {
    writeFileSync(join(dir, 'node_modules'), 'a file where the folder would be')
    const { exports, keep: keepIt } = run()
    keepIt?.()
    expect(greetingOf(exports)).toBe('hello/you!')
  })

  it('keeps no more than a handful, and leaves what is not its own', () => {
    mkdirSync(cache, { recursive: true })
    for (let n = 0; n < 8; n++) writeFileSync(join(cache, `program-old${n}`), '')
    writeFileSync(join(cache, 'others.mjs'), '')
    keep()
    expect(kept()).toEqual(['others.mjs', expect.stringMatching(/^program-1234-/)])
  })
})

type Exports = ReturnType<typeof runKept>

function run(): { exports: Exports; keep: (() => void) | undefined } {
  const asked: (() => void)[] = []
  const exports = runKept(url, { './shared.js': { sign: '!' } }, imported, (save) => asked.push(save))
  return { exports, keep: asked[0] }
}

function imported(name: string): Promise<string> {
  return Promise.resolve(`imported ${name}`)
}

function keep(): void {
  run().keep?.()
}

function kept(): string[] {
  return readdirSync(cache)
}

function greetingOf({ greet }: Exports): unknown {
  return typeof greet === 'function' ? Reflect.apply(greet, undefined, ['you']) : undefined
}
