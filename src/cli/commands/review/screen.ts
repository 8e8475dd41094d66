/** One item of the review as a screen: what is asked, the evidence side by side, and the keys. */
import type { Evidence, Side } from '../../../review/evidence.ts'
import { KEYS, KIND_INFO, settlesWords, type ReviewItem } from '../../../review/item.ts'
import { plural } from '../../../wording.ts'
import type { Output } from '../../screen/output.ts'
import { padded, textWidth } from '../../screen/text-width.ts'

interface Screen {
  readonly item: ReviewItem
  readonly evidence: Evidence
  /** How many wait, this one among them. */
  readonly open: number
  /** What was done last. */
  readonly message: string
  readonly columns: number
  readonly rows: number
  /** So many lines of the evidence are scrolled away. */
  readonly from: number
}

const GAP = 3
const LEAST_WIDTH = 34
const NAME_WIDTH = 12

/** `from`: as far as there is something to scroll. */
export function screenLines(
  { item, evidence, open, message, columns, rows, from }: Screen,
  paint: Output['paint'],
): { readonly lines: string[]; readonly from: number } {
  const what = [item.kind.replaceAll('-', ' '), item.platform ?? '', settlesWords(item)].filter(
    (word) => word !== '',
  )
  const waiting = plural(open, 'decision waits', 'decisions wait')
  const rest = what.join(' · ')
  const isOneLine = waiting.length + 3 + rest.length <= columns
  const head = [
    ...(isOneLine ? [`${paint('bold', waiting)} · ${rest}`] : [paint('bold', waiting), rest]),
    '',
    ...wrapped(plain(item.subject), columns).map((line) => paint('bold', line)),
    ...wrapped(evidence.question, columns),
    '',
  ].filter((line) => line !== '' || rows >= ROOMY)
  const foot = [
    ...wrapped(plain(message), columns).map((line) => paint('dim', line)),
    ...keyLines(item, evidence, columns, paint),
  ]
  const sides = sidesBeside(evidence.sides, columns, paint)
  const room = Math.max(LEAST_ROOM, rows - head.length - foot.length - ASK_ROWS)
  const shown = inRoom(sides, room, from, paint)
  return { lines: [...head, ...shown.lines, ...foot], from: shown.from }
}

/** What is asked for is typed below. */
const ASK_ROWS = 2
/** A line, and how many more there are. */
const LEAST_ROOM = 2
/** In fewer rows no line stays empty. */
const ROOMY = 14

/** What does not fit is scrolled to: what is asked stays in sight. */
function inRoom(
  sides: readonly string[],
  room: number,
  wished: number,
  paint: Output['paint'],
): { readonly lines: readonly string[]; readonly from: number } {
  if (sides.length <= room) return { lines: sides, from: 0 }
  const height = room - 1
  const from = Math.max(0, Math.min(wished, sides.length - height))
  const below = sides.length - height - from
  const more = [
    ...(from > 0 ? [`${plural(from, 'line')} above`] : []),
    ...(below > 0 ? [`${plural(below, 'line')} below`] : []),
  ]
  const told = `… ${more.join(', ')}: arrow keys`
  return { lines: [...sides.slice(from, from + height), paint('dim', told)], from }
}

/** In place of an item that cannot be read now. */
export function busyLines(why: string, columns: number): string[] {
  return [...wrapped(plain(why), columns), '', `Any key tries again, [${KEYS.quit}] quits.`]
}

/** Where nothing is left to ask: the last decision may be a slip as well. */
export function endLines(message: string, skipped: number, columns: number): string[] {
  const left = skipped > 0 ? 'All that is left was skipped.' : 'There is nothing more to ask.'
  return [left, '', ...wrapped(plain(message), columns), `[${KEYS.undo}] undo  [${KEYS.quit}] quit`]
}

/** As many sides beside each other as there is room for, the rest below. */
function sidesBeside(sides: readonly Side[], columns: number, paint: Output['paint']): string[] {
  const most = Math.max(1, Math.floor((columns + GAP) / (LEAST_WIDTH + GAP)))
  const across = Math.min(most, Math.max(1, sides.length))
  const width = Math.floor((columns - GAP * (across - 1)) / across)
  const lines: string[] = []
  for (let from = 0; from < sides.length; from += across) {
    const some = sides.slice(from, from + across).map((side) => sideLines(side, width))
    const height = Math.max(...some.map((side) => side.length))
    for (let row = 0; row < height; row++) {
      const cells = some.map((side) => padded(side[row] ?? '', width))
      const text = cells.join(' '.repeat(GAP)).trimEnd()
      lines.push(row === 0 ? paint('cyan', text) : text)
    }
    lines.push('')
  }
  return lines
}

function sideLines({ title, facts, choice }: Side, width: number): string[] {
  const name = choice === undefined ? plain(title) : `${choice}: ${plain(title)}`
  return [
    ...wrapped(name, width).slice(0, 2),
    ...facts.flatMap(([what, value]) => {
      const [first = '', ...more] = wrapped(plain(value), width - NAME_WIDTH - 1)
      const label = padded(plain(what).slice(0, NAME_WIDTH), NAME_WIDTH)
      return [`${label} ${first}`, ...more.map((text) => `${' '.repeat(NAME_WIDTH)} ${text}`)]
    }),
  ]
}

function keyLines(item: ReviewItem, evidence: Evidence, columns: number, paint: Output['paint']): string[] {
  const { actions } = KIND_INFO[item.kind]
  const some = evidence.choices.length > 1
  const keys = [
    ...evidence.actions.flatMap((action): [string, string][] => {
      const words = actions[action] ?? ''
      if (action !== 'accept') return [[KEYS[action], words]]
      if (evidence.choices.length === 0) return []
      return [[some ? `${KEYS.accept}, 1-${Math.min(9, evidence.choices.length)}` : KEYS.accept, words]]
    }),
    ['space', 'skip'] as const,
    [KEYS.undo, 'undo'] as const,
    [KEYS.quit, 'quit'] as const,
  ]
  const lines: string[] = []
  let line = ''
  let length = 0
  for (const [key, words] of keys) {
    const added = key.length + textWidth(words) + 5
    if (length > 0 && length + added > columns) {
      lines.push(line)
      line = ''
      length = 0
    }
    line += `${length > 0 ? '  ' : ''}${paint('bold', `[${key}]`)} ${words}`
    length += added
  }
  return [...lines, line]
}

/** At blanks where there are some, else anywhere. */
function wrapped(text: string, width: number): string[] {
  const lines: string[] = []
  let rest = text
  while (textWidth(rest) > width) {
    const most = fitting(rest, width)
    const blank = rest.lastIndexOf(' ', most)
    const at = blank > most / 2 ? blank : most
    lines.push(rest.slice(0, at))
    rest = rest.slice(at).trimStart()
  }
  return [...lines, rest]
}

/** How much of a text is so wide, at least one sign. */
function fitting(text: string, width: number): number {
  let end = 0
  let taken = 0
  for (const sign of text) {
    taken += textWidth(sign)
    if (taken > width && end > 0) break
    end += sign.length
  }
  return end
}

/** Names of files may hold what a terminal takes for a command. */
export function plain(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '?')
}
