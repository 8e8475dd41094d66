/** Files that are sound, though nobody can say what is in them: a password is wanted, or curator does not open such things. */
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

/** Whether a content is packed in a way that curator names and does not open: a CSO, an RVZ, … */
function isPacked(content: string): string {
  return `exists (select 1 from rom_file_metadata p where p.rom_file_id = ${content} and p.key = 'container.name')`
}

/** Whether a content is packed so itself or, of an archive, all that may be a game in it. */
export function holdsOnlyPacked(content: string): string {
  const members = `select 1 from archive_member a where a.archive_id = ${content}`
  return `(${isPacked(content)} or (exists (${members} and ${isPacked('a.rom_file_id')})
    and not exists (select 1 from archive_member a join rom_file g on g.id = a.rom_file_id
      where a.archive_id = ${content} and g.content_role in ('rom', 'disc') and g.size > 0
        and not ${isPacked('g.id')})))`
}

function hasOnly(column: string, codes: readonly ErrorCode[]): string {
  const list = codes.map((code) => `'${code}'`).join(', ')
  return `not exists (select 1 from json_each(${column}) where json_extract(value, '$[0]') not in (${list}))`
}
