/**
 * Lists of discs: a path a line. RetroArch allows a label after a bar; lines that begin with # are for
 * others.
 */
import { MOST_TRACKS, sheetLines } from './lines.ts'
import type { RawSheet } from './sheet.ts'

export function parseM3u(text: string): RawSheet {
  const files = sheetLines(text)
    .filter((line) => !line.startsWith('#'))
    .map((line) => line.replace(/\|.*$/, '').trim())
    .filter((path) => path !== '')
  if (files.length === 0) return { files, faults: ['it names no file'] }
  if (files.length > MOST_TRACKS) return { files: [], faults: ['it names more files than a game has discs'] }
  return { files, faults: [] }
}
