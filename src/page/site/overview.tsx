/** The first view: how much of everything there is, and how sound it is. */
import type { SiteLibrary } from '../../targets/site/site-data.ts'
import { count, plural } from '../../wording.ts'
import { Health } from '../parts/health.tsx'
import { Bar, Empty, type Share } from '../parts/marks.tsx'
import { PlatformTable } from '../parts/platform-table.tsx'
import { addressOf } from '../parts/route.ts'

export function Overview({ library }: { readonly library: SiteLibrary }) {
  const { platforms, playlists, health } = library
  const all = total(platforms)
  if (platforms.length === 0)
    return (
      <>
        <h1>{library.title}</h1>
        <Empty title="No games yet.">
          The policy of this site wants none, or no DAT lists any. After the next build they are here.
        </Empty>
      </>
    )
  const known = health.verified + health.probable + health.unmatched
  const files = known + health.locked + health.unopened + health.damaged
  return (
    <>
      <h1>{library.title}</h1>
      <p class="lead">
        <strong>{count(all.owned)}</strong> of {plural(all.owned + all.missing, 'game')}{' '}
        {all.owned === 1 ? 'is' : 'are'} here,{' '}
        {all.missing === 0 ? 'none is' : plural(all.missing, 'is', 'are')} missing
        {all.better > 0 ? `, and of ${count(all.better)} a better release is wanted` : ''}.
      </p>
      <div class="hero-bar">
        <Bar {...all} />
      </div>
      {files > 0 ? <Health {...health} /> : null}
      <h2>Platforms</h2>
      <PlatformTable
        platforms={platforms}
        owned={(slug) => addressOf(['games'], { platform: slug })}
        missing={(slug) => addressOf(['games'], { platform: slug, have: 'missing' })}
      />
      {playlists.length > 0 ? (
        <>
          <h2>Playlists</h2>
          <ul class="cards">
            {playlists.map((list, i) => (
              <li key={list.title}>
                <a class="card" href={addressOf(['lists', String(i)])}>
                  <span class="card-title">{list.title}</span>
                  <span class="quiet">{plural(list.games.length, 'game')}</span>
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </>
  )
}

function total(shares: readonly Required<Share>[]): Required<Share> {
  const sum = { owned: 0, missing: 0, better: 0 }
  for (const { owned, missing, better } of shares) {
    sum.owned += owned
    sum.missing += missing
    sum.better += better
  }
  return sum
}
