/**
 * Cue sheets: CDRWIN's own form and what other tools make of it. Source: the CDRWIN user guide, and GNU
 * ccd2cue's notes.
 */
import { MOST_TRACKS, sheetLines, unquote } from './lines.ts'
import type { RawSheet } from './sheet.ts'

/** Last word of a FILE line. Without one, a name without quotes may have any number of words. */
const FILE_TYPES: ReadonlySet<string> = new Set([
  'BINARY',
  'MOTOROLA',
  'WAVE',
  'WAV',
  'AIFF',
  'MP3',
  'FLAC',
  'OGG',
  'APE',
  'RAW',
  'IMAGE',
])

/** `01 MODE1/2352` */
const TRACK = /^\d{1,3}\s+[A-Z0-9]+/i

export function parseCue(text: string): RawSheet {
  const files: string[] = []
  const companions: string[] = []
  const faults: string[] = []
  let tracks = 0
  let disc: number | undefined
  /** Files of which nothing is told: a sheet that was cut short ends with one. */
  const empty = new Set<string>()
  for (const line of sheetLines(text)) {
    const [command = ''] = /^\S+/.exec(line) ?? []
    const rest = line.slice(command.length).trim()
    switch (command.toUpperCase()) {
      case 'FILE': {
        const { name } = cueFile(rest)
        if (name === '') {
          faults.push('a FILE line names no file')
        } else {
          files.push(name)
          empty.add(name)
        }
        break
      }
      // of a track that begins in the file before
      case 'INDEX':
        empty.delete(files.at(-1) ?? '')
        break
      case 'TRACK':
        empty.delete(files.at(-1) ?? '')
        if (!TRACK.test(rest))
          faults.push(`a TRACK line makes no sense: ${JSON.stringify(rest.slice(0, 80))}`)
        else if (tracks < MOST_TRACKS) tracks++
        break
      case 'CDTEXTFILE':
        companions.push(unquote(rest)?.inside ?? rest)
        break
      case 'REM':
        disc ??= discNumber(rest)
        break
      default:
    }
  }
  if (files.length === 0) faults.push('it names no file')
  else if (tracks === 0) faults.push('it has no track')
  else for (const name of empty) faults.push(`it has no track in ${JSON.stringify(name)}`)
  return { files, companions, tracks, ...(disc !== undefined && { disc }), faults }
}

/** What follows the word FILE: a name, and the kind of file where it is told. */
export function cueFile(rest: string): { readonly name: string; readonly type: string } {
  const quoted = unquote(rest)
  if (quoted && rest.indexOf('"', 1) > 0) return { name: quoted.inside, type: quoted.rest }
  const text = quoted?.inside ?? rest
  const [, name = text, type = ''] = /^(.*\S)\s+(\S+)$/.exec(text) ?? []
  return FILE_TYPES.has(type.toUpperCase()) ? { name, type } : { name: text, type: '' }
}

/** `REM DISCNUMBER 2` */
function discNumber(rest: string): number | undefined {
  const [, number] = /^DISCNUMBER\s+"?(\d{1,2})\b/i.exec(rest) ?? []
  return number === undefined || Number(number) === 0 ? undefined : Number(number)
}
