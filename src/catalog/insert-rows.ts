/** Inserts rows many at a time: a statement of its own costs a row more than the row itself. */
import { BATCH, isBlob, rowPacker, shapeOf, type Column, type RowBatch, type RowPacker } from './pack-rows.ts'
import { prepareOnce, type Db } from './sqlite.ts'

type Statement = ReturnType<typeof prepareOnce>

/** Rows are in the table only after `flush`. */
export type RowWriter = RowPacker

/** Rows may refer to pending ones of `parents`. */
export function rowWriter(
  db: Db,
  table: string,
  columns: readonly Column[],
  parents?: Pick<RowWriter, 'flush'>,
): RowWriter {
  return rowPacker(columns, batchInserter(db, table, columns), parents)
}

/** What is left when a batch is not full goes in by handfuls, then singly. */
const SIZES = [BATCH, 8, 1] as const

/** Inserts batches of these columns. `same`: values that all rows have, of columns that are not among them. */
export function batchInserter(
  db: Db,
  table: string,
  columns: readonly Column[],
  same: Readonly<Record<string, number>> = {},
): (batch: RowBatch) => void {
  const blobs = columns.filter(isBlob)
  const statements = statementsFor(db, table, columns, Object.keys(same))
  return (batch) => {
    const width = batch.values.length / batch.rows
    for (let row = 0; row < batch.rows;) {
      const size = SIZES.find((some) => row + some <= batch.rows) ?? 1
      const values =
        size === batch.rows ? batch.values : batch.values.slice(row * width, (row + size) * width)
      statements(batch.shape, size).run(values, { ...same, ...blobsOf(batch, row, size) })
      row += size
    }
  }

  function blobsOf({ shape, blobs: rooms }: RowBatch, row: number, size: number): Record<string, Uint8Array> {
    const named: Record<string, Uint8Array> = {}
    for (let i = 0; i < blobs.length; i++) {
      const [blob, room] = [blobs[i], rooms[i]]
      if (!blob || !room || !isGiven(blob, shape, i)) continue
      named[blob.name] = room.subarray(row * blob.bytes, (row + size) * blob.bytes)
    }
    return named
  }
}

/** One that is not usually left out is written as null. */
function isGiven({ usually }: Column, shape: number, blob: number): boolean {
  return usually === undefined || (shape & shapeOf.has(blob)) > 0
}

/**
 * Statements by shape (see there) and number of rows. Prepared when they are needed: it takes as long as writing their
 * rows.
 */
function statementsFor(db: Db, table: string, columns: readonly Column[], same: readonly string[]) {
  const known = new Map<number, Statement>()
  const texts = columns.filter((column) => !isBlob(column))
  const always = texts.filter(({ usually }) => usually === undefined)
  const blobs = columns.filter(isBlob)
  return (shape: number, size: number): Statement => {
    const key = shape * (BATCH + 1) + size
    const prepared = known.get(key)
    if (prepared) return prepared
    const given = shape & shapeOf.unusual ? texts : always
    const taken = blobs.flatMap((blob, i): Cut[] =>
      isGiven(blob, shape, i) ? [{ ...blob, hasGaps: (shape & shapeOf.lacks(i)) > 0 }] : [],
    )
    const names = [...same, ...[...given, ...taken].map(({ name }) => name)].join(', ')
    const rows = Array.from({ length: size }, (_, row) => placeholders(same, given.length, taken, row)).join()
    const statement = prepareOnce(db, `insert into ${table} (${names}) values ${rows}`)
    known.set(key, statement)
    return statement
  }
}

interface Cut {
  readonly name: string
  readonly bytes: number
  /** Some of them are zeros, for null. Where none is, that need not be asked. */
  readonly hasGaps: boolean
}

function placeholders(same: readonly string[], values: number, blobs: readonly Cut[], row: number): string {
  const cut = blobs.map(({ name, bytes, hasGaps }) => {
    const piece = `substr($${name}, ${row * bytes + 1}, ${bytes})`
    return hasGaps ? `nullif(${piece}, x'${'00'.repeat(bytes)}')` : piece
  })
  return `(${[...same.map((name) => `$${name}`), ...Array<string>(values).fill('?'), ...cut].join()})`
}
