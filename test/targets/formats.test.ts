/** Files as other programs write and read them. */
import { readFileSync } from 'node:fs'
import { XMLParser } from 'fast-xml-parser'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinItems, writeItems, writeLpl, type LplItem } from '../../src/targets/formats/lpl.ts'
import { relativePath, writeM3u } from '../../src/targets/formats/m3u.ts'
import { writeMgl } from '../../src/targets/formats/mgl.ts'
import { writeSync } from '../../src/targets/formats/sync.ts'

describe('lpl', () => {
  it('is what RetroArch writes, byte for byte', () => {
    const documented = readFileSync(new URL('../../fixtures/targets/documented.lpl', import.meta.url), 'utf8')
    const items = [
      {
        path: '/roms/SNES/Game (USA).sfc',
        label: 'Game (USA)',
        crc32: 0x0a1b2c3d,
        database: 'Nintendo - Super Nintendo Entertainment System',
      },
      {
        path: 'C:\\roms\\a </b> "c"/ é \u0001.sfc',
        label: 'tab\tand </tag> and 🎮',
        crc32: 0,
        database: 'DB',
      },
    ]
    expect(writeLpl({ baseContentDirectory: '/roms', sort: 'default', items })).toBe(documented)
  })

  it('writes an empty list as RetroArch does', () => {
    expect(writeLpl({ sort: 'off', items: [] })).toBe(
      `{
  "version": "1.5",
  "default_core_path": "",
  "default_core_name": "",
  "label_display_mode": 0,
  "right_thumbnail_mode": 0,
  "left_thumbnail_mode": 0,
  "thumbnail_match_mode": 0,
  "sort_mode": 2,
  "items": [
  ]
}
`,
    )
  })

  it('is JSON that says what it was given', () => {
    const item = fc.record({
      path: fc.string({ unit: 'binary' }),
      label: fc.string({ unit: 'binary' }),
      crc32: fc.nat(0xffffffff),
      database: fc.string(),
      serial: fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
    })
    fc.assert(
      fc.property(fc.array(item), (given) => {
        const items = given.map(({ serial, ...more }) => (serial === undefined ? more : { ...more, serial }))
        const read: unknown = JSON.parse(writeLpl({ sort: 'default', items }))
        const expected = given.map(({ path, label, crc32, database, serial }) => ({
          path,
          label,
          core_path: 'DETECT',
          core_name: 'DETECT',
          crc32:
            serial !== undefined
              ? `${serial}|serial`
              : crc32 === 0
                ? 'DETECT'
                : `${crc32.toString(16).padStart(8, '0').toUpperCase()}|crc`,
          db_name: `${database}.lpl`,
        }))
        expect(read).toMatchObject({ version: '1.5', items: expected })
      }),
    )
  })

  it('is the same, whatever pieces it was put together of', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'B', 'b', ' ', 'é', '🎮', '"', '/', '<') })
    const item = fc.record({ path: text, label: text, crc32: fc.nat(9), database: fc.constant('DB') })
    fc.assert(
      fc.property(fc.array(fc.array(item)), (pieces) => {
        const lpl = { baseContentDirectory: '/roms', sort: 'default' } as const
        const list = joinItems(pieces.map(writeItems), lpl)
        const whole = JSON.parse(Buffer.from(list).toString()) as { items: { label: string }[] }
        const order = whole.items.map(({ label }) => label)
        expect(Buffer.from(list).equals(joinItems([writeItems(pieces.flat())], lpl))).toBe(true)
        expect(order.toSorted()).toEqual(pieces.flatMap((some) => some.map(({ label }) => label)).toSorted())
        const items = order.map((label) => ({ label, path: '', crc32: 0, database: '' }))
        expect(labelsIn(joinItems([writeItems(items)], lpl))).toEqual(order)
      }),
    )
  })

  it('sorts as strcasecmp does: ASCII letters without case, the rest by UTF-8 bytes', () => {
    const labels = ['b', '_', 'A', 'é', 'Z', 'a 2', '🎮', 'Ａ', '[', 'aa']
    const items = labels.map((label): LplItem => ({ path: label, label, crc32: 0, database: '' }))
    const sorted = ['[', '_', 'A', 'a 2', 'aa', 'b', 'Z', 'é', 'Ａ', '🎮']
    expect(labelsIn(joinItems([writeItems(items)], { sort: 'default' }))).toEqual(sorted)
    const apart = items.map((one) => writeItems([one]))
    expect(labelsIn(joinItems(apart, { sort: 'default' }))).toEqual(sorted)
  })
})

function labelsIn(list: Uint8Array): string[] {
  return (JSON.parse(Buffer.from(list).toString()) as { items: { label: string }[] }).items.map(
    ({ label }) => label,
  )
}

describe('mgl', () => {
  const slot = { rbf: '_Console/SNES', type: 'f', index: 0, delay: 2 } as const

  it('is what MiSTer documents', () => {
    expect(writeMgl({ ...slot, path: 'Action/Game (USA).sfc' })).toBe(
      '<mistergamedescription>\n' +
        '\t<rbf>_Console/SNES</rbf>\n' +
        '\t<file delay="2" type="f" index="0" path="Action/Game (USA).sfc"/>\n' +
        '</mistergamedescription>\n',
    )
  })

  it('is XML that says what it was given, whatever the names', () => {
    const parser = new XMLParser({
      ignoreAttributes: false,
      attributeNamePrefix: '',
      parseTagValue: false,
      trimValues: false,
    })
    const text = fc.string({
      unit: fc.constantFrom('&', '<', '>', '"', "'", 'a', ' ', ']', '/', 'é', '&amp;'),
      minLength: 1,
    })
    fc.assert(
      fc.property(text, text, (path, setname) => {
        expect(parser.parse(writeMgl({ ...slot, path, setname: `x${setname}x` }))).toMatchObject({
          mistergamedescription: {
            rbf: '_Console/SNES',
            setname: `x${setname}x`,
            file: { delay: '2', type: 'f', index: '0', path },
          },
        })
      }),
    )
  })
})

describe('sync', () => {
  it('is what LaunchSync documents', () => {
    const games = [
      { shown: '01 Cool Game', system: 'NES', name: 'Cool Game (USA) (Rev 1)' },
      { shown: '02 Plain', system: 'SNES', name: 'Plain' },
    ]
    expect(writeSync({ name: 'My List', games })).toBe(
      'name = My List\nauthor = curator\n' +
        '\n[01 Cool Game]\nsystem = NES\nmatch = ~^Cool Game \\(USA\\) \\(Rev 1\\)$\nmatch = ~^Cool Game \\(\n' +
        '\n[02 Plain]\nsystem = SNES\nmatch = ~^Plain$\n',
    )
  })

  it.each([
    ['Plain', 'Plain'],
    ["Bob's 10%; the best #1", "`Bob's 10%; the best #1`"],
    ['`Quoted`; twice', "`'Quoted'; twice`"],
    ["'Quoted'", "`'Quoted'`"],
  ])('calls a list %s so that readers take it as it is', (name, written) => {
    expect(writeSync({ name, games: [] })).toBe(`name = ${written}\nauthor = curator\n`)
  })

  it('finds each file by its name, and nothing in a line begins a comment', () => {
    const name = fc.string({
      unit: fc.constantFrom(
        '#',
        ';',
        '`',
        '%',
        '(',
        ')',
        '[',
        ']',
        '.',
        '+',
        '^',
        '$',
        '{',
        '\\',
        'a',
        ' ',
        'é',
        '🎮',
      ),
      minLength: 1,
    })
    fc.assert(
      fc.property(name, (stem) => {
        const text = writeSync({ name: 'x', games: [{ shown: '01 x', system: 'NES', name: stem }] })
        const [exact = '', like = exact] = [...text.matchAll(/^match = ~(.*)$/gm)].map(
          ([, pattern = '']) => pattern,
        )
        expect(new RegExp(exact, 'iu').exec(stem)?.[0]).toBe(stem)
        expect(new RegExp(like, 'iu').test(stem)).toBe(true)
        expect(exact + like).not.toMatch(/[#;`%]/)
      }),
    )
  })
})

describe('m3u', () => {
  it('writes one path a line and hides no game behind a comment sign', () => {
    expect(writeM3u(['a/b.cue', '#1 (USA).nes', ' x.nes'])).toBe('a/b.cue\n./#1 (USA).nes\n./ x.nes\n')
  })

  it.each([
    ['', 'nes/a.nes', 'nes/a.nes'],
    ['playlists', 'nes/a.nes', '../nes/a.nes'],
    ['nes/', 'nes/a.nes', 'a.nes'],
    ['nes/lists', 'nes/a.nes', '../a.nes'],
    ['a/b', 'a/bc/d', '../bc/d'],
    ['a.nes', 'a.nes', '../a.nes'],
  ])('from %j to %j is %j', (folder, path, way) => {
    expect(relativePath(folder, path)).toBe(way)
  })
})
