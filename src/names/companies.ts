/** Look-up in the table of companies, for tags that name who published a release. */
import { COMPANIES } from './tables/companies.ts'

const KNOWN: ReadonlySet<string> = new Set(COMPANIES.map(plain))

/** `Parker Bros.` and `Hudson Soft Co., Ltd.` are known as `Parker Bros` and `Hudson`. */
export function isCompany(text: string): boolean {
  return KNOWN.has(plain(text)) || KNOWN.has(plain(text.replace(SUFFIX, '')))
}

const SUFFIX =
  /,? (?:Co\.?|Corp\.?|Corporation|Company|Inc\.?|Ltd\.?|GmbH|Games|Soft|Software|Entertainment|Electronics)$/i

function plain(name: string): string {
  return name.toLowerCase().replace(/[.'!]/g, '')
}
