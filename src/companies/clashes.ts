/** Lists of companies that say two things of one name: what it is cannot be told. */
import { companyForm } from './form.ts'
import type { CompanyAliases } from './resolve.ts'

interface CompanyClash {
  /** The company in whose list the name stands. */
  readonly company: string
  readonly name: string
  /** In a sentence, without its point. */
  readonly why: string
}

/** Names that two companies claim, and companies that are other names of each other. */
export function companyClashes(companies: CompanyAliases): readonly CompanyClash[] {
  const owners = new Map<string, string>()
  const clashes: CompanyClash[] = []
  for (const [company, aliases] of Object.entries(companies)) {
    for (const name of aliases) {
      const form = companyForm(name)
      if (form === companyForm(company)) continue
      const owner = owners.get(form) ?? company
      if (companyForm(owner) !== companyForm(company))
        clashes.push({ company, name, why: `"${name}" is another name of "${owner}" and of "${company}"` })
      else if (isAbove(form, company))
        clashes.push({ company, name, why: `"${company}" and "${name}" are other names of each other` })
      else owners.set(form, company)
    }
  }
  return clashes

  /** Whether the company, or whoever it is another name of, is another name of this one. */
  function isAbove(form: string, company: string): boolean {
    for (
      let above = owners.get(companyForm(company));
      above !== undefined;
      above = owners.get(companyForm(above))
    )
      if (companyForm(above) === form) return true
    return false
  }
}
