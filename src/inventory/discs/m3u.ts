/**
 * Lists of discs: a path a line. RetroArch allows a label after a bar; lines that begin with # are for
 * others. Players of music and films write such lists too: those name no discs, and nothing is wrong with them.
 */
import { FILE_EXTENSIONS } from '../../platforms/extensions.ts'
import { extensionOf } from '../../file-name.ts'
import { MOST_TRACKS, sheetLines } from './lines.ts'
import type { RawSheet } from './sheet.ts'

export function parseM3u(text: string): RawSheet {
  const lines = sheetLines(text).filter((line) => !line.startsWith('#'))
  const files = lines
    .map((line) => line.replace(/\|.*$/, '').trim())
    .filter((path) => path !== '' && !ADDRESS.test(path))
  if (files.length === 0) return { files, faults: lines.length === 0 ? ['it names no file'] : [] }
  if (!files.some(mayBeDisc)) return { files: [], faults: [] }
  if (files.length > MOST_TRACKS) return { files: [], faults: ['it names more files than a game has discs'] }
  return { files, faults: [] }
}

/** What is streamed is no file, whatever its name ends in. One letter before the colon is a disk. */
const ADDRESS = /^[a-z][a-z0-9+.-]+:\/\//i

function mayBeDisc(path: string): boolean {
  const category = FILE_EXTENSIONS.get(extensionOf(path.replaceAll('\\', '/')))
  return category === 'disc' || category === 'rom' || category === 'archive'
}
