/**
 * EmulationStation's `gamelist.xml`. The frontend writes it as well: how its own survives is in `gamelist-merge.ts`. Format:
 * batocera-emulationstation `MetaData.cpp`, ES-DE USERGUIDE.
 */
import { nameOf } from '../../disk/path.ts'
import { splitName } from '../names/names.ts'
import { fieldOf, readXmlList } from './xml-list.ts'
import { unescapedXml, xmlText } from './xml-text.ts'

export interface GamelistGame {
  /** Relative to the frontend's folder of the system, with `./`. */
  readonly path: string
  readonly name: string
  readonly core?: string | undefined
  /** Pictures: element, and path like that of the game. */
  readonly pictures?: readonly (readonly [element: string, path: string])[] | undefined
}

/** In the given order. */
export function writeGamelist(games: readonly GamelistGame[]): string {
  return `<?xml version="1.0"?>\n<gameList>\n${games.map(gamelistEntry).join('')}</gameList>\n`
}

/** Frontends write large lists, and never larger ones: what is, is left alone. */
export const LONGEST_GAMELIST = 64_000_000

/** The games in a list, as far as they matter here: whatever else it says is somebody else's. */
export function readGamelist(text: string): readonly GamelistGame[] {
  return (readXmlList(text, 'gameList')?.records ?? []).flatMap((record) => {
    const path = record.name === 'game' ? fieldOf(record, 'path') : undefined
    if (path === undefined) return []
    const core = fieldOf(record, 'core')
    const pictures = PICTURES.flatMap((element) => {
      const picture = fieldOf(record, element)
      return picture === undefined ? [] : [[element, picture] as const]
    })
    return {
      path,
      name: fieldOf(record, 'name') ?? '',
      ...(core === undefined ? {} : { core }),
      ...(pictures.length > 0 ? { pictures } : {}),
    }
  })
}

const PATH = '<path>'
const PATH_TO_NAME = '</path>\n\t\t<name>'

/**
 * Of a list as `writeGamelist` writes it, the games whose names their paths do not tell: arcade sets, and those that kept the
 * names of their files. It is asked of each list that is made, so it is not read as XML.
 */
export function untoldIn(ours: string): readonly GamelistGame[] {
  const games: GamelistGame[] = []
  for (let at = ours.indexOf(PATH); at >= 0; at = ours.indexOf(PATH, at)) {
    const end = ours.indexOf('<', at + PATH.length)
    const stop = ours.indexOf('<', end + PATH_TO_NAME.length)
    if (stop < 0) break
    const path = ours.slice(at + PATH.length, end)
    const name = ours.slice(end + PATH_TO_NAME.length, stop)
    at = stop
    // nearly all begin with their names, as they stand
    const start = path.lastIndexOf('/') + 1
    if (path.startsWith(name, start) && path.startsWith(' (', start + name.length)) continue
    const game = { path: unescapedXml(path), name: unescapedXml(name) }
    if (!isToldBy(game.path, game.name)) games.push(game)
  }
  return games
}

/** Whether it is the name of the file, or what stands in that before region and revision. */
export function isToldBy(path: string, name: string): boolean {
  const { stem } = splitName(nameOf(path))
  return name === stem || stem.startsWith(`${name} (`)
}

export function gamelistEntry({ path, name, core, pictures = [] }: GamelistGame): string {
  const shown = pictures.map(pictureElement).join('')
  return `\t<game>\n\t\t<path>${xmlText(path)}</path>\n\t\t<name>${xmlText(name)}</name>\n${shown}${playedBy(core)}\t</game>\n`
}

export function playedBy(core: string | undefined): string {
  if (core === undefined) return ''
  return `\t\t<emulator>libretro</emulator>\n\t\t<core>${xmlText(core)}</core>\n`
}

export function pictureElement([element, path]: readonly [string, string]): string {
  return `\t\t<${element}>${xmlText(path)}</${element}>\n`
}

/** Elements of pictures. */
export const PICTURES: readonly string[] = ['image', 'thumbnail', 'marquee', 'fanart', 'titleshot', 'boxback']
