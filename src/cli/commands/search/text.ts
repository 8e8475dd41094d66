/** How `curator search` shows what it found: a line each. */
import type { FoundGame } from '../../../search/games.ts'
import type { SearchResult, SearchResults } from '../../../search/search.ts'
import { amount, plural } from '../../../wording.ts'
import type { Output } from '../../screen/output.ts'
import { table } from '../../screen/table.ts'

/**
 * @param isFiltered whether more than a name was asked for: then there may be something of that name
 * @param indexing how many platforms are not indexed yet; undefined: all are
 */
export function searchLines(
  { results, more }: SearchResults,
  out: Output,
  isFiltered: boolean,
  indexing?: number,
): readonly string[] {
  if (results.length === 0) {
    const none = isFiltered ? 'Nothing fits' : 'Nothing of that name'
    return [indexing === undefined ? `${none}.` : `${none} yet.`]
  }
  const isCorrected = results.every((result) => result.kind === 'game' && result.fit === 'slip')
  return [
    ...(isCorrected ? [out.paint('dim', 'Nothing of that name. Much like it:')] : []),
    // columns are as wide as their text, so colour comes last
    ...table(results.map(cells))
      .split('\n')
      .map((line, i) => (isHere(results[i]) ? line : out.paint('dim', line))),
    ...(more ? [out.paint('dim', 'There are more: narrow it down, or raise `--limit`.')] : []),
  ]
}

function cells(result: SearchResult): readonly string[] {
  if (result.kind === 'file')
    return ['file', `${result.root}/${result.path}`, '', amount(result.size), 'in no DAT']
  const { title, as, platform, owned, year, regions, releases }: FoundGame = result
  return [
    owned ? 'owned' : '',
    title,
    platform,
    year === undefined ? '' : String(year),
    plural(releases, 'release'),
    regions.join(', ') + (as === undefined ? '' : `  as ${as}`),
  ]
}

function isHere(result: SearchResult | undefined): boolean {
  return result?.kind === 'file' || result?.owned === true
}
