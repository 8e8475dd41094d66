/** The first view: how much of everything there is, and how sound it is. */
import type { SiteLibrary } from '../../targets/site/site-data.ts'
import { count } from '../../wording.ts'
import { Bar, Empty, Figure, percentOf, type Share } from '../parts/marks.tsx'
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
  const files = health.verified + health.probable + health.unmatched + health.damaged
  return (
    <>
      <h1>{library.title}</h1>
      <p class="lead">
        <strong>{count(all.owned)}</strong> of {count(all.owned + all.missing)} games are here,{' '}
        {count(all.missing)} {all.missing === 1 ? 'is' : 'are'} missing
        {all.better > 0 ? `, and of ${count(all.better)} a better release is wanted` : ''}.
      </p>
      <div class="hero-bar">
        <Bar {...all} />
      </div>
      {files > 0 ? (
        <dl class="figures">
          <Figure value={health.verified} name="files verified" tone="good" />
          <Figure value={health.probable} name="probably right" />
          <Figure value={health.unmatched} name="in no DAT" tone="warn" />
          <Figure value={health.damaged} name="damaged" tone="bad" />
        </dl>
      ) : null}
      <h2>Platforms</h2>
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">Platform</th>
            <th scope="col" class="hide-small">
              <span class="hidden">How much is here</span>
            </th>
            <th scope="col" class="number">
              Owned
            </th>
            <th scope="col" class="number">
              Missing
            </th>
            <th scope="col" class="number hide-small">
              Share
            </th>
          </tr>
        </thead>
        <tbody>
          {platforms.map((platform) => (
            <tr key={platform.slug}>
              <th scope="row">
                <a href={addressOf(['games'], { platform: platform.slug })}>{platform.name}</a>
              </th>
              <td class="bar-cell hide-small">
                <Bar {...platform} />
              </td>
              <td class="number">{count(platform.owned)}</td>
              <td class="number">
                {platform.missing === 0 ? (
                  <span class="quiet">none</span>
                ) : (
                  <a href={addressOf(['games'], { platform: platform.slug, have: 'missing' })}>
                    {count(platform.missing)}
                    <span class="hidden"> missing of {platform.name}</span>
                  </a>
                )}
              </td>
              <td class="number hide-small">{percentOf(platform)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {playlists.length > 0 ? (
        <>
          <h2>Playlists</h2>
          <ul class="cards">
            {playlists.map((list, i) => (
              <li key={list.title}>
                <a class="card" href={addressOf(['lists', String(i)])}>
                  <span class="card-title">{list.title}</span>
                  <span class="quiet">{count(list.games.length)} games</span>
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
