import { describe, expect, it } from 'vitest'
import { compareSet, type PackedMember } from '../../../src/dats/arcade/compare.ts'
import type { SetMember } from '../../../src/dats/arcade/sets.ts'

function rom(member: string, crc32?: number, sha1?: string): SetMember {
  return {
    set: 's',
    member,
    from: 's',
    ...(crc32 === undefined ? {} : { crc32, size: 16 }),
    ...(sha1 === undefined ? {} : { sha1 }),
  }
}

function packed(path: string, crc32: number, sha1?: string): PackedMember {
  return { path, size: 16, crc32, ...(sha1 === undefined ? {} : { sha1 }) }
}

const NONE = { missing: [], misnamed: [], wrong: [], extra: [] }

describe('an archive', () => {
  const cases: [string, SetMember[], PackedMember[], object][] = [
    ['is the set', [rom('a', 1), rom('b', 2)], [packed('b', 2), packed('a', 1)], {}],
    ['lacks a ROM', [rom('b', 2), rom('a', 1)], [], { missing: ['a', 'b'] }],
    ['has a ROM under another name', [rom('a', 1)], [packed('x', 1)], { misnamed: ['a'], extra: ['x'] }],
    ['has another file of that name', [rom('a', 1)], [packed('a', 2)], { wrong: ['a'] }],
    ['holds more', [rom('a', 1)], [packed('a', 1), packed('z', 3), packed('y', 3)], { extra: ['y', 'z'] }],
    ['has a ROM without known hashes', [rom('a')], [packed('a', 7)], {}],
    ['lacks a ROM without known hashes', [rom('a')], [packed('b', 7)], { missing: ['a'], extra: ['b'] }],
    ['agrees by SHA-1 too', [rom('a', 1, 'ab')], [packed('a', 1, 'ab')], {}],
    ['agrees by all but SHA-1', [rom('a', 1, 'ab')], [packed('a', 1, 'cd')], { wrong: ['a'] }],
    ['differs in case', [rom('A', 1)], [packed('a', 1)], { misnamed: ['A'], extra: ['a'] }],
  ]
  it.each(cases)('%s', (_, roms, members, expected) => {
    expect(compareSet(roms, members)).toEqual({ ...NONE, ...expected })
  })
})
