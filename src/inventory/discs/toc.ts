/** cdrdao's TOC files. Source: the manual page of cdrdao, "TOC files". */
import { MOST_TRACKS, sheetLines } from './lines.ts'
import type { RawSheet } from './sheet.ts'

const NAMED = /^(?:DATAFILE|AUDIOFILE|FILE)\s+"((?:[^"\\]|\\.)*)"/
const TRACK = /^TRACK\s+[A-Z0-9_]/

export function parseToc(text: string): RawSheet {
  const files: string[] = []
  const faults: string[] = []
  let tracks = 0
  for (const line of sheetLines(text)) {
    if (TRACK.test(line) && tracks < MOST_TRACKS) tracks++
    const [, name] = NAMED.exec(line) ?? []
    if (name !== undefined) files.push(unescaped(name))
  }
  if (tracks === 0) faults.push('it has no track')
  else if (files.length === 0) faults.push('it names no file')
  return { files, tracks, faults }
}

/** `\"` and `\\`, and bytes as three octal digits. */
function unescaped(text: string): string {
  return text.replace(/\\([0-7]{3}|.)/g, (_, code: string) =>
    code.length === 3 ? String.fromCharCode(Number.parseInt(code, 8) & 0xff) : code,
  )
}
