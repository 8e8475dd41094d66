/**
 * RetroArch's playlist, version 1.5, byte for byte as the frontend writes it (RetroArch `playlist.c`, `rjson.c`):
 * UTF-8, LF, two spaces a level, keys in a fixed order, `/` escaped only after `<`.
 */
import { byCodeUnit } from '../../order.ts'

interface Lpl {
  /** Written when set: lets another machine replace this beginning of every path. */
  readonly baseContentDirectory?: string
  /** `default`: RetroArch sorts the list for display. `off`: it keeps our order. */
  readonly sort: 'default' | 'off'
  readonly items: readonly LplItem[]
}

export interface LplItem {
  /** Absolute path on the device. */
  readonly path: string
  readonly label: string
  /** Of the file's bytes; 0 when it is not known by one, such as a disc: RetroArch is left to find out. */
  readonly crc32: number
  /** Product number of a disc: it goes before the checksum. */
  readonly serial?: string
  /** Database the label is from, without `.lpl`: thumbnails hang on it. */
  readonly database: string
  /** What plays it. Absent: RetroArch asks. */
  readonly core?: { readonly path: string; readonly name: string }
}

export function writeLpl({ items, ...lpl }: Lpl): string {
  return before(lpl) + items.map(writeItem).join(BETWEEN) + after(items.length)
}

/** Some items of a list in the scanner's order, written: so that a list can be put together of those of many games. */
export interface WrittenItems {
  /** By what the scanner sorts them. */
  readonly keys: readonly string[]
  /** Of each item and what stands between it and the next, in bytes. */
  readonly lengths: readonly number[]
  readonly bytes: Uint8Array
}

export function writeItems(items: readonly LplItem[]): WrittenItems {
  const keyed = items.map((item): [string, LplItem] => [sortKey(item), item])
  keyed.sort(([a], [b]) => byCodeUnit(a, b))
  const texts = keyed.map(([, item]) => writeItem(item) + BETWEEN)
  return {
    keys: keyed.map(([key]) => key),
    lengths: texts.map((text) => Buffer.byteLength(text)),
    bytes: Buffer.from(texts.join('')),
  }
}

/** A list of all of them, in the scanner's order. */
export function joinItems(parts: readonly WrittenItems[], lpl: Omit<Lpl, 'items'>): Uint8Array {
  const items = parts.flatMap(({ keys, lengths, bytes }) => {
    let end = 0
    return keys.map((key, i) => {
      const start = end
      end += lengths[i] ?? 0
      return { key, bytes, start, end }
    })
  })
  items.sort((a, b) => byCodeUnit(a.key, b.key))
  const head = Buffer.from(before(lpl))
  const foot = Buffer.from(after(items.length))
  const most = parts.reduce((sum, { bytes }) => sum + bytes.length, 0)
  const list = new Uint8Array(head.length + most + foot.length)
  let at = 0
  // half the time of the methods of Buffer, which look at their arguments first
  const put = (bytes: Uint8Array): void => {
    list.set(bytes, at)
    at += bytes.length
  }
  put(head)
  for (const { bytes, start, end } of items) put(bytes.subarray(start, end))
  if (items.length > 0) at -= BETWEEN.length
  put(foot)
  return list.subarray(0, at)
}

function before({ baseContentDirectory, sort }: Omit<Lpl, 'items'>): string {
  const head = [
    ['version', '"1.5"'],
    ['default_core_path', '""'],
    ['default_core_name', '""'],
    ...(baseContentDirectory === undefined ? [] : [['base_content_directory', quote(baseContentDirectory)]]),
    ['label_display_mode', '0'],
    ['right_thumbnail_mode', '0'],
    ['left_thumbnail_mode', '0'],
    ['thumbnail_match_mode', '0'],
    ['sort_mode', sort === 'off' ? '2' : '0'],
  ]
  const lines = head.map(([key, value]) => `  "${key}": ${value},\n`)
  return `{\n${lines.join('')}  "items": [\n`
}

const BETWEEN = ',\n'

function after(items: number): string {
  return `${items > 0 ? '\n' : ''}  ]\n}\n`
}

function writeItem(item: LplItem): string {
  const { path, label, database, core = UNKNOWN_CORE } = item
  return `    {
      "path": ${quote(path)},
      "label": ${quote(label)},
      "core_path": ${quote(core.path)},
      "core_name": ${quote(core.name)},
      "crc32": ${quote(knownBy(item))},
      "db_name": ${quote(`${database}.lpl`)}
    }`
}

const UNKNOWN_CORE = { path: 'DETECT', name: 'DETECT' }

function knownBy({ crc32, serial }: LplItem): string {
  if (serial !== undefined) return `${serial}|serial`
  return crc32 === 0 ? 'DETECT' : `${crc32.toString(16).toUpperCase().padStart(8, '0')}|crc`
}

function quote(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`
  const quoted = JSON.stringify(text)
  return quoted.includes('</') ? quoted.replaceAll('</', '<\\/') : quoted
}

/** Nothing in it needs an escape. */
const PLAIN = /^[\x20\x21\x23-\x3b\x3d-\x5b\x5d-\x7e]*$/

/**
 * RetroArch's scanner sorts by label, then by path: ASCII letters without case, everything else by its UTF-8 bytes. NUL
 * is in neither of them.
 */
function sortKey({ label, path }: LplItem): string {
  return `${inByteOrder(label)}\0${inByteOrder(path)}`
}

/** A text whose code units are in the order of the UTF-8 bytes: one unit a byte. */
function inByteOrder(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text.toLowerCase()
  const lower = text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
  return Buffer.from(lower).toString('latin1')
}
