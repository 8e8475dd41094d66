/** Files that are not damaged though something is wrong: a password is wanted, or curator does not open such a thing. */
import type { ErrorCode } from '../errors.ts'

const LOCKED: readonly ErrorCode[] = ['archive-encrypted']
/** What may be whole: a part of a split archive, a method that nobody unpacks here, an old CHD, a bomb. */
const UNOPENED: readonly ErrorCode[] = ['archive-unsupported', 'archive-bomb', 'format-not-opened']

export function isUnopened(code: ErrorCode): boolean {
  return UNOPENED.includes(code)
}

/** Of a column `problem` that is not null: nothing is wrong but that a password is wanted. */
export function isLockedOnly(column: string): string {
  return hasOnly(column, LOCKED)
}

/** The same of what is not opened, for want of a password or not: to be asked after `isLockedOnly`. */
export function isUnopenedOnly(column: string): string {
  return hasOnly(column, [...LOCKED, ...UNOPENED])
}

function hasOnly(column: string, codes: readonly ErrorCode[]): string {
  const list = codes.map((code) => `'${code}'`).join(', ')
  return `not exists (select 1 from json_each(${column}) where json_extract(value, '$[0]') not in (${list}))`
}
