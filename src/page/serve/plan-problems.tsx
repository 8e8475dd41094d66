/** What a plan has to say, the gravest first: a few of each kind, the rest when it is asked for. */
import type { ProblemAnswer, ProblemGroupAnswer } from '../../serve/api.ts'
import { count } from '../../wording.ts'

const SHOWN = 3

export function PlanProblems({ groups }: { readonly groups: readonly ProblemGroupAnswer[] }) {
  return (
    <>
      {groups.map((group) => (
        <Group key={group.code} group={group} />
      ))}
    </>
  )
}

function Group({ group: { severity, problems, more } }: { readonly group: ProblemGroupAnswer }) {
  const rest = problems.slice(SHOWN)
  return (
    <div class={`notice notice-${severity}`} role={severity === 'error' ? 'alert' : undefined}>
      <Messages problems={problems.slice(0, SHOWN)} />
      {rest.length === 0 ? null : (
        <details>
          <summary>{count(rest.length + more)} more like this</summary>
          <Messages problems={rest} />
          {more === 0 ? null : (
            <p>
              And {count(more)} more, which <code>curator plan --json</code> lists.
            </p>
          )}
        </details>
      )}
    </div>
  )
}

/** A hint stands once, after the last one that has it. */
function Messages({ problems }: { readonly problems: readonly ProblemAnswer[] }) {
  return (
    <>
      {problems.map(({ message, hint }, i) => (
        <p key={message}>
          {message}
          {hint === undefined || hint === problems[i + 1]?.hint ? '' : ` ${hint}`}
        </p>
      ))}
    </>
  )
}
