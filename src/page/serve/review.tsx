/** The review queue: one doubt at a time, with what speaks for each side, and the keys of the terminal. */
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { KEYS, settlesWords } from '../../review/item.ts'
import type { ReviewAnswer, ReviewDoneAnswer, ReviewItemAnswer } from '../../serve/api.ts'
import { count, plural } from '../../wording.ts'
import { addressOf } from '../parts/route.ts'
import { tell, useAnswer, type Reply } from './client.ts'
import { useKeys } from './keys.ts'
import type { ViewProps } from './main.tsx'
import { Answered, Problems } from './notes.tsx'
import { Verdicts } from './verdicts.tsx'

export function Review({ route, library, events }: ViewProps) {
  const kind = route.query.get('kind') ?? ''
  const [version, setVersion] = useState(0)
  /** What was skipped here, and `undefined` for each decision: what undo takes back. */
  const [done, setDone] = useState<readonly (ReviewItemAnswer | undefined)[]>([])
  const skipped = new Set(done.flatMap((step) => step?.id ?? []))
  const [note, setNote] = useState('')
  const [failed, setFailed] = useState<Reply<unknown>>()
  // by fifties: more are asked for while some of the last hundred are left
  const passed = skipped.size - (skipped.size % 50)
  const query = { ...(kind === '' ? {} : { kind }), ...(passed === 0 ? {} : { passed: String(passed) }) }
  const reply = useAnswer('/api/review', query, [version, events.stamp])
  const last = useRef<ReviewAnswer | undefined>(undefined)
  if (reply?.ok) last.current = reply.value
  const canWrite = library?.ok === true && library.value.canWrite
  const queue = reply?.ok === false ? undefined : last.current
  const item = queue?.items.find(({ id }) => !skipped.has(id))

  const after = (answer: Reply<ReviewDoneAnswer>, nothing: string): void => {
    setFailed(answer.ok ? undefined : answer)
    setVersion((before) => before + 1)
    setNote(answer.ok ? (answer.value.said ?? nothing) : '')
  }
  /** Then the keyboard is here, and what comes next gets it. */
  const hasActed = useRef(false)
  // a key that is pressed twice decides once
  const isBusy = useRef(false)
  const once = async (work: () => Promise<void>): Promise<void> => {
    if (isBusy.current) return
    isBusy.current = true
    hasActed.current = true
    await work()
    isBusy.current = false
  }
  const decide = (verdict: string): Promise<void> =>
    once(async () => {
      if (!item) return
      const answer = await tell('/api/review/decide', { id: item.id, verdict })
      if (answer.ok) setDone((before) => [...before, undefined])
      after(answer, '')
    })
  const undo = (): Promise<void> =>
    once(async () => {
      const skippedLast = done.at(-1)
      const answer: Reply<ReviewDoneAnswer> =
        skippedLast === undefined
          ? await tell('/api/review/undo')
          : { ok: true, value: { said: `Back again: ${skippedLast.subject}.`, id: skippedLast.id } }
      if (answer.ok) setDone((before) => before.slice(0, -1))
      after(answer, 'There is nothing to take back.')
    })
  const skip = (): void => {
    hasActed.current = true
    if (item) setDone((before) => (before.includes(item) ? before : [...before, item]))
  }
  // what was passed over comes back where nothing can be decided, too
  const canUndo = canWrite || done.at(-1) !== undefined
  return (
    <>
      <h1>Review</h1>
      {reply?.ok === false ? <Problems problems={reply.problems} /> : null}
      {queue === undefined ? (
        reply === undefined ? (
          <p class="quiet">Loading…</p>
        ) : null
      ) : (
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
            <One
              key={item.id}
              item={item}
              canWrite={canWrite}
              canUndo={canUndo}
              takesFocus={hasActed.current}
              onDecide={decide}
              onUndo={undo}
              onSkip={skip}
            />
          ) : (
            <Done
              queue={queue}
              skipped={skipped.size}
              onAgain={() => setDone((before) => before.filter((step) => step === undefined))}
              onUndo={canUndo ? undo : undefined}
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

interface OneProps {
  readonly item: ReviewItemAnswer
  readonly canWrite: boolean
  readonly canUndo: boolean
  readonly takesFocus: boolean
  readonly onDecide: (verdict: string) => Promise<void>
  readonly onUndo: () => Promise<void>
  readonly onSkip: () => void
}

function One({ item, canWrite, canUndo, takesFocus, onDecide, onUndo, onSkip }: OneProps) {
  const reply = useAnswer('/api/review/item', { id: item.id })
  const [form, setForm] = useState<'rename' | 'platform'>()
  const evidence = reply?.ok ? reply.value : undefined
  const heading = useRef<HTMLHeadingElement>(null)
  // the button that had it is gone with the item before
  useEffect(() => {
    if (takesFocus && document.activeElement === document.body) heading.current?.focus()
  }, [])
  const changeForm = (next: typeof form): void => {
    setForm(next)
    if (next === undefined) heading.current?.focus()
  }
  const actions = useMemo(() => new Map(evidence?.actions), [evidence])
  useKeys((key) => {
    if (key === KEYS.skip) {
      onSkip()
      return true
    }
    if (key === KEYS.undo && canUndo) {
      void onUndo()
      return true
    }
    if (!canWrite) return false
    const number = /^[1-9]$/.test(key) ? Number(key) : 0
    if (number > 0 && number <= (evidence?.choices.length ?? 0)) {
      void onDecide(`accept ${number}`)
      return true
    }
    const action = [...actions.keys()].find((name) => isAction(name) && KEYS[name] === key)
    if (action === undefined) return false
    if (action === 'rename' || action === 'platform') setForm(action)
    else void onDecide(action)
    return true
  })
  return (
    <article class="doubt">
      <p class="quiet">
        {item.kind.replaceAll('-', ' ')}
        {item.platform === undefined ? '' : ` · ${item.platform}`} · {settlesWords(item)}
        {item.isNew ? ' · new' : ''}
      </p>
      <h2 tabIndex={-1} ref={heading}>
        {item.subject}
      </h2>
      <Answered reply={reply}>{({ question }) => <p class="lead">{question}</p>}</Answered>
      {/* before the evidence, which may be longer than any screen: so the buttons stand where the eye is */}
      <Verdicts
        item={item}
        actions={actions}
        choices={evidence?.choices ?? []}
        canWrite={canWrite}
        canUndo={canUndo}
        form={form}
        onForm={changeForm}
        onDecide={onDecide}
        onUndo={onUndo}
        onSkip={onSkip}
      />
      <div class="sides">
        {evidence?.sides.map(({ title, facts, choice }, i) => (
          <section
            key={`${i} ${title}`}
            class={`side ${choice === undefined && evidence.choices.length !== 0 ? 'side-own' : ''}`}
          >
            <h3>
              {choice === undefined ? null : <span class="key">{choice}</span>} {title}
            </h3>
            <dl class="facts">
              {facts.map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </article>
  )
}

function isAction(name: string): name is keyof typeof KEYS {
  return Object.hasOwn(KEYS, name)
}
