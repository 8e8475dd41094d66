/** Look-ups in the region and language tables. */
import { LANGUAGES } from './tables/languages.ts'
import { REGIONS } from './tables/regions.ts'

const CANONICAL: ReadonlyMap<string, string> = new Map(
  REGIONS.flatMap(({ name, aliases = [] }) =>
    [name, ...aliases].map((spelling): [string, string] => [spelling, name]),
  ),
)

const IMPLIED: ReadonlyMap<string, string> = new Map(
  REGIONS.flatMap(({ name, language }): [string, string][] =>
    language === undefined ? [] : [[name, language]],
  ),
)

/** The region's name in our table: `UK` of `United Kingdom`. Undefined for what is no region. */
export function canonicalRegion(spelling: string): string | undefined {
  return CANONICAL.get(spelling)
}

/** The language a release of the region has when its name states none. */
export function impliedLanguage(region: string): string | undefined {
  return IMPLIED.get(region)
}

/** All regions, in default order. */
export function allRegions(): readonly string[] {
  return REGIONS.map(({ name }) => name)
}

export function isLanguage(code: string): boolean {
  return LANGUAGES.has(code)
}

/** `En` is met by `En-US`; `Pt-BR` is met by a plain `Pt`, which leaves the variant open. */
export function languageMeets(stated: string, wanted: string): boolean {
  if (stated === wanted) return true
  if (stated.length < wanted.length) return wanted.startsWith(`${stated}-`)
  return stated.startsWith(`${wanted}-`)
}
