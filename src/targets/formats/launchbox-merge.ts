/**
 * LaunchBox's data files, added to. LaunchBox keeps in them what its user did: favourites, stars, how often and how long a
 * game was played, what is hidden, fields of his own. So of what is there nothing is said in other words: games that
 * are new are added, those that have another name now are found under it, and games that are gone leave only while
 * nobody but curator has said anything of them, or where another game has their path now.
 */
import type { Changes } from './changes.ts'
import { freeId, idOf, isOwnId } from './launchbox.ts'
import { edited, withoutLine, type Edit } from './xml-edit.ts'
import { fieldOf, isEmptyXml, readXmlList, type XmlRecord } from './xml-list.ts'
import { unescapedXml, xmlText } from './xml-text.ts'

const ROOT = 'LaunchBox'

export interface LaunchBoxChanges extends Changes {
  /** Games that are not wanted, and stay. */
  readonly staying: ReadonlySet<string>
}

/**
 * The games of a platform that are there, with `ours` among them: both are whole files. Paths of `changes` have backslashes.
 * Undefined when it is no such file: then it is left alone.
 */
export function mergeLaunchBoxGames(
  there: string,
  ours: string,
  changes: LaunchBoxChanges,
): string | undefined {
  if (isEmptyXml(there, ROOT)) return ours
  const list = readXmlList(there, ROOT)
  if (list === undefined) return undefined
  const games = list.records.flatMap((record): (readonly [string, string])[] => {
    const [path, id] = [fieldOf(record, 'ApplicationPath'), fieldOf(record, 'ID')]
    return record.name === 'Game' && path && id ? [[path, id]] : []
  })
  const keyed = byKey(changes, ours)
  const own = withIds(ours, games, keyed)
  const wanted = recordsOf(own, 'Game', 'ApplicationPath', pathKey)
  const spokenOf = new Set(list.records.flatMap((record) => fieldOf(record, 'GameID')?.toLowerCase() ?? []))
  const edits: Edit[] = []
  const listed = new Set<string>()
  for (const record of list.records) {
    if (record.name !== 'Game' && record.name !== 'AdditionalApplication') continue
    const field = record.fields.find(({ name }) => name === 'ApplicationPath')
    if (field === undefined) continue
    const was = pathKey(field.text)
    const now = keyed.renamed.get(was) ?? field.text
    const game = wanted.get(pathKey(now))
    const isOurs = isUntouched(record, spokenOf)
    const isOusted = keyed.gone.has(was) && wanted.has(was)
    if (isOusted || (isOurs && game === undefined && !keyed.staying.has(was))) {
      edits.push(withoutLine(there, record))
      continue
    }
    listed.add(pathKey(now))
    if (now !== field.text) edits.push({ ...field, text: xmlText(now) })
    const title = record.fields.find(({ name }) => name === 'Title')
    const called = game && fieldOf(game.record, 'Title')
    if (isOurs && title && called !== undefined && called !== title.text)
      edits.push({ ...title, text: xmlText(called) })
  }
  const added = [...wanted].flatMap(([key, { lines }]) => (listed.has(key) ? [] : [lines]))
  return edited(there, edits, list.end, added)
}

/**
 * The same for a playlist. `ids`: what LaunchBox calls games that curator would call otherwise. The order of curator's
 * games is that of the list; games that the user added stay, and so do all names and notes of the playlist.
 * @param staying ids of games that stay as well, behind curator's
 */
export function mergeLaunchBoxPlaylist(
  there: string,
  ours: string,
  ids: ReadonlyMap<string, string>,
  staying: ReadonlySet<string> = NO_IDS,
): string | undefined {
  const own = withLaunchBoxIds(ours, ids)
  if (isEmptyXml(there, ROOT)) return own
  const list = readXmlList(there, ROOT)
  if (list === undefined) return undefined
  const wanted = recordsOf(own, 'PlaylistGame', 'GameId', (id) => id.toLowerCase())
  const edits: Edit[] = []
  const listed = new Set<string>()
  let behind = 0
  for (const record of list.records) {
    if (record.name !== 'PlaylistGame') continue
    const id = (fieldOf(record, 'GameId') ?? '').toLowerCase()
    const wish = wanted.get(id)
    if (wish === undefined) {
      const isOurs = isOwnId(id) && hasOnly(record, PLAYLIST_FIELDS)
      const order = record.fields.find(({ name }) => name === 'ManualOrder')
      if (isOurs && !staying.has(id)) edits.push(withoutLine(there, record))
      else if (isOurs && order) edits.push({ ...order, text: String(wanted.size + behind++) })
      continue
    }
    listed.add(id)
    for (const field of record.fields) {
      const text = FOLLOWED.includes(field.name) ? fieldOf(wish.record, field.name) : undefined
      if (text !== undefined && text !== field.text) edits.push({ ...field, text: xmlText(text) })
    }
  }
  const added = [...wanted].flatMap(([id, { lines }]) => (listed.has(id) ? [] : [lines]))
  return edited(there, edits, list.end, added)
}

/**
 * Ours, in which games have the ids that they have there, under another name as well: playlists of the user name them so.
 * What is there is ours as well: to look for its ids takes far less time than to read it as XML.
 */
export function keepLaunchBoxIds(there: string, ours: string, changes: LaunchBoxChanges): string {
  const games = [...there.matchAll(OUR_ID)].map(([, path = '', id = '']) => [unescapedXml(path), id] as const)
  return withIds(ours, games, byKey(changes, ours))
}

/** With the keys of the paths that were, and of those that are gone: a game that is there in other case is not. */
function byKey({ renamed, gone, staying }: LaunchBoxChanges, ours: string): LaunchBoxChanges {
  const paths = [...ours.matchAll(OUR_ID)].map(([, path = '']) => unescapedXml(path))
  const spelled = new Map(paths.map((path) => [pathKey(path), path]))
  const isGone = (path: string): boolean => (spelled.get(pathKey(path)) ?? path) === path
  return {
    renamed: new Map([...renamed].map(([from, to]) => [pathKey(from), to])),
    gone: new Set([...gone].filter(isGone).map(pathKey)),
    staying: new Set([...staying].map(pathKey)),
  }
}

/** `games`: path and id there; `changes`: see `byKey`. */
function withIds(
  ours: string,
  games: readonly (readonly [path: string, id: string])[],
  { renamed, gone }: Changes,
): string {
  const ids = new Map(
    games.flatMap(([path, id]) => {
      const key = pathKey(path)
      return gone.has(key) ? [] : [[pathKey(renamed.get(key) ?? path), id] as const]
    }),
  )
  const taken = new Set(ids.values())
  return ours.replace(OUR_ID, (all, path: string, id: string) => {
    const now = ids.get(pathKey(unescapedXml(path))) ?? freeId(id, taken)
    return now === id ? all : `${all.slice(0, -id.length)}${now}`
  })
}

/** As `writeLaunchBoxPlatform` writes it. */
const OUR_ID = /<ApplicationPath>([^<]*)<\/ApplicationPath>\n {4}<ID>([^<]*)/g

/** A playlist of ours, with the ids that games have in LaunchBox. */
export function withLaunchBoxIds(ours: string, ids: ReadonlyMap<string, string>): string {
  return ours.replace(/(?<=<GameId>)[^<]*/g, (id) => ids.get(id) ?? id)
}

/** Which ids the games of a platform have: curator's → its own, where they differ. */
export function launchBoxIds(text: string): ReadonlyMap<string, string> {
  const ids = new Map<string, string>()
  for (const record of readXmlList(text, ROOT)?.records ?? []) {
    const [path, platform, id] = ['ApplicationPath', 'Platform', 'ID'].map((name) => fieldOf(record, name))
    if (record.name !== 'Game' || !path || !platform || !id) continue
    const own = idOf({ platform, path: path.replaceAll('\\', '/') })
    if (own !== id && !ids.has(own)) ids.set(own, id)
  }
  return ids
}

/** The ids of games at these paths, in lower case. */
export function launchBoxIdsAt(text: string, paths: ReadonlySet<string>): readonly string[] {
  const keys = new Set([...paths].map(pathKey))
  return (readXmlList(text, ROOT)?.records ?? []).flatMap((record) => {
    const [path = '', id = ''] = ['ApplicationPath', 'ID'].map((name) => fieldOf(record, name))
    return record.name === 'Game' && keys.has(pathKey(path)) ? [id.toLowerCase()] : []
  })
}

export function holdsLaunchBoxGames(text: string): boolean {
  return (readXmlList(text, ROOT)?.records ?? []).some(({ name }) => name === 'Game')
}

const NO_IDS: ReadonlySet<string> = new Set()

const GAME_FIELDS = ['ApplicationPath', 'ID', 'Platform', 'Title']
const PLAYLIST_FIELDS = [
  'GameId',
  'GameTitle',
  'GamePlatform',
  'GameFileName',
  'LaunchBoxDbId',
  'ManualOrder',
]

/** What curator says of a game that was in a playlist before. */
const FOLLOWED = ['GameFileName', 'ManualOrder']

/**
 * As curator wrote it: LaunchBox adds dozens of fields when it first writes a game itself. `spokenOf`: ids that versions,
 * other titles and fields of the user name.
 */
function isUntouched(record: XmlRecord, spokenOf: ReadonlySet<string>): boolean {
  const id = fieldOf(record, 'ID') ?? ''
  return (
    record.name === 'Game' && isOwnId(id) && hasOnly(record, GAME_FIELDS) && !spokenOf.has(id.toLowerCase())
  )
}

function hasOnly({ fields }: XmlRecord, names: readonly string[]): boolean {
  return fields.every(({ name }) => names.includes(name))
}

/** Records of a file of ours by what one field of theirs says, in its order, and as they stand there, with their lines. */
function recordsOf(
  text: string,
  name: string,
  field: string,
  keyOf: (said: string) => string,
): ReadonlyMap<string, { readonly record: XmlRecord; readonly lines: string }> {
  const records = (readXmlList(text, ROOT)?.records ?? []).filter((record) => record.name === name)
  return new Map(
    records.map((record) => [
      keyOf(fieldOf(record, field) ?? ''),
      { record, lines: `  ${text.slice(record.start, record.stop)}\n` },
    ]),
  )
}

/** Windows knows no case. */
function pathKey(path: string): string {
  return path.replaceAll('/', '\\').toLowerCase()
}
