/** `reading`: how many threads read, and how much at a time. */
import { describe, expect, it } from 'vitest'
import type { Json } from '../../src/engine/canonical.ts'
import { messagesOf, resolveData } from './support.ts'

const CONFIG = { roots: { roms: './roms' }, dats: { all: './dats' }, targets: {} }

describe('reading', () => {
  it.each<[Json, object]>([
    [{}, {}],
    [{ workers: 2 }, { workers: 2 }],
    [{ chunk: '4 MiB' }, { chunk: 4 * 2 ** 20 }],
    [
      { workers: 1, chunk: 65_536 },
      { workers: 1, chunk: 65_536 },
    ],
  ])('%j holds for every root', (reading, expected) => {
    expect(resolveData({ ...CONFIG, reading }).roots['roms']?.reading).toEqual(expected)
  })

  it.each<[Json, string]>([
    [{ workers: 0 }, '`reading.workers` must be a whole number from 1 up; it is 0.'],
    [
      { chunk: '4 megs' },
      "`reading.chunk` must be a size such as '128 MiB'; it is '4 megs'. Units: B, KiB, MiB, GiB, TiB, kB, MB, GB, TB.",
    ],
    [{ chunk: '1 KiB' }, '`reading.chunk` must be a size from 64 KiB to 256 MiB; it is "1 KiB".'],
    [{ chunk: 1e9 }, '`reading.chunk` must be a size from 64 KiB to 256 MiB; it is 1000000000.'],
    [{ thread: 2 }, '`reading` has no key `thread`. Known keys: workers, chunk.'],
  ])('%j is refused', (reading, message) => {
    expect(messagesOf({ ...CONFIG, reading })).toEqual([message])
  })
})
