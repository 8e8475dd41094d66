/** Finds the outermost bracketed parts of a name. Linear, whatever the name; stray brackets are plain text. */
export interface Bracketed {
  readonly start: number
  /** After the closing bracket. */
  readonly end: number
  readonly square: boolean
}

const OPEN = 40
const CLOSE = 41
const SQUARE_OPEN = 91
const SQUARE_CLOSE = 93

/** In the order of the name. Redump nests: `(Multi Tap (SCPH-10090) Doukonban)` is one part. */
export function brackets(name: string): Bracketed[] {
  const outermost: Bracketed[] = []
  // pairs come in the order they close, so seen from the end an outer pair comes before all it holds
  let limit = name.length
  for (const pair of pairs(name).reverse()) {
    if (pair.end > limit) continue
    outermost.push(pair)
    limit = pair.start
  }
  return outermost.reverse()
}

function pairs(name: string): Bracketed[] {
  const closed: Bracketed[] = []
  const open: number[] = []
  let round = 0
  let square = 0
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i)
    if (code === OPEN || code === SQUARE_OPEN) {
      open.push(i)
      if (code === OPEN) round++
      else square++
    } else if ((code === CLOSE && round > 0) || (code === SQUARE_CLOSE && square > 0)) {
      // openings of the other kind in between were never closed: they are text
      for (let top = open.pop(); top !== undefined; top = open.pop()) {
        const isSquare = name.charCodeAt(top) === SQUARE_OPEN
        if (isSquare) square--
        else round--
        if (isSquare !== (code === SQUARE_CLOSE)) continue
        closed.push({ start: top, end: i + 1, square: isSquare })
        break
      }
    }
  }
  return closed
}
