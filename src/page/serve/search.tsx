/** Search as you type, over everything the DATs list and every file that none does. */
import { useEffect, useRef, useState } from 'preact/hooks'
import type { FoundAnswer, LibraryAnswer, SearchAnswer } from '../../serve/api.ts'
import { amount, plural } from '../../wording.ts'
import { GameList, SearchBox, type GameItem } from '../parts/games.tsx'
import { Empty } from '../parts/marks.tsx'
import { addressOf, noteAddress } from '../parts/route.ts'
import { TableHead } from '../parts/table-head.tsx'
import { useAnswer, type Reply } from './client.ts'
import type { ViewProps } from './main.tsx'
import { Problems } from './notes.tsx'

const LIMIT = '200'
/** While the index is being brought up to date, there is more to find each time. */
const AGAIN_MS = 1000

export function Search({ route, library }: ViewProps) {
  const asked = route.query.get('q') ?? ''
  const [text, setText] = useState(asked)
  const isAsking = text.trim() !== ''
  const [round, setRound] = useState(0)
  const reply = useAnswer('/api/search', { q: text, limit: LIMIT }, [isAsking, round])
  const indexing = reply?.ok === true ? reply.value.indexing : 0
  useEffect(() => {
    if (indexing === 0) return undefined
    const timer = setTimeout(() => setRound((n) => n + 1), AGAIN_MS)
    return () => clearTimeout(timer)
  }, [indexing, reply])
  // while a key is being answered, what the last one found stays
  const last = useRef<SearchAnswer | null>(null)
  if (!isAsking) last.current = null
  else if (reply?.ok) last.current = reply.value
  useEffect(() => setText(asked), [asked])
  const change = (next: string): void => {
    setText(next)
    noteAddress(addressOf(['search'], { q: next }))
  }
  return (
    <>
      <h1>Search</h1>
      <SearchBox value={text} label="Search games and files" onInput={change} />
      {indexing > 0 ? (
        <p class="notice" role="status">
          Indexing what builds have changed: {plural(indexing, 'platform')} to go. Not everything is found
          yet.
        </p>
      ) : null}
      {!isAsking ? (
        <Hints onChoose={change} />
      ) : reply?.ok === false ? (
        <Problems problems={reply.problems} />
      ) : last.current === null ? (
        <p class="quiet">Searching…</p>
      ) : (
        <Results answer={last.current} names={namesOf(library)} />
      )}
    </>
  )
}

const EXAMPLES = [
  ['platform:nes have:no', 'what is missing on one platform'],
  ['year:1990..1992 racing', 'of these years, with this word'],
  ['region:Japan dragon', 'released there'],
] as const

function Hints({ onChoose }: { readonly onChoose: (text: string) => void }) {
  return (
    <div class="empty">
      <p class="empty-title">Type a title, or a part of it.</p>
      <p>A slip in a word does no harm. Filters narrow it down:</p>
      <ul class="examples">
        {EXAMPLES.map(([text, what]) => (
          <li key={text}>
            <button type="button" class="plain-button" onClick={() => onChoose(text)}>
              {text}
            </button>{' '}
            {what}
          </li>
        ))}
      </ul>
    </div>
  )
}

interface ResultsProps {
  readonly answer: SearchAnswer
  readonly names: ReadonlyMap<string, string>
}

function Results({ answer: { results, more, isCorrected }, names }: ResultsProps) {
  const games = results.filter((found) => found.kind === 'game')
  const files = results.filter((found) => found.kind === 'file')
  if (results.length === 0)
    return <Empty title="Nothing fits.">Try fewer words and filters, or other ones.</Empty>
  return (
    <>
      <p class="quiet" role="status">
        {isCorrected ? 'Nothing of that name. Much like it: ' : ''}
        {plural(results.length, 'result')}
        {more ? ', and there are more: narrow it down' : ''}
      </p>
      <GameList games={games} itemOf={(game) => itemOf(game, names)} />
      {files.length > 0 ? (
        <>
          <h2>Files that no DAT lists</h2>
          <table class="plain">
            <TableHead columns={[['File'], ['Size', 'number']]} />
            <tbody>
              {files.map(({ root, path, size }) => (
                <tr key={`${root}/${path}`}>
                  <th scope="row" class="path">
                    {root}/{path}
                  </th>
                  <td class="number">{amount(size)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      ) : null}
    </>
  )
}

function itemOf(
  { title, as, platform, owned, year, regions, releases }: Extract<FoundAnswer, { kind: 'game' }>,
  names: ReadonlyMap<string, string>,
): GameItem {
  return {
    key: `${platform}/${as ?? title}`,
    address: addressOf(['game', platform, title]),
    title,
    detail: [as === undefined ? '' : `as ${as}`, plural(releases, 'release'), regions.join(', ')]
      .filter((part) => part !== '')
      .join(' · '),
    platform: names.get(platform) ?? platform,
    year: year === undefined ? '' : String(year),
    state: owned ? 'owned' : 'missing',
  }
}

function namesOf(library: Reply<LibraryAnswer> | undefined): ReadonlyMap<string, string> {
  return new Map(library?.ok ? library.value.platforms.map(({ slug, name }) => [slug, name]) : [])
}
