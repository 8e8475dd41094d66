import { describe, expect, it } from 'vitest'
import { createWindow } from '../../src/dats/formats/window.ts'

const damaged = (line: number, what: string) => Object.assign(new Error(`${line}: ${what}`), { problems: [] })

describe('the window on a stream', () => {
  it('looks at an unfinished token a bounded number of times, however small the chunks are', () => {
    let looked = 0
    const window = createWindow((bytes) => {
      looked += bytes.length
      return 0
    }, damaged)
    const size = 100_000
    for (let i = 0; i < size; i++) window.write(Uint8Array.of(0x61))
    expect(looked).toBeLessThan(3 * size)
  })

  it('shows every byte once when all of them are used', () => {
    const seen: number[] = []
    const window = createWindow((bytes) => {
      seen.push(...bytes)
      return bytes.length
    }, damaged)
    for (const chunk of [[1, 2], [], [3], [4, 5, 6]]) window.write(Uint8Array.from(chunk))
    window.end()
    expect(seen).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('says where in the text a position is', () => {
    const places: number[] = []
    const window = createWindow((bytes, last) => {
      if (!last && bytes.length < 2) return 0
      const used = last ? bytes.length : bytes.length - 1
      places.push(window.placeOf(used))
      return used
    }, damaged)
    for (const chunk of ['a\n', '\n\nb', 'c', 'd\ne\n', 'f']) window.write(Buffer.from(chunk))
    window.end()
    expect(places).toEqual([1, 4, 5, 9, 10, 11])
  })
})
