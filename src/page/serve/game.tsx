/** One game under each policy that a target uses: its releases, its files, where they go. */
import type { GameAnswer } from '../../serve/api.ts'
import { amount } from '../../wording.ts'
import { Releases } from '../parts/game-parts.tsx'
import { Empty, StateMark } from '../parts/marks.tsx'
import { addressOf } from '../parts/route.ts'
import { useAnswer } from './client.ts'
import { Answered } from './notes.tsx'

interface GameProps {
  readonly platform: string
  readonly title: string
  readonly stamp: string
}

export function Game({ platform, title, stamp }: GameProps) {
  const reply = useAnswer('/api/game', { platform, title }, [stamp])
  return (
    <Answered reply={reply}>
      {(games) => {
        const [first] = games
        return (
          <>
            {first ? (
              <p class="crumb">
                <a href={addressOf(['search'], { q: `platform:${platform}` })}>{first.platformName}</a>
              </p>
            ) : null}
            <h1>{first?.game ?? title}</h1>
            {first ? (
              games.map((game) => <Under key={`${game.policy} ${game.game}`} game={game} />)
            ) : (
              <Empty title="No policy of a target knows this game.">
                It may have been renamed since. <a href={addressOf(['search'], { q: title })}>Look for it.</a>
              </Empty>
            )}
          </>
        )
      }}
    </Answered>
  )
}

function Under({ game }: { readonly game: GameAnswer }) {
  const { policy, state, releases, files, outputs, unwritten, pictures } = game
  return (
    <section class="game-under">
      {pictures.length === 0 ? null : (
        <p class="pictures">
          {pictures.map((sha1) => (
            <img key={sha1} class="art" src={`/api/picture?sha1=${sha1}`} alt={`Picture of ${game.game}`} />
          ))}
        </p>
      )}
      <p class="under">
        <StateMark state={state} /> <span class="quiet">under the policy {policy}</span>
      </p>
      <h2>{releases.length > 1 ? 'Why this one' : 'Releases'}</h2>
      <Releases
        releases={releases.map(({ release, verdict, because }) => ({ name: release, verdict, because }))}
      />
      <h2>Files</h2>
      {files.length === 0 ? (
        <p class="quiet">Nothing of this game is owned.</p>
      ) : (
        <ul class="file-list">
          {files.map(({ name, bytes, sha1, sources }) => (
            <li key={sha1}>
              <span class="path">{name}</span> <span class="quiet">{amount(bytes)}</span>
              <span class="path quiet small">sha1 {sha1}</span>
              {sources.map((source) => (
                <span key={source} class="path small">
                  {source}
                </span>
              ))}
            </li>
          ))}
        </ul>
      )}
      {outputs.length + unwritten.length > 0 ? (
        <>
          <h2>On devices</h2>
          <ul class="file-list">
            {outputs.map(({ target, path }) => (
              <li key={`${target} ${path}`}>
                <a href={addressOf(['plan', target])}>{target}</a> <span class="path">{path}</span>
              </li>
            ))}
            {unwritten.map(({ target, because }) => (
              <li key={`${target} ${because}`} class="tone-bad-text">
                {target}: {because}
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  )
}
