/** Going through the queue: which doubt is asked next, and what became of the one before. */
import { useRef, useState } from 'preact/hooks'
import type { ReviewAnswer, ReviewDoneAnswer, ReviewItemAnswer } from '../../serve/api.ts'
import { tell, useAnswer, type Reply } from './client.ts'

interface Deciding {
  readonly reply: Reply<ReviewAnswer> | undefined
  /** As it was last heard of, while it is asked for again; undefined before the first answer, and after a failure. */
  readonly queue: ReviewAnswer | undefined
  /** The first that was not skipped; undefined at the end. */
  readonly item: ReviewItemAnswer | undefined
  /** How many were passed over here. */
  readonly skipped: number
  /** What the last decision, or its undoing, came to: '' where nothing is to be said of it. */
  readonly note: string
  /** Why the last one failed. */
  readonly failed: Reply<unknown> | undefined
  /** Whether something was passed over that can be had back. */
  readonly canUnskip: boolean
  /** Whether anything was done here: then the keyboard is here, and what comes next gets it. */
  hasActed(): boolean
  decide(verdict: string): Promise<void>
  undo(): Promise<void>
  skip(): void
  /** Asks again what was skipped. */
  startAgain(): void
}

/** @param kind of doubt; '' for all. `stamp`: another one whenever the library is another */
export function useDeciding(kind: string, stamp: string): Deciding {
  const [version, setVersion] = useState(0)
  /** What was skipped here, and `undefined` for each decision: what undo takes back. */
  const [done, setDone] = useState<readonly (ReviewItemAnswer | undefined)[]>([])
  const [note, setNote] = useState('')
  const [failed, setFailed] = useState<Reply<unknown>>()
  const skipped = new Set(done.flatMap((step) => step?.id ?? []))
  // by fifties: more are asked for while some of the last hundred are left
  const passed = skipped.size - (skipped.size % 50)
  const query = { ...(kind === '' ? {} : { kind }), ...(passed === 0 ? {} : { passed: String(passed) }) }
  const reply = useAnswer('/api/review', query, [version, stamp])
  const last = useRef<ReviewAnswer | undefined>(undefined)
  if (reply?.ok) last.current = reply.value
  const queue = reply?.ok === false ? undefined : last.current
  const item = queue?.items.find(({ id }) => !skipped.has(id))

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
  const after = (answer: Reply<ReviewDoneAnswer>, nothing: string): void => {
    setFailed(answer.ok ? undefined : answer)
    setVersion((before) => before + 1)
    setNote(answer.ok ? (answer.value.said ?? nothing) : '')
  }
  return {
    reply,
    queue,
    item,
    skipped: skipped.size,
    note,
    failed,
    canUnskip: done.at(-1) !== undefined,
    hasActed: () => hasActed.current,
    decide: (verdict) =>
      once(async () => {
        if (!item) return
        const answer = await tell('/api/review/decide', { id: item.id, verdict })
        if (answer.ok) setDone((before) => [...before, undefined])
        after(answer, '')
      }),
    undo: () =>
      once(async () => {
        const skippedLast = done.at(-1)
        const answer: Reply<ReviewDoneAnswer> =
          skippedLast === undefined
            ? await tell('/api/review/undo')
            : { ok: true, value: { said: `Back again: ${skippedLast.subject}.`, id: skippedLast.id } }
        if (answer.ok) setDone((before) => before.slice(0, -1))
        after(answer, 'There is nothing to take back.')
      }),
    skip() {
      hasActed.current = true
      if (item) setDone((before) => (before.includes(item) ? before : [...before, item]))
    },
    startAgain: () => setDone((before) => before.filter((step) => step === undefined)),
  }
}
