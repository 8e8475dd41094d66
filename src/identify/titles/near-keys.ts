/**
 * Finds texts that share most with another, wherever they differ: by the runs of letters that both have. So `Wario Land`
 * leads to `Mario Land`, which no list in the order of the alphabet does. What it finds is worth a closer look, no more.
 */
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
export function nearKeys(keysOf: () => readonly string[]): NearFinder {
  let made: NearFinder | undefined
  return (text, most) => (made ??= finderOf(indexOf(keysOf())))(text, most)
}

/** Of each run the places of the texts that have it: part of one long list. */
interface Index {
  readonly runs: ReadonlyMap<string, number>
  /** By number of the run: where its places begin; the last is the end of all. */
  readonly starts: Int32Array
  readonly places: Int32Array
  /** By place: how many runs the text has. */
  readonly counts: Uint16Array
}

function indexOf(keys: readonly string[]): Index {
  const runs = new Map<string, number>()
  const sizes: number[] = []
  const counts = Uint16Array.from(keys, (key) => {
    const own = runsOf(key)
    for (const run of own) {
      const known = runs.get(run)
      if (known === undefined) {
        runs.set(run, sizes.length)
        sizes.push(1)
      } else sizes[known] = (sizes[known] ?? 0) + 1
    }
    return own.length
  })
  const starts = new Int32Array(sizes.length + 1)
  for (const [i, size] of sizes.entries()) starts[i + 1] = (starts[i] ?? 0) + size
  const next = starts.slice()
  const places = new Int32Array(starts.at(-1) ?? 0)
  for (const [place, key] of keys.entries())
    for (const run of runsOf(key)) {
      const number = runs.get(run) ?? 0
      const at = next[number] ?? 0
      places[at] = place
      next[number] = at + 1
    }
  return { runs, starts, places, counts }
}

function finderOf({ runs, starts, places, counts }: Index): NearFinder {
  const shared = new Uint16Array(counts.length)
  return (text, most) => {
    const own = runsOf(text)
    const lists = own.flatMap((run): (readonly [start: number, end: number])[] => {
      const number = runs.get(run)
      return number === undefined ? [] : [[starts[number] ?? 0, starts[number + 1] ?? 0]]
    })
    const touched: number[] = []
    let left = MOST_VISITED
    for (const [start, end] of lists.sort(([a, b], [c, d]) => b - a - (d - c))) {
      // a run that is too common tells nothing, unless there is no other
      if (end - start > left && touched.length > 0) break
      for (let at = start; at < Math.min(end, start + left); at++) {
        const place = places[at] ?? 0
        if (shared[place] === 0) touched.push(place)
        shared[place] = (shared[place] ?? 0) + 1
      }
      left -= end - start
    }
    const likeness = (place: number): number =>
      (2 * (shared[place] ?? 0)) / (own.length + (counts[place] ?? 0))
    const best = bestOf(touched, likeness, most)
    for (const place of touched) shared[place] = 0
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
