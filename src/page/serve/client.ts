/** Asking the server, and hearing from it. */
import { useEffect, useState } from 'preact/hooks'
import type {
  FailureAnswer,
  GameAnswer,
  LibraryAnswer,
  PlanAnswer,
  PlanFolderAnswer,
  ProblemAnswer,
  ReviewAnswer,
  ReviewDoneAnswer,
  ReviewEvidenceAnswer,
  RunAnswer,
  RunDetailAnswer,
  SearchAnswer,
  StateEvent,
} from '../../serve/api.ts'

export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly ProblemAnswer[] }

const GONE: ProblemAnswer = {
  code: 'gone',
  message: 'The server does not answer. Is `curator serve` still running?',
}

/** What each question is answered with. */
interface Answers {
  readonly '/api/library': LibraryAnswer
  readonly '/api/search': SearchAnswer
  readonly '/api/game': readonly GameAnswer[]
  readonly '/api/runs': readonly RunAnswer[]
  readonly '/api/run': RunDetailAnswer
  readonly '/api/plan': PlanAnswer
  readonly '/api/plan/folder': PlanFolderAnswer
  readonly '/api/review': ReviewAnswer
  readonly '/api/review/item': ReviewEvidenceAnswer
}

/** What may be told, and what comes back. */
interface Deeds {
  readonly '/api/plan': object
  readonly '/api/build': object
  readonly '/api/stop': object
  readonly '/api/review/decide': ReviewDoneAnswer
  readonly '/api/review/undo': ReviewDoneAnswer
}

type Texts = Readonly<Record<string, string>>

export function tell<P extends keyof Deeds>(path: P, body: Texts = {}): Promise<Reply<Deeds[P]>> {
  const headers = { 'Content-Type': 'application/json' }
  return fetched(path, { method: 'POST', headers, body: JSON.stringify(body) })
}

/** The server is the same program: its answers are what it says they are. */
async function fetched<T>(address: string, init: RequestInit): Promise<Reply<T>> {
  try {
    const response = await fetch(address, init)
    const value: unknown = await response.json()
    if (response.ok) return { ok: true, value: value as T }
    return { ok: false, problems: (value as FailureAnswer).problems }
  } catch {
    return { ok: false, problems: [GONE] }
  }
}

/**
 * Asks when it is shown, and again whenever one of `again` is another. What was answered stays until the next answer
 * to the same question.
 */
export function useAnswer<P extends keyof Answers>(
  path: P,
  query: Texts,
  again: readonly unknown[] = [],
): Reply<Answers[P]> | undefined {
  const [known, setKnown] = useState<{ readonly address: string; readonly reply: Reply<Answers[P]> }>()
  const text = new URLSearchParams(query).toString()
  const address = text === '' ? path : `${path}?${text}`
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    const asking = async (): Promise<void> => {
      const reply = await fetched<Answers[P]>(address, { signal })
      if (!signal.aborted) setKnown({ address, reply })
    }
    void asking()
    return () => controller.abort()
  }, [address, ...again])
  return known?.address === address ? known.reply : undefined
}

const NOTHING: StateEvent = { job: null, busy: null, stamp: '' }

/** The server's state, as it changes. */
export function useEvents(): StateEvent & { readonly isConnected: boolean } {
  const [state, setState] = useState({ ...NOTHING, isConnected: true })
  useEffect(() => {
    const source = new EventSource('/api/events')
    source.addEventListener('message', ({ data }: MessageEvent<string>) =>
      setState({ ...(JSON.parse(data) as StateEvent), isConnected: true }),
    )
    source.addEventListener('error', () => setState((before) => ({ ...before, isConnected: false })))
    return () => source.close()
  }, [])
  return state
}
