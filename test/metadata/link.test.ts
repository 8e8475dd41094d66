/** Which releases an entry is about, where what it says of itself contradicts itself, or fits several games. */
import { describe, expect, it } from 'vitest'
import type { JoinEntry } from '../../src/metadata/join/entries.ts'
import { linkEntries } from '../../src/metadata/join/link.ts'
import type { JoinTarget, Targets } from '../../src/metadata/join/targets.ts'

const CRC = 0x89abcdef
const MD5 = 'a'.repeat(32)
const SERIAL = 'SLUS-00001'

const QUEST: JoinTarget = { id: 1, name: 'Quest (USA)', game: 1 }
const MOON: JoinTarget = { id: 2, name: 'Moon (USA)', game: 2 }
const SAGA_1: JoinTarget = { id: 3, name: 'Saga (USA) (Disc 1)', game: 3 }
const SAGA_2: JoinTarget = { id: 4, name: 'Saga (USA) (Disc 2)', game: 4 }
const STAR: JoinTarget = { id: 5, name: 'Star (USA)', game: 5 }
const OTHER_STAR: JoinTarget = { id: 6, name: 'Star (Japan)', game: 6 }
const ALL = [QUEST, MOON, SAGA_1, SAGA_2, STAR, OTHER_STAR]

function targets(known: Partial<Pick<Targets, 'crc' | 'md5' | 'serial' | 'path'>>): Targets {
  const none = () => []
  return {
    all: ALL,
    byName: new Map(ALL.map((one) => [one.name, one])),
    byId: new Map(ALL.map((one) => [one.id, one])),
    crc: none,
    md5: none,
    serial: none,
    path: none,
    titles: () => new Map(ALL.map(({ id, name }) => [id, { titles: [name.replace(/ \(.*/, '')] }])),
    ...known,
  }
}

function linked(
  entry: Partial<JoinEntry>,
  known: Parameters<typeof targets>[0] = {},
  decisions: Parameters<typeof linkEntries>[2] = {},
) {
  const whole: JoinEntry = {
    id: 1,
    log: 1,
    source: 'mine',
    ref: 'x',
    name: undefined,
    title: undefined,
    crc32: undefined,
    md5: undefined,
    serial: undefined,
    path: undefined,
    foundBy: undefined,
    released: undefined,
    ...entry,
  }
  const source = {
    part: { log: 1, source: 'mine', kind: 'csv', platform: 'snes' },
    entries: [whole],
    named: new Map<string, string>(),
    titles: new Map<number, readonly string[]>(),
  } as const
  const { links, suggestions } = linkEntries(targets(known), [source], decisions)
  return [
    links.map(({ target, via }) => `${target.name}: ${via}`),
    suggestions.map(({ game, reason }) => `${game}: ${reason}`),
  ]
}

describe('an entry that contradicts itself', () => {
  it.each<[string, Partial<JoinEntry>, Parameters<typeof targets>[0], string[]]>([
    [
      'two hashes of two games: the longer one tells',
      { crc32: CRC, md5: MD5 },
      { crc: () => [QUEST], md5: () => [MOON] },
      ['Moon (USA): hash'],
    ],
    [
      'a hash of one and the name of another: the hash',
      { crc32: CRC, name: 'Moon (USA)' },
      { crc: () => [QUEST] },
      ['Quest (USA): hash'],
    ],
    [
      'a serial of one and the name of another: the serial',
      { serial: SERIAL, name: 'Moon (USA)' },
      { serial: () => [QUEST] },
      ['Quest (USA): serial'],
    ],
    [
      'a hash of one and the serial of another: the hash',
      { md5: MD5, serial: SERIAL },
      { md5: () => [QUEST], serial: () => [MOON] },
      ['Quest (USA): hash'],
    ],
    ['a serial that two games have: none', { serial: SERIAL }, { serial: () => [QUEST, MOON] }, []],
    [
      'a serial that is that of all discs: all of them',
      { serial: SERIAL },
      { serial: () => [SAGA_1, SAGA_2] },
      ['Saga (USA) (Disc 1): serial', 'Saga (USA) (Disc 2): serial'],
    ],
  ])('%s', (_, entry, known, expected) => {
    expect(linked(entry, known)).toEqual([expected, []])
  })
})

describe('a title', () => {
  it('that two games of the catalog have is a suggestion for both', () => {
    const reason = 'several games are called so'
    expect(linked({ title: 'Star' })).toEqual([[], [`5: ${reason}`, `6: ${reason}`]])
  })

  it('that discs of one game have is that of all of them', () => {
    const both = ['Saga (USA) (Disc 1): exact', 'Saga (USA) (Disc 2): exact']
    expect(linked({ title: 'Saga' })).toEqual([both, []])
  })
})

describe('what a person decided', () => {
  const decided = (ref: string | null) => ({ 'Quest (USA)': { mine: ref } })

  it('of a game leaves no say to titles, also that it is none of the suggested', () => {
    expect(linked({ title: 'Quest' })).toEqual([['Quest (USA): exact'], []])
    expect(linked({ title: 'Quest', source: 'mine', ref: 'x' }, {}, decided('x'))[0]).toEqual([
      'Quest (USA): decision',
    ])
    expect(linked({ title: 'Quest' }, {}, decided(null))).toEqual([[], []])
    expect(linked({ title: 'Quest' }, {}, decided('another'))).toEqual([[], []])
    // another source is not meant
    expect(linked({ title: 'Quest' }, {}, { 'Quest (USA)': { theirs: null } })[0]).toEqual([
      'Quest (USA): exact',
    ])
  })

  it('of a game leaves no say to hashes', () => {
    expect(linked({ md5: MD5 }, { md5: () => [QUEST] }, decided(null))).toEqual([[], []])
  })
})
