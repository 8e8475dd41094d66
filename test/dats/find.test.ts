import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import picomatch from 'picomatch'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findDatFiles, matcherOf } from '../../src/dats/importing/find.ts'

const base = mkdtempSync(join(tmpdir(), 'curator-find-'))

beforeAll(() => {
  for (const folder of ['dats/deep (2026)/er', 'dats/.hidden', 'empty', 'texts'])
    mkdirSync(join(base, folder), { recursive: true })
  for (const file of [
    'b.dat',
    'a.dat',
    'Z.dat',
    'x.xml',
    'y.zip',
    'notes.txt',
    '.dot.dat',
    'deep (2026)/c [x].dat',
    'deep (2026)/er/d.DAT',
    '.hidden/e.dat',
  ]) {
    writeFileSync(join(base, 'dats', file), '')
  }
  for (const file of ['.dot', 'n8 SMDB.txt', 'z.txt']) writeFileSync(join(base, 'texts', file), '')
  symlinkSync(join(base, 'dats/a.dat'), join(base, 'dats/link.dat'))
  symlinkSync(base, join(base, 'dats/loop'))
})
afterAll(() => rmSync(base, { recursive: true }))

async function find(glob: string) {
  const { files, problems } = await findDatFiles({ base, glob })
  return [...files, ...problems.map(({ code, message }) => `${code}: ${message}`)].map((line) =>
    line.replaceAll(base, ''),
  )
}

describe('findDatFiles', () => {
  it.each([
    ['./dats/a.dat', ['/dats/a.dat']],
    ['dats/deep (2026)/c [x].dat', ['/dats/deep (2026)/c [x].dat']],
    ['./dats/*.dat', ['/dats/Z.dat', '/dats/a.dat', '/dats/b.dat', '/dats/link.dat']],
    [
      'dats/**/*.dat',
      ['/dats/Z.dat', '/dats/a.dat', '/dats/b.dat', '/dats/deep (2026)/c [x].dat', '/dats/link.dat'],
    ],
    ['dats/*.{xml,zip}', ['/dats/x.xml', '/dats/y.zip']],
    ['dats/deep*/**', ['/dats/deep (2026)/c [x].dat', '/dats/deep (2026)/er/d.DAT']],
    ['dats/.hidden/*.dat', ['/dats/.hidden/e.dat']],
    ['dats/deep (2026)', ['/dats/deep (2026)/c [x].dat', '/dats/deep (2026)/er/d.DAT']],
    [
      'dats',
      [
        '/dats/Z.dat',
        '/dats/a.dat',
        '/dats/b.dat',
        '/dats/deep (2026)/c [x].dat',
        '/dats/deep (2026)/er/d.DAT',
        '/dats/link.dat',
        '/dats/x.xml',
        '/dats/y.zip',
      ],
    ],
    ['nothing.dat', ['dat-missing: There is no /nothing.dat.']],
    ['nothing/*.dat', ['dat-missing: There is no /nothing.']],
    ['empty/*.dat', ['dat-missing: No DAT in /empty matches *.dat.']],
    ['empty', ['dat-missing: No DAT in /empty matches *.{dat,xml,zip,gz}.']],
    [
      'texts',
      [
        'dat-missing: No DAT in /texts matches *.{dat,xml,zip,gz}. What is there, such as n8 SMDB.txt, counts where a pattern names it.',
      ],
    ],
  ])('%s', async (glob, found) => {
    expect(await find(glob)).toEqual(found)
  })

  it('takes absolute patterns', async () => {
    expect(await find(`${base}/dats/[ab].dat`)).toEqual(['/dats/a.dat', '/dats/b.dat'])
  })

  it.each(['*.dat', '**/*.dat', '**/*.xml', '*.{dat,xml}', 'a/*.dat', '**/a*.dat'])(
    'means by %s what picomatch means',
    async (pattern) => {
      const matches = await matcherOf(pattern)
      const names = ['a.dat', 'b.DAT', '.dat', '.a.dat', 'dat', 'a.dat.xml', 'x.dat ', 'a[1].dat', 'a.xml']
      const paths = ['', 'a/', 'a/b c/', '.h/', 'a/.h/'].flatMap((folder) =>
        names.map((name) => folder + name),
      )
      const expected = picomatch(pattern)
      expect(paths.filter((path) => matches(path))).toEqual(paths.filter((path) => expected(path)))
    },
  )
})
