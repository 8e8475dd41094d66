/**
 * Globs over release names: `*` is any text, `?` any character, letter case does not count, and everything else is
 * itself. A file glob library would not do: names are full of brackets, which there mean something. An `é` may be one
 * character or two, as in what was copied from a Mac's files: nobody can see which.
 */
type NameTest = (name: string) => boolean

export function nameGlob(pattern: string): NameTest {
  const plain = plainly(pattern)
  return (name) => matches(plain, plainly(name))
}

function plainly(text: string): string {
  return text.toLowerCase().normalize('NFC')
}

/** True when any of the globs matches; none match nothing. */
export function anyGlob(patterns: readonly string[]): NameTest {
  const tests = patterns.map(nameGlob)
  return (name) => tests.some((test) => test(name))
}

/** Remembers only the last `*`, so the work is at most pattern times name. */
function matches(pattern: string, name: string): boolean {
  let p = 0
  let n = 0
  let star = -1
  let resume = 0
  while (n < name.length) {
    if (pattern[p] === '*') {
      star = p++
      resume = n
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === name[n])) {
      p++
      n++
    } else if (star >= 0) {
      p = star + 1
      n = ++resume
    } else {
      return false
    }
  }
  while (pattern[p] === '*') p++
  return p === pattern.length
}
