/** The page of a static site. */
import { render } from 'preact'
import type { SiteReceiver } from '../../targets/site/site-data.ts'
import { Empty } from '../parts/marks.tsx'
import { useRoute, type Route } from '../parts/route.ts'
import { Shell, type Way } from '../parts/shell.tsx'
import { Game } from './game.tsx'
import { Games } from './games.tsx'
import { List, Lists } from './lists.tsx'
import { Overview } from './overview.tsx'
import { createStore, type SiteStore } from './store.ts'

declare global {
  interface Window {
    /** What the data scripts call. */
    curator: SiteReceiver
  }
}

const { store, receiver } = createStore(loadScript)
window.curator = receiver
const place = document.getElementById('page')
if (place) {
  place.textContent = ''
  // not from within the page: what comes before it has settled would go unheard
  const draw = (): void => render(<Site store={store} />, place)
  store.subscribe(draw)
  draw()
}

function Site({ store: site }: { readonly store: SiteStore }) {
  const route = useRoute()
  const { library } = site
  const [at = ''] = route.path
  const ways: readonly Way[] = [
    { name: 'Overview', path: [] },
    { name: 'Games', path: ['games'] },
    ...(library && library.playlists.length > 0 ? [{ name: 'Playlists', path: ['lists'] }] : []),
  ]
  return (
    <Shell
      title={library?.title ?? document.title}
      ways={ways}
      at={at === 'game' ? 'games' : at}
      view={route.path.join('/')}
    >
      {site.failed === undefined ? null : (
        <p class="notice" role="alert">
          {site.failed} could not be loaded. Is the site complete? A build puts back what is missing.
        </p>
      )}
      {library === undefined ? <p class="quiet">Loading…</p> : <View route={route} site={site} />}
    </Shell>
  )
}

function View({ route, site }: { readonly route: Route; readonly site: SiteStore }) {
  const [at, ...rest] = route.path
  const { library, games } = site
  if (library === undefined) return null
  if (at === undefined) return <Overview library={library} />
  if (at === 'games') return <Games library={library} games={games} query={route.query} />
  if (at === 'lists' && rest.length === 0) return <Lists library={library} />
  if (at === 'lists') return <List library={library} games={games} at={Number(rest[0])} />
  if (at === 'game') return <Game site={site} platform={rest[0] ?? ''} release={rest[1] ?? ''} />
  return (
    <Empty isPage title="There is no such page.">
      Choose one above.
    </Empty>
  )
}

/** In the order they were asked for, while the page already answers. */
function loadScript(path: string, onError: () => void): void {
  const script = document.createElement('script')
  script.src = path
  script.async = false
  script.addEventListener('error', onError)
  document.head.append(script)
}
