/** Entries that a person linked games with, and that are not there: an id mistyped, or a source that is called otherwise. */
import { prepareOnce, type Db } from '../../catalog/sqlite.ts'
import { CURATION_FILE, type MetadataDecisions } from '../../decisions/decisions.ts'
import { problem, type Problem } from '../../errors.ts'
import { PROVIDER_NAMES } from '../../metadata/opening/registry.ts'
import { byCodeUnit } from '../../order.ts'

/**
 * @param sources names of those in the config. What a provider has is not known before it is asked.
 * @param path of the file, for messages
 */
export function strayLinks(
  db: Db,
  links: MetadataDecisions['link'],
  { sources, path }: { readonly sources: readonly string[]; readonly path: string },
): readonly Problem[] {
  const isListed = prepareOnce(
    db,
    'select 1 from game_release where platform_id = (select id from platform where slug = ?) and name = ?',
  )
  const isRead = prepareOnce(
    db,
    'select 1 from metadata_file where source = ? and log_id is not null limit 1',
  )
  const isEntry = prepareOnce(
    db,
    `select 1 from metadata_file f join metadata_entry e on e.log_id = f.log_id
     where f.source = ? and e.platform_id = (select id from platform where slug = ?) and coalesce(e.ref, e.title) = ? limit 1`,
  )
  const said: string[] = []
  const wrong = (release: string, what: string) =>
    said.push(`${CURATION_FILE} links "${release}" with ${what} (metadata.link).`)
  for (const [platform, releases] of sorted(links))
    for (const [release, bySource] of sorted(releases)) {
      if (isListed.get(platform, release) === undefined) continue
      for (const [source, ref] of sorted(bySource)) {
        const isOurs = sources.includes(source)
        if (!isOurs && !PROVIDER_NAMES.includes(source))
          wrong(release, `\`${source}\`, which is no source of the config and no provider`)
        else if (isOurs && ref !== null && isRead.get(source) !== undefined)
          if (isEntry.get(source, platform, ref) === undefined)
            wrong(release, `"${ref}" of \`${source}\`, which has no such entry of ${platform}`)
      }
    }
  const hint = 'Change it in curation.jsonc, or take it out.'
  return said.map((message) => problem('decision-stale', message, { path, hint }))
}

function sorted<V>(table: Readonly<Record<string, V>>): [string, V][] {
  return Object.entries(table).sort(([a], [b]) => byCodeUnit(a, b))
}
