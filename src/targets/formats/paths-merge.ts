/**
 * Lists with one path a line, added to: ES-DE and Batocera write a collection anew when their users put a game in it or take
 * one out. What curator lists stands first, in its order; lines of which curator knows nothing stay.
 */

/** `now`: what a line is to be that is there; undefined where it goes, unless curator lists it. */
export function mergePaths(there: string, ours: string, now: (line: string) => string | undefined): string {
  const [theirs, own] = [linesOf(there), linesOf(ours)]
  const others = theirs.flatMap((line) => now(line) ?? [])
  const merged = [...new Set([...own, ...others])]
  return merged.join('\n') === theirs.join('\n') ? there : merged.map((line) => `${line}\n`).join('')
}

export function linesOf(text: string): readonly string[] {
  return text.split(/\r?\n/).filter((line) => line !== '')
}
