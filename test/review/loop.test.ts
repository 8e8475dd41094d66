/** The dialogue, with a terminal that types by itself. */
import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { reviewLoop, type Terminal } from '../../src/cli/commands/review/loop.ts'
import { screenLines } from '../../src/cli/commands/review/screen.ts'
import { keyReader, keysIn } from '../../src/cli/commands/review/terminal.ts'
import { CuratorError, problem } from '../../src/errors.ts'
import type { Evidence } from '../../src/review/evidence.ts'
import { KIND_INFO, type Action, type ReviewItem, type ReviewKind } from '../../src/review/item.ts'
import type { Review } from '../../src/review/review.ts'
import type { Verdict } from '../../src/review/verdict.ts'

const plainPaint = (_: unknown, text: string): string => text

function itemOf(kind: ReviewKind, subject: string): ReviewItem {
  return {
    id: `${kind}:${subject}`,
    kind,
    subject,
    key: subject,
    settles: 1,
    isNew: false,
    names: ['A', 'B'],
  }
}

/** Decisions are kept in a list; the queue is what is in none of them. */
function reviewOf(items: readonly ReviewItem[], choices = 2) {
  const decided: [ReviewItem, Verdict][] = []
  const open = () => items.filter((item) => !decided.some(([one]) => one === item))
  const evidence = ({ kind }: ReviewItem): Evidence => ({
    question: KIND_INFO[kind].question,
    sides: [],
    choices: Array.from({ length: choices }, (_, i) => ({ label: String(i) })),
    actions: Object.keys(KIND_INFO[kind].actions) as Action[],
  })
  const review: Review = {
    items: open,
    item: (id) => items.find((item) => item.id === id),
    evidence: (item) => Promise.resolve(evidence(item)),
    decide(item, verdict) {
      if (verdict.do === 'split')
        throw new CuratorError(problem('review-impossible', 'That cannot be.', { hint: 'Try another.' }))
      decided.push([item, verdict])
      return Promise.resolve({ said: `${item.subject}: ${verdict.do}.`, item, open: open().length })
    },
    decideAll: () => Promise.resolve(undefined),
    undo() {
      const last = decided.pop()
      return Promise.resolve(
        last && { said: `Taken back: ${last[0].subject}.`, item: last[0], open: open().length },
      )
    },
    refresh: () => Promise.resolve(),
    finish: () => Promise.resolve(),
  }
  return { review, decided }
}

/** Keys, and lines that are typed: `>genesis`; `>` alone is Escape. */
function terminalOf(keys: readonly string[], columns = 100) {
  const left = [...keys]
  const screens: string[] = []
  const questions: string[] = []
  const terminal: Terminal = {
    columns,
    rows: 50,
    show: (lines) => screens.push(lines.join('\n')),
    key: () => Promise.resolve(left.shift()),
    ask(question) {
      questions.push(question)
      const typed = left.shift()
      return Promise.resolve(typed === undefined || typed === '>' ? undefined : typed.slice(1))
    },
  }
  return { terminal, screens, questions }
}

async function play(items: readonly ReviewItem[], keys: readonly string[], choices?: number) {
  const { review, decided } = reviewOf(items, choices)
  const { terminal, screens, questions } = terminalOf(keys)
  const result = await reviewLoop(review, {}, terminal, plainPaint)
  return {
    ...result,
    verdicts: decided.map(([item, verdict]) => [item.subject, verdict]),
    screens,
    questions,
  }
}

const FILE = itemOf('candidate', 'roms/game.bin')
const GROUP = itemOf('clone-group', 'Parent')

describe('keys', () => {
  it.each<[string, readonly string[], Verdict]>([
    ['a', ['a'], { do: 'accept' }],
    ['2', ['2'], { do: 'accept', choice: 2 }],
    ['r', ['r'], { do: 'refuse' }],
    ['p, for this file alone', ['p', '>genesis', '>n'], { do: 'platform', platform: 'genesis' }],
    ['p, for all like it', ['p', '>genesis', '>y'], { do: 'platform', platform: 'genesis', all: true }],
  ])('%s', async (_, keys, verdict) => {
    const { verdicts, decided } = await play([FILE], keys)
    expect(verdicts).toEqual([['roms/game.bin', verdict]])
    expect(decided).toBe(1)
  })

  it('given up at the second question decides nothing, and one that nobody knows is not asked it', async () => {
    const up = await play([FILE], ['p', '>genesis', '>'])
    expect([up.verdicts, up.questions]).toEqual([[], ['Platform: ', 'And all files called .bin? [y/N] ']])
    const unknown = await play([FILE], ['p', '>genesiss'])
    expect(unknown.questions).toEqual(['Platform: '])
    expect(unknown.verdicts).toEqual([['roms/game.bin', { do: 'platform', platform: 'genesiss' }]])
  })

  it('that come at once are taken one by one, as they are', () => {
    expect(keysIn('\u001b[B\u001b[B\u001b[6~a\u001bOAü👍\u001b\r')).toEqual([
      '\u001b[B',
      '\u001b[B',
      '\u001b[6~',
      'a',
      '\u001bOA',
      'ü',
      '👍',
      '\u001b',
      '\r',
    ])
  })

  it('m merges, n renames, and what is refused is told', async () => {
    const { verdicts, screens } = await play([GROUP, FILE], ['s', 'n', '>Candle Tale', 'q'])
    expect(verdicts).toEqual([['Parent', { do: 'rename', title: 'Candle Tale' }]])
    expect(screens[1]).toContain('That cannot be. Try another.')
    expect(screens[2]).toContain('Parent: rename.')
  })

  it.each([['3'], ['x'], ['n', '>'], ['p', '>'], ['n', '> ']])('%s decides nothing', async (...keys) => {
    expect((await play([FILE], keys)).verdicts).toEqual([])
  })

  it('says so when a key means nothing', async () => {
    const { screens } = await play([FILE], ['x', 'n', 'p', '>', 'q'])
    const told = screens.map((text) => text.includes('That key means nothing here.'))
    expect(told).toEqual([false, true, true, false])
  })

  it('skips, and comes back by undo', async () => {
    const { verdicts, skipped, screens } = await play([GROUP, FILE], [' ', 'u', 'm', 'u', ' ', ' '])
    expect([verdicts, skipped]).toEqual([[], 2])
    const said = [
      '',
      'Skipped: it comes back',
      'Back again.',
      'Parent: merge.',
      'Taken back: Parent.',
      'Skipped:',
      'All that is left was skipped.',
    ]
    expect(screens.map((text, i) => text.includes(said[i] ?? '?'))).toEqual(said.map(() => true))
  })

  it('u with nothing done says so', async () => {
    expect((await play([FILE], ['u', 'q'])).screens[1]).toContain('There is nothing to take back.')
  })

  it('u takes back the last decision of all, too', async () => {
    const { verdicts, screens, decided } = await play([FILE], ['r', 'a', 'u', 'a', 'q', 'r'])
    expect([verdicts, decided]).toEqual([[['roms/game.bin', { do: 'accept' }]], 1])
    const end = (message: string) => `There is nothing more to ask.\n\n${message}\n[u] undo  [q] quit`
    expect(screens[1]).toBe(end('roms/game.bin: refuse.'))
    expect(screens[2]).toBe(end('That key means nothing here.'))
    expect(screens[3]).toContain('Taken back: roms/game.bin.')
    expect(screens[4]).toBe(end('roms/game.bin: accept.'))
    expect((await play([], ['a'])).screens).toEqual([])
  })

  it('ends with Ctrl-C and with the last item', async () => {
    expect(await play([FILE, GROUP], [])).toMatchObject({ decided: 0, skipped: 0 })
    expect(await play([FILE, GROUP], ['a', 'm', 'a'])).toMatchObject({ decided: 2 })
  })
})

describe('a screen', () => {
  const evidence: Evidence = {
    question: 'Is it one of these?',
    sides: [
      { title: 'roms/game.bin', facts: [['size', '12 B']] },
      { title: 'Game (USA)', facts: [['listed by', 'A DAT with quite a long name of its own']], choice: 1 },
    ],
    choices: [{ label: 'Game (USA)' }],
    actions: ['accept', 'refuse', 'platform'],
  }
  const screen = { item: FILE, evidence, open: 3, message: 'Done.', columns: 80, rows: 50, from: 0 }

  it('has the evidence side by side where there is room', () => {
    expect(screenLines(screen, plainPaint).lines).toEqual([
      '3 decisions wait · candidate · settles 1 file',
      '',
      'roms/game.bin',
      'Is it one of these?',
      '',
      'roms/game.bin                            1: Game (USA)',
      'size         12 B                        listed by    A DAT with quite a long',
      '                                                      name of its own',
      '',
      'Done.',
      '[a] it is  [r] none of them  [p] it is of another platform  [space] skip',
      '[u] undo  [q] quit',
    ])
  })

  it('has it one below the other where there is none', () => {
    const lines = screenLines({ ...screen, columns: 40 }, plainPaint).lines
    expect(lines.filter((line) => line.startsWith('1: ') || line.startsWith('size'))).toEqual([
      'size         12 B',
      '1: Game (USA)',
    ])
    expect(lines.every((line) => line.length <= 40)).toBe(true)
  })

  it('keeps its columns beside names of East Asia, whose signs take two', () => {
    const [file = { title: '', facts: [] }, game = file] = evidence.sides
    const named = { ...evidence, sides: [{ ...file, title: 'roms/悪魔城ドラキュラ.nes' }, game] }
    const lines = screenLines({ ...screen, evidence: named }, plainPaint).lines
    expect(lines[5]).toBe('roms/悪魔城ドラキュラ.nes                1: Game (USA)')
    const [title, ...rest] = screenLines(
      { ...screen, item: { ...FILE, subject: '悪魔城ドラキュラ伝説'.repeat(3) }, columns: 40 },
      plainPaint,
    ).lines.slice(3)
    expect([title, rest[0]]).toEqual(['悪魔城ドラキュラ伝説悪魔城ドラキュラ伝説', '悪魔城ドラキュラ伝説'])
  })

  it('scrolls what does not fit, and keeps the question and the keys in sight', async () => {
    const facts = Array.from({ length: 30 }, (_, n): [string, string] => [`fact ${n}`, String(n)])
    const many = { ...evidence, sides: [{ title: 'roms/game.bin', facts }] }
    const at = (from: number) => screenLines({ ...screen, evidence: many, rows: 24, from }, plainPaint)
    expect(at(0).lines).toHaveLength(22)
    expect(at(0).lines.slice(3, 7)).toEqual(['Is it one of these?', '', 'roms/game.bin', 'fact 0       0'])
    expect(at(0).lines.slice(18, 20)).toEqual(['… 19 lines below: arrow keys', 'Done.'])
    expect(at(5).lines[18]).toBe('… 5 lines above, 14 lines below: arrow keys')
    expect(at(99)).toMatchObject({ from: 19 })
    expect(at(99).lines.slice(16, 19)).toEqual(['fact 29      29', '', '… 19 lines above: arrow keys'])
    const short = screenLines({ ...screen, evidence: many, rows: 10, from: 1 }, plainPaint).lines
    expect(short).toEqual([
      '3 decisions wait · candidate · settles 1 file',
      'roms/game.bin',
      'Is it one of these?',
      'fact 0       0',
      '… 1 line above, 30 lines below: arrow keys',
      'Done.',
      '[a] it is  [r] none of them  [p] it is of another platform  [space] skip',
      '[u] undo  [q] quit',
    ])
    const { screens } = await play([FILE], ['\u001b[B', '\u001b[6~', '\u001b[A', 'q'])
    expect(screens.join()).not.toContain('means nothing')
  })

  it('lets no name give the terminal orders', () => {
    const item = { ...FILE, subject: 'roms/\u001b[2Jgame.bin' }
    expect(screenLines({ ...screen, item }, plainPaint).lines.join('')).not.toContain('\u001b')
  })
})

it('a signal ends it while it waits for a key, and after those that were typed', async () => {
  const input = new PassThrough()
  const stop = new AbortController()
  const keys = keyReader(input, stop.signal)
  input.write('ma')
  expect(await keys.next()).toBe('m')
  stop.abort()
  expect([await keys.next(), await keys.next()]).toEqual(['a', undefined])
  keys.close()
})
