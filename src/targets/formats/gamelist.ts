/**
 * EmulationStation's `gamelist.xml`. The frontend writes it as well: how its own survives is in `gamelist-merge.ts`. Format:
 * batocera-emulationstation `MetaData.cpp`, ES-DE USERGUIDE.
 */
import { unescapedXml, xmlText } from './xml-text.ts'

export interface GamelistGame {
  /** Relative to the frontend's folder of the system, with `./`. */
  readonly path: string
  readonly name: string
  readonly core?: string
  /** Pictures: element, and path like that of the game. */
  readonly pictures?: readonly (readonly [element: string, path: string])[]
}

/** In the given order. */
export function writeGamelist(games: readonly GamelistGame[]): string {
  return `<?xml version="1.0"?>\n<gameList>\n${games.map(gamelistEntry).join('')}</gameList>\n`
}

/** Frontends write large lists, and never larger ones: what is, is left alone. */
export const LONGEST_GAMELIST = 64_000_000

/** The games in a list, as far as they matter here: whatever else it says is somebody else's. */
export function readGamelist(text: string): readonly GamelistGame[] {
  const games: GamelistGame[] = []
  for (const { path, rest } of pathsIn(text, text.length)) {
    const [, name = '', core] = [rest, tagIn(rest, 'name'), tagIn(rest, 'core')]
    const pictures = PICTURES.flatMap((element) => {
      const picture = tagIn(rest, element)
      return picture === undefined ? [] : [[element, picture] as const]
    })
    games.push({
      path,
      name,
      ...(core === undefined ? {} : { core }),
      ...(pictures.length > 0 ? { pictures } : {}),
    })
  }
  return games
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

interface ListedPath {
  readonly path: string
  /** The whole entry. */
  readonly rest: string
}

/** By searching on from where the last one ended: a text without ends takes no longer than one with. */
function* pathsIn(text: string, end: number): Generator<ListedPath> {
  let at = 0
  for (;;) {
    const game = text.indexOf('<game', at)
    if (game < 0 || game >= end) return
    at = game + '<game'.length
    if (!' >\n\t\r\f\v'.includes(text.charAt(at))) continue // `<gameList>`
    const close = text.indexOf('</game>', at)
    if (close < 0 || close > end) return
    const start = text.indexOf('<path>', at) + '<path>'.length
    const stop = text.indexOf('</path>', at)
    at = close
    if (start < '<path>'.length || stop < start || stop > close) continue
    yield { path: unescapedXml(text.slice(start, stop)), rest: text.slice(game, close) }
  }
}

function tagIn(text: string, tag: string): string | undefined {
  const start = text.indexOf(`<${tag}>`)
  const stop = text.indexOf(`</${tag}>`)
  return start < 0 || stop < start ? undefined : unescapedXml(text.slice(start + tag.length + 2, stop))
}
