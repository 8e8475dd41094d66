/** Which troubles of a file a password would do away with. */

/** Of a column `problem` that is not null: nothing is wrong but that a password is wanted. */
export function isLockedOnly(column: string): string {
  return `not exists (select 1 from json_each(${column}) where json_extract(value, '$[0]') <> 'archive-encrypted')`
}
