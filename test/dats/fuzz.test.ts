/** Damaged files of every format: whatever stands in them, a parser ends with games or with `dat-damaged`. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { detectDat, type DatFormat } from '../../src/dats/detect.ts'
import { CuratorError } from '../../src/errors.ts'
import { parse } from './support.ts'

const RUNS = process.env['CURATOR_DEEP'] ? 5000 : 250

const SHA1 = 'ab'.repeat(20)
const ROM_LINE = `${'ab'.repeat(32)}\tA/B.nes\t${SHA1}\t${'cd'.repeat(16)}\t00000001\n`

const SAMPLES: Readonly<Record<DatFormat, string>> = {
  logiqx: `<?xml version="1.0"?><!DOCTYPE datafile [<!ELEMENT a (b)>]><datafile><!-- c --><header><name>N</name></header>
<machine name="m" cloneof="p" romof="p"><description>d &amp; <![CDATA[e]]></description><release name="m" region="EUR" language="En,Fr"/>
<rom name="r" size="1" crc="00000001" sha1="${SHA1}" mia="yes"/><disk name="d"/><device_ref name="z"/><sample name="s"/></machine></datafile>`,
  clrmamepro: `clrmamepro ( name "N" version 1 )\ngame ( name "g \\"q\\"" year 1 release ( name g region EUR language "En,Fr" ) rom ( name r.bin size 1 crc 00000001 ) disk ( name d ) )\n`,
  'software-list': `<softwarelist name="nes" description="d"><software name="s" cloneof="p"><description>x</description>
<info name="serial" value="v"/><part><dataarea><rom name="r" size="0x10" crc="1"/><rom loadflag="fill"/></dataarea>
<diskarea><disk name="d" sha1="${SHA1}"/></diskarea></part></software></softwarelist>`,
  romcenter: `[CREDITS]\nauthor=a\n[EMULATOR]\nrefname=N\n[GAMES]\n¬p¬P¬g¬G¬r¬00000001¬1¬p¬m¬\n[DISKS]\n¬p¬P¬g¬G¬d¬¬¬¬¬\n`,
  smdb: ROM_LINE.repeat(2),
}
const FORMATS = Object.keys(SAMPLES).filter((name): name is DatFormat => name in SAMPLES)

/** Words that have broken parsers: names of Object.prototype, paths out, half a character, syntax of all formats. */
const PIECES = [
  '__proto__',
  'constructor',
  '../../../etc/passwd',
  '\0',
  '\xff',
  '"',
  '\\',
  '(',
  ')',
  '<',
  '>',
  '</',
  '<!--',
  '<![CDATA[',
  '&#x110000;',
  '\t',
  '\n',
  '¬',
  '[GAMES]\n',
  '=',
  '99999999999999999999',
]

/** A cut, a byte changed, a piece put in, or a part said again. */
const mutation = fc.tuple(
  fc.constantFrom('cut', 'byte', 'piece', 'again'),
  fc.nat({ max: 600 }),
  fc.nat({ max: 255 }),
  fc.constantFrom(...PIECES),
)

function mutate(bytes: Buffer, [how, at, value, piece]: readonly [string, number, number, string]): Buffer {
  const place = at % (bytes.length + 1)
  const [before, after] = [bytes.subarray(0, place), bytes.subarray(place)]
  if (how === 'cut') return Buffer.from(before)
  if (how === 'byte') return Buffer.concat([before, Buffer.from([value]), after.subarray(1)])
  if (how === 'piece') return Buffer.concat([before, Buffer.from(piece, 'latin1'), after])
  return Buffer.concat([before, after, before])
}

/** Fails for any end but a whole list of sound records, or `dat-damaged` with a line. */
function survives(format: DatFormat, bytes: Buffer, cuts: readonly number[] = []): true {
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(format, bytes, cuts)
  } catch (error) {
    if (!(error instanceof CuratorError)) throw error
    expect(error.problems.map(({ code }) => code)).toEqual(['dat-damaged'])
    expect(error.message).toMatch(/^test\.dat: line \d+: /)
    return true
  }
  for (const game of parsed.games) {
    expect(game.name).not.toBe('')
    expect(Object.getPrototypeOf(game)).toBe(Object.prototype)
    for (const rom of game.roms) {
      expect(rom.name).not.toBe('')
      if (rom.sha1 !== undefined) expect(rom.sha1).toMatch(/^[0-9a-f]{40}$/)
      if (rom.crc32 !== undefined) expect(rom.crc32).toBeLessThanOrEqual(0xffff_ffff)
      if (rom.size !== undefined) expect(Number.isSafeInteger(rom.size)).toBe(true)
    }
  }
  return true
}

describe.each(FORMATS)('%s', (format) => {
  const sample = Buffer.from(SAMPLES[format])

  it('is told by its first bytes, and sound as it is', () => {
    expect(detectDat(sample)).toEqual({ format })
    expect(parse(format, sample).games.length).toBeGreaterThan(0)
  })

  it('survives being cut after any byte', () => {
    for (let end = 0; end < sample.length; end++) expect(survives(format, sample.subarray(0, end))).toBe(true)
  })

  it('survives any one byte being another', () => {
    for (let at = 0; at < sample.length; at++)
      for (const byte of [0, 0x0a, 0x22, 0x29, 0x3c, 0xac]) {
        const damaged = Buffer.from(sample)
        damaged[at] = byte
        expect(survives(format, damaged)).toBe(true)
      }
  })

  it('survives many kinds of damage at once, in chunks', () => {
    const cuts = fc.array(fc.nat({ max: 100 }), { maxLength: 5 })
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 8 }), cuts, (mutations, at) => {
        const damaged = mutations.reduce<Buffer>(mutate, sample).subarray(0, 20_000)
        survives(
          format,
          damaged,
          at.map((cut) => Math.min(cut, damaged.length)),
        )
      }),
      { numRuns: RUNS },
    )
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  it('survives bytes that mean nothing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => survives(format, Buffer.from(bytes))),
      { numRuns: RUNS },
    )
  })

  it('never expands what a document declares', () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "${'x'.repeat(100)}"><!ENTITY b "&a;&a;&a;">]>`
    if (!detectDat(sample).format.match(/logiqx|software/)) return
    expect(() =>
      parse(format, bomb + SAMPLES[format].replace(/^<\?xml.*?\?>(<!DOCTYPE.*?\]>)?/, '')),
    ).toThrow('it declares entities of its own, which curator does not expand')
  })

  it('takes time in line with its length', () => {
    const many = (count: number) => {
      const start = performance.now()
      survives(format, Buffer.from('(<"[¬\t'.repeat(count)))
      return performance.now() - start
    }
    many(1000)
    expect(many(60_000)).toBeLessThan(2000)
  })
})
