/** Look-ups by words that come from files and people: `constructor` is no entry of any table. */

/** What a table holds under a key itself; undefined for what only its prototype has. */
export function ownValue<V>(table: { readonly [key: string]: V }, key: string): V | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined
}
