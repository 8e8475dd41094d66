/**
 * A file of several software lists (`mame -listsoftware`), taken apart: each list is a DAT of its own, since each is of
 * another platform. Only its place in the file is kept.
 */

/** One `<softwarelist>` of the file: its name, and the bytes from its first tag to behind its last. */
interface ListPlace {
  readonly name: string
  readonly start: number
  readonly end: number
}

interface ListFinder {
  write(chunk: Uint8Array): void
  /** The lists, in the order of the file. A list that is not closed reaches to the end, where reading it fails. */
  end(): readonly ListPlace[]
}

const OPEN = '<softwarelist '
const CLOSE = '</softwarelist>'
const COMMENT = '<!--'
const COMMENT_END = '-->'
/** The longest start tag that is looked into for a name. */
const LONGEST_TAG = 4096
/** MAME has 800 lists. */
const MOST_LISTS = 20_000

/** Finds the lists in one pass over chunks. Comments are passed over: they may hold tags. */
export function listFinder(): ListFinder {
  const lists: ListPlace[] = []
  let open: { readonly name: string; readonly start: number } | undefined
  let inComment = false
  /** What is not searched yet, and where in the file it begins. */
  let rest: Buffer = Buffer.alloc(0)
  let offset = 0

  return {
    write(chunk) {
      rest = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk])
      search(false)
    },
    end() {
      search(true)
      if (open) lists.push({ ...open, end: offset + rest.length })
      return lists
    },
  }

  function search(last: boolean): void {
    let position = 0
    for (;;) {
      const next = step(position, last)
      if (next === undefined) break
      position = next
    }
    // a mark may be cut in two: as much as the longest is looked at again
    if (!last) position = Math.max(position, rest.length - LONGEST_TAG)
    rest = rest.subarray(position)
    offset += position
  }

  /** The position after the next mark, or undefined when there is none, or not all of it is here yet. */
  function step(position: number, last: boolean): number | undefined {
    if (inComment) {
      const end = rest.indexOf(COMMENT_END, position)
      if (end < 0) return undefined
      inComment = false
      return end + COMMENT_END.length
    }
    const mark = rest.indexOf(open ? CLOSE : OPEN, position)
    const comment = rest.indexOf(COMMENT, position)
    if (comment >= 0 && (mark < 0 || comment < mark)) {
      inComment = true
      return comment + COMMENT.length
    }
    if (mark < 0) return undefined
    if (open) {
      const end = mark + CLOSE.length
      lists.push({ ...open, end: offset + end })
      open = undefined
      return end
    }
    const tagEnd = rest.indexOf('>', mark)
    if (tagEnd < 0 && !last && rest.length - mark < LONGEST_TAG) return undefined
    if (lists.length >= MOST_LISTS) return undefined
    const tag = rest.toString('utf8', mark, tagEnd < 0 ? Math.min(rest.length, mark + LONGEST_TAG) : tagEnd)
    open = { name: /\sname\s*=\s*["']([^"']*)["']/.exec(tag)?.[1] ?? '', start: offset + mark }
    return mark + OPEN.length
  }
}
