/** Which matches prove what a content is. */

/**
 * All do but a CRC-32, what a CHD says of itself, and the tracks that a sheet names.
 * @param match alias of a row of `content_match`
 */
export function isSure(match: string): string {
  return `(${match}.match_by not in ('crc32', 'tracks') and ${match}.view not in ('chd', 'chd-raw'))`
}
