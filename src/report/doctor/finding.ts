/** What was found when everything a build rests on was looked at. */

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
