/**
 * RetroArch's playlists, added to. RetroArch writes a playlist anew whenever its user says something of it: which core plays
 * a game (which it also notes when it asks), how names and pictures are shown, in which order. So all that stays, and games
 * that curator does not know; what is in the list, and what it is called, is as curator says.
 */

interface Values {
  readonly [key: string]: unknown
}

/** What is known of paths on the device. */
export interface LplPaths {
  /** Where what was there is now. Undefined when it is gone, and another game is there. */
  now(path: string): string | undefined
  /** Of games of curator's, wanted or gone: they are listed where curator lists them. */
  isOurs(path: string): boolean
}

/** What is there, of games as they are called now, and without those that are gone. Undefined when it is no playlist. */
export function lplOfUser(there: string, { now }: Pick<LplPaths, 'now'>): string | undefined {
  const list = readLpl(there)
  if (list === undefined) return undefined
  const items = list.items.flatMap((item) => {
    const file = fileIn(pathOf(item))
    const path = now(file)
    if (path === file) return item
    return path === undefined ? [] : { ...item, path }
  })
  const isSame = items.length === list.items.length && items.every((item, i) => item === list.items[i])
  return isSame ? there : written({ ...list.head, items })
}

/** A playlist in which nothing is. */
export function isEmptyLpl(text: string): boolean {
  return readLpl(text)?.items.length === 0
}

/** Undefined when what is there is no playlist, or one whose paths mean something else: then it is left alone. */
export function mergeLpl(there: string, ours: string, { now, isOurs }: LplPaths): string | undefined {
  const [theirs, own] = [readLpl(there), readLpl(ours)]
  if (theirs === undefined || own === undefined) return undefined
  // portable playlists: RetroArch has put another beginning before every path
  if (theirs.head['base_content_directory'] !== own.head['base_content_directory']) return undefined
  // a zip of curator's is one game, whatever that is called in it
  const gameOf = (item: Values): string => fileIn(pathOf(item))
  const known = new Map(theirs.items.map((item) => [now(gameOf(item)), item]))
  const items = own.items.map((item) => withTheirs(item, known.get(gameOf(item))))
  const listed = new Set(own.items.map(gameOf))
  const others = theirs.items.filter((item) => {
    const file = now(gameOf(item))
    return file !== undefined && !listed.has(file) && !isOurs(file)
  })
  const merged = { ...own.head, ...theirs.head, items: [...items, ...others] }
  return JSON.stringify(merged) === JSON.stringify({ ...theirs.head, items: theirs.items })
    ? there
    : written(merged)
}

function withTheirs(ours: Values, theirs: Values = {}): Values {
  const { core_path: path, core_name: name, crc32 } = theirs
  const isOpen = ours['core_path'] === 'DETECT' && typeof path === 'string' && typeof name === 'string'
  return {
    ...ours,
    ...(isOpen ? { core_path: path, core_name: name } : {}),
    ...(ours['crc32'] === 'DETECT' && typeof crc32 === 'string' ? { crc32 } : {}),
    ...Object.fromEntries(Object.entries(theirs).filter(([key]) => !Object.hasOwn(ours, key))),
  }
}

/** As RetroArch writes it: JSON with two spaces a level, `/` escaped only after `<`, and an empty list on two lines. */
function written(list: Values): string {
  const text = JSON.stringify(list, undefined, 2).replaceAll('</', '<\\/')
  return `${text.replace(/"items": \[\](?=\n\}$)/, '"items": [\n  ]')}\n`
}

function readLpl(text: string): { readonly head: Values; readonly items: readonly Values[] } | undefined {
  const list = parsed(text)
  if (!isValues(list)) return undefined
  const { items, ...head } = list
  return Array.isArray(items) && items.every(isValues) ? { head, items } : undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // the old form, with six lines an entry, or a damaged file
  }
}

function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function pathOf({ path }: Values): string {
  return typeof path === 'string' ? path : ''
}

/** Without what is in a zip: `Game.zip#Game.sfc`. */
function fileIn(path: string): string {
  return path.replace(/(?<=\.(?:zip|7z|apk|zst))#.*$/i, '')
}
