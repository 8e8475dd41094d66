/**
 * Which games the files of one folder of a pack are. Each file is one, but for those of a disc: its tracks and its sheet
 * (`Riven (USA) (Track 1).bin`, `Riven (USA).cue`), which may have names that say nothing (`track01.bin`, `disc.gdi`); and
 * for MSU-1 music, which is of the game that it is called like (`Zelda.sfc`, `Zelda.msu`, `Zelda-1.pcm`).
 * A pack has other files, too, which are no games: what is to be read, and pictures (`Doom (World).mrq` for the Jaguar).
 */
import { extensionOf, stemOf } from '../../file-name.ts'
import { groupBy } from '../../groups.ts'
import { isSheet } from '../../inventory/discs/sheet.ts'
import { namesakeOf } from '../../names/namesake.ts'
import { CATEGORIES, FILE_EXTENSIONS } from '../../platforms/extensions.ts'
import type { DatGame, DatRom } from '../dat.ts'

/** @param folder as its path says, with slashes of either kind */
export function gamesInFolder(folder: string, listed: readonly DatRom[]): DatGame[] {
  const files = withoutOthers(listed)
  const sheets = files.filter(({ name }) => isSheet(name))
  if (sheets.length === 0 && !files.some(({ name }) => isPart(name)))
    return files.map((file) => gameOf(stemOf(file.name), [file]))
  const unnamed = nameOfUnnamed(folder, sheets)
  const called = groupBy(files, ({ name }) => (saysNothing(name) ? unnamed : undefined) ?? partOf(name))
  return [...called].flatMap(([name, parts]) =>
    parts.some((part) => isSheet(part.name) || isPart(part.name))
      ? gameOf(name, parts)
      : parts.map((part) => gameOf(stemOf(part.name), [part])),
  )
}

/** What nobody knows and is called like a game beside it belongs to that. */
function withoutOthers(listed: readonly DatRom[]): readonly DatRom[] {
  const read = listed.filter(({ name }) => isRead(name) !== false)
  if (read.every(({ name }) => isRead(name))) return read
  const games = new Set(read.flatMap(({ name }) => (isRead(name) ? stemOf(name) : [])))
  return read.filter(
    ({ name }) => isRead(name) || extensionOf(name) === '' || isPart(name) || !games.has(stemOf(name)),
  )
}

/** Whether files called so are read in roots; undefined of an extension that nobody knows. */
function isRead(file: string): boolean | undefined {
  const category = FILE_EXTENSIONS.get(extensionOf(file))
  return category && CATEGORIES[category].isRead
}

function gameOf(name: string, roms: readonly DatRom[]): DatGame {
  return { name, categories: [], roms }
}

/** They are of the disc whose sheet has a name, or of the one that the folder is named after. */
function nameOfUnnamed(folder: string, sheets: readonly DatRom[]): string | undefined {
  const [only, ...others] = sheets
  if (!only || others.length > 0) return undefined
  const called = saysNothing(only.name) ? folder.slice(/[^/\\]*$/.exec(folder)?.index) : stemOf(only.name)
  return called === '' ? undefined : called
}

function saysNothing(file: string): boolean {
  return /^(?:disc|track ?\d+)\.[^.]*$/i.test(file)
}

/** Whether it is a track, or of a game's music. */
function isPart(file: string): boolean {
  return extensionOf(file) === 'msu' || partOf(file) !== stemOf(file)
}

/** What the game is called that a file is of, as its own name says. */
function partOf(file: string): string {
  return extensionOf(file) === 'pcm' ? stemOf(file).replace(/-\d{1,3}$/, '') : namesakeOf(file)
}
