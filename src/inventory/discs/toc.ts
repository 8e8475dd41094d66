/** cdrdao's TOC files. Source: the manual page of cdrdao, "TOC files". */
import { MOST_TRACKS, sheetLines } from './lines.ts'
import type { RawSheet, Track } from './sheet.ts'

const NAMED = /^(?:DATAFILE|AUDIOFILE|FILE)\s+"((?:[^"\\]|\\.)*)"/
const TRACK = /^TRACK\s+([A-Z0-9_]{1,20})/

export function parseToc(text: string): RawSheet {
  const files: string[] = []
  const tracks: Track[] = []
  const faults: string[] = []
  for (const line of sheetLines(text)) {
    const [, mode] = TRACK.exec(line) ?? []
    if (mode !== undefined && tracks.length < MOST_TRACKS) tracks.push({ number: tracks.length + 1, mode })
    const [, name] = NAMED.exec(line) ?? []
    if (name === undefined) continue
    const file = unescaped(name)
    files.push(file)
    const last = tracks.at(-1)
    if (last && last.file === undefined) tracks[tracks.length - 1] = { ...last, file }
  }
  if (tracks.length === 0) faults.push('it has no track')
  else if (files.length === 0) faults.push('it names no file')
  return { files, tracks, faults }
}

/** `\"` and `\\`, and bytes as three octal digits. */
function unescaped(text: string): string {
  return text.replace(/\\([0-7]{3}|.)/g, (_, code: string) =>
    code.length === 3 ? String.fromCharCode(Number.parseInt(code, 8) & 0xff) : code,
  )
}
