/**
 * LaunchBox' `Metadata.xml`, or the zip it comes in, as it streams by: games and their other titles. Those stand behind all
 * games, so they are told by the id of the game.
 */
import { platformsWithId } from '../platform-ids.ts'
import { launchBoxSource } from '../providers/launchbox/source.ts'
import { GAME_FIELDS, toGame } from '../providers/launchbox/mapping.ts'
import { xmlRecords, type XmlRecord } from '../xml.ts'
import { fieldsSaid, type EntrySink, type LocalFile } from './entry.ts'
import { unreadable } from './trouble.ts'

export async function readLaunchBox({ path }: LocalFile, sink: EntrySink): Promise<void> {
  const source = launchBoxSource(path)
  if (!source) throw unreadable(path, 'holds no Metadata.xml')
  for (const part of source.parts) {
    const records = xmlRecords(
      path,
      {
        records: ['Game', 'GameAlternateName', 'File'],
        fields: [...GAME_FIELDS, 'AlternateName', 'FileName', 'GameName'],
      },
      (name, record) => tell(name, record, sink),
    )
    for await (const chunk of source.chunks(part)) records.write(chunk)
    records.end()
  }
}

function tell(name: string, record: XmlRecord, sink: EntrySink): void {
  if (name === 'File') return tellFile(record, sink)
  const ref = record.get('DatabaseID') ?? ''
  if (!/^\d{1,12}$/.test(ref)) return
  if (name === 'GameAlternateName') sink.title(ref, record.get('AlternateName') ?? '')
  else tellGame(ref, record, sink)
}

function tellFile(record: XmlRecord, sink: EntrySink): void {
  const [file, title] = [record.get('FileName'), record.get('GameName')]
  if (file === undefined || title === undefined) return
  for (const platform of platformsIn(record)) sink.file({ platform, file, title })
}

function tellGame(ref: string, record: XmlRecord, sink: EntrySink): void {
  const platforms = platformsIn(record)
  if (platforms.length === 0) return
  const said = toGame({ id: ref, record: Object.fromEntries(record), titles: [], images: [] }, 0)
  const { title } = said
  if (title === undefined) return
  const fields = fieldsSaid(said)
  for (const platform of platforms) sink.entry({ platform, ref, title, fields })
}

function platformsIn(record: XmlRecord): readonly string[] {
  return platformsWithId('launchbox', record.get('Platform') ?? '')
}
