/** One game: what is there of it, which release that is, and why it is that one. */
import { useEffect } from 'preact/hooks'
import { amount } from '../../wording.ts'
import { Empty, StateMark } from '../parts/marks.tsx'
import { Files, Releases } from '../parts/game-parts.tsx'
import { addressOf } from '../parts/route.ts'
import { addressOfFile, namesOf, stateOf } from './games.tsx'
import type { SiteGame, SiteStore } from './store.ts'

interface GameProps {
  readonly site: SiteStore
  readonly platform: string
  readonly release: string
}

export function Game({ site, platform, release }: GameProps) {
  const game = site.games?.find((one) => one.platform === platform && one.row[1] === release)
  useEffect(() => {
    if (game) site.want(game)
  }, [site, game])
  if (site.games === undefined) return <p class="quiet">Loading…</p>
  if (!game || !site.library)
    return (
      <Empty isPage title="There is no such game.">
        The library changed since this address was noted. <a href="#/games">Look for it.</a>
      </Empty>
    )
  return <Shown site={site} game={game} name={namesOf(site.library).get(platform) ?? platform} />
}

interface ShownProps {
  readonly site: SiteStore
  readonly game: SiteGame
  /** Of the platform. */
  readonly name: string
}

function Shown({ site, game, name }: ShownProps) {
  const [title, release, , regions, year, bytes, cover] = game.row
  const detail = site.detail(game)
  const state = stateOf(game)
  const facts: readonly (readonly [string, string])[] = [
    ['Release', release],
    ['Platform', name],
    ['Region', regions],
    ['Languages', detail?.languages.join(', ') ?? ''],
    ['Year', year === 0 ? '' : String(year)],
    ['Size', bytes === 0 ? '' : amount(bytes)],
    ['Wanted instead', detail?.wanted ?? ''],
  ]
  return (
    <article>
      <p class="crumb">
        <a href={addressOf(['games'], { platform: game.platform })}>{name}</a>
      </p>
      <div class="game-head">
        {cover === '' ? null : <img class="art" src={addressOfFile(cover)} alt={`Cover of ${title}`} />}
        <div>
          <h1>{title}</h1>
          <p>
            <StateMark state={state} />
          </p>
          <dl class="facts">
            {facts
              .filter(([, value]) => value !== '')
              .map(([fact, value]) => (
                <div key={fact}>
                  <dt>{fact}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
          </dl>
        </div>
      </div>
      {detail === undefined ? (
        <p class="quiet">Loading…</p>
      ) : (
        <>
          <h2>{detail.releases.length > 1 ? 'Why this one' : 'Releases'}</h2>
          <Releases
            releases={detail.releases.map(([named, verdict, because]) => ({ name: named, verdict, because }))}
          />
          <h2>Files</h2>
          <Files
            files={detail.files.map(([named, size, crc32]) => ({ name: named, bytes: size, note: crc32 }))}
            noteName="CRC-32"
            empty="Nothing of this game is owned."
          />
        </>
      )}
    </article>
  )
}
