/** What went wrong, in words. */
import type { ComponentChildren } from 'preact'
import type { ProblemAnswer } from '../../serve/api.ts'
import type { Reply } from './client.ts'

export function Problems({ problems }: { readonly problems: readonly ProblemAnswer[] }) {
  if (problems.length === 0) return null
  return (
    <div class="notice" role="alert">
      {problems.map(({ code, message, hint }) => (
        <p key={`${code} ${message}`}>
          {message}
          {hint === undefined ? '' : ` ${hint}`}
        </p>
      ))}
    </div>
  )
}

interface AnsweredProps<T> {
  readonly reply: Reply<T> | undefined
  readonly children: (value: T) => ComponentChildren
}

/** Shows an answer, or why there is none. */
export function Answered<T>({ reply, children }: AnsweredProps<T>) {
  if (reply === undefined) return <p class="quiet">Loading…</p>
  if (!reply.ok) return <Problems problems={reply.problems} />
  return <>{children(reply.value)}</>
}
