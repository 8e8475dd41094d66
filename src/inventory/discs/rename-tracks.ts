/** A sheet whose tracks have other names now: the same text, but for these. */
import { cueFile } from './cue.ts'
import { GDI_LINE } from './gdi.ts'
import { safePath, type SheetKind } from './sheet.ts'

/** Sheets that name their tracks, and that devices open. */
export const RENAMABLE = ['cue', 'gdi'] as const
type Renamable = (typeof RENAMABLE)[number]

export function canRename(kind: SheetKind | undefined): kind is Renamable {
  return RENAMABLE.some((renamable) => renamable === kind)
}

/**
 * @param text of a sheet that was read without trouble
 * @param names what a track is called now, by what the sheet calls it (see `Sheet.files`): without quotes in it
 */
export function renameTracks(kind: Renamable, text: string, names: ReadonlyMap<string, string>): string {
  const renamed = kind === 'cue' ? cueLine : gdiLine
  const nameOf = (name: string): string | undefined => names.get(safePath(name) ?? '')
  return text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/)
    .map((line) => renamed(line, nameOf))
    .join('\r\n')
}

type NameOf = (name: string) => string | undefined

function cueLine(line: string, nameOf: NameOf): string {
  const [, before = '', rest] = /^(\s*FILE\s+)(.*\S)\s*$/i.exec(line) ?? []
  if (rest === undefined) return line
  const { name, type } = cueFile(rest)
  const now = nameOf(name)
  return now === undefined ? line : `${before}"${now}" ${type === '' ? 'BINARY' : type}`
}

function gdiLine(line: string, nameOf: NameOf): string {
  const [, before, quoted, plain = '', after] = GDI_LINE.exec(line.trim()) ?? []
  const now = before === undefined ? undefined : nameOf(quoted ?? plain)
  return now === undefined ? line : `${before}"${now}"${after}`
}
