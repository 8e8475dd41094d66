/** Which company a string is: by the user's word, by the shipped table, or by nothing but its spelling. */
import { byCodeUnit } from '../order.ts'
import { companyForm } from './form.ts'
import { COMPANY_SEED } from './seed.ts'

/** Company → its other names. */
export type CompanyAliases = Readonly<Record<string, readonly string[]>>

export interface CanonicalCompany {
  readonly name: string
  /** Equal for all strings that are this company. */
  readonly form: string
  /** Who says so. `spelling`: nobody; strings with the same form are one company. */
  readonly source: 'decision' | 'config' | 'seed' | 'spelling'
}

/** Undefined for strings without letters and digits. */
export type CompanyResolver = (name: string) => CanonicalCompany | undefined

/**
 * What decisions say wins over the config, and that over the table. All three by form: spelling never matters. Whoever
 * joins a company to another joins its other names as well, whoever said those.
 */
export function companyResolver({
  decisions = {},
  config = {},
}: { readonly decisions?: CompanyAliases; readonly config?: CompanyAliases } = {}): CompanyResolver {
  const known = new Map<string, CanonicalCompany>()
  const seed = COMPANY_SEED.map(({ name, aliases }): [string, readonly string[]] => [name, aliases])
  const say = (
    source: CanonicalCompany['source'],
    companies: Iterable<readonly [string, readonly string[]]>,
  ): void => {
    const said = Array.from(companies, ([name, aliases]) => {
      return { company: { name, form: companyForm(name), source }, aliases }
    })
    for (const { company } of said) if (company.form !== '') known.set(company.form, company)
    // the other name of a company is none itself, in whatever order they are said
    for (const { company, aliases } of said)
      for (const form of aliases.map(companyForm))
        if (form !== '' && form !== company.form) known.set(form, company)
  }
  const joined = (first: CanonicalCompany): CanonicalCompany => {
    let last = first
    for (const seen = new Set<string>(); !seen.has(last.form);) {
      seen.add(last.form)
      last = known.get(last.form) ?? last
    }
    return last
  }
  say('seed', seed)
  say('config', Object.entries(config))
  say('decision', Object.entries(decisions))
  return (text) => {
    const form = companyForm(text)
    if (form === '') return undefined
    const company = known.get(form)
    return company ? joined(company) : { name: tidy(text), form, source: 'spelling' }
  }
}

/** One line without spaces at its ends: some sources have tabs and no-break spaces in names. */
function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** The writing that stands for all: mixed case before shouting, then the shortest, then by code unit. */
export function bestSpelling(names: Iterable<string>): string {
  const shouts = (name: string): number =>
    name === name.toUpperCase() || name === name.toLowerCase() ? 1 : 0
  const [best = ''] = Array.from(names, tidy).sort(
    (a, b) => shouts(a) - shouts(b) || a.length - b.length || byCodeUnit(a, b),
  )
  return best
}
