/**
 * Lists with one path a line, added to: ES-DE and Batocera write a collection anew when their users put a game in it or take
 * one out. What curator lists stands first, in its order; lines of which curator knows nothing stay.
 */

/** `now`: what a line is to be that is there; undefined where it goes, unless curator lists it. */
export function mergePaths(there: string, ours: string, now: (line: string) => string | undefined): string {
  const [theirs, own] = [linesOf(there), linesOf(ours)]
  const merged = [...new Set([...own, ...linesOfUser(there, now)])]
  return merged.join('\n') === theirs.join('\n') ? there : merged.map((line) => `${line}\n`).join('')
}

/** What curator lists of its own accord: lines that its user had put there before stay when curator lists them no longer. */
export function withoutUsers(there: string, ours: string, now: (line: string) => string | undefined): string {
  const theirs = new Set(linesOfUser(there, now))
  return linesOf(ours)
    .flatMap((line) => (theirs.has(line) ? [] : `${line}\n`))
    .join('')
}

function linesOfUser(there: string, now: (line: string) => string | undefined): readonly string[] {
  return linesOf(there).flatMap((line) => now(line) ?? [])
}

export function linesOf(text: string): readonly string[] {
  return text.split(/\r?\n/).filter((line) => line !== '')
}
