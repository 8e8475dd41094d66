/**
 * Companies that are written in several ways which no spelling rule joins, typed by hand. Only names of the same company
 * stand in one row: what it became, or belongs to, is linked.
 */

interface SeedCompany {
  readonly name: string
  /** Other names of the same company. */
  readonly aliases: readonly string[]
  readonly links?: readonly SeedLink[]
}

interface SeedLink {
  readonly relation: CompanyRelation
  /** Name of another row. */
  readonly to: string
}

type CompanyRelation = 'succeeded by' | 'merged into' | 'division of' | 'imprint of'

function company(
  name: string,
  aliases: readonly string[] = [],
  links: readonly SeedLink[] = [],
): SeedCompany {
  return links.length === 0 ? { name, aliases } : { name, aliases, links }
}

function succeededBy(to: string): readonly SeedLink[] {
  return [{ relation: 'succeeded by', to }]
}

function mergedInto(to: string): readonly SeedLink[] {
  return [{ relation: 'merged into', to }]
}

function divisionOf(to: string): readonly SeedLink[] {
  return [{ relation: 'division of', to }]
}

function imprintOf(to: string): readonly SeedLink[] {
  return [{ relation: 'imprint of', to }]
}

export const COMPANY_SEED: readonly SeedCompany[] = [
  company('Acclaim', ['Acclaim Entertainment']),
  company('Activision', ['Activision Publishing'], mergedInto('Activision Blizzard')),
  company('Activision Blizzard'),
  company('Arc System Works', ['Arc System']),
  company('ASCII', ['ASCII Entertainment']),
  company('Atlus', ['Atlus USA']),
  company('Bandai', ['Bandai America'], mergedInto('Bandai Namco')),
  company('Bandai Namco', [
    'Namco Bandai',
    'Bandai Namco Games',
    'Namco Bandai Games',
    'Bandai Namco Entertainment',
    'Namco Bandai Games America',
  ]),
  company('Blizzard Entertainment', ['Blizzard'], mergedInto('Activision Blizzard')),
  company('Brøderbund', ['Broderbund', 'Brøderbund Software', 'Broderbund Software']),
  company('Bullet-Proof Software', ['Bullet Proof Software', 'BPS']),
  company('Capcom', ['Capcom USA', 'Capcom Entertainment']),
  company('Chunsoft', ['Chun Soft'], mergedInto('Spike Chunsoft')),
  company('Codemasters', ['Code Masters', 'The Codemasters Software Company', 'Codemasters Software']),
  company('Core Design', ['Core']),
  company('Data East', ['Data East USA', 'DECO']),
  company('Electronic Arts', ['EA', 'Electronic Arts Victor']),
  company('EA Sports', [], divisionOf('Electronic Arts')),
  company('Eidos Interactive', ['Eidos'], succeededBy('Square Enix Europe')),
  company('Enix', ['Enix America'], mergedInto('Square Enix')),
  company('Epic Games', ['Epic MegaGames']),
  company('GT Interactive', ['GT Interactive Software', 'GTI']),
  company('HAL Laboratory', ['HAL', 'HAL Labs', 'HAL America']),
  company('Hasbro Interactive', ['Hasbro']),
  company('Hudson Soft', ['Hudson', 'Hudson Entertainment'], mergedInto('Konami')),
  company('Infogrames', ['Infogrames Entertainment', 'Infogrames Europe']),
  company('Jaleco', ['Jaleco Entertainment', 'Jaleco USA']),
  company('Kemco', ['Kotobuki System', 'Kemco Seika', 'Kotobuki Systems']),
  company('Koei', [], mergedInto('Koei Tecmo')),
  company('Koei Tecmo', ['Tecmo Koei', 'Koei Tecmo Games', 'Tecmo Koei Games']),
  company('Konami', ['Konami Digital Entertainment', 'Konami of America']),
  company('Konami Computer Entertainment Japan', ['KCEJ'], divisionOf('Konami')),
  company('Konami Computer Entertainment Kobe', ['KCEK'], divisionOf('Konami')),
  company('Konami Computer Entertainment Nagoya', ['KCEN'], divisionOf('Konami')),
  company('Konami Computer Entertainment Osaka', ['KCEO'], divisionOf('Konami')),
  company('Konami Computer Entertainment Tokyo', ['KCET'], divisionOf('Konami')),
  company('LJN', ['LJN Toys'], imprintOf('Acclaim')),
  company('LucasArts', ['Lucas Arts', 'LucasArts Entertainment', 'LucasArts Entertainment Company']),
  company('Lucasfilm Games', [], succeededBy('LucasArts')),
  company('Microsoft', ['Microsoft Game Studios', 'Microsoft Games']),
  company('MicroProse', ['Microprose Software']),
  company('Midway', ['Midway Games', 'Midway Home Entertainment', 'Midway Manufacturing']),
  company('Namco', ['Namcot', 'Namco Hometek', 'Namco Limited'], mergedInto('Bandai Namco')),
  company('NEC Home Electronics', ['NEC', 'NEC Avenue']),
  company('Nintendo', ['Nintendo of America', 'Nintendo of Europe']),
  company('Nintendo EAD', ['Nintendo Entertainment Analysis and Development'], divisionOf('Nintendo')),
  company('Nintendo R&D1', ['Nintendo Research & Development 1', 'Nintendo R&D 1'], divisionOf('Nintendo')),
  company('Nintendo R&D2', ['Nintendo Research & Development 2', 'Nintendo R&D 2'], divisionOf('Nintendo')),
  company('Ocean', ['Ocean Software']),
  company('Parker Brothers', ['Parker Bros']),
  company('Psygnosis', [], succeededBy('SCE Studio Liverpool')),
  company('Quintet', ['Quintet Co']),
  company('Rare', ['Rareware']),
  company('Red Storm Entertainment', ['Red Storm'], divisionOf('Ubisoft')),
  company('SCE Studio Liverpool', ['Sony Studio Liverpool'], divisionOf('Sony Computer Entertainment')),
  company('Sega', ['Sega Enterprises', 'Sega of America', 'Sega Games', 'Sega Interactive']),
  company('Sega AM2', ['Sega-AM2', 'SEGA AM R&D Division 2'], divisionOf('Sega')),
  company('Sierra', ['Sierra On-Line', 'Sierra Online', 'Sierra Entertainment']),
  company('SNK', ['SNK Corporation of America', 'Shin Nihon Kikaku'], succeededBy('SNK Playmore')),
  company('SNK Playmore', ['Playmore']),
  company(
    'Sony Computer Entertainment',
    [
      'SCE',
      'SCEI',
      'SCEA',
      'SCEE',
      'Sony Computer Entertainment America',
      'Sony Computer Entertainment Europe',
    ],
    succeededBy('Sony Interactive Entertainment'),
  ),
  company('Sony Interactive Entertainment', ['SIE']),
  company('Spike', [], mergedInto('Spike Chunsoft')),
  company('Spike Chunsoft', ['Spike-Chunsoft']),
  company('Square', ['SquareSoft', 'Square Soft'], mergedInto('Square Enix')),
  company('Square Enix', ['Square Enix USA', 'SquareEnix']),
  company('Square Enix Europe', [], divisionOf('Square Enix')),
  company('Sunsoft', ['Sun Soft', 'Sun Electronics', 'Sun Corporation of America']),
  company('T&E Soft', ['T&ESOFT', 'T&E; Soft', 'T&E Sof']),
  company('Taito', ['Taito America', 'Taito Corporation of America'], mergedInto('Square Enix')),
  company('Take-Two Interactive', ['Take 2 Interactive', 'Take-Two', 'Take-Two Interactive Software']),
  company('Tec Toy', ['Tectoy']),
  company('Tecmo', ['Tehkan'], mergedInto('Koei Tecmo')),
  company('Tengen', [], imprintOf('Atari Games')),
  company('Atari Games'),
  company('THQ', ['T*HQ', 'Toy Headquarters', 'THQ Entertainment']),
  company('Titus', ['Titus Software', 'Titus Interactive', 'Titus France']),
  company('TOSE', ['TOSE Software']),
  company('Ubisoft', [
    'Ubi Soft',
    'Ubi Soft Entertainment',
    'Ubisoft Entertainment',
    'Ubi Soft Entertainment Software',
  ]),
  company('Ultra Games', ['Ultra', 'Ultra Software'], imprintOf('Konami')),
  company('Victor Interactive Software', ['Victor Interactive'], succeededBy('Marvelous')),
  company('Marvelous', ['Marvelous Entertainment', 'Marvelous Interactive', 'Marvelous AQL']),
  company('Virgin Interactive', ['Virgin Games', 'Virgin Interactive Entertainment', 'Virgin']),
  company('Vivid Image', ['Vivid Image Developments']),
  company('Westwood Studios', ['Westwood', 'Westwood Associates']),
  company('Working Designs'),
]
