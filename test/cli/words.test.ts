/** The small pieces of wording, and the line that shows how the work goes. */
import { describe, expect, it } from 'vitest'
import { createOutput, type Output } from '../../src/cli/output.ts'
import { createProgress, line } from '../../src/cli/progress.ts'
import { table } from '../../src/cli/table.ts'
import { amount, count, duration, plural } from '../../src/wording.ts'

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
