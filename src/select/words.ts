/** Small English. */

/** `1st`, `2nd`, `11th`. */
export function ordinal(n: number): string {
  const teen = n % 100 >= 11 && n % 100 <= 13
  const suffix = teen ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')
  return `${n}${suffix}`
}

/** `En, Fr`, or what to say of none. */
export function list(words: readonly string[], none: string): string {
  return words.length === 0 ? none : words.join(', ')
}
