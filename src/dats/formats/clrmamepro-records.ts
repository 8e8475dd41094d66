/** What the blocks and keywords of ClrMamePro text mean: the header, games and ROMs they make. */
import { HEADER_FIELDS, type Damaged, type DatSink } from '../dat.ts'
import {
  addMaker,
  addRelease,
  crc32Field,
  decimal,
  decodeText,
  diskName,
  isHeaderField,
  md5Field,
  romOf,
  sha1Field,
  sha256Field,
  statusField,
  vocabulary,
  yesField,
  type GameDraft,
  type HeaderDraft,
  type ReleaseFields,
  type RomFields,
} from './fields.ts'
import { LARGEST_PIECE } from './window.ts'

const KEYS = [
  'clrmamepro',
  'emulator',
  'game',
  'machine',
  'resource',
  'rom',
  'disk',
  ...HEADER_FIELDS,
  'year',
  'releaseyear',
  'category',
  'manufacturer',
  'publisher',
  'developer',
  'id',
  'cloneof',
  'cloneofid',
  'romof',
  'sampleof',
  'sample',
  'isbios',
  'serial',
  'size',
  'crc',
  'crc32',
  'md5',
  'sha1',
  'sha256',
  'status',
  'flags',
  'merge',
  'mia',
  'release',
  'region',
  'language',
] as const
type Word = (typeof KEYS)[number]
type Key = Word | undefined

const keyWord = vocabulary(KEYS)

type Block = 'header' | 'game' | 'rom' | 'release' | 'other'

/** What a ROM, and another value of a game, takes in memory beside its text. */
const ROM_COST = 200
const VALUE_COST = 32

/** A value as it stands in the file, without its quotes. */
interface Value {
  readonly bytes: Buffer
  readonly start: number
  readonly end: number
  /** Whether it holds `\"`. */
  readonly escapes: boolean
}

/** `serial` stands beside the ROMs it is meant for. */
interface OpenGame {
  readonly record: GameDraft
  readonly releases: ReleaseFields[]
  serial?: string
}

interface Records {
  /** A number for a keyword; all unknown ones have the same. */
  keyOf(bytes: Buffer, start: number, end: number): number
  opensBlock(key: number): boolean
  open(key: number): void
  close(place: number): void
  value(key: number, value: Value, place: number): void
  /** What the innermost open block is called, for messages. */
  blockName(): string
  end(): void
}

export function clrmameproRecords(sink: DatSink, damaged: Damaged): Records {
  const blocks: { readonly kind: Block; readonly key: Key }[] = []
  let headerSent = false
  let header: HeaderDraft = { name: '' }
  let game = newGame()
  let rom: RomFields = {}
  let release: ReleaseFields = {}
  let cost = 0

  return {
    keyOf,
    opensBlock: (key) => kindAt(blocks.length, KEYS[key]) !== 'other',
    open(place) {
      const key: Key = KEYS[place]
      const kind = kindAt(blocks.length, key)
      blocks.push({ kind, key })
      if (kind === 'rom') rom = {}
      else if (kind === 'release') release = {}
      else if (kind === 'header') header = { name: '' }
      else if (kind === 'game') openGame(key)
    },
    close(place) {
      const block = blocks.pop()
      if (block?.kind === 'rom') closeRom(block.key, place)
      else if (block?.kind === 'release') closeRelease(place)
      else if (block?.kind === 'game') closeGame(place)
      else if (block?.kind === 'header') sendHeader()
    },
    value(key, value, place) {
      const kind = blocks.at(-1)?.kind
      if (kind === 'rom') ROM_READERS[key]?.(rom, value)
      else if (kind === 'release') readRelease(KEYS[key], value)
      else if (kind === 'game') readGame(key, value, place)
      else if (kind === 'header') readHeader(header, KEYS[key], value)
    },
    blockName: () => blocks.at(-1)?.key ?? 'innermost',
    end: sendHeader,
  }

  /** Blocks only mean something at their place: a `rom` in a game, a `game` on top. */
  function kindAt(depth: number, key: Key): Block {
    if (depth === 0 && (key === 'clrmamepro' || key === 'emulator')) return 'header'
    if (depth === 0 && (key === 'game' || key === 'machine' || key === 'resource')) return 'game'
    const inGame = depth === 1 && blocks[0]?.kind === 'game'
    if (inGame && key === 'release') return 'release'
    return inGame && (key === 'rom' || key === 'disk') ? 'rom' : 'other'
  }

  function openGame(key: Key): void {
    sendHeader()
    game = newGame()
    if (key === 'resource') game.record.isBios = true
    cost = 0
  }

  function readGame(key: number, value: Value, place: number): void {
    charge(VALUE_COST + value.end - value.start, place)
    GAME_READERS[key]?.(game, value)
  }

  function charge(amount: number, place: number): void {
    cost += amount
    if (cost > LARGEST_PIECE) throw damaged(place, 'one game of it is larger than 64 MB')
  }

  function closeGame(place: number): void {
    if (game.record.name === '') throw damaged(place, 'the game that ends here has no name')
    for (const fields of game.releases) addRelease(game.record, fields)
    sink.game(game.record)
  }

  function closeRom(key: Key, place: number): void {
    if (key === 'disk') asDisk(rom)
    rom.serial ??= game.serial
    charge(ROM_COST + (rom.name?.length ?? 0), place)
    game.record.roms.push(romOf(rom, game.record.name))
  }

  function readRelease(key: Key, value: Value): void {
    if (key === 'name' || key === 'region' || key === 'language') release[key] = textOf(value)
  }

  /** Its name may follow: whose releases these are is told when all of the game was read. */
  function closeRelease(place: number): void {
    const { name = '', region = '', language = '' } = release
    charge(ROM_COST + name.length + region.length + language.length, place)
    game.releases.push(release)
  }

  function sendHeader(): void {
    if (!headerSent) sink.header(header)
    headerSent = true
  }
}

/** Some tools write `GAME (`, and the others read it. */
function keyOf(bytes: Buffer, start: number, end: number): number {
  const key = keyWord(bytes, start, end)
  const first = bytes[start] ?? 0
  if (key >= 0 || first < CAPITAL_A || first > CAPITAL_Z) return key
  return keyWord(Buffer.from(bytes.toString('latin1', start, end).toLowerCase(), 'latin1'), 0, end - start)
}

const CAPITAL_A = 0x41
const CAPITAL_Z = 0x5a

function asDisk(rom: RomFields): void {
  rom.isDisk = true
  if (rom.name) rom.name = diskName(rom.name)
  if (rom.merge) rom.merge = diskName(rom.merge)
}

function newGame(): OpenGame {
  return { record: { name: '', categories: [], roms: [] }, releases: [] }
}

function readHeader(header: HeaderDraft, key: Key, value: Value): void {
  if (isHeaderField(key)) header[key] = textOf(value)
}

function textOf({ bytes, start, end, escapes }: Value): string {
  const text = decodeText(bytes, start, end)
  return escapes ? text.replaceAll('\\"', '"') : text
}

function readMaker({ record }: OpenGame, value: Value): void {
  addMaker(record, textOf(value))
}

const GAME_FIELDS: Partial<Record<Word, (game: OpenGame, value: Value) => void>> = {
  name: (game, value) => void (game.record.name = textOf(value)),
  description: (game, value) => void (game.record.description = textOf(value)),
  year: (game, value) => void (game.record.year = textOf(value)),
  releaseyear: (game, value) => void (game.record.year = textOf(value)),
  category: (game, value) => void game.record.categories.push(textOf(value)),
  manufacturer: readMaker,
  publisher: readMaker,
  developer: readMaker,
  id: (game, value) => void (game.record.id = textOf(value)),
  cloneof: (game, value) => void (game.record.cloneOf = textOf(value)),
  cloneofid: (game, value) => void (game.record.cloneOfId = textOf(value)),
  romof: (game, value) => void (game.record.romOf = textOf(value)),
  sampleof: (game, value) => void (game.record.sampleOf = textOf(value)),
  sample: (game, value) => void (game.record.samples ??= []).push(textOf(value).replace(/\.wav$/i, '')),
  isbios: (game, value) => void (game.record.isBios = textOf(value) === 'yes'),
  serial: (game, value) => void (game.serial = textOf(value)),
}

const ROM_FIELDS: Partial<Record<Word, (rom: RomFields, value: Value) => void>> = {
  name: (rom, value) => void (rom.name = textOf(value)),
  merge: (rom, value) => void (rom.merge = textOf(value)),
  serial: (rom, value) => void (rom.serial = textOf(value)),
  size: (rom, { bytes, start, end }) => void (rom.size = decimal(bytes, start, end)),
  crc: (rom, { bytes, start, end }) => void (rom.crc32 = crc32Field(bytes, start, end)),
  crc32: (rom, { bytes, start, end }) => void (rom.crc32 = crc32Field(bytes, start, end)),
  md5: (rom, { bytes, start, end }) => void (rom.md5 = md5Field(bytes, start, end)),
  sha1: (rom, { bytes, start, end }) => void (rom.sha1 = sha1Field(bytes, start, end)),
  sha256: (rom, { bytes, start, end }) => void (rom.sha256 = sha256Field(bytes, start, end)),
  status: (rom, { bytes, start, end }) => void (rom.status = statusField(bytes, start, end)),
  flags: (rom, { bytes, start, end }) => void (rom.status = statusField(bytes, start, end)),
  mia: (rom, { bytes, start, end }) => void (rom.mia = yesField(bytes, start, end)),
}

/** By the number of the keyword: found without making a string of it. */
const GAME_READERS = KEYS.map((key) => GAME_FIELDS[key])
const ROM_READERS = KEYS.map((key) => ROM_FIELDS[key])
