/** Inserts rows many at a time: a statement of its own costs a row more than the row itself. */
import { prepareOnce, type Db } from './sqlite.ts'

type Value = string | number | null

interface Column {
  readonly name: string
  /** A BLOB of this many bytes; one of zeros only is no value. Absent: text or a number. */
  readonly bytes?: number
}

export interface RowWriter {
  /** Values of the columns that are no BLOBs, in order. BLOBs are hex, or undefined for null. */
  add(values: readonly Value[], blobs?: readonly (string | undefined)[]): void
  /** Rows are in the table only after this. */
  flush(): void
}

/** Enough for a statement to cost little a row; larger ones take longer to prepare. */
const BATCH = 32

/** Rows may refer to pending ones of `parents`. */
export function rowWriter(
  db: Db,
  table: string,
  columns: readonly Column[],
  parents?: Pick<RowWriter, 'flush'>,
): RowWriter {
  const blobColumns = columns.filter(({ bytes }) => bytes !== undefined)
  const names = columns.map(({ name }) => name).join(', ')
  const statement = (rows: number) =>
    prepareOnce(
      db,
      `insert into ${table} (${names}) values ${Array.from({ length: rows }, (_, i) => placeholders(columns, i)).join()}`,
    )
  // prepared when it is needed: it takes as long as writing its rows
  const many = () => statement(BATCH)
  const one = statement(1)
  const width = columns.length - blobColumns.length
  const blobs = blobColumns.map(({ bytes = 0 }) => Buffer.alloc(bytes * BATCH))
  const named = Object.fromEntries(blobColumns.map(({ name }, i) => [name, blobs[i]]))
  const pending: Value[] = []
  let rows = 0

  function flush(): void {
    if (rows === 0) return
    parents?.flush()
    if (rows === BATCH) many().run(pending, named)
    else
      for (let row = 0; row < rows; row++) one.run(pending.slice(row * width, (row + 1) * width), rowOf(row))
    rows = 0
    pending.length = 0
  }

  function rowOf(row: number): Record<string, Buffer> {
    return Object.fromEntries(
      blobColumns.map(({ name, bytes = 0 }, i) => [
        name,
        blobs[i]?.subarray(row * bytes, (row + 1) * bytes) ?? Buffer.alloc(bytes),
      ]),
    )
  }

  return {
    add(values, hex = []) {
      for (let i = 0; i < width; i++) pending.push(values[i] ?? null)
      for (let i = 0; i < blobs.length; i++) {
        const { bytes = 0 } = blobColumns[i] ?? {}
        const text = hex[i]
        if (text === undefined) blobs[i]?.fill(0, rows * bytes, (rows + 1) * bytes)
        else blobs[i]?.write(text, rows * bytes, bytes, 'hex')
      }
      rows++
      if (rows === BATCH) flush()
    },
    flush,
  }
}

function placeholders(columns: readonly Column[], row: number): string {
  const each = columns.map(({ name, bytes }) =>
    bytes === undefined
      ? '?'
      : `nullif(substr($${name}, ${row * bytes + 1}, ${bytes}), x'${'00'.repeat(bytes)}')`,
  )
  return `(${each.join()})`
}
