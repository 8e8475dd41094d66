/** The review as a dialogue: one item at a time, one key a decision. */
import { CuratorError, messageWithLine } from '../../../errors.ts'
import { platformBySlug } from '../../../platforms/lookup.ts'
import type { Evidence } from '../../../review/evidence.ts'
import { extensionIn, KEYS, type ReviewFilter, type ReviewItem } from '../../../review/item.ts'
import type { Review } from '../../../review/review.ts'
import type { Verdict } from '../../../review/verdict.ts'
import type { Output } from '../../screen/output.ts'
import { busyLines, endLines, screenLines } from './screen.ts'

/** What the dialogue needs of a terminal. */
export interface Terminal {
  readonly columns: number
  readonly rows: number
  /** Puts these lines in place of what was there. */
  show(lines: readonly string[]): void
  /** The next key. Undefined: there is no more, or Ctrl-C. */
  key(): Promise<string | undefined>
  /** A line that is typed below what is shown. Undefined: it was given up. */
  ask(question: string): Promise<string | undefined>
}

interface Dialogue {
  readonly decided: number
  readonly skipped: number
}

const NO_KEY = 'That key means nothing here.'

/** Ends when the person does, or when there is nothing to ask. */
export async function reviewLoop(
  review: Review,
  filter: ReviewFilter,
  terminal: Terminal,
  paint: Output['paint'],
): Promise<Dialogue> {
  /** Ids of skipped items, and `undefined` for each decision: what undo takes back. */
  const done: (string | undefined)[] = []
  const skipped = new Set<string>()
  let message = ''
  let scrolled: { readonly id: string; readonly from: number } | undefined
  for (;;) {
    const items = review.items(filter)
    const item = items.find(({ id }) => !skipped.has(id))
    if (!item && done.length === 0) break
    const evidence = item && (await review.evidence(item).catch(inWords))
    if (item && evidence === undefined) continue // settled by a build meanwhile
    const from = draw(item, evidence, items.length)
    const key = await terminal.key()
    if (key === undefined || key === KEYS.quit) break
    if (!item) message = key === KEYS.undo ? await undone().catch(inWords) : NO_KEY
    else if (typeof evidence === 'object') message = await pressed(key, item, evidence, from).catch(inWords)
  }
  return { decided: done.filter((id) => id === undefined).length, skipped: skipped.size }

  /** Returns how far down it begins. A text as evidence: why there is none. */
  function draw(item: ReviewItem | undefined, evidence: Evidence | string | undefined, open: number): number {
    const { columns, rows } = terminal
    if (!item || typeof evidence !== 'object') {
      const isBusy = typeof evidence === 'string'
      terminal.show(isBusy ? busyLines(evidence, columns) : endLines(message, skipped.size, columns))
      return 0
    }
    const wished = scrolled?.id === item.id ? scrolled.from : 0
    const screen = { item, evidence, open, message, columns, rows, from: wished }
    const { lines, from } = screenLines(screen, paint)
    terminal.show(lines)
    return from
  }

  /** Returns what is to be said of it. */
  async function pressed(key: string, item: ReviewItem, evidence: Evidence, from: number): Promise<string> {
    const step = SCROLLING.get(key)
    if (step !== undefined) {
      scrolled = { id: item.id, from: from + step }
      return message
    }
    if (key === KEYS.undo) return undone()
    if (key === KEYS.skip) {
      skipped.add(item.id)
      done.push(item.id)
      return 'Skipped: it comes back next time.'
    }
    if (!/^[1-9]$/.test(key) && !evidence.actions.some((action) => KEYS[action] === key)) return NO_KEY
    const verdict = await verdictOf(key, item, evidence.choices.length, terminal)
    if (!verdict) return ''
    const { said } = await review.decide(item, verdict)
    done.push(undefined)
    return said
  }

  async function undone(): Promise<string> {
    if (done.length === 0) return 'There is nothing to take back.'
    const last = done.at(-1)
    const said = last === undefined ? ((await review.undo())?.said ?? '') : 'Back again.'
    done.pop()
    if (last !== undefined) skipped.delete(last)
    return said
  }
}

/** Arrows, and the keys for pages, as terminals send them. */
const SCROLLING: ReadonlyMap<string, number> = new Map([
  ['\u001b[A', -1],
  ['\u001b[B', 1],
  ['\u001b[5~', -10],
  ['\u001b[6~', 10],
])

/** What only a program can be told is thrown again. */
function inWords(error: unknown): string {
  if (!(error instanceof CuratorError)) throw error
  return error.problems.map((one) => [messageWithLine(one), one.hint ?? ''].join(' ').trim()).join(' ')
}

/** Undefined: the key means nothing here, or what was to be typed was given up. */
async function verdictOf(
  key: string,
  item: ReviewItem,
  choices: number,
  terminal: Terminal,
): Promise<Verdict | undefined> {
  if (/^[1-9]$/.test(key) && Number(key) <= choices) return { do: 'accept', choice: Number(key) }
  switch (key) {
    case KEYS.accept:
      return choices > 0 ? { do: 'accept' } : undefined
    case KEYS.refuse:
      return { do: 'refuse' }
    case KEYS.merge:
      return { do: 'merge' }
    case KEYS.split:
      return { do: 'split' }
    case KEYS.rename: {
      const title = await terminal.ask(
        item.kind === 'company' ? 'Name of the company: ' : 'Title of the game: ',
      )
      return title === undefined || title.trim() === '' ? undefined : { do: 'rename', title }
    }
    case KEYS.platform: {
      const platform = (await terminal.ask('Platform: '))?.trim()
      if (platform === undefined || platform === '') return undefined
      // one that nobody knows is told before more is asked
      const all = platformBySlug(platform) ? await isForAll(item, terminal) : false
      return all === undefined ? undefined : { do: 'platform', platform, ...(all ? { all } : {}) }
    }
    default:
      return undefined
  }
}

/** Undefined: it was given up. */
async function isForAll({ kind, subject }: ReviewItem, terminal: Terminal): Promise<boolean | undefined> {
  const extension = extensionIn(subject)
  if (kind === 'dat' || kind === 'extension' || extension === '') return false
  const answer = await terminal.ask(`And all files called .${extension}? [y/N] `)
  return answer === undefined ? undefined : /^y(?:es)?$/i.test(answer.trim())
}
