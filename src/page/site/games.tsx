/** All games, narrowed down by words, platform and state. */
import { useEffect, useMemo, useState } from 'preact/hooks'
import { BETTER_WANTED, MISSING, type SiteLibrary } from '../../targets/site/site-data.ts'
import { count, plural } from '../../wording.ts'
import { GameList, SearchBox, type GameItem } from '../parts/games.tsx'
import { Empty, type State } from '../parts/marks.tsx'
import { addressOf, noteAddress } from '../parts/route.ts'
import { finder } from './search.ts'
import type { SiteGame } from './store.ts'

interface GamesProps {
  readonly library: SiteLibrary
  readonly games: readonly SiteGame[] | undefined
  readonly query: ReadonlyMap<string, string>
}

const HAVES = [
  ['', 'All'],
  ['owned', 'Owned'],
  ['missing', 'Missing'],
  ['better', 'Better wanted'],
] as const

/**
 * Is looked for before anybody types: what a search makes when it is first needed is there then, and the browser has seen
 * its code once. Otherwise the first keys would take several times as long as all others.
 */
const UNLIKELY = 'qqqqqqqq'
/** In milliseconds. The list is painted first. */
const A_MOMENT = 100

export function Games({ library, games, query }: GamesProps) {
  const [wish, setWish] = useState<Wish>(() => wishOf(query))
  useEffect(() => setWish(wishOf(query)), [query])
  const change = (part: Partial<Wish>): void => {
    const next = { ...wish, ...part }
    setWish(next)
    noteAddress(addressOf(['games'], { ...next }))
  }
  const names = useMemo(() => namesOf(library), [library])
  const some = useMemo(() => games?.filter((game) => isWanted(game, wish)), [games, wish.platform, wish.have])
  const find = useMemo(() => some && finder(some, ({ key }) => key), [some])
  useEffect(() => {
    const timer = find && setTimeout(() => find(UNLIKELY), A_MOMENT)
    return () => clearTimeout(timer)
  }, [find])
  const found = useMemo(() => find?.(wish.q), [find, wish.q])
  const items = found?.items
  const pictures = useMemo(() => games?.some(({ row }) => row[6] !== '') ?? false, [games])
  return (
    <>
      <h1>Games</h1>
      <SearchBox value={wish.q} label="Search titles and releases" onInput={(q) => change({ q })}>
        <select
          aria-label="Platform"
          value={wish.platform}
          onChange={(event) => change({ platform: event.currentTarget.value })}
        >
          <option value="">All platforms</option>
          {library.platforms.map(({ slug, name }) => (
            <option key={slug} value={slug}>
              {name}
            </option>
          ))}
        </select>
      </SearchBox>
      <fieldset class="choice">
        <legend class="hidden">Which games</legend>
        {HAVES.map(([value, name]) => (
          <label key={value}>
            <input
              type="radio"
              name="have"
              value={value}
              checked={wish.have === value}
              onChange={() => change({ have: value })}
            />
            <span>{name}</span>
          </label>
        ))}
      </fieldset>
      <p class="quiet" role="status">
        {items === undefined
          ? 'Loading…'
          : found?.isCorrected
            ? `Nothing of that name. ${plural(items.length, 'game')} much like it:`
            : plural(items.length, 'game')}
      </p>
      {items === undefined ? null : items.length > 0 ? (
        <GameList games={items} itemOf={(game) => itemOf(game, names)} pictures={pictures} />
      ) : (
        <Empty title={games?.length === 0 ? 'No games yet.' : 'No game is like that.'}>
          {games?.length === 0
            ? 'After the next build they are here.'
            : wish.platform !== '' || wish.have !== ''
              ? 'Look in all platforms, and for all games.'
              : `None of the ${count(games?.length ?? 0)} has these words in its name.`}
        </Empty>
      )}
    </>
  )
}

interface Wish {
  readonly q: string
  readonly platform: string
  readonly have: string
}

function wishOf(query: ReadonlyMap<string, string>): Wish {
  const of = (name: string): string => query.get(name) ?? ''
  return { q: of('q'), platform: of('platform'), have: of('have') }
}

function isWanted(game: SiteGame, { platform, have }: Wish): boolean {
  if (platform !== '' && game.platform !== platform) return false
  const state = stateOf(game)
  return have === '' || have === state || (have === 'owned' && state === 'better')
}

export function stateOf({ row: [, , status] }: SiteGame): State {
  return status === MISSING ? 'missing' : status === BETTER_WANTED ? 'better' : 'owned'
}

export function namesOf(library: SiteLibrary): ReadonlyMap<string, string> {
  return new Map(library.platforms.map(({ slug, name }) => [slug, name]))
}

export function itemOf(game: SiteGame, names: ReadonlyMap<string, string>): GameItem {
  const [title, release, , regions, year, , cover] = game.row
  const rest = release.startsWith(title) ? release.slice(title.length).trim() : release
  return {
    key: `${game.platform}/${release}`,
    address: addressOf(['game', game.platform, release]),
    title,
    detail: rest === '' ? regions : rest,
    platform: names.get(game.platform) ?? game.platform,
    year: year === 0 ? '' : String(year),
    state: stateOf(game),
    ...(cover === '' ? {} : { cover: addressOfFile(cover) }),
  }
}

/** A path below the site as an address: names of games hold `#` and `?`. */
export function addressOfFile(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/')
}
