/** What was found when everything a build rests on was looked at. */
import { messageWithLine, severityOf, type Problem } from '../../errors.ts'

export interface Finding {
  readonly verdict: 'fine' | 'note' | 'fault'
  /** What was looked at: `node`, `config`, `root downloads`. */
  readonly subject: string
  readonly message: string
  readonly hint?: string
}

export function fine(subject: string, message: string): Finding {
  return { verdict: 'fine', subject, message }
}

export function note(subject: string, message: string, hint?: string): Finding {
  return { verdict: 'note', subject, message, ...(hint === undefined ? {} : { hint }) }
}

export function fault(subject: string, message: string, hint?: string): Finding {
  return { verdict: 'fault', subject, message, ...(hint === undefined ? {} : { hint }) }
}

export function faultOf(subject: string, { message, hint }: Problem): Finding {
  return fault(subject, message, hint)
}

/** By how grave it is where a build tells of it. What is only good to know there is nothing here. */
export function toldOf(subject: string, found: Problem): Finding[] {
  const severity = severityOf(found.code)
  if (severity === 'note') return []
  return [(severity === 'error' ? fault : note)(subject, messageWithLine(found), found.hint)]
}
