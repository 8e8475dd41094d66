/** A list of games, and the box they are searched with. */
import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { count } from '../../wording.ts'
import { StateMark, type State } from './marks.tsx'

export interface GameItem {
  readonly key: string
  readonly address: string
  readonly title: string
  /** What stands below the title. */
  readonly detail: string
  readonly platform: string
  readonly year: string
  readonly state: State
  /** Address of its picture. */
  readonly cover?: string
}

interface GameListProps<T> {
  readonly games: readonly T[]
  /** Asked only for those that are shown. */
  readonly itemOf: (game: T) => GameItem
  readonly pictures?: boolean
}

/** So many more are shown at a time. */
const STEP = 40

/** Shows what fits a few screens, and more as one comes near the end: a list of 20,000 is made in no time. */
export function GameList<T>({ games, itemOf, pictures = false }: GameListProps<T>) {
  const [shown, setShown] = useState(STEP)
  const end = useRef<HTMLButtonElement>(null)
  useEffect(() => setShown(STEP), [games])
  const isMore = shown < games.length
  useEffect(() => {
    const button = end.current
    if (!button) return undefined
    const watcher = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setShown((before) => before + STEP)
      },
      { rootMargin: '600px' },
    )
    watcher.observe(button)
    return () => watcher.disconnect()
  }, [isMore, games])
  return (
    <>
      <ul class={`games ${pictures ? 'with-pictures' : ''}`}>
        {games
          .slice(0, shown)
          .map(itemOf)
          .map((item) => (
            <li key={item.key}>
              <a href={item.address}>
                {pictures ? <Cover address={item.cover} /> : null}
                <span class="game-name">
                  <span class="game-title">{item.title}</span>
                  <span class="game-detail">{item.detail}</span>
                </span>
                <span class="game-platform">{item.platform}</span>
                <span class="game-year">{item.year}</span>
                <StateMark state={item.state} />
              </a>
            </li>
          ))}
      </ul>
      {isMore ? (
        <button type="button" class="more" ref={end} onClick={() => setShown((before) => before + STEP)}>
          Show more ({count(games.length - shown)} left)
        </button>
      ) : null}
    </>
  )
}

/** Beside the title, which says what it is. */
function Cover({ address }: { readonly address: string | undefined }) {
  if (address === undefined) return <span class="cover" />
  return <img class="cover" src={address} alt="" width="48" height="48" loading="lazy" decoding="async" />
}

interface SearchBoxProps {
  readonly value: string
  readonly label: string
  readonly onInput: (text: string) => void
  readonly children?: ComponentChildren
}

/** `/` goes there from everywhere, as on many pages. */
export function SearchBox({ value, label, onInput, children }: SearchBoxProps) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== '/' || isTyping(event.target)) return
      event.preventDefault()
      input.current?.focus()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
  return (
    <form class="search" role="search" onSubmit={(event) => event.preventDefault()}>
      <input
        ref={input}
        type="search"
        aria-label={label}
        placeholder={label}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {children}
    </form>
  )
}

export function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches('input, select, textarea')
}
