/**
 * Finds texts that share most with another, wherever they differ: by the runs of letters that both have. So `Wario Land`
 * leads to `Mario Land`, which no list in the order of the alphabet does. What it finds is worth a closer look, no more.
 */
import { addTo } from '../../groups.ts'

/** Letters in a row. */
const RUN = 3
/** Texts so short have hardly any run of three in common once a letter differs: they are compared by two. */
const SHORT = 5
/** The ends of a text, of so many letters and a mark. */
const END = 7
/** So many entries of the index are looked at, those of the rarest runs first: common ones cost most and tell least. */
const MOST_VISITED = 5000

/** Places of the texts that share most with a text, best first. */
export type NearFinder = (text: string, most: number) => readonly number[]

/** The index is made when it is first asked. The same whatever it was asked before. */
export function nearKeys(keys: readonly string[]): NearFinder {
  let made: NearFinder | undefined
  return (text, most) => (made ??= finderOf(keys))(text, most)
}

function finderOf(keys: readonly string[]): NearFinder {
  const places = new Map<string, number[]>()
  const runCounts = new Uint16Array(keys.length)
  for (const [i, key] of keys.entries()) {
    const runs = runsOf(key)
    runCounts[i] = runs.length
    for (const run of runs) addTo(places, run, i)
  }
  const shared = new Uint16Array(keys.length)
  return (text, most) => {
    const runs = runsOf(text)
    const lists = runs.flatMap((run) => {
      const list = places.get(run)
      return list ? [list] : []
    })
    const touched: number[] = []
    let visited = 0
    for (const list of lists.sort((a, b) => a.length - b.length)) {
      visited += list.length
      if (visited > MOST_VISITED && touched.length > 0) break
      for (const i of list.length > MOST_VISITED ? list.slice(0, MOST_VISITED) : list) {
        if (shared[i] === 0) touched.push(i)
        shared[i] = (shared[i] ?? 0) + 1
      }
    }
    const likeness = (i: number): number => (2 * (shared[i] ?? 0)) / (runs.length + (runCounts[i] ?? 0))
    const best = bestOf(touched, likeness, most)
    for (const i of touched) shared[i] = 0
    return best
  }
}

/** By likeness, then by place. Holds no more than it returns: most of what is touched has one common run. */
function bestOf(all: readonly number[], likeness: (i: number) => number, most: number): readonly number[] {
  const best: { readonly i: number; readonly score: number }[] = []
  for (const i of all) {
    const score = likeness(i)
    const last = best.length === most ? best.at(-1) : undefined
    if (last && (score < last.score || (score === last.score && i > last.i))) continue
    let at = best.length
    while (at > 0) {
      const before = best[at - 1]
      if (!before || before.score > score || (before.score === score && before.i < i)) break
      at--
    }
    best.splice(at, 0, { i, score })
    if (best.length > most) best.pop()
  }
  return best.map(({ i }) => i)
}

/**
 * All letters in a row, each once, with marks for both ends, and both ends at length: sequels begin the same, and where
 * all short runs are common ones, those lead to them.
 */
function runsOf(key: string): readonly string[] {
  if (key === '') return []
  const text = `^${key}$`
  const runs = new Set<string>()
  for (const length of key.length <= SHORT ? [RUN, RUN - 1] : [RUN])
    for (let i = 0; i + length <= text.length; i++) runs.add(text.slice(i, i + length))
  if (key.length > END) runs.add(text.slice(0, END)).add(text.slice(-END))
  return [...runs]
}
