/** Law: after any history of edits, an incremental scan knows exactly what a first scan would know. */
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { scanRoot } from '../../src/inventory/scan/scan.ts'
import { makeZip } from '../support/archives/zip.ts'
import { memoryCatalog } from '../support/catalog.ts'
import { library, present } from './support.ts'
import { sha1 } from '../support/sha1.ts'

const PATHS = [
  'a.nes',
  'b.smc',
  'c.zip',
  'd',
  'd/a.nes',
  'd/e.zip',
  'd/e/f.bin',
  'note.txt',
  'g/.no-roms',
  'g/h.nes',
  '.i.nes',
]
const path = fc.constantFrom(...PATHS)
const content = fc.constantFrom(
  '',
  'one',
  'two',
  'NES\x1a'.padEnd(40, 'x'),
  'x'.repeat(1536),
  'zip:one',
  'zip:two',
  'zip:broken',
)
const minutesAgo = fc.constantFrom(1, 2, 3)

type Edit =
  | { readonly do: 'write'; readonly path: string; readonly content: string; readonly minutesAgo: number }
  | { readonly do: 'move'; readonly path: string; readonly to: string }
  | { readonly do: 'remove'; readonly path: string }
  | { readonly do: 'touch'; readonly path: string; readonly minutesAgo: number }
  | { readonly do: 'link'; readonly path: string; readonly to: string }
  | { readonly do: 'scan'; readonly ignore: boolean; readonly md5: boolean }

const edit: fc.Arbitrary<Edit> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('write' as const), path, content, minutesAgo }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('move' as const), path, to: path }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const), path }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('touch' as const), path, minutesAgo }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('scan' as const), ignore: fc.boolean(), md5: fc.boolean() }),
  },
)

/** A link to what another path is then: a file, a folder, the folder that it is in, nothing. */
const link: fc.Arbitrary<Edit> = fc.record({
  do: fc.constant('link' as const),
  path,
  to: fc.constantFrom('', ...PATHS),
})
const editOrLink = fc.oneof({ weight: 4, arbitrary: edit }, { weight: 1, arbitrary: link })

describe.each(['walked', 'listed first', 'with links'])('a history of edits, %s', (how) => {
  const followSymlinks = how === 'with links'
  const edits = fc.array(followSymlinks ? editOrLink : edit, { minLength: 2, maxLength: 14 })

  it('leaves the catalog as a first scan would', async () => {
    const property = fc.asyncProperty(edits, async (history) => {
      const lib = library()
      const fresh = memoryCatalog()
      const scratch = mkdtempSync(join(tmpdir(), 'curator-scratch-'))
      const listed = how === 'listed first' ? { scratch } : {}
      try {
        for (const step of history) {
          if (step.do === 'scan')
            await lib.scan(
              { md5: step.md5, ...listed },
              { followSymlinks, ignore: step.ignore ? ['d/e*'] : [] },
            )
          else attempt(lib.dir, step)
        }
        removeDeadLinks(lib.dir) // what is known of these is kept
        const last = await lib.scan(listed, { followSymlinks })
        const first = await scanRoot(
          fresh,
          { name: 'roms', path: lib.dir, followSymlinks },
          { md5: false, workers: 0, now: Date.now },
        )
        expect(present(lib.db)).toEqual(present(fresh))
        expect(last.problems).toEqual(first.problems)
        expect(last.files).toBe(first.files)
        for (const _ of [1, 2, 3]) {
          const again = await lib.scan(listed, { followSymlinks })
          expect(again).toMatchObject({ files: first.files, hashed: 0, changed: false, missing: 0 })
          expect(again.problems).toEqual(first.problems)
        }
      } finally {
        rmSync(scratch, { recursive: true })
        fresh.close()
        lib.close()
      }
    })
    await fc.assert(property, {
      numRuns: process.env['CURATOR_DEEP'] ? (followSymlinks ? 1000 : 3000) : followSymlinks ? 20 : 40,
    })
  })
})

it('sees an edit that keeps size and time, of a file that was left out meanwhile', async () => {
  const lib = library()
  try {
    const write = (text: string) =>
      attempt(lib.dir, { do: 'write', path: 'd/a.nes', content: text, minutesAgo: 3 })
    write('two')
    await lib.scan()
    await lib.scan({}, { ignore: ['d/a*'] })
    write('one')
    expect(await lib.scan()).toMatchObject({ hashed: 1 })
    expect(present(lib.db).join()).toContain(sha1(Buffer.from('one')))
  } finally {
    lib.close()
  }
})

/** Does an edit where it makes sense; histories hold many that do not. */
function attempt(dir: string, step: Exclude<Edit, { do: 'scan' }>): void {
  const file = join(dir, step.path)
  if (step.do === 'link') return putLink(dir, step)
  if (step.do === 'write') {
    if (!canWrite(dir, step.path)) return
    mkdirSync(dirname(file), { recursive: true })
    if (!existsSync(file)) rmSync(file, { force: true }) // a link that leads nowhere
    writeFileSync(file, bytesOf(step.content))
    age(file, step.minutesAgo)
  } else if (!existsSync(file)) return
  else if (step.do === 'remove') rmSync(file, { recursive: true })
  else if (step.do === 'touch') age(file, step.minutesAgo)
  else if (canMove(dir, step.path, step.to)) renameSync(file, join(dir, step.to))
}

function putLink(dir: string, { path: at, to }: { readonly path: string; readonly to: string }): void {
  const file = join(dir, at)
  if (!canWrite(dir, at) || to === at) return
  mkdirSync(dirname(file), { recursive: true })
  rmSync(file, { force: true })
  symlinkSync(join(dir, to), file)
}

/** One may have led to another. */
function removeDeadLinks(dir: string): void {
  const dead = linksIn(dir).filter((file) => !existsSync(file))
  for (const file of dead) rmSync(file)
  if (dead.length > 0) removeDeadLinks(dir)
}

function linksIn(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const file = join(dir, entry.name)
    return entry.isSymbolicLink() ? [file] : entry.isDirectory() ? linksIn(file) : []
  })
}

function canWrite(dir: string, to: string): boolean {
  const parts = to.split('/')
  const parents = parts.slice(1).map((_, i) => join(dir, ...parts.slice(0, i + 1)))
  const free = parents.every((parent) => !isThere(parent) || isFolder(parent))
  const target = join(dir, to)
  return free && (!isThere(target) || !isFolder(target))
}

/** A link that leads nowhere is there, too. */
function isThere(file: string): boolean {
  try {
    lstatSync(file)
    return true
  } catch {
    return false
  }
}

function isFolder(file: string): boolean {
  return existsSync(file) && statSync(file).isDirectory()
}

function canMove(dir: string, from: string, to: string): boolean {
  const target = join(dir, to)
  const replaces = isThere(target) && statSync(join(dir, from)).isDirectory()
  return !replaces && canWrite(dir, to) && existsSync(dirname(target)) && !to.startsWith(`${from}/`)
}

function age(file: string, minutes: number): void {
  if (statSync(file).isDirectory()) return
  const time = new Date(Math.floor(Date.now() / 60_000) * 60_000 - minutes * 60_000)
  utimesSync(file, time, time)
}

function bytesOf(text: string): string | Buffer {
  if (!text.startsWith('zip:')) return text
  const claim = text === 'zip:broken' ? { crc32: 1 } : {}
  return makeZip([
    { name: 'member.bin', data: text },
    { name: 'second.bin', data: text, claim },
  ])
}
