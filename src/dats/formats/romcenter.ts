/**
 * RomCenter DATs: ini sections, and under `[GAMES]` one line a ROM, its fields between `¬`. Format:
 * http://www.logiqx.com/DatFAQs/RomCenter.php
 */
import type { Damaged, DatParser, DatSink } from '../dat.ts'
import { crc32Field, decimal, diskName, romOf, type GameDraft, type HeaderDraft } from './fields.ts'
import { LARGEST_PIECE } from './window.ts'
import { lineParser } from './lines.ts'

/** What the keys of each section mean. The emulator's `version` is its full name: `Daphne v0.99.5a`. */
const HEADER_KEYS: ReadonlyMap<string, keyof HeaderDraft> = new Map([
  ['credits/author', 'author'],
  ['credits/version', 'version'],
  ['credits/date', 'date'],
  ['credits/homepage', 'homepage'],
  ['credits/url', 'url'],
  ['emulator/refname', 'name'],
  ['emulator/version', 'description'],
])

/** Sections whose lines are ROMs. Resources are BIOS sets. */
const ROM_SECTIONS: ReadonlySet<string> = new Set(['games', 'resources', 'disks'])

const SEPARATOR = '¬'
/** Parent, its description, game, its description, ROM; CRC, size, romof and merge may be left out. */
const FEWEST_FIELDS = 5
const ROM_COST = 200

/** Reads a RomCenter DAT in chunks. `damaged` makes the error that ends the reading. */
export function romcenterParser(sink: DatSink, damaged: Damaged): DatParser {
  const header: HeaderDraft = { name: '' }
  let headerSent = false
  let section = ''
  let game: GameDraft | undefined
  let cost = 0
  /** Of all lines so far. */
  let fewest: number | undefined

  return lineParser({ line, end }, damaged)

  function line(text: string, place: number, isOpen: boolean): void {
    const title = /^\[([^\]]*)\]$/.exec(text.trim())?.[1]
    if (title !== undefined) openSection(title)
    else if (ROM_SECTIONS.has(section)) readRom(text, place, isOpen)
    else readKey(text)
  }

  function end(): void {
    closeGame()
    sendHeader()
  }

  function openSection(title: string): void {
    closeGame()
    section = title.trim().toLowerCase()
  }

  function readKey(text: string): void {
    const equals = text.indexOf('=')
    if (equals < 0) return
    const key = HEADER_KEYS.get(`${section}/${text.slice(0, equals).trim().toLowerCase()}`)
    const value = text.slice(equals + 1).trim()
    if (key && value !== '') header[key] = value
  }

  function readRom(text: string, place: number, isOpen: boolean): void {
    if (!text.includes(SEPARATOR)) throw damaged(place, 'a ROM stands there without any "¬"')
    const [before, ...fields] = text.split(SEPARATOR)
    if (before?.trim() !== '' || fields.length < FEWEST_FIELDS)
      throw damaged(place, 'a ROM has too few fields between "¬"')
    // the format has no end of its own: a line that tells less than all before it is all there is to see
    if (isOpen && fields.length < (fewest ?? 0)) throw damaged(place, 'the file ends in the middle of a line')
    fewest = Math.min(fields.length, fewest ?? fields.length)
    const [parent = '', , name = '', description = '', rom = '', crc = '', size = '', romOf_ = ''] = fields
    if (name === '') throw damaged(place, 'a ROM belongs to no game')
    if (game?.name !== name) openGame(name, description, parent)
    if (!game) return
    if (romOf_ !== '' && romOf_ !== name) game.romOf = romOf_
    if (rom === '') return
    cost += ROM_COST + text.length
    if (cost > LARGEST_PIECE) throw damaged(place, 'one game of it is larger than 64 MB')
    game.roms.push(romRecord(game.name, rom, crc, size, fields[8] ?? ''))
  }

  function openGame(name: string, description: string, parent: string): void {
    closeGame()
    sendHeader()
    game = { name, categories: [], roms: [] }
    if (description !== '') game.description = description
    if (parent !== '' && parent !== name) game.cloneOf = parent
    if (section === 'resources') game.isBios = true
    cost = 0
  }

  function romRecord(owner: string, name: string, crc: string, size: string, merge: string) {
    const isDisk = section === 'disks'
    const [crcBytes, sizeBytes] = [Buffer.from(crc.trim()), Buffer.from(size.trim())]
    return romOf(
      {
        name: isDisk ? diskName(name) : name,
        crc32: crc32Field(crcBytes, 0, crcBytes.length),
        size: decimal(sizeBytes, 0, sizeBytes.length),
        merge: isDisk && merge !== '' ? diskName(merge) : merge,
        isDisk,
      },
      owner,
    )
  }

  function closeGame(): void {
    if (game) sink.game(game)
    game = undefined
  }

  function sendHeader(): void {
    if (!headerSent) sink.header(header)
    headerSent = true
  }
}
