/** What ROMs and discs say of themselves, and that nothing in a file can make reading it fail. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { memoryReader } from '../../../src/inventory/hashing/bytes.ts'
import { onlyBeginning, withBeginning } from '../../../src/inventory/header-facts/beginning.ts'
import { describeContent } from '../../../src/inventory/header-facts/describe.ts'
import { headerFacts } from '../../../src/inventory/header-facts/header-facts.ts'
import { REGIONS } from '../../../src/names/tables/regions.ts'
import { platformBySlug } from '../../../src/platforms/lookup.ts'
import { extensionOf } from '../../../src/file-name.ts'
import { file, PSX_DISC, SAMPLES, SNES_HEADER } from './samples.ts'

const read = (bytes: Buffer, extension: string) => headerFacts(memoryReader(bytes), extension)

describe('headerFacts', () => {
  it.each(SAMPLES)('$name', ({ bytes, extension, facts }) => {
    expect(read(bytes, extension)).toEqual(facts)
  })

  it.each(SAMPLES)('$name: names a platform and regions that curator knows', ({ facts }) => {
    expect(platformBySlug(facts.platform)?.slug).toBe(facts.platform)
    expect(REGIONS.map(({ name }) => name)).toEqual(expect.arrayContaining([...(facts.regions ?? [])]))
  })

  it.each(SAMPLES)('$name: cut anywhere, it only says less', ({ bytes, extension, facts }) => {
    const serials = cuts(bytes.length).map((length) => read(bytes.subarray(0, length), extension)?.serial)
    const other = serials.filter((serial) => serial !== undefined && facts.serial?.includes(serial) !== true)
    expect(other).toEqual([])
  })

  it.each(SAMPLES)('$name: the same where it is not in memory as a whole', ({ bytes, extension, facts }) => {
    const { size, read: piece } = memoryReader(bytes)
    expect(headerFacts({ size, read: piece }, extension)).toEqual(facts)
  })

  it('says of no file that it may not be what it is', () => {
    const extensions = [...new Set(SAMPLES.map((sample) => sample.extension)), 'bin']
    const changed = fc.tuple(
      fc.constantFrom(...SAMPLES.filter(({ bytes }) => bytes.length <= 0x1_0000)),
      fc.array(fc.tuple(fc.nat(0x400), fc.nat(255)), { maxLength: 4 }),
      fc.constantFrom(...extensions),
      fc.nat(0x400),
    )
    fc.assert(
      fc.property(changed, ([sample, bytes, extension, cut]) => {
        const whole = Buffer.from(sample.bytes.subarray(0, Math.max(0, sample.bytes.length - cut)))
        for (const [at, byte] of bytes) if (at < whole.length) whole[at] = byte
        const { size, read: piece } = memoryReader(whole)
        expect(read(whole, extension)).toEqual(headerFacts({ size, read: piece }, extension))
      }),
    )
  })

  it('says nothing of other files', () => {
    expect(read(Buffer.alloc(0), 'nes')).toBeUndefined()
    expect(read(Buffer.alloc(70_000), 'sfc')).toBeUndefined()
    expect(read(Buffer.alloc(70_000, 0xff), 'bin')).toBeUndefined()
    expect(read(Buffer.from('just a text'), 'txt')).toBeUndefined()
  })

  it('believes a weak sign only where the extension allows it', () => {
    const sample = SAMPLES.find(({ name }) => name === 'WonderSwan Color')
    expect(read(sample?.bytes ?? Buffer.alloc(0), 'bin')).toBeUndefined()
  })

  it('believes a strong sign under any name', () => {
    expect(read(PSX_DISC, 'xyz')?.serial).toBe('SLUS-00594')
  })

  it('finds the header of a large cartridge where it has two', () => {
    const large = file(0x60_0000, ...SNES_HEADER.map(([at, value]) => [at + 0x40_8000, value] as const))
    large[0x40_ffd5] = 0x35
    expect(read(large, 'sfc')?.more).toEqual({ map: 'ExHiROM' })
  })

  it('shows no control characters, whatever a title holds', () => {
    const rom = file(1024, [0, 'LYNX'], [10, '\x1b[31mWater\x07\x7f\x9b Rat\r\n'])
    expect(read(rom, 'lnx')?.title).toBe('[31mWater Rat')
  })

  it('never throws, whatever bytes there are', () => {
    const sample = fc.constantFrom(...SAMPLES.filter(({ bytes }) => bytes.length < 100_000))
    const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 40 })
    fc.assert(
      fc.property(sample, changes, fc.nat(0x200), ({ bytes, extension }, list, near) => {
        const damaged = Buffer.from(bytes)
        for (const [at, value] of list) damaged[at % damaged.length] = value
        for (const [at, value] of list) damaged[(near + at) % 0x200] = value
        const found = read(damaged, extension)
        for (const text of [found?.title, found?.serial, found?.maker])
          expect(text ?? '').not.toMatch(/[\0-\x1f]/)
      }),
      { numRuns: 200 },
    )
  })
})

describe('describeContent', () => {
  it('gives rows for the catalog', () => {
    const { bytes, extension } = SAMPLES.find(({ name }) => name === 'Saturn, raw sectors') ?? SAMPLES[0]!
    expect(describeContent(memoryReader(bytes), extension)).toEqual({
      metadata: [
        ['header.platform', 'saturn'],
        ['header.title', 'WATER RAT'],
        ['header.regions', 'Japan, Asia, USA'],
        ['header.serial', 'T-12345H'],
        ['header.version', 'V1.002'],
        ['header.maker', 'T-123'],
        ['header.disc', '1 of 2'],
        ['header.date', '19960730'],
      ],
      identities: [],
      troubles: [],
    })
  })

  it('reads of a packed file what its beginning says', () => {
    // what an inspector keeps of a large member: the beginning, and the size
    const beginning = PSX_DISC.subarray(0, 64 * 1024)
    const reader = onlyBeginning(beginning, 700_000_000)
    expect(describeContent(reader, 'iso').metadata).toContainEqual(['header.serial', 'SLUS-00594'])
  })
})

it('asks the file only for what is not in memory', () => {
  const whole = Buffer.from('0123456789')
  const asked: string[] = []
  const reader = withBeginning(whole.subarray(0, 4), {
    size: 10,
    read(offset, length) {
      asked.push(`${offset}+${length}`)
      return whole.subarray(offset, offset + length)
    },
  })
  expect([reader.read(0, 4), reader.read(2, 2), reader.read(3, 2), reader.read(9, 5)].map(String)).toEqual([
    '0123',
    '23',
    '34',
    '9',
  ])
  expect(asked).toEqual(['3+2', '9+5'])
})

const homebrew = join(import.meta.dirname, '../../../../shared/data/roms')

const folders = existsSync(homebrew) ? ['nes', 'sms', 'snes'] : []

describe.skipIf(folders.length === 0)('real homebrew (needs ../shared/data)', () => {
  // what is skipped is still collected
  const roms = folders.flatMap((folder) =>
    readdirSync(join(homebrew, folder))
      .filter((name) => ['nes', 'sms', 'sfc', 'smc', 'gg', 'sg'].includes(extensionOf(name)))
      .map((name) => ({ folder, name, bytes: readFileSync(join(homebrew, folder, name)) })),
  )

  it('is told to be of its platform', () => {
    const wrong = roms.filter(({ folder, name, bytes }) => {
      const found = read(bytes, extensionOf(name))
      return found !== undefined && found.platform !== folder && found.platform !== 'gamegear'
    })
    expect(wrong.map(({ name }) => name)).toEqual([])
    expect(roms.length).toBeGreaterThan(100)
  })

  it('has an iNES header on every NES ROM', () => {
    const nes = roms.filter(({ folder }) => folder === 'nes')
    expect(nes.filter(({ bytes }) => read(bytes, 'nes')?.platform !== 'nes').map(({ name }) => name)).toEqual(
      [],
    )
  })
})

/** Every length of a short file; of a long one those at its beginning and end, and some between. */
function cuts(length: number): readonly number[] {
  if (length <= 1024) return Array.from({ length }, (_, i) => i)
  const between = Array.from({ length: 128 }, (_, i) => Math.floor((length * i) / 128))
  return [
    ...Array.from({ length: 640 }, (_, i) => i),
    ...between,
    ...Array.from({ length: 64 }, (_, i) => length - 1 - i),
  ]
}
