/** Inserts rows many at a time: a statement of its own costs a row more than the row itself. */
import { prepareOnce, type Db } from './sqlite.ts'

type Statement = ReturnType<typeof prepareOnce>
type Value = string | number | null

interface Column {
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

export interface RowWriter {
  /** Values of the columns that are no BLOBs, in order. BLOBs are hex, or undefined for null. */
  add(values: readonly Value[], blobs?: readonly (string | undefined)[]): void
  /** Rows are in the table only after this. */
  flush(): void
}

/** Enough for a statement to cost little a row; larger ones take longer to prepare. */
const BATCH = 32

/** What is left when a batch is not full goes in by handfuls, then singly. */
const SIZES = [BATCH, 8, 1] as const

/** Rows may refer to pending ones of `parents`. */
export function rowWriter(
  db: Db,
  table: string,
  columns: readonly Column[],
  parents?: Pick<RowWriter, 'flush'>,
): RowWriter {
  const texts = columns.filter(({ bytes }) => bytes === undefined)
  const blobs = columns.flatMap(({ name, bytes, usually }) =>
    bytes === undefined ? [] : [{ name, bytes, usually, room: Buffer.alloc(bytes * BATCH) }],
  )
  const width = texts.length
  const always = texts.filter(({ usually }) => usually === undefined).length
  const pending: Value[] = []
  const statements = statementsFor(db, table, texts.slice(0, always), texts.slice(always), blobs)
  /** Bit 0: some row has an unusual value; the others: some row has that BLOB. */
  const needed = blobs.reduce(
    (shape, { usually }, i) => (usually === undefined ? shape | (2 << i) : shape),
    0,
  )
  let shape = needed
  let rows = 0

  function flush(): void {
    if (rows === 0) return
    parents?.flush()
    for (let row = 0; row < rows;) {
      const size = SIZES.find((some) => row + some <= rows) ?? 1
      statements(shape, size).run(valuesOf(row, size), blobsOf(row, size))
      row += size
    }
    for (const [i, { room }] of blobs.entries()) if (shape & (2 << i)) room.fill(0)
    rows = 0
    pending.length = 0
    shape = needed
  }

  function valuesOf(row: number, size: number): readonly Value[] {
    const [start, end] = [row * width, (row + size) * width]
    const taken = start === 0 && end === pending.length ? pending : pending.slice(start, end)
    return shape & 1 || always === width ? taken : taken.filter((_, i) => i % width < always)
  }

  function blobsOf(row: number, size: number): Record<string, Buffer> {
    const named: Record<string, Buffer> = {}
    for (let i = 0; i < blobs.length; i++) {
      const blob = blobs[i]
      if (blob && shape & (2 << i))
        named[blob.name] = blob.room.subarray(row * blob.bytes, (row + size) * blob.bytes)
    }
    return named
  }

  return {
    add(values, hex = []) {
      for (let i = 0; i < width; i++) {
        const value = values[i] ?? null
        if (i >= always && value !== texts[i]?.usually) shape |= 1
        pending.push(value)
      }
      for (let i = 0; i < blobs.length; i++) {
        const blob = blobs[i]
        if (!blob) continue
        const { bytes, room } = blob
        const text = hex[i]
        if (text === undefined) continue
        room.write(text, rows * bytes, bytes, 'hex')
        shape |= 2 << i
      }
      rows++
      if (rows === BATCH) flush()
    },
    flush,
  }
}

type Blob = Required<Pick<Column, 'name' | 'bytes'>>

/**
 * Statements by shape (see above) and number of rows. Prepared when they are needed: it takes as long as writing their
 * rows.
 */
function statementsFor(
  db: Db,
  table: string,
  always: readonly Column[],
  unusual: readonly Column[],
  blobs: readonly Blob[],
) {
  const known = new Map<number, Statement>()
  return (shape: number, size: number): Statement => {
    const key = shape * (BATCH + 1) + size
    const prepared = known.get(key)
    if (prepared) return prepared
    const texts = shape & 1 ? [...always, ...unusual] : always
    const taken = blobs.filter((_, i) => shape & (2 << i))
    const names = [...texts, ...taken].map(({ name }) => name).join(', ')
    const rows = Array.from({ length: size }, (_, row) => placeholders(texts.length, taken, row)).join()
    const statement = prepareOnce(db, `insert into ${table} (${names}) values ${rows}`)
    known.set(key, statement)
    return statement
  }
}

function placeholders(values: number, blobs: readonly Blob[], row: number): string {
  const cut = blobs.map(
    ({ name, bytes }) => `nullif(substr($${name}, ${row * bytes + 1}, ${bytes}), x'${'00'.repeat(bytes)}')`,
  )
  return `(${[...Array<string>(values).fill('?'), ...cut].join()})`
}
