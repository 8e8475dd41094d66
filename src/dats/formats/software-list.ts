/**
 * MAME's software lists (`<softwarelist>`): what its consoles and computers play, as short names with ROMs by chip.
 * Format: https://github.com/mamedev/mame/blob/master/hash/softwarelist.dtd. A file of several lists is taken apart
 * before (see `software-lists.ts`).
 */
import type { Damaged, DatParser, DatSink } from '../dat.ts'
import {
  crc32Field,
  diskName,
  romOf,
  sha1Field,
  statusField,
  vocabulary,
  type GameDraft,
  type HeaderDraft,
  type RomFields,
} from './fields.ts'
import { LARGEST_PIECE } from './window.ts'
import type { XmlAttributes } from './xml-attributes.ts'
import { xmlReader } from './xml.ts'

const ELEMENTS = [
  'softwarelist',
  'software',
  'description',
  'year',
  'info',
  'part',
  'dataarea',
  'diskarea',
  'rom',
  'disk',
] as const
type Element = (typeof ELEMENTS)[number] | undefined

const ATTRIBUTES = [
  'name',
  'description',
  'cloneof',
  'value',
  'size',
  'crc',
  'sha1',
  'status',
  'loadflag',
] as const
const attribute = (name: (typeof ATTRIBUTES)[number]) => ATTRIBUTES.indexOf(name)

const NAME = attribute('name')

/** `<rom>` elements that say how to load what stands before them: no files of their own. */
const NO_FILES = vocabulary(['reload', 'reload_plain', 'continue', 'fill', 'ignore'])

const ROM_COST = 200

/** Reads one software list in chunks. `damaged` makes the error that ends the reading. */
export function softwareListParser(sink: DatSink, damaged: Damaged): DatParser {
  let depth = 0
  let game: GameDraft | undefined
  let roms: RomFields[] = []
  let serial: string | undefined
  let cost = 0

  return xmlReader({ elements: ELEMENTS, attributes: ATTRIBUTES }, { open, close }, damaged)

  function open(place: number, attributes: XmlAttributes): boolean {
    const element: Element = ELEMENTS[place]
    depth++
    if (depth === 1) openList(element, attributes)
    else if (depth === 2 && element === 'software') openSoftware(attributes)
    else if (depth === 3 && element === 'info') readInfo(attributes)
    else if (depth === 5 && (element === 'rom' || element === 'disk')) openRom(element, attributes)
    return game !== undefined && depth === 3 && (element === 'description' || element === 'year')
  }

  function close(place: number, text: string): void {
    const element: Element = ELEMENTS[place]
    depth--
    if (!game) return
    if (depth === 1) closeSoftware(game)
    else if (depth === 2 && text !== '') {
      cost += text.length
      if (element === 'description') game.description = text
      else if (element === 'year') game.year = text
    }
  }

  function openList(element: Element, attributes: XmlAttributes): void {
    if (element !== 'softwarelist')
      throw damaged(attributes.place(), 'the outermost element is not <softwarelist>')
    // it does not say whose it is, and its names are short ones: what they are called is to be read as MAME's
    const header: HeaderDraft = { name: attributes.text(NAME) ?? '', author: 'MAME' }
    const description = attributes.text(attribute('description'))
    if (description) header.description = description
    sink.header(header)
  }

  function openSoftware(attributes: XmlAttributes): void {
    const name = attributes.text(NAME)
    if (!name) throw damaged(attributes.place(), 'a software has no name')
    game = { name, categories: [], roms: [] }
    const cloneOf = attributes.text(attribute('cloneof'))
    if (cloneOf) game.cloneOf = cloneOf
    roms = []
    serial = undefined
    cost = 0
  }

  /** A second serial is that of another edition in the same box. */
  function readInfo(attributes: XmlAttributes): void {
    if (attributes.text(NAME) === 'serial') serial ??= attributes.text(attribute('value'))
  }

  function openRom(element: 'rom' | 'disk', attributes: XmlAttributes): void {
    if (!game) return
    const written = attributes.text(NAME)
    const how = attributes.field(attribute('loadflag'), NO_FILES)
    if (!written || (how !== undefined && how >= 0)) return
    cost += ROM_COST + written.length
    if (cost > LARGEST_PIECE) throw damaged(attributes.place(), 'one game of it is larger than 64 MB')
    const isDisk = element === 'disk'
    roms.push({
      name: isDisk ? diskName(written) : written,
      size: attributes.field(attribute('size'), size),
      crc32: attributes.field(attribute('crc'), crc32Field),
      sha1: attributes.field(attribute('sha1'), sha1Field),
      status: attributes.field(attribute('status'), statusField),
      isDisk,
    })
  }

  function closeSoftware(finished: GameDraft): void {
    for (const rom of roms) finished.roms.push(romOf(serial ? { ...rom, serial } : rom, finished.name))
    sink.game(finished)
    game = undefined
  }
}

/** Sizes are decimal, or hexadecimal after `0x`. */
function size(bytes: Buffer, start: number, end: number): number | undefined {
  const text = bytes.toString('latin1', start, Math.min(end, start + 20))
  if (!/^(?:\d{1,16}|0x[0-9a-f]{1,13})$/i.test(text)) return undefined
  const value = Number(text)
  return Number.isSafeInteger(value) ? value : undefined
}
