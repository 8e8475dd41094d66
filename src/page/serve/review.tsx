/** The review queue: one doubt at a time, with what speaks for each side, and the keys of the terminal. */
import { KEYS } from '../../review/item.ts'
import type { ReviewAnswer } from '../../serve/api.ts'
import { count, plural } from '../../wording.ts'
import { addressOf } from '../parts/route.ts'
import { useDeciding } from './deciding.ts'
import { Doubt } from './doubt.tsx'
import { useKeys } from './keys.ts'
import type { ViewProps } from './main.tsx'
import { Problems } from './notes.tsx'

export function Review({ route, library, events }: ViewProps) {
  const kind = route.query.get('kind') ?? ''
  const { reply, queue, item, skipped, note, failed, ...deciding } = useDeciding(kind, events.stamp)
  const canWrite = library?.ok === true && library.value.canWrite
  // what was passed over comes back where nothing can be decided, too
  const canUndo = canWrite || deciding.canUnskip
  return (
    <>
      <h1>Review</h1>
      {reply?.ok === false ? <Problems problems={reply.problems} /> : null}
      {queue === undefined && reply === undefined ? <p class="quiet">Loading…</p> : null}
      {queue === undefined ? null : (
        <>
          <Kinds queue={queue} kind={kind} />
          {canWrite || queue.open === 0 ? null : (
            <p class="notice">
              Decisions are not allowed here. Start the page with <code>curator serve --write</code>.
            </p>
          )}
          <p class="said" role="status">
            {note}
          </p>
          {failed?.ok === false ? <Problems problems={failed.problems} /> : null}
          {item ? (
            <Doubt
              key={item.id}
              item={item}
              canWrite={canWrite}
              canUndo={canUndo}
              takesFocus={deciding.hasActed()}
              onDecide={deciding.decide}
              onUndo={deciding.undo}
              onSkip={deciding.skip}
            />
          ) : (
            <Done
              queue={queue}
              skipped={skipped}
              onAgain={deciding.startAgain}
              onUndo={canUndo ? deciding.undo : undefined}
            />
          )}
        </>
      )}
    </>
  )
}

function Kinds({ queue, kind }: { readonly queue: ReviewAnswer; readonly kind: string }) {
  const rows = [['', queue.all] as const, ...queue.kinds]
  if (queue.kinds.length === 0) return null
  return (
    <ul class="choice" aria-label="Kinds of doubt">
      {rows.map(([name, open]) => (
        <li key={name}>
          <a
            class="chip"
            href={addressOf(['review'], { kind: name })}
            aria-current={kind === name ? 'true' : undefined}
          >
            {name === '' ? 'all' : name.replaceAll('-', ' ')} {count(open)}
          </a>
        </li>
      ))}
    </ul>
  )
}

interface DoneProps {
  readonly queue: ReviewAnswer
  readonly skipped: number
  readonly onAgain: () => void
  readonly onUndo: (() => Promise<void>) | undefined
}

function Done({ queue, skipped, onAgain, onUndo }: DoneProps) {
  useKeys((key) => {
    if (key !== KEYS.undo || onUndo === undefined) return false
    void onUndo()
    return true
  })
  return (
    <div class="empty">
      <p class="empty-title">
        {queue.open === 0
          ? `Nothing${queue.all === 0 ? '' : ' of this kind'} waits for a decision.`
          : `${plural(Math.min(skipped, queue.open), 'doubt was', 'doubts were')} passed over.`}
      </p>
      <p>What was decided shows in the library after the next build.</p>
      <p class="actions">
        {queue.open === 0 ? null : (
          <button type="button" onClick={onAgain}>
            Look at them again
          </button>
        )}{' '}
        {onUndo === undefined ? null : (
          <button type="button" onClick={() => void onUndo()}>
            Take back the last one
          </button>
        )}
      </p>
    </div>
  )
}
