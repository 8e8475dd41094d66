/** OpenVGDB as it is downloaded: entries that are known by the hashes, the serial and the name of a ROM. */
import { CuratorError, reason } from '../../errors.ts'
import { platformsWithId } from '../platform-ids.ts'
import { gameIds, romsOf, type OpenVgdbRom } from '../providers/openvgdb/mapping.ts'
import { readOpenVgdb } from '../providers/openvgdb/rows.ts'
import { openVgdbSource } from '../providers/openvgdb/source.ts'
import { saidOnly, type EntrySink, type LocalFile } from './entry.ts'
import { unreadable } from './trouble.ts'

/** @param stateFolder where it is unpacked */
export async function readOpenVgdbFile(
  { path }: LocalFile,
  sink: EntrySink,
  stateFolder: string,
): Promise<void> {
  const idOf = gameIds()
  const roms = romsOf((rom) => {
    const ref = idOf(rom)
    for (const platform of platformsWithId('openvgdb', rom.system)) tell(rom, { platform, ref }, sink)
  })
  try {
    const source = openVgdbSource(path)
    if (!source) throw unreadable(path, 'holds no openvgdb.sqlite')
    await readOpenVgdb(source, stateFolder, roms.row)
  } catch (error) {
    if (error instanceof CuratorError) throw error
    throw unreadable(path, `is no OpenVGDB: ${reason(error)}`)
  }
  roms.end()
}

function tell(
  { name, title, titles, crc32, md5, serial, fields }: OpenVgdbRom,
  { platform, ref }: { readonly platform: string; readonly ref: string },
  sink: EntrySink,
): void {
  sink.entry({
    platform,
    ref,
    ...(name === undefined ? {} : { name }),
    ...(title === undefined ? {} : { title }),
    titles,
    ...(crc32 === undefined ? {} : { crc32: Number.parseInt(crc32, 16) }),
    ...(md5 === undefined ? {} : { md5 }),
    ...(serial === undefined ? {} : { serial }),
    fields: saidOnly(fields),
  })
}
