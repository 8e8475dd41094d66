/**
 * Regions of the No-Intro and Redump naming conventions, in the order used where a policy names none, with the
 * language a release of that region has unless its name says otherwise. No language: the region has several.
 */
interface RegionRow<N extends string = string> {
  readonly name: N
  readonly language?: string
  /** Other spellings of the same region. */
  readonly aliases?: readonly string[]
}

/** A function, because only so the compiler notes what the names are. */
function table<N extends string>(rows: readonly RegionRow<N>[]): readonly RegionRow<N>[] {
  return rows
}

const ROWS = table([
  { name: 'USA', language: 'En' },
  { name: 'World', language: 'En', aliases: ['Export'] },
  { name: 'Canada', language: 'En' },
  { name: 'Europe', language: 'En' },
  { name: 'UK', language: 'En', aliases: ['United Kingdom'] },
  { name: 'Australia', language: 'En' },
  { name: 'New Zealand', language: 'En' },
  { name: 'Singapore', language: 'En' },
  { name: 'Ireland', language: 'En' },
  { name: 'Japan', language: 'Ja' },
  { name: 'Asia' },
  { name: 'Thailand', language: 'Th' },
  { name: 'Spain', language: 'Es' },
  { name: 'Mexico', language: 'Es' },
  { name: 'Argentina', language: 'Es' },
  { name: 'Chile', language: 'Es' },
  { name: 'Peru', language: 'Es' },
  { name: 'Latin America', language: 'Es-XL' },
  { name: 'Brazil', language: 'Pt-BR' },
  { name: 'Portugal', language: 'Pt' },
  { name: 'France', language: 'Fr' },
  { name: 'Belgium', language: 'Fr' },
  { name: 'Luxembourg' },
  { name: 'Netherlands', language: 'Nl' },
  { name: 'Germany', language: 'De' },
  { name: 'Austria', language: 'De' },
  { name: 'Italy', language: 'It' },
  { name: 'Switzerland' },
  { name: 'Hong Kong', language: 'Zh-Hant' },
  { name: 'China', language: 'Zh-Hans' },
  { name: 'Taiwan', language: 'Zh-Hant' },
  { name: 'Korea', language: 'Ko', aliases: ['South Korea'] },
  { name: 'Russia', language: 'Ru' },
  { name: 'Ukraine', language: 'Uk' },
  { name: 'Estonia', language: 'Et' },
  { name: 'Poland', language: 'Pl' },
  { name: 'Latvia', language: 'Lv' },
  { name: 'Lithuania', language: 'Lt' },
  { name: 'Denmark', language: 'Da' },
  { name: 'Norway', language: 'No' },
  { name: 'Sweden', language: 'Sv' },
  { name: 'Scandinavia' },
  { name: 'Finland', language: 'Fi' },
  { name: 'Iceland', language: 'Is' },
  { name: 'Hungary', language: 'Hu' },
  { name: 'Czech', language: 'Cs', aliases: ['Czech Republic', 'Czechia'] },
  { name: 'Greece', language: 'El' },
  { name: 'Cyprus', language: 'El' },
  { name: 'Macedonia', language: 'Mk' },
  { name: 'India', language: 'En' },
  { name: 'Nepal' },
  { name: 'South Africa' },
  { name: 'Israel', language: 'He' },
  { name: 'Egypt', language: 'Ar' },
  { name: 'Jordan', language: 'Ar' },
  { name: 'Oman', language: 'Ar' },
  { name: 'Qatar', language: 'Ar' },
  { name: 'United Arab Emirates', language: 'Ar', aliases: ['UAE'] },
  { name: 'Iran' },
  { name: 'Slovakia', language: 'Sk' },
  { name: 'Slovenia', language: 'Sl' },
  { name: 'Turkey', language: 'Tr' },
  { name: 'Croatia', language: 'Hr' },
  { name: 'Bosnia', aliases: ['Bosnia and Herzegovina'] },
  { name: 'Bulgaria', language: 'Bg' },
  { name: 'Romania', language: 'Ro' },
  { name: 'Albania', language: 'Sq' },
  { name: 'Serbia', language: 'Sr' },
  { name: 'Yugoslavia' },
  { name: 'Indonesia', language: 'Id' },
  { name: 'Malaysia' },
  { name: 'Philippines' },
  { name: 'Vietnam', language: 'Vi' },
  { name: 'Mongolia' },
  { name: 'Unknown' },
])

export const REGIONS: readonly RegionRow[] = ROWS

export type Region = (typeof ROWS)[number]['name']

/** GoodTools country codes that mean the same in every set. They count only where a name has no region in words. */
export const GOOD_REGIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['U', ['USA']],
  ['E', ['Europe']],
  ['J', ['Japan']],
  ['W', ['World']],
  ['JUE', ['World']],
  ['UE', ['USA', 'Europe']],
  ['JU', ['Japan', 'USA']],
  ['JE', ['Japan', 'Europe']],
])
