/** JSON on a line of its own, its end with it: nothing in between that any reader takes for the end of a line. */
export function jsonLine(value: unknown): string {
  return `${JSON.stringify(value).replace(ENDS, (end) => `\\u${end.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`
}

/** What JSON leaves as it is: Node takes two of them for line ends from version 24 on, Python all three. */
const ENDS = /[\u0085\u2028\u2029]/g
