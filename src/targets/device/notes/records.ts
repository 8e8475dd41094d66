/**
 * Sealed records in pairs of slots. Each carries the hash of all its bytes, and writers only ever overwrite the slot
 * that is not the newest, so a torn write never hides the last good record.
 *
 * A record is one line `sha1 kind generation sequence`, then lines of JSON. The hash is of everything after it.
 */
import { createHash, hash } from 'node:crypto'
import type { Disk } from '../../../disk/disk.ts'
import { errno } from '../../../errors.ts'

type RecordKind = 'manifest' | 'journal'

/** Where all of the protocol's own files are on a device. */
export const STATE_FOLDER = '.curator'

export interface Stamp {
  /** Counts the manifests. A journal has the generation of the manifest that will close it. */
  readonly generation: number
  /** Counts the journals of one generation. */
  readonly sequence: number
}

export interface Slot {
  readonly path: string
  /** Absent when there is no record in the slot, or none of this kind. It is believed only once `open` succeeded. */
  readonly stamp?: Stamp
  /** Its first line; '' when there is no record. */
  readonly mark: string
  /**
   * The record's lines of JSON; undefined when there are none or a byte of them is not as it was sealed. Throws the system's
   * error when it cannot be read.
   */
  open(): readonly Uint8Array[] | undefined
}

export function seal(kind: RecordKind, stamp: Stamp, lines: readonly (Uint8Array | string)[]): Uint8Array {
  const parts: Uint8Array[] = [Buffer.from(` ${kind} ${stamp.generation} ${stamp.sequence}\n`)]
  for (const line of lines) parts.push(typeof line === 'string' ? Buffer.from(line) : line, LINE_END)
  const sum = createHash('sha1')
  for (const part of parts) sum.update(part)
  return Buffer.concat([Buffer.from(sum.digest('hex')), ...parts])
}

const LINE_END = Buffer.from('\n')

/** Both slots, the newer record first. Throws the system's error when a journal cannot be read. */
export function readSlots(disk: Disk, kind: RecordKind): readonly [Slot, Slot] {
  const first = readSlot(disk, kind, 0)
  const second = readSlot(disk, kind, 1)
  return isNewer(second.stamp, first.stamp) ? [second, first] : [first, second]
}

/** What tells the notes of one card, as they are now, from all others. '' when there are none. */
export function notesMark(disk: Disk): string {
  return markOf([...readSlots(disk, 'manifest'), ...readSlots(disk, 'journal')])
}

/** The first lines of all records: each has the hash of all the rest. */
export function markOf(slots: readonly Slot[]): string {
  return slots.map(({ mark }) => mark).join('')
}

export function otherSlot(path: string): string {
  return path.slice(0, -1) + (path.endsWith('0') ? '1' : '0')
}

/** The other manifest may serve for one that cannot be read, but a journal is needed: it may tell alone of half written files. */
function readSlot(disk: Disk, kind: RecordKind, n: 0 | 1): Slot {
  const path = `${STATE_FOLDER}/${kind}.${n}`
  let head: Uint8Array
  try {
    head = readNote(disk, path, LONGEST_FIRST_LINE)
  } catch (error) {
    if (kind === 'journal' || errno(error) === undefined) throw error
    return {
      path,
      mark: '',
      open() {
        throw error
      },
    }
  }
  const first = FIRST_LINE.exec(Buffer.from(head).toString('latin1'))
  const stamp = first?.[1] === kind ? { generation: Number(first[2]), sequence: Number(first[3]) } : undefined
  return {
    path,
    mark: stamp === undefined ? '' : (first?.[0] ?? ''),
    ...(stamp === undefined ? {} : { stamp }),
    open: () => (stamp === undefined ? undefined : unseal(readNote(disk, path))),
  }
}

/** Nothing, of a file that is not there. */
export function readNote(disk: Disk, path: string, upTo?: number): Uint8Array {
  return disk.read(path, upTo) ?? NOTHING
}

const NOTHING = new Uint8Array()

function isNewer(a: Stamp | undefined, b: Stamp | undefined): boolean {
  if (a === undefined || b === undefined) return a !== undefined
  return a.generation === b.generation ? a.sequence > b.sequence : a.generation > b.generation
}

const HASH_LENGTH = 40
const FIRST_LINE = /^[0-9a-f]{40} (manifest|journal) (\d{1,15}) (\d{1,15})\n/
/** What has no line break by then is no record. */
const LONGEST_FIRST_LINE = 100

function unseal(bytes: Uint8Array): readonly Uint8Array[] | undefined {
  const said = Buffer.from(bytes.subarray(0, HASH_LENGTH)).toString('latin1')
  if (hash('sha1', bytes.subarray(HASH_LENGTH)) !== said) return undefined
  return linesOf(bytes).slice(1)
}

function linesOf(bytes: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = []
  for (let from = 0; from < bytes.length;) {
    const end = bytes.indexOf(10, from)
    const to = end === -1 ? bytes.length : end
    lines.push(bytes.subarray(from, to))
    from = to + 1
  }
  return lines
}
