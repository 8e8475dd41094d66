import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeKey, safeName, splitName } from '../../src/targets/names/names.ts'
import type { NameRules } from '../../src/targets/preset.ts'
import { RULES, hostileName } from './hostile.ts'

const FAT: NameRules = { alphabet: 'fat', maxName: 255, maxPath: 1023 }
const POSIX: NameRules = { alphabet: 'posix', maxName: 255, maxPath: 1023 }
const ASCII: NameRules = { ...FAT, charset: 'ascii' }

describe('safeName', () => {
  it.each([
    ['Legend of Zelda, The (USA).nes', 'Legend of Zelda, The (USA).nes'],
    ['Zelda: A Link (USA).sfc', 'Zelda - A Link (USA).sfc'],
    ['Re:Zero.iso', 'Re-Zero.iso'],
    ['Fate/Zero.iso', 'Fate-Zero.iso'],
    ['"Quoted" <Angles> |Pipe| *.bin', "'Quoted' (Angles) -Pipe- -.bin"],
    ['Where in the World?.nes', 'Where in the World.nes'],
    ['a\\b.nes', 'a-b.nes'],
    ['C:evil.nes', 'C-evil.nes'],
    ['.hack (Japan).iso', 'hack (Japan).iso'],
    ['trailing. . ', 'trailing'],
    ['nul\u0000.nes', '_nul.nes'],
    ['CON', '_CON'],
    ['con.tar.gz', '_con.tar.gz'],
    ['Aux .nes', '_Aux .nes'],
    ['COM¹.bin', '_COM¹.bin'],
    ['Console.nes', 'Console.nes'],
    ['..', '_'],
    ['', '_'],
    ['???', '_'],
    // a game that is called `..`: without its dot the device would not open it
    ['...nes', '_.nes'],
    [' .gb', '_.gb'],
    ['?.gb', '_.gb'],
    ['"\u200b?.nes', "'.nes"],
    ['\u200b?.nes', '_.nes'],
    ['So\u00adft.nes', 'Soft.nes'],
    ['Heart \u2764\ufe0f, Tag\u{e0041}, Filler\u3164.nes', 'Heart \u2764, Tag, Filler.nes'],
    ['Digits \u0600.nes', 'Digits \u0600.nes'],
    ['... (USA).nes', '(USA).nes'],
    ['line\nbreak.nes', 'linebreak.nes'],
    ['right\u202eto left.nes', 'rightto left.nes'],
    ['broken \ud800 half.nes', 'broken \ufffd half.nes'],
    ['Cafe\u0301.nes', 'Café.nes'],
  ])('on FAT %j becomes %j', (name, expected) => {
    expect(safeName(name, FAT)).toBe(expected)
  })

  it.each([
    ['Pokémon: "Ürün" <1>?.gb', 'Pokémon: "Ürün" <1>?.gb'],
    ['a/b\\c.gb', 'a-b-c.gb'],
    ['CON', 'CON'],
    ['.hidden', '.hidden'],
    ['.', '_.'],
    ['..', '_..'],
    ['', '_'],
    ['tab\there', 'tabhere'],
    ['\u200b.gb', '_.gb'],
  ])('on POSIX %j becomes %j', (name, expected) => {
    expect(safeName(name, POSIX)).toBe(expected)
  })

  it.each([
    ['ascii', 'Pokémon – Æon’s Größe ½ ポケ Łódź.gb', "Pokemon - AEon's Grosse 1_2 __ Lodz.gb"],
    ['ascii', 'wide：colon？.gb', 'wide-colon.gb'],
    ['cp437', 'Pokémon – Æon’s Größe ½ ポケ Łódź.gb', "Pokémon - Æon's Größe ½ __ Lódz.gb"],
    ['cp1252', 'Pokémon – Æon’s Größe ½ ポケ Łódź.gb', 'Pokémon – Æon’s Größe ½ __ Lódz.gb'],
  ] as const)('folds to %s: %j', (charset, name, expected) => {
    expect(safeName(name, { ...FAT, charset })).toBe(expected)
  })

  it('keeps 255 units and cuts the 256th, never the extension', () => {
    expect(safeName(`${'a'.repeat(251)}.nes`, FAT)).toBe(`${'a'.repeat(251)}.nes`)
    expect(safeName(`${'a'.repeat(252)}.nes`, FAT)).toBe(`${'a'.repeat(251)}.nes`)
  })

  it('cuts no character in half', () => {
    expect(safeName(`${'a'.repeat(250)}🎮🎮.nes`, FAT)).toBe(`${'a'.repeat(250)}.nes`)
    expect(safeName(`${'a'.repeat(249)}🎮🎮.nes`, FAT)).toBe(`${'a'.repeat(249)}🎮.nes`)
  })

  it('counts bytes where the file system does', () => {
    const bytes = { ...POSIX, maxNameBytes: 255 }
    expect(safeName(`${'é'.repeat(125)}x.nes`, bytes)).toBe(`${'é'.repeat(125)}x.nes`)
    expect(safeName(`${'é'.repeat(126)}.nes`, bytes)).toBe(`${'é'.repeat(125)}.nes`)
  })

  it('leaves the names to a device that mean something to it', () => {
    const rules = { ...FAT, taken: ['boot.rom', 'boot1.rom'] }
    expect(safeName('boot.rom', rules)).toBe('_boot.rom')
    expect(safeName('BOOT1.ROM', rules)).toBe('_BOOT1.ROM')
    expect(safeName('boot2.rom', rules)).toBe('boot2.rom')
  })

  it('keeps .zip out of names, though not from the end of a file', () => {
    const rules = { ...FAT, avoid: ['.zip'] }
    expect(safeName('Some game.zip of it', rules, 'folder')).toBe('Some game_zip of it')
    expect(safeName('Some game.ZIP', rules, 'folder')).toBe('Some game_ZIP')
    expect(safeName('Some.zip game.sfc', rules)).toBe('Some_zip game.sfc')
    expect(safeName('Some game.zip', rules)).toBe('Some game.zip')
  })

  it('makes DOS names longer for a device that mistakes them', () => {
    const rules = { ...ASCII, longNames: true }
    expect(safeName('TETRIS.gg', rules)).toBe('TETRIS -.gg')
    expect(safeName('TETRIS (World).gg', rules)).toBe('TETRIS (World).gg')
  })

  it('changes nothing when done twice, and is always one possible name', () => {
    fc.assert(
      fc.property(hostileName, RULES, fc.constantFrom('file', 'folder'), (name, rules, kind) => {
        const safe = safeName(name, rules, kind)
        expect(safeName(safe, rules, kind)).toBe(safe)
        expect(safe).not.toMatch(/[/\\\u0000-\u001f]/)
        expect(['', '.', '..']).not.toContain(safe)
        expect(safe.length).toBeLessThanOrEqual(rules.maxName)
        expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(rules.maxNameBytes ?? Infinity)
        expect(safe).toBe(safe.normalize('NFC'))
        expect(safe.isWellFormed()).toBe(true)
        if (rules.charset === 'ascii') expect(safe).toMatch(/^[\x20-\x7e]+$/)
        if (rules.alphabet === 'posix') return
        expect(safe).not.toMatch(/[:*?"<>|]|^\.|[. ]$/)
        expect(safe).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d) *(\.|$)/i)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('splitName', () => {
  it.each([
    ['Game (USA).nes', 'Game (USA)', '.nes'],
    ['Dr. Mario', 'Dr. Mario', ''],
    ['.nes', '.nes', ''],
    ['Game.tar.gz', 'Game.tar', '.gz'],
    ['Game.', 'Game.', ''],
    ['Vol. 2.5 (Japan)', 'Vol. 2.5 (Japan)', ''],
  ])('%j is %j and %j', (name, stem, extension) => {
    expect(splitName(name)).toEqual({ stem, extension })
  })
})

describe('placeKey', () => {
  it.each([
    ['Games/Foo.nes', 'games/FOO.NES', true],
    ['é.nes', 'E\u0301.nes', true],
    ['σ.nes', 'ς.nes', true],
    ['straße.nes', 'STRASSE.nes', false],
  ])('%j and %j share a place on FAT: %j', (a, b, same) => {
    expect(placeKey(a, FAT) === placeKey(b, FAT)).toBe(same)
  })

  it('tells case apart on POSIX', () => {
    expect(placeKey('a', POSIX)).not.toBe(placeKey('A', POSIX))
  })
})
