/** `gamelist.xml` of EmulationStation and its kin, as metadata of the ROMs beside it. */
import { basename, dirname, join } from 'node:path'
import { platformBySlug } from '../../platforms/lookup.ts'
import { readGamelist } from '../providers/gamelist/read.ts'
import { saidOnly, type EntrySink, type LocalFile } from './entry.ts'
import { unknownPlatform } from './trouble.ts'

/** Its platform is the one the config says, or the one its folder is called. */
export async function readGamelistFile(file: LocalFile, sink: EntrySink): Promise<void> {
  const folder = dirname(file.path)
  const platform = file.platform ?? platformBySlug(basename(folder).toLowerCase())?.slug
  if (platform === undefined) throw unknownPlatform(file.path, '')
  for (const { path, title, md5, fields, artwork } of await readGamelist(file.path)) {
    const kinds = [...new Set(artwork.flatMap(({ kind, url }) => (url === undefined ? [] : [kind])))].sort()
    sink.entry({
      platform,
      ref: path,
      name: basename(path).replace(/\.[^.]*$/, ''),
      title,
      path: join(folder, path),
      ...(md5 === undefined ? {} : { md5 }),
      fields: saidOnly({ ...fields, artwork: kinds }),
    })
  }
}
