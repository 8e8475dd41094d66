/**
 * Dreamcast's GDI: how many tracks there are, then a line for each: number, first sector, kind (0 audio, 4
 * data), bytes a sector, file, offset in it.
 */
import { MOST_TRACKS, sheetLines } from './lines.ts'
import type { RawSheet } from './sheet.ts'

/** What stands before the name, the name with quotes or without, and what follows. */
export const GDI_LINE = /^(\d{1,3}\s+\d{1,9}\s+[04]\s+\d{3,4}\s+)(?:"([^"]*)"|(\S(?:.*\S)?))(\s+-?\d{1,12})$/

export function parseGdi(text: string): RawSheet {
  const [first = '', ...lines] = sheetLines(text)
  const files: string[] = []
  const faults: string[] = []
  const stated = /^\d{1,3}$/.test(first) ? Number(first) : undefined
  if (stated === undefined) faults.push('its first line is no number of tracks')
  for (const line of lines.slice(0, MOST_TRACKS)) {
    const [, before, quoted, plain = ''] = GDI_LINE.exec(line) ?? []
    if (before !== undefined) files.push(quoted ?? plain)
    else faults.push(`a line makes no sense: ${JSON.stringify(line.slice(0, 80))}`)
  }
  if (stated !== undefined && stated !== files.length) {
    faults.push(`it says it has ${stated} tracks, and lists ${files.length}`)
  }
  return { files, tracks: files.length, faults }
}
