/**
 * EmulationStation's `gamelist.xml`. The frontend writes it as well: favourites, play counts, what it hides, what it has
 * scraped. So of a list that is there already nothing is taken out or put in other words: games that are new are added,
 * those that have another name now are found under it, and pictures are named where it names none. Format: batocera-emulationstation `MetaData.cpp`, ES-DE USERGUIDE.
 */
import { isEmptyXml, readXmlList } from './xml-list.ts'
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
  return `<?xml version="1.0"?>\n<gameList>\n${games.map(entry).join('')}</gameList>\n`
}

/** Frontends write large lists, and never larger ones: what is, is left alone. */
export const LONGEST_GAMELIST = 64_000_000

/**
 * The list that is there, with `games` in it. `renamed`: path there → path now. Undefined when it is no list that can be
 * added to: then it is left alone.
 */
export function mergeGamelist(
  there: string,
  games: readonly GamelistGame[],
  renamed: ReadonlyMap<string, string>,
): string | undefined {
  if (isEmptyXml(there, 'gameList')) return writeGamelist(games)
  const end = readXmlList(there, 'gameList')?.end
  if (end === undefined) return undefined
  const listed = new Set<string>()
  const wanted = new Map(games.map((game) => [game.path, game]))
  let text = ''
  let done = 0
  for (const { start, stop, close, path, rest } of pathsIn(there, end)) {
    const now = renamed.get(path) ?? path
    listed.add(now)
    if (now !== path) {
      text += there.slice(done, start) + xmlText(now)
      done = stop
    }
    const game = wanted.get(now)
    const missing = game ? missingIn(rest, game) : ''
    if (missing === '') continue
    // at the beginning of the line on which the entry ends
    let at = close
    while (at > stop && ' \t'.includes(there.charAt(at - 1))) at--
    text += there.slice(done, at) + missing
    done = at
  }
  text += there.slice(done, end)
  const added = games.filter(({ path }) => !listed.has(path)).map(entry)
  return `${text}${added.join('')}${there.slice(end)}`
}

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

function entry({ path, name, core, pictures = [] }: GamelistGame): string {
  const played =
    core === undefined ? '' : `\t\t<emulator>libretro</emulator>\n\t\t<core>${xmlText(core)}</core>\n`
  const shown = pictures.map(pictureElement).join('')
  return `\t<game>\n\t\t<path>${xmlText(path)}</path>\n\t\t<name>${xmlText(name)}</name>\n${shown}${played}\t</game>\n`
}

function pictureElement([element, path]: readonly [string, string]): string {
  return `\t\t<${element}>${xmlText(path)}</${element}>\n`
}

/** Elements of pictures. */
const PICTURES = ['image', 'thumbnail', 'marquee', 'fanart', 'titleshot', 'boxback']

/** Those that an entry does not have yet: what somebody else put there stays. */
function missingIn(entryText: string, { pictures = [] }: GamelistGame): string {
  return pictures
    .filter(([element]) => !entryText.includes(`<${element}`))
    .map(pictureElement)
    .join('')
}

interface ListedPath {
  /** Of what stands in `<path>`. */
  readonly start: number
  readonly stop: number
  /** Of `</game>`. */
  readonly close: number
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
    yield { start, stop, close, path: unescapedXml(text.slice(start, stop)), rest: text.slice(game, close) }
  }
}

function tagIn(text: string, tag: string): string | undefined {
  const start = text.indexOf(`<${tag}>`)
  const stop = text.indexOf(`</${tag}>`)
  return start < 0 || stop < start ? undefined : unescapedXml(text.slice(start + tag.length + 2, stop))
}
