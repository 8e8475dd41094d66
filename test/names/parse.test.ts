import { describe, expect, it } from 'vitest'
import { isNumbered } from '../../src/names/numbered.ts'
import { parseReleaseName } from '../../src/names/parse.ts'

describe('title, label and short name', () => {
  it.each([
    ['Contra (USA)', 'Contra', 'Contra', 'contra'],
    [
      'Legend of Zelda, The - A Link to the Past (USA) (Rev 1)',
      'Legend of Zelda, The - A Link to the Past',
      'Legend of Zelda, The - A Link to the Past',
      'legend of zelda, the - a link to the past',
    ],
    [
      'Riven - The Sequel to Myst (USA) (Disc 2)',
      'Riven - The Sequel to Myst',
      'Riven - The Sequel to Myst (Disc 2)',
      'riven - the sequel to myst (disc 2)',
    ],
    ['Gioco (Italy) (Disco Due)', 'Gioco', 'Gioco (Disc 2)', 'gioco (disc 2)'],
    ['Film (Japan) (DVD 2)', 'Film', 'Film (Disc 2)', 'film (disc 2)'],
    ['Jeu (France) (Disque 01)', 'Jeu', 'Jeu (Disc 1)', 'jeu (disc 1)'],
    ['Spiel (Germany) (Seite B)', 'Spiel', 'Spiel (Disc 2)', 'spiel (disc 2)'],
    ['Quest (Disk 1 of 3 Side B)', 'Quest', 'Quest (Disc 1 Side B)', 'quest (disc 1 side b)'],
    ['Ape (Europe) (Demo 2)', 'Ape', 'Ape (Demo 2)', 'ape (demo 2)'],
    ['[BIOS] Hang On (USA, Europe) (v3.4)', 'Hang On', 'Hang On', 'hang on'],
    ['x123 - Sonic (USA)', 'Sonic', 'Sonic', 'sonic'],
    [
      '1943 - The Battle of Midway (USA)',
      '1943 - The Battle of Midway',
      '1943 - The Battle of Midway',
      '1943 - the battle of midway',
    ],
    ['Choro Q Ver. 1.02 (Japan)', 'Choro Q', 'Choro Q', 'choro q'],
    ['GameShark CDX - Version 3.3 (USA) (Unl) (v3.3)', 'GameShark CDX', 'GameShark CDX', 'gameshark cdx'],
    ['Kamen Rider V3 (Japan)', 'Kamen Rider V3', 'Kamen Rider V3', 'kamen rider v3'],
    [
      'Mobile Suit Gundam - Version 2.0 (Japan)',
      'Mobile Suit Gundam - Version 2.0',
      'Mobile Suit Gundam - Version 2.0',
      'mobile suit gundam - version 2.0',
    ],
    ['Tetris (USA) (Tengen) (Unl)', 'Tetris', 'Tetris (Tengen)', 'tetris (tengen)'],
    [
      'Euro Demo (Future) 94 (Europe)',
      'Euro Demo (Future) 94',
      'Euro Demo (Future) 94',
      'euro demo (future) 94',
    ],
    ['Aku (Japan) (Multi Tap (SCPH-10090) Doukonban)', 'Aku', 'Aku', 'aku'],
    ['Pro Mahjong (Japan) (BPV)', 'Pro Mahjong', 'Pro Mahjong (BPV)', 'pro mahjong (bpv)'],
    ['Odd (^^; (Japan)', 'Odd (^^;', 'Odd (^^;', 'odd (^^;'],
    ['Plain', 'Plain', 'Plain', 'plain'],
    ['[BIOS]', '[BIOS]', '[BIOS]', '[bios]'],
    ['(Odd)', '(Odd)', '(Odd)', '(odd)'],
    ['', '', '', ''],
    // a day is one of a release, a year alone is one of a game
    ['Poker (1991) (Taiwan) (Ja)', 'Poker', 'Poker (1991)', 'poker (1991)'],
    ['Poker (Taiwan) (1991-05-07)', 'Poker', 'Poker', 'poker'],
    ['A (Europe) (Made in Austria)', 'A', 'A', 'a'],
    ['A (Asia) (Extract) (Unl)', 'A', 'A (Extract)', 'a (extract)'],
    [
      'Samba de Amigo Ver. 2000 (Japan)',
      'Samba de Amigo Ver. 2000',
      'Samba de Amigo Ver. 2000',
      'samba de amigo ver. 2000',
    ],
    [
      'Virtua Striker 2 Ver. 2000.1 (Japan)',
      'Virtua Striker 2 Ver. 2000.1',
      'Virtua Striker 2 Ver. 2000.1',
      'virtua striker 2 ver. 2000.1',
    ],
    [
      'Pokemon - Black Version 2 (USA)',
      'Pokemon - Black Version 2',
      'Pokemon - Black Version 2',
      'pokemon - black version 2',
    ],
    ['Initial D Version 3 (Japan)', 'Initial D Version 3', 'Initial D Version 3', 'initial d version 3'],
    [
      'Phantasy Star Online Ver. 2 (USA)',
      'Phantasy Star Online Ver. 2',
      'Phantasy Star Online Ver. 2',
      'phantasy star online ver. 2',
    ],
    ['GameShark Version 3 (USA)', 'GameShark', 'GameShark', 'gameshark'],
  ])('%s', (name, title, label, shortName) => {
    const facts = parseReleaseName(name)
    expect([facts.title, facts.label, facts.shortName]).toEqual([title, label, shortName])
  })

  it('strips plain numbers only from a DAT that numbers its games', () => {
    expect(parseReleaseName('0123 - Tetris (Japan)', { numbered: true }).title).toBe('Tetris')
    expect(isNumbered(Array.from({ length: 40 }, (_, i) => `${1000 + i} - Game (USA)`))).toBe(true)
    expect(
      isNumbered(['1943 - Kai (Japan)', ...Array.from({ length: 40 }, (_, i) => `Game ${i} (USA)`)]),
    ).toBe(false)
  })
})

describe('regions and languages', () => {
  it.each([
    ['A (USA)', ['USA'], []],
    ['A (Japan, USA) (En)', ['Japan', 'USA'], ['En']],
    ['A (United Kingdom)', ['UK'], []],
    ['A (Export)', ['World'], []],
    ['A (Czechia)', ['Czech'], []],
    ['A (Peru) (Es-XL)', ['Peru'], ['Es-XL']],
    ['A (Europe) (En,Fr,De)', ['Europe'], ['En', 'Fr', 'De']],
    ['A (Brazil) (Pt-BR)', ['Brazil'], ['Pt-BR']],
    ['A (Asia) (Zh-Hans,Zh-Hant)', ['Asia'], ['Zh-Hans', 'Zh-Hant']],
    ['A (Europe) (En,Fr) (De)', ['Europe'], ['En', 'Fr', 'De']],
    ['Tokyo (Japan) (Disc 2) (In)', ['Japan'], []],
    ['Kei (Japan) (Ge)', ['Japan'], []],
    ['A (World) (En,Eo,La)', ['World'], ['En', 'Eo', 'La']],
    ['A (World) (Eo)', ['World'], ['Eo']],
    ['A (China) (Yi)', ['China'], []],
    ['A (World) (Ni,En)', ['World'], ['Ni', 'En']],
    ['A (World) (Ni)', ['World'], []],
    ['A (World) (Do,Re,Mi)', ['World'], []],
    ['A (Japan) (So-net)', ['Japan'], []],
    ['7800 BIOS (E)', ['Europe'], []],
    ['Tetris (JU) [!]', ['Japan', 'USA'], []],
    ['3 in 1 (E) (Korea) (En)', ['Korea'], ['En']],
  ])('%s', (name, regions, languages) => {
    const facts = parseReleaseName(name)
    expect(facts.regions).toEqual(regions)
    expect(facts.languages).toEqual(languages)
  })

  it('keeps the languages of each game of a compilation', () => {
    const facts = parseReleaseName('A + B (Europe) (En,Fr+En,De)')
    expect(facts.languages).toEqual(['En', 'Fr', 'De'])
    expect(facts.languageSlots).toEqual([
      ['En', 'Fr'],
      ['En', 'De'],
    ])
    expect(parseReleaseName('A (Europe) (En,Fr) (De)').languageSlots).toBeUndefined()
  })
})

describe('revision, version, date and other facts', () => {
  it.each([
    ['A (Rev 1)', { revision: '1' }],
    ['A (Rev A)', { revision: 'A' }],
    ['A (REV-B)', { revision: 'B' }],
    ['A (Rev 5C21)', { revision: '5C21' }],
    ['A (REV2751)', { revision: '2751' }],
    ['A (Rev AB)', { revision: 'AB' }],
    ['A (Rev B2)', { revision: 'B2' }],
    ['A (Rev 1.2)', { revision: '1.2' }],
    ['A (v1.10)', { version: '1.10' }],
    ['A (v1.05r4)', { version: '1.05r4' }],
    ['A (v1.05 1988-03-31)', { version: '1.05' }],
    ['A (v1.2.0, v2096)', { version: '1.2.0' }],
    ['A (Version 2.0)', { version: '2.0' }],
    ['A (v.1.3)', { version: '1.3' }],
    ['A (V2)', { version: '2' }],
    ['A (DV 2)', { version: '2' }],
    ['A V40 L10 (Japan)', { version: '40.10' }],
    ['A (1999-08-19)', { date: '1999-08-19' }],
    ['A (1999-08)', { date: '1999-08' }],
    ['A (1983-xx-xx)', { date: '1983' }],
    ['A (~1994-xx-xx)', { date: '1994' }],
    ['A (19990819)', { date: '1999-08-19' }],
    ['A (08-19-1999)', { date: '1999-08-19' }],
    ['A (08-19-99)', { date: '1999-08-19' }],
    ['A (1999-08-19T101500)', { date: '1999-08-19T101500' }],
    ['A (April, 2023)', { date: '2023-04' }],
    ['A (2007, November)', { date: '2007-11' }],
    ['A (2005)', { date: '2005' }],
    ['A (199x)(Ocean)', { date: '199' }],
    ['A (NTSC)', { videoStandard: 'NTSC' }],
    ['A (PAL 60hz)', { videoStandard: 'PAL 60Hz' }],
    ['A (NTSC-PAL)', { videoStandard: 'NTSC-PAL' }],
    ['A (Disk A)', { disc: 1 }],
    ['A (CD 3)', { disc: 3 }],
    ['A (Disc IV)', { disc: 4 }],
    ['A (Disk 2 of 3)', { disc: 2, discs: 3 }],
    ['A (Konami)', { publisher: 'Konami' }],
    ['A (Tape 2)', { disc: 2 }],
    ['A (Alt)', { alt: 1 }],
    ['A (Alt 3)', { alt: 3 }],
  ])('%s', (name, expected) => {
    expect(parseReleaseName(name)).toMatchObject(expected)
  })

  it.each([
    'A (Revolution)',
    'A (Reverse Entry)',
    'A (Revised)',
    'A (VT302)',
    'A (14-25)',
    'A (Alternate Jump)',
  ])('reads no such fact from %s', (name) => {
    const { revision, version, date, alt } = parseReleaseName(name)
    expect([revision, version, date, alt]).toEqual([undefined, undefined, undefined, 0])
  })
})

describe('classes', () => {
  it.each([
    ['A (USA)', []],
    ['A (Beta 2)', ['beta']],
    ['A (Possible Proto)', ['proto']],
    ['A (Prototype)', ['proto']],
    ['A (Alpha)', ['alpha']],
    ['A (Pre-production)', ['proto']],
    ['A (Prerelease)', ['beta']],
    ['A (Review Kit 1)', ['beta']],
    ['A (DEBUG)', ['debug']],
    ['A (Demo)', ['demo']],
    ['A (Tentou-you Demonstration Movie)', ['demo']],
    ['A (Demo, Kiosk)', ['demo']],
    ['A (Wi-Fi Kiosk)', ['demo']],
    ['A (GameCube Preview)', ['demo']],
    ['A (Tentou Taikenban)', ['demo']],
    ['A (@barai)', ['demo']],
    ['A (Trial Disk)', ['demo']],
    ['A Taikenban (Japan)', ['demo']],
    ['PlayStation Kiosk Demo Disc Version 1.20 (USA)', ['demo']],
    ['A (Preview 2)', ['demo']],
    // trials as well, but to nobody else in the field: a wish without demos keeps what it keeps everywhere
    ['A (Otameshi-ban)', []],
    ['A (Preview Edition by Namco)', []],
    ['A (Demo-Add-On Disc)', ['demo']],
    ['A (TV Special Preview Disc)', []], // shows what is on television
    ['A Kiosk (USA)', []],
    ['System Check Program (Japan)', ['program']],
    ['Game Boy Advance Video - A - Volume 1 (USA)', ['video']],
    ['A (Movie Trailer)', ['video']],
    ['A Press Kit (USA)', ['promo']],
    ['A (Sample)', ['sample']],
    ['A (Unl)', ['unlicensed']],
    ['A (World) (Aftermarket) (Unl)', ['aftermarket', 'unlicensed']],
    ['A (Pirate)', ['pirate']],
    ['A (Homebrew)', ['homebrew']],
    ['A (Hack)', ['hack']],
    ['A (Test Program)', ['program']],
    ['A (Promo)', ['promo']],
    ['A (Not for Resale)', []],
    ['A (Addon for XBLA)', ['addon']],
    ['A (Update 1.01)', ['addon']],
    ['A (Manual)', ['manual']],
    ['A (Title Update)', ['addon']],
    ['A (Trailer)', ['video']],
    ['A (Trailers)', ['video']],
    ['A (Game Trailer Disc 2)', ['video']],
    ['A (E3 2003 Video)', ['video']],
    ['A (Video Settings)', []],
    ['PS2 Kiosk Vol. 1 (USA)', ['demo']],
    ['PSP System Kiosk (USA)', ['demo']],
    ['A (Trial ver.)', ['demo']],
    ['[BIOS] A (Japan)', ['bios']],
    ['A (Enhancement Chip)', ['bios']],
    ['A (USA) [b]', ['bad']],
    ['A (U) [b1]', ['bad']],
    ['A (U) [T+Fre1.0_Author]', ['translation']],
    ['A (U) [h1C]', ['hack']],
    ['A (1986)(Ocean)[cr PDX]', ['hack', 'cracked']],
    ['A (U) [t1]', ['hack', 'trained']],
    ['A (U) [o1]', ['bad']],
    ['A (Grand Trial Onnanoco)', []],
  ])('%s', (name, classes) => {
    expect(parseReleaseName(name).classes).toEqual(classes)
  })
})

describe('tag kinds', () => {
  it.each([
    ['PlayStation the Best', 'budget'],
    ['Fukyuuban 1500', 'budget'],
    ['Virtual Console, Switch Online', 'modern'],
    ['Wii U Virtual Console', 'modern'],
    ['GameCube, Zelda Collection', 'modern'],
    ['Castlevania Anniversary Collection', 'modern'],
    ['SGB Enhanced, GB Compatible', 'promote'],
    ['Shokai Genteiban', 'promote'],
    ['Itch.io', 'demote'],
    ['GBA Jam 2021', 'demote'],
    ['Mini Jam 100', 'demote'],
    ['Extract', 'edition'],
    ['Evercade, GOG', 'demote'],
    ['Competition Cart, 1m points', 'demote'],
    ['60 pin cart', 'channel'],
    ['SLUS-01234', 'serial'],
    ['CTR-P-AXXE', 'serial'],
    ['AEFP', 'serial'],
    ['AHSE', 'serial'],
    ['LBAA', 'serial'],
    ['TWL-P-KABC', 'serial'],
    ['0BC001CB', 'serial'],
    ['0BC001CB - 1FD002TE', 'serial'],
    ['FAAT, FABT', 'serial'],
    ['1M', 'ring'],
    ['6M2', 'ring'],
    ['1M, 2M', 'ring'],
    ['RE-1', 'ring'],
    ['Build 132', 'build'],
    ['FW3.50', 'firmware'],
    ['UNROM', 'hardware'],
    ['970100684', 'id'],
    ['Bonus Disc', 'media'],
    ['Cassette 2', 'media'],
    ['Pre-Alpha', 'alpha'],
    ['Pre-Beta', 'beta'],
    ['10-25', 'date'],
    ['14-25', 'additional'],
    ['Save Data', 'addon'],
    ['Track 01', 'media'],
    ['Revised', 'additional'],
    ['Rerelease', 'rerelease'],
    ['Acme OEM', 'oem'],
    ['EDC', 'edc'],
    ['Made in Japan', 'made-in'],
    ['Limited Edition', 'edition'],
    ['What is this', 'additional'],
  ])('(%s) is %s', (text, kind) => {
    expect(parseReleaseName(`Game (USA) (${text})`).tags[1]).toMatchObject({ kind, text })
  })
})
