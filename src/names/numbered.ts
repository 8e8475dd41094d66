/** Whether a DAT numbers its games: `0001 - Title`. */

/** A number that is no part of the name, where the DAT numbers all its games. */
export const NUMBER = /^\d{4} - /

/** True when nearly every name begins with a number and a dash, as in No-Intro's numbered DATs. */
export function isNumbered(names: Iterable<string>): boolean {
  let all = 0
  let numbered = 0
  for (const name of names) {
    all++
    if (NUMBER.test(name)) numbered++
  }
  return all >= 20 && numbered >= all * 0.95
}
