import { describe, expect, it } from 'vitest'
import { tosecYear } from '../../src/names/dates.ts'
import { releaseNameParser } from '../../src/names/parse.ts'

const parse = releaseNameParser({ dialect: 'tosec' })

/** `kind:text` of each tag. */
function tagsOf(name: string): string[] {
  return parse(name).tags.map(({ kind, text }) => `${kind}:${text}`)
}

describe('TOSEC names', () => {
  it('reads every field of the convention', () => {
    expect(
      tagsOf(
        'Legend of TOSEC, The v1.0 (demo) (1986)(Devstudio)(A1200)(PAL)(US)(en-fr)(SW)(beta)(Disk 1 of 2)(Boot)[cr PDX][docs]',
      ),
    ).toEqual([
      'version:v1.0',
      'demo:demo',
      'date:1986',
      'publisher:Devstudio',
      'system:A1200',
      'standard:PAL',
      'region:US',
      'language:en-fr',
      'copyright:SW',
      'beta:beta',
      'media:Disk 1 of 2',
      'media-label:Boot',
      'cracked:cr PDX',
      'info:docs',
    ])
  })

  it.each([
    ['A (1986-06-21)(Ocean)', { date: '1986-06-21', publisher: 'Ocean' }],
    ['A (19XX)(-)', { date: '19', tags: [{ kind: 'date' }, { kind: 'publisher', text: '-' }] }],
    ['A (1990)(US)(US)', { publisher: 'US', regions: ['USA'] }],
    ['A (1990)(X)(EU-US)', { regions: ['Europe', 'USA'] }],
    ['A (1990)(X)(GB)(de)', { regions: ['UK'], languages: ['De'] }],
    ['A (1990)(X)(en-zz)', { languages: [], shortName: 'a (en-zz)' }],
    ['A (1990)(X)(M3)', { languageCount: 3, languages: [] }],
    ['A (1990)(X)(PAL-60)', { videoStandard: 'PAL 60Hz' }],
    ['A (1990)(X)(Disk 06 of 13)(Disk F)', { disc: 6, discs: 13, shortName: 'a (disc 6)' }],
    ['A (1990)(X)(Disk I)', { disc: 9 }],
    ['A (1990)(X)(Data Disk)', { shortName: 'a (data disk)' }],
    ['A (1990)(Disk 1 of 2)', { disc: 1, discs: 2 }],
    ['A Rev PRG1 (1990)(X)', { title: 'A', revision: 'PRG1' }],
    ['A (Part 2) (1990)(X)', { title: 'A (Part 2)' }],
    ['A (1990)(X)[sample]', { classes: ['sample'], shortName: 'a (sample)' }],
    ['A (1990)(X)[mapper 2]', { shortName: 'a', variants: 1 }],
    ['A (1990)(X)[tr fr-partial Team]', { classes: ['translation'], languages: ['Fr'] }],
    ['A v0.50beta (1990)(X)', { title: 'A', classes: ['beta'], version: '0.50' }],
    ['A v0.1 alpha 2 (1990)(X)', { title: 'A', classes: ['alpha'], version: '0.1' }],
    ['A Beta (1990)(X)', { title: 'A Beta', classes: [] }],
    ['A (1990)(X)[tr en][v1]', { classes: ['translation'], version: '1' }],
    ['A (1990)(X)[a2]', { alt: 2 }],
    ['ZZZ-UNK-Thing (1990)(X)', { title: 'Thing' }],
  ])('%s', (name, expected) => expect(parse(name)).toMatchObject(expected))

  it.each([
    ['PD', ['homebrew']],
    ['demo-playable', ['demo']],
    ['pre-release', ['beta']],
    ['Proto', ['proto']],
    ['alpha', ['alpha']],
  ])('(%s) is %s', (text, classes) => expect(parse(`A (1990)(X)(${text})`).classes).toEqual(classes))

  it.each([
    ['cr PDX - TRSi', ['hack', 'cracked']],
    ['f NTSC', ['hack', 'fixed']],
    ['h Elite', ['hack']],
    ['m save', ['hack', 'modified']],
    ['t +2 Team', ['hack', 'trained']],
    ['p', ['pirate']],
    ['o', ['bad']],
    ['u2', ['bad']],
    ['v', ['bad']],
    ['b3', ['bad']],
    ['!', []],
    ['req TOS 1.62', []],
  ])('[%s] is %s', (text, classes) => expect(parse(`A (1990)(X)[${text}]`).classes).toEqual(classes))

  it('releases of one game have one short name', () => {
    const names = [
      'Mega Man v1.1 (1987-12)(Capcom)(US)',
      'Mega Man (1989)(Nintendo)(EU)(M3)[a]',
      'Mega Man (1987)(Capcom)(US)[h Vimm][iNES title]',
      'Mega Man (1987)(Capcom)(PlayChoice-10)(US)[tr fr Team][v1.0]',
    ]
    expect(new Set(names.map((name) => parse(name).shortName))).toEqual(new Set(['mega man']))
  })

  it('keeps what it does not know, and all games of one image', () => {
    expect(tagsOf('A (1990)(X)(Fuuin)').at(-1)).toBe('additional:Fuuin')
    expect(parse('A (1990)(X) & B (1991)(Y)').label).toBe('A & B')
  })
})

it.each([
  ['A (1990)(X)', '1990'],
  ['A v1.0 (demo) (1986-06-xx)(X)[cr Y]', '1986'],
  ['A (199x)(X)', undefined],
  ['A (19xx)(-)', undefined],
  ['A (1990)', undefined],
  ['A (USA) (1990) (X)', undefined],
])('the year of %s is %s', (name, year) => expect(tosecYear(name)).toBe(year))

describe('a TOSEC name that states neither country nor language', () => {
  const unstated = (platform: string, name: string) =>
    releaseNameParser({ dialect: 'tosec', platform })(name).unstated

  it('is in English, where that is the usual language', () => {
    expect(unstated('commodore-64', 'A (1984)(B)')).toEqual({ language: 'En' })
    expect(unstated('commodore-64', 'A (1984)(B)(DE)')).toBeUndefined()
    expect(unstated('commodore-64', 'A (1984)(B)(fr)')).toBeUndefined()
    expect(unstated('sharp-x68000', 'A (1984)(B)')).toBeUndefined()
  })
})

describe('words behind a medium', () => {
  it('are what it is called, where it is one of so many', () => {
    expect(tagsOf('A (1984)(B)(Disk 2 of 5)(Any Words)').at(-1)).toBe('media-label:Any Words')
    expect(tagsOf('A (1984)(B)(Side A)(Any Words)').at(-1)).toBe('additional:Any Words')
    expect(tagsOf('A (1984)(B)(Disk 2 of 5)(DE)').at(-1)).toBe('region:DE')
  })
})
