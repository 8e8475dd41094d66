/** Writes Logiqx XML, the DAT every ROM manager reads. The same list gives the same bytes. */
import { hexCrc } from '../../wording.ts'
import { HEADER_FIELDS, type DatGame, type DatHeader, type DatRom } from '../dat.ts'

const PROLOG = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE datafile PUBLIC "-//Logiqx//DTD ROM Management Datafile//EN" "http://www.logiqx.com/Dats/datafile.dtd">
<datafile>
`

/**
 * The text in pieces, a game each, in the order given. What XML cannot hold (control characters, half a surrogate
 * pair) becomes U+FFFD.
 */
export function* writeLogiqx(header: DatHeader, games: Iterable<DatGame>): Generator<string> {
  const fields = HEADER_FIELDS.flatMap((key) => textElement(key, header[key]))
  yield `${PROLOG}\t<header>\n${fields.join('')}\t</header>\n`
  for (const game of games) yield gameElement(game)
  yield '</datafile>\n'
}

function gameElement(game: DatGame): string {
  const { name, id, cloneOf, cloneOfId, romOf, sampleOf, description, year, categories } = game
  const attributes = attributesOf({
    name,
    id,
    // an id in `cloneof` would read as a name
    cloneof: cloneOf,
    cloneofid: cloneOfId,
    romof: romOf,
    sampleof: sampleOf,
    isbios: yes(game.isBios),
    isdevice: yes(game.isDevice),
    ismechanical: yes(game.isMechanical),
    runnable: game.notRunnable ? 'no' : undefined,
  })
  const inside = [
    ...textElement('description', description ?? name),
    ...textElement('year', year),
    ...categories.flatMap((category) => textElement('category', category)),
    ...game.roms.map(romElement),
    ...(game.devices ?? []).map((device) => `\t\t<device_ref${attributesOf({ name: device })}/>\n`),
    ...(game.samples ?? []).map((sample) => `\t\t<sample${attributesOf({ name: sample })}/>\n`),
  ]
  return `\t<game${attributes}>\n${inside.join('')}\t</game>\n`
}

function romElement(rom: DatRom): string {
  const { name, size, crc32, md5, sha1, sha256, status, merge, serial, isDisk } = rom
  const attributes = attributesOf({
    name: isDisk ? withoutChd(name) : name,
    size: size === undefined ? undefined : String(size),
    crc: crc32 === undefined ? undefined : hexCrc(crc32),
    md5,
    sha1,
    sha256,
    status,
    merge: isDisk && merge !== undefined ? withoutChd(merge) : merge,
    serial,
    mia: yes(rom.mia),
    optional: yes(rom.isOptional),
  })
  return `\t\t<${isDisk ? 'disk' : 'rom'}${attributes}/>\n`
}

function withoutChd(name: string): string {
  return name.replace(/\.chd$/i, '')
}

function yes(value: boolean | undefined): string | undefined {
  return value ? 'yes' : undefined
}

function textElement(name: string, text: string | undefined): readonly string[] {
  if (text === undefined || text === '') return []
  return [`\t\t<${name}>${escapeText(text)}</${name}>\n`]
}

/** Without a value there is no attribute. Tabs and line breaks would be read as spaces, so they are written by number. */
function attributesOf(values: Readonly<Record<string, string | undefined>>): string {
  let text = ''
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || value === '') continue
    text += ` ${name}="${escapeText(value).replace(/[\t\n\r]/g, (char) => `&#${char.charCodeAt(0)};`)}"`
  }
  return text
}

function escapeText(text: string): string {
  return text.replace(FORBIDDEN, '\uFFFD').replace(/[&<>"]/g, (char) => ESCAPED[char] ?? char)
}

/** https://www.w3.org/TR/xml/#charsets */
const FORBIDDEN = /(?![\t\n\r])\p{Cc}(?<![\u007f-\u009f])|[\ufffe\uffff]|\p{Surrogate}/gu

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
