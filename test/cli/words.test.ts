/** The small pieces of wording, and the line that shows how the work goes. */
import { describe, expect, it } from 'vitest'
import { createOutput, harmless, type Output } from '../../src/cli/screen/output.ts'
import { printProblems } from '../../src/cli/problems.ts'
import { createProgress, line } from '../../src/cli/screen/progress.ts'
import { printBuild } from '../../src/cli/commands/build/text.ts'
import { table } from '../../src/cli/screen/table.ts'
import { problem } from '../../src/errors.ts'
import { amount, count, duration, plural } from '../../src/wording.ts'

const PLAIN = { quiet: false, color: 'never', env: {} }

describe('numbers for people', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.0 KB'],
    [99_949, '99.9 KB'],
    [99_950, '100 KB'],
    [123_456, '123 KB'],
    [999_600, '1.0 MB'],
    [4_700_000_000, '4.7 GB'],
  ])('%i bytes are %s', (n, text) => expect(amount(n)).toBe(text))

  it.each([
    [0, '0.0 s'],
    [149, '0.1 s'],
    [9949, '9.9 s'],
    [9950, '10 s'],
    [89_000, '89 s'],
    [185_000, '3 min 5 s'],
  ])('%i ms are %s', (ms, text) => expect(duration(ms)).toBe(text))

  it('counts', () => {
    expect(count(1_234_567)).toBe('1,234,567')
    expect(count(999)).toBe('999')
    expect([plural(1, 'file'), plural(0, 'file'), plural(1000, 'entry', 'entries')]).toEqual([
      '1 file',
      '0 files',
      '1,000 entries',
    ])
  })

  it('tables', () => {
    expect(
      table([
        ['a', 'bb', 'c'],
        ['aaa', 'b', ''],
      ]),
    ).toBe('a    bb  c\naaa  b')
  })
})

describe('names that a terminal would obey', () => {
  const EVIL = 'a\u001B[31mred\u001B]0;title\u0007\r\u202Etxt.gb'

  it.each([
    [false, 'a?red?]0;title???txt.gb'],
    [true, 'a\u001B[31mred?]0;title???txt.gb'],
  ])('are shown without: with colours %s', (hasColor, shown) => {
    expect(harmless(`${EVIL}\n\tb`, hasColor)).toBe(`${shown}\n\tb`)
  })

  it('stay on their line in tables and problems', () => {
    const rows = [
      ['New\nline', 'b'],
      ['c', 'd'],
    ]
    expect(table(rows)).toBe('New?line  b\nc         d')
    const lines: string[] = []
    const out = { ...createOutput(PLAIN), warn: (text: string) => void lines.push(text) }
    printProblems([problem('name-adjusted', '"New\nline.gb" is written as "Newline.gb".')], out)
    expect(lines).toEqual(['note "New?line.gb" is written as "Newline.gb". [name-adjusted]'])
  })
})

it('shows what is wrong with a config in the order of the file, and all of it', () => {
  const lines: string[] = []
  const out = { ...createOutput(PLAIN), warn: (text: string) => void lines.push(text) }
  const at = (row: number) => ({ at: { file: '/c.ts', line: row, column: 1 } })
  const names = Array.from({ length: 9 }, (_, i) => problem('config-unknown-name', `N${i}.`, at(4 + i)))
  printProblems(
    [
      problem('config-unknown-key', 'First.', at(2)),
      problem('config-invalid', 'Second.', { ...at(3), hint: 'Do.' }),
      ...names,
      problem('config-unknown-key', 'Last.', at(20)),
    ],
    out,
  )
  expect(lines.map((text) => text.split('\n').slice(0, 3).join(' '))).toEqual([
    'error First. [config-unknown-key]   /c.ts:2:1',
    'error Second. [config-invalid]   /c.ts:3:1   Do.',
    ...names.map((_, i) => `error N${i}. [config-unknown-name]   /c.ts:${4 + i}:1`),
    'error Last. [config-unknown-key]   /c.ts:20:1',
  ])
})

it('says that nothing was done where something should have been', () => {
  const lines: string[] = []
  const out = { ...createOutput(PLAIN), print: (text: string) => void lines.push(text) }
  const counts = { put: 0, moved: 0, deleted: 0, kept: 3, conflicts: 0, bytes: 0, missing: 0 }
  const targets = { a: { ...counts, outcome: 'partial' }, b: { ...counts, outcome: 'nothing' } } as const
  const steps = { ran: 1, fresh: 0 }
  printBuild({ outcome: 'partial', steps, roots: {}, targets, problems: [], ms: 5 }, {}, out)
  expect(lines[0]?.split('\n').map((row) => row.split('  ')[1])).toEqual(['nothing done', 'nothing to do'])
})

describe('progress', () => {
  const step = 'Scanning downloads'

  it('tells files, bytes, rate and what is left, as far as they are known', () => {
    expect(line(step, { files: 12 }, 100)).toBe('Scanning downloads  12 files')
    expect(line(step, { files: 0, total: 5000, bytes: 0, totalBytes: 1e9 }, 100)).toBe(
      'Scanning downloads  0/5,000 files',
    )
    expect(line(step, { files: 1204, total: 5000, bytes: 250e6, totalBytes: 1e9 }, 5000)).toBe(
      'Scanning downloads  1,204/5,000 files  250 MB  50.0 MB/s  15 s left',
    )
    expect(line(step, { files: 5000, total: 5000, bytes: 1e9, totalBytes: 1e9 }, 20_000)).toBe(
      'Scanning downloads  5,000/5,000 files  1.0 GB  50.0 MB/s',
    )
  })

  it('tells how far a large file has been read', () => {
    const large = { file: '/roms/Long Disc.iso', done: 64e6, size: 256e6 }
    expect(line(step, { files: 3, total: 9, bytes: 1e6, totalBytes: 1e9, large }, 100)).toBe(
      'Scanning downloads  3/9 files  1.0 MB  Long Disc.iso 25 %',
    )
  })

  it('goes by earlier runs until this one tells more', () => {
    const started = { files: 0, total: 5000, bytes: 0, totalBytes: 1e9 }
    expect(line(step, { ...started, expectedMs: 185_000 }, 5000)).toBe(
      'Scanning downloads  0/5,000 files  about 3 min 0 s left, by earlier runs',
    )
    expect(line(step, { ...started, expectedMs: 2000 }, 100)).toBe('Scanning downloads  0/5,000 files')
    expect(line(step, { ...started, expectedMs: 4000 }, 5000)).toBe('Scanning downloads  0/5,000 files')
    expect(line(step, { ...started, files: 1204, bytes: 250e6, expectedMs: 1e6 }, 5000)).toBe(
      'Scanning downloads  1,204/5,000 files  250 MB  50.0 MB/s  15 s left',
    )
  })

  it.each([
    [29, 'Scanning  1/2 files  日本語?'], // 28 columns
    [28, 'Scanning  1/2 files  日本語'],
    [27, 'Scanning  1/2 files  日本'], // half of a sign is none
    [0, 'Scanning  1/2 files  日本語?[2J\u{1F3AE}.iso 50 %'], // not known
  ])('is no wider than a terminal of %i columns, and obeys no name', (columns, shown) => {
    const written: string[] = []
    const before = process.stderr.columns
    process.stderr.columns = columns
    const output = createOutput({ quiet: false, color: 'never', env: {} })
    const live = createProgress({ ...output, live: true }, (text) => written.push(text))
    live.step('Scanning')
    live.tick({ files: 1, total: 2, large: { file: '/roms/日本語\u001B[2J\u{1F3AE}.iso', done: 1, size: 2 } })
    process.stderr.columns = before
    expect(written).toEqual([`\r\u001B[2K${shown}`])
  })

  it('rewrites its line on a terminal, writes lines elsewhere, and nothing when asked to be quiet', () => {
    const written: string[] = []
    const output: Output = {
      ...createOutput({ quiet: false, color: 'never', env: {} }),
      warn: (text) => written.push(text),
    }
    const live = createProgress({ ...output, live: true }, (text) => written.push(text))
    live.step(step)
    live.tick({ files: 1, total: 2 })
    live.tick({ files: 2, total: 2 }) // too soon to be drawn
    live.stop()
    expect(written).toEqual(['\r\u001B[2KScanning downloads  1/2 files', '\r\u001B[2K'])
    written.length = 0
    const plain = createProgress({ ...output, live: false })
    plain.step(step)
    plain.tick({ files: 1, total: 2 }) // a short step is not worth a line
    plain.stop()
    const quiet = createProgress({ ...output, quiet: true })
    quiet.step(step)
    quiet.tick({ files: 1 })
    quiet.stop()
    expect(written).toEqual([])
  })
})
