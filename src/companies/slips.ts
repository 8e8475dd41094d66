/** Names that are one slip apart: a letter more, another one, or two that changed places (`Konmai`). They may be one. */
import { isOneSlip } from '../slips.ts'

/** Shorter names differ by a letter because they are others: `Sega`, `Saga`. */
const SHORTEST = 6
const LONGEST = 60
/** What more names are like than that is no slip of one of them. */
const MOST_MET = 50

/**
 * Pairs of places in a list of forms, each once, in the order of the second. Each form is filed under what is left of it
 * without each of its letters: what is one slip apart meets there, so nothing is compared with everything.
 */
export function slips(forms: readonly string[]): readonly (readonly [first: number, second: number])[] {
  const filed = new Map<string, number[]>()
  const pairs: (readonly [number, number])[] = []
  for (const [i, form] of forms.entries()) {
    if (form.length < SHORTEST || form.length > LONGEST) continue
    const met = new Set<number>()
    for (const rest of [form, ...shortened(form)]) {
      const others = filed.get(rest) ?? []
      if (others.length < MOST_MET) others.push(i)
      for (const other of others) if (other !== i && isSlip(forms[other] ?? '', form)) met.add(other)
      filed.set(rest, others)
    }
    for (const other of [...met].sort((a, b) => a - b)) pairs.push([other, i])
  }
  return pairs
}

function shortened(form: string): ReadonlySet<string> {
  return new Set(Array.from({ length: form.length }, (_, i) => form.slice(0, i) + form.slice(i + 1)))
}

/** Numbers are no slips: Team 17 is not Team 18. */
function isSlip(a: string, b: string): boolean {
  return isOneSlip(a, b) && a.replace(/\P{N}/gu, '') === b.replace(/\P{N}/gu, '')
}
