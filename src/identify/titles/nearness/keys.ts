/**
 * Finds texts that share most with another, wherever they differ: by the runs of letters that both have. So `Wario Land`
 * leads to `Mario Land`, which no list in the order of the alphabet does. What it finds is worth a closer look, no more.
 */
import { isUnspaced } from '../spelling/unspaced.ts'

/** Letters in a row. */
const RUN = 3
/** Texts so short have hardly any run of three in common once a letter differs: they are compared by two; and so are Japanese ones. */
const SHORT = 5
/** The ends of a text, of so many letters and a mark. */
const END = 7
/** So many entries of the index are looked at, those of the rarest runs first: common ones cost most and tell least. */
const MOST_VISITED = 5000

/** Places of the texts that share most with a text, best first; those of equal shares in order. */
export type NearFinder = (text: Runs, most: number) => readonly number[]

/** A text to be looked for: see `runsOf`. */
export type Runs = readonly string[]

/** The index is made when it is first asked. The same whatever it was asked before. */
export function nearKeys(keysOf: () => readonly string[]): NearFinder {
  let made: NearFinder | undefined
  return (text, most) => (made ??= finderOf(indexOf(keysOf())))(text, most)
}

/**
 * All letters in a row, each once, with marks for both ends, and both ends at length: sequels begin the same, and where
 * all short runs are common ones, those lead to them.
 */
export function runsOf(key: string): Runs {
  const runs = new Set<string>()
  eachRun(key, (run) => runs.add(run))
  return [...runs]
}

/** The same, some of them more than once. */
function eachRun(key: string, take: (run: string) => void): void {
  if (key === '') return
  const text = `^${key}$`
  const shortest = key.length <= SHORT || isUnspaced(key) ? RUN - 1 : RUN
  for (let length = RUN; length >= shortest; length--)
    for (let i = 0; i + length <= text.length; i++) take(text.slice(i, i + length))
  if (key.length <= END) return
  take(text.slice(0, END))
  take(text.slice(-END))
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
  /** By number of the run: which text was seen to have it last. A text counts once, however often it has a run. */
  const lastOf: number[] = []
  /** The runs of all texts, one text behind the other. */
  const found: number[] = []
  const counts = Uint16Array.from(keys, (key, place) => {
    const before = found.length
    eachRun(key, (run) => {
      let number = runs.get(run)
      if (number === undefined) {
        runs.set(run, (number = sizes.length))
        sizes.push(0)
        lastOf.push(-1)
      }
      if (lastOf[number] === place) return
      lastOf[number] = place
      sizes[number] = (sizes[number] ?? 0) + 1
      found.push(number)
    })
    return found.length - before
  })
  const starts = new Int32Array(sizes.length + 1)
  for (const [i, size] of sizes.entries()) starts[i + 1] = (starts[i] ?? 0) + size
  const next = starts.slice()
  const places = new Int32Array(found.length)
  let at = 0
  for (const [place, count] of counts.entries())
    for (const end = at + count; at < end; at++) {
      const number = found[at] ?? 0
      const to = next[number] ?? 0
      places[to] = place
      next[number] = to + 1
    }
  return { runs, starts, places, counts }
}

function finderOf({ runs, starts, places, counts }: Index): NearFinder {
  const shared = new Uint16Array(counts.length)
  const touched = new Int32Array(Math.min(MOST_VISITED, counts.length))
  const startOf = (run: number): number => starts[run] ?? 0
  const endOf = (run: number): number => starts[run + 1] ?? 0
  const sizeOf = (run: number): number => endOf(run) - startOf(run)

  /** Counts in `shared` what each text has in common with `own`, and returns how many texts are in `touched`. */
  function visit(own: Runs): number {
    const known: number[] = []
    for (const text of own) {
      const run = runs.get(text)
      if (run !== undefined) known.push(run)
    }
    known.sort((a, b) => sizeOf(a) - sizeOf(b))
    let found = 0
    let left = MOST_VISITED
    for (const run of known) {
      // a run that is too common tells nothing, unless there is no other
      if (sizeOf(run) > left && found > 0) break
      const end = Math.min(endOf(run), startOf(run) + left)
      for (let at = startOf(run); at < end; at++) {
        const place = places[at] ?? 0
        const before = shared[place] ?? 0
        if (before === 0) touched[found++] = place
        shared[place] = before + 1
      }
      left -= sizeOf(run)
    }
    return found
  }

  return (own, most) => {
    const found = visit(own)
    const best: number[] = []
    const shares: number[] = []
    let least = 0
    for (let n = 0; n < found; n++) {
      const place = touched[n] ?? 0
      const common = 2 * (shared[place] ?? 0)
      const whole = own.length + (counts[place] ?? 0)
      shared[place] = 0
      // most of them have one common run: they are turned away without a division
      if (common < least * whole) continue
      const share = common / whole
      let at = best.length
      for (; at > 0; at--) {
        const other = shares[at - 1] ?? 0
        if (other > share || (other === share && (best[at - 1] ?? 0) < place)) break
        shares[at] = other
        best[at] = best[at - 1] ?? 0
      }
      shares[at] = share
      best[at] = place
      if (best.length > most) best.pop()
      if (best.length === most) least = (shares[most - 1] ?? 0) * SURELY_LESS
    }
    return best
  }
}

/** Rounding may make a share a little less or more than it is. */
const SURELY_LESS = 1 - 1e-9
