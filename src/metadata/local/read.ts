/** Reads a file of metadata of any kind. Each reader is loaded when there is something for it to read. */
import { tmpdir } from 'node:os'
import type { EntrySink, LocalFile, LocalKind } from './entry.ts'

/**
 * Throws a `CuratorError` that says what keeps the file from being used; the sink may have been told entries by then.
 * Returns what is to be said of a file of which not all is used.
 * @param stateFolder where what has to be unpacked lies for a while
 */
export async function readLocal(
  kind: LocalKind,
  file: LocalFile,
  sink: EntrySink,
  stateFolder = tmpdir(),
): Promise<string | void> {
  switch (kind) {
    case 'libretro':
      return (await import('./libretro.ts')).readLibretro(file, sink)
    case 'csv':
      return (await import('./csv.ts')).readCsv(file, sink)
    case 'gamelist':
      return (await import('./gamelist.ts')).readGamelistFile(file, sink)
    case 'launchbox':
      return (await import('./launchbox.ts')).readLaunchBox(file, sink)
    case 'openvgdb':
      return (await import('./openvgdb.ts')).readOpenVgdbFile(file, sink, stateFolder)
    case 'mobygames':
      return (await import('./mobygames.ts')).readMobyGames(file, sink)
    case 'pack':
      return undefined
  }
}
