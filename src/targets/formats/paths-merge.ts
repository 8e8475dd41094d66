/**
 * Lists with one path a line, added to: ES-DE and Batocera write a collection anew when their users put a game in it or take
 * one out. What curator lists stands first, in its order; lines of which curator knows nothing stay.
 */

/** `isOurs`: of games of curator's, wanted or gone: they are listed where curator lists them. */
export function mergePaths(there: string, ours: string, isOurs: (line: string) => boolean): string {
  const [theirs, own] = [linesOf(there), linesOf(ours)]
  const listed = new Set(own)
  const merged = [...own, ...theirs.filter((line) => !listed.has(line) && !isOurs(line))]
  return merged.join('\n') === theirs.join('\n') ? there : merged.map((line) => `${line}\n`).join('')
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r?\n/).filter((line) => line !== '')
}
