/**
 * Everything that a content says of itself, as the catalog keeps it: one entry for whoever inspects files.
 */
import type { ByteReader } from '../hashing/bytes.ts'
import { chdIdentities, readChd, type ChdHeader, type ChdIdentity } from '../discs/chd.ts'
import { chdFacts } from '../discs/chd-facts.ts'
import { recogniseContainer, type Container } from '../discs/containers.ts'
import { canRename } from '../discs/rename-tracks.ts'
import { LARGEST_SHEET, readSheet, sheetKind, type Sheet, type SheetKind } from '../discs/sheet.ts'
import type { Trouble } from '../trouble.ts'
import type { HeaderFacts } from './facts.ts'
import { headerFacts } from './header-facts.ts'
import { fileText } from './text.ts'

export interface Description {
  /** For `rom_file_metadata`, by key, in a fixed order. */
  readonly metadata: readonly (readonly [key: string, value: string])[]
  /** Other hashes that DATs know the content by (see `chdIdentities`). */
  readonly identities: readonly ChdIdentity[]
  readonly troubles: readonly Trouble[]
}

const NOTHING: Description = { metadata: [], identities: [], troubles: [] }

/**
 * Reads a few kilobytes at most. Throws the system's errors only.
 * @param file for a large member of an archive, a reader of its beginning that knows its full size serves as
 * well
 * @param extension without dot, lower case
 */
export function describeContent(file: ByteReader, extension: string): Description {
  const kind = sheetKind(extension)
  if (kind && !OF_THEIR_NAME.has(kind)) {
    const bytes = file.read(0, LARGEST_SHEET + 1)
    const sheet = describeSheet(readSheet(kind, '', bytes), bytes)
    // all empty files are one content, which is no sheet of any kind
    return file.size === 0 ? { ...NOTHING, troubles: sheet.troubles } : sheet
  }
  if (file.size === 0) return NOTHING
  const chd = readChd(file)
  if (chd && !chd.ok) return { ...NOTHING, troubles: [chd.trouble] }
  if (chd) {
    const disc = chdFacts(file, chd.header)
    const metadata = [...chdRows(chd.header), ...(disc ? headerRows(disc) : [])]
    return { metadata, identities: chdIdentities(chd.header), troubles: [] }
  }
  const container = recogniseContainer(file)
  const header = container ? container.header : headerFacts(file, extension)
  const metadata = [...(container ? containerRows(container) : []), ...(header ? headerRows(header) : [])]
  return metadata.length === 0 ? NOTHING : { ...NOTHING, metadata }
}

/** These say nothing: what belongs to them has their name (see `stem-sheets.ts`). */
const OF_THEIR_NAME: ReadonlySet<SheetKind> = new Set(['ccd', 'mds'])

/** Of larger ones the tracks cannot be renamed. Real ones have a few kilobytes. */
const LARGEST_TEXT = 65_536

function describeSheet(
  { kind, files, companions, tracks, disc, troubles }: Sheet,
  bytes: Uint8Array,
): Description {
  const metadata = rows('sheet', {
    kind,
    files: files.length === 0 ? undefined : JSON.stringify(files),
    companions: companions.length === 0 ? undefined : JSON.stringify(companions),
    tracks: tracks === 0 ? undefined : String(tracks),
    disc: disc?.toString(),
    text: canRename(kind) && bytes.length <= LARGEST_TEXT ? fileText(bytes) : undefined,
  })
  return { metadata, identities: [], troubles }
}

type Row = readonly [key: string, value: string]

function headerRows(header: HeaderFacts): readonly Row[] {
  const { platform, title, localTitle, regions, serial, version, maker, disc, discs, date, sound, more } =
    header
  return rows('header', {
    platform,
    title,
    'local-title': localTitle,
    regions: regions?.join(', '),
    serial,
    version,
    maker,
    disc: discs === undefined ? disc?.toString() : `${disc} of ${discs}`,
    date,
    checksum: sound === undefined ? undefined : sound ? 'right' : 'wrong',
    ...more,
  })
}

function chdRows({ media, ...header }: ChdHeader): readonly Row[] {
  return rows('chd', {
    version: String(header.version),
    media: media.kind,
    tracks: media.tracks.length === 0 ? undefined : String(media.tracks.length),
    sha1: header.sha1,
    'raw-sha1': header.rawSha1,
    'parent-sha1': header.parentSha1,
    'logical-bytes': String(header.logicalBytes),
    'hunk-bytes': String(header.hunkBytes),
    'unit-bytes': header.unitBytes?.toString(),
  })
}

function containerRows({ kind, name, platform, note }: Container): readonly Row[] {
  return rows('container', { kind, name, platform, note })
}

function rows(section: string, values: Readonly<Record<string, string | undefined>>): readonly Row[] {
  return Object.entries(values).flatMap(([key, value]) =>
    value === undefined || value === '' ? [] : [[`${section}.${key}`, value] as const],
  )
}
