/** One DAT in several editions at once: new ones come under new file names, and the old ones are easily forgotten. */
import { problem, type Problem } from '../../errors.ts'
import { addTo } from '../../groups.ts'
import { byCodeUnit } from '../../order.ts'
import { count } from '../../wording.ts'
import { isTold, type DatFileRow } from '../importing/store.ts'

/** `rows`: those of one DAT of the config. Editions are told by their header: the same name, another version. */
export function severalEditions(rows: readonly DatFileRow[]): readonly Problem[] {
  const named = new Map<string, DatFileRow[]>()
  for (const row of rows) {
    const listsGames = row.log_id !== null && !isTold(row, 'dat-empty')
    if (listsGames && row.name && row.version) addTo(named, `${row.platform} ${row.name}`, row)
  }
  return [...named.values()].flatMap((editions) => {
    const versions = new Set(editions.map(({ version }) => version))
    return versions.size < 2 ? [] : [told(editions)]
  })
}

const SHOWN = 3

/** The version need not be a date or a number, so which is the newest is left to whoever reads it. */
function told(editions: readonly DatFileRow[]): Problem {
  const sorted = editions.toSorted(
    (a, b) => byCodeUnit(a.version ?? '', b.version ?? '') || byCodeUnit(a.path, b.path),
  )
  const listed = sorted.slice(0, SHOWN).map(({ version, path }) => `${version} (${path})`)
  const more = sorted.length > SHOWN ? `, and ${count(sorted.length - SHOWN)} more` : ''
  const [oldest] = sorted
  const message =
    `"${oldest?.name}" is used in several editions: ${listed.join(', ')}${more}. ` +
    'What the newest calls otherwise, or has no more, counts as well.'
  return problem('dat-editions', message, { path: oldest?.path ?? '' })
}
