/**
 * Files beside the manifest, for sections whose notes are long: so that one game more on a device of forty thousand
 * writes down its shelf anew, and not all that the device holds.
 */
import { hash } from 'node:crypto'
import type { Disk } from '../../../disk/disk.ts'
import type { NotesFile, SealedSection } from './manifest.ts'
import { readNote, STATE_FOLDER } from './records.ts'

const FOLDER = `${STATE_FOLDER}/sections`

/** Longer notes, in UTF-16 units, stand in a file of their own: those of some forty outputs. */
const MOST_WITHIN = 4096

interface Apart {
  readonly sections: readonly SealedSection[]
  /** Paths of the files that were written, not durably yet. */
  readonly written: readonly string[]
}

/**
 * Puts long notes into files of their own. These have new names: what a manifest names, which may be needed again, is
 * never written over. `generation`: of the manifest that is going to be written; `before`: the sections of the last one.
 */
export function setApart(
  disk: Disk,
  generation: number,
  sections: readonly SealedSection[],
  before: readonly SealedSection[],
  most = MOST_WITHIN,
): Apart {
  const known = new Map(before.map(({ id, notes }) => [id, notes]))
  const written: string[] = []
  const placed = sections.map((section): SealedSection => {
    const { id, notes } = section
    if ('file' in notes || notes[0].length + notes[1].length <= most) return section
    const bytes = Buffer.from(`${text(notes[0])}\n${text(notes[1])}\n`)
    const sha1 = hash('sha1', bytes)
    const last = known.get(id)
    if (last && 'file' in last && last.sha1 === sha1) return { ...section, notes: last }
    if (written.length === 0) disk.mkdir(FOLDER)
    const file = `${generation}.${written.length}`
    disk.write(`${FOLDER}/${file}`, bytes)
    written.push(`${FOLDER}/${file}`)
    return { ...section, notes: { file, sha1 } }
  })
  return { sections: placed, written }
}

/** The two lines of such a file; undefined when it is not as it was written. Throws the system's error when it cannot be read. */
export function readNotes(
  disk: Disk,
  { file, sha1 }: NotesFile,
): readonly [Uint8Array, Uint8Array] | undefined {
  const bytes = readNote(disk, `${FOLDER}/${file}`)
  if (hash('sha1', bytes) !== sha1) return undefined
  const end = bytes.indexOf(10)
  return [bytes.subarray(0, end), bytes.subarray(end + 1, -1)]
}

/** Removes those that these sections do not name. */
export function dropOthers(disk: Disk, sections: readonly SealedSection[]): void {
  const named = new Set(sections.flatMap(({ notes }) => ('file' in notes ? [`${FOLDER}/${notes.file}`] : [])))
  for (const { name, kind } of disk.list(FOLDER) ?? []) {
    const path = `${FOLDER}/${name}`
    if (kind === 'file' && !named.has(path)) disk.remove(path)
  }
}

function text(line: Uint8Array | string): string {
  return typeof line === 'string' ? line : Buffer.from(line).toString()
}
