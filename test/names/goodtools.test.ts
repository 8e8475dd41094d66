import { describe, expect, it } from 'vitest'
import { parseReleaseName, releaseNameParser } from '../../src/names/parse.ts'

const parse = releaseNameParser({ dialect: 'goodtools' })

describe('GoodTools names', () => {
  it.each([
    ['A (U) [!]', { regions: ['USA'], tags: [{ kind: 'region' }, { kind: 'verified' }] }],
    ['A (JUE)', { regions: ['World'] }],
    ['A (UEB)', { regions: ['USA', 'Europe', 'Brazil'] }],
    ['A (FC)', { regions: ['Canada'] }],
    ['A (Sw)', { regions: ['Sweden'] }],
    ['A (UK)', { regions: ['UK'] }],
    ['A (Brazil)', { regions: ['Brazil'] }],
    ['A (E) (M5)', { regions: ['Europe'], languageCount: 5 }],
    ['A (E) (Eng-Spa-Fre)', { languages: ['En', 'Es', 'Fr'] }],
    ['A (Tai Sang Version) (J)', { variants: 1 }],
    ['A (SM64 Hack) [f1] (Free Camera by B)', { variants: 2 }],
    ['A (U) (V1.1)', { version: '1.1' }],
    ['A (U) (REV01)', { revision: '01' }],
    ['A (U) (PRG0)', { revision: '0' }],
    ['A (U) [a3]', { alt: 3 }],
    ['A (J) [T+Fre1.0_Someone]', { classes: ['translation'], languages: ['Fr'] }],
    ['Some BIOS V1.3 (UE)', { title: 'Some BIOS', classes: ['bios'] }],
    ['Bios Quest (U)', { classes: [] }],
    ['A (J) [T-ChS_x]', { languages: ['Zh-Hans'] }],
    [
      'A (Prototype - Apr 25, 1995 - QTEST)',
      { classes: ['proto'], date: '1995-04-25', shortName: 'a', regions: [] },
    ],
    // the second of that day, not for Brazil
    [
      'A (Prototype - Sep 11, 1994 - B)',
      { classes: ['proto'], date: '1994-09-11', regions: [], variants: 1 },
    ],
    ['A (B) (Prototype - Sep 11, 1994)', { regions: ['Brazil'], date: '1994-09-11' }],
    ['A (Beta - USA)', { classes: ['beta'], regions: ['USA'] }],
    ['A (J) (N64DD) (DDconverted)', { classes: ['hack', 'modified'], shortName: 'a (n64dd)' }],
    ['A (V1.1 Beta) (U)', { classes: ['beta'], version: '1.1', shortName: 'a' }],
    ['A (V0.3Beta) (PD)', { classes: ['beta', 'homebrew'], version: '0.3' }],
    ['A (V0.2Demo) (PD)', { classes: ['demo', 'homebrew'], version: '0.2', shortName: 'a (demo)' }],
    ['A (V1.2beta-free) (U)', { classes: [] }],
    ['A (30-12-2002)', { date: '2002-12-30' }],
    ['A (1983) (Nobody Else) (PAL)', { date: '1983', publisher: 'Nobody Else', videoStandard: 'PAL' }],
    ['A V0.9 by Some One (PD)', { title: 'A', version: '0.9', publisher: 'Some One', classes: ['homebrew'] }],
    ['A by Some One V1.02 (PD)', { title: 'A', version: '1.02', publisher: 'Some One' }],
    ['A by Some One V2 (PD)', { title: 'A', version: '2', publisher: 'Some One' }],
    ['A by Some One 2003-05-01 (PD)', { title: 'A', date: '2003-05-01', publisher: 'Some One' }],
    ['A V2 (J) [!]', { title: 'A V2' }],
    ['A v2 (Some One Hack)', { title: 'A', version: '2' }],
    ['Stand by Me (U)', { title: 'Stand by Me' }],
    ['A (U) [f1] (Save)', { classes: ['hack', 'fixed'] }],
    ['A (U) [p1][b2][o1]', { classes: ['pirate', 'bad'] }],
    ['A (U) [h1C]', { classes: ['hack'] }],
    ['A (U) [t1]', { classes: ['hack', 'trained'] }],
    ['A (U) (Unl)', { classes: ['unlicensed'] }],
    ['A (Kiosk Demo)', { classes: ['demo'] }],
    ['A (E) (Unreleased)', { classes: ['proto'], shortName: 'a' }],
    ['A (Video Game Program) (PAL)', { classes: [], publisher: 'Video Game Program' }],
    // made by someone else, for machines of the USA
    ['A (1982) (Atari) (PAL) (NTSC by Someone)', { classes: ['hack', 'modified'], videoStandard: 'PAL' }],
    // what stands in the middle of a title belongs to it
    ['A [Q] B (U)', { title: 'A [Q] B' }],
    ['A (Q) B (U)', { title: 'A (Q) B' }],
    ['A (Special Edition) B (U)', { title: 'A (Special Edition) B' }],
    ['ZZZ_UNK_Thing', { title: 'Thing' }],
  ])('%s', (name, expected) => expect(parse(name)).toMatchObject(expected))

  it.each([
    ['atari2600', 'A (1982) (Atari) [!]', 'USA'],
    ['atari2600', 'A (NTSC)', 'USA'],
    ['atari2600', 'A (1982) (Atari) (PAL) [!]', 'Europe'],
    ['atari2600', 'A (PAL60)', 'Europe'],
    ['atari2600', 'A (1983) (CCE) [!]', 'Brazil'],
    ['atari2600', 'A (1982) (Zirok) (PAL-M) [!]', 'Brazil'],
    ['atari2600', 'A (1983) (Zellers)', 'Canada'],
    ['sms', 'A (PAL)', undefined],
  ])('%s: %s is for %s', (platform, name, region) => {
    const { regions, unstated } = parseReleaseName(name, { dialect: 'goodtools', platform })
    expect([regions, unstated]).toEqual([[], region && { region, language: 'En' }])
  })

  it.each([
    ['genesis', '1', ['Japan', 'Korea']],
    ['genesis', '4', ['USA', 'Brazil']],
    ['genesis', 'A', ['USA']],
    ['genesis', 'F', ['World']],
    ['snes', 'A', ['Australia']],
    ['snes', 'F', ['France']],
    ['snes', '1', []],
    ['sms', 'UK', ['USA', 'Korea']],
    ['atari2600', 'T', []],
  ])('%s: (%s) is %s', (platform, code, regions) => {
    expect(parseReleaseName(`A (${code})`, { dialect: 'goodtools', platform }).regions).toEqual(regions)
  })

  it('people stand behind games of the Atari 2600, companies too', () => {
    const parse2600 = releaseNameParser({ dialect: 'goodtools', platform: 'atari2600' })
    expect(parse2600('A 2004-08-18 (Nukey Shay) [a1]')).toMatchObject({
      title: 'A',
      date: '2004-08-18',
      publisher: 'Nukey Shay',
      shortName: 'a (nukey shay)',
    })
    // of those times nobody is known who sold what he made at home
    for (const firm of ['Parker Bros', 'A Firm That Nobody Knows']) {
      expect(parse2600(`A (1982) (${firm}) (PAL)`)).toMatchObject({ publisher: firm, shortName: 'a' })
      expect(parse2600(`A (2001) (${firm})`).shortName).toBe(
        firm === 'Parker Bros' ? 'a' : `a (${firm.toLowerCase()})`,
      )
    }
  })

  it('releases of one game have one short name; hacks of two games do not', () => {
    const names = [
      'Kirby (U) (V1.1) [!]',
      'Kirby (E) (M3) [b1]',
      'Kirby (J) [T+Eng]',
      'Kirby (JU) [h1C] (Intro)',
    ]
    expect(new Set(names.map((name) => parse(name).shortName))).toEqual(new Set(['kirby']))
    expect(parse('Maze (Combat Hack)').shortName).toBe('maze (combat hack)')
    expect(parse('Tetris by Me (PD)').shortName).toBe('tetris (by me)')
  })
})
