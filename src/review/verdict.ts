/** What a person says to an item. */
import { CuratorError, problem } from '../errors.ts'

export type Verdict =
  /** `choice` counts from 1, as the choices are shown; by default the first. */
  | { readonly do: 'accept'; readonly choice?: number }
  | { readonly do: 'refuse' | 'merge' | 'split' }
  | { readonly do: 'rename'; readonly title: string }
  /** `all`: of all files with this extension, not of this one alone. */
  | { readonly do: 'platform'; readonly platform: string; readonly all?: boolean }

/** Of what is wrong with many verdicts at once. */
export const MOST_TOLD = 20

/**
 * Reads `accept 2`, `refuse`, `merge`, `split`, `rename Final Fantasy VI`, `platform genesis`, `platform genesis all`. The
 * first word may be written large: spreadsheets do that by themselves.
 */
export function parseVerdict(text: string): Verdict {
  const [first = '', ...words] = text.trim().split(/\s+/)
  const word = first.toLowerCase()
  const rest = words.join(' ')
  switch (word) {
    case 'accept':
      if (rest === '') return { do: 'accept' }
      if (/^[1-9]\d?$/.test(rest)) return { do: 'accept', choice: Number(rest) }
      break
    case 'refuse':
    case 'merge':
    case 'split':
      if (rest === '') return { do: word }
      break
    case 'rename':
      if (rest !== '') return { do: 'rename', title: rest }
      break
    case 'platform': {
      const [platform, all, ...more] = words
      if (platform === undefined || more.length > 0 || (all !== undefined && all !== 'all')) break
      return { do: 'platform', platform, ...(all === 'all' ? { all: true } : {}) }
    }
  }
  throw impossible(
    `"${text}" is no decision: it is accept, accept 2, refuse, merge, split, rename <title>, platform <slug> or platform <slug> all`,
  )
}

/** In a sentence, without its point. */
export function impossible(what: string, hint?: string): CuratorError {
  return new CuratorError(problem('review-impossible', `${what}.`, hint === undefined ? {} : { hint }))
}
