/** Gathers rows into batches that are inserted at once. Knows no database, so any thread can do it. */

type Value = string | number | null

export interface Column {
  readonly name: string
  /** A BLOB of this many bytes; one of zeros only is no value. Absent: text or a number. */
  readonly bytes?: number
  /**
   * What nearly every row has here, which must be the column's own default. Where all rows of a batch have it, the
   * column is left out: a value that is bound costs as much as one that is stored. Such columns come last among those
   * of their sort. BLOBs have null.
   */
  readonly usually?: null | 0
}

/** Columns of text and numbers, by their names with blanks between. */
export function columnsOf(names: string): Column[] {
  return names.split(/\s+/).map((name) => ({ name }))
}

export interface RowPacker {
  /** Values of the columns that are no BLOBs, in order. BLOBs are hex, or undefined for null. */
  add(values: readonly Value[], blobs?: readonly (string | undefined)[]): void
  /** Hands over what has been gathered. */
  flush(): void
}

/** Only valid while it is handed over. */
export interface RowBatch {
  readonly rows: number
  /** Which columns are given, and of which BLOBs some are missing: see `shapeOf`. */
  readonly shape: number
  /** Row by row, of the columns that are given. */
  readonly values: readonly Value[]
  /** Of each column of BLOBs, in order, those of all rows one after the other; zeros for none. */
  readonly blobs: readonly Uint8Array[]
}

/** Enough for a statement to cost little a row; larger ones take longer to prepare. */
export const BATCH = 32

/** What a number of a batch's shape says. */
export const shapeOf = {
  /** Some row has another value than usual. */
  unusual: 1,
  /** Some row has the BLOB of that place. */
  has: (blob: number): number => 2 << (2 * blob),
  /** Some row has none there. */
  lacks: (blob: number): number => 4 << (2 * blob),
}

export function isBlob<C extends Column>(column: C): column is C & { readonly bytes: number } {
  return column.bytes !== undefined
}

/** `parents` are handed over first: rows may refer to theirs. */
export function rowPacker(
  columns: readonly Column[],
  deliver: (batch: RowBatch) => void,
  parents?: Pick<RowPacker, 'flush'>,
): RowPacker {
  const texts = columns.filter((column) => !isBlob(column))
  const blobs = columns.filter(isBlob)
  const rooms = blobs.map(({ bytes }) => Buffer.alloc(bytes * BATCH))
  const width = texts.length
  const always = texts.filter(({ usually }) => usually === undefined).length
  const values: Value[] = []
  /** Of the columns after those: mostly nothing but what is usual. */
  const others: Value[] = []
  let shape = 0
  let rows = 0

  function flush(): void {
    if (rows === 0) return
    parents?.flush()
    deliver({ rows, shape, values: shape & shapeOf.unusual ? merged() : values, blobs: rooms })
    for (const [i, room] of rooms.entries()) if (shape & shapeOf.has(i)) room.fill(0)
    values.length = 0
    others.length = 0
    shape = 0
    rows = 0
  }

  function merged(): Value[] {
    const more = width - always
    const all: Value[] = []
    for (let row = 0; row < rows; row++) {
      for (let i = row * always; i < (row + 1) * always; i++) all.push(values[i] ?? null)
      for (let i = row * more; i < (row + 1) * more; i++) all.push(others[i] ?? null)
    }
    return all
  }

  return {
    add(row, hex = []) {
      for (let i = 0; i < always; i++) values.push(row[i] ?? null)
      for (let i = always; i < width; i++) {
        const value = row[i] ?? null
        if (value !== texts[i]?.usually) shape |= shapeOf.unusual
        others.push(value)
      }
      for (let i = 0; i < blobs.length; i++) {
        const [text, bytes = 0] = [hex[i], blobs[i]?.bytes]
        if (text === undefined || isZero(text)) shape |= shapeOf.lacks(i)
        else {
          rooms[i]?.write(text, rows * bytes, bytes, 'hex')
          shape |= shapeOf.has(i)
        }
      }
      rows++
      if (rows === BATCH) flush()
    },
    flush,
  }
}

function isZero(hex: string): boolean {
  return hex.startsWith('00') && /^0*$/.test(hex)
}
