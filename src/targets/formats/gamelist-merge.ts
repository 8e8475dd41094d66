/**
 * EmulationStation's `gamelist.xml`, added to. The frontend keeps in it what its user did: favourites, play counts, what is
 * hidden, what was scraped. So of what is there nothing is said in other words: games that are new are added, those that
 * have another name now are found under it, and titled anew if their title was curator's; pictures and cores are named
 * where none are, and games and pictures of curator's that are gone leave only while nobody but curator has said anything
 * of them, or where another game has their path now.
 */
import { byAnySpelling } from '../../disk/spelling.ts'
import type { Changes } from './changes.ts'
import {
  gamelistEntry,
  isToldBy,
  PICTURES,
  pictureElement,
  playedBy,
  writeGamelist,
  type GamelistGame,
} from './gamelist.ts'
import { edited, withoutLine, type Edit } from './xml-edit.ts'
import { fieldOf, isEmptyXml, readXmlList, type XmlRecord } from './xml-list.ts'
import { xmlText } from './xml-text.ts'

/** What is known of a list. Paths as in it: `./Game.sfc`. */
export interface KnownGames extends Changes {
  /** What curator called games there last, where their paths do not tell: see `untoldIn`. */
  readonly called: ReadonlyMap<string, string>
  /** The folder that paths in the list are relative to. Some programs write whole paths, such as `/userdata/roms/snes/x.sfc`. */
  readonly home: string
  /** Whether the first of two spellings is of a file of its own: on a disk where case matters, of somebody's. */
  readonly isAnother: (path: string, ours: string) => boolean
}

/** Undefined when what is there is no list that can be added to: then it is left alone. */
export function mergeGamelist(
  there: string,
  games: readonly GamelistGame[],
  known: KnownGames,
): string | undefined {
  if (isEmptyXml(there, 'gameList')) return writeGamelist(games)
  const list = readXmlList(there, 'gameList')
  if (list === undefined) return undefined
  const { renamed, gone, called, home } = known
  const wanted = new Map(games.map((game) => [game.path, game]))
  const spelled = spellingsIn(list.records, games, known)
  const ours = whatIsOurs(games, known, spelled)
  const listed = new Set<string>()
  const edits: Edit[] = []
  for (const record of list.records) {
    const field = pathField(record)
    if (field === undefined) continue
    const was = spelled(field.text)
    const now = renamed.get(was) ?? was
    const isUntouched = there.startsWith('<game>', record.start) && saysOnly(record, was, ours)
    // a game that joined others as one of their discs is listed no more
    const isOut = gone.has(was) || (now !== was && !wanted.has(now))
    if ((isOut && isUntouched) || (gone.has(was) && wanted.has(was))) {
      edits.push(withoutLine(there, record))
      continue
    }
    listed.add(now)
    if (now !== pathIn(field.text, home)) edits.push({ ...field, text: xmlText(now) })
    const game = wanted.get(now)
    const name = record.fields.find((one) => one.name === 'name')
    const mayFollow = name && ours.isName(name.text, was) && (now !== was || called.has(was))
    if (mayFollow && game && name.text !== game.name) edits.push({ ...name, text: xmlText(game.name) })
    edits.push(...pictureEdits(there, record, game, known, spelled))
  }
  const added = games.filter(({ path }) => !listed.has(path)).map(gamelistEntry)
  return edited(there, edits, list.end, added)
}

/** Whole paths are told from the list's folder as well. */
function pathIn(text: string, home: string): string {
  if (text.startsWith('./')) return text
  if (!text.startsWith('/')) return `./${text}`
  const at = text.indexOf(`/${home}/`)
  return at < 0 ? text : `./${text.slice(at + home.length + 2)}`
}

/** A path in a list as curator spells it. */
type Spelled = (text: string) => string

/**
 * Macs take accents apart in names, and on cards case does not matter: then the frontend may call a file of curator's
 * otherwise. Paths that stand in the list as curator has them are not called otherwise there as well.
 */
function spellingsIn(
  records: readonly XmlRecord[],
  games: readonly GamelistGame[],
  { renamed, gone, called, home, isAnother }: KnownGames,
): Spelled {
  const pictures = games.flatMap((game) => (game.pictures ?? []).map(([, path]) => path))
  const paths = [...called.keys(), ...gone, ...renamed.keys(), ...pictures, ...games.map(({ path }) => path)]
  const known = new Set(paths)
  const told = new Set(
    records.flatMap((record) => pathField(record)?.text ?? []).map((text) => pathIn(text, home)),
  )
  const find = byAnySpelling(new Set(paths.filter((path) => !told.has(path))))
  return (text) => {
    const path = pathIn(text, home)
    const ours = known.has(path) ? undefined : find(path)
    return ours === undefined || isAnother(path, ours) ? path : ours
  }
}

function pathField({ name, fields }: XmlRecord): XmlRecord['fields'][number] | undefined {
  return name === 'game' ? fields.find((field) => field.name === 'path') : undefined
}

/** Pictures that are called otherwise now, those that are gone, and what is not there yet. */
function pictureEdits(
  there: string,
  record: XmlRecord,
  game: GamelistGame | undefined,
  { renamed, gone, home }: KnownGames,
  spelled: Spelled,
): readonly Edit[] {
  const edits: Edit[] = []
  const missing = new Map(game?.pictures)
  for (const field of record.fields) {
    if (!PICTURES.includes(field.name)) continue
    const was = spelled(field.text)
    const now = renamed.get(was) ?? (gone.has(was) ? missing.get(field.name) : was)
    if (now === undefined) edits.push(withoutLine(there, field.whole))
    else if (now !== pathIn(field.text, home)) edits.push({ ...field, text: xmlText(now) })
    missing.delete(field.name)
  }
  const isPlayedBy = record.fields.some(({ name }) => name === 'emulator' || name === 'core')
  const more = [...missing].map(pictureElement).join('') + (isPlayedBy ? '' : playedBy(game?.core))
  if (more === '') return edits
  // at the beginning of the line on which the entry ends
  let at = there.lastIndexOf('<', record.stop - 1)
  while (' \t'.includes(there.charAt(at - 1))) at--
  return [...edits, { start: at, stop: at, text: more }]
}

/** What curator says of games in a list. */
interface Ours {
  readonly cores: ReadonlySet<string>
  isName(text: string, path: string): boolean
  isPicture(text: string): boolean
}

function whatIsOurs(
  games: readonly GamelistGame[],
  { renamed, gone, called }: KnownGames,
  spelled: Spelled,
): Ours {
  const shown = new Set(games.flatMap(({ pictures = [] }) => pictures.map(([, path]) => path)))
  return {
    cores: new Set(games.flatMap(({ core }) => core ?? [])),
    isName: (text, path) => (called.has(path) ? text === called.get(path) : isToldBy(path, text)),
    isPicture(text) {
      const path = spelled(text)
      return shown.has(path) || renamed.has(path) || gone.has(path)
    },
  }
}

/** Whether nobody else has said anything of a game. */
function saysOnly(record: XmlRecord, path: string, { cores, isName, isPicture }: Ours): boolean {
  const core = fieldOf(record, 'core') ?? ''
  return record.fields.every(({ name, text }) => {
    if (name === 'path') return true
    if (name === 'name') return isName(text, path)
    if (name === 'emulator') return text === 'libretro' && cores.has(core)
    if (name === 'core') return cores.has(core)
    return PICTURES.includes(name) && isPicture(text)
  })
}
