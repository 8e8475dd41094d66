/** The playlists, and one of them. */
import { useMemo } from 'preact/hooks'
import type { SiteLibrary } from '../../targets/site/site-data.ts'
import { count, plural } from '../../wording.ts'
import { GameList } from '../parts/games.tsx'
import { Empty } from '../parts/marks.tsx'
import { addressOf } from '../parts/route.ts'
import { itemOf, namesOf } from './games.tsx'
import type { SiteGame } from './store.ts'

export function Lists({ library }: { readonly library: SiteLibrary }) {
  return (
    <>
      <h1>Playlists</h1>
      <ul class="cards">
        {library.playlists.map((list, i) => (
          <li key={list.title}>
            <a class="card" href={addressOf(['lists', String(i)])}>
              <span class="card-title">{list.title}</span>
              <span class="quiet">
                {plural(list.games.length, 'game')}
                {list.missing > 0 ? `, ${count(list.missing)} more are missing` : ''}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}

interface ListProps {
  readonly library: SiteLibrary
  readonly games: readonly SiteGame[] | undefined
  /** Place among the playlists. */
  readonly at: number
}

export function List({ library, games, at }: ListProps) {
  const list = library.playlists[at]
  const names = useMemo(() => namesOf(library), [library])
  const listed = useMemo(() => {
    const byRelease = new Map(games?.map((game) => [`${game.platform}/${game.row[1]}`, game]))
    return (list?.games ?? []).flatMap(([platform, release]) => {
      const game = byRelease.get(`${platform}/${release}`)
      return game ?? []
    })
  }, [games, list])
  if (!list) return <Empty isPage title="There is no such playlist." />
  return (
    <>
      <p class="crumb">
        <a href={addressOf(['lists'])}>Playlists</a>
      </p>
      <h1>{list.title}</h1>
      <p class="quiet">
        {games === undefined ? 'Loading…' : plural(listed.length, 'game')}
        {list.missing > 0 ? `; ${count(list.missing)} more would be in it, but are missing` : ''}
      </p>
      {listed.length > 0 || games === undefined ? (
        <GameList
          games={listed}
          itemOf={(game) => itemOf(game, names)}
          pictures={listed.some(({ row }) => row[6] !== '')}
        />
      ) : (
        <Empty title="Nothing of this playlist is owned yet." />
      )}
    </>
  )
}
