/** Which contents stand for the parts of a release, as one of its variants lists them. */
import type { Db } from '../catalog/sqlite.ts'
import { EMPTY_SHA1 } from '../dats/placeholder.ts'
import { isStated, type MatchedAs } from '../inventory/hashing/content.ts'
import { calledAs, isSheet } from '../inventory/discs/sheet.ts'
import type { PickedFile, SheetText } from '../select/pick.ts'
import { readContents, type OwnedContent } from './contents.ts'
import { fittingFile, fittingSheets, sheetTexts, type FittingSheet } from './sheets/sheet-files.ts'

/** An entry of a DAT with one of the contents that match it; `content` is null where none does. */
export interface EntryRow {
  readonly release: string
  readonly log: number
  readonly game: number
  readonly variant: number
  readonly rom: string
  readonly optional: number
  /** 1 of a file of no bytes. */
  readonly empty: number
  readonly content: number | null
  readonly view: MatchedAs | ''
  readonly by: string | null
}

/** What is there of what entries say. */
interface Held {
  readonly contents: ReadonlyMap<number, OwnedContent>
  /** By the id of the DAT's game. */
  readonly sheets: ReadonlyMap<number, readonly FittingSheet[]>
  readonly texts: ReadonlyMap<number, SheetText>
}

export function readHeld(db: Db, rows: readonly EntryRow[], roots: readonly string[] | undefined): Held {
  const games = rows.map(({ game }) => game)
  const sheets = fittingSheets(db, games)
  const fitting = [...sheets.values()].flatMap((some) => some.map(({ content }) => content))
  const own = rows.flatMap(({ rom, content }) => (content !== null && isSheet(rom) ? content : []))
  const ids = new Set([...rows.flatMap(({ content }) => content ?? []), ...fitting])
  const texts = fitting.length + own.length === 0 ? new Map() : sheetTexts(db, new Set([...fitting, ...own]))
  return { contents: readContents(db, ids, roots), sheets, texts }
}

/** One file a ROM of the variant, or undefined when a part is missing. Where the DAT lists no sheet, one of the user's too. */
export function completeFiles(variant: readonly EntryRow[], held: Held): PickedFile[] | undefined {
  const files: PickedFile[] = []
  for (const file of partsOf(variant, held).values()) {
    if (file === undefined) return undefined
    files.push(file)
  }
  if (files.length === 0) return undefined
  const sheet = variant.some(({ rom }) => isSheet(rom)) ? undefined : unlistedSheet(variant, held)
  return sheet ? [sheet, ...files] : files
}

/** The parts of a variant that nobody has to have: what has no bytes is made where the rest is owned. */
export function emptyFiles(variant: readonly EntryRow[]): PickedFile[] {
  const names = new Set(variant.flatMap(({ empty, rom }) => (empty === 1 ? rom : [])))
  return [...names].map((name) => ({
    name,
    content: { sha1: EMPTY_SHA1, size: 0, crc32: 0 },
    views: [],
    extension: '',
  }))
}

function unlistedSheet(
  [first]: readonly EntryRow[],
  { contents, sheets, texts }: Held,
): PickedFile | undefined {
  let best: PickedFile | undefined
  for (const sheet of (first && sheets.get(first.game)) ?? []) {
    const owned = contents.get(sheet.content)
    const name = `${first?.release}.${sheet.kind}`
    const file = owned && fittingFile(name, sheet, owned, texts.get(sheet.content))
    if (file && (!best || isBetter([file], [best]))) best = file
  }
  return best
}

/** ROM of the variant → the file that is taken for it, undefined where there is none. */
export function partsOf(
  variant: readonly EntryRow[],
  held: Held,
): ReadonlyMap<string, PickedFile | undefined> {
  const parts = new Map<string, PickedFile | undefined>()
  for (const row of variant) {
    const best = parts.get(row.rom)
    const file = row.by === 'tracks' ? listedSheet(row, held) : fileOf(row, held)
    if (!file && row.optional) continue
    parts.set(row.rom, file && (!best || isBetter([file], [best])) ? file : best)
  }
  return parts
}

function listedSheet(
  { game, content: id, rom }: EntryRow,
  { contents, sheets, texts }: Held,
): PickedFile | undefined {
  const owned = id === null ? undefined : contents.get(id)
  const sheet = sheets.get(game)?.find(({ content }) => content === id)
  return owned && sheet && fittingFile(calledAs(rom, sheet.kind), sheet, owned, texts.get(sheet.content))
}

/** Undefined when no present file holds the content, or none under a name that shows the view. */
function fileOf({ content: id, rom, view }: EntryRow, { contents, texts }: Held): PickedFile | undefined {
  const owned = id === null ? undefined : contents.get(id)
  if (!owned) return undefined
  if (view && !isStated(view) && !owned.views.some(({ kind }) => kind === view)) return undefined
  const sheet = id === null ? undefined : texts.get(id)
  return {
    name: rom,
    content: owned.content,
    ...(view ? { matched: view } : {}),
    views: owned.views,
    extension: owned.extension,
    ...(sheet && { sheet }),
  }
}

/**
 * What can be opened comes first: of a disc, its tracks with a sheet. A content that carries a header can give both shapes,
 * so it comes before one without; then the one that is what the DAT describes as it is, and of sheets its own. Between
 * equals names and hashes decide: never what was found first.
 */
export function isBetter(files: readonly PickedFile[], than: readonly PickedFile[]): boolean {
  const [a, b] = [preference(files), preference(than)]
  return a === b ? keyOf(files) < keyOf(than) : a < b
}

const NO_SHEET = 1_000_000

function preference(files: readonly PickedFile[]): number {
  const openable = files.length === 1 || files.some(({ name }) => isSheet(name)) ? 0 : NO_SHEET
  return files.reduce(
    (sum, { views, matched, fits, sheet }) =>
      sum + (views.length > 0 ? 0 : 2) + (matched ? 1 : 0) + (fits ? 1 : 0) + (sheet?.names ? 1 : 0),
    openable,
  )
}

function keyOf(files: readonly PickedFile[]): string {
  return files.map(({ name, content, matched = '' }) => `${name}\0${content.sha1}\0${matched}`).join('\0')
}
