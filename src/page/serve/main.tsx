/** The page of `curator serve`. */
import { render } from 'preact'
import type { LibraryAnswer } from '../../serve/api.ts'
import { Empty } from '../parts/marks.tsx'
import { useRoute, type Route } from '../parts/route.ts'
import { Shell } from '../parts/shell.tsx'
import { useAnswer, useEvents, type Reply } from './client.ts'
import { Game } from './game.tsx'
import { isUnread, Library, NothingYet } from './library.tsx'
import { Plan } from './plan.tsx'
import { Review } from './review.tsx'
import { Run, Runs } from './runs.tsx'
import { Search } from './search.tsx'

const place = document.getElementById('page')
if (place) {
  // the link is used up: it has no business in the address, nor in the history
  if (location.search !== '') history.replaceState(null, '', `/${location.hash}`)
  place.textContent = ''
  render(<Serve />, place)
}

export interface ViewProps {
  readonly route: Route
  readonly library: Reply<LibraryAnswer> | undefined
  readonly events: ReturnType<typeof useEvents>
}

function Serve() {
  const route = useRoute()
  const events = useEvents()
  const library = useAnswer('/api/library', {}, [events.stamp])
  const [at = ''] = route.path
  const isRunning = events.job?.state === 'running'
  return (
    <Shell
      title={library?.ok ? library.value.name : 'curator'}
      ways={[
        { name: 'Library', path: [] },
        { name: 'Search', path: ['search'] },
        { name: 'Review', path: ['review'] },
        { name: 'Plan', path: ['plan'] },
        { name: 'Runs', path: ['runs'], ...(isRunning ? { count: '…' } : {}) },
      ]}
      at={at === 'game' ? 'search' : at === 'run' ? 'runs' : at}
      view={route.path.slice(0, at === 'plan' ? 1 : undefined).join('/')}
    >
      {events.isConnected ? null : (
        <p class="notice" role="alert">
          The server does not answer. Is <code>curator serve</code> still running? This page goes on when it
          is back.
        </p>
      )}
      {events.busy === null ? null : (
        <p class="notice" role="status">
          Another curator (process {events.busy}) is at work here. The page is up to date again when it is
          done.
        </p>
      )}
      <View route={route} library={library} events={events} />
    </Shell>
  )
}

function View(props: ViewProps) {
  const [at = '', ...rest] = props.route.path
  if (at === '') return <Library {...props} />
  const isOfBuilds = at === 'search' || at === 'game' || at === 'review'
  if (isOfBuilds && isUnread(props.library)) return <NothingYet isPage />
  if (at === 'search') return <Search {...props} />
  if (at === 'game' && rest.length > 1)
    return <Game platform={rest[0] ?? ''} title={rest[1] ?? ''} stamp={props.events.stamp} />
  if (at === 'review') return <Review {...props} />
  if (at === 'plan') return <Plan {...props} />
  if (at === 'runs') return <Runs {...props} />
  if (at === 'run') return <Run id={rest[0] ?? ''} />
  return (
    <Empty isPage title="There is no such page.">
      Choose one above.
    </Empty>
  )
}
