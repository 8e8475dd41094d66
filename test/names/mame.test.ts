import { describe, expect, it } from 'vitest'
import { releaseNameParser } from '../../src/names/parse.ts'

const parse = releaseNameParser({ dialect: 'mame' })

describe('descriptions of arcade sets', () => {
  it.each([
    ['A (World, set 1)', { regions: ['World'], alt: 0 }],
    ['A (Japan, set 3)', { regions: ['Japan'], alt: 2 }],
    ['A (US?)', { regions: ['USA'] }],
    ['A (US/Euro)', { regions: ['USA', 'Europe'] }],
    ['A (Hong Kong, ver. 102)', { regions: ['Hong Kong'], version: '102' }],
    ['A (Japan 931005)', { regions: ['Japan'], date: '1993-10-05' }],
    [
      'A (JUET 961106 V1.000)',
      { regions: ['Japan', 'USA', 'Europe', 'Asia'], date: '1996-11-06', version: '1.000' },
    ],
    ['A (Ver 2.3J 1995/09/21)', { version: '2.3J', date: '1995-09-21' }],
    ['A (rev LA3 02/14/91)', { revision: 'LA3', date: '1991-02-14' }],
    ['A (Release 10)', { revision: '10' }],
    ['A (Fri Feb 13 1998)', { date: '1998-02-13' }],
    ['A (Rev D, 07 Jun 1992)', { revision: 'D', date: '1992-06-07' }],
    ['A (World revision 2)', { regions: ['World'], revision: '2' }],
    ['A (Italian bootleg set 2)', { regions: ['Italy'], classes: ['pirate'], alt: 1 }],
    ['A (bootleg of Phoenix)', { classes: ['pirate'] }],
    [
      'A (Ver. 95/03/22B, USA)',
      { date: '1995-03-22', tags: [{ kind: 'date' }, { kind: 'date' }, { kind: 'region' }] },
    ],
    ['A (2001/09/29.)', { date: '2001-09-29' }],
    ['A (Ver.A)', { version: 'A' }],
    ['A (Asia version -4)', { regions: ['Asia'], version: '-4' }],
    ['A (GV021 Japan 1.00)', { regions: ['Japan'], version: '1.00', shortName: 'a' }],
    ['A (Ver. 1.3 US, set 2)', { regions: ['USA'], version: '1.3', alt: 1 }],
    ['A (Version 1.0 English)', { regions: [], version: '1.0' }],
    ['A (Asia 970204, NO CD)', { regions: ['Asia'], date: '1997-02-04', shortName: 'a' }],
    ['A (vertical)', { tags: [{ kind: 'hardware' }] }],
    ['A (EU)', { regions: ['Europe'] }],
    ['A (prototype?)', { classes: ['proto'] }],
    ['A (prototype? with other pictures)', { classes: ['proto'] }],
    ['A (Rod-Land prototype)', { classes: ['proto'] }],
    ['A (prototype version)', { classes: ['proto'] }],
    ['A (prototype on Tokio hardware)', { classes: ['proto'] }],
    ['A (proto v 1.01 1/23/93)', { classes: ['proto'], date: '1993-01-23' }],
    ['A (location test)', { classes: ['beta'] }],
    ['A (Optimized, Hack)', { classes: ['hack'] }],
    ['A (HB)', { classes: ['homebrew'] }],
    ['A (Namco license)', { publisher: 'Namco' }],
    ['A (English text)', { languages: ['En'] }],
    ['A (Hispanic 970722)', { regions: ['Latin America'], date: '1997-07-22' }],
    ['A (Fully Decrypted)', { classes: ['hack', 'modified'] }],
    ['A (Enable Hidden Characters V2)', { classes: ['hack', 'modified'] }],
    ['A (TAB Austria)', { regions: [], publisher: 'TAB Austria' }],
    ['Bubble System BIOS', { classes: ['bios'] }],
    ['DECO Cassette System Bios', { classes: ['bios'] }],
    ['Namco C70 (M37702) (Bios)', { classes: ['bios'] }],
    ['Neo Geo', { classes: ['bios'] }],
    ['Neo Geo CDZ system', { classes: ['bios'] }],
    ['YM2608 Internal ROM', { classes: ['device'] }],
    ['Midway SSIO Sound Board Internal pROM', { classes: ['device'] }],
    ["Neo-Geo Cup '98 - The Road to the Victory", { classes: [] }],
    ['A (Asia 970204, NO CD, BIOS set 2)', { classes: [], alt: 1 }],
  ])('%s', (name, expected) => expect(parse(name)).toMatchObject(expected))

  it('each fact of a bracket is a tag, and their spans divide the bracket', () => {
    const name = 'Heated Barrel (World 931005, set 2)'
    expect(parse(name).tags.map(({ kind, text, span }) => [kind, text, name.slice(...span)])).toEqual([
      ['region', 'World', '(World '],
      ['date', '931005', '931005, '],
      ['alt', 'set 2', 'set 2)'],
    ])
  })

  it('without a region are for the world, where releases are compared', () => {
    const world = { region: 'World', language: 'En' }
    expect(parse('A (rev 2)')).toMatchObject({ regions: [], languages: [], unstated: world })
    for (const name of ['A (Japan)', 'A (Spanish text)']) expect(parse(name).unstated).toBeUndefined()
  })

  it.each([
    ['A (ver EAB)', ['World']],
    ['A (4 Players ver UBB)', ['USA']],
    ['A (ver JAA 1993 10.8)', ['Japan']],
    ['A (ver KAB, 3 Players)', ['Korea']],
    ['A (ver AAA)', ['Asia']],
    ['A (ver JA-A)', ['Japan']],
    ['A (GX889 VER. UA)', ['USA']],
    ['A (G*A18 VER. JAA)', ['Japan']],
    ['A (JAC)', ['Japan']],
    ['A (Ver 2.5O 1994/10/05)', ['World']],
    ['A (Ver 2.06A)', ['USA']],
    ['A (Ver 2.07J 1998/02/09)', ['Japan']],
    ['A (Ver 2.6Asia 1994/11/17)', ['Asia']],
    ['A (version J)', []],
    ['A (ver. JAMMA)', []],
    ['A (v1.12J)', []],
  ])('%s is for the region that its version says', (name, regions) => {
    expect(parse(name)).toMatchObject({ regions, languages: [] })
    expect(parse(name).unstated === undefined).toBe(regions.length > 0)
  })

  it('do not take a version for a region where they state one, or a language', () => {
    expect(parse('A (Europe, ver JAC)').regions).toEqual(['Europe'])
    expect(parse('A (English text) (ver JAC)')).toMatchObject({ regions: [], languages: ['En'] })
  })

  it('say how much of them is about a variant', () => {
    const said = ['A', 'A (World, set 2)', 'A (Atari, rev 2)', 'A (System 16B, unprotected, cocktail)']
    expect(said.map((name) => parse(name).variants)).toEqual([undefined, undefined, 1, 2])
    // `Crock-Man`, by its list a bootleg too, before what is a bootleg of it
    expect(parse('A (bootleg of B)').variants).toBe(1)
  })

  it('titles go on behind a bracket that says nothing', () => {
    expect(parse("Player's Edge Plus (PP0060) Standard Draw Poker (set 2)")).toMatchObject({
      title: "Player's Edge Plus (PP0060) Standard Draw Poker",
      alt: 1,
    })
  })

  it('sets of one game have one short name', () => {
    const names = [
      'Galaga (Japan)',
      'Galaga (Midway, set 2)',
      'Galaga (bootleg)',
      'Galaga (fast shoot, 4 Players)',
    ]
    expect(new Set(names.map((name) => parse(name).shortName))).toEqual(new Set(['galaga']))
  })
})
