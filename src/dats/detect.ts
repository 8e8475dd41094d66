/** What kind of file this is, told by its first bytes: file names lie, download sites answer with error pages. */
import { afterByteOrderMark } from './formats/ascii.ts'
import { SMDB_LINE } from './formats/smdb.ts'

/** Formats with a parser. MAME's own lists say what Logiqx says, under another root. */
export type DatFormat = 'logiqx' | 'clrmamepro' | 'software-list' | 'romcenter' | 'smdb'

/** `refused` says what it is instead of a DAT, as the end of the sentence "<file> …". */
type Detected =
  | { readonly format: DatFormat | 'software-lists' | 'zip' | 'gzip' }
  | { readonly format: 'refused'; readonly what: string }

/** How much of a file `detectDat` wants to see. */
export const HEAD_SIZE = 64 * 1024

export function detectDat(head: Buffer): Detected {
  if (head.length === 0) return refused('is empty')
  if (startsWith(head, [0x50, 0x4b])) return { format: 'zip' }
  if (startsWith(head, [0x1f, 0x8b])) return { format: 'gzip' }
  const packed = OTHER_ARCHIVES.find(({ signature }) => startsWith(head, signature))
  if (packed) return refused(`is ${packed.name}, which curator does not unpack: unpack it, or make it a zip`)
  const text = head.toString('latin1', afterByteOrderMark(head), HEAD_SIZE).trimStart()
  if (text.startsWith('<')) return detectXml(text)
  if (/^(?:clrmamepro|emulator|game|machine|resource)\s*\(/i.test(text)) return { format: 'clrmamepro' }
  if (/^\[(?:credits|dat|emulator|games)\][ \t]*\r?\n/i.test(text)) return { format: 'romcenter' }
  if (SMDB_LINE.test(text)) return { format: 'smdb' }
  return refused('is not a DAT of any kind that curator reads')
}

/** The outermost element decides, or a document type before it. */
function detectXml(text: string): Detected {
  const root = rootName(text)
  // a head full of comments: let the parser find out
  if (root === undefined) return { format: 'logiqx' }
  if (root === 'datafile' || root === 'mame') return { format: 'logiqx' }
  if (root === 'softwarelist') return { format: 'software-list' }
  if (root === 'softwarelists') return { format: 'software-lists' }
  if (HTML.has(root.toLowerCase())) {
    return refused('is an HTML page, not a DAT: the download site probably answered with its error page')
  }
  return refused(`is XML, but not a DAT: its outermost element is <${root.slice(0, 40)}>`)
}

function rootName(text: string): string | undefined {
  const token = /<(?:\?[^>]*>|!--|!doctype\s+([\w:.-]+)|([\w:.-]+))/giy
  let position = 0
  for (;;) {
    while (/\s/.test(text.charAt(position))) position++
    token.lastIndex = position
    const found = token.exec(text)
    if (!found) return undefined
    const name = found[1] ?? found[2]
    if (name !== undefined) return name
    position = found[0] === '<!--' ? text.indexOf('-->', token.lastIndex) + 3 : token.lastIndex
    if (position < token.lastIndex) return undefined
  }
}

const HTML: ReadonlySet<string> = new Set(['html', 'head', 'body', 'title', 'meta', 'div', 'script'])

/** https://en.wikipedia.org/wiki/List_of_file_signatures */
const OTHER_ARCHIVES: readonly { readonly name: string; readonly signature: readonly number[] }[] = [
  { name: 'a 7z archive', signature: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c] },
  { name: 'a RAR archive', signature: [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07] },
  { name: 'xz data', signature: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00] },
  { name: 'Zstandard data', signature: [0x28, 0xb5, 0x2f, 0xfd] },
  { name: 'bzip2 data', signature: [0x42, 0x5a, 0x68] },
]

function startsWith(bytes: Uint8Array, beginning: readonly number[]): boolean {
  return beginning.every((byte, index) => bytes[index] === byte)
}

function refused(what: string): Detected {
  return { format: 'refused', what }
}
