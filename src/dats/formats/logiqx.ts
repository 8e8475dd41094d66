/**
 * Logiqx XML (`<datafile>`), the format of No-Intro, Redump, TOSEC and OpenGood, and MAME's `-listxml`, which says the
 * same things under `<mame>`. Format: http://www.logiqx.com/Dats/datafile.dtd and No-Intro's schema v3.
 */
import { HEADER_FIELDS, type Damaged, type DatParser, type DatSink } from '../dat.ts'
import {
  addMaker,
  addRelease,
  crc32Field,
  decimal,
  diskName,
  isHeaderField,
  md5Field,
  romOf,
  sha1Field,
  sha256Field,
  statusField,
  yesField,
  type GameDraft,
  type HeaderDraft,
} from './fields.ts'
import { LARGEST_PIECE } from './window.ts'
import type { XmlAttributes } from './xml-attributes.ts'
import { SKIP, xmlReader } from './xml.ts'

const ELEMENTS = [
  'datafile',
  'mame',
  'header',
  'game',
  'machine',
  'rom',
  'disk',
  'device_ref',
  'biosset',
  'sample',
  'release',
  ...HEADER_FIELDS,
  'year',
  'category',
  'manufacturer',
] as const
type Element = (typeof ELEMENTS)[number] | undefined

const ATTRIBUTES = [
  'name',
  'size',
  'crc',
  'md5',
  'sha1',
  'sha256',
  'status',
  'merge',
  'serial',
  'id',
  'cloneof',
  'cloneofid',
  'isbios',
  'isdevice',
  'ismechanical',
  'runnable',
  'romof',
  'sampleof',
  'mia',
  'optional',
  'bios',
  'default',
  'build',
  'region',
  'language',
] as const
const attribute = (name: (typeof ATTRIBUTES)[number]) => ATTRIBUTES.indexOf(name)

const NAME = attribute('name')
const SIZE = attribute('size')
const CRC = attribute('crc')
const MD5 = attribute('md5')
const SHA1 = attribute('sha1')
const SHA256 = attribute('sha256')
const STATUS = attribute('status')
const MERGE = attribute('merge')
const SERIAL = attribute('serial')
const MIA = attribute('mia')
const OPTIONAL = attribute('optional')
const BIOS = attribute('bios')
const DEFAULT = attribute('default')

/** Elements of a game whose text is read. */
const TEXTS: ReadonlySet<Element> = new Set(['description', 'year', 'category', 'manufacturer'])

/** What a record costs beside its texts, about: bounds the memory of a game with millions of ROMs. */
const ROM_COST = 200

/** Reads a Logiqx DAT or a MAME list in chunks. `damaged` makes the error that ends the reading. */
export function logiqxParser(sink: DatSink, damaged: Damaged): DatParser {
  let depth = 0
  let header: HeaderDraft | undefined
  let headerSent = false
  let game: GameDraft | undefined
  let gameDepth = 0
  let gameCost = 0
  /** The BIOS a machine starts with: of several the one that is marked, else the first. They stand before its ROMs. */
  let bios: string | undefined

  const parser = xmlReader({ elements: ELEMENTS, attributes: ATTRIBUTES }, { open, close }, damaged)
  return {
    write: parser.write,
    end() {
      parser.end()
      sendHeader({ name: '' })
    },
  }

  function open(place: number, attributes: XmlAttributes): boolean | typeof SKIP {
    const element: Element = ELEMENTS[place]
    depth++
    if (depth === 1) return openRoot(element, attributes)
    if (game)
      return element === undefined ? SKIP : depth === gameDepth + 1 && openInGame(game, element, attributes)
    if (header) return depth === 3
    if (element === 'game' || element === 'machine') openGame(attributes)
    else if (element === 'header' && depth === 2) header = { name: '' }
    return false
  }

  function close(place: number, text: string): void {
    const element: Element = ELEMENTS[place]
    depth--
    if (game && depth === gameDepth) closeInGame(game, element, text)
    else if (game && depth < gameDepth) closeGame(game)
    else if (header && depth === 2) {
      if (isHeaderField(element) && text !== '') header[element] = text
    } else if (header && depth === 1) {
      sendHeader(header)
      header = undefined
    }
  }

  function openRoot(element: Element, attributes: XmlAttributes): boolean {
    if (element === 'mame') {
      const version = attributes.text(attribute('build'))
      sendHeader(version === undefined ? { name: 'MAME' } : { name: 'MAME', version })
    } else if (element !== 'datafile') {
      throw damaged(attributes.place(), 'the outermost element is not <datafile>')
    }
    return false
  }

  function sendHeader(found: HeaderDraft): void {
    if (!headerSent) sink.header(found)
    headerSent = true
  }

  function openGame(attributes: XmlAttributes): void {
    sendHeader({ name: '' })
    const name = attributes.text(NAME)
    if (!name) throw damaged(attributes.place(), 'a game has no name')
    game = { name, categories: [], roms: [] }
    gameDepth = depth
    gameCost = 0
    bios = undefined
    const id = attributes.text(attribute('id'))
    const cloneOf = attributes.text(attribute('cloneof'))
    const cloneOfId = attributes.text(attribute('cloneofid'))
    if (id) game.id = id
    if (cloneOf) game.cloneOf = cloneOf
    if (cloneOfId) game.cloneOfId = cloneOfId
    if (attributes.text(attribute('isbios')) === 'yes') game.isBios = true
    if (attributes.text(attribute('isdevice')) === 'yes') game.isDevice = true
    if (attributes.text(attribute('ismechanical')) === 'yes') game.isMechanical = true
    if (attributes.text(attribute('runnable')) === 'no') game.notRunnable = true
    const sharesWith = attributes.text(attribute('romof'))
    const sampleOf = attributes.text(attribute('sampleof'))
    if (sharesWith) game.romOf = sharesWith
    if (sampleOf) game.sampleOf = sampleOf
  }

  function openInGame(current: GameDraft, element: Element, attributes: XmlAttributes): boolean {
    if (element === 'rom' || element === 'disk') {
      const name = attributes.text(NAME) ?? ''
      gameCost += ROM_COST + name.length
      if (gameCost > LARGEST_PIECE) throw damaged(attributes.place(), 'one game of it is larger than 64 MB')
      current.roms.push(readRom(name, { isDisk: element === 'disk', game: current.name, bios }, attributes))
      return false
    }
    if (element === 'biosset') {
      if (bios === undefined || attributes.field(DEFAULT, yesField)) bios = attributes.text(NAME)
    } else if (element === 'device_ref') addPart((current.devices ??= []), attributes)
    else if (element === 'sample') addPart((current.samples ??= []), attributes)
    else if (element === 'release') readRelease(current, attributes)
    return TEXTS.has(element)
  }

  function addPart(parts: string[], attributes: XmlAttributes): void {
    const name = attributes.text(NAME)
    if (!name) return
    gameCost += ROM_COST + name.length
    if (gameCost > LARGEST_PIECE) throw damaged(attributes.place(), 'one game of it is larger than 64 MB')
    parts.push(name)
  }

  function readRelease(current: GameDraft, attributes: XmlAttributes): void {
    const region = attributes.text(attribute('region'))
    const language = attributes.text(attribute('language'))
    gameCost += ROM_COST + (region?.length ?? 0) + (language?.length ?? 0)
    if (gameCost > LARGEST_PIECE) throw damaged(attributes.place(), 'one game of it is larger than 64 MB')
    addRelease(current, { name: attributes.text(NAME), region, language })
  }

  function closeInGame(current: GameDraft, element: Element, text: string): void {
    if (text === '') return
    gameCost += text.length
    if (element === 'category') current.categories.push(text)
    else if (element === 'description') current.description = text
    else if (element === 'year') current.year = text
    else if (element === 'manufacturer') addMaker(current, text)
  }

  function closeGame(finished: GameDraft): void {
    sink.game(finished)
    game = undefined
  }
}

interface RomPlace {
  readonly game: string
  readonly isDisk: boolean
  /** The one that the game starts with, if it has a choice. */
  readonly bios: string | undefined
}

/** A ROM of a BIOS that nobody chose is not loaded: the machine runs without it. */
function readRom(name: string, { game, isDisk, bios }: RomPlace, attributes: XmlAttributes) {
  const merge = attributes.text(MERGE)
  const ofBios = bios === undefined ? undefined : attributes.text(BIOS)
  const fields = {
    name: isDisk && name !== '' ? diskName(name) : name,
    size: attributes.field(SIZE, decimal),
    crc32: attributes.field(CRC, crc32Field),
    md5: attributes.field(MD5, md5Field),
    sha1: attributes.field(SHA1, sha1Field),
    sha256: attributes.field(SHA256, sha256Field),
    status: attributes.field(STATUS, statusField),
    merge: isDisk && merge ? diskName(merge) : merge,
    serial: attributes.text(SERIAL),
    mia: attributes.field(MIA, yesField),
    isOptional: attributes.field(OPTIONAL, yesField) || (ofBios !== undefined && ofBios !== bios),
    isDisk,
  }
  return romOf(fields, game)
}
