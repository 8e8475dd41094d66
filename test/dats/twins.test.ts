/** Releases that several DATs call differently, known by their bytes. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { beginLog } from '../../src/catalog/imports.ts'
import type { Db } from '../../src/catalog/sqlite.ts'
import type { DatRom } from '../../src/dats/dat.ts'
import { twinsOf } from '../../src/dats/releases/twins.ts'
import { addTo } from '../../src/groups.ts'
import { entryWriter } from '../support/entries.ts'
import { memoryCatalog } from '../support/catalog.ts'

let db: Db
beforeEach(() => {
  db = memoryCatalog()
})
afterEach(() => {
  db.close()
})

type Rom = Omit<DatRom, 'name'>

/** What imports list: release → its ROMs. Returns the twins, by what they are called. */
function twins(imports: readonly Readonly<Record<string, readonly Rom[]>>[], slug = 'nes'): string[] {
  const platform = Number(db.prepare('select id from platform where slug = ?').pluck().get(slug))
  const logs = imports.map((games, i) => {
    const log = beginLog(db, 'dat', `${i}.dat`)
    const writer = entryWriter(db, log, platform)
    for (const [name, roms] of Object.entries(games)) {
      const named = roms.map((rom, part) => ({ ...rom, name: `${name} (Track ${part + 1}).bin` }))
      writer.game({ name, categories: [], roms: named })
    }
    writer.finish()
    return log
  })
  const families = new Map<string, string[]>()
  for (const [release, content] of twinsOf(db, platform, logs)) addTo(families, content, release)
  return [...families.values()].map((names) => names.sort().join(' = ')).sort()
}

const sha1 = (digit: string): Rom => ({ size: 16, sha1: digit.repeat(40) })
const crc = (digit: string): Rom => ({ size: 16, crc32: Number(digit) })
const both = (digit: string): Rom => ({ ...sha1(digit), ...crc(digit) })

describe('twins', () => {
  it.each<[string, Parameters<typeof twins>[0], string[]]>([
    ['have the same ROM', [{ A: [sha1('1')] }, { B: [sha1('1')], C: [sha1('2')] }], ['A = B']],
    ['have no more and no fewer ROMs', [{ A: [sha1('1')] }, { B: [sha1('1'), sha1('2')] }], []],
    ['have them in any order', [{ A: [sha1('1'), sha1('2')] }, { B: [sha1('2'), sha1('1')] }], ['A = B']],
    ['stand in two DATs', [{ A: [sha1('1')], B: [sha1('1')] }, { C: [sha1('2')] }], []],
    ['may be three', [{ A: [sha1('1')] }, { B: [sha1('1')] }, { C: [sha1('1')] }], ['A = B = C']],
    [
      'may be two of one DAT by a third',
      [{ A: [sha1('1')], B: [sha1('1')] }, { C: [sha1('1')] }],
      ['A = B = C'],
    ],
    ['have other names', [{ A: [sha1('1')] }, { A: [sha1('1')] }], []],
    ['are compared by what both state', [{ A: [both('1')] }, { B: [crc('1')] }], ['A = B']],
    [
      'are not the same by a CRC-32 where SHA-1s differ',
      [{ A: [{ ...sha1('1'), ...crc('1') }] }, { B: [{ ...sha1('2'), ...crc('1') }] }],
      [],
    ],
    ['need a size beside a CRC-32', [{ A: [{ crc32: 1 }] }, { B: [{ crc32: 1 }] }], []],
    ['are not known of ROMs nobody dumped', [{ A: [sha1('1'), {}] }, { B: [sha1('1'), {}] }], []],
  ])('%s', (_, imports, expected) => {
    expect(twins(imports)).toEqual(expected)
    db.close()
    db = memoryCatalog()
    expect(twins(imports.toReversed())).toEqual(expected)
  })

  it('are called the same, whatever order DATs are read in', () => {
    const one = { A: [both('1')], B: [both('2')] }
    const two = { C: [sha1('1')], D: [crc('2')] }
    expect(twins([one, two])).toEqual(['A = C', 'B = D'])
  })

  it('are none among arcade machines, whose boards share ROMs', () => {
    expect(twins([{ A: [sha1('1')] }, { B: [sha1('1')] }], 'arcade')).toEqual([])
  })

  it('are found in linear time, however many are the same', () => {
    const many = (letter: string) =>
      Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`${letter}${i}`, [both('1')]]))
    const start = process.cpuUsage()
    expect(twins([many('A'), many('B')])[0]?.split(' = ')).toHaveLength(40_000)
    // comparing each with each takes minutes; time of the processor, because others may use it too
    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(15)
  })
})
