/**
 * SMDB, the tables of the EverDrive pack databases (SmokeMonster, HTGD): a line a file, its fields between tabs:
 * SHA-256, path, SHA-1, MD5, CRC-32, and the size in newer ones. The path is where a pack wants the file; one game
 * often stands in several folders. Only the names of files are kept, and each game once. Some tables are sorted by hash,
 * and the files of a disc stand anywhere in them: so games are made at the end, folder by folder.
 */
import { stemOf } from '../../file-name.ts'
import { addTo } from '../../groups.ts'
import type { Damaged, DatParser, DatRom, DatSink } from '../dat.ts'
import { crc32Field, decimal, md5Field, romOf, sha1Field, sha256Field } from './fields.ts'
import { lineParser } from './lines.ts'
import { gamesInFolder } from './smdb-folder.ts'

/** What the first line of such a table looks like. */
export const SMDB_LINE =
  /^[0-9a-f]{64}\t[^\t\r\n]+\t[0-9a-f]{40}\t[0-9a-f]{32}\t[0-9a-f]{1,8}(?:\t\d*)?[\t ]*(?:\r?\n|$)/i

const CRC_DIGITS = 8

/** `name`: what the table is of. It does not say so itself; its file's name does. */
export function smdbParser(sink: DatSink, damaged: Damaged, name: string): DatParser {
  const folders = new Map<string, DatRom[]>()
  let headerSent = false

  return lineParser({ line, end }, damaged)

  function end(): void {
    sendHeader()
    const seen = new Set<string>()
    for (const [folder, files] of folders) {
      for (const game of gamesInFolder(folder, files)) {
        const key = game.roms.map((rom) => `${rom.sha1} ${rom.name}`).join('\n')
        if (!seen.has(key)) sink.game(game)
        seen.add(key)
      }
    }
  }

  function sendHeader(): void {
    if (!headerSent) sink.header({ name })
    headerSent = true
  }

  function line(text: string, place: number, isOpen: boolean): void {
    sendHeader()
    const [sha256 = '', path = '', sha1 = '', md5 = '', crc = '', size = ''] = text.split('\t')
    const slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'))
    const file = path.slice(slash + 1)
    if (isOpen && crc.trim().length !== CRC_DIGITS)
      throw damaged(place, 'the file ends in the middle of a line')
    if (sha1.length !== 40 || md5.length !== 32)
      throw damaged(place, 'it is not SHA-256, path, SHA-1, MD5 and CRC-32 between tabs')
    if (file === '' || file === '.' || file === '..') throw damaged(place, 'its path names no file')
    const hashes = {
      size: read(size, decimal),
      crc32: read(crc, crc32Field),
      md5: read(md5, md5Field),
      sha1: read(sha1, sha1Field),
      sha256: read(sha256, sha256Field),
    }
    addTo(folders, path.slice(0, Math.max(slash, 0)), romOf({ name: file, ...hashes }, stemOf(file)))
  }
}

function read<T>(text: string, field: (bytes: Buffer, start: number, end: number) => T): T {
  const bytes = Buffer.from(text.trim())
  return field(bytes, 0, bytes.length)
}
